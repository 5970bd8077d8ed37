//! What a request says about itself beyond what is sent: its name, its risk, the contract of its answers.

use super::address::Address;
use super::marked::has_marks;
use super::names::{of_host, plain, singular, slug};
use crate::engine::infer;
use crate::model::{Localized, Method, Risk, Sample, SampleBody, Trigger};

/// The contract of the answers that went well; nothing where none is JSON.
pub(super) fn contract(samples: &[Sample]) -> Option<serde_json::Value> {
    let good = samples.iter().filter(|sample| (200..300).contains(&sample.status));
    let bodies: Vec<_> = good
        .filter_map(|sample| match &sample.body {
            SampleBody::Json(value) => Some(value.as_ref()),
            _ => None,
        })
        .collect();
    (!bodies.is_empty()).then(|| infer(&bodies))
}

/// When the bot uses it.
pub(super) fn trigger(id: &str, description: &str, risk: Risk) -> Trigger {
    Trigger {
        intent: id.to_owned(),
        phrases: vec![Localized::default()],
        usage_hint: first_paragraph(description),
        risk,
        ..Trigger::default()
    }
}

/// The beginning of a description: its first paragraph, up to 300 characters.
fn first_paragraph(text: &str) -> String {
    let first = text.trim().split("\n\n").next().unwrap_or_default();
    first.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect()
}

/// Names that say nothing about the system a key is for.
pub(super) fn is_general(name: &str) -> bool {
    [
        "token",
        "key",
        "apikey",
        "secret",
        "password",
        "pass",
        "accesstoken",
        "bearertoken",
        "authtoken",
        "jwt",
        "auth",
    ]
    .contains(&plain(name).as_str())
}

/// The method of that name; none where it is none of ours.
pub(super) fn method(written: &str) -> Option<Method> {
    let all = [Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete];
    all.into_iter().find(|method| method.name().eq_ignore_ascii_case(written.trim()))
}

/// Whether a host is one for trying things out, by its name.
pub(super) fn is_test_system(host: &str) -> bool {
    let is_local =
        host == "localhost" || host.starts_with("127.") || host == "[::1]" || host.ends_with(".local");
    let words = host.split(['.', '-', ' ', '_']);
    is_local
        || words.into_iter().any(|word| {
            ["test", "staging", "stage", "sandbox", "dev", "uat", "demo", "localhost"].contains(&word)
        })
}

/// What a call can do, as far as method and path tell.
pub(super) fn risk(method: Method, address: &Address) -> Risk {
    const LOOK_UPS: [&str; 9] =
        ["search", "query", "lookup", "find", "check", "graphql", "validate", "list", "verify"];
    let last = address.segments.iter().rfind(|segment| !segment.is_empty()).map(|segment| plain(segment));
    match method {
        Method::Get | Method::Head => Risk::Read,
        Method::Delete => Risk::Destructive,
        Method::Post if last.is_some_and(|last| LOOK_UPS.iter().any(|word| last.contains(word))) => {
            Risk::Read
        }
        Method::Post | Method::Put | Method::Patch => Risk::Write,
    }
}

/// “Get customer”, from GET /customers/42.
pub(super) fn title_of(method: Method, risk: Risk, address: &Address) -> String {
    let verb = match method {
        Method::Get | Method::Head => "Get",
        Method::Post if risk == Risk::Read => "Look up",
        Method::Post => "Create",
        Method::Put | Method::Patch => "Update",
        Method::Delete => "Delete",
    };
    let segments: Vec<_> = address.segments.iter().filter(|segment| !segment.is_empty()).collect();
    let is_name = |segment: &str| {
        !has_marks(segment)
            && segment.len() <= 40
            && segment.chars().all(|c| c.is_alphabetic() || "-_.".contains(c))
    };
    let last = segments.iter().rposition(|segment| is_name(segment));
    let what = match last {
        None => of_host(&address.host),
        Some(index) => {
            let plural = slug(segments[index], "answer");
            let is_one = index + 1 < segments.len() || method == Method::Post && risk != Risk::Read;
            singular(&plural).filter(|_| is_one).unwrap_or(plural)
        }
    };
    format!("{verb} {}", what.replace('_', " "))
}
