//! From reqwest's errors to ours.

use std::error::Error;

use super::watch::ConnectLimit;
use crate::engine::Failure;

/// An error before the head of the answer was complete.
pub(super) fn before_answer(error: &reqwest::Error) -> Failure {
    if let Some(limit_ms) = connect_limit(error) {
        return Failure::Timeout { limit_ms };
    }
    let cause = deepest(error);
    if cause.contains("message head is too large") {
        return Failure::Unreadable(in_words(&cause));
    }
    if error.is_connect() || cause.contains("connection") || cause.contains("Connection") {
        return Failure::Unreachable(in_words(&cause));
    }
    if error.is_builder() || error.is_request() && !cause.contains("pars") && !cause.contains("invalid") {
        return Failure::Unreachable(in_words(&cause));
    }
    Failure::Unreadable(in_words(&cause))
}

/// The limit of the connection, when that is what was not kept.
fn connect_limit(error: &reqwest::Error) -> Option<u64> {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(this) = cause {
        if let Some(limit) = this.downcast_ref::<ConnectLimit>() {
            return Some(limit.limit_ms);
        }
        cause = this.source();
    }
    None
}

/// An error while the body arrived: the answer has begun, so the system is there.
pub(super) fn during_body(error: &reqwest::Error) -> Failure {
    Failure::Unreadable(in_words(&deepest(error)))
}

/// reqwest's own sentence only names the address; the cause stands at the end of the chain.
fn deepest(error: &reqwest::Error) -> String {
    let mut deepest: &dyn Error = error;
    while let Some(source) = deepest.source() {
        deepest = source;
    }
    deepest.to_string()
}

/// The causes that people meet, in their words; any other as it is.
fn in_words(cause: &str) -> String {
    let known = [
        ("Connection refused", "nothing listens at its address"),
        ("connection closed before message completed", "it closed the connection without an answer"),
        ("Connection reset", "it broke off the connection"),
        ("failed to lookup address", "there is no computer of that name"),
        ("Name or service not known", "there is no computer of that name"),
        ("No route to host", "there is no way to its network"),
        ("Network is unreachable", "there is no way to its network"),
        ("UnknownIssuer", "its certificate is from nobody that this computer trusts"),
        ("certificate expired", "its certificate has expired"),
        ("Expired", "its certificate has expired"),
        ("BadSignature", "its certificate is from nobody that this computer trusts"),
        ("not valid for name", "its certificate is for another name"),
        ("NotValidForName", "its certificate is for another name"),
        ("end of file before message length reached", "it broke off in the middle"),
        ("message head is too large", "its headers are too many or too long"),
        ("unexpected EOF during chunk", "it broke off in the middle"),
    ];
    known
        .iter()
        .find(|(part, _)| cause.contains(part))
        .map_or_else(|| cause.to_owned(), |(_, words)| (*words).to_owned())
}
