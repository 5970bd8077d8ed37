//! A request, ready to be sent.

use url::Url;

use super::{Encryption, SecretValue};
use crate::model::{CredentialsPlace, Method, Policy, Redirects};

/// A request, complete: what is sent is what stands here. A transport adds only what HTTP itself needs
/// (`Host`, `Content-Length`, `Accept-Encoding`) and the token of a sign-in.
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
    /// The pause before it is sent, when it is sent again.
    pub after_ms: u64,
    /// The token to fetch first, which then takes the place of the mask in the header `authorization`.
    pub sign_in: Option<SignIn>,
    /// How the connection is encrypted.
    pub encryption: Encryption,
    /// The body holds a secret: it is never sent on to another scheme, host or port.
    pub body_stays: bool,
}

/// What a token is exchanged for (OAuth 2.0 client credentials, RFC 6749 §4.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Where.
    pub token_url: Url,
    /// The client's id.
    pub client_id: String,
    /// The client's secret.
    pub secret: SecretValue,
    /// What is asked for.
    pub scopes: Vec<String>,
    /// Where id and secret stand in the request for the token.
    pub credentials: CredentialsPlace,
}

/// Limits of one request. All times in milliseconds from its start; a request that is sent
/// again has them again.
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

impl Limits {
    /// The limits of a policy: what it does not say has a safe default, and nothing is longer than the whole.
    pub fn of(policy: &Policy) -> Self {
        let total_ms = policy.time_limit_ms;
        Self {
            total_ms,
            connect_ms: policy.connect_limit_ms.unwrap_or(Policy::CONNECT_LIMIT_MS).min(total_ms),
            idle_ms: policy.idle_limit_ms.unwrap_or(Policy::IDLE_LIMIT_MS).min(total_ms),
            largest_bytes: policy.largest_response_bytes,
            redirects: policy.redirects,
        }
    }
}

impl std::fmt::Debug for Request {
    /// Headers, query and body may hold secrets: only the method, the host and the path are shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let host = self.url.host_str().unwrap_or_default();
        write!(f, "{} {host}{} (call `{}`)", self.method.name(), self.url.path(), self.call)
    }
}
