//! Drawing that widgets and views share: lines of text, icons, frames and the ring around what has the focus.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Color32, CornerRadius, FontId, Galley, Painter, Pos2, Rect, Response, Stroke, StrokeKind, Ui,
    vec2,
};

use crate::ui::theme::{Icon, TextRole, Theme, space, theme};

/// One line of text that ends in `…` when it is wider than `max_width`.
pub(in crate::ui) fn line(
    ui: &Ui,
    role: TextRole,
    color: Color32,
    text: &str,
    max_width: f32,
) -> Arc<Galley> {
    line_job(ui, LayoutJob::single_section(text.to_owned(), role.format(color)), max_width)
}

/// As [`line`], for a text of several colours or weights.
pub(in crate::ui) fn line_job(ui: &Ui, mut job: LayoutJob, max_width: f32) -> Arc<Galley> {
    job.wrap = TextWrapping::truncate_at_width(max_width.max(1.0));
    job.break_on_newline = false;
    if job.text.contains('\n') {
        // A line break has the same length as the space that replaces it, so the sections stay right.
        job.text = job.text.replace('\n', " ");
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Text that breaks into as many lines as it needs.
pub(in crate::ui) fn block(
    ui: &Ui,
    role: TextRole,
    color: Color32,
    text: &str,
    max_width: f32,
) -> Arc<Galley> {
    block_job(ui, LayoutJob::single_section(text.to_owned(), role.format(color)), max_width)
}

/// As [`block`], for a text of several colours or weights.
pub(in crate::ui) fn block_job(ui: &Ui, mut job: LayoutJob, max_width: f32) -> Arc<Galley> {
    job.wrap.max_width = max_width.max(1.0);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Paints a laid-out text so that its left edge is at `left.x` and its middle at `left.y`.
pub(in crate::ui) fn text_left(painter: &Painter, left: Pos2, galley: Arc<Galley>) {
    let top = left - vec2(0.0, galley.size().y / 2.0);
    painter.galley(top, galley, Color32::PLACEHOLDER);
}

/// Paints an icon with the middle of its square at `center`.
pub(in crate::ui) fn icon(painter: &Painter, icon: Icon, size: f32, center: Pos2, color: Color32) {
    let galley =
        painter.layout_no_wrap(icon.codepoint.to_owned(), FontId::new(size, icon.font_family()), color);
    // The glyphs of the icon font stand on the baseline and are as high as the font size.
    let baseline =
        galley.rows.first().map_or(size, |row| row.pos.y + row.glyphs.first().map_or(size, |g| g.pos.y));
    painter.galley(center - vec2(galley.size().x / 2.0, baseline - size / 2.0), galley, color);
}

/// A filled rectangle with a 1-point edge inside it.
pub(in crate::ui) fn frame(painter: &Painter, rect: Rect, radius: u8, fill: Color32, edge: Color32) {
    painter.rect(
        rect,
        CornerRadius::same(radius),
        fill,
        Stroke::new(space::STROKE, edge),
        StrokeKind::Inside,
    );
}

/// As [`frame`], in the way of what is selected: an accent edge of two points, and the soft fill.
pub(in crate::ui) fn frame_selected(painter: &Painter, rect: Rect, radius: u8, theme: &Theme) {
    let edge = Stroke::new(space::RING, theme.color.accent);
    painter.rect(rect, CornerRadius::same(radius), theme.color.accent_soft, edge, StrokeKind::Inside);
}

/// The ring around what the keyboard would act on; paints nothing when that is something else.
pub(in crate::ui) fn focus_ring(ui: &Ui, response: &Response, rect: Rect, radius: u8) {
    if response.has_focus() {
        ring(ui, rect, radius);
    }
}

/// The ring itself: an accent edge of one point, and two softer points outside it.
pub(in crate::ui) fn ring(ui: &Ui, rect: Rect, radius: u8) {
    let color = &theme(ui).color;
    let clip = ui.clip_rect().intersect(rect.expand(space::RING));
    let painter = ui.painter().with_clip_rect(clip.expand(1.0));
    let radius = CornerRadius::same(radius);
    painter.rect_stroke(rect, radius, Stroke::new(space::RING, color.accent_line), StrokeKind::Outside);
    painter.rect_stroke(rect, radius, Stroke::new(space::STROKE, color.accent), StrokeKind::Inside);
}

/// Adds the full text as a tooltip where only its beginning is shown.
pub(in crate::ui) fn tell_elided(response: Response, galley: &Galley) -> Response {
    if galley.elided { response.on_hover_text(galley.job.text.clone()) } else { response }
}

/// An icon, a text and an icon behind it, on one line.
pub(in crate::ui) struct Run {
    leading: Option<(Icon, f32, Color32)>,
    trailing: Option<(Icon, f32, Color32)>,
    gap: f32,
    /// The text.
    pub(in crate::ui) galley: Arc<Galley>,
}

impl Run {
    pub(in crate::ui) fn new(galley: Arc<Galley>) -> Self {
        Self { leading: None, trailing: None, gap: 6.0, galley }
    }

    pub(in crate::ui) fn gap(mut self, gap: f32) -> Self {
        self.gap = gap;
        self
    }

    pub(in crate::ui) fn leading(mut self, icon: Option<Icon>, size: f32, color: Color32) -> Self {
        self.leading = icon.map(|icon| (icon, size, color));
        self
    }

    pub(in crate::ui) fn trailing(mut self, icon: Option<Icon>, size: f32, color: Color32) -> Self {
        self.trailing = icon.map(|icon| (icon, size, color));
        self
    }

    pub(in crate::ui) fn width(&self) -> f32 {
        let side = |part: &Option<(Icon, f32, Color32)>| part.map_or(0.0, |(_, size, _)| size + self.gap);
        side(&self.leading) + self.galley.size().x + side(&self.trailing)
    }

    /// Paints icon and text from `left` on, and the icon behind them so that it ends at `right`.
    pub(in crate::ui) fn paint(&self, painter: &Painter, left: Pos2, right: f32) {
        let mut at = left;
        if let Some((picture, size, color)) = self.leading {
            icon(painter, picture, size, at + vec2(size / 2.0, 0.0), color);
            at.x += size + self.gap;
        }
        text_left(painter, at, self.galley.clone());
        if let Some((picture, size, color)) = self.trailing {
            icon(painter, picture, size, Pos2::new(right - size / 2.0, left.y), color);
        }
    }

    /// Paints the run in the middle of `rect`.
    pub(in crate::ui) fn paint_centered(&self, painter: &Painter, rect: Rect) {
        let inner = Align2::CENTER_CENTER.align_size_within_rect(vec2(self.width(), 0.0), rect);
        self.paint(painter, inner.left_center(), inner.right());
    }
}
