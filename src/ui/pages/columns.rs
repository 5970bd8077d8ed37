//! Cells of known width in a row, and the head of a page.

use egui::{Align, Layout, Ui, vec2};

use crate::ui::theme::{TextRole, Tone, WindowSize, space};
use crate::ui::widgets::{row_with_end, section_label, text, text_line};

/// A cell of a row of controls.
pub fn cell<R>(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = Layout::left_to_right(Align::Center);
    let shown = ui.allocate_ui_with_layout(vec2(width, space::CONTROL), layout, |ui| {
        ui.set_width(width);
        content(ui)
    });
    shown.inner
}

/// The words over the columns.
pub fn heads(ui: &mut Ui, heads: &[(&str, f32)]) {
    ui.horizontal(|ui| {
        for (words, width) in heads {
            ui.allocate_ui(vec2(*width, 16.0), |ui| {
                ui.set_width(*width);
                section_label(ui, words);
            });
        }
    });
}

/// What the page is, in a sentence, with what can be done at the right. The distance to what follows is up to the page.
pub fn page_head<R>(ui: &mut Ui, title: &str, sentence: &str, end: impl FnOnce(&mut Ui) -> R) -> R {
    let role = match WindowSize::of(ui.ctx()) {
        WindowSize::Large => TextRole::Title,
        WindowSize::Small => TextRole::TitleSmall,
    };
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
        let (_, end) = row_with_end(ui, space::CONTROL, |ui| text_line(ui, role, Tone::Main, title), end);
        text(ui, TextRole::ControlRegular, Tone::Second, sentence);
        end
    })
    .inner
}
