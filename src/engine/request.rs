//! A request, ready to be sent.

use url::Url;

use crate::model::{Method, Redirects};

/// A request, complete: what is sent is what stands here. A transport adds only what HTTP itself needs
/// (`Host`, `Content-Length`, `Accept-Encoding`).
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The id of the call in the design.
    pub call: String,
    /// The method.
    pub method: Method,
    /// The address, with every value encoded.
    pub url: Url,
    /// Headers in order; values have no control characters.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// Limits.
    pub limits: Limits,
}

/// Limits of one request. All times in milliseconds from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// To the last byte of the answer.
    pub total_ms: u64,
    /// Until the connection stands.
    pub connect_ms: u64,
    /// The longest silence between two parts of the answer.
    pub idle_ms: u64,
    /// The largest answer, in bytes after decompression.
    pub largest_bytes: u64,
    /// Whether redirects are followed.
    pub redirects: Redirects,
}

impl std::fmt::Debug for Request {
    /// Headers, query and body may hold secrets: only the method, the host and the path are shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let host = self.url.host_str().unwrap_or_default();
        write!(f, "{} {host}{} (call `{}`)", self.method.name(), self.url.path(), self.call)
    }
}
