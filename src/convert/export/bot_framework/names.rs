//! Where values live in the memory of a bot: names of ours as properties.

use std::collections::BTreeMap;

use crate::convert::export::Names;
use crate::convert::export::flow::{Flow, Origin, Reference};

/// The properties of one dialog.
pub(super) struct Properties {
    inputs: BTreeMap<String, String>,
    outputs: BTreeMap<String, String>,
    calls: BTreeMap<String, String>,
}

impl Properties {
    pub fn new(flow: &Flow) -> Self {
        let given = |names: &mut dyn Iterator<Item = &String>| {
            let mut free = Names::new();
            names.map(|name| (name.clone(), identifier(&free.give(name)))).collect()
        };
        Self {
            inputs: given(&mut flow.inputs.iter().map(|input| &input.name)),
            outputs: given(&mut flow.calls.iter().flat_map(|call| &call.outputs).map(|output| &output.name)),
            calls: given(&mut flow.calls.iter().map(|call| &call.id)),
        }
    }

    pub fn input(&self, name: &str) -> String {
        format!("dialog.inputs.{}", known(&self.inputs, name))
    }

    pub fn output(&self, name: &str) -> String {
        format!("dialog.outputs.{}", known(&self.outputs, name))
    }

    /// What the HTTP request of a call gave.
    pub fn answer(&self, call: &str) -> String {
        format!("dialog.answers.{}", known(&self.calls, call))
    }

    /// The body of a call that is put together in steps.
    pub fn body(&self, call: &str) -> String {
        format!("dialog.bodies.{}", known(&self.calls, call))
    }

    /// The property of a whole value, without the way into it.
    pub fn of(&self, reference: &Reference) -> String {
        match &reference.origin {
            Origin::Input(name) => self.input(name),
            Origin::Output(name) => self.output(name),
            Origin::Context(name) => context(name),
            Origin::Secret(name) => secret(name),
            Origin::Item => "item".to_owned(),
            Origin::MoreCount => "more_count".to_owned(),
        }
    }
}

fn known(names: &BTreeMap<String, String>, name: &str) -> String {
    names.get(name).cloned().unwrap_or_else(|| identifier(name))
}

/// A fact of the conversation: what is known about the user stays with the user, everything else with the conversation.
pub(super) fn context(name: &str) -> String {
    let parts: Vec<String> = name.split('.').map(identifier).collect();
    match parts.split_first() {
        Some((first, rest)) if first == "user" && !rest.is_empty() => parts.join("."),
        _ => format!("conversation.{}", parts.join(".")),
    }
}

/// A secret in the settings of the bot.
pub(super) fn secret(name: &str) -> String {
    format!("settings.secrets.{}", identifier(name))
}

/// A name that expressions can have after a dot.
pub(super) fn identifier(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if plain.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') { plain } else { format!("_{plain}") }
}
