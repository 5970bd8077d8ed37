//! Versions of OpenAPI: 3.1 is written, and 3.0 made of it.

use serde_json::{Map, Value, json};

use crate::convert::export::flow::Flow;
use crate::convert::export::{Fate, Ledger, Line};
use crate::convert::handed_on::ITEMS;
use crate::model::{Part, Place};

/// Keywords of JSON Schema 2020-12 that 3.0 has no word for and that restrict: what they ask for is not checked.
const UNKNOWN: [&str; 15] = [
    "if",
    "then",
    "else",
    "contains",
    "minContains",
    "maxContains",
    "patternProperties",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedProperties",
    "unevaluatedItems",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
];
/// Those that say nothing about a value.
const SILENT: [&str; 7] =
    ["$schema", "$id", "$comment", "$anchor", "$dynamicAnchor", "$dynamicRef", "$vocabulary"];

/// The version of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::convert::export) enum Version {
    /// 3.0, for readers of nothing newer.
    V30,
    /// 3.1, whose schemas are JSON Schema 2020-12.
    V31,
}

impl Version {
    /// As it stands in a document.
    pub(super) fn number(self) -> &'static str {
        match self {
            Self::V30 => "3.0.3",
            Self::V31 => "3.1.0",
        }
    }

    /// As people say it.
    pub(super) fn short(self) -> &'static str {
        match self {
            Self::V30 => "3.0",
            Self::V31 => "3.1",
        }
    }

    /// Makes a document of 3.1 one of this version.
    pub(super) fn write(self, document: &mut Value) {
        if self == Self::V31 {
            return;
        }
        in_document(document);
        if let Some(Value::Object(schemas)) = document.pointer_mut("/components/schemas") {
            schemas.values_mut().for_each(schema_30);
        }
    }

    /// Says what of the contracts this version has no word for.
    pub(super) fn note(self, flow: &Flow, ledger: &mut Ledger) {
        if self == Self::V31 {
            return;
        }
        for call in &flow.calls {
            let mut found: Vec<&str> = Vec::new();
            call.schema.iter().for_each(|schema| unknown(schema, &mut found));
            if !found.is_empty() {
                ledger.add(Line {
                    fate: Fate::Lost,
                    subject: "Contract".to_owned(),
                    detail: format!(
                        "OpenAPI 3.0 has no word for {}, which is not checked there",
                        found.join(", ")
                    ),
                    place: Place::new(&flow.id, Part::Call(call.id.clone()), "response_schema"),
                    code: "contract_keyword".to_owned(),
                });
            }
        }
    }
}

fn in_document(part: &mut Value) {
    match part {
        Value::Object(fields) => {
            for (key, value) in fields.iter_mut() {
                if key == "schema" {
                    schema_30(value);
                } else if key != "schemas" && !key.starts_with("x-") {
                    in_document(value);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(in_document),
        _ => {}
    }
}

/// A schema of JSON Schema 2020-12 in the words of 3.0.
fn schema_30(schema: &mut Value) {
    if let Value::Bool(allows) = schema {
        *schema = if *allows { json!({}) } else { json!({"not": {}}) };
    }
    let Some(fields) = schema.as_object_mut() else { return };
    fields.retain(|key, _| !UNKNOWN.contains(&key.as_str()) && !SILENT.contains(&key.as_str()));
    constant(fields);
    bounds(fields);
    items(fields);
    if let Some(Value::Array(examples)) = fields.remove("examples")
        && let Some(first) = examples.into_iter().next()
    {
        fields.entry("example").or_insert(first);
    }
    kinds(fields);
    for (key, value) in fields.iter_mut() {
        match (key.as_str(), value) {
            ("items" | "not", part) => schema_30(part),
            ("additionalProperties", part @ Value::Object(_)) => schema_30(part),
            ("properties", Value::Object(parts)) => parts.values_mut().for_each(schema_30),
            ("allOf" | "anyOf" | "oneOf", Value::Array(parts)) => parts.iter_mut().for_each(schema_30),
            (key, Value::Array(parts)) if key == ITEMS => parts.iter_mut().for_each(schema_30),
            _ => {}
        }
    }
}

/// `const` is a choice of one.
fn constant(fields: &mut Map<String, Value>) {
    let Some(value) = fields.remove("const") else { return };
    if !fields.contains_key("type") {
        let kind = match &value {
            Value::Null => None,
            Value::Bool(_) => Some("boolean"),
            Value::Number(number) if number.is_i64() || number.is_u64() => Some("integer"),
            Value::Number(_) => Some("number"),
            Value::String(_) => Some("string"),
            Value::Array(_) => Some("array"),
            Value::Object(_) => Some("object"),
        };
        if let Some(kind) = kind {
            fields.insert("type".to_owned(), Value::from(kind));
        }
    }
    if value.is_null() {
        null_alone(fields);
        return;
    }
    fields.insert("enum".to_owned(), json!([value]));
}

/// Null is no kind of its own: it is the only choice of a text that may be null.
fn null_alone(fields: &mut Map<String, Value>) {
    fields.insert("type".to_owned(), json!("string"));
    fields.insert("nullable".to_owned(), json!(true));
    fields.insert("enum".to_owned(), json!([null]));
}

/// Exclusive bounds are a switch beside the bound.
fn bounds(fields: &mut Map<String, Value>) {
    for (exclusive, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if let Some(value) = fields.remove(exclusive).filter(Value::is_number) {
            fields.insert(bound.to_owned(), value);
            fields.insert(exclusive.to_owned(), Value::Bool(true));
        }
    }
}

/// A list has one schema for all items; those of each stand in an extension.
fn items(fields: &mut Map<String, Value>) {
    if let Some(Value::Array(each)) = fields.remove("prefixItems") {
        let mut different: Vec<Value> = Vec::new();
        for item in &each {
            if !different.contains(item) {
                different.push(item.clone());
            }
        }
        let item = if different.len() == 1 { different.remove(0) } else { json!({"anyOf": different}) };
        fields.insert("items".to_owned(), item);
        fields.insert(ITEMS.to_owned(), Value::Array(each));
    }
    let is_list = match fields.get("type") {
        Some(Value::String(kind)) => kind == "array",
        Some(Value::Array(kinds)) => kinds.iter().all(|kind| kind == "array" || kind == "null"),
        _ => false,
    };
    if is_list {
        fields.entry("items").or_insert_with(|| json!({}));
    }
    // That no items are allowed is said by their number.
    if fields.get("items") == Some(&Value::Bool(false)) {
        fields.insert("items".to_owned(), json!({}));
    }
}

/// A schema has one kind; null is a switch beside it.
fn kinds(fields: &mut Map<String, Value>) {
    let Some(Value::Array(kinds)) = fields.get("type").cloned() else {
        if fields.get("type").is_some_and(|kind| kind == "null") {
            null_alone(fields);
        }
        return;
    };
    fields.remove("type");
    let named: Vec<&Value> = kinds.iter().filter(|kind| *kind != "null").collect();
    let has_null = named.len() < kinds.len();
    match named.as_slice() {
        [] => null_alone(fields),
        [kind] => {
            fields.insert("type".to_owned(), (*kind).clone());
            if has_null {
                fields.insert("nullable".to_owned(), json!(true));
            }
        }
        several => {
            let one = |kind: &&Value| match kind.as_str() {
                Some("array") => json!({"type": "array", "items": {}}),
                _ => json!({"type": kind}),
            };
            let null = has_null.then(|| json!({"type": "null"}));
            let parts: Vec<Value> = several.iter().map(one).chain(null).collect();
            let key = if fields.contains_key("anyOf") { "oneOf" } else { "anyOf" };
            fields.insert(key.to_owned(), Value::Array(parts));
        }
    }
}

fn unknown<'a>(schema: &'a Value, found: &mut Vec<&'a str>) {
    match schema {
        Value::Object(fields) => {
            for (key, value) in fields {
                // A field of a record may have any name.
                let inside = if key == "properties" { value.as_object() } else { None };
                if let Some(properties) = inside {
                    properties.values().for_each(|property| unknown(property, found));
                    continue;
                }
                let word = UNKNOWN.iter().find(|word| *word == key);
                found.extend(word.filter(|word| !found.contains(word)));
                unknown(value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| unknown(item, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_in_the_words_of_3_0() {
        let check = |schema: Value, expect: Value| {
            let mut schema = schema;
            schema_30(&mut schema);
            assert_eq!(schema, expect);
        };
        check(json!({"const": "a"}), json!({"type": "string", "enum": ["a"]}));
        check(json!({"const": null}), json!({"type": "string", "nullable": true, "enum": [null]}));
        check(json!({"type": ["string", "null"]}), json!({"type": "string", "nullable": true}));
        check(
            json!({"type": ["string", "array"]}),
            json!({"anyOf": [{"type": "string"}, {"type": "array", "items": {}}]}),
        );
        check(json!({"exclusiveMinimum": 1}), json!({"minimum": 1, "exclusiveMinimum": true}));
        check(json!({"type": "array"}), json!({"type": "array", "items": {}}));
        check(
            json!({"prefixItems": [{"const": 1}, {"type": "string"}], "items": false, "minItems": 2}),
            json!({"minItems": 2, "items": {"anyOf": [{"type": "integer", "enum": [1]}, {"type": "string"}]},
                ITEMS: [{"type": "integer", "enum": [1]}, {"type": "string"}]}),
        );
        check(
            json!({"anyOf": [{"$ref": "#/a"}, {"type": "null"}]}),
            json!({"anyOf": [{"$ref": "#/a"}, {"type": "string", "nullable": true, "enum": [null]}]}),
        );
        check(
            json!({"properties": {"if": true}, "if": {}, "examples": [1, 2]}),
            json!({"properties": {"if": {}}, "example": 1}),
        );
    }
}
