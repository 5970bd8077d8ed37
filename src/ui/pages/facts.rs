//! The facts of the conversation.

use egui::{Id, Ui, vec2};
use serde_json::Value;

use super::columns::{cell, heads, page_head};
use crate::model::{ContextVariable, Part, Privacy, ValueType};
use crate::state::{Action, Change, Derived, ProjectChange, State};
use crate::ui::findings;
use crate::ui::rows::divider;
use crate::ui::steps::fields::{CheckedField, ValueField, lead, value_field};
use crate::ui::theme::{TextRole, Tone, WindowSize, icons, space};
use crate::ui::widgets::{
    Button, Choice, EmptyState, Field, FieldState, IconButton, Select, card, row, text_line,
};

/// Draws it.
pub fn show(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing = vec2(space::S, space::S);
    let sentence = "What the bot can know about a customer. Integrations take from here what they need.";
    let added = page_head(ui, "Customer facts", sentence, |ui| {
        ui.add(Button::secondary("Add a fact").icon(icons::ICON_ADD)).clicked()
    });
    ui.add_space(space::S);
    if added {
        actions.push(change(ProjectChange::AddFact));
    }
    if state.project.context.is_empty() {
        let words = "Add one, such as the customer’s e-mail. The platform fills it in during a conversation.";
        let empty = EmptyState::new(icons::ICON_PERSON, "No customer facts yet", words);
        if empty.button("Add the first fact", icons::ICON_ADD).show(ui).is_some_and(|button| button.clicked())
        {
            actions.push(change(ProjectChange::AddFact));
        }
        return;
    }
    card(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        let columns = Columns::of(ui);
        heads(ui, &columns.heads());
        let taken: Vec<String> = state.project.context.iter().map(|fact| fact.name.clone()).collect();
        for index in 0..state.project.context.len() {
            if index > 0 {
                divider(ui);
            }
            let (derived, context) = (&state.derived, &mut state.project.context);
            let part = Part::Context(context[index].name.clone());
            let shown = ui.scope(|ui| {
                one(ui, columns, derived, (index, &mut context[index]), &taken, actions);
                findings::beside(ui, derived, "", &part, "");
            });
            lead(ui, &mut state.view, &part, &[], shown.response.rect);
        }
    });
}

fn change(change: ProjectChange) -> Action {
    Action::Design(Change::Project(change))
}

#[derive(Clone, Copy)]
struct Columns {
    label: f32,
    name: f32,
    kind: f32,
    example: f32,
    privacy: f32,
}

impl Columns {
    fn of(ui: &Ui) -> Self {
        let large = WindowSize::of(ui.ctx()) == WindowSize::Large;
        let (kind, privacy) = if large { (150.0, 140.0) } else { (140.0, 128.0) };
        let rest = ui.available_width() - kind - privacy - space::CONTROL - 5.0 * space::S;
        let part = (rest / 10.0).floor();
        Self { label: 4.0 * part, name: 3.0 * part, kind, example: 3.0 * part, privacy }
    }

    fn heads(self) -> [(&'static str, f32); 5] {
        [
            ("Fact", self.label),
            ("Called by the platform", self.name),
            ("Kind of value", self.kind),
            ("Invented example", self.example),
            ("How sensitive", self.privacy),
        ]
    }
}

fn one(
    ui: &mut Ui,
    columns: Columns,
    derived: &Derived,
    (index, fact): (usize, &mut ContextVariable),
    taken: &[String],
    actions: &mut Vec<Action>,
) {
    let id = Id::unique("customer fact").with(index);
    let name = fact.name.clone();
    let about = Part::Context(name.clone());
    let state = |field: &str| findings::state_of(derived, "", &about, field);
    row(ui, |ui| {
        cell(ui, columns.label, |ui| {
            let label = format!("Name of the fact {name}");
            let field = Field::new(&label, &mut fact.label).placeholder("What is it?").width(columns.label);
            ui.add(field.id(id.with("label")));
        });
        cell(ui, columns.name, |ui| {
            let label = format!("Technical name of {name}");
            let field = CheckedField::new(id.with("name"), &label, &name).width(columns.name).on_leaving();
            let to = field.state(state("name")).show(ui, |typed| refuse(typed, taken));
            if let Some(to) = to {
                actions.push(Action::Design(Change::RenameFact { from: name.clone(), to }));
            }
        });
        cell(ui, columns.kind, |ui| kind(ui, columns.kind, fact));
        cell(ui, columns.example, |ui| example(ui, columns.example, id, fact, state("example")));
        cell(ui, columns.privacy, |ui| privacy(ui, columns.privacy, fact));
        let label = format!("Delete the fact {name}");
        if ui.add(IconButton::new(icons::ICON_CLOSE, &label)).clicked() {
            actions.push(change(ProjectChange::DeleteFact(name.clone())));
        }
    });
    let users = derived.fact_users.get(&name).map(|users| users.join(", "));
    let words = users.map_or_else(|| "Not used yet".to_owned(), |users| format!("Used by {users}"));
    row(ui, |ui| {
        let label = format!("What {name} is");
        let field = Field::new(&label, &mut fact.description).placeholder("What it is, for the next person");
        ui.add(field.width(columns.label + columns.name + space::S).id(id.with("description")));
        text_line(ui, TextRole::Small, Tone::Second, &words);
    });
}

fn refuse(typed: &str, taken: &[String]) -> Option<String> {
    if !crate::template::is_name(typed) {
        return Some("Use letters, digits and _, with dots between words.".to_owned());
    }
    taken.iter().any(|known| known == typed).then(|| "Another fact has this name already.".to_owned())
}

fn kind(ui: &mut Ui, width: f32, fact: &mut ContextVariable) {
    let choices = ValueType::ALL.map(|kind| Choice::new(kind.title()));
    let chosen = ValueType::ALL.iter().position(|kind| *kind == fact.value_type);
    let label = format!("Kind of {}", fact.name);
    let picked = Select::new(&label, &choices, chosen).width(width).show(ui).index;
    if let Some(kind) = picked.and_then(|index| ValueType::ALL.get(index)) {
        fact.value_type = *kind;
    }
}

fn example(ui: &mut Ui, width: f32, id: Id, fact: &mut ContextVariable, state: FieldState) {
    let label = format!("Example of {}", fact.name);
    let field =
        ValueField { id: id.with("example"), name: &label, placeholder: "none", width: Some(width), state };
    let mut value = fact.example.clone().unwrap_or_else(|| Value::from(""));
    if value_field(ui, field, fact.value_type, &mut value) {
        fact.example = (value != "").then_some(value);
    }
}

fn privacy(ui: &mut Ui, width: f32, fact: &mut ContextVariable) {
    let all = [Privacy::None, Privacy::Personal, Privacy::Sensitive];
    let choices = all.map(|privacy| Choice::new(privacy.title()));
    let chosen = all.iter().position(|privacy| *privacy == fact.privacy);
    let label = format!("How sensitive {} is", fact.name);
    if let Some(picked) = Select::new(&label, &choices, chosen).width(width).show(ui).index {
        fact.privacy = all[picked];
    }
}
