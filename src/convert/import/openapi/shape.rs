//! What a converted schema asks of a value, all parts taken together.

use serde_json::{Map, Value, json};

use super::compact::resolved;

/// Levels of `allOf` and alternatives within one another.
const MOST_LEVELS: usize = 24;

/// The schema as one record: references resolved, `allOf` merged, the first alternative that is not null taken.
pub(super) fn effective(root: &Value, schema: &Value) -> Map<String, Value> {
    let mut shape = Map::new();
    merge(root, schema, &mut shape, 0);
    shape
}

fn merge(root: &Value, schema: &Value, shape: &mut Map<String, Value>, level: usize) {
    if level > MOST_LEVELS {
        return;
    }
    let definitions = root.get("$defs").and_then(Value::as_object);
    let Some(fields) = schema.as_object() else { return };
    for (key, value) in
        fields.iter().filter(|(key, _)| !matches!(key.as_str(), "$ref" | "$defs" | "allOf" | "anyOf"))
    {
        match (shape.get_mut(key), value) {
            (None, _) => {
                shape.insert(key.clone(), value.clone());
            }
            (Some(Value::Object(known)), Value::Object(more)) if key == "properties" => {
                for (name, part) in more {
                    let both = known
                        .get(name)
                        .filter(|known| *known != part)
                        .map(|known| json!({"allOf": [known, part]}));
                    known.insert(name.clone(), both.unwrap_or_else(|| part.clone()));
                }
            }
            (Some(Value::Array(known)), Value::Array(more)) if key == "required" => {
                let new: Vec<_> = more.iter().filter(|name| !known.contains(name)).cloned().collect();
                known.extend(new);
            }
            (Some(Value::Array(known)), Value::Array(more)) if key == "enum" => {
                known.retain(|it| more.contains(it));
            }
            _ => {}
        }
    }
    let target = resolved(definitions, schema);
    if !std::ptr::eq(target, schema) {
        merge(root, target, shape, level + 1);
    }
    for part in fields.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        merge(root, part, shape, level + 1);
    }
    let parts = fields.get("anyOf").and_then(Value::as_array);
    if let Some(first) = parts.and_then(|parts| parts.iter().find(|part| !is_null(part))) {
        merge(root, first, shape, level + 1);
    }
}

/// Whether a schema allows nothing but null.
fn is_null(schema: &Value) -> bool {
    schema.get("type").and_then(Value::as_str) == Some("null")
}

/// Whether null is a value of it.
pub(super) fn is_nullable(root: &Value, schema: &Value) -> bool {
    let definitions = root.get("$defs").and_then(Value::as_object);
    let schema = resolved(definitions, schema);
    let in_kinds =
        schema.get("type").and_then(Value::as_array).is_some_and(|kinds| kinds.contains(&json!("null")));
    let parts = schema.get("anyOf").and_then(Value::as_array);
    in_kinds || parts.is_some_and(|parts| parts.iter().any(is_null))
}

/// The number of alternatives that a person would have to choose from.
pub(super) fn alternatives(root: &Value, schema: &Value) -> usize {
    let definitions = root.get("$defs").and_then(Value::as_object);
    let parts = resolved(definitions, schema).get("anyOf").and_then(Value::as_array);
    parts.map_or(0, |parts| parts.iter().filter(|part| !is_null(part)).count())
}

/// The kinds that a shape names, without null.
pub(super) fn kinds(shape: &Map<String, Value>) -> Vec<&str> {
    let named = match shape.get("type") {
        Some(Value::String(kind)) => vec![kind.as_str()],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    named.into_iter().filter(|kind| *kind != "null").collect()
}

/// The kind of a shape: the first it names, else what its other keywords are made for.
pub(super) fn kind(shape: &Map<String, Value>) -> Option<&str> {
    if let Some(kind) = kinds(shape).first() {
        return Some(kind);
    }
    let has = |keys: &[&str]| keys.iter().any(|key| shape.contains_key(*key));
    if has(&["properties", "additionalProperties", "required"]) {
        return Some("object");
    }
    if has(&["items", "prefixItems", "minItems", "maxItems"]) {
        return Some("array");
    }
    if has(&["pattern", "format", "minLength", "maxLength"]) {
        return Some("string");
    }
    if has(&["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]) {
        return Some("number");
    }
    let value = shape.get("const").or_else(|| first(shape, "enum")).or_else(|| first(shape, "examples"))?;
    Some(kind_of(value))
}

/// The first value of a list that is not null.
pub(super) fn first<'a>(shape: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    shape.get(key)?.as_array()?.iter().find(|value| !value.is_null())
}

/// The word of JSON Schema for the kind of a value.
pub(super) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.to_string().contains(['.', 'e', 'E']) => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// Whether a value of kind `actual` is of kind `wanted`.
pub(super) fn suits(actual: &str, wanted: &str) -> bool {
    actual == wanted || actual == "integer" && wanted == "number"
}

/// The names that must be there.
pub(super) fn required(shape: &Map<String, Value>) -> Vec<&str> {
    shape.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}
