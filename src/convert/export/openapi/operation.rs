//! One call as an operation.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::Operation;
use super::written::{Written, list_of};
use crate::convert::export::flow::{BodyStep, CallStep, Field, PathStep, Piece};
use crate::convert::export::notes::Notes;
use crate::convert::export::{Order, schema};
use crate::convert::handed_on::{INPUTS, NEW_ID};
use crate::model::Risk;

/// What may not stand in a path as it is; braces would open a parameter.
const NOT_IN_PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'{').add(b'}').add(b'?').add(b'#');

/// The path with `{name}` for values.
pub(super) fn template(call: &CallStep) -> String {
    let mut path = String::new();
    let mut number = 0;
    for piece in &call.path {
        match piece {
            Piece::Literal(text) => path.push_str(&utf8_percent_encode(text, NOT_IN_PATH).to_string()),
            Piece::Chip(_) => {
                path.push_str(&format!("{{{}}}", path_name(call, number)));
                number += 1;
            }
        }
    }
    if path.is_empty() { "/".to_owned() } else { path }
}

/// The name of the value at that position in the path; a value that stands there twice is two parameters.
pub(in crate::convert::export) fn path_name(call: &CallStep, number: usize) -> String {
    let mut names = crate::convert::export::Names::new();
    let chips = call.path.iter().filter_map(|piece| match piece {
        Piece::Chip(chip) => Some(chip.reference.name()),
        Piece::Literal(_) => None,
    });
    chips.map(|name| names.give(&name)).nth(number).unwrap_or_default()
}

/// The call as an operation of version 3.1.
pub(super) fn value(order: &Order<'_>, operation: &Operation<'_>) -> Value {
    let Operation { id, flow, call } = operation;
    let mut written = Written { flow, notes: Notes::new(order, flow, ToOwned::to_owned) };
    let summary: String = flow.name.chars().take(120).collect();
    let mut value = json!({"operationId": id, "summary": summary});
    if !flow.usage_hint.is_empty() {
        value["description"] = Value::from(flow.usage_hint.clone());
    }
    let parameters = parameters(&mut written, call);
    if !parameters.is_empty() {
        value["parameters"] = Value::from(parameters);
    }
    if let Some(body) = body(&mut written, call) {
        value["requestBody"] = body;
    }
    if !written.notes.list.is_empty() {
        value[INPUTS] = serde_json::to_value(&written.notes.list).unwrap_or_default();
    }
    value["responses"] = responses(call);
    // What the platform has to know before it calls: the standard default is to ask for everything but GET.
    value["x-openai-isConsequential"] = Value::from(flow.risk != Risk::Read);
    value
}

fn parameters(written: &mut Written<'_>, call: &CallStep) -> Vec<Value> {
    let chips = call.path.iter().filter(|piece| matches!(piece, Piece::Chip(_)));
    let mut parameters: Vec<Value> = Vec::new();
    for (number, chip) in chips.enumerate() {
        let schema = written.text(std::slice::from_ref(chip));
        parameters
            .push(json!({"name": path_name(call, number), "in": "path", "required": true, "schema": schema}));
    }
    for (place, fields) in [("query", &call.query), ("header", &call.headers), ("cookie", &call.cookies)] {
        let mut seen: Vec<&str> = Vec::new();
        let sayable = |field: &&Field| !field.name.is_empty() && (place != "header" || is_described(field));
        for field in fields.iter().filter(sayable) {
            // A name that stands there several times is one list.
            if seen.contains(&field.name.as_str()) {
                continue;
            }
            seen.push(&field.name);
            let same: Vec<&Field> = fields.iter().filter(|other| other.name == field.name).collect();
            let mut schemas: Vec<Value> = same
                .iter()
                .map(
                    |field| {
                        if place == "query" { written.encoded(field) } else { written.text(&field.value) }
                    },
                )
                .collect();
            let schema = if schemas.len() == 1 { schemas.remove(0) } else { list_of(schemas) };
            let required = schema::is_required(written.flow, field);
            parameters.push(json!({"name": field.name, "in": place, "required": required, "schema": schema}));
        }
    }
    if let Some(name) = call.policy.idempotency_header.as_deref().filter(|name| !name.trim().is_empty()) {
        let description = "Another one for each request, the same when it is repeated";
        let schema = json!({"type": "string", "description": description, NEW_ID: true});
        parameters.push(json!({"name": name.trim(), "in": "header", "required": true, "schema": schema}));
    }
    parameters
}

/// OpenAPI 3.1, 4.8.12.1: these three are described elsewhere and ignored as parameters.
pub(super) fn is_described(field: &Field) -> bool {
    !["accept", "content-type", "authorization"].iter().any(|name| field.name.eq_ignore_ascii_case(name))
}

fn body(written: &mut Written<'_>, call: &CallStep) -> Option<Value> {
    let schema = match &call.body {
        BodyStep::None => return None,
        BodyStep::Json(node) => written.node(node),
        BodyStep::Form(fields) => written.form(fields),
        BodyStep::Text { text, .. } => written.text(text),
    };
    // Without a media type of its own, a body can be announced as anything.
    let content_type =
        call.content_type.clone().filter(|it| !it.is_empty()).unwrap_or_else(|| "*/*".to_owned());
    Some(json!({"required": true, "content": {content_type: {"schema": schema}}}))
}

fn responses(call: &CallStep) -> Value {
    let mut responses = Map::new();
    for range in &call.statuses {
        let holds_200 = range.contains(200);
        let status = if holds_200 { 200 } else { range.first };
        let mut response = json!({"description": "Answered as agreed"});
        if let Some(schema) = answer(call) {
            response["content"] = json!({"application/json": {"schema": schema}});
        }
        responses.insert(status.to_string(), response);
    }
    responses.insert("default".to_owned(), json!({"description": "Anything else"}));
    Value::Object(responses)
}

/// The contract; without one, a record of the values that are taken from it.
fn answer(call: &CallStep) -> Option<Value> {
    if let Some(schema) = &call.schema {
        return Some(schema.clone());
    }
    let mut whole = json!({});
    for output in &call.outputs {
        let Some(steps) = &output.steps else { continue };
        let mut part = &mut whole;
        for (depth, step) in steps.iter().enumerate() {
            match step {
                PathStep::Name(name) => {
                    part["type"] = Value::from("object");
                    if output.required && depth == 0 {
                        let known = part["required"].as_array().cloned().unwrap_or_default();
                        let name = Value::from(name.clone());
                        part["required"] =
                            known.into_iter().filter(|one| *one != name).chain([name.clone()]).collect();
                    }
                    part = &mut part["properties"][name.as_str()];
                }
                PathStep::Index(_) => {
                    part["type"] = Value::from("array");
                    part = &mut part["items"];
                }
            }
            if part.is_null() {
                *part = json!({});
            }
        }
        if part.as_object().is_some_and(Map::is_empty) {
            *part = schema::of_kind(output.value_type);
        }
    }
    (!call.outputs.is_empty()).then_some(whole)
}
