//! What comes back for a request.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use super::SecretValue;

/// A complete answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Headers in order, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body after decompression.
    pub body: Vec<u8>,
}

impl Response {
    /// The first header with that name (lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// Why there is no complete answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Not within the limit.
    Timeout {
        /// The limit in milliseconds.
        limit_ms: u64,
    },
    /// No connection, or it broke; the text says at what.
    Unreachable(String),
    /// The answer is not HTTP, or its encoding is broken.
    Unreadable(String),
    /// The answer is larger than the limit.
    TooLarge {
        /// The limit in bytes.
        limit_bytes: u64,
    },
    /// No token was handed out; the text says what the system that hands them out answered.
    SignIn(String),
    /// The person who runs it stopped it.
    Cancelled,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Timeout { limit_ms } => {
                write!(f, "No complete answer within {} seconds", seconds(*limit_ms))
            }
            Self::Unreachable(what) => write!(f, "No connection: {what}"),
            Self::Unreadable(what) => write!(f, "The answer is not readable: {what}"),
            Self::TooLarge { limit_bytes } => write!(f, "The answer is larger than {limit_bytes} bytes"),
            Self::SignIn(what) => write!(f, "No token: {what}"),
            Self::Cancelled => f.write_str("Stopped by hand"),
        }
    }
}

/// Milliseconds as seconds, as short as possible: `8`, `1.5`.
pub fn seconds(ms: u64) -> String {
    let text = format!("{}.{:03}", ms / 1000, ms % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// One request's way: what came back, and how long it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The answer, or why there is none.
    pub answer: Result<Response, Failure>,
    /// From the start of the request to its end, without the pause before it.
    pub elapsed_ms: u64,
    /// Until the first byte of the answer, when known.
    pub first_byte_ms: Option<u64>,
    /// What happened on the way, in order.
    pub steps: Vec<Step>,
    /// Tokens that were received, to be masked.
    pub tokens: Vec<SecretValue>,
}

impl Exchange {
    /// An exchange that took no time.
    pub fn new(answer: Result<Response, Failure>) -> Self {
        Self { answer, elapsed_ms: 0, first_byte_ms: None, steps: Vec::new(), tokens: Vec::new() }
    }
}

/// A step of an exchange, as far as it can be seen from here. Times are from the start of the request; what is not there was
/// not needed, as on a connection that still stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Step {
    /// When it was done.
    pub at_ms: u64,
    /// What.
    #[serde(flatten)]
    pub done: Done,
}

/// What was done in a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "done", rename_all = "snake_case")]
pub enum Done {
    /// The name of the host was looked up.
    Resolved,
    /// A connection stands, not yet encrypted. With a proxy it leads through it.
    Connected,
    /// The connection is encrypted (TLS), and we know whom we talk to.
    Encrypted,
    /// A connection that still stood was used again: nothing was looked up, connected or encrypted.
    Reused,
    /// A token was fetched.
    SignedIn {
        /// Where.
        url: String,
    },
    /// A token from an earlier call was still valid.
    TokenKnown,
    /// The token was refused, and forgotten.
    TokenRefused,
    /// The first byte of the answer came.
    Answered {
        /// The status.
        status: u16,
    },
    /// The last byte of the answer came.
    Received {
        /// The size of the body as it came over the wire.
        received_bytes: u64,
        /// Its size after decompression.
        bytes: u64,
    },
    /// The answer sent the call elsewhere.
    SentOn {
        /// Where.
        url: String,
        /// The headers that stayed behind, by name.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        dropped: Vec<String>,
    },
    /// The answer would have sent the call elsewhere, and the design does not allow it.
    NotSentOn {
        /// Where.
        url: String,
    },
}

#[cfg(test)]
mod tests {
    #[test]
    fn seconds_are_short() {
        let check = |ms, expect: &str| assert_eq!(super::seconds(ms), expect);
        check(8_000, "8");
        check(1_500, "1.5");
        check(0, "0");
        check(50, "0.05");
        check(10_000, "10");
    }
}
