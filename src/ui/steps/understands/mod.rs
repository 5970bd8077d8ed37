//! Understands: what the answer holds, and what it means.

mod answered;
mod body;
mod conditions;
mod contract;
mod contract_table;
mod meanings;
mod success;
mod values;

use egui::{Align, Id, Layout, Ui, vec2};

use crate::state::{Action, Open};
use crate::ui::theme::{WindowSize, space};
use crate::ui::widgets::card;

/// Draws the step.
pub fn show(ui: &mut Ui, open: &mut Open<'_>, actions: &mut Vec<Action>) {
    let id = Id::unique("understands").with(&open.integration.id);
    ui.spacing_mut().item_spacing = vec2(space::S, space::L);
    match WindowSize::of(ui.ctx()) {
        WindowSize::Large => {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                column(ui, 300.0, |ui| answer(ui, open, id, actions));
                column(ui, ui.available_width(), |ui| taken(ui, open, id, actions));
            });
        }
        WindowSize::Small => {
            answer(ui, open, id, actions);
            taken(ui, open, id, actions);
        }
    }
    meanings::show(ui, open, id, actions);
    card(ui, |ui| contract::show(ui, open, id, actions));
}

fn answer(ui: &mut Ui, open: &mut Open<'_>, id: Id, actions: &mut Vec<Action>) {
    card(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        answered::show(ui, open, id, actions);
    });
}

fn taken(ui: &mut Ui, open: &mut Open<'_>, id: Id, actions: &mut Vec<Action>) {
    card(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        values::show(ui, open, id, actions);
        success::show(ui, open, id);
    });
}

fn column(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        content(ui);
    });
}
