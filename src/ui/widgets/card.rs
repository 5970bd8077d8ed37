//! Cards: a white surface with an edge, on which things that belong together stand.

use egui::{Frame, InnerResponse, Margin, Ui};

use crate::ui::theme::{Theme, space, theme};

/// The frame of a card with 16 points of padding.
pub fn card_frame(theme: &Theme) -> Frame {
    Frame::new()
        .fill(theme.color.surface)
        .stroke(theme.line())
        .corner_radius(space::RADIUS_CARD)
        .inner_margin(Margin::same(15))
}

/// A card with 16 points of padding, as wide as there is room.
pub fn card<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    padded(ui, 15, content)
}

/// A card with 24 points of padding, for the one thing a page is about.
pub fn card_wide<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    padded(ui, 23, content)
}

/// A sunken well for what can only be read.
pub fn well<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let frame = card_frame(theme(ui))
        .fill(theme(ui).color.sunken)
        .corner_radius(space::RADIUS_CONTROL)
        .inner_margin(Margin::symmetric(12, 10));
    frame.show(ui, |ui| {
        ui.take_available_width();
        content(ui)
    })
}

fn padded<R>(ui: &mut Ui, padding: i8, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    card_frame(theme(ui)).inner_margin(Margin::same(padding)).show(ui, |ui| {
        ui.take_available_width();
        content(ui)
    })
}
