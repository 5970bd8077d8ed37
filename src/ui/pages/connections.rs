//! The systems that are asked, for all integrations.

use std::sync::Arc;

use egui::{Id, Ui, vec2};

use super::columns::page_head;
use crate::model::{Integration, Part, Project};
use crate::state::{Action, Change, ProjectChange, State};
use crate::ui::steps::asks::System;
use crate::ui::steps::fields::{lead, width_of};
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{
    Button, EmptyState, Field, IconButton, card_wide, remark, row, row_with_end, text_line,
};

/// Draws it.
pub fn show(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing = vec2(space::S, space::M);
    let sentence = "The systems that integrations ask, where they are, and how we prove who we are.";
    let added = page_head(ui, "Connections", sentence, |ui| {
        ui.add(Button::secondary("Add a system").icon(icons::ICON_ADD)).clicked()
    });
    ui.add_space(space::XS);
    if added {
        actions.push(change(ProjectChange::AddSystem));
    }
    if state.project.connections.is_empty() {
        let words = "Add the first one: its name, its address, and the key that its people gave you.";
        let empty = EmptyState::new(icons::ICON_CABLE, "No systems yet", words);
        if empty
            .button("Add the first system", icons::ICON_ADD)
            .show(ui)
            .is_some_and(|button| button.clicked())
        {
            actions.push(change(ProjectChange::AddSystem));
        }
        return;
    }
    for index in 0..state.project.connections.len() {
        let connection = &state.project.connections[index];
        let part = Part::Connection(connection.id.clone());
        let secret = connection.authentication.secret().map(str::to_owned);
        let shown = card_wide(ui, |ui| one(ui, state, index, actions));
        lead(ui, &mut state.view, &part, &[], shown.response.rect);
        if let Some(secret) = secret {
            lead(ui, &mut state.view, &Part::Secret(secret), &[], shown.response.rect);
        }
    }
}

fn change(change: ProjectChange) -> Action {
    Action::Design(Change::Project(change))
}

fn one(ui: &mut Ui, state: &mut State, index: usize, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing = vec2(space::S, space::S);
    let key = state.project.connections[index].id.clone();
    let id = Id::unique("system").with(&key);
    let users = users(&state.project, &key);
    let connection = &mut state.project.connections[index];
    row_with_end(
        ui,
        space::CONTROL,
        |ui| {
            let words = if connection.name.is_empty() { "What is it called?" } else { &connection.name };
            let width = width_of(ui, TextRole::Section, words, 60.0..=320.0);
            let field = Field::heading("Name of the system", &mut connection.name, TextRole::Section);
            ui.add(field.placeholder("What is it called?").width(width).id(id.with("name")));
            text_line(ui, TextRole::Technical, Tone::Third, &key);
            if !connection.tls.unverified_hosts.is_empty() {
                remark(ui, icons::ICON_ERROR, Tone::Err, "Not verified");
            }
        },
        |ui| {
            let name = format!("Delete the system {key}");
            if ui.add(IconButton::new(icons::ICON_CLOSE, &name)).clicked() {
                actions.push(change(ProjectChange::DeleteSystem(key.clone())));
            }
        },
    );
    row(ui, |ui| {
        let width = (ui.available_width() * 0.5).floor();
        let field = Field::new("Description of the system", &mut connection.description);
        ui.add(field.placeholder("What it is, for the next person").width(width).id(id.with("description")));
        text_line(ui, TextRole::Small, Tone::Second, &users);
    });
    ui.add_space(space::S);
    System::new(state, index).show(ui, actions);
}

fn users(project: &Project, id: &str) -> String {
    let asks = |known: &&Arc<Integration>| known.calls.iter().any(|call| call.connection == id);
    let names: Vec<&str> =
        project.integrations.iter().filter(asks).map(|known| known.name.as_str()).collect();
    match names.as_slice() {
        [] => "Nobody asks it yet".to_owned(),
        [first, second, third, rest @ ..] if !rest.is_empty() => {
            format!("Asked by {first}, {second}, {third} and {} more", rest.len())
        }
        few => format!("Asked by {}", few.join(", ")),
    }
}
