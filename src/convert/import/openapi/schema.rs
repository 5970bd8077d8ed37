//! Schemas of every version as one dialect: JSON Schema 2020-12, on its own, with `$defs` for what is referred to.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Map, Value, json};

use super::compact;
use super::keywords;
use super::remarks::Remarks;
use super::source::{Node, Source};
use crate::convert::handed_on::ITEMS;

/// Schemas that are read for one request or answer; GitHub's largest answer has about 4,000.
const MOST_PARTS: usize = 20_000;
/// Levels of nesting without references.
const MOST_LEVELS: usize = 100;

/// Which way a document travels: fields may be read-only or write-only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// To the system: read-only fields are left out.
    Request,
    /// From the system: write-only fields are left out, and what is unknown is allowed.
    Response,
}

/// The schema at a node as JSON Schema 2020-12, bounded in size. Titles, descriptions, defaults and examples are still in it.
pub(super) fn convert(
    source: &Source,
    node: &Node<'_>,
    direction: Direction,
    remarks: &mut Remarks,
) -> Value {
    let mut converter =
        Converter { source, direction, remarks, names: BTreeMap::new(), queue: VecDeque::new(), parts: 0 };
    let root = converter.schema(node, 0);
    let mut definitions = Map::new();
    while let Some((name, target)) = converter.queue.pop_front() {
        let schema = converter.schema(&target, 0);
        definitions.insert(name, schema);
    }
    if converter.parts >= MOST_PARTS {
        let title = "The schema is too large to be read whole".to_owned();
        converter.remarks.warning("schema_too_large", title, "Check the fields by hand", &node.pointer);
    }
    let compact = compact::compact(root, definitions);
    if compact.is_cut {
        let title = "The schema is very large; deep parts of it are not checked".to_owned();
        remarks.hint("schema_cut", title, "Nothing has to be done; add what matters by hand", &node.pointer);
    }
    compact.schema
}

struct Converter<'a, 'r> {
    source: &'a Source,
    direction: Direction,
    remarks: &'r mut Remarks,
    /// The names of what is referred to, by pointer.
    names: BTreeMap<String, String>,
    queue: VecDeque<(String, Node<'a>)>,
    parts: usize,
}

impl<'a> Converter<'a, '_> {
    fn schema(&mut self, node: &Node<'a>, level: usize) -> Value {
        self.parts += 1;
        if self.parts >= MOST_PARTS || level > MOST_LEVELS {
            return json!({});
        }
        match node.value {
            Value::Bool(allows) => Value::Bool(*allows),
            Value::Object(_) => match node.text("$ref") {
                Some(reference) => self.reference(reference, node, level),
                None => self.record(node, level),
            },
            _ => json!({}),
        }
    }

    fn reference(&mut self, reference: &str, node: &Node<'a>, level: usize) -> Value {
        let target = self.source.target(reference).and_then(|target| self.source.follow(target));
        let found = match target {
            Ok(target) => {
                let name = self.name_of(target);
                json!({"$ref": format!("#/$defs/{name}")})
            }
            Err(broken) => {
                self.remarks.broken(&broken, &node.pointer);
                return json!({});
            }
        };
        if node.is_true("nullable") || node.is_true("x-nullable") {
            return json!({"anyOf": [found, {"type": "null"}]});
        }
        // Only since 3.1 what stands beside a reference counts.
        if self.source.dialect != super::dialect::Dialect::OpenApi31 {
            return found;
        }
        match (self.record(node, level), found) {
            (Value::Object(mut beside), Value::Object(found)) if !beside.is_empty() => {
                beside.extend(found);
                Value::Object(beside)
            }
            (_, found) => found,
        }
    }

    /// The name under `$defs` of what is referred to; it is read later, so that a long chain needs no deep stack.
    fn name_of(&mut self, target: Node<'a>) -> String {
        if let Some(name) = self.names.get(&target.pointer) {
            return name.clone();
        }
        let last = target.pointer.rsplit('/').next().unwrap_or_default();
        let plain: String =
            last.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')).collect();
        let plain = if plain.is_empty() { "part".to_owned() } else { plain };
        let name = super::words::free(&plain, |name| self.names.values().any(|taken| taken == name));
        self.names.insert(target.pointer.clone(), name.clone());
        self.queue.push_back((name.clone(), target));
        name
    }

    fn record(&mut self, node: &Node<'a>, level: usize) -> Value {
        let mut schema = keywords::of(node.value);
        let below = level + 1;
        let mut properties = Map::new();
        let mut left_out = Vec::new();
        if let Some(fields) = node.get("properties") {
            for (name, field) in fields.entries() {
                if self.is_left_out(&field) {
                    left_out.push(name);
                } else {
                    properties.insert(name.to_owned(), self.schema(&field, below));
                }
            }
        }
        if let Some(Value::Array(required)) = schema.get_mut("required") {
            required.retain(|name| !left_out.iter().any(|out| name.as_str() == Some(*out)));
        }
        schema
            .retain(|key, value| key != "required" || value.as_array().is_some_and(|list| !list.is_empty()));
        if !properties.is_empty() {
            schema.insert("properties".to_owned(), Value::Object(properties));
        }
        self.inside(node, &mut schema, below);
        self.alternatives(node, &mut schema, below);
        keywords::allow_null(node.value, &mut schema);
        Value::Object(schema)
    }

    /// Items and further fields.
    fn inside(&mut self, node: &Node<'a>, schema: &mut Map<String, Value>, level: usize) {
        if let Some(items) = node.get("items") {
            if items.value.is_array() {
                let list: Vec<_> = items.items().map(|item| self.schema(&item, level)).collect();
                schema.insert("prefixItems".to_owned(), Value::Array(list));
            } else {
                schema.insert("items".to_owned(), self.schema(&items, level));
            }
        }
        let each = node.get("prefixItems").or_else(|| node.get(ITEMS));
        if let Some(items) = each.filter(|items| items.value.is_array()) {
            let list: Vec<_> = items.items().map(|item| self.schema(&item, level)).collect();
            schema.insert("prefixItems".to_owned(), Value::Array(list));
        }
        // A field that is new in an answer must not make it malformed, so `false` is not taken over.
        if let Some(further) = node.get("additionalProperties").filter(|further| further.value.is_object()) {
            let further = self.schema(&further, level);
            schema.insert("additionalProperties".to_owned(), further);
        }
    }

    fn alternatives(&mut self, node: &Node<'a>, schema: &mut Map<String, Value>, level: usize) {
        for key in ["allOf", "anyOf", "oneOf"] {
            let Some(parts) =
                node.get(key).filter(|parts| parts.value.as_array().is_some_and(|it| !it.is_empty()))
            else {
                continue;
            };
            let parts: Vec<_> = parts.items().map(|part| self.schema(&part, level)).collect();
            // Alternatives of real descriptions overlap; that exactly one fits would refuse good answers.
            let key = if key == "oneOf" { "anyOf" } else { key };
            match schema.get_mut(key) {
                Some(Value::Array(known)) if key == "anyOf" => {
                    let both = json!([{"anyOf": known.clone()}, {"anyOf": parts}]);
                    schema.remove("anyOf");
                    schema.insert("allOf".to_owned(), both);
                }
                Some(Value::Array(known)) => known.extend(parts),
                _ => {
                    schema.insert(key.to_owned(), Value::Array(parts));
                }
            }
        }
        for key in ["not", "if", "then", "else"] {
            if let Some(part) = node.get(key).filter(|part| part.value.is_object()) {
                let part = self.schema(&part, level);
                schema.insert(key.to_owned(), part);
            }
        }
    }

    fn is_left_out(&self, field: &Node<'a>) -> bool {
        let key = match self.direction {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
        };
        field.is_true(key) || self.source.follow(field.clone()).is_ok_and(|target| target.is_true(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::import::openapi::dialect::Dialect;

    fn converted(dialect: Dialect, direction: Direction, schema: Value, others: Value) -> Value {
        let source = Source { root: json!({"schema": schema, "components": {"schemas": others}}), dialect };
        let node = source.top().get("schema").unwrap();
        convert(&source, &node, direction, &mut Remarks::default())
    }

    #[test]
    fn dialects_become_one() {
        let check = |schema: Value, expect: Value| {
            assert_eq!(converted(Dialect::OpenApi30, Direction::Response, schema, json!({})), expect);
        };
        check(json!({"type": "string", "nullable": true}), json!({"type": ["string", "null"]}));
        check(
            json!({"type": "string", "enum": ["a"], "nullable": true}),
            json!({"type": ["string", "null"], "enum": ["a", null]}),
        );
        check(json!({"minimum": 1, "exclusiveMinimum": true}), json!({"exclusiveMinimum": 1}));
        check(json!({"minimum": 1, "exclusiveMinimum": false}), json!({"minimum": 1}));
        check(json!({"type": "integer", "format": "int64", "x-a": 1}), json!({"type": "integer"}));
        check(json!({"type": "uuid"}), json!({"type": "string"}));
        check(json!({"type": "string", "enum": [1, true]}), json!({"type": "string", "enum": ["1", "true"]}));
        check(
            json!({"type": "object", "required": ["a", "a"]}),
            json!({"type": "object", "required": ["a"]}),
        );
        check(json!({"type": "string", "required": true, "minLength": -1}), json!({"type": "string"}));
        check(json!({"oneOf": [{"type": "string"}, {}]}), json!({"anyOf": [{"type": "string"}, {}]}));
        check(json!({"type": "object", "additionalProperties": false}), json!({"type": "object"}));
        check(json!([1]), json!({}));
    }

    #[test]
    fn fields_of_the_other_way_are_left_out() {
        let schema = json!({"required": ["id", "key", "name"], "properties": {
            "id": {"type": "string", "readOnly": true}, "key": {"type": "string", "writeOnly": true}, "name": {},
        }});
        let keys = |direction| {
            let schema = converted(Dialect::OpenApi30, direction, schema.clone(), json!({}));
            let names = schema["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
            (names.join(" "), schema["required"].to_string())
        };
        assert_eq!(keys(Direction::Request), ("key name".to_owned(), r#"["key","name"]"#.to_owned()));
        assert_eq!(keys(Direction::Response), ("id name".to_owned(), r#"["id","name"]"#.to_owned()));
    }

    #[test]
    fn references_are_inlined_and_circles_kept() {
        let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        let others = json!({
            "Tree": {"type": "object", "properties": {"name": {"type": "string"}, "left": reference("Tree")}},
            "Alias": reference("Name"), "Name": {"type": "string"},
            "Self": {"allOf": [reference("Self"), {"type": "object"}]},
            "Round": reference("Trip"), "Trip": reference("Round"),
        });
        let check = |schema: Value, expect: Value| {
            let schema = converted(Dialect::OpenApi30, Direction::Response, schema, others.clone());
            assert_eq!(schema, expect);
            crate::engine::Contract::new(&schema).unwrap().problems(&json!({"left": {"name": "x"}}));
        };
        check(reference("Alias"), json!({"type": "string"}));
        check(reference("Round"), json!({}));
        check(
            reference("Tree"),
            json!({
                "type": "object",
                "properties": {"name": {"type": "string"}, "left": {"$ref": "#/$defs/Tree"}},
                "$defs": {"Tree": {
                    "type": "object", "properties": {"name": {"type": "string"}, "left": {"$ref": "#/$defs/Tree"}},
                }},
            }),
        );
        check(reference("Self"), json!({"allOf": [{}, {"type": "object"}]}));
    }
}
