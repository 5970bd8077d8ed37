//! Everything one can do by key or by the palette: one table with words, explanation, keys and action together.

mod keys;
mod keys_list;
mod palette;
mod rank;
mod table;

pub use keys::{in_list, keys_of, pressed, with_keys};
pub use table::{COMMANDS, Scope};

use egui::Ui;

use crate::state::{Action, Overlay, State};

/// Draws what lies above the window: the palette, or the list of all keys.
pub fn show(ui: &Ui, state: &mut State, actions: &mut Vec<Action>) {
    match state.view.overlay {
        Some(Overlay::Palette { .. }) => palette::show(ui, state, actions),
        Some(Overlay::Keys) => keys_list::show(ui, actions),
        None => {}
    }
}
