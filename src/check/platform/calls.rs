//! Calls that the platform cannot make as they are designed, and answers that it cannot read.

use serde_json::Value;

use super::connections::{NO_HEADERS_REMEDY, SECRET_REMEDY, one_of, sends_none_of};
use super::{BodyKind, Limit, Touched};
use crate::check::subject::Subject;
use crate::check::texts::{Role, Spot};
use crate::engine::{Path, SECRET_PREFIX, seconds};
use crate::model::{Authentication, Body, Call, KeyPlace, Method, Part, SampleBody, Severity};

pub(super) fn check(subject: &Subject<'_>, limits: &mut Touched<'_>) {
    for (index, call) in subject.integration.calls.iter().enumerate() {
        match limits.limit {
            Limit::Methods(known) => check_method(subject, call, known, limits),
            Limit::NoHeaders => check_headers(subject, call, limits),
            Limit::ReadableKeys | Limit::NoSecretInText => check_secrets(subject, index, limits),
            Limit::Bodies(known) => check_body(subject, call, known, limits),
            Limit::NoValueInAddress => check_address(subject, index, limits),
            Limit::Answer(most) => check_answer(subject, index, call, most, limits),
            Limit::KeyFollowsRedirects => check_redirects(subject, call, limits),
            Limit::NoRetries => check_retries(subject, call, limits),
            Limit::FixedTimeLimit | Limit::NoTimeLimit => check_time_limit(subject, call, limits),
            Limit::NoSearch | Limit::NoDeepSearch => check_paths(subject, call, limits),
            Limit::NoAlternatives => check_schemas(subject, call, limits),
            _ => {}
        }
    }
}

fn check_method(subject: &Subject<'_>, call: &Call, known: &[Method], limits: &mut Touched<'_>) {
    if !known.contains(&call.method) {
        let names: Vec<&str> = known.iter().map(|method| method.name()).collect();
        let detail = format!("does not know {}", call.method.name());
        let remedy = format!("Ask IT whether the system takes {} instead.", one_of(&names));
        limits.add(subject.call_place(call, "method"), &detail, &remedy);
    }
}

fn check_headers(subject: &Subject<'_>, call: &Call, limits: &mut Touched<'_>) {
    let cookie = (!call.cookies.is_empty()).then_some("cookie");
    let names: Vec<&str> = call.headers.iter().map(|header| header.name.as_str()).chain(cookie).collect();
    if let Some(detail) = sends_none_of(&names) {
        let field = if call.headers.is_empty() { "cookies" } else { "headers" };
        limits.add(subject.call_place(call, field), &detail, NO_HEADERS_REMEDY);
    }
}

fn check_secrets(subject: &Subject<'_>, index: usize, limits: &mut Touched<'_>) {
    for text in subject.request_texts(index) {
        for chip in text.chips().filter(|chip| chip.name().starts_with(SECRET_PREFIX)) {
            let detail = if limits.limit == Limit::ReadableKeys {
                format!("keeps `{}` as a plain text", chip.name())
            } else {
                format!("has no safe place for `{}` here", chip.name())
            };
            limits.add(text.place.clone(), &detail, SECRET_REMEDY);
        }
    }
}

fn check_body(subject: &Subject<'_>, call: &Call, known: &[BodyKind], limits: &mut Touched<'_>) {
    if !BodyKind::covers(known, &call.body) {
        let names: Vec<&str> = known.iter().map(|kind| kind.words()).collect();
        let detail = format!("sends nothing but {}", one_of(&names).replace(" or ", " and "));
        let remedy = "Ask IT whether the system takes the details in that form.";
        limits.add(subject.call_place(call, "body"), &detail, remedy);
    }
}

fn check_address(subject: &Subject<'_>, index: usize, limits: &mut Touched<'_>) {
    let in_address = |role| matches!(role, Role::Request(_, Spot::Path | Spot::Query));
    for text in subject.request_texts(index).filter(|text| in_address(text.role)) {
        for chip in text.chips() {
            let detail = format!("does not encode `{}` for the address", chip.name());
            let remedy = "Ask IT whether the system takes the value in the details of the request.";
            limits.add(text.place.clone(), &detail, remedy);
        }
    }
}

fn check_answer(subject: &Subject<'_>, index: usize, call: &Call, most: u64, limits: &mut Touched<'_>) {
    let is_of_call = |of: &Option<String>| match of {
        Some(id) => *id == call.id,
        None => index == 0,
    };
    for sample in subject.integration.samples.iter().filter(|sample| is_of_call(&sample.call)) {
        let length = match &sample.body {
            SampleBody::None => 0,
            SampleBody::Json(value) => serde_json::to_vec(value).map_or(0, |bytes| bytes.len()),
            SampleBody::Text(text) => text.len(),
        };
        if u64::try_from(length).unwrap_or(u64::MAX) > most {
            let place = subject.place(Part::Sample(sample.id.clone()), "body");
            let detail = format!("takes {most} bytes, and the saved answer has {length}");
            limits.add(place, &detail, ANSWER_REMEDY);
        }
    }
    if call.policy.largest_response_bytes > most {
        let allowed = call.policy.largest_response_bytes;
        let detail = format!("takes {most} bytes, and {allowed} are allowed here");
        let place = subject.call_place(call, "largest_response_bytes");
        let remedy = format!("Allow {most} bytes, so that a try shows what customers would get.");
        limits.add_as(Severity::Hint, place, &detail, &remedy);
    }
}

const ANSWER_REMEDY: &str = "Ask IT for a shorter answer: fewer fields, fewer items, or a page at a time.";

fn check_redirects(subject: &Subject<'_>, call: &Call, limits: &mut Touched<'_>) {
    let connection = subject.project.connection(&call.connection);
    let Some(Authentication::ApiKey { place: KeyPlace::Header | KeyPlace::Cookie, name, .. }) =
        connection.map(|connection| &connection.authentication)
    else {
        return;
    };
    let detail = format!("takes `{name}` along when it is sent on to another system");
    let remedy = "Ask IT whether the system ever sends callers on, or whether it takes a bearer token.";
    limits.add(subject.call_place(call, "redirects"), &detail, remedy);
}

fn check_retries(subject: &Subject<'_>, call: &Call, limits: &mut Touched<'_>) {
    if call.policy.retries.count > 0 {
        let detail = "asks once and no more";
        let remedy = "Do not try again, so that a try shows what customers would hear.";
        limits.add(subject.call_place(call, "retries"), detail, remedy);
    }
}

fn check_time_limit(subject: &Subject<'_>, call: &Call, limits: &mut Touched<'_>) {
    let designed = call.policy.time_limit_ms;
    let place = subject.call_place(call, "time_limit_ms");
    if limits.limit == Limit::NoTimeLimit {
        let detail = format!("has no time limit, and {} seconds are designed", seconds(designed));
        let remedy = "Have the system itself, or something in between, give up in time.";
        limits.add(place, &detail, remedy);
        return;
    }
    let Some(platform) = subject.project.platform else { return };
    let fixed = platform.time_limit_ms();
    if designed < fixed {
        let detail = format!("waits {} seconds, and {} are designed", seconds(fixed), seconds(designed));
        let remedy = "Say something while the call runs, and count on the longer time.";
        limits.add_as(Severity::Hint, place, &detail, remedy);
    }
}

fn check_paths(subject: &Subject<'_>, call: &Call, limits: &mut Touched<'_>) {
    for output in &call.outputs {
        let is_touched = limits.limit == Limit::NoSearch || output.path.contains("..");
        if is_touched && Path::parse(&output.path).is_ok_and(|path| !path.is_single()) {
            let place = subject.place(Part::Output(output.name.clone()), "path");
            let detail = format!("cannot search for `{}`", output.name);
            let remedy =
                "Name the way to the value by names and positions, or ask IT for a field of its own.";
            limits.add(place, &detail, remedy);
        }
    }
}

fn check_schemas(subject: &Subject<'_>, call: &Call, limits: &mut Touched<'_>) {
    let of_body = match &call.body {
        Body::Json { schema, .. } => schema.as_ref(),
        _ => None,
    };
    for (field, schema) in [("response_schema", call.response_schema.as_ref()), ("body", of_body)] {
        if let Some(keyword) = schema.and_then(alternative) {
            let detail = format!("refuses `{keyword}` in a contract");
            let remedy = "Write the contract without alternatives: allow what both of them have.";
            limits.add(subject.call_place(call, field), &detail, remedy);
        }
    }
}

/// The first word for alternatives in a JSON Schema. A field of an answer may have such a name, too.
fn alternative(schema: &Value) -> Option<&'static str> {
    match schema {
        Value::Array(items) => items.iter().find_map(alternative),
        Value::Object(keywords) => {
            let found = ["anyOf", "oneOf", "allOf"].into_iter().find(|word| keywords.contains_key(*word));
            found.or_else(|| keywords.iter().find_map(|(keyword, value)| inside(keyword, value)))
        }
        _ => None,
    }
}

fn inside(keyword: &str, value: &Value) -> Option<&'static str> {
    match (keyword, value) {
        (
            "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas",
            Value::Object(fields),
        ) => fields.values().find_map(alternative),
        // Values, not schemas.
        ("enum" | "const" | "default" | "examples" | "example", _) => None,
        _ => alternative(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn alternatives_are_keywords_and_no_names() {
        for (schema, expected) in [
            (json!({"type": "object", "properties": {"a": {"anyOf": [{}]}}}), Some("anyOf")),
            (json!({"properties": {"anyOf": {"type": "string"}}}), None),
            (json!({"items": {"oneOf": [true]}}), Some("oneOf")),
            (json!({"enum": [{"allOf": 1}]}), None),
            (json!({"$defs": {"x": {"allOf": []}}}), Some("allOf")),
            (json!(true), None),
        ] {
            assert_eq!(alternative(&schema), expected, "{schema}");
        }
    }
}
