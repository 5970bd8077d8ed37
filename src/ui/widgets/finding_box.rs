//! What was found, beside the field it is about: what happens to the customer, and one button that repairs it.

use std::borrow::Cow;

use egui::text::LayoutJob;
use egui::{Color32, Margin, Response, Role, Ui, WidgetInfo, pos2, vec2};

use super::button::Button;
use super::paint;
use super::text::{append_marked, without_marks};
use crate::ui::theme::{Icon, Mark, TextRole, space, theme};

/// A box with an icon, a bold beginning, the rest of the sentence, and perhaps a remedy.
#[must_use = "Show it with `show`."]
pub struct FindingBox<'a> {
    tone: FindingTone,
    icon: Icon,
    title: &'a str,
    text: &'a str,
    remedy: Option<&'a str>,
    way: Option<&'a str>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FindingTone {
    Error,
    Warning,
    Hint,
    Good,
}

/// What came of showing a [`FindingBox`].
pub struct FindingOutput {
    /// The whole box.
    pub response: Response,
    /// The button, if the box has one.
    pub remedy: Option<Response>,
    /// The way to the place, if the box has one.
    pub way: Option<Response>,
}

impl FindingOutput {
    /// Whether the remedy was clicked just now.
    pub fn remedy_clicked(&self) -> bool {
        self.remedy.as_ref().is_some_and(Response::clicked)
    }

    /// Whether somebody wants to see the place.
    pub fn way_clicked(&self) -> bool {
        self.way.as_ref().is_some_and(Response::clicked)
    }
}

impl<'a> FindingBox<'a> {
    /// It will not work.
    pub fn error(title: &'a str, text: &'a str) -> Self {
        Self::new(FindingTone::Error, Mark::Error.icon(), title, text)
    }

    /// It will work, but not as one would like.
    pub fn warning(title: &'a str, text: &'a str) -> Self {
        Self::new(FindingTone::Warning, Mark::Warning.icon(), title, text)
    }

    /// It could be better.
    pub fn hint(title: &'a str, text: &'a str) -> Self {
        Self::new(FindingTone::Hint, Mark::Hint.icon(), title, text)
    }

    /// It went well; the remedy is then what one may want to do next.
    pub fn good(title: &'a str, text: &'a str) -> Self {
        Self::new(FindingTone::Good, Mark::Ready.icon(), title, text)
    }

    fn new(tone: FindingTone, icon: Icon, title: &'a str, text: &'a str) -> Self {
        Self { tone, icon, title, text, remedy: None, way: None }
    }

    /// The one button that repairs it.
    pub fn remedy(mut self, words: &'a str) -> Self {
        self.remedy = Some(words);
        self
    }

    /// The way to the place that it is about, under the text.
    pub fn way(mut self, words: &'a str) -> Self {
        self.way = Some(words);
        self
    }

    /// Draws the box, as wide as there is room.
    pub fn show(self, ui: &mut Ui) -> FindingOutput {
        let (fill, edge, icon_color) = self.colors(ui);
        let frame = egui::Frame::new()
            .fill(fill)
            .stroke(egui::Stroke::new(space::STROKE, edge))
            .corner_radius(space::RADIUS_CONTROL)
            .inner_margin(Margin::symmetric(12, 9));
        let shown = frame.show(ui, |ui| {
            ui.take_available_width();
            self.content(ui, icon_color)
        });
        let spoken = format!("{} {}", sentence(self.title), sentence(self.text));
        let spoken = without_marks(&spoken);
        shown.response.widget_info(|| WidgetInfo::labeled(Role::Group, ui.is_enabled(), spoken.trim_end()));
        let (remedy, way) = shown.inner;
        FindingOutput { response: shown.response, remedy, way }
    }

    fn content(&self, ui: &mut Ui, icon_color: Color32) -> (Option<Response>, Option<Response>) {
        let c = &theme(ui).color;
        let width = ui.available_width();
        let button_width = self.remedy.map_or(0.0, |words| {
            paint::line(ui, TextRole::Control, c.text, words, 280.0).size().x + 20.0 + space::M
        });
        // On a narrow screen the button stands under the text instead of squeezing it.
        let below = self.way.is_some() || button_width > 0.0 && width - button_width < 240.0;
        let text_left = space::ICON + 10.0;
        let room = width - text_left - if below { 0.0 } else { button_width };
        let mut job = LayoutJob::default();
        append_marked(&mut job, &sentence(self.title), &TextRole::ControlTitle.format(c.text));
        if !self.text.is_empty() {
            let words = format!(" {}", sentence(self.text));
            append_marked(&mut job, &words, &TextRole::ControlRegular.format(c.text));
        }
        let text = paint::block_job(ui, job, room);
        let beside = if self.remedy.is_some() && !below { space::CONTROL_SMALL } else { 0.0 };
        let height = text.size().y.max(beside).max(20.0);
        let (rect, _) = ui.allocate_exact_size(vec2(width, height), egui::Sense::hover());
        let first_line = rect.center().y - text.size().y / 2.0 + 9.0;
        let middle = pos2(rect.left() + space::ICON / 2.0, first_line);
        paint::icon(ui.painter(), self.icon, space::ICON, middle, icon_color);
        paint::text_left(ui.painter(), pos2(rect.left() + text_left, rect.center().y), text);

        let button = self.remedy.map(|words| self.button(words));
        if below {
            let row = ui.horizontal(|ui| {
                // Without a remedy the words of the way, and not their padding, stand under the text.
                ui.add_space(text_left - if button.is_some() { 0.0 } else { 10.0 });
                let remedy = button.map(|button| ui.add(button));
                (remedy, self.way.map(|words| ui.add(Button::ghost(words).small())))
            });
            return row.inner;
        }
        let place = egui::Rect::from_min_max(
            pos2(rect.right() - button_width + space::M, rect.center().y - space::CONTROL_SMALL / 2.0),
            pos2(rect.right(), rect.center().y + space::CONTROL_SMALL / 2.0),
        );
        (button.map(|button| ui.place(place, button)), None)
    }

    fn button(&self, words: &'a str) -> Button<'a> {
        match self.tone {
            FindingTone::Error => Button::danger(words),
            FindingTone::Warning => Button::warning(words),
            FindingTone::Hint | FindingTone::Good => Button::secondary(words),
        }
        .small()
    }

    fn colors(&self, ui: &Ui) -> (Color32, Color32, Color32) {
        let c = &theme(ui).color;
        match self.tone {
            FindingTone::Error => (c.err_soft, c.err_line, c.err),
            FindingTone::Warning => (c.warn_soft, c.warn_line, c.warn),
            FindingTone::Hint => (c.sunken, c.line_strong, c.accent_text),
            FindingTone::Good => (c.ok_soft, c.ok_line, c.ok),
        }
    }
}

/// The words with a full stop, unless they end like a sentence already.
fn sentence(words: &str) -> Cow<'_, str> {
    let words = words.trim_end();
    let last = words.trim_end_matches(['”', ')', '`']).chars().last();
    let ends = words.is_empty() || last.is_some_and(|last| matches!(last, '.' | '?' | '…'));
    if ends { Cow::Borrowed(words) } else { Cow::Owned(format!("{words}.")) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_title_ends_like_a_sentence() {
        let check = |words: &str, expect: &str| assert_eq!(super::sentence(words), expect);
        check("Too slow", "Too slow.");
        check("Too slow.", "Too slow.");
        check("There is no outcome `x`", "There is no outcome `x`.");
        check("The bot said: “Yes.”", "The bot said: “Yes.”");
        check("The bot said: “Yes”", "The bot said: “Yes”.");
        check("", "");
    }
}
