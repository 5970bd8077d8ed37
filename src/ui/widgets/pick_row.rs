//! A row with an icon and two lines that is picked from a list: a target, a file.

use egui::{CursorIcon, Response, Role, Sense, Ui, Widget, WidgetInfo, pos2, vec2};

use super::list_row::paint_row;
use super::paint;
use crate::ui::theme::{Icon, TextRole, space, theme};

/// A row that can be picked.
#[must_use = "Add it with `ui.add`."]
pub struct PickRow<'a> {
    icon: Icon,
    title: &'a str,
    second: &'a str,
    chosen: bool,
}

impl<'a> PickRow<'a> {
    /// A row with only a title.
    pub fn new(icon: Icon, title: &'a str) -> Self {
        Self { icon, title, second: "", chosen: false }
    }

    /// The second line.
    pub fn second(mut self, words: &'a str) -> Self {
        self.second = words;
        self
    }

    /// Whether this row is the chosen one.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }
}

impl Widget for PickRow<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let c = &theme(ui).color;
        let size = vec2(ui.available_width(), space::LIST_ROW + 2.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let room = rect.width() - 16.0 - space::ICON - 10.0;
        let title = paint::line(ui, TextRole::BodyStrong, c.text, self.title, room);
        let second = paint::line(ui, TextRole::Small, c.text_2, self.second, room);
        let elided = title.elided || second.elided;
        if ui.is_rect_visible(rect) {
            paint_row(ui, rect, &response, self.chosen);
            let color = if self.chosen { c.accent_text } else { c.text_2 };
            let middle = pos2(rect.left() + 8.0 + space::ICON / 2.0, rect.center().y);
            paint::icon(ui.painter(), self.icon, space::ICON, middle, color);
            let left = rect.left() + 8.0 + space::ICON + 10.0;
            if self.second.is_empty() {
                paint::text_left(ui.painter(), pos2(left, rect.center().y), title);
            } else {
                paint::text_left(ui.painter(), pos2(left, rect.center().y - 8.0), title);
                paint::text_left(ui.painter(), pos2(left, rect.center().y + 9.0), second);
            }
            paint::focus_ring(ui, &response, rect, space::RADIUS_CONTROL);
        }
        let comma = if self.second.is_empty() { "" } else { ", " };
        let spoken = format!("{}{comma}{}", self.title, self.second);
        response
            .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), self.chosen, &spoken));
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if elided { response.on_hover_text(format!("{}\n{}", self.title, self.second)) } else { response }
    }
}
