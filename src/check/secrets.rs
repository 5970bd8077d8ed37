//! Keys: those that stand in the file, and those that are used and not declared.

use std::collections::BTreeSet;

use serde_json::Value;

use super::catalogue::structure::{SECRET_LITERAL, SECRET_NOT_CHOSEN, SECRET_NOT_DECLARED, UNUSED_SECRET};
use super::key_shape::{key_in, key_under};
use super::report::Report;
use super::subject::Subject;
use super::suggest::{did_you_mean, nearest};
use super::texts::FoundText;
use crate::engine::SECRET_PREFIX;
use crate::model::{Body, Connection, Input, Parameter, Part, Place, Project, SampleBody, Source};
use crate::template::{Part as Piece, parse};

/// Finds keys in the parts of the project that belong to no integration, and secrets that are not declared or not used.
pub(super) fn check_project(project: &Project, subjects: &[Subject<'_>], report: &mut Report) {
    for connection in &project.connections {
        let place = |field: &str| Place::of_project(Part::Connection(connection.id.clone()), field);
        for address in connection.base_urls.values() {
            literal(key_in(address), place("base_urls"), "an address", report);
        }
        parameters(&connection.headers, &place("headers"), "header", report);
        check_secret(project, connection, report);
    }
    for fact in &project.context {
        let place = Place::of_project(Part::Context(fact.name.clone()), "example");
        if let Some(example) = &fact.example {
            values(example, &place, "the example", report);
        }
    }
    for secret in &project.secrets {
        let place = Place::of_project(Part::Secret(secret.name.clone()), "description");
        literal(key_in(&secret.description), place, "the description", report);
    }
    literal(key_in(&project.notes), Place::of_project(Part::Whole, "notes"), "the notes", report);
    check_unused(project, subjects, report);
}

/// Finds keys that stand in an integration.
pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    let integration = subject.integration;
    for input in &integration.inputs {
        check_input(subject, input, report);
    }
    for call in &integration.calls {
        let place = |field: &str| subject.call_place(call, field);
        literal(key_in(&literals(call.path.as_str())), place("path"), "the path", report);
        parameters(&call.query, &place("query"), "parameter", report);
        parameters(&call.headers, &place("headers"), "header", report);
        parameters(&call.cookies, &place("cookies"), "cookie", report);
        match &call.body {
            Body::None => {}
            Body::Json { value, .. } => values(value, &place("body"), "the body", report),
            Body::Form { fields } => parameters(fields, &place("body"), "field", report),
            Body::Text { text, .. } => {
                literal(key_in(&literals(text.as_str())), place("body"), "the body", report);
            }
        }
    }
    for text in subject.texts.iter().filter(|text| text.role.call().is_none()) {
        check_said(text, report);
    }
    for sample in &integration.samples {
        let place = |field: &str| subject.place(Part::Sample(sample.id.clone()), field);
        for header in &sample.headers {
            let key = key_under(&header.name, &header.value);
            literal(key, place("headers"), &format!("the header `{}`", header.name), report);
        }
        match &sample.body {
            SampleBody::None => {}
            SampleBody::Json(value) => values(value, &place("body"), "the saved answer", report),
            SampleBody::Text(text) => literal(key_in(text), place("body"), "the saved answer", report),
        }
    }
    for scenario in &integration.scenarios {
        let place = |field: &str| subject.place(Part::Scenario(scenario.name.clone()), field);
        for (name, value) in &scenario.context {
            named_value(name, value, &place("context"), "the scenario", report);
        }
        let message = scenario.message.as_deref().unwrap_or_default();
        literal(key_in(message), place("message"), "the scenario", report);
    }
    literal(key_in(&integration.notes), subject.place(Part::Whole, "notes"), "the notes", report);
    check_undeclared(subject, report);
}

fn check_input(subject: &Subject<'_>, input: &Input, report: &mut Report) {
    let place = |field: &str| subject.place(Part::Input(input.name.clone()), field);
    if let Source::Constant { value } = &input.source {
        named_value(&input.name, value, &place("source"), "the constant", report);
    }
    if let Some(example) = &input.example {
        values(example, &place("example"), "the example", report);
    }
}

fn check_said(text: &FoundText<'_>, report: &mut Report) {
    let Ok(parsed) = &text.parsed else { return };
    let key = parsed.parts().iter().find_map(|piece| match piece {
        Piece::Literal { text, .. } => key_in(text),
        Piece::Chip { .. } => None,
    });
    literal(key, text.place.clone(), "a text", report);
}

fn parameters(parameters: &[Parameter], place: &Place, kind: &str, report: &mut Report) {
    for parameter in parameters {
        let key = key_under(&parameter.name, &literals(parameter.value.as_str()));
        literal(key, place.clone(), &format!("the {kind} `{}`", parameter.name), report);
    }
}

/// Every text of a document, with the names of its fields.
fn values(value: &Value, place: &Place, what: &str, report: &mut Report) {
    match value {
        Value::String(text) => literal(key_in(&literals(text)), place.clone(), what, report),
        Value::Array(items) => items.iter().for_each(|item| values(item, place, what, report)),
        Value::Object(fields) => {
            for (name, field) in fields {
                named_value(name, field, place, what, report);
            }
        }
        _ => {}
    }
}

fn named_value(name: &str, value: &Value, place: &Place, what: &str, report: &mut Report) {
    match value {
        Value::String(text) => {
            let what = format!("`{name}` in {what}");
            literal(key_under(name, &literals(text)), place.clone(), &what, report);
        }
        other => values(other, place, what, report),
    }
}

/// The words of a text without its chips.
fn literals(text: &str) -> String {
    if !text.contains("{{") {
        return text.to_owned();
    }
    parse(text).map_or_else(
        |_| text.to_owned(),
        |parsed| {
            let pieces = parsed.parts().iter().map(|piece| match piece {
                Piece::Literal { text, .. } => text.as_str(),
                Piece::Chip { .. } => " ",
            });
            pieces.collect()
        },
    )
}

/// The value itself is never repeated.
fn literal(key: Option<&str>, place: Place, what: &str, report: &mut Report) {
    if let Some(key) = key {
        let detail = format!("{what} holds what looks like {key}");
        let remedy = "Put the value into a secret, use the secret by its name, and have the key replaced.";
        report.add(&SECRET_LITERAL, place, &detail, remedy);
    }
}

fn check_secret(project: &Project, connection: &Connection, report: &mut Report) {
    let place = Place::of_project(Part::Connection(connection.id.clone()), "authentication");
    let Some(name) = connection.authentication.secret() else { return };
    if name.trim().is_empty() {
        let detail = format!("{} signs in with a secret that is not chosen", connection.name);
        report.add(&SECRET_NOT_CHOSEN, place, &detail, "Choose the secret.");
    } else {
        declared(project, name, place, report);
    }
    let headers = connection.headers.iter().filter_map(|header| parse(header.value.as_str()).ok());
    for text in headers {
        for name in text.names().into_iter().filter_map(|name| name.strip_prefix(SECRET_PREFIX)) {
            let place = Place::of_project(Part::Connection(connection.id.clone()), "headers");
            declared(project, name, place, report);
        }
    }
}

fn check_undeclared(subject: &Subject<'_>, report: &mut Report) {
    for text in subject.texts.iter().filter(|text| text.role.call().is_some()) {
        for name in text.chips().filter_map(|chip| chip.name().strip_prefix(SECRET_PREFIX)) {
            declared(subject.project, name, text.place.clone(), report);
        }
    }
}

fn declared(project: &Project, name: &str, place: Place, report: &mut Report) {
    if !project.secrets.iter().any(|secret| secret.name == name) {
        let suggestion = nearest(name, project.secrets.iter().map(|secret| secret.name.as_str()));
        let remedy =
            did_you_mean(suggestion, "Add it to the secrets of the project; its value stays outside.");
        let detail = format!("the project does not list the secret `{name}`");
        report.add(&SECRET_NOT_DECLARED, place, &detail, &remedy);
    }
}

fn check_unused(project: &Project, subjects: &[Subject<'_>], report: &mut Report) {
    let mut used: BTreeSet<String> = BTreeSet::new();
    for connection in &project.connections {
        used.extend(connection.authentication.secret().map(str::to_owned));
        let headers = connection.headers.iter().filter_map(|header| parse(header.value.as_str()).ok());
        for text in headers {
            let names = text.names().into_iter().filter_map(|name| name.strip_prefix(SECRET_PREFIX));
            used.extend(names.map(str::to_owned));
        }
    }
    for text in subjects.iter().flat_map(|subject| &subject.texts) {
        let names = text.chips().filter_map(|chip| chip.name().strip_prefix(SECRET_PREFIX));
        used.extend(names.map(str::to_owned));
    }
    for secret in project.secrets.iter().filter(|secret| !used.contains(&secret.name)) {
        let place = Place::of_project(Part::Secret(secret.name.clone()), "name");
        let detail = format!("nothing uses the secret `{}`", secret.name);
        report.add(&UNUSED_SECRET, place, &detail, "Remove it, or use it in a connection.");
    }
}
