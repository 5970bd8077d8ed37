//! Plain texts: a label in one of our roles, and the label over a group.

use std::borrow::Cow;

use egui::text::{LayoutJob, TextFormat};
use egui::{Label, Response, Sense, Ui};

use super::paint;
use crate::ui::theme::{TextRole, Tone, space, theme};

/// A text that breaks into as many lines as it needs.
pub fn text(ui: &mut Ui, role: TextRole, tone: Tone, text: &str) -> Response {
    let format = role.format(theme(ui).tone(tone));
    ui.add(Label::new(LayoutJob::single_section(text.to_owned(), format)))
}

/// As [`text`], for our own sentences: names between backticks are shown in the technical font, without the backticks.
pub fn text_with_names(ui: &mut Ui, role: TextRole, tone: Tone, text: &str) -> Response {
    let mut job = LayoutJob::default();
    append_marked(&mut job, text, &role.format(theme(ui).tone(tone)));
    ui.add(Label::new(job))
}

/// Our own sentence without the backticks around its names: for what is spoken, for buttons and for tooltips, where every letter
/// looks the same.
pub fn without_marks(text: &str) -> Cow<'_, str> {
    if first_name(text).is_none() {
        return Cow::Borrowed(text);
    }
    let (mut words, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, name, after)) = first_name(rest) {
        words.push_str(before);
        words.push_str(name);
        rest = after;
    }
    words.push_str(rest);
    Cow::Owned(words)
}

/// Appends a sentence; what stands between two backticks is set in the technical font.
pub(super) fn append_marked(job: &mut LayoutJob, text: &str, plain: &TextFormat) {
    let technical = TextFormat { font_id: TextRole::Technical.font(), ..plain.clone() };
    let mut rest = text;
    while let Some((before, name, after)) = first_name(rest) {
        job.append(before, 0.0, plain.clone());
        job.append(name, 0.0, technical.clone());
        rest = after;
    }
    job.append(rest, 0.0, plain.clone());
}

/// What stands before, between and behind the first two backticks. A single one is a letter like any other.
fn first_name(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('`')?;
    let (name, after) = rest.split_once('`')?;
    Some((before, name, after))
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

/// An icon that only goes with the words beside it, in a square of its own size.
pub fn icon_of_size(ui: &mut Ui, icon: crate::ui::theme::Icon, size: f32, tone: Tone) {
    let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(size), Sense::hover());
    paint::icon(ui.painter(), icon, size, rect.center(), theme(ui).tone(tone));
}

/// An icon that says something by itself, with its words as tooltip and for screen readers.
pub fn icon_words(ui: &mut Ui, icon: crate::ui::theme::Icon, tone: Tone, words: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(egui::Vec2::splat(space::ICON), Sense::hover());
    paint::icon(ui.painter(), icon, space::ICON, rect.center(), theme(ui).tone(tone));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, words));
    response.on_hover_text(words)
}

/// The same as large as a small icon button, to stand in a column with such.
pub fn icon_words_small(ui: &mut Ui, icon: crate::ui::theme::Icon, tone: Tone, words: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(egui::Vec2::splat(space::TARGET), Sense::hover());
    paint::icon(ui.painter(), icon, space::ICON_SMALL, rect.center(), theme(ui).tone(tone));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, words));
    response.on_hover_text(words)
}

/// A small icon with a short sentence behind it, such as "found in this computer's keychain". Names between backticks are shown
/// in the technical font, without the backticks.
pub fn remark(ui: &mut Ui, icon: crate::ui::theme::Icon, tone: Tone, words: &str) -> Response {
    let color = theme(ui).tone(tone);
    let words_color = if tone == Tone::Ok { theme(ui).color.text_2 } else { color };
    let room = (ui.available_width() - space::ICON - 6.0).max(24.0);
    let mut job = LayoutJob::default();
    append_marked(&mut job, words, &TextRole::ControlRegular.format(words_color));
    let galley = paint::block_job(ui, job, room);
    let height = galley.size().y.max(space::TAG);
    let (rect, response) =
        ui.allocate_exact_size(egui::vec2(space::ICON_SMALL + 6.0 + galley.size().x, height), Sense::hover());
    let middle = egui::pos2(rect.left() + space::ICON_SMALL / 2.0, rect.top() + height.min(20.0) / 2.0);
    paint::icon(ui.painter(), icon, space::ICON_SMALL, middle, color);
    let left = egui::pos2(rect.left() + space::ICON_SMALL + 6.0, rect.center().y);
    paint::text_left(ui.painter(), left, galley);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, without_marks(words)));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_backticks_and_nothing_else() {
        let check = |text: &str, expect: &str| assert_eq!(without_marks(text), expect);
        check("`crm_token` is sent", "crm_token is sent");
        check("from `a` to `b`", "from a to b");
        check("one ` alone", "one ` alone");
        check("no name", "no name");
    }
}
