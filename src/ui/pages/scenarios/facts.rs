//! What a scenario's conversation knows.

use egui::Ui;
use serde_json::Value;

use crate::engine::{insert, plain};
use crate::model::{Integration, Scenario, Source};
use crate::ui::theme::{TextRole, Tone};
use crate::ui::widgets::{Field, FormRow, text};

/// A field for each fact that the integration takes from the conversation.
pub fn show(ui: &mut Ui, integration: &Integration, scenario: &mut Scenario) {
    FormRow::new("What is known?").hint("Empty: not known").show(ui, |ui| {
        let mut any = false;
        for input in &integration.inputs {
            let label = if input.label.is_empty() { &input.name } else { &input.label };
            match &input.source {
                Source::Context { name } => {
                    fact(ui, scenario, name, label);
                    any = true;
                }
                Source::MessageText => {
                    let mut message = scenario.message.clone().unwrap_or_default();
                    field(ui, "What the customer writes", &mut message);
                    scenario.message = Some(message).filter(|message| !message.is_empty());
                    any = true;
                }
                _ => {}
            }
        }
        if !any {
            text(ui, TextRole::Body, Tone::Second, "The integration needs nothing from the conversation.");
        }
    });
}

fn fact(ui: &mut Ui, scenario: &mut Scenario, name: &str, label: &str) {
    let before =
        find(&scenario.context, name).filter(|value| !value.is_null()).map(plain).unwrap_or_default();
    let mut typed = before.clone();
    field(ui, label, &mut typed);
    if typed != before {
        scenario.context.remove(name);
        let value = if typed.is_empty() { Value::Null } else { Value::from(typed) };
        insert(&mut scenario.context, name, value);
    }
}

fn field(ui: &mut Ui, label: &str, typed: &mut String) {
    text(ui, TextRole::Small, Tone::Second, label);
    ui.add(Field::new(label, typed).placeholder("Not known").width(320.0));
}

/// A fact by its dotted name, flat or nested.
fn find<'a>(facts: &'a serde_json::Map<String, Value>, name: &str) -> Option<&'a Value> {
    if let Some(value) = facts.get(name) {
        return Some(value);
    }
    let (first, rest) = name.split_once('.')?;
    find(facts.get(first)?.as_object()?, rest)
}
