//! What is different from the saved version, in words; a click leads there.

use egui::Ui;

use crate::state::{Action, State};
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{Button, card, text};

/// The most sentences that are shown.
const MOST: usize = 30;

/// Draws it; nothing when nothing changed.
pub fn show(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let changed = &state.derived.changed;
    if changed.is_empty() {
        return;
    }
    text(ui, TextRole::Section, Tone::Main, "Changed since it was saved");
    ui.add_space(space::S);
    card(ui, |ui| {
        for (index, each) in changed.iter().take(MOST).enumerate() {
            ui.push_id(index, |ui| {
                if ui.add(Button::link(&each.sentence).icon(icons::ICON_CHEVRON_RIGHT).small()).clicked() {
                    actions.push(Action::GoTo(each.place.clone()));
                }
            });
        }
        if let Some(more) = changed.len().checked_sub(MOST).filter(|more| *more > 0) {
            text(ui, TextRole::Small, Tone::Second, &format!("and {more} more"));
        }
    });
}
