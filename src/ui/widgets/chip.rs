//! A chip: a value that is put into a text by picking. The name first, then an example behind a dot.

use egui::text::LayoutJob;
use egui::{Color32, CursorIcon, Painter, Rect, Response, Role, Sense, Ui, Widget, WidgetInfo, pos2, vec2};

use super::paint::{self, Run};
use crate::ui::theme::{Icon, TextRole, Theme, icons, space, theme};

/// How one chip looks, whether it stands alone or in a text.
#[derive(Clone, Debug)]
pub struct ChipLook {
    /// Where the value comes from: the customer, the answer, the clock.
    pub icon: Icon,
    /// What the value is called.
    pub name: String,
    /// What it would be now, as it would be shown; may be empty.
    pub example: String,
    /// What a tooltip says; may be empty.
    pub tip: String,
    /// The colours it has.
    pub kind: ChipKind,
}

/// The colours of a chip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChipKind {
    /// A value that changes from customer to customer.
    #[default]
    Value,
    /// Something fixed, such as a connection.
    Plain,
    /// The value no longer exists.
    Broken,
}

impl ChipLook {
    /// A chip for a value, with nothing but its name.
    pub fn new(icon: Icon, name: impl Into<String>) -> Self {
        Self { icon, name: name.into(), example: String::new(), tip: String::new(), kind: ChipKind::Value }
    }

    /// A chip for something fixed.
    pub fn plain(icon: Icon, name: impl Into<String>) -> Self {
        Self { kind: ChipKind::Plain, ..Self::new(icon, name) }
    }

    /// A chip for a value that no longer exists.
    pub fn broken(name: impl Into<String>) -> Self {
        Self { kind: ChipKind::Broken, ..Self::new(icons::ICON_ERROR, name) }
    }

    /// The same with an example behind the name.
    pub fn example(mut self, example: impl Into<String>) -> Self {
        self.example = example.into();
        self
    }

    /// The same with a tooltip.
    pub fn tip(mut self, tip: impl Into<String>) -> Self {
        self.tip = tip.into();
        self
    }

    /// What a screen reader says in place of the chip.
    pub fn spoken(&self) -> String {
        if self.example.is_empty() { self.name.clone() } else { format!("{} ({})", self.name, self.example) }
    }
}

/// A chip by itself: in the read-back, in a rule, in a table. It can be clicked.
#[must_use = "Add it with `ui.add`."]
pub struct Chip<'a> {
    look: &'a ChipLook,
}

impl<'a> Chip<'a> {
    /// The chip with this look.
    pub fn new(look: &'a ChipLook) -> Self {
        Self { look }
    }
}

impl Widget for Chip<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let room = ui.available_width().max(48.0);
        let width = width(ui, self.look, room);
        let (rect, response) = ui.allocate_exact_size(vec2(width, space::CHIP), Sense::click());
        if ui.is_rect_visible(rect) {
            let state = if response.hovered() { ChipState::Hovered } else { ChipState::Rest };
            paint_chip(ui, ui.painter(), rect, self.look, state);
            paint::focus_ring(ui, &response, rect, space::RADIUS_CHIP);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.look.spoken()));
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if self.look.tip.is_empty() { response } else { response.on_hover_text(&self.look.tip) }
    }
}

/// What a person is doing with a chip.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ChipState {
    Rest,
    Hovered,
    /// Part of the selected text.
    Selected,
}

const PADDING: f32 = 8.0;

/// The width of a chip in points, at most `max_width`.
pub(super) fn width(ui: &Ui, look: &ChipLook, max_width: f32) -> f32 {
    let run = run(ui, look, max_width - 2.0 * PADDING, Color32::PLACEHOLDER, Color32::PLACEHOLDER);
    (run.width() + 2.0 * PADDING).ceil()
}

pub(super) fn paint_chip(ui: &Ui, painter: &Painter, rect: Rect, look: &ChipLook, state: ChipState) {
    let face = Face::of(look.kind, state, theme(ui));
    paint::frame(painter, rect, space::RADIUS_CHIP, face.fill, face.edge);
    // Half a point more than the width was measured with, or rounding would elide a name that fits.
    let run = run(ui, look, rect.width() - 2.0 * PADDING + 0.5, face.name, face.example);
    run.paint(painter, pos2(rect.left() + PADDING, rect.center().y), rect.right());
}

fn run(ui: &Ui, look: &ChipLook, max_width: f32, name: Color32, example: Color32) -> Run {
    let room = max_width - space::ICON_SMALL - 4.0;
    let mut job = LayoutJob::default();
    job.append(&look.name, 0.0, TextRole::Control.format(name));
    let bare = job.clone();
    if !look.example.is_empty() {
        job.append(&format!(" · {}", look.example), 0.0, TextRole::ControlRegular.format(example));
    }
    let mut galley = paint::line_job(ui, job, room);
    // Half an example says less than none.
    if galley.elided && !look.example.is_empty() {
        galley = paint::line_job(ui, bare, room);
    }
    Run::new(galley).gap(4.0).leading(Some(look.icon), space::ICON_SMALL, name)
}

struct Face {
    fill: Color32,
    edge: Color32,
    name: Color32,
    example: Color32,
}

impl Face {
    fn of(kind: ChipKind, state: ChipState, theme: &Theme) -> Self {
        let c = &theme.color;
        if state == ChipState::Selected {
            return Self { fill: c.accent, edge: c.accent, name: c.on_accent, example: c.on_accent };
        }
        let (fill, edge, hovered, name) = match kind {
            ChipKind::Value => (c.accent_soft, c.accent_line, c.accent, c.accent_text),
            ChipKind::Plain => (c.sunken, c.line_strong, c.line_control, c.text),
            ChipKind::Broken => (c.err_soft, c.err_line, c.err, c.err),
        };
        let edge = if state == ChipState::Hovered { hovered } else { edge };
        Self { fill, edge, name, example: c.text_2 }
    }
}
