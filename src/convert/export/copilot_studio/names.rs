//! Where values live in a topic: names of ours as variables.

use std::collections::BTreeMap;

use crate::convert::export::Names;
use crate::convert::export::flow::{Flow, Origin, Reference};

/// The variable that holds how the run ended.
pub(super) const OUTCOME: &str = "Topic.Outcome";
/// The variable for words that are worked out.
pub(super) const WORDS: &str = "Topic.Words";
/// The variable for the answer to the question before a write.
pub(super) const CONFIRMED: &str = "Topic.Confirmed";

/// The variables of one topic.
pub(super) struct Variables {
    inputs: BTreeMap<String, String>,
    outputs: BTreeMap<String, String>,
    calls: BTreeMap<String, String>,
}

impl Variables {
    pub fn new(flow: &Flow) -> Self {
        let mut free = Names::new();
        for taken in [OUTCOME, WORDS, CONFIRMED] {
            free.give(taken.trim_start_matches("Topic."));
        }
        let mut given = |names: &mut dyn Iterator<Item = &String>, end: &str| {
            names.map(|name| (name.clone(), identifier(&free.give(&format!("{name}{end}"))))).collect()
        };
        Self {
            inputs: given(&mut flow.inputs.iter().map(|input| &input.name), ""),
            outputs: given(
                &mut flow.calls.iter().flat_map(|call| &call.outputs).map(|output| &output.name),
                "",
            ),
            calls: given(&mut flow.calls.iter().map(|call| &call.id), "_Answer"),
        }
    }

    pub fn input(&self, name: &str) -> String {
        format!("Topic.{}", known(&self.inputs, name))
    }

    pub fn output(&self, name: &str) -> String {
        format!("Topic.{}", known(&self.outputs, name))
    }

    /// The answer of a call, or something about it: `_Status`, `_Code`, `_Headers`, `_Error`.
    pub fn answer(&self, call: &str, what: &str) -> String {
        format!("Topic.{}{what}", known(&self.calls, call))
    }

    /// The variable of a whole value, without the way into it.
    pub fn of(&self, reference: &Reference) -> String {
        match &reference.origin {
            Origin::Input(name) => self.input(name),
            Origin::Output(name) => self.output(name),
            Origin::Context(name) => context(name),
            Origin::Secret(name) => secret(name),
            Origin::Item => "ThisRecord".to_owned(),
            Origin::MoreCount => "more_count".to_owned(),
        }
    }
}

fn known(names: &BTreeMap<String, String>, name: &str) -> String {
    names.get(name).cloned().unwrap_or_else(|| identifier(name))
}

/// A fact of the conversation.
pub(super) fn context(name: &str) -> String {
    format!("Global.{}", identifier(name))
}

/// A secret as environment variable.
pub(super) fn secret(name: &str) -> String {
    format!("Env.{}", identifier(name))
}

/// A name that needs no quotes in Power Fx.
pub(super) fn identifier(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if plain.starts_with(|c: char| c.is_ascii_alphabetic()) { plain } else { format!("x{plain}") }
}

/// The name of a field.
pub(super) fn field(name: &str) -> String {
    if identifier(name) == name { name.to_owned() } else { format!("'{}'", name.replace('\'', "''")) }
}
