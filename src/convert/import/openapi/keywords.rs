//! The keywords of one schema without the schemas inside it, from every dialect to JSON Schema 2020-12.

use serde_json::{Map, Number, Value, json};

use crate::convert::handed_on::{NEW_ID, TEXT};

/// Formats that JSON Schema names; `int32`, `byte` and the like are names of types in programs.
const FORMATS: [&str; 13] = [
    "date",
    "date-time",
    "time",
    "duration",
    "email",
    "hostname",
    "ipv4",
    "ipv6",
    "uri",
    "uri-reference",
    "iri",
    "uuid",
    "json-pointer",
];

/// What a schema says about the value itself. What cannot be understood is left out: it restricts nothing.
pub(super) fn of(schema: &Value) -> Map<String, Value> {
    let mut out = Map::new();
    let Some(schema) = schema.as_object() else { return out };
    if let Some(kind) = schema.get("type").and_then(kind) {
        out.insert("type".to_owned(), kind);
    }
    let says = |key: &str, word: &str| schema.get(key).and_then(Value::as_str) == Some(word);
    if says("format", "binary") || says("type", "file") {
        out.insert("contentMediaType".to_owned(), json!("application/octet-stream"));
    }
    let wants_text = out.get("type").and_then(Value::as_str) == Some("string");
    let list = schema.get("enum").and_then(Value::as_array).filter(|list| !list.is_empty());
    if let Some(list) = list {
        let mut values: Vec<Value> = Vec::new();
        for value in list.iter().map(|value| coerced(value, wants_text)) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        out.insert("enum".to_owned(), Value::Array(values));
    }
    for (key, value) in schema {
        let keep = match key.as_str() {
            "const" | "default" => Some(coerced(value, wants_text)),
            "title" | "description" => value.as_str().map(|text| json!(super::words::beginning(text, 300))),
            "pattern" => value.as_str().map(Value::from),
            "format" => value.as_str().filter(|format| FORMATS.contains(format)).map(Value::from),
            "minimum" | "maximum" => bound(schema, key, value),
            "exclusiveMinimum" | "exclusiveMaximum" => value.is_number().then(|| value.clone()),
            "multipleOf" => value.as_f64().filter(|step| *step > 0.0).map(|_| value.clone()),
            "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" => {
                value.as_u64().map(Value::from)
            }
            "uniqueItems" => value.as_bool().map(Value::from),
            "required" => value.as_array().map(|names| json!(texts(names))),
            "example" | "x-example" => Some(json!([coerced(value, wants_text)])),
            "examples" => examples(value),
            TEXT => value.as_str().map(Value::from),
            NEW_ID => value.as_bool().map(Value::from),
            _ => None,
        };
        let Some(keep) = keep else { continue };
        let key = match key.as_str() {
            "example" | "x-example" => "examples",
            "minimum" if is_exclusive(schema, "exclusiveMinimum") => "exclusiveMinimum",
            "maximum" if is_exclusive(schema, "exclusiveMaximum") => "exclusiveMaximum",
            other => other,
        };
        out.insert(key.to_owned(), keep);
    }
    out
}

/// `nullable` as a kind of its own.
pub(super) fn allow_null(written: &Value, schema: &mut Map<String, Value>) {
    let is = |key: &str| written.get(key).and_then(Value::as_bool) == Some(true);
    if !is("nullable") && !is("x-nullable") {
        return;
    }
    match schema.get_mut("type") {
        Some(Value::String(kind)) if kind != "null" => {
            let kinds = json!([kind, "null"]);
            schema.insert("type".to_owned(), kinds);
        }
        Some(Value::Array(kinds)) if !kinds.contains(&json!("null")) => kinds.push(json!("null")),
        _ => {}
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
    let has_alternatives = ["allOf", "anyOf"].iter().any(|key| schema.contains_key(*key));
    if has_alternatives && !schema.contains_key("type") {
        let inner = Value::Object(std::mem::take(schema));
        schema.insert("anyOf".to_owned(), json!([inner, {"type": "null"}]));
    }
}

fn kind(value: &Value) -> Option<Value> {
    let one = |text: &str| {
        Some(match text.to_ascii_lowercase().as_str() {
            "string" | "file" | "date" | "datetime" | "date-time" | "uuid" | "password" => "string",
            "integer" | "int" | "int32" | "int64" | "long" => "integer",
            "number" | "float" | "double" | "decimal" => "number",
            "boolean" | "bool" => "boolean",
            "array" => "array",
            "object" => "object",
            "null" => "null",
            _ => return None,
        })
    };
    match value {
        Value::String(text) => one(text).map(Value::from),
        Value::Array(list) => {
            let mut kinds: Vec<&str> = Vec::new();
            for text in list {
                // A kind that is not known could be any: then nothing is said.
                let kind = one(text.as_str()?)?;
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
            match kinds.as_slice() {
                [] => None,
                [kind] => Some(json!(kind)),
                kinds => Some(json!(kinds)),
            }
        }
        _ => None,
    }
}

/// In YAML `1` and `yes` are easily no texts where texts are meant.
fn coerced(value: &Value, wants_text: bool) -> Value {
    match value {
        Value::Number(_) | Value::Bool(_) if wants_text => Value::String(value.to_string()),
        other => other.clone(),
    }
}

fn bound(schema: &Map<String, Value>, key: &str, value: &Value) -> Option<Value> {
    if !value.is_number() {
        return None;
    }
    // Beyond what any number type holds, such as -9223372036854776000 for a whole number, is no limit that is meant.
    let is_integer = schema.get("type").and_then(Value::as_str) == Some("integer");
    let is_extreme = value.as_f64().is_some_and(|bound| bound.abs() >= 9.2e18);
    let is_alone = key == "minimum" || key == "maximum";
    (is_alone && !(is_integer && is_extreme)).then(|| value.clone())
}

fn is_exclusive(schema: &Map<String, Value>, key: &str) -> bool {
    schema.get(key).and_then(Value::as_bool) == Some(true)
}

fn texts(names: &[Value]) -> Vec<&str> {
    let mut texts: Vec<&str> = Vec::new();
    for name in names.iter().filter_map(Value::as_str) {
        if !texts.contains(&name) {
            texts.push(name);
        }
    }
    texts
}

/// A list in JSON Schema; a record of named examples is written by mistake.
fn examples(value: &Value) -> Option<Value> {
    match value {
        Value::Array(list) if !list.is_empty() => Some(Value::Array(list.iter().take(3).cloned().collect())),
        Value::Object(named) => {
            let first = named.values().next()?;
            Some(json!([first.get("value").unwrap_or(first)]))
        }
        _ => None,
    }
}

/// The number of a keyword as a whole number, where it is one.
pub(super) fn whole(schema: &Map<String, Value>, key: &str) -> Option<i64> {
    let number: &Number = schema.get(key)?.as_number()?;
    number.as_i64().or_else(|| {
        let number = number.as_f64().filter(|number| number.abs() < 1e15)?;
        format!("{:.0}", number.ceil()).parse().ok()
    })
}
