//! `Invoke-WebRequest` and `Invoke-RestMethod` as transfers.

use super::super::super::described::{Designer, Part, Verification};
use super::super::data::Files;
use super::super::transfer::Transfer;
use super::setting::Call;
use super::value::Value;
use crate::model::{Redirects, Severity};

/// What browsers list among the headers, and HTTP/2 sends in another way.
const PSEUDO: [&str; 4] = ["authority", "method", "path", "scheme"];

/// The requests of the commands.
pub(super) fn transfers(calls: Vec<Call>, designer: &mut Designer) -> Vec<Transfer> {
    calls.iter().map(|call| transfer(call, designer)).collect()
}

fn transfer(call: &Call, designer: &mut Designer) -> Transfer {
    let method =
        call.text("CustomMethod").or_else(|| call.text("Method")).unwrap_or_else(|| "GET".to_owned());
    let mut transfer = Transfer {
        urls: vec![call.address()],
        headers: headers(call),
        keeps_braces: true,
        ..Transfer::default()
    };
    let is_get = method.eq_ignore_ascii_case("get");
    transfer.method = Some(method);
    match call.settings.field("Body") {
        Some(Value::Unknown(written)) => {
            let title = format!("The body is made by the script (`{}`)", super::super::written(written));
            let remedy = "Enter the body in the step Asks";
            designer.remark("body_not_carried", Severity::Error, title, remedy, &call.at("-Body"));
        }
        Some(Value::Word(word)) if word == "null" => {}
        Some(fields @ Value::Table(_)) => {
            transfer.data = Some(fields.form());
            // A record goes into the address of a GET.
            transfer.data_in_address = is_get;
        }
        Some(other) => transfer.data = Some(other.text()),
        None => {}
    }
    if let Some(Value::Table(parts)) = call.settings.field("Form") {
        let part = |(name, value): &(String, Value)| Part {
            name: name.clone(),
            value: value.text(),
            ..Part::default()
        };
        transfer.parts = parts.iter().map(part).collect();
    }
    if let Some(file) = call.text("InFile") {
        let mut files = Files { input: None, read: Vec::new() };
        transfer.data = Some(files.contents(&file));
        let title = format!("The contents of `{file}` are not part of the command");
        let remedy = "They are an input now: enter an example, and say where the bot takes them from";
        designer.remark("file_not_read", Severity::Warning, title, remedy, &call.at("-InFile"));
    }
    proof(call, &mut transfer, designer);
    limits(call, &mut transfer);
    transfer
}

/// Headers, those of a session and those with a parameter of their own.
fn headers(call: &Call) -> Vec<(String, String)> {
    let mut headers = call.settings.field("Headers").and_then(Value::pairs).unwrap_or_default();
    let is_pseudo =
        |name: &str| PSEUDO.iter().any(|known| name.trim_start_matches(':').eq_ignore_ascii_case(known));
    if headers.iter().filter(|(name, _)| is_pseudo(name)).count() >= 3 {
        headers.retain(|(name, _)| !is_pseudo(name));
    }
    let session = call.settings.field("WebSession");
    let of_session = |name: &str| session.and_then(|session| session.field(name));
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
            headers.push((name.to_owned(), value));
        }
    };
    add("User-Agent", call.text("UserAgent").or_else(|| of_session("UserAgent").map(Value::text)));
    add("Content-Type", call.text("ContentType"));
    if let Some(Value::List(cookies)) = of_session("Cookies") {
        let cookies: Vec<String> = cookies.iter().map(Value::text).collect();
        add("Cookie", Some(cookies.join("; ")));
    }
    headers
}

fn proof(call: &Call, transfer: &mut Transfer, designer: &mut Designer) {
    transfer.bearer = call.text("Token");
    transfer.certificate = call.text("Certificate").or_else(|| call.text("CertificateThumbprint"));
    if call.settings.field("SkipCertificateCheck").is_some() {
        transfer.verification = Verification::Off;
    }
    let stands_elsewhere = ["Credential", "UseDefaultCredentials"];
    if let Some(name) = stands_elsewhere.iter().find(|name| call.settings.field(name).is_some()) {
        let title = "User and password do not stand in the text".to_owned();
        let remedy = "Choose the proof in the connection";
        designer.remark("sign_in_not_carried", Severity::Error, title, remedy, &call.at(&format!("-{name}")));
    }
}

fn limits(call: &Call, transfer: &mut Transfer) {
    let seconds = call.text("TimeoutSec").and_then(|text| text.parse::<u64>().ok()).filter(|it| *it > 0);
    if let Some(seconds) = seconds {
        transfer.policy.time_limit_ms = seconds.saturating_mul(1_000);
    }
    if call.text("MaximumRedirection").as_deref() == Some("0") {
        transfer.policy.redirects = Redirects::None;
    }
}
