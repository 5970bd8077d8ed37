//! What was added just now takes the caret, with its words selected: typing replaces them.

use egui::text::CCursorRange;
use egui::text_edit::TextEditState;
use egui::{Id, Ui};

use super::theme::space;
use crate::model::Part;
use crate::state::View;

/// Gives the caret to the field with this id when `part` was added just now. Call it before the field is drawn.
pub fn to_new(ui: &Ui, view: &mut View, part: &Part, field: Id, words: &str) {
    if view.just_added.as_ref() == Some(part) {
        view.just_added = None;
        take(ui, field, words);
    }
}

/// Gives the caret to the field with this id, all of its words selected, and brings it into sight.
pub fn take(ui: &Ui, field: Id, words: &str) {
    let mut edit = TextEditState::load(ui.ctx(), field).unwrap_or_default();
    edit.cursor.set_char_range(Some(CCursorRange::select_all_str(words)));
    edit.store(ui.ctx(), field);
    ui.memory_mut(|memory| memory.request_focus(field));
    let here = egui::Rect::from_min_size(ui.cursor().min, egui::vec2(1.0, space::CONTROL));
    ui.scroll_to_rect(here, None);
}
