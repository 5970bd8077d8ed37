//! What is different between two versions of a project, in words for people: one sentence a change, each with its place.
//!
//! Both versions are compared in the form of the file, field by field, with a vocabulary that says what each field is called and
//! how its value is read. A field that the vocabulary does not know is still compared and named: whatever differs has a sentence.

mod items;
mod messages;
mod vocabulary;
mod words;

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::model::{Integration, Part, Place, Project};
use vocabulary::{Field, INTEGRATIONS, Kind, PROJECT};
use words::{Pair, capital, in_words};

/// One thing that is different.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Changed {
    /// Where: in the newer version, unless it is gone there.
    pub place: Place,
    /// What became of it.
    pub kind: ChangedKind,
    /// The sentence, without a full stop.
    pub sentence: String,
}

/// What became of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangedKind {
    /// It was not there before.
    New,
    /// It is there no more.
    Gone,
    /// It is another.
    Other,
    /// It has another name.
    Renamed,
    /// It stands elsewhere.
    Moved,
}

/// What is different in `new`, in the order of the file; empty exactly when both are the same.
pub fn diff(old: &Project, new: &Project) -> Vec<Changed> {
    let names = Names { old, new, integration: None };
    let mut walk = Walk { names, found: Vec::new() };
    let spot = Spot { place: Place::default(), subject: "the project".to_owned() };
    let (shell_old, shell_new) = (without_integrations(old), without_integrations(new));
    walk.record(&spot, PROJECT, &shell_old, &shell_new);
    walk.integrations(old, new);
    walk.found
}

/// The integrations are compared apart: those that are the same object cost nothing.
fn without_integrations(project: &Project) -> Map<String, Value> {
    let shell = Project { integrations: Vec::new(), ..project.clone() };
    object(serde_json::to_value(shell).unwrap_or_default())
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// Where a comparison is, and what it is called there.
#[derive(Clone)]
struct Spot {
    place: Place,
    /// "the call to CRM", "Reply for Slow".
    subject: String,
}

impl Spot {
    fn part(&self, part: Part, subject: String) -> Self {
        let place = Place { part, field: String::new(), ..self.place.clone() };
        Self { place, subject }
    }

    /// A field of the same thing.
    fn field(&self, key: &str, words: &str) -> Self {
        let place = if self.place.field.is_empty() {
            Place { field: key.to_owned(), ..self.place.clone() }
        } else {
            self.place.clone()
        };
        let subject = if words.is_empty() {
            self.subject.clone()
        } else if self.subject.starts_with("Reply") || self.subject.starts_with("Fallback") {
            format!("{}, {words}", self.subject)
        } else {
            format!("{words} of {}", self.subject)
        };
        Self { place, subject }
    }
}

/// Where names are looked up.
#[derive(Clone, Copy)]
struct Names<'a> {
    old: &'a Project,
    new: &'a Project,
    integration: Option<(&'a Integration, &'a Integration)>,
}

impl Names<'_> {
    fn connection(&self, id: &str) -> String {
        let found = self.new.connection(id).or_else(|| self.old.connection(id));
        found
            .map(|found| &found.name)
            .filter(|name| !name.is_empty())
            .cloned()
            .unwrap_or_else(|| id.to_owned())
    }

    fn outcome(&self, id: &str) -> String {
        let Some((old, new)) = self.integration else { return id.to_owned() };
        match new.outcome_name(id) {
            name if name == id => old.outcome_name(id).to_owned(),
            name => name.to_owned(),
        }
    }
}

struct Walk<'a> {
    names: Names<'a>,
    found: Vec<Changed>,
}

impl Walk<'_> {
    fn push(&mut self, spot: &Spot, kind: ChangedKind, sentence: String) {
        self.found.push(Changed { place: spot.place.clone(), kind, sentence });
    }

    /// Every field of a record: the known ones in their order, then all others.
    fn record(&mut self, spot: &Spot, fields: &[Field], old: &Map<String, Value>, new: &Map<String, Value>) {
        for field in fields {
            self.value(
                &spot.field(field.key, field.words),
                &field.kind,
                old.get(field.key),
                new.get(field.key),
            );
        }
        let known = |key: &&String| !fields.iter().any(|field| field.key == key.as_str());
        let others = old.keys().chain(new.keys().filter(|key| !old.contains_key(*key))).filter(known);
        for key in others {
            let words = format!("“{key}”");
            self.value(&spot.field(key, &words), &Kind::Plain, old.get(key), new.get(key));
        }
    }

    /// One value. Whatever its kind finds, a difference never stays without a sentence.
    fn value(&mut self, spot: &Spot, kind: &Kind, old: Option<&Value>, new: Option<&Value>) {
        if old == new {
            return;
        }
        let before = self.found.len();
        match kind {
            Kind::Record(fields) => {
                if let (Some(Value::Object(old)), Some(Value::Object(new))) = (old, new) {
                    self.record(spot, fields, old, new);
                } else if let Some(noun) = spot.subject.strip_prefix("the ") {
                    self.appeared(spot, noun, old.is_some(), new.is_some());
                }
            }
            Kind::Items(items) => self.items(spot, items, list(old), list(new)),
            Kind::Messages => self.messages(spot, list(old), list(new)),
            Kind::Localized => self.by_name(spot, &Kind::Text, old, new, |tag| format!("in “{tag}”")),
            Kind::Reply => {
                let inner = spot.part(Part::Reply("fallback".to_owned()), "Fallback reply".to_owned());
                self.reply(&inner, old, new);
            }
            Kind::Buttons(noun) => self.choices(spot, noun, old, new),
            Kind::Replies => self.replies(spot, old, new),
            Kind::Named(kind, words) => {
                self.by_name(spot, kind, old, new, |name| format!("{words} “{name}”"));
            }
            Kind::Json => self.json(spot, old, new),
            _ => {}
        }
        if self.found.len() == before {
            self.simple(spot, kind, old, new);
        }
    }

    /// A value that is read as a whole.
    fn simple(&mut self, spot: &Spot, kind: &Kind, old: Option<&Value>, new: Option<&Value>) {
        let subject = capital(&spot.subject);
        match (old.filter(|old| !is_blank(old)), new.filter(|new| !is_blank(new))) {
            (Some(old), Some(new)) => {
                let pair = Pair::of(&self.names, kind, old, new);
                self.push(spot, ChangedKind::Other, format!("{subject}: {pair}"));
            }
            (None, Some(new)) => {
                let words = in_words(&self.names, kind, new);
                self.push(spot, ChangedKind::New, format!("{subject} is new: {words}"));
            }
            (Some(old), None) => {
                let words = in_words(&self.names, kind, old);
                self.push(spot, ChangedKind::Gone, format!("{subject} is gone; it was {words}"));
            }
            (None, None) => self.push(spot, ChangedKind::Other, format!("{subject} is empty in another way")),
        }
    }

    fn appeared(&mut self, spot: &Spot, noun: &str, before: bool, after: bool) {
        match (before, after) {
            (false, true) => self.push(spot, ChangedKind::New, format!("The {noun} is new")),
            (true, false) => self.push(spot, ChangedKind::Gone, format!("The {noun} is gone")),
            _ => {}
        }
    }

    /// A map from names to values of one kind.
    fn by_name(
        &mut self,
        spot: &Spot,
        kind: &Kind,
        old: Option<&Value>,
        new: Option<&Value>,
        words: impl Fn(&str) -> String,
    ) {
        let none = Map::new();
        let fields = |value: Option<&'_ Value>| value.and_then(Value::as_object).cloned();
        let (old, new) = (fields(old).unwrap_or_else(|| none.clone()), fields(new).unwrap_or(none));
        let single = old.len().max(new.len()) == 1 && old.keys().eq(new.keys());
        for key in old.keys().chain(new.keys().filter(|key| !old.contains_key(*key))) {
            let subject = match (kind, single) {
                (Kind::Text, true) => spot.subject.clone(),
                _ => format!("{}, {}", spot.subject, words(key)),
            };
            let inner = Spot { place: spot.place.clone(), subject };
            self.value(&inner, kind, old.get(key), new.get(key));
        }
    }

    fn replies(&mut self, spot: &Spot, old: Option<&Value>, new: Option<&Value>) {
        let none = Map::new();
        let fields = |value: Option<&'_ Value>| value.and_then(Value::as_object).cloned();
        let (old, new) = (fields(old).unwrap_or_else(|| none.clone()), fields(new).unwrap_or(none));
        for id in old.keys().chain(new.keys().filter(|id| !old.contains_key(*id))) {
            let subject = format!("Reply for {}", self.names.outcome(id));
            let inner = spot.part(Part::Reply(id.clone()), subject);
            self.reply(&inner, old.get(id), new.get(id));
        }
    }

    /// A tree of any shape, leaf by leaf.
    fn json(&mut self, spot: &Spot, old: Option<&Value>, new: Option<&Value>) {
        match (old, new) {
            (Some(Value::Object(left)), Some(Value::Object(right))) => {
                for key in left.keys().chain(right.keys().filter(|key| !left.contains_key(*key))) {
                    let inner =
                        Spot { place: spot.place.clone(), subject: format!("{} › {key}", spot.subject) };
                    self.value(&inner, &Kind::Json, left.get(key), right.get(key));
                }
            }
            (Some(Value::Array(left)), Some(Value::Array(right))) => {
                for index in 0..left.len().max(right.len()) {
                    let inner = Spot {
                        place: spot.place.clone(),
                        subject: format!("{} › {}", spot.subject, index + 1),
                    };
                    self.value(&inner, &Kind::Json, left.get(index), right.get(index));
                }
            }
            _ => {}
        }
    }

    fn integrations(&mut self, old: &Project, new: &Project) {
        let same =
            |left: &Arc<Integration>, right: &Arc<Integration>| Arc::ptr_eq(left, right) || left == right;
        let shared = old.integrations.len() == new.integrations.len()
            && old.integrations.iter().zip(&new.integrations).all(|(left, right)| same(left, right));
        if shared {
            return;
        }
        let value = |each: &Arc<Integration>| serde_json::to_value(each.as_ref()).unwrap_or_default();
        let (left, right): (Vec<_>, Vec<_>) =
            (old.integrations.iter().map(value).collect(), new.integrations.iter().map(value).collect());
        let spot = Spot { place: Place::default(), subject: "the project".to_owned() };
        self.items(&spot, &INTEGRATIONS, &left, &right);
    }
}

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// What a person would call nothing.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}
