//! One call as an operation.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::Operation;
use crate::convert::export::flow::{BodyStep, CallStep, Field, Flow, PathStep, Piece};
use crate::convert::export::schema;
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

pub(super) fn value(operation: &Operation<'_>) -> Value {
    let Operation { id, flow, call } = operation;
    let summary: String = flow.name.chars().take(120).collect();
    let mut value = json!({"operationId": id, "summary": summary});
    if !flow.usage_hint.is_empty() {
        value["description"] = Value::from(flow.usage_hint.clone());
    }
    let parameters = parameters(flow, call);
    if !parameters.is_empty() {
        value["parameters"] = Value::from(parameters);
    }
    if let Some(body) = body(flow, call) {
        value["requestBody"] = body;
    }
    value["responses"] = responses(call);
    // What the platform has to know before it calls: the standard default is to ask for everything but GET.
    value["x-openai-isConsequential"] = Value::from(flow.risk != Risk::Read);
    value
}

fn parameters(flow: &Flow, call: &CallStep) -> Vec<Value> {
    let chips = call.path.iter().filter_map(|piece| match piece {
        Piece::Chip(chip) => Some(chip),
        Piece::Literal(_) => None,
    });
    let mut parameters: Vec<Value> = chips
        .enumerate()
        .map(|(number, chip)| {
            let name = path_name(call, number);
            json!({"name": name, "in": "path", "required": true, "schema": schema::of_chip(flow, chip)})
        })
        .collect();
    for (place, fields) in [("query", &call.query), ("header", &call.headers), ("cookie", &call.cookies)] {
        let mut seen: Vec<&str> = Vec::new();
        for field in fields.iter().filter(|field| place != "header" || is_described(field)) {
            // A name that stands there several times is one list.
            if seen.contains(&field.name.as_str()) {
                continue;
            }
            seen.push(&field.name);
            let same: Vec<&Field> = fields.iter().filter(|other| other.name == field.name).collect();
            let one = schema::of_text(flow, &field.value);
            let schema =
                if same.len() == 1 { one } else { json!({"type": "array", "items": {"type": "string"}}) };
            let required = schema::is_required(flow, field);
            parameters.push(json!({"name": field.name, "in": place, "required": required, "schema": schema}));
        }
    }
    if let Some(name) = call.policy.idempotency_header.as_deref().filter(|name| !name.trim().is_empty()) {
        let schema = json!({"type": "string", "description": "Another one for each request, the same when it is repeated"});
        parameters.push(json!({"name": name.trim(), "in": "header", "required": true, "schema": schema}));
    }
    parameters
}

/// OpenAPI 3.1, 4.8.12.1: these three are described elsewhere and ignored as parameters.
fn is_described(field: &Field) -> bool {
    !["accept", "content-type", "authorization"].iter().any(|name| field.name.eq_ignore_ascii_case(name))
}

fn body(flow: &Flow, call: &CallStep) -> Option<Value> {
    let schema = match &call.body {
        BodyStep::None => return None,
        BodyStep::Json(node) => schema::of_node(flow, node),
        BodyStep::Form(fields) => schema::of_fields(flow, fields),
        BodyStep::Text { text, .. } => schema::of_text(flow, text),
    };
    let content_type = call.content_type.clone().unwrap_or_default();
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
