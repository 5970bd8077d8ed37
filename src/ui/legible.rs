//! Says what this computer has no font for, so that nobody takes boxes for the customer's text.

use std::collections::BTreeSet;

use egui::{FontFamily, FontId, Frame, Margin, Panel, Ui};

use super::theme::{Tone, icons, theme};
use super::widgets::remark;
use crate::state::{State, writing_of};

/// Draws a line when something in the words of the open integration cannot be drawn.
pub fn show(ui: &mut Ui, state: &State) {
    let letters = &state.derived.unusual_letters;
    if letters.is_empty() {
        return;
    }
    let font = FontId::new(14.0, FontFamily::Proportional);
    let missing: BTreeSet<&str> = ui.fonts_mut(|fonts| {
        letters
            .iter()
            .filter(|letter| !fonts.has_glyph(&font, **letter))
            .map(|letter| writing_of(*letter))
            .collect()
    });
    if missing.is_empty() {
        return;
    }
    let missing = missing.into_iter().collect::<Vec<_>>().join(", ");
    let words = format!(
        "This computer has no font for {missing}: here they are boxes. Customers see them in the fonts of their own devices."
    );
    let frame = Frame::new().fill(theme(ui).color.panel).inner_margin(Margin::symmetric(16, 6));
    Panel::top("no font").frame(frame).resizable(false).show(ui, |ui| {
        remark(ui, icons::ICON_WARNING, Tone::Warn, &words);
    });
}
