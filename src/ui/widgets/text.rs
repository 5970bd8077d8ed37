//! Plain texts: a label in one of our roles, and the label over a group.

use egui::text::LayoutJob;
use egui::{Label, Response, Sense, Ui};

use super::paint;
use crate::ui::theme::{TextRole, Tone, space, theme};

/// A text that breaks into as many lines as it needs.
pub fn text(ui: &mut Ui, role: TextRole, tone: Tone, text: &str) -> Response {
    let format = role.format(theme(ui).tone(tone));
    ui.add(Label::new(LayoutJob::single_section(text.to_owned(), format)))
}

/// A text on one line that ends in `…` when there is no room; the tooltip then has all of it.
pub fn text_line(ui: &mut Ui, role: TextRole, tone: Tone, text: &str) -> Response {
    let format = role.format(theme(ui).tone(tone));
    ui.add(Label::new(LayoutJob::single_section(text.to_owned(), format)).truncate())
}

/// The small label over a group of rows or controls.
pub fn section_label(ui: &mut Ui, words: &str) -> Response {
    text(ui, TextRole::SmallStrong, Tone::Third, words)
}

/// An icon that says something by itself, with its words as tooltip and for screen readers.
pub fn icon_words(ui: &mut Ui, icon: crate::ui::theme::Icon, tone: Tone, words: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(egui::Vec2::splat(space::ICON), Sense::hover());
    paint::icon(ui.painter(), icon, space::ICON, rect.center(), theme(ui).tone(tone));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, words));
    response.on_hover_text(words)
}

/// A small icon with a short sentence behind it, such as "found in this computer's keychain".
pub fn remark(ui: &mut Ui, icon: crate::ui::theme::Icon, tone: Tone, words: &str) -> Response {
    let color = theme(ui).tone(tone);
    let words_color = if tone == Tone::Ok { theme(ui).color.text_2 } else { color };
    let room = (ui.available_width() - space::ICON - 6.0).max(24.0);
    let galley = paint::block(ui, TextRole::ControlRegular, words_color, words, room);
    let height = galley.size().y.max(space::TAG);
    let (rect, response) =
        ui.allocate_exact_size(egui::vec2(space::ICON_SMALL + 6.0 + galley.size().x, height), Sense::hover());
    let middle = egui::pos2(rect.left() + space::ICON_SMALL / 2.0, rect.top() + height.min(20.0) / 2.0);
    paint::icon(ui.painter(), icon, space::ICON_SMALL, middle, color);
    let left = egui::pos2(rect.left() + space::ICON_SMALL + 6.0, rect.center().y);
    paint::text_left(ui.painter(), left, galley);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
    response
}
