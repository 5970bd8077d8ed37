//! Calls: whom they ask, what stands in the address, what a repetition does.

use super::catalogue::requests::{
    BODY_NOT_EXPECTED, BROKEN_ADDRESS, BROKEN_HEADER_NAME, BROKEN_SCHEMA, KEY_IN_URL, MISSING_CONNECTION,
    NO_CALLS, PERSONAL_DATA_IN_URL, REDIRECTS_ANYWHERE, RETRIES_ON_WRITE, RISK_AGAINST_METHOD,
    WRITE_WITHOUT_CONFIRMATION,
};
use super::connections::{is_header_name, no_header_name};
use super::known::Reach;
use super::report::Report;
use super::subject::Subject;
use super::suggest::{did_you_mean, nearest};
use super::texts::{FoundText, Role, Spot};
use crate::engine::{Contract, SECRET_PREFIX, may_repeat};
use crate::model::{Body, Call, Method, Part, Privacy, Redirects, Risk, Severity};
use crate::template::{Part as Piece, parse};

/// Finds what is wrong with the requests of an integration.
pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    let integration = subject.integration;
    if integration.calls.is_empty() {
        let place = subject.place(Part::Whole, "calls");
        report.add(&NO_CALLS, place, "the integration has no call", "Add a call in the step Asks.");
    }
    check_confirmation(subject, report);
    for (index, call) in integration.calls.iter().enumerate() {
        check_connection(subject, call, report);
        check_path(subject, call, report);
        check_body(subject, call, report);
        check_personal(subject, index, call, report);
        check_writing(subject, call, report);
        for header in call.headers.iter().filter(|header| !is_header_name(&header.name)) {
            let detail = no_header_name(&header.name);
            let place = subject.call_place(call, "headers");
            report.add(&BROKEN_HEADER_NAME, place, &detail, "Use letters, digits and hyphens.");
        }
    }
}

fn check_connection(subject: &Subject<'_>, call: &Call, report: &mut Report) {
    let place = subject.call_place(call, "connection");
    if call.connection.is_empty() {
        report.add(
            &MISSING_CONNECTION,
            place,
            "no connection is chosen",
            "Choose a connection in the step Asks.",
        );
    } else if subject.project.connection(&call.connection).is_none() {
        let known = subject.project.connections.iter().map(|connection| connection.id.as_str());
        let remedy = did_you_mean(nearest(&call.connection, known), "Choose a connection in the step Asks.");
        let detail = format!("`{}` is no connection of the project", call.connection);
        report.add(&MISSING_CONNECTION, place, &detail, &remedy);
    }
}

fn check_path(subject: &Subject<'_>, call: &Call, report: &mut Report) {
    let Ok(path) = parse(call.path.as_str()) else { return };
    let literals = path.parts().iter().filter_map(|piece| match piece {
        Piece::Literal { text, .. } => Some(text.as_str()),
        Piece::Chip { .. } => None,
    });
    let literals: String = literals.collect::<Vec<_>>().join("\u{1}");
    let place = || subject.call_place(call, "path");
    let is_stray = |c: &char| matches!(c, '?' | '#' | '\\') || c.is_whitespace();
    if let Some(stray) = literals.chars().find(is_stray) {
        let detail = format!("the path holds `{}`", stray.escape_default());
        let remedy = "Enter parameters under Parameters, and values as chips.";
        report.add(&BROKEN_ADDRESS, place(), &detail, remedy);
    } else if literals.split('/').any(|segment| segment == "..") {
        report.add(
            &BROKEN_ADDRESS,
            place(),
            "the path holds `..`",
            "Write the path from the base address down.",
        );
    }
}

fn check_body(subject: &Subject<'_>, call: &Call, report: &mut Report) {
    let place = || subject.call_place(call, "body");
    if call.body != Body::None && !call.method.has_body() {
        let detail = format!("a call with {} carries a body", call.method.name());
        let remedy = "Send the values as parameters, or choose POST if the system allows it.";
        report.add(&BODY_NOT_EXPECTED, place(), &detail, remedy);
    }
    if let Body::Json { schema: Some(schema), .. } = &call.body
        && let Err(problem) = Contract::new(schema)
    {
        let detail = super::names::lower_first(&problem);
        report.add(&BROKEN_SCHEMA, place(), &detail, "Correct the contract of the request.");
    }
}

fn check_personal(subject: &Subject<'_>, index: usize, call: &Call, report: &mut Report) {
    let known = subject.known();
    let reach = Reach { inputs: usize::MAX, calls: index };
    let mut most = Privacy::None;
    for text in subject.request_texts(index) {
        for chip in text.chips() {
            check_key(text, chip.name(), report);
            let Some(origin) = known.find(chip.name(), reach) else { continue };
            let privacy = known.privacy(origin);
            most = most.max(privacy);
            let Some(severity) = severity_in_url(text.role, privacy) else { continue };
            let detail = format!("`{}`, which is {}, is part of the address", chip.name(), privacy.title());
            let remedy =
                "Send it in the body if the system allows it, or agree on it with whoever is responsible.";
            report.add_as(severity, &PERSONAL_DATA_IN_URL, text.place.clone(), &detail, remedy);
        }
    }
    if most > Privacy::None && call.policy.redirects == Redirects::Any {
        let detail = "the call follows redirects to any host";
        let remedy = "Follow redirects within the same system only.";
        report.add(&REDIRECTS_ANYWHERE, subject.call_place(call, "redirects"), detail, remedy);
    }
}

/// A secret that is used by its name in the address.
fn check_key(text: &FoundText<'_>, name: &str, report: &mut Report) {
    let in_address = matches!(text.role, Role::Request(_, Spot::Path | Spot::Query));
    if in_address && name.starts_with(SECRET_PREFIX) {
        let detail = format!("`{name}` is part of the address");
        let remedy = "Send the key in a header if the system allows it.";
        report.add(&KEY_IN_URL, text.place.clone(), &detail, remedy);
    }
}

/// How bad it is that such a value stands there; none when it is no part of the address.
fn severity_in_url(role: Role<'_>, privacy: Privacy) -> Option<Severity> {
    match (role, privacy) {
        (_, Privacy::None) => None,
        (Role::Request(_, Spot::Path | Spot::Query), Privacy::Sensitive) => Some(Severity::Error),
        (Role::Request(_, Spot::Query), Privacy::Personal) => Some(Severity::Warning),
        (Role::Request(_, Spot::Path), Privacy::Personal) => Some(Severity::Hint),
        _ => None,
    }
}

fn check_confirmation(subject: &Subject<'_>, report: &mut Report) {
    let integration = subject.integration;
    let asks = integration.confirmation.as_ref().is_some_and(|confirmation| !confirmation.ask.is_blank());
    let (severity, what) = match integration.trigger.risk {
        Risk::Read => return,
        Risk::Write => (Severity::Warning, "creates or changes something"),
        Risk::Destructive => (Severity::Error, "does something that cannot be taken back"),
    };
    if !asks {
        let place = subject.place(Part::Confirmation, "ask");
        let detail = format!("the integration {what} and has no question before it");
        let remedy = "Write the question that the customer answers with yes or no.";
        report.add_as(severity, &WRITE_WITHOUT_CONFIRMATION, place, &detail, remedy);
    }
}

fn check_writing(subject: &Subject<'_>, call: &Call, report: &mut Report) {
    let risk = subject.integration.trigger.risk;
    let changes = matches!(call.method, Method::Put | Method::Patch | Method::Delete);
    if risk == Risk::Read && changes {
        let place = subject.place(Part::Trigger, "risk");
        let detail =
            format!("a call uses {}, and the integration says that it only looks up", call.method.name());
        let remedy = "Say in the step When that it writes or deletes, or choose another method.";
        report.add(&RISK_AGAINST_METHOD, place, &detail, remedy);
    }
    let policy = &call.policy;
    let place = |field: &str| subject.call_place(call, field);
    if policy.retries.count > 0 && !may_repeat(call, risk) {
        let detail =
            format!("a {} is to be tried again up to {} times", call.method.name(), policy.retries.count);
        let remedy = "Name the header by which the system recognises a repetition, or do not try again.";
        report.add(&RETRIES_ON_WRITE, place("retries"), &detail, remedy);
    }
}
