//! Marks whose meaning the source itself says, as exports of ours do.

use super::draft::Draft;
use super::marked::{Piece, mark, pieces};
use crate::convert::handed_on::HandedOn;
use crate::engine::SECRET_PREFIX;
use crate::model::{ContextVariable, Source};
use crate::template::{Chip, is_name};

impl Draft<'_> {
    /// Takes over the inputs that the source declares, in their order, with the facts that they come from.
    pub fn declare(&mut self, declared: Vec<HandedOn>) {
        for note in &declared {
            let (input, privacy) = match note {
                HandedOn::Input { input, privacy, .. } => (input, privacy),
                HandedOn::Secret { variable, name } => {
                    if is_name(&format!("{SECRET_PREFIX}{name}")) {
                        self.designer.name_secret(variable, name);
                    }
                    continue;
                }
            };
            if !is_name(&input.name) || self.inputs.iter().any(|known| known.name == input.name) {
                continue;
            }
            let mut input = (**input).clone();
            if let Source::Context { name } = &input.source {
                let variable = ContextVariable {
                    name: name.clone(),
                    label: input.label.clone(),
                    value_type: input.value_type,
                    example: input.example.clone(),
                    privacy: *privacy,
                    ..ContextVariable::default()
                };
                input.source = Source::Context { name: self.designer.variable(variable, |_| false) };
            }
            self.inputs.push(input);
        }
        self.declared = declared;
    }

    /// The chip of a mark that the source declares.
    pub(super) fn declared_chip(&mut self, name: &str) -> Option<Chip> {
        let exact = self.declared.iter().find(|note| note.variable() == name);
        let note = exact.or_else(|| self.declared.iter().find(|note| note.is_meant(name)))?;
        match note {
            HandedOn::Input { input, .. } => {
                let known = self.inputs.iter().find(|known| known.name == input.name)?;
                Chip::new(known.name.clone(), Vec::new()).ok()
            }
            HandedOn::Secret { variable, .. } => {
                let marked = mark(variable, variable);
                let name = self.secret("key", &marked);
                Chip::new(format!("{SECRET_PREFIX}{name}"), Vec::new()).ok()
            }
        }
    }

    /// Whether every mark of a text stands for a value that is encoded for its place already.
    pub(super) fn is_written_for_its_place(&self, text: &str) -> bool {
        pieces(text).iter().all(|piece| match piece {
            Piece::Literal(_) => true,
            Piece::Mark { name, .. } => {
                name.ends_with("_in_query") && self.declared.iter().any(|note| note.is_meant(name))
            }
        })
    }
}
