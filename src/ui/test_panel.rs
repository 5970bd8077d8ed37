//! The test panel: values to try, *Send* and *Preview*, the exact request and answer.

use egui::Ui;

use crate::state::{Action, State};

/// Draws the bar, and the panel above it when it is open.
pub fn show(_ui: &mut Ui, _state: &mut State, _actions: &mut Vec<Action>) {}
