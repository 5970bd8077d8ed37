//! What a service decides: answer now, answer late, or hang up; and how its answers are written.

use http_body_util::Full;
use hyper::{
    Response, StatusCode,
    body::Bytes,
    header::{CONTENT_TYPE, HeaderValue},
};
use serde_json::json;

/// A whole HTTP response.
pub(super) type Answer = Response<Full<Bytes>>;

/// How the server reacts to a request.
#[derive(Debug)]
pub(super) enum Reaction {
    /// Sends the answer at once.
    Answer(Answer),
    /// Sends the answer when nobody waits any longer.
    AnswerLate(Answer),
    /// Closes the connection without an answer.
    HangUp,
}

impl From<Answer> for Reaction {
    fn from(answer: Answer) -> Self {
        Self::Answer(answer)
    }
}

/// An answer with this body as `application/json` (RFC 8259), byte for byte.
pub(super) fn json(status: StatusCode, body: impl Into<Bytes>) -> Answer {
    with_type(status, "application/json", body)
}

/// An answer of this content type.
pub(super) fn with_type(status: StatusCode, content_type: &'static str, body: impl Into<Bytes>) -> Answer {
    let mut answer = Response::new(Full::new(body.into()));
    *answer.status_mut() = status;
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    answer
}

/// An error as all three services write it: a word for programs and a sentence for people.
pub(super) fn error(status: StatusCode, word: &str, message: &str) -> Answer {
    json(status, json!({ "error": word, "message": message }).to_string())
}
