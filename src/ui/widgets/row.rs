//! Rows in which things of different height stand on one middle line.

use egui::{Align, InnerResponse, Layout, Ui, vec2};

use crate::ui::theme::space;

/// A row of controls, 32 points high. (egui's own `horizontal` lets later, higher things slip below earlier ones.)
pub fn row<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    row_of_height(ui, space::CONTROL, content)
}

/// A row of this height in points, for texts and chips.
pub fn row_of_height<R>(ui: &mut Ui, height: f32, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let size = vec2(ui.available_width(), height);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_row_height(height);
        content(ui)
    })
}

/// A row as wide as there is room, with `end` at its right edge; `end` is added from right to left and gets its
/// room first, so that the texts of `start` are elided and not the buttons at the end.
pub fn row_with_end<S, E>(
    ui: &mut Ui,
    height: f32,
    start: impl FnOnce(&mut Ui) -> S,
    end: impl FnOnce(&mut Ui) -> E,
) -> (S, E) {
    let size = vec2(ui.available_width(), height);
    let both = ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.set_row_height(height);
        let end = end(ui);
        let left = ui.available_size_before_wrap();
        let start = ui.allocate_ui_with_layout(left, Layout::left_to_right(Align::Center), |ui| {
            ui.set_row_height(height);
            start(ui)
        });
        (start.inner, end)
    });
    both.inner
}
