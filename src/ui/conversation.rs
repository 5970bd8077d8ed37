//! The conversation as the customer sees it, always there and always current.

use egui::Ui;

use crate::state::{Action, State};

/// Draws the right side.
pub fn show(_ui: &mut Ui, _state: &State, _actions: &mut Vec<Action>) {}
