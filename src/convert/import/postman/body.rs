//! The modes of a body: raw, urlencoded, formdata, graphql, file.

use serde_json::{Value, json};

use super::super::SourcePlace;
use super::super::described::marked::{has_marks, mark, quoted_in_json};
use super::super::described::names::slug;
use super::super::described::{Designer, Part, Payload, form_encoded};
use super::variables::Variables;
use super::{enabled, text};
use crate::model::Severity;

/// The body of a request.
pub(super) fn payload(
    body: &Value,
    variables: &Variables,
    designer: &mut Designer,
    at: &SourcePlace,
) -> Payload {
    if !body.is_object() || body["disabled"] == true {
        return Payload::None;
    }
    let raw = |text: String, content_type: &str| {
        if text.is_empty() {
            Payload::None
        } else {
            Payload::Raw { text, content_type: content_type.to_owned() }
        }
    };
    match body["mode"].as_str().unwrap_or_default() {
        "raw" => {
            let text = variables.fill(body["raw"].as_str().unwrap_or_default());
            let kind = content_type(body["options"]["raw"]["language"].as_str(), &text);
            if text.trim().is_empty() { Payload::None } else { raw(text, kind) }
        }
        "urlencoded" => raw(pairs(&body["urlencoded"], variables), "application/x-www-form-urlencoded"),
        "formdata" => {
            let parts: Vec<_> =
                enabled(&body["formdata"]).flat_map(|entry| parts(entry, variables, designer, at)).collect();
            if parts.is_empty() { Payload::None } else { Payload::Parts(parts) }
        }
        "graphql" => raw(graphql(&body["graphql"], variables), "application/json"),
        "file" => {
            let file = body["file"]["src"].as_str().unwrap_or_default();
            match body["file"]["content"].as_str() {
                Some(content) => raw(variables.fill(content), "application/octet-stream"),
                None if file.is_empty() => Payload::None,
                None => raw(contents(file, designer, at), "application/octet-stream"),
            }
        }
        "" => Payload::None,
        other => {
            let title = format!("A body of the mode `{other}` cannot be carried over");
            designer.remark(
                "body_not_carried",
                Severity::Error,
                title,
                "Enter the body in the step Asks",
                at,
            );
            Payload::None
        }
    }
}

/// Without a language Postman sends plain text; JSON is taken for what it is.
fn content_type(language: Option<&str>, text: &str) -> &'static str {
    match language {
        Some("json") => "application/json",
        Some("xml") => "application/xml",
        Some("html") => "text/html",
        Some("javascript") => "application/javascript",
        Some(_) => "text/plain",
        None if text.trim_start().starts_with(['{', '[']) => "application/json",
        None => "text/plain",
    }
}

fn pairs(list: &Value, variables: &Variables) -> String {
    if let Some(text) = list.as_str() {
        return variables.fill(text);
    }
    let pair = |entry: &Value| {
        let name = form_encoded(&variables.fill(text(entry, "key")));
        format!("{name}={}", form_encoded(&variables.fill(text(entry, "value"))))
    };
    enabled(list).filter(|entry| !text(entry, "key").is_empty()).map(pair).collect::<Vec<_>>().join("&")
}

fn parts(entry: &Value, variables: &Variables, designer: &mut Designer, at: &SourcePlace) -> Vec<Part> {
    let name = variables.fill(text(entry, "key"));
    let content_type = entry["contentType"].as_str().filter(|kind| !kind.is_empty()).map(ToOwned::to_owned);
    if name.is_empty() {
        return Vec::new();
    }
    if entry["type"] != "file" {
        let value = variables.fill(text(entry, "value"));
        return vec![Part { name, value, file_name: None, content_type }];
    }
    let files: Vec<&str> = match &entry["src"] {
        Value::String(file) => vec![file],
        Value::Array(files) => files.iter().filter_map(Value::as_str).collect(),
        _ => vec!["file"],
    };
    let part = |file: &&str| Part {
        name: name.clone(),
        value: contents(file, designer, at),
        file_name: Some(file.rsplit(['/', '\\']).next().unwrap_or(file).to_owned()),
        content_type: content_type.clone().or(Some("application/octet-stream".to_owned())),
    };
    files.iter().map(part).collect()
}

fn contents(file: &str, designer: &mut Designer, at: &SourcePlace) -> String {
    let title = format!("The contents of `{file}` are not part of the collection");
    let remedy = "They are an input now: enter an example, and say where the bot takes them from";
    designer.remark("file_not_read", Severity::Warning, title, remedy, at);
    let last = file.rsplit(['/', '\\']).next().unwrap_or(file);
    mark(&format!("{}_contents", slug(last, "file")), &format!("contents of {file}"))
}

fn graphql(graphql: &Value, variables: &Variables) -> String {
    let query = variables.fill(graphql["query"].as_str().unwrap_or_default());
    let mut document = json!({ "query": query });
    let given = match &graphql["variables"] {
        Value::String(text) => {
            let text = variables.fill(text);
            let text = if has_marks(&text) { quoted_in_json(&text) } else { text };
            serde_json::from_str(&text).ok()
        }
        Value::Object(fields) => Some(Value::Object(fields.clone())),
        _ => None,
    };
    if let Some(given) = given {
        document["variables"] = given;
    }
    if let Some(name) = graphql["operationName"].as_str().filter(|name| !name.is_empty()) {
        document["operationName"] = Value::from(name);
    }
    document.to_string()
}
