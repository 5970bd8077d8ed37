//! Asks: whom we ask, and what.

use egui::Ui;

use crate::state::{Action, Open};

/// Draws the step.
pub fn show(_ui: &mut Ui, _open: &mut Open<'_>, _actions: &mut Vec<Action>) {}
