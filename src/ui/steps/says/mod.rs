//! Says: what the bot says for each outcome.

mod card;
mod handoff;
mod list;
mod messages;
mod outcomes;
mod quick_replies;
mod remember;
mod reply;
mod waiting;
mod when_said;

use egui::{Align, Layout, Ui, vec2};

use crate::state::{Action, Open};
use crate::ui::theme::{WindowSize, space};
pub use reply::show as show_reply;

/// Draws the step: the outcomes at the left, the reply of the chosen one at the right.
pub fn show(ui: &mut Ui, open: &mut Open<'_>, actions: &mut Vec<Action>) {
    let panes = WindowSize::of(ui.ctx()).panes();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = panes.outcomes_gap;
        column(ui, panes.outcomes_width, |ui| outcomes::show(ui, open, actions));
        column(ui, ui.available_width(), |ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::M);
            reply::show(ui, open, actions);
            waiting::show(ui, open);
        });
    });
}

fn column(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        content(ui);
    });
}
