//! An example and its schema brought together, where a description contradicts itself.
//!
//! What an example shows, real answers show too: a format that it does not have, a field that it leaves out. There the schema
//! gives way. A value of the wrong kind or outside a list of choices is a slip of the example; there the example gives way.

use serde_json::{Map, Value, json};

use super::compact::{DEFINITIONS, referred};
use super::example::example;
use super::shape::{kind_of, suits};
use crate::engine::Contract;

/// Keywords that restrict a value on their own.
const LIMITS: [&str; 17] = [
    "format",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "not",
    "if",
    "const",
];
/// Values that are looked at.
const MOST_PARTS: usize = 5_000;

/// A value that keeps the contract.
pub(super) struct Fitted {
    pub value: Value,
    /// The contract, made less strict where the value shows that it has to be.
    pub contract: Value,
    /// The fields where the contract gave way, such as `renews_on`.
    pub relaxed: Vec<String>,
    /// The fields where the value gave way.
    pub replaced: Vec<String>,
}

/// Brings a value and its contract together. None when they cannot be.
pub(super) fn fit(value: Value, contract: Value) -> Option<Fitted> {
    let keeps = |contract: &Value, value: &Value| {
        Contract::new(contract).is_ok_and(|it| it.problems(value).is_empty())
    };
    let mut fitted = Fitted { value, contract, relaxed: Vec::new(), replaced: Vec::new() };
    for _ in 0..3 {
        if keeps(&fitted.contract, &fitted.value) {
            return Some(fitted);
        }
        let root = fitted.contract.clone();
        let mut walk = Walk { root: &root, edits: Vec::new(), replaced: Vec::new(), parts: 0 };
        walk.value(&root, Spot::default(), &mut fitted.value, "");
        let (edits, replaced) = (walk.edits, walk.replaced);
        fitted.replaced.extend(replaced);
        for edit in edits {
            if !fitted.relaxed.contains(&edit.field) {
                fitted.relaxed.push(edit.field.clone());
            }
            edit.apply(&mut fitted.contract);
        }
    }
    keeps(&fitted.contract, &fitted.value).then_some(fitted)
}

/// Where a schema stands in the contract (RFC 6901).
#[derive(Clone, Default)]
struct Spot(String);

impl Spot {
    fn at(&self, step: &str) -> Self {
        Self(format!("{}/{}", self.0, step.replace('~', "~0").replace('/', "~1")))
    }
}

/// One thing that the contract does not ask any more.
struct Edit {
    spot: Spot,
    what: What,
    field: String,
}

enum What {
    Drop(&'static str),
    Allow(&'static str),
    NotRequired(String),
}

impl Edit {
    fn apply(self, contract: &mut Value) {
        let Some(schema) = contract.pointer_mut(&self.spot.0).and_then(Value::as_object_mut) else { return };
        match self.what {
            What::Drop(key) => {
                schema.remove(key);
            }
            What::Allow(kind) => {
                let kinds = match schema.get("type") {
                    Some(Value::Array(kinds)) => kinds.iter().cloned().chain([json!(kind)]).collect(),
                    Some(known) => vec![known.clone(), json!(kind)],
                    None => return,
                };
                schema.insert("type".to_owned(), Value::Array(kinds));
                if let Some(Value::Array(values)) = schema.get_mut("enum")
                    && kind == "null"
                {
                    values.push(Value::Null);
                }
            }
            What::NotRequired(name) => {
                if let Some(Value::Array(names)) = schema.get_mut("required") {
                    names.retain(|known| known.as_str() != Some(&name));
                    if names.is_empty() {
                        schema.remove("required");
                    }
                }
            }
        }
    }
}

struct Walk<'a> {
    root: &'a Value,
    edits: Vec<Edit>,
    replaced: Vec<String>,
    parts: usize,
}

impl Walk<'_> {
    fn value(&mut self, schema: &Value, spot: Spot, value: &mut Value, field: &str) {
        self.parts += 1;
        let Some(fields) = schema.as_object().filter(|_| self.parts < MOST_PARTS) else { return };
        if let Some(name) = referred(schema) {
            let target = self.root.get("$defs").and_then(|definitions| definitions.get(name));
            if let Some(target) = target.filter(|target| !std::ptr::eq(*target, schema)) {
                self.value(target, Spot::default().at("$defs").at(&schema_name(schema)), value, field);
            }
        }
        for (index, part) in list(fields, "allOf") {
            self.value(part, spot.at("allOf").at(&index.to_string()), value, field);
        }
        self.alternatives(fields, &spot, value, field);
        self.kind(schema, fields, &spot, value, field);
        self.choices(fields, value, field);
        self.limits(fields, &spot, value, field);
        self.inside(fields, &spot, value, field);
    }

    fn alternatives(&mut self, fields: &Map<String, Value>, spot: &Spot, value: &mut Value, field: &str) {
        let parts: Vec<_> = list(fields, "anyOf").collect();
        let best = parts.iter().max_by_key(|(index, part)| (self.likeness(part, value), usize::MAX - index));
        if let Some((index, part)) = best {
            self.value(part, spot.at("anyOf").at(&index.to_string()), value, field);
        }
    }

    /// How much of a value an alternative describes.
    fn likeness(&self, part: &Value, value: &Value) -> usize {
        let shape = super::shape::effective(self.root, part);
        let kinds = super::shape::kinds(&shape);
        let of_kind = kinds.is_empty() || kinds.iter().any(|kind| suits(kind_of(value), kind));
        let is_null = value.is_null() && super::shape::is_nullable(self.root, part);
        if !(of_kind || is_null) {
            return 0;
        }
        let properties = shape.get("properties").and_then(Value::as_object);
        let known = |name: &&String| properties.is_some_and(|properties| properties.contains_key(*name));
        let has = value.as_object().map_or(0, |record| record.keys().filter(known).count());
        let lacks =
            super::shape::required(&shape).into_iter().filter(|name| value.get(name).is_none()).count();
        (1_000 + has).saturating_sub(lacks)
    }

    fn kind(
        &mut self,
        schema: &Value,
        fields: &Map<String, Value>,
        spot: &Spot,
        value: &mut Value,
        field: &str,
    ) {
        let wanted: Vec<&str> = match fields.get("type") {
            Some(Value::String(kind)) => vec![kind],
            Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
            _ => return,
        };
        let actual = kind_of(value);
        if wanted.iter().any(|kind| suits(actual, kind)) {
            return;
        }
        if value.is_null() {
            self.edits.push(Edit { spot: spot.clone(), what: What::Allow("null"), field: field.to_owned() });
            return;
        }
        self.replaced.push(field.to_owned());
        *value = wanted.iter().find_map(|kind| converted(value, kind)).unwrap_or_else(|| {
            let last = field.rsplit('.').next().unwrap_or_default();
            example(self.root, &without_examples(schema), last)
        });
    }

    fn choices(&mut self, fields: &Map<String, Value>, value: &mut Value, field: &str) {
        let Some(list) = fields.get("enum").and_then(Value::as_array) else { return };
        if !list.contains(value)
            && let Some(first) = list.iter().find(|choice| !choice.is_null()).or_else(|| list.first())
        {
            self.replaced.push(field.to_owned());
            *value = first.clone();
        }
    }

    fn limits(&mut self, fields: &Map<String, Value>, spot: &Spot, value: &Value, field: &str) {
        for key in LIMITS {
            let Some(limit) = fields.get(key) else { continue };
            let mut alone = json!({key: limit});
            if let (Some(definitions), "not" | "if") = (self.root.get("$defs"), key) {
                alone["$defs"] = definitions.clone();
            }
            if key == "if" {
                alone["then"] = fields.get("then").cloned().unwrap_or_else(|| json!({}));
                alone["else"] = fields.get("else").cloned().unwrap_or_else(|| json!({}));
            }
            let keeps = Contract::new(&alone).is_ok_and(|contract| contract.problems(value).is_empty());
            if !keeps {
                self.edits.push(Edit { spot: spot.clone(), what: What::Drop(key), field: field.to_owned() });
            }
        }
    }

    fn inside(&mut self, fields: &Map<String, Value>, spot: &Spot, value: &mut Value, field: &str) {
        let known = fields.get("properties").and_then(Value::as_object);
        match value {
            Value::Object(record) => {
                for name in
                    super::shape::required(fields).into_iter().filter(|name| !record.contains_key(*name))
                {
                    let what = What::NotRequired(name.to_owned());
                    self.edits.push(Edit { spot: spot.clone(), what, field: below(field, name) });
                }
                for (name, inner) in record.iter_mut() {
                    let (part, spot) = match known.and_then(|known| known.get(name)) {
                        Some(part) => (part, spot.at("properties").at(name)),
                        None => match fields.get("additionalProperties") {
                            Some(part) => (part, spot.at("additionalProperties")),
                            None => continue,
                        },
                    };
                    self.value(part, spot, inner, &below(field, name));
                }
            }
            Value::Array(items) => {
                let first: Vec<_> = list(fields, "prefixItems").collect();
                for (index, item) in items.iter_mut().enumerate() {
                    if let Some((_, part)) = first.get(index) {
                        self.value(part, spot.at("prefixItems").at(&index.to_string()), item, field);
                    } else if let Some(part) = fields.get("items") {
                        self.value(part, spot.at("items"), item, field);
                    }
                }
            }
            _ => {}
        }
    }
}

fn schema_name(schema: &Value) -> String {
    schema["$ref"]
        .as_str()
        .and_then(|reference| reference.strip_prefix(DEFINITIONS))
        .unwrap_or_default()
        .to_owned()
}

fn list<'a>(fields: &'a Map<String, Value>, key: &str) -> impl Iterator<Item = (usize, &'a Value)> + use<'a> {
    fields.get(key).and_then(Value::as_array).into_iter().flatten().enumerate()
}

fn below(field: &str, name: &str) -> String {
    if field.is_empty() { name.to_owned() } else { format!("{field}.{name}") }
}

/// `"12"` as 12 and the other way round.
fn converted(value: &Value, kind: &str) -> Option<Value> {
    match (value, kind) {
        (Value::Number(_) | Value::Bool(_), "string") => Some(Value::String(value.to_string())),
        (Value::String(text), "integer" | "number" | "boolean") => {
            let read: Value = serde_json::from_str(text.trim()).ok()?;
            suits(kind_of(&read), kind).then_some(read)
        }
        (Value::Number(number), "integer") => {
            let number = number.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 1e15)?;
            serde_json::from_str(&format!("{number:.0}")).ok()
        }
        _ => None,
    }
}

fn without_examples(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Some(fields) = schema.as_object_mut() {
        fields.remove("examples");
        fields.remove("default");
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schema_or_example_gives_way() {
        let check = |contract: Value, value: Value, expect: Value, relaxed: &str, replaced: &str| {
            let fitted = fit(value, contract).unwrap();
            assert_eq!(fitted.value, expect);
            assert_eq!(
                (fitted.relaxed.join(" "), fitted.replaced.join(" ")),
                (relaxed.to_owned(), replaced.to_owned())
            );
        };
        let record =
            |schema: Value| json!({"type": "object", "properties": {"a": schema}, "required": ["a"]});
        let text = json!({"type": "string"});
        check(record(text.clone()), json!({"a": "x"}), json!({"a": "x"}), "", "");
        check(record(text.clone()), json!({}), json!({}), "a", "");
        check(record(text.clone()), json!({"a": null}), json!({"a": null}), "a", "");
        check(record(text), json!({"a": 1}), json!({"a": "1"}), "", "a");
        check(record(json!({"type": "integer"})), json!({"a": "12"}), json!({"a": 12}), "", "a");
        check(record(json!({"format": "date"})), json!({"a": "soon"}), json!({"a": "soon"}), "a", "");
        check(record(json!({"enum": ["on"]})), json!({"a": "string"}), json!({"a": "on"}), "", "a");
        check(record(json!({"maxLength": 1})), json!({"a": "ab"}), json!({"a": "ab"}), "a", "");
        let tree = json!({"$ref": "#/$defs/T", "$defs": {"T": {
            "type": "object", "required": ["name"],
            "properties": {"name": {"type": "string"}, "below": {"type": "array", "items": {"$ref": "#/$defs/T"}}},
        }}});
        check(
            tree,
            json!({"name": "a", "below": [{}]}),
            json!({"name": "a", "below": [{}]}),
            "below.name",
            "",
        );
        let either = json!({"anyOf": [record(json!({"const": 1})), {"type": "object", "required": ["b"]}]});
        check(either, json!({"b": 1}), json!({"b": 1}), "", "");
    }
}
