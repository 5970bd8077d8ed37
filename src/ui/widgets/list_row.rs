//! Rows of the left pane: an integration with its state, and a place to go with its number.

use egui::text::LayoutJob;
use egui::{Color32, CursorIcon, Response, Role, Sense, Ui, Widget, WidgetInfo, pos2, vec2};

use super::paint;
use crate::ui::theme::{Icon, Mark, TextRole, Tone, space, theme};

/// A row with a state, a title and a second line.
#[must_use = "Add it with `ui.add`."]
pub struct ListRow<'a> {
    mark: Mark,
    title: &'a str,
    second: &'a str,
    trouble: (&'a str, Tone),
    chosen: bool,
    id: Option<egui::Id>,
    sense: Sense,
}

impl<'a> ListRow<'a> {
    /// A row with only a title.
    pub fn new(mark: Mark, title: &'a str) -> Self {
        Self {
            mark,
            title,
            second: "",
            trouble: ("", Tone::Second),
            chosen: false,
            id: None,
            sense: Sense::click(),
        }
    }

    /// The second line.
    pub fn second(mut self, words: &'a str) -> Self {
        self.second = words;
        self
    }

    /// The end of the second line, in its own colour: "3 findings".
    pub fn trouble(mut self, words: &'a str, tone: Tone) -> Self {
        self.trouble = (words, tone);
        self
    }

    /// Whether this row is the chosen one.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }

    /// A fixed id, for a row that others give the focus to.
    pub fn id(mut self, id: egui::Id) -> Self {
        self.id = Some(id);
        self
    }

    /// What it answers to, where that is more or less than clicks and the focus.
    pub fn sense(mut self, sense: Sense) -> Self {
        self.sense = sense;
        self
    }

    /// The height of a row in points.
    pub const HEIGHT: f32 = space::LIST_ROW + 2.0;

    fn second_line(&self, ui: &Ui) -> LayoutJob {
        let theme = theme(ui);
        let mut job =
            LayoutJob::single_section(self.second.to_owned(), TextRole::Small.format(theme.color.text_2));
        let (words, tone) = self.trouble;
        if !words.is_empty() {
            if !self.second.is_empty() {
                job.append(" · ", 0.0, TextRole::Small.format(theme.color.text_2));
            }
            job.append(words, 0.0, TextRole::SmallStrong.format(theme.tone(tone)));
        }
        job
    }
}

impl Widget for ListRow<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = theme(ui);
        let c = &theme.color;
        let (auto_id, rect) = ui.allocate_space(vec2(ui.available_width(), Self::HEIGHT));
        let response = ui.interact(rect, self.id.unwrap_or(auto_id), self.sense);
        let room = rect.width() - 16.0 - space::ICON - 10.0;
        let title = paint::line(ui, TextRole::BodyStrong, c.text, self.title, room);
        let second = paint::line_job(ui, self.second_line(ui), room);
        let elided = title.elided || second.elided;
        let second_words = second.job.text.clone();
        if ui.is_rect_visible(rect) {
            paint_row(ui, rect, &response, self.chosen);
            let icon_middle = pos2(rect.left() + 8.0 + space::ICON / 2.0, rect.center().y);
            paint::icon(
                ui.painter(),
                self.mark.icon(),
                space::ICON,
                icon_middle,
                theme.tone(self.mark.tone()),
            );
            let left = rect.left() + 8.0 + space::ICON + 10.0;
            if second_words.is_empty() {
                paint::text_left(ui.painter(), pos2(left, rect.center().y), title);
            } else {
                paint::text_left(ui.painter(), pos2(left, rect.center().y - 8.0), title);
                paint::text_left(ui.painter(), pos2(left, rect.center().y + 9.0), second);
            }
            paint::focus_ring(ui, &response, rect, space::RADIUS_CONTROL);
        }
        let spoken = format!("{}, {}, {second_words}", self.title, self.mark.words());
        response
            .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), self.chosen, &spoken));
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if elided { response.on_hover_text(format!("{}\n{second_words}", self.title)) } else { response }
    }
}

/// A row that leads somewhere, with the number of things there.
#[must_use = "Add it with `ui.add`."]
pub struct NavRow<'a> {
    icon: Icon,
    words: &'a str,
    count: Option<usize>,
    chosen: bool,
}

impl<'a> NavRow<'a> {
    /// A row without a number.
    pub fn new(icon: Icon, words: &'a str) -> Self {
        Self { icon, words, count: None, chosen: false }
    }

    /// The number at the right.
    pub fn count(mut self, count: usize) -> Self {
        self.count = Some(count);
        self
    }

    /// Whether this is where one is.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }
}

impl Widget for NavRow<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let c = &theme(ui).color;
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), space::CONTROL), Sense::click());
        let count = self.count.map(|count| count.to_string()).unwrap_or_default();
        let count = paint::line(ui, TextRole::Small, c.text_3, &count, 60.0);
        let (role, color) = if self.chosen {
            (TextRole::Control, c.accent_text)
        } else {
            (TextRole::ControlRegular, c.text_2)
        };
        let left = rect.left() + 8.0 + space::ICON + 10.0;
        let right = rect.right() - 8.0 - count.size().x;
        let words = paint::line(ui, role, color, self.words, right - left - space::S);
        if ui.is_rect_visible(rect) {
            paint_row(ui, rect, &response, self.chosen);
            let middle = pos2(rect.left() + 8.0 + space::ICON / 2.0, rect.center().y);
            paint::icon(ui.painter(), self.icon, space::ICON, middle, color);
            paint::text_left(ui.painter(), pos2(left, rect.center().y), words.clone());
            paint::text_left(ui.painter(), pos2(right, rect.center().y), count);
            paint::focus_ring(ui, &response, rect, space::RADIUS_CONTROL);
        }
        response.widget_info(|| {
            WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), self.chosen, self.words)
        });
        paint::tell_elided(response, &words).on_hover_cursor(CursorIcon::PointingHand)
    }
}

pub(super) fn paint_row(ui: &Ui, rect: egui::Rect, response: &Response, chosen: bool) {
    let c = &theme(ui).color;
    let fill = match (chosen, response.hovered()) {
        (true, _) => c.accent_soft,
        (false, true) => c.hover,
        (false, false) => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, f32::from(space::RADIUS_CONTROL), fill);
}
