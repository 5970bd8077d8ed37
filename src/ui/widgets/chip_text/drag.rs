//! A chip is dragged to another place of its text.

use egui::text::CCursor;
use egui::text_edit::TextEditOutput;
use egui::{CursorIcon, Id, LayerId, Order, Rangef, Rect, Response, Stroke, Ui};

use super::CARET_HEIGHT;
use super::edit::move_chip;
use crate::ui::theme::theme;
use crate::ui::widgets::ChipLook;
use crate::ui::widgets::chip::{self, ChipState};

/// Shows where the chip would go while it is dragged, and puts it there in the end.
pub(super) fn to_another_place(
    ui: &Ui,
    id: Id,
    shown: &TextEditOutput,
    chip: &Response,
    index: usize,
    look: &ChipLook,
) {
    if !chip.dragged() && !chip.drag_stopped() {
        return;
    }
    let Some(pointer) = chip.interact_pointer_pos() else { return };
    let target = shown.galley.cursor_from_pos(pointer - shown.galley_pos);
    if chip.drag_stopped() {
        if shown.text_clip_rect.expand(8.0).contains(pointer) {
            move_chip(ui.ctx(), id, index, target.index.0);
        }
        return;
    }
    ui.set_cursor_icon(CursorIcon::Grabbing);
    let mark = shown.galley.pos_from_cursor(CCursor::new(target.index)).translate(shown.galley_pos.to_vec2());
    let stroke = Stroke::new(2.0, theme(ui).color.accent);
    let height = Rangef::point(mark.center().y).expand(CARET_HEIGHT / 2.0);
    ui.painter_at(shown.text_clip_rect.expand(1.0)).vline(mark.center().x, height, stroke);
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, id.with("dragged chip")));
    let rect = Rect::from_center_size(pointer, chip.rect.size());
    chip::paint_chip(ui, &painter, rect, look, ChipState::Selected);
}
