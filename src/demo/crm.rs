//! The CRM: looks up a customer's subscription by e-mail.

use hyper::StatusCode;
use serde_json::Value;

use super::{
    answer::{Reaction, error, json},
    misbehaviour::{Fault, Usual},
    subscriptions::{ANA, SUBSCRIPTIONS},
};

/// Answers `{"email": …}` with the customer's subscription, 404 if there is no such customer, 400 if the body is
/// anything else.
pub(super) fn look_up(body: &[u8]) -> Reaction {
    let Some(email) = email(body) else {
        let message = "The body must be a JSON object with a text `email` that contains `@`";
        return error(StatusCode::BAD_REQUEST, "bad_request", message).into();
    };
    if let Some(fault) = Fault::of_customer(&email) {
        return fault.react(&Usual { full: ANA, empty: "[]" });
    }
    match SUBSCRIPTIONS.iter().find(|(customer, _)| customer.eq_ignore_ascii_case(&email)) {
        Some((_, subscription)) => json(StatusCode::OK, *subscription).into(),
        None => error(StatusCode::NOT_FOUND, "not_found", "No customer has this e-mail").into(),
    }
}

fn email(body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    body.get("email")?.as_str().filter(|email| email.contains('@')).map(str::to_owned)
}
