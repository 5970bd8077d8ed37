//! Calls of `fetch` (Fetch Standard) as transfers.

use super::super::super::described::Designer;
use super::super::transfer::Transfer;
use super::setting::Call;
use super::value::Value;
use crate::model::{Policy, Redirects, Severity};

/// The requests of the calls.
pub(super) fn transfers(calls: Vec<Call>, designer: &mut Designer) -> Vec<Transfer> {
    calls.iter().map(|call| transfer(call, designer)).collect()
}

fn transfer(call: &Call, designer: &mut Designer) -> Transfer {
    let method = call.text("method").unwrap_or_else(|| "GET".to_owned());
    let headers = call.settings.field("headers").and_then(Value::pairs).unwrap_or_default();
    let mut transfer = Transfer {
        urls: vec![call.address()],
        method: Some(method),
        headers,
        keeps_braces: true,
        ..Transfer::default()
    };
    let says = |transfer: &Transfer, name: &str| {
        transfer.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
    };
    let referrer = call.text("referrer").filter(|it| it.starts_with("http") && !says(&transfer, "referer"));
    transfer.headers.extend(referrer.map(|it| ("Referer".to_owned(), it)));
    let announced = match call.settings.field("body") {
        None | Some(Value::Word(_)) => None,
        Some(Value::Form(form)) => Some((form.clone(), "application/x-www-form-urlencoded;charset=UTF-8")),
        Some(Value::Text(text)) => Some((text.clone(), "text/plain;charset=UTF-8")),
        // A form that was filled one by one.
        Some(form @ Value::Table(_)) => {
            Some((form.form(), "application/x-www-form-urlencoded;charset=UTF-8"))
        }
        Some(other) => {
            let title =
                format!("The body is made by the script (`{}`)", super::super::written(&other.text()));
            let remedy = "Enter the body in the step Asks";
            designer.remark("body_not_carried", Severity::Error, title, remedy, &call.at("body"));
            None
        }
    };
    if let Some((text, content_type)) = announced {
        if !says(&transfer, "content-type") {
            transfer.headers.push(("Content-Type".to_owned(), content_type.to_owned()));
        }
        transfer.data = Some(text);
    }
    if call.text("credentials").as_deref() == Some("include") && !says(&transfer, "cookie") {
        let title = "The browser would send its cookies, which are not in the text".to_owned();
        let remedy = "Ask for a key of the bot’s own; cookies of a person end with their session";
        designer.remark("cookies_of_browser", Severity::Hint, title, remedy, &call.at("credentials"));
    }
    if matches!(call.text("redirect").as_deref(), Some("manual" | "error")) {
        transfer.policy = Policy { redirects: Redirects::None, ..Policy::default() };
    }
    transfer
}
