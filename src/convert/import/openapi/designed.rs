//! What the description says in so many words: constants, and in exports of ours the texts and inputs as they were designed.

use serde_json::{Map, Value};

use super::inputs::Inputs;
use super::shape::{effective, kind};
use super::source::Node;
use crate::convert::handed_on::{HandedOn, INPUTS, TEXT};
use crate::engine::{SECRET_PREFIX, plain};
use crate::model::{ContextVariable, Secret, Source, Text};
use crate::template::{escape, is_name, parse};

/// The notes of an operation.
pub(super) fn notes(operation: &Node<'_>) -> Vec<HandedOn> {
    let list = operation.get(INPUTS);
    let notes = list.iter().flat_map(Node::items).collect::<Vec<_>>();
    notes.iter().filter_map(|note| serde_json::from_value(note.value.clone()).ok()).collect()
}

impl Inputs<'_> {
    /// Takes over the inputs that the notes declare, with the facts that they come from; returns the keys.
    pub fn declare(&mut self, notes: Vec<HandedOn>) -> Vec<Secret> {
        let mut secrets = Vec::new();
        for note in notes {
            match note {
                HandedOn::Input { input, privacy, .. } => {
                    let mut input = *input;
                    if !is_name(&input.name) || self.list.iter().any(|known| known.name == input.name) {
                        continue;
                    }
                    if let Source::Context { name } = &mut input.source {
                        let clashes = |name: &str| {
                            self.context
                                .iter()
                                .any(|fact| fact.name == name && fact.value_type != input.value_type)
                        };
                        *name = super::words::free(name, clashes);
                        if !self.context.iter().any(|fact| fact.name == *name) {
                            self.context.push(ContextVariable {
                                name: name.clone(),
                                label: input.label.clone(),
                                value_type: input.value_type,
                                example: input.example.clone(),
                                privacy,
                                ..ContextVariable::default()
                            });
                        }
                    }
                    self.list.push(input);
                }
                HandedOn::Secret { name, .. } if is_name(&format!("{SECRET_PREFIX}{name}")) => {
                    secrets.push(Secret { name: name.clone(), ..Secret::default() });
                    self.keys.push(name);
                }
                HandedOn::Secret { .. } => {}
            }
        }
        secrets
    }

    /// The text that a schema holds as it was designed, when everything in it is known.
    pub fn designed(&self, schema: &Value) -> Option<Text> {
        let text = schema.get(TEXT)?.as_str()?;
        let parsed = parse(text).ok()?;
        let is_known = |name: &str| match name.strip_prefix(SECRET_PREFIX) {
            Some(secret) => self.keys.iter().any(|known| known == secret),
            None => self.list.iter().any(|input| input.name == name),
        };
        parsed.chips().all(|chip| is_known(chip.name())).then(|| Text(text.to_owned()))
    }

    /// The text for a value that stands in an address, a header or a form and needs no input: designed, or constant.
    pub fn fixed(&self, root: &Value, schema: &Value, is_encoded: fn(&str) -> String) -> Option<Text> {
        if let Some(text) = self.designed(schema) {
            return Some(text);
        }
        let shape = effective(root, schema);
        let only =
            only_value(&shape).filter(|only| !only.is_null() && !only.is_array() && !only.is_object())?;
        Some(Text(escape(&is_encoded(&plain(only)))))
    }

    /// The texts of a list of exactly these items, when each is known.
    pub fn fixed_items(
        &self,
        root: &Value,
        schema: &Value,
        is_encoded: fn(&str) -> String,
    ) -> Option<Vec<Text>> {
        let shape = effective(root, schema);
        exact_items(&shape)?.iter().map(|item| self.fixed(root, item, is_encoded)).collect()
    }
}

/// The only value that a schema allows; before 3.1 that is a choice of one.
pub(super) fn only_value(shape: &Map<String, Value>) -> Option<&Value> {
    let choices = shape.get("enum").and_then(Value::as_array);
    shape.get("const").or_else(|| choices.filter(|choices| choices.len() == 1)?.first())
}

/// The items of a list that has exactly as many as it has schemas for.
pub(super) fn exact_items(shape: &Map<String, Value>) -> Option<&Vec<Value>> {
    let items = shape.get("prefixItems")?.as_array()?;
    let is_exact = ["minItems", "maxItems"]
        .iter()
        .all(|key| shape.get(*key).and_then(Value::as_u64) == u64::try_from(items.len()).ok());
    (is_exact && kind(shape) == Some("array")).then_some(items)
}

/// A constant as it stands in a text that is sent as it is.
pub(super) fn as_it_is(text: &str) -> String {
    text.to_owned()
}

/// A constant as it stands in a query or form, where a percent sign or a plus would mean something else.
pub(super) fn in_list(text: &str) -> String {
    text.replace('%', "%25").replace('+', "%2B")
}
