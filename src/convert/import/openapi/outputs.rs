//! The values that are worth taking from an answer.

use serde_json::{Map, Value};

use super::inputs::value_type;
use super::shape::{effective, is_nullable, kind, kinds, required};
use super::words::{first_lower, free, label, name};
use crate::engine::is_of_kind;
use crate::model::{Output, Privacy, ValueType, words};

/// Values that are taken.
const MOST: usize = 10;
/// Levels that are looked into.
const MOST_LEVELS: usize = 4;
/// Records that only wrap the answer; their names say nothing.
const WRAPPERS: [&str; 9] =
    ["data", "result", "response", "attributes", "payload", "body", "item", "value", "record"];
/// Names that customers ask about, most telling first.
const TELLING: [&str; 16] = [
    "status",
    "state",
    "name",
    "title",
    "number",
    "total",
    "amount",
    "price",
    "balance",
    "date",
    "message",
    "description",
    "id",
    "email",
    "quantity",
    "count",
];
/// Names of what machines need.
const TECHNICAL: [&str; 12] =
    ["url", "uri", "href", "link", "links", "etag", "hash", "self", "uuid", "token", "version", "metadata"];

/// The outputs of a call whose answer keeps `contract`; `sample` is such an answer, `about` what it is about.
pub(super) fn outputs(contract: &Value, sample: &Value, about: &str, taken: &[String]) -> Vec<Output> {
    let mut finder = Finder { root: contract, sample, about, found: Vec::new() };
    let top = Spot { path: "$".to_owned(), names: Vec::new(), value: Some(sample), required: true };
    finder.look(contract, &top, 0);
    let mut found = finder.found;
    let mut ranks: Vec<usize> = found.iter().map(|found| found.rank).collect();
    ranks.sort_unstable();
    let limit = ranks.get(MOST).copied().unwrap_or(usize::MAX);
    found.retain(|found| found.rank < limit);
    let mut outputs: Vec<Output> = Vec::new();
    for mut candidate in found.into_iter().take(MOST) {
        let is_taken =
            |name: &str| taken.iter().any(|known| known == name) || outputs.iter().any(|it| it.name == name);
        if is_taken(&candidate.output.name) {
            let other = format!("answered_{}", candidate.output.name);
            candidate.output.name = free(&other, is_taken);
        }
        outputs.push(candidate.output);
    }
    outputs
}

struct Found {
    output: Output,
    /// The lower the better.
    rank: usize,
}

/// A place in the answer.
struct Spot<'a> {
    path: String,
    names: Vec<String>,
    value: Option<&'a Value>,
    required: bool,
}

struct Finder<'a> {
    root: &'a Value,
    sample: &'a Value,
    about: &'a str,
    found: Vec<Found>,
}

impl<'a> Finder<'a> {
    fn look(&mut self, schema: &Value, spot: &Spot<'a>, level: usize) {
        let shape = effective(self.root, schema);
        let kinds = kinds(&shape);
        if kinds.len() > 1 {
            return;
        }
        match kind(&shape).or_else(|| spot.value.map(super::shape::kind_of)) {
            Some("object") => self.record(&shape, spot, level),
            Some("array") => self.list(spot, level),
            Some("null") | None => {}
            Some(_) => self.scalar(&shape, spot, level),
        }
    }

    fn record(&mut self, shape: &Map<String, Value>, spot: &Spot<'a>, level: usize) {
        if level >= MOST_LEVELS {
            return;
        }
        let nothing = Map::new();
        let properties = shape.get("properties").and_then(Value::as_object).unwrap_or(&nothing);
        let needed = required(shape);
        for (name, schema) in properties {
            let value = spot.value.and_then(|value| value.get(name)).filter(|value| !value.is_null());
            let is_needed =
                needed.contains(&name.as_str()) && !is_nullable(self.root, schema) && value.is_some();
            let mut names = spot.names.clone();
            names.push(name.clone());
            let path = format!("{}{}", spot.path, step(name));
            self.look(schema, &Spot { path, names, value, required: spot.required && is_needed }, level + 1);
        }
    }

    /// A list near the top is said as a list.
    fn list(&mut self, spot: &Spot<'a>, level: usize) {
        let has_items = spot.value.and_then(Value::as_array).is_some_and(|items| !items.is_empty());
        if level > 2 || !has_items {
            return;
        }
        let last = spot.names.last().map_or("entries", String::as_str);
        let output = Output {
            name: name(last, "entries"),
            label: first_lower(&label(last)),
            path: spot.path.clone(),
            value_type: ValueType::List,
            required: spot.required && std::ptr::eq(spot.value.unwrap_or(&Value::Null), self.sample),
            ..Output::default()
        };
        self.found.push(Found { output, rank: self.found.len() + level * 20 });
    }

    fn scalar(&mut self, shape: &Map<String, Value>, spot: &Spot<'a>, level: usize) {
        let mut kind = value_type(shape, true);
        if let Some(value) = spot.value {
            let fits = |kind: ValueType| is_of_kind(value, kind);
            if !fits(kind) {
                let Some(other) =
                    [ValueType::Text, ValueType::Number, ValueType::Boolean].into_iter().find(|it| fits(*it))
                else {
                    return;
                };
                kind = other;
            }
        }
        let plain: Vec<&str> = spot
            .names
            .iter()
            .map(String::as_str)
            .filter(|name| !WRAPPERS.contains(&name.to_lowercase().as_str()))
            .collect();
        let last = spot.names.last().map_or("answer", String::as_str);
        let joined = if plain.is_empty() { last.to_owned() } else { plain.join("_") };
        let parent = plain.len().checked_sub(2).map_or(self.about, |index| plain[index]);
        let output = Output {
            name: name(&joined, "answer"),
            label: first_lower(&label(&joined)),
            path: spot.path.clone(),
            value_type: kind,
            required: spot.required,
            format: format(kind, last, shape),
            privacy: Privacy::by_name(last, parent),
            ..Output::default()
        };
        let rank = rank(last, level, spot.required) + self.found.len();
        self.found.push(Found { output, rank });
    }
}

/// Telling, required and near the top comes first; the position decides between equals.
fn rank(name: &str, level: usize, is_required: bool) -> usize {
    let words = words(name);
    let is = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let telling = TELLING.iter().position(|word| words.last().is_some_and(|last| last == word));
    let by_name = match telling {
        _ if is(&TECHNICAL) => 400,
        Some(position) => position * 4,
        None => 120,
    };
    by_name + level * 60 + if is_required { 0 } else { 30 }
}

/// `.name`, or `['first name']` (RFC 9535 §2.3.1).
pub(super) fn step(name: &str) -> String {
    let is_plain = name.chars().next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if is_plain {
        return format!(".{name}");
    }
    let mut quoted = String::new();
    for character in name.chars() {
        match character {
            '\'' | '\\' => quoted.extend(['\\', character]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    format!("['{quoted}']")
}

fn format(kind: ValueType, name: &str, shape: &Map<String, Value>) -> String {
    let is_money = words(name).iter().any(|word| {
        matches!(
            word.as_str(),
            "price" | "amount" | "total" | "cost" | "fee" | "balance" | "subtotal" | "tax"
        )
    });
    let is_whole_money = kind == ValueType::Number && is_money && shape.get("format").is_none();
    match kind {
        ValueType::Date => r#"date("long")"#.to_owned(),
        ValueType::DateTime => r#"datetime("long")"#.to_owned(),
        ValueType::Boolean => r#"yesno("yes", "no")"#.to_owned(),
        ValueType::Number if is_whole_money => "number(2)".to_owned(),
        _ => String::new(),
    }
}
