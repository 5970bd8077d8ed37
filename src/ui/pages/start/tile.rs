//! A way to begin, as wide as its column: picture, title, a line, and its keys.

use egui::{CursorIcon, Response, Role, Sense, Ui, Widget, WidgetInfo, pos2, vec2};

use crate::ui::theme::{Icon, TextRole, space, theme};
use crate::ui::widgets::paint;

/// A large button.
#[must_use = "Add it with `ui.add`."]
pub struct Tile<'a> {
    icon: Icon,
    title: &'a str,
    second: &'a str,
    keys: &'a str,
}

impl<'a> Tile<'a> {
    /// A tile without keys.
    pub fn new(icon: Icon, title: &'a str, second: &'a str) -> Self {
        Self { icon, title, second, keys: "" }
    }

    /// The keys that do the same.
    pub fn keys(mut self, keys: &'a str) -> Self {
        self.keys = keys;
        self
    }
}

/// Its height in points.
pub const HEIGHT: f32 = 68.0;

impl Widget for Tile<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click());
        if ui.is_rect_visible(rect) {
            let c = &theme(ui).color;
            let fill = if response.hovered() { c.accent_soft } else { c.surface };
            let edge = if response.hovered() { c.accent_line } else { c.line };
            paint::frame(ui.painter(), rect, space::RADIUS_CARD, fill, edge);
            face(ui, rect, &self);
            paint::focus_ring(ui, &response, rect, space::RADIUS_CARD);
        }
        let spoken = format!("{}: {}", self.title, self.second);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &spoken));
        response.on_hover_cursor(CursorIcon::PointingHand)
    }
}

/// Picture and words in the upper 68 points of a tile.
pub fn face(ui: &Ui, rect: egui::Rect, tile: &Tile<'_>) {
    let c = &theme(ui).color;
    let middle = rect.top() + HEIGHT / 2.0;
    paint::icon(ui.painter(), tile.icon, 24.0, pos2(rect.left() + 29.0, middle), c.accent_text);
    let keys = paint::line(ui, TextRole::Small, c.text_2, tile.keys, 80.0);
    let end = rect.right() - 16.0 - if tile.keys.is_empty() { 0.0 } else { keys.size().x + 20.0 };
    let left = rect.left() + 55.0;
    let title = paint::line(ui, TextRole::BodyStrong, c.text, tile.title, end - left);
    let second = paint::line(ui, TextRole::Small, c.text_2, tile.second, end - left);
    paint::text_left(ui.painter(), pos2(left, middle - 9.0), title);
    paint::text_left(ui.painter(), pos2(left, middle + 10.0), second);
    if !tile.keys.is_empty() {
        let corner = pos2(rect.right() - 28.0 - keys.size().x, middle - 10.0);
        let place = egui::Rect::from_min_size(corner, vec2(keys.size().x + 12.0, 20.0));
        paint::frame(ui.painter(), place, space::RADIUS_TAG, c.surface, c.line_strong);
        paint::text_left(ui.painter(), place.left_center() + vec2(6.0, 0.0), keys);
    }
}
