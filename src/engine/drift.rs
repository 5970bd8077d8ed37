//! Whether a live answer is still what the contract says, and who notices when it is not.

use serde::Serialize;
use serde_json::{Map, Value};

use super::uses::outcomes_using;
use super::{Contract, Path};
use crate::model::{Integration, Output};

/// One difference between the contract and a live answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The field, as a path a person can read: `items[].price`.
    pub path: String,
    /// What became of it.
    pub kind: ChangeKind,
    /// The difference as a sentence without a full stop.
    pub sentence: String,
    /// The outputs that are taken from the field or from inside it, by name.
    pub outputs: Vec<String>,
    /// The outcomes whose rule or reply uses one of those outputs, by id; `fallback` for the fallback reply.
    pub outcomes: Vec<String>,
}

/// What became of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// The contract asks for it, or a required output is taken from it, and it is not there.
    Vanished,
    /// It is there, and the contract does not know it.
    New,
    /// Its value is not what the contract says.
    Changed,
}

/// More differences than this say no more.
const MOST_CHANGES: usize = 50;
/// References and alternatives deeper than this are not followed.
const DEEPEST: usize = 64;

/// Compares a live answer with the contract. Fields that the contract calls optional may be absent. At most fifty changes:
/// what vanished and changed first, then what is new, each in the order of the document.
///
/// The same field of many items of a list counts once.
pub fn drift(contract: &Value, live: &Value, integration: &Integration) -> Vec<Change> {
    let mut found = Vec::new();
    broken(contract, live, &mut found);
    for output in integration.outputs().filter(|output| output.required && output.default.is_none()) {
        let route = route_of_path(&output.path);
        let leads_nowhere = Path::parse(&output.path).is_ok_and(|path| path.find(live).is_empty());
        let is_known = |difference: &Difference| touches(&difference.route, &route);
        if leads_nowhere && !found.iter().any(is_known) {
            let sentence = format!("`{}` is missing", shown(&route));
            found.push(Difference { route, kind: ChangeKind::Vanished, sentence });
        }
    }
    let walk = Walk { root: contract };
    walk.new_fields(&[contract], live, &mut Vec::new(), &mut found);
    let mut changes: Vec<Change> = Vec::new();
    for difference in found {
        let path = shown(&difference.route);
        if !changes.iter().any(|known| known.path == path && known.kind == difference.kind) {
            changes.push(with_dependents(difference, path, integration));
        }
    }
    changes.truncate(MOST_CHANGES);
    changes
}

/// A part of the way to a field.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Name(String),
    /// Every item of a list.
    Items,
    /// Any number of steps: `..`.
    Anywhere,
}

struct Difference {
    route: Vec<Step>,
    kind: ChangeKind,
    sentence: String,
}

/// What vanished or changed, as far as the contract says.
fn broken(contract: &Value, live: &Value, found: &mut Vec<Difference>) {
    let Ok(contract) = Contract::new(contract) else { return };
    for breach in contract.breaches(live).take(MOST_CHANGES * 4) {
        let mut route = route_of_pointer(&breach.pointer);
        let kind = match breach.missing {
            Some(name) => {
                route.push(Step::Name(name));
                ChangeKind::Vanished
            }
            None => ChangeKind::Changed,
        };
        found.push(Difference { route, kind, sentence: breach.sentence });
    }
}

fn with_dependents(difference: Difference, path: String, integration: &Integration) -> Change {
    let depends = |output: &&Output| touches(&difference.route, &route_of_path(&output.path));
    let outputs: Vec<_> = match difference.kind {
        ChangeKind::New => Vec::new(),
        _ => integration.outputs().filter(depends).map(|output| output.name.clone()).collect(),
    };
    let all = integration.outcome_ids().into_iter().chain(["fallback".to_owned()]);
    let used: Vec<_> = outputs.iter().flat_map(|name| outcomes_using(integration, name)).collect();
    let outcomes = all.filter(|outcome| used.contains(outcome)).collect();
    Change { path, kind: difference.kind, sentence: difference.sentence, outputs, outcomes }
}

/// The way of a JSON pointer (RFC 6901); indexes stand for every item.
fn route_of_pointer(pointer: &str) -> Vec<Step> {
    let step = |part: &str| {
        let is_index = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if is_index { Step::Items } else { Step::Name(part.replace("~1", "/").replace("~0", "~")) }
    };
    pointer.split('/').skip(1).map(step).collect()
}

/// The way of a JSONPath; what is no name stands for every item.
fn route_of_path(path: &str) -> Vec<Step> {
    let mut route = Vec::new();
    let mut rest = path.trim_start_matches('$');
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("..") {
            route.push(Step::Anywhere);
            rest = if after.starts_with('[') { after } else { name(after, &mut route) };
        } else if let Some(after) = rest.strip_prefix('.') {
            rest = name(after, &mut route);
        } else if rest.starts_with('[') {
            rest = brackets(rest, &mut route);
        } else {
            rest =
                rest.trim_start_matches(char::is_whitespace).trim_start_matches(|c| !matches!(c, '.' | '['));
        }
    }
    route
}

fn name<'a>(text: &'a str, route: &mut Vec<Step>) -> &'a str {
    let end = text.find(['.', '[', ' ']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    route.push(if name == "*" { Step::Items } else { Step::Name(name.to_owned()) });
    rest
}

/// One pair of brackets, with those inside it.
fn brackets<'a>(text: &'a str, route: &mut Vec<Step>) -> &'a str {
    let mut depth = 0_usize;
    let mut quote = None;
    let end = text.char_indices().find(|(_, character)| {
        match (quote, character) {
            (Some(open), close) if open == *close => quote = None,
            (None, open @ ('\'' | '"')) => quote = Some(*open),
            (None, '[') => depth += 1,
            (None, ']') => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    let end = end.map_or(text.len(), |(index, _)| index + 1);
    let inside = text[1..end].trim_end_matches(']').trim();
    let quoted = ['\'', '"'].iter().find_map(|quote| inside.strip_prefix(*quote)?.strip_suffix(*quote));
    route.push(quoted.map_or(Step::Items, |name| Step::Name(name.to_owned())));
    &text[end..]
}

/// Whether one way leads to, or into, where the other ends.
fn touches(left: &[Step], right: &[Step]) -> bool {
    match (left, right) {
        ([], _) | (_, []) => true,
        ([Step::Anywhere, rest @ ..], other) | (other, [Step::Anywhere, rest @ ..]) => {
            rest.is_empty() || (0..=other.len()).any(|skipped| touches_inside(rest, &other[skipped..]))
        }
        ([first, left @ ..], [second, right @ ..]) => first == second && touches(left, right),
    }
}

/// As [`touches`], but a way that ends before it meets the other does not count.
fn touches_inside(rest: &[Step], other: &[Step]) -> bool {
    !other.is_empty() && touches(rest, other)
}

fn shown(route: &[Step]) -> String {
    let mut shown = String::new();
    for step in route {
        match step {
            Step::Name(name) if shown.is_empty() => shown.push_str(name),
            Step::Name(name) => shown.push_str(&format!(".{name}")),
            Step::Items => shown.push_str("[]"),
            Step::Anywhere => shown.push('…'),
        }
    }
    if shown.is_empty() { "the answer".to_owned() } else { shown }
}

/// The search for fields that the contract does not name.
struct Walk<'a> {
    root: &'a Value,
}

impl<'a> Walk<'a> {
    fn new_fields(
        &self,
        schemas: &[&'a Value],
        live: &Value,
        route: &mut Vec<Step>,
        found: &mut Vec<Difference>,
    ) {
        if found.len() > MOST_CHANGES * 4 || route.len() > DEEPEST {
            return;
        }
        let mut all = Vec::new();
        schemas.iter().for_each(|schema| self.gather(schema, 0, &mut all));
        match live {
            Value::Object(fields) => self.new_in_record(&all, fields, route, found),
            Value::Array(items) => {
                let inner: Vec<_> = all.iter().filter_map(|schema| schema.get("items")).collect();
                if inner.is_empty() {
                    return;
                }
                route.push(Step::Items);
                items.iter().for_each(|item| self.new_fields(&inner, item, route, found));
                route.pop();
            }
            _ => {}
        }
    }

    fn new_in_record(
        &self,
        schemas: &[&'a Map<String, Value>],
        fields: &Map<String, Value>,
        route: &mut Vec<Step>,
        found: &mut Vec<Difference>,
    ) {
        // A contract that names no field at all says nothing about which there are.
        if !schemas.iter().any(|schema| schema.contains_key("properties")) {
            return;
        }
        for (name, value) in fields {
            route.push(Step::Name(name.clone()));
            let inner: Vec<_> =
                schemas.iter().filter_map(|schema| schema.get("properties")?.get(name)).collect();
            if inner.is_empty() {
                let sentence = format!("`{}` is new", shown(route));
                found.push(Difference { route: route.clone(), kind: ChangeKind::New, sentence });
            } else {
                self.new_fields(&inner, value, route, found);
            }
            route.pop();
        }
    }

    /// A schema with everything that it refers to inside the same document.
    fn gather(&self, schema: &'a Value, depth: usize, all: &mut Vec<&'a Map<String, Value>>) {
        let Some(schema) = schema.as_object().filter(|_| depth < DEEPEST && all.len() < DEEPEST) else {
            return;
        };
        all.push(schema);
        let pointer = schema.get("$ref").and_then(Value::as_str).and_then(|text| text.strip_prefix('#'));
        if let Some(target) = pointer.and_then(|pointer| self.root.pointer(pointer)) {
            self.gather(target, depth + 1, all);
        }
        for keyword in ["allOf", "anyOf", "oneOf"] {
            for part in schema.get(keyword).and_then(Value::as_array).into_iter().flatten() {
                self.gather(part, depth + 1, all);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_meet() {
        let check = |changed: &str, path: &str, expect| {
            assert_eq!(touches(&route_of_pointer(changed), &route_of_path(path)), expect, "{changed} {path}");
        };
        check("/status", "$.status", true);
        check("/status", "$.state", false);
        check("/customer", "$.customer.name", true);
        check("/customer/name", "$.customer", true);
        check("/items/3/price", "$.items[*].price", true);
        check("/items/3/price", "$.items[?@.name == 'a]b'].price", true);
        check("/items/3/price", "$['items'][0]['name']", false);
        check("/a/b/c", "$..c", true);
        check("/a/b/c", "$..d", false);
        check("", "$.anything", true);
    }
}
