//! The button for the hand-over document: of the whole project, or of one integration.

use egui::Ui;

use crate::state::{Action, ReportAction, ReportOf, State};
use crate::ui::theme::icons;
use crate::ui::widgets::{Button, MenuItem, menu, menu_line};

/// Draws it.
pub fn button(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let several = state.project.integrations.len() > 1;
    let mut button = Button::secondary("Hand-over document…").icon(icons::ICON_DESCRIPTION);
    if several {
        button = button.trailing(icons::ICON_KEYBOARD_ARROW_DOWN);
    }
    let button = ui.add(button);
    if !several {
        if button.clicked() {
            actions.push(Action::Report(ReportAction::Write(ReportOf::Project)));
        }
        return;
    }
    menu(&button, |ui| {
        if ui.add(MenuItem::new("The whole project").icon(icons::ICON_DESCRIPTION)).clicked() {
            actions.push(Action::Report(ReportAction::Write(ReportOf::Project)));
        }
        menu_line(ui);
        for each in &state.project.integrations {
            let words = format!("Only {}", each.name);
            if ui.add(MenuItem::new(&words).icon(icons::ICON_FORUM)).clicked() {
                let of = ReportOf::Integration(each.id.clone());
                actions.push(Action::Report(ReportAction::Write(of)));
            }
        }
    });
}
