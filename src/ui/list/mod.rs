//! The list at the left: the integrations of the project with their states, and the pages; a rail in a small window.

mod integrations;
mod legend;
mod rail;
mod row;

use egui::{Frame, Margin, Ui};

use super::theme::{Icon, WindowSize, icons, space};
use super::widgets::{NavRow, row_of_height, section_label};
use crate::state::{Action, Page, State};

pub use rail::toggle as toggle_narrow;

/// Draws the list.
pub fn show(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    match WindowSize::of(ui.ctx()) {
        WindowSize::Large => wide(ui, state, actions),
        WindowSize::Small => rail::show(ui, state, actions),
    }
}

fn wide(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    Frame::new().inner_margin(Margin { left: 12, right: 12, top: 16, bottom: 12 }).show(ui, |ui| {
        integrations::search(ui, state, actions);
        ui.add_space(space::L);
        heading(ui, "Integrations");
        // The pages of the project keep their place below, however long the list is.
        let room = ui.available_height() - pages_height() - legend::height(ui);
        integrations::show(ui, state, actions, room);
        ui.add_space(space::XL);
        heading(ui, "This project");
        ui.spacing_mut().item_spacing.y = 0.0;
        for page in Page::OF_PROJECT {
            let mut row = NavRow::new(page_icon(page), page.title()).chosen(state.view.page == page);
            if let Some(count) = count(page, state) {
                row = row.count(count);
            }
            if ui.add(row).clicked() {
                actions.push(Action::ChoosePage(page));
            }
        }
        legend::at_the_bottom(ui);
    });
}

/// The label over a group of rows, on the line of their icons.
fn heading(ui: &mut Ui, words: &str) {
    row_of_height(ui, 16.0, |ui| {
        ui.add_space(space::S);
        section_label(ui, words);
    });
    ui.add_space(space::XS);
}

fn pages_height() -> f32 {
    let rows = Page::OF_PROJECT.len() as f32;
    space::XL + 24.0 + space::XS + rows * space::CONTROL
}

fn page_icon(page: Page) -> Icon {
    match page {
        Page::Drill => icons::ICON_BOLT,
        Page::Scenarios => icons::ICON_CHECKLIST,
        Page::Facts => icons::ICON_PERSON,
        Page::Connections => icons::ICON_CABLE,
        Page::DataFlow => icons::ICON_SHIELD,
        Page::Settings => icons::ICON_TUNE,
        Page::Import => icons::ICON_MOVE_TO_INBOX,
        Page::Export => icons::ICON_IOS_SHARE,
        Page::Start | Page::Integration => icons::ICON_FORUM,
    }
}

/// How many things are on a page of the project.
fn count(page: Page, state: &State) -> Option<usize> {
    let project = &state.project;
    match page {
        Page::Scenarios => Some(project.integrations.iter().map(|each| each.scenarios.len()).sum()),
        Page::Facts => Some(project.context.len()),
        Page::Connections => Some(project.connections.len()),
        _ => None,
    }
}
