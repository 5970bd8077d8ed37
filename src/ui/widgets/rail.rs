//! The narrow rail that takes the place of the left pane in a small window.

use egui::{Color32, CursorIcon, Response, Role, Sense, Ui, Widget, WidgetInfo, vec2};

use super::paint;
use crate::ui::theme::{Icon, TextRole, space, theme};

/// Of a place, in points.
const HEIGHT: f32 = 48.0;

/// A place of the rail: an icon with a word under it. The tooltip is also its name for screen readers.
#[must_use = "Add it with `ui.add`."]
pub struct RailButton<'a> {
    icon: Icon,
    name: &'a str,
    word: &'a str,
    trouble: &'a str,
    chosen: bool,
}

impl<'a> RailButton<'a> {
    /// An icon with its name under it.
    pub fn new(icon: Icon, name: &'a str) -> Self {
        Self { icon, name, word: name, trouble: "", chosen: false }
    }

    /// One word instead of the name, as the rail is narrow.
    pub fn word(mut self, word: &'a str) -> Self {
        self.word = word;
        self
    }

    /// A red dot, and the words that say why: "3 findings".
    pub fn trouble(mut self, words: &'a str) -> Self {
        self.trouble = words;
        self
    }

    /// Whether this is where one is.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }
}

impl Widget for RailButton<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let c = &theme(ui).color;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click());
        let word = paint::line(ui, TextRole::Small, Color32::PLACEHOLDER, self.word, rect.width());
        if ui.is_rect_visible(rect) {
            let (fill, color) = match (self.chosen, response.hovered()) {
                (true, _) => (c.accent_soft, c.accent_text),
                (false, true) => (c.hover, c.text_2),
                (false, false) => (Color32::TRANSPARENT, c.text_2),
            };
            ui.painter().rect_filled(rect, f32::from(space::RADIUS_CONTROL), fill);
            let middle = rect.center_top() + vec2(0.0, 6.0 + space::ICON_BUTTON / 2.0);
            paint::icon(ui.painter(), self.icon, space::ICON_BUTTON, middle, color);
            let corner = rect.center_bottom() - vec2(word.size().x / 2.0, 5.0 + word.size().y);
            ui.painter().galley(corner, word, color);
            if !self.trouble.is_empty() {
                let middle = middle + vec2(space::ICON_BUTTON / 2.0 + 1.0, 1.0 - space::ICON_BUTTON / 2.0);
                ui.painter().circle(middle, 4.0, c.err_solid, egui::Stroke::new(1.0, c.panel));
            }
            paint::focus_ring(ui, &response, rect, space::RADIUS_CONTROL);
        }
        let comma = if self.trouble.is_empty() { "" } else { ", " };
        let spoken = format!("{}{comma}{}", self.name, self.trouble);
        response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), self.chosen, &spoken));
        response.on_hover_text(spoken).on_hover_cursor(CursorIcon::PointingHand)
    }
}
