//! Changes of the step *Needs*.

use super::{Change, NewInput, free_name};
use crate::engine::rename_fact;
use crate::model::{ContextVariable, Input, Integration, Part, Privacy, Source, ValueType};
use crate::state::{Notice, State};

impl State {
    pub(super) fn change_needs(&mut self, change: &Change) -> &'static str {
        match change {
            Change::AddInput(new) => {
                self.add_input(new);
                "New fact that is needed"
            }
            Change::DeleteInput(name) => {
                self.delete_input(name);
                "Deletion of a fact that is needed"
            }
            Change::MoveInput { input, to } => {
                let Some(integration) = self.chosen_mut() else { return "" };
                if let Some(from) = integration.inputs.iter().position(|each| each.name == *input) {
                    let moved = integration.inputs.remove(from);
                    integration.inputs.insert((*to).min(integration.inputs.len()), moved);
                }
                "New order of what is needed"
            }
            Change::FromNewFact { input } => {
                let fact = self.new_fact();
                let Some(integration) = self.chosen_mut() else { return "" };
                if let Some(input) = integration.inputs.iter_mut().find(|each| each.name == *input) {
                    input.source = Source::Context { name: fact.name.clone() };
                    input.value_type = fact.value_type;
                }
                self.project.context.push(fact);
                "New customer fact"
            }
            Change::RenameFact { from, to } => {
                self.rename_fact(from, to);
                "New name of a customer fact"
            }
            _ => "",
        }
    }

    fn add_input(&mut self, new: &NewInput) {
        let input = match new {
            NewInput::Fact(name) => self.project.variable(name).map(of_fact),
            NewInput::NewFact => {
                let fact = self.new_fact();
                let input = of_fact(&fact);
                self.project.context.push(fact);
                Some(input)
            }
            NewInput::From(source) => Some(of_source(source)),
        };
        let (Some(mut input), Some(integration)) = (input, self.chosen_mut()) else { return };
        input.name = free_name(&input.name, |name| is_taken(integration, name));
        let part = Part::Input(input.name.clone());
        integration.inputs.push(input);
        self.view.just_added = Some(part);
    }

    /// A fact that nobody has named yet. It is personal until somebody says otherwise.
    fn new_fact(&self) -> ContextVariable {
        ContextVariable {
            name: free_name("user.new_fact", |name| self.project.variable(name).is_some()),
            label: "New fact".to_owned(),
            privacy: Privacy::Personal,
            ..ContextVariable::default()
        }
    }

    fn delete_input(&mut self, name: &str) {
        let Some(integration) = self.chosen_mut() else { return };
        let Some(index) = integration.inputs.iter().position(|each| each.name == name) else { return };
        let input = integration.inputs.remove(index);
        let words = if input.label.is_empty() { &input.name } else { &input.label };
        self.notice = Some(Notice::undoable(format!("“{words}” is deleted")));
    }

    fn rename_fact(&mut self, from: &str, to: &str) {
        if self.project.variable(to).is_some() {
            return;
        }
        if let Some(fact) = self.project.context.iter_mut().find(|fact| fact.name == from) {
            to.clone_into(&mut fact.name);
        }
        for integration in &mut self.project.integrations {
            rename_fact(std::sync::Arc::make_mut(integration), from, to);
        }
    }
}

/// Whether a chip by that name would already mean something.
fn is_taken(integration: &Integration, name: &str) -> bool {
    integration.input(name).is_some() || integration.output(name).is_some()
}

/// `user.email` is needed as `email`.
fn of_fact(fact: &ContextVariable) -> Input {
    let last = fact.name.rsplit('.').next().unwrap_or(&fact.name);
    Input {
        name: last.to_owned(),
        label: fact.label.clone(),
        value_type: fact.value_type,
        required: true,
        source: Source::Context { name: fact.name.clone() },
        ..Input::default()
    }
}

fn of_source(source: &Source) -> Input {
    let (name, label) = match source {
        Source::MessageText => ("message", "What the customer wrote"),
        Source::UserId => ("customer_id", "Customer’s id"),
        Source::Locale => ("language", "Customer’s language"),
        Source::Now => ("now", "The present moment"),
        Source::Constant { .. } => ("value", "A fixed value"),
        Source::Context { .. } | Source::Expression { .. } => ("text", "A text"),
    };
    let value_type = if *source == Source::Now { ValueType::DateTime } else { ValueType::Text };
    Input {
        name: name.to_owned(),
        label: label.to_owned(),
        value_type,
        required: true,
        source: source.clone(),
        ..Input::default()
    }
}
