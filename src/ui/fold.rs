//! A part that is folded away until somebody wants it.

use egui::{Frame, Id, Margin, Ui};

use super::theme::icons;
use super::widgets::Button;

/// A heading that opens and closes what is under it; it begins closed.
pub fn fold(ui: &mut Ui, id: Id, words: &str, content: impl FnOnce(&mut Ui)) {
    let mut open = ui.data(|data| data.get_temp(id)).unwrap_or(false);
    let icon = if open { icons::ICON_EXPAND_LESS } else { icons::ICON_EXPAND_MORE };
    // The button has no edge, so its words stand where those of the neighbours do.
    let outside = Margin { left: -10, ..Margin::ZERO };
    let button = Frame::new()
        .outer_margin(outside)
        .show(ui, |ui| ui.add(Button::ghost(words).trailing(icon).small()).clicked());
    if button.inner {
        open = !open;
        ui.data_mut(|data| data.insert_temp(id, open));
    }
    if open {
        content(ui);
    }
}
