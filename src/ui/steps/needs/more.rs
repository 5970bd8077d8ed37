//! What few people need to say about a fact: which values are accepted, and what the fact is called elsewhere.

use egui::Ui;

use crate::model::{ContextVariable, Input, Part, ValueType};
use crate::state::{Action, Change};
use crate::ui::steps::fields::{CheckedField, Texts, ValueField, link, refuse_name, value_field};
use crate::ui::theme::icons;
use crate::ui::widgets::{Button, Field, FieldState, FormRow, IconButton, row};

/// Draws the rows.
pub fn show(
    ui: &mut Ui,
    texts: &Texts<'_>,
    input: &mut Input,
    fact: Option<&mut ContextVariable>,
    (index, which): (usize, &str),
    actions: &mut Vec<Action>,
) {
    let part = Part::Input(input.name.clone());
    allowed(ui, texts, input, (index, which));
    if matches!(input.value_type, ValueType::Text | ValueType::Email) {
        FormRow::first("Which form must it have?").hint("A regular expression for all of it").show(
            ui,
            |ui| {
                let name = format!("Pattern for {which}");
                let field = Field::new(&name, &mut input.pattern).technical().placeholder("A-[0-9]{4}");
                ui.add(field.state(texts.state(&part, "pattern")).id(texts.id("pattern").with(index)));
                texts.beside(ui, &part, "pattern");
            },
        );
    }
    let Some(fact) = fact else { return };
    FormRow::first("What is the fact called?").hint("As the platform passes it on").show(ui, |ui| {
        let id = texts.id("fact").with(index);
        let name = format!("Technical name of the customer fact for {which}");
        let about = Part::Context(fact.name.clone());
        let field = CheckedField::new(id, &name, &fact.name).width(280.0).on_leaving();
        let renamed = field.state(texts.state(&about, "name")).show(ui, |typed| {
            let known = texts.derived.name(typed);
            refuse_name(typed, |_| known.is_some_and(|known| known.kind == crate::state::NameKind::Fact))
        });
        if let Some(to) = renamed {
            actions.push(Action::Design(Change::RenameFact { from: fact.name.clone(), to }));
        }
        texts.beside(ui, &about, "name");
    });
    FormRow::first("What is it?").hint("For the next person").show(ui, |ui| {
        let name = format!("Description of {which}");
        let field = Field::new(&name, &mut fact.description).placeholder("Where the value comes from");
        ui.add(field.id(texts.id("description").with(index)));
    });
}

fn allowed(ui: &mut Ui, texts: &Texts<'_>, input: &mut Input, (index, which): (usize, &str)) {
    let part = Part::Input(input.name.clone());
    FormRow::first("Which values are accepted?").hint("None here: all of them").show(ui, |ui| {
        let mut removed = None;
        for (position, value) in input.allowed.iter_mut().enumerate() {
            row(ui, |ui| {
                let name = format!("Accepted value {} of {which}", position + 1);
                let id = texts.id("allowed").with(index).with(position);
                let state = FieldState::Fine;
                let field = ValueField { id, name: &name, placeholder: "", width: Some(200.0), state };
                value_field(ui, field, input.value_type, value);
                let words = format!("Remove accepted value {}", position + 1);
                if ui.add(IconButton::new(icons::ICON_CLOSE, &words).small()).clicked() {
                    removed = Some(position);
                }
            });
        }
        if let Some(position) = removed {
            input.allowed.remove(position);
        }
        if link(ui, Button::link("Add a value").icon(icons::ICON_ADD).small()).clicked() {
            input.allowed.push("".into());
        }
        texts.beside(ui, &part, "allowed");
    });
}
