//! Yes or no: a switch with a label, and a check box.

use egui::{
    CornerRadius, CursorIcon, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, Widget, WidgetInfo,
    pos2, vec2,
};

use super::paint;
use crate::ui::theme::{TextRole, icons, space, theme};

const TRACK: Vec2 = Vec2::new(32.0, 18.0);

/// A switch with its label behind it, and perhaps a second line.
#[must_use = "Add it with `ui.add`."]
pub struct Switch<'a> {
    on: &'a mut bool,
    label: &'a str,
    hint: &'a str,
}

impl<'a> Switch<'a> {
    /// A switch for `on`.
    pub fn new(on: &'a mut bool, label: &'a str) -> Self {
        Self { on, label, hint: "" }
    }

    /// A second line that says what the present position means.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }
}

impl Widget for Switch<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let c = &theme(ui).color;
        let room = (ui.available_width() - TRACK.x - space::S).max(24.0);
        let label = paint::block(ui, TextRole::Control, c.text, self.label, room);
        let hint = paint::block(ui, TextRole::Small, c.text_2, self.hint, room);
        let hint_size = if self.hint.is_empty() { Vec2::ZERO } else { hint.size() };
        let text_height = label.size().y + hint_size.y;
        let width = TRACK.x + space::S + label.size().x.max(hint_size.x);
        let (rect, mut response) =
            ui.allocate_exact_size(vec2(width, text_height.max(space::TARGET)), Sense::click());
        if response.clicked() {
            *self.on = !*self.on;
            response.mark_changed();
        }
        if ui.is_rect_visible(rect) {
            let track = Rect::from_min_size(pos2(rect.left(), rect.center().y - TRACK.y / 2.0), TRACK);
            paint_track(ui, &response, track, *self.on);
            let left = track.right() + space::S;
            let top = rect.center().y - text_height / 2.0;
            let middle = top + label.size().y / 2.0;
            let below = top + label.size().y + hint_size.y / 2.0;
            paint::text_left(ui.painter(), pos2(left, middle), label);
            paint::text_left(ui.painter(), pos2(left, below), hint);
        }
        response.widget_info(|| WidgetInfo::selected(Role::Switch, ui.is_enabled(), *self.on, self.label));
        response.on_hover_cursor(CursorIcon::PointingHand)
    }
}

fn paint_track(ui: &Ui, response: &Response, track: Rect, on: bool) {
    let c = &theme(ui).color;
    let how_on = ui.ctx().animate_bool_responsive(response.id, on);
    let (fill, edge, knob) =
        if on { (c.accent, c.accent, c.on_accent) } else { (c.surface, c.line_control, c.line_control) };
    paint::frame(ui.painter(), track, 9, fill, edge);
    let x = egui::lerp(track.left() + 9.0..=track.right() - 9.0, how_on);
    ui.painter().circle_filled(pos2(x, track.center().y), 6.0, knob);
    paint::focus_ring(ui, response, track, 9);
}

/// A box that is ticked or not.
#[must_use = "Add it with `ui.add`."]
pub struct Checkbox<'a> {
    on: &'a mut bool,
    label: &'a str,
    words: Words,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    Shown,
    Spoken,
}

impl<'a> Checkbox<'a> {
    /// A box with its label behind it.
    pub fn new(on: &'a mut bool, label: &'a str) -> Self {
        Self { on, label, words: Words::Shown }
    }

    /// A box alone, for the cell of a table whose heading is the label; screen readers still hear it.
    pub fn bare(on: &'a mut bool, label: &'a str) -> Self {
        Self { on, label, words: Words::Spoken }
    }
}

impl Widget for Checkbox<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let c = &theme(ui).color;
        let room = (ui.available_width() - 24.0).max(24.0);
        let words = if self.words == Words::Shown { self.label } else { "" };
        let galley = paint::block(ui, TextRole::ControlRegular, c.text, words, room);
        let text_width = if words.is_empty() { 8.0 } else { galley.size().x + space::S };
        let size = vec2(16.0 + text_width, galley.size().y.max(space::TARGET));
        let (rect, mut response) = ui.allocate_exact_size(size, Sense::click());
        if response.clicked() {
            *self.on = !*self.on;
            response.mark_changed();
        }
        if ui.is_rect_visible(rect) {
            let left = if words.is_empty() { rect.left() + 4.0 } else { rect.left() };
            let square = Rect::from_min_size(pos2(left, rect.center().y - 8.0), Vec2::splat(16.0));
            let radius = CornerRadius::same(space::RADIUS_TAG);
            let (fill, edge) = if *self.on { (c.accent, c.accent) } else { (c.surface, c.line_control) };
            ui.painter().rect(square, radius, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
            if *self.on {
                paint::icon(ui.painter(), icons::ICON_CHECK, 14.0, square.center(), c.on_accent);
            }
            let start = pos2(square.right() + space::S, rect.center().y);
            paint::text_left(ui.painter(), start, galley);
            paint::focus_ring(ui, &response, square, space::RADIUS_TAG);
        }
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), *self.on, self.label));
        response.on_hover_cursor(CursorIcon::PointingHand)
    }
}
