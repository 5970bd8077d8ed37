//! Whom we ask, and how we prove who we are.

use egui::Ui;

use super::{Asking, about, proof};
use crate::model::{Call, Part};
use crate::state::Change;
use crate::ui::theme::{TextRole, Tone, icons};
use crate::ui::widgets::{Choice, FormRow, IconButton, Select, row, text_line};

/// Draws the row.
pub fn show(ui: &mut Ui, asking: &mut Asking<'_, '_>, call: &mut Call) {
    FormRow::first("Who do we ask?").hint("And how do we prove it is us").show(ui, |ui| {
        row(ui, |ui| {
            choose(ui, asking, call);
            if let Some(index) = index_of(asking, call) {
                let button = ui.add(IconButton::new(icons::ICON_MORE_HORIZ, "About this system"));
                about::show(ui, asking, index, &button);
                let description = &asking.connections[index].description;
                text_line(ui, TextRole::ControlRegular, Tone::Second, description);
            }
        });
        asking.texts.beside(ui, &asking.part(), "connection");
        if let Some(index) = index_of(asking, call) {
            proof::show(ui, asking, index);
            let part = Part::Connection(call.connection.clone());
            let shown = ["authentication", "base_urls", "headers"];
            crate::ui::findings::about_the_rest(
                ui,
                asking.texts.derived,
                &asking.texts.integration,
                &part,
                &shown,
            );
        }
    });
}

pub(super) fn index_of(asking: &Asking<'_, '_>, call: &Call) -> Option<usize> {
    asking.connections.iter().position(|connection| connection.id == call.connection)
}

fn choose(ui: &mut Ui, asking: &mut Asking<'_, '_>, call: &mut Call) {
    let state = asking.texts.state(&asking.part(), "connection");
    let chosen = index_of(asking, call);
    let count = asking.connections.len();
    let mut choices: Vec<Choice<'_>> = asking
        .connections
        .iter()
        .map(|known| Choice::new(if known.name.is_empty() { &known.id } else { &known.name }))
        .collect();
    choices.push(Choice::new("Add a system…"));
    let select = Select::new("System", &choices, chosen)
        .icon(icons::ICON_CABLE)
        .placeholder("Choose a system")
        .state(state);
    match select.show(ui).index {
        Some(picked) if picked < count => asking.connections[picked].id.clone_into(&mut call.connection),
        Some(_) => asking.change(Change::AddConnection { call: call.id.clone() }),
        None => {}
    }
}
