//! The pages beside the integration itself; each fills the room that the list at the left leaves.

mod changed;
mod columns;
mod connections;
mod data_flow;
mod drill;
mod export;
mod facts;
mod hand_over;
mod import;
mod scenarios;
mod settings;
mod start;

use egui::{Frame, Margin, ScrollArea, Ui};

use super::theme::WindowSize;
use super::widgets::follow_focus;
use crate::state::{Action, Page, State};

/// Draws a page that stands beside the list.
pub fn show(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    let side = WindowSize::of(ui.ctx()).panes().page_margin as i8;
    let page = state.view.page;
    drill::sheet(ui, state, actions);
    let margin = Margin { left: side, right: side, top: 24, bottom: 24 };
    ScrollArea::vertical().id_salt(page).auto_shrink([false, false]).show(ui, |ui| {
        follow_focus(ui, |ui| {
            Frame::new().inner_margin(margin).show(ui, |ui| match page {
                Page::Drill => drill::show(ui, state, actions),
                Page::Scenarios => scenarios::show(ui, state, actions),
                Page::Facts => facts::show(ui, state, actions),
                Page::Connections => connections::show(ui, state, actions),
                Page::DataFlow => data_flow::show(ui, state, actions),
                Page::Settings => settings::show(ui, state, actions),
                Page::Start | Page::Integration | Page::Import | Page::Export => {}
            });
        });
    });
}

pub use export::{show as export, targets as export_targets};
pub use import::show as import;
pub use start::show as start;
