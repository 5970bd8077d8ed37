//! What our own exports write beside a format for our own imports: inputs, keys, and texts as they were designed.

use super::Order;
use super::flow::{Chip, Flow, Origin, Piece};
use crate::convert::handed_on::HandedOn;
use crate::model::{Input, Privacy, Secret, Source, ValueType};
use crate::template;

/// What the names in a file stand for.
#[derive(Clone, Debug)]
pub(super) struct Notes {
    pub list: Vec<HandedOn>,
}

impl Notes {
    /// The inputs of a flow, each under a name that `variable` makes of its own.
    pub fn new(order: &Order<'_>, flow: &Flow, variable: fn(&str) -> String) -> Self {
        let integration = order.project.integration(&flow.id);
        let inputs = flow.inputs.iter().filter_map(|step| {
            let mut input = integration?.input(&step.name)?.clone();
            input.example.clone_from(&step.example);
            let (variable, input) = (variable(&step.name), Box::new(input));
            Some(HandedOn::Input { variable, input, privacy: step.privacy })
        });
        Self { list: inputs.collect() }
    }

    /// Adds a key.
    pub fn secret(&mut self, name: &str) {
        let note = HandedOn::Secret { variable: Secret::variable_of(name), name: name.to_owned() };
        if !self.list.contains(&note) {
            self.list.push(note);
        }
    }

    /// A fact of the conversation or a value of an earlier answer, which stands in the request itself, is an input of `name`.
    pub fn fact(&mut self, flow: &Flow, chip: &Chip, name: &str) {
        let (fact, privacy) = match &chip.reference.origin {
            Origin::Context(fact) => (fact.clone(), Privacy::by_name(fact, "")),
            Origin::Output(output) => {
                (output.clone(), flow.output(output).map_or(Privacy::None, |output| output.privacy))
            }
            _ => return,
        };
        if self.list.iter().any(|note| note.variable() == name) || !template::is_name(name) {
            return;
        }
        let input = Input {
            name: name.to_owned(),
            value_type: chip.value_type.unwrap_or(ValueType::Text),
            source: Source::Context { name: fact },
            ..Input::default()
        };
        let (variable, input) = (name.to_owned(), Box::new(input));
        self.list.push(HandedOn::Input { variable, input, privacy });
    }

    /// A text as it was designed, with chips of the inputs in these notes; adds those that it needs.
    pub fn text(&mut self, flow: &Flow, pieces: &[Piece]) -> Option<String> {
        let mut source = template::Source::default();
        for piece in pieces {
            source = match piece {
                Piece::Literal(text) => source.literal(text),
                Piece::Chip(chip) => source.chip(&self.chip(flow, chip)?),
            };
        }
        Some(source.finish())
    }

    fn chip(&mut self, flow: &Flow, chip: &Chip) -> Option<template::Chip> {
        match &chip.reference.origin {
            Origin::Input(_) => return Some(chip.designed.clone()),
            Origin::Secret(name) => {
                self.secret(name);
                return Some(chip.designed.clone());
            }
            Origin::Context(_) | Origin::Output(_) => {}
            Origin::Item | Origin::MoreCount => return None,
        }
        let name = chip.reference.name().replace(['.', '-'], "_");
        self.fact(flow, chip, &name);
        template::Chip::new(name, chip.designed.formats().to_vec()).ok()
    }
}
