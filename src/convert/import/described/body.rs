//! Bodies: a JSON tree where the text is JSON, fields where it is a form, else the text itself.

use percent_encoding::percent_decode_str;
use serde_json::Value;
use url::form_urlencoded::byte_serialize;

use super::Payload;
use super::draft::{Coding, Draft};
use super::headers::position_of;
use super::marked::{has_marks, map_literals, quoted_in_json, written};
use crate::model::{Body, Parameter, Severity};
use crate::template::TEXT_MAX_BYTES;

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

impl Draft<'_> {
    /// The body; a header `Content-Type` stays in the list only where it says more than the body itself.
    pub fn body(&mut self, payload: Payload, headers: &mut Vec<(String, String)>) -> Body {
        let said = position_of(headers, "content-type").map(|position| headers[position].1.trim().to_owned());
        match payload {
            Payload::None => Body::None,
            Payload::Parts(parts) => {
                let body = self.parts(&parts, said.as_deref());
                headers.retain(|(name, _)| !name.trim().eq_ignore_ascii_case("content-type"));
                body
            }
            Payload::Raw { text, content_type } => {
                let announced = said.clone().unwrap_or(content_type);
                let body = self.raw(&text, &announced);
                let usual = match &body {
                    Body::None => "",
                    Body::Json { .. } => JSON,
                    Body::Form { .. } => FORM,
                    Body::Text { .. } => &announced,
                };
                headers.retain(|(name, _)| !name.trim().eq_ignore_ascii_case("content-type"));
                if announced != usual {
                    headers.push(("Content-Type".to_owned(), announced.clone()));
                }
                if matches!(body, Body::Json { .. }) && !announced.contains("json") {
                    let title = format!("The body is JSON, and the request announces it as `{announced}`");
                    let remedy =
                        "Delete the header `Content-Type` in the step Asks if the system expects JSON";
                    self.remark("json_announced_otherwise", Severity::Hint, title, remedy);
                }
                body
            }
        }
    }

    fn raw(&mut self, text: &str, announced: &str) -> Body {
        let media_type = announced.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let says_json = media_type.ends_with("json");
        let is_form = media_type == FORM;
        if text.is_empty() {
            return Body::None;
        }
        if media_type.is_empty() {
            return Body::Text { content_type: String::new(), text: self.text("", text, Coding::Plain) };
        }
        let begins_as_json = text.trim_start().starts_with(['{', '[']);
        if says_json || (is_form && begins_as_json) {
            match json(text) {
                Some(value) => return Body::Json { value: self.tree("", value), schema: None },
                None if says_json => {
                    let title = "The body is announced as JSON and is none, or has a field twice".to_owned();
                    let remedy = "It is sent as the text it is; correct it if the system refuses it";
                    self.remark("body_no_json", Severity::Warning, title, remedy);
                }
                None => {}
            }
        }
        if is_form && let Some(fields) = fields(text) {
            let fields = fields.into_iter().map(|(name, value)| {
                let value = self.text(&name, &value, Coding::Form);
                Parameter { name, value, optional: false }
            });
            return Body::Form { fields: fields.collect() };
        }
        if text.len() > TEXT_MAX_BYTES {
            let title = format!(
                "The body has {} bytes, more than the {TEXT_MAX_BYTES} that a text can have",
                text.len()
            );
            self.remark("body_too_long", Severity::Error, title, "Ask for a call that takes less");
        }
        Body::Text { content_type: written(announced), text: self.text("", text, Coding::Plain) }
    }

    fn tree(&mut self, name: &str, value: Value) -> Value {
        match value {
            Value::Array(items) => {
                Value::Array(items.into_iter().map(|item| self.tree(name, item)).collect())
            }
            Value::Object(fields) => Value::Object(
                fields
                    .into_iter()
                    .map(|(name, field)| {
                        let field = self.tree(&name, field);
                        (written(&name), field)
                    })
                    .collect(),
            ),
            leaf => self.leaf(name, leaf),
        }
    }
}

/// The document, when nothing of it gets lost: a field that stands twice would.
fn json(text: &str) -> Option<Value> {
    let quoted = if has_marks(text) { quoted_in_json(text) } else { text.to_owned() };
    let value: Value = serde_json::from_str(&quoted).ok()?;
    (members_written(&quoted) == members(&value)).then_some(value)
}

/// A name or a value as forms write it.
pub(in crate::convert::import) fn form_encoded(text: &str) -> String {
    map_literals(text, |literal| byte_serialize(literal.as_bytes()).collect())
}

/// How many fields stand in the text: each has one colon outside strings.
fn members_written(text: &str) -> usize {
    let (mut count, mut in_string, mut is_escaped) = (0, false, false);
    for byte in text.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => in_string = !in_string,
            b':' if !in_string => count += 1,
            _ => {}
        }
    }
    count
}

fn members(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(members).sum(),
        Value::Object(fields) => fields.len() + fields.values().map(members).sum::<usize>(),
        _ => 0,
    }
}

/// Names, decoded, and values, still encoded; nothing where a part is no pair.
fn fields(text: &str) -> Option<Vec<(String, String)>> {
    let pair = |part: &str| {
        let (name, value) = part.split_once('=')?;
        let name = percent_decode_str(&name.replace('+', " ")).decode_utf8().ok()?.into_owned();
        (!name.is_empty() && !has_marks(&name)).then(|| (name, value.to_owned()))
    };
    text.split('&').map(pair).collect()
}
