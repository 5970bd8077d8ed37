//! Recent projects and ways to begin.

use egui::Ui;

use crate::state::{Action, State};
use crate::ui::theme::{TextRole, Tone};
use crate::ui::widgets::text;

/// Draws it.
pub fn show(ui: &mut Ui, state: &mut State, _actions: &mut Vec<Action>) {
    text(ui, TextRole::Title, Tone::Main, state.view.page.title());
}
