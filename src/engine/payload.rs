//! From the designed body to the bytes that are sent.

use serde_json::{Map, Value};

use super::plan::{Planner, Refusal};
use super::prepared::{PreparedCall, prepared};
use crate::model::{Body, Place};
use crate::template;

/// Content type and body of a call.
pub(super) fn payload(planner: &Planner<'_>) -> Result<(Option<String>, Vec<u8>), Refusal> {
    let about = planner.call_place("body");
    match &planner.call.body {
        Body::None => Ok((None, Vec::new())),
        Body::Json { value, .. } => {
            let document = document(planner, value, &about)?.unwrap_or(Value::Null);
            keep_contract(planner, &document, &about)?;
            Ok((Some("application/json".to_owned()), document.to_string().into_bytes()))
        }
        Body::Form { fields } => {
            let mut pairs = Vec::new();
            for field in fields {
                let Some(value) = planner.parameter(field, template::Place::Form, &about)? else { continue };
                let name = template::encode(&field.name, template::Place::Form);
                let name = name.map_err(|error| planner.refuse_value(error.to_string(), &about, None))?;
                pairs.push(format!("{name}={value}"));
            }
            Ok((Some("application/x-www-form-urlencoded".to_owned()), pairs.join("&").into_bytes()))
        }
        Body::Text { content_type, text } => {
            let text = if content_type.contains("xml") {
                planner.text(text, template::Place::Xml, &about)?
            } else {
                // Plain text has no escapes: values stand in it as they are.
                super::show::plain(&planner.value(text.as_str(), &about)?)
            };
            let content_type = Some(content_type.clone()).filter(|content_type| !content_type.is_empty());
            Ok((content_type, text.into_bytes()))
        }
    }
}

/// Fills the chips of a JSON document. A text that is one chip without a value is left out with its key, as an optional input
/// that nobody knows has nothing to say.
fn document(planner: &Planner<'_>, value: &Value, about: &Place) -> Result<Option<Value>, Refusal> {
    match value {
        Value::String(text) => match planner.value(text, about) {
            Ok(value) => Ok(Some(value)),
            Err(Refusal::Value { missing: Some(_), .. }) if is_one_chip(text) => Ok(None),
            Err(refusal) => Err(refusal),
        },
        Value::Array(items) => {
            let mut filled = Vec::with_capacity(items.len());
            for item in items {
                filled.extend(document(planner, item, about)?);
            }
            Ok(Some(Value::Array(filled)))
        }
        Value::Object(fields) => {
            let mut filled = Map::new();
            for (name, field) in fields {
                if let Some(field) = document(planner, field, about)? {
                    filled.insert(name.clone(), field);
                }
            }
            Ok(Some(Value::Object(filled)))
        }
        other => Ok(Some(other.clone())),
    }
}

fn is_one_chip(text: &str) -> bool {
    template::parse(text).is_ok_and(|template| template.sole_chip().is_some())
}

fn keep_contract(planner: &Planner<'_>, document: &Value, about: &Place) -> Result<(), Refusal> {
    let integration = &planner.setup.integration;
    let prepared = prepared(integration);
    let index = integration.calls.iter().position(|call| std::ptr::eq(call, planner.call));
    let own = PreparedCall::default();
    let compiled = index.and_then(|index| prepared.call(index)).unwrap_or(&own);
    match compiled.request_contract(planner.call) {
        None => Ok(()),
        Some(Err(problem)) => {
            let remedy = "Correct the schema of the request body";
            Err(planner.design("request_schema", problem.clone(), remedy, about.clone()))
        }
        Some(Ok(contract)) => match contract.problems(document).first() {
            None => Ok(()),
            Some(problem) => {
                Err(planner.refuse_value(format!("The request breaks its contract: {problem}"), about, None))
            }
        },
    }
}

/// Every text with chips in a body.
pub(super) fn texts<'a>(body: &'a Body, texts: &mut Vec<&'a str>) {
    match body {
        Body::None => {}
        Body::Json { value, .. } => leaves(value, texts),
        Body::Form { fields } => texts.extend(fields.iter().map(|field| field.value.as_str())),
        Body::Text { text, .. } => texts.push(text.as_str()),
    }
}

fn leaves<'a>(value: &'a Value, texts: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(items) => items.iter().for_each(|item| leaves(item, texts)),
        Value::Object(fields) => fields.values().for_each(|field| leaves(field, texts)),
        _ => {}
    }
}
