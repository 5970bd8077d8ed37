//! A schema with its definitions in a form that people can read and that stays small.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

/// What stands before the name of a definition in a reference.
pub(super) const DEFINITIONS: &str = "#/$defs/";
/// References are written out as long as the schema has no more parts than this.
const INLINE_PARTS: usize = 1_500;
/// The most parts of a schema with its definitions.
const MOST_PARTS: usize = 3_000;
/// The longest way from one part to the next without going into the value; each way is walked for every value.
const MOST_WAYS: usize = 2_000;
/// How deep a schema is read when it is too large, first try first.
const DEPTHS: [usize; 6] = [8, 6, 5, 4, 3, 2];

/// A schema that stands on its own.
pub(super) struct Compact {
    pub schema: Value,
    /// Whether deep parts were left out.
    pub is_cut: bool,
}

/// Puts root and definitions together. Definitions that refer to themselves stay in `$defs`; the others are written out.
pub(super) fn compact(mut root: Value, mut definitions: Map<String, Value>) -> Compact {
    break_circles(&mut root, &mut definitions);
    let mut inliner = Inliner { definitions: &definitions, parts: 0, stack: Vec::new(), needed: Vec::new() };
    let mut schema = inliner.written_out(&root);
    let mut kept: Map<String, Value> = Map::new();
    let mut needed = inliner.needed;
    while let Some(name) = needed.pop() {
        if let Some(definition) = definitions.get(&name).filter(|_| !kept.contains_key(&name)) {
            references(definition, &mut needed);
            kept.insert(name, definition.clone());
        }
    }
    let total = count(&schema) + kept.values().map(count).sum::<usize>();
    if total > MOST_PARTS {
        return Compact { schema: cut(&root, &definitions), is_cut: true };
    }
    if let (Value::Object(schema), false) = (&mut schema, kept.is_empty()) {
        kept.sort_keys();
        schema.insert("$defs".to_owned(), Value::Object(kept));
    }
    Compact { schema, is_cut: false }
}

/// The schema that a reference leads to, through references to references.
pub(super) fn resolved<'a>(definitions: Option<&'a Map<String, Value>>, schema: &'a Value) -> &'a Value {
    let mut schema = schema;
    for _ in 0..32 {
        let Some(name) = referred(schema) else { return schema };
        match definitions.and_then(|definitions| definitions.get(name)) {
            Some(target) => schema = target,
            None => return schema,
        }
    }
    schema
}

/// The name of the definition that a schema refers to.
pub(super) fn referred(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix(DEFINITIONS)
}

/// Whether the inner schema is about the same value or about one inside it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Inner {
    Same,
    Below,
}

/// Every schema right inside a schema.
pub(super) fn each_inner(schema: &mut Value, each: &mut dyn FnMut(&mut Value, Inner)) {
    let Some(fields) = schema.as_object_mut() else { return };
    for (key, value) in fields.iter_mut() {
        match (key.as_str(), value) {
            ("allOf" | "anyOf", Value::Array(parts)) => {
                parts.iter_mut().for_each(|part| each(part, Inner::Same));
            }
            ("not" | "if" | "then" | "else", part) => each(part, Inner::Same),
            ("items" | "additionalProperties", part) => each(part, Inner::Below),
            ("prefixItems", Value::Array(parts)) => {
                parts.iter_mut().for_each(|part| each(part, Inner::Below));
            }
            ("properties", Value::Object(parts)) => {
                parts.values_mut().for_each(|part| each(part, Inner::Below));
            }
            _ => {}
        }
    }
}

/// The same to look at.
pub(super) fn inner(schema: &Value) -> Vec<(&Value, Inner)> {
    let mut found = Vec::new();
    for (key, value) in schema.as_object().into_iter().flatten() {
        match (key.as_str(), value) {
            ("allOf" | "anyOf", Value::Array(parts)) => {
                found.extend(parts.iter().map(|part| (part, Inner::Same)));
            }
            ("not" | "if" | "then" | "else", part) => found.push((part, Inner::Same)),
            ("items" | "additionalProperties", part) => found.push((part, Inner::Below)),
            ("prefixItems", Value::Array(parts)) => {
                found.extend(parts.iter().map(|part| (part, Inner::Below)));
            }
            ("properties", Value::Object(parts)) => {
                found.extend(parts.values().map(|part| (part, Inner::Below)));
            }
            _ => {}
        }
    }
    found
}

/// Takes out the references that lead back to a schema about the very same value, which would be checked without end, and
/// those that multiply.
fn break_circles(root: &mut Value, definitions: &mut Map<String, Value>) {
    let mut ways: BTreeMap<String, usize> = BTreeMap::new();
    let mut cuts: BTreeSet<(String, String)> = BTreeSet::new();
    let names: Vec<String> = definitions.keys().cloned().collect();
    for name in names {
        count_ways(&name, definitions, &mut ways, &mut cuts, &mut Vec::new());
    }
    for (from, to) in &cuts {
        if let Some(schema) = definitions.get_mut(from) {
            cut_same(schema, to);
        }
    }
    let crowded: Vec<&String> =
        ways.iter().filter(|(_, ways)| **ways > MOST_WAYS).map(|(name, _)| name).collect();
    for name in crowded {
        definitions.insert(name.clone(), json!({}));
    }
    if !root.is_object() && !root.is_boolean() {
        *root = json!({});
    }
}

fn count_ways(
    name: &str,
    definitions: &Map<String, Value>,
    ways: &mut BTreeMap<String, usize>,
    cuts: &mut BTreeSet<(String, String)>,
    stack: &mut Vec<String>,
) -> usize {
    if let Some(known) = ways.get(name) {
        return *known;
    }
    let Some(schema) = definitions.get(name) else { return 1 };
    stack.push(name.to_owned());
    let mut next = Vec::new();
    same_references(schema, &mut next);
    let mut total = 1_usize;
    for to in next {
        // A chain as long as this is no description of anything.
        if stack.contains(&to) || stack.len() > 200 {
            cuts.insert((name.to_owned(), to));
        } else {
            total = total.saturating_add(count_ways(&to, definitions, ways, cuts, stack));
        }
    }
    stack.pop();
    ways.insert(name.to_owned(), total);
    total
}

/// The definitions that are about the same value.
fn same_references(schema: &Value, found: &mut Vec<String>) {
    found.extend(referred(schema).map(str::to_owned));
    for (part, _) in inner(schema).into_iter().filter(|(_, kind)| *kind == Inner::Same) {
        same_references(part, found);
    }
}

fn cut_same(schema: &mut Value, to: &str) {
    if referred(schema) == Some(to)
        && let Some(fields) = schema.as_object_mut()
    {
        fields.remove("$ref");
    }
    each_inner(schema, &mut |part, kind| {
        if kind == Inner::Same {
            cut_same(part, to);
        }
    });
}

fn references(schema: &Value, found: &mut Vec<String>) {
    found.extend(referred(schema).map(str::to_owned));
    inner(schema).into_iter().for_each(|(part, _)| references(part, found));
}

fn count(schema: &Value) -> usize {
    1 + inner(schema).into_iter().map(|(part, _)| count(part)).sum::<usize>()
}

struct Inliner<'a> {
    definitions: &'a Map<String, Value>,
    parts: usize,
    stack: Vec<&'a str>,
    needed: Vec<String>,
}

impl<'a> Inliner<'a> {
    fn written_out(&mut self, schema: &'a Value) -> Value {
        self.parts += 1;
        let alone = schema.as_object().is_some_and(|fields| fields.len() == 1);
        if let Some(name) = referred(schema) {
            let target = self.definitions.get_key_value(name);
            match target.filter(|_| alone && self.parts < INLINE_PARTS && self.stack.len() < 40) {
                Some((name, target)) if !self.stack.contains(&name.as_str()) => {
                    self.stack.push(name);
                    let written = self.written_out(target);
                    self.stack.pop();
                    return written;
                }
                _ => self.needed.push(name.to_owned()),
            }
        }
        let Some(fields) = schema.as_object() else { return schema.clone() };
        let fields = fields.iter().map(|(key, value)| {
            let value = match (key.as_str(), value) {
                ("allOf" | "anyOf" | "prefixItems", Value::Array(parts)) => {
                    Value::Array(parts.iter().map(|part| self.written_out(part)).collect())
                }
                ("properties", Value::Object(parts)) => Value::Object(
                    parts.iter().map(|(name, part)| (name.clone(), self.written_out(part))).collect(),
                ),
                ("not" | "if" | "then" | "else" | "items" | "additionalProperties", part) => {
                    self.written_out(part)
                }
                _ => value.clone(),
            };
            (key.clone(), value)
        });
        Value::Object(fields.collect())
    }
}

/// The schema without definitions, as deep as is possible within the limit.
fn cut(root: &Value, definitions: &Map<String, Value>) -> Value {
    for depth in DEPTHS {
        let mut parts = 0;
        let schema = shallow(root, definitions, depth, &mut parts);
        if parts <= MOST_PARTS {
            return schema;
        }
    }
    let root = resolved(Some(definitions), root);
    root.get("type").map_or_else(|| json!({}), |kind| json!({"type": kind}))
}

fn shallow(schema: &Value, definitions: &Map<String, Value>, depth: usize, parts: &mut usize) -> Value {
    *parts += 1;
    let schema = resolved(Some(definitions), schema);
    let Some(fields) = schema.as_object() else { return schema.clone() };
    if depth == 0 || *parts > MOST_PARTS {
        let kind = fields.get("type").filter(|_| fields.get("$ref").is_none());
        return kind.map_or_else(|| json!({}), |kind| json!({"type": kind}));
    }
    let fields = fields.iter().filter(|(key, _)| *key != "$ref").map(|(key, value)| {
        let value = match (key.as_str(), value) {
            ("allOf" | "anyOf" | "prefixItems", Value::Array(list)) => {
                Value::Array(list.iter().map(|part| shallow(part, definitions, depth - 1, parts)).collect())
            }
            ("properties", Value::Object(list)) => {
                let part = |(name, part): (&String, &Value)| {
                    (name.clone(), shallow(part, definitions, depth - 1, parts))
                };
                Value::Object(list.iter().map(part).collect())
            }
            ("not" | "if" | "then" | "else", _) => json!({}),
            ("items" | "additionalProperties", part) => shallow(part, definitions, depth - 1, parts),
            _ => value.clone(),
        };
        (key.clone(), value)
    });
    // `not` of everything would refuse everything.
    Value::Object(fields.filter(|(key, _)| !matches!(key.as_str(), "not" | "if" | "then" | "else")).collect())
}
