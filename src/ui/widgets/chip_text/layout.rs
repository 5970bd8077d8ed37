//! Where the letters and chips of a text stand.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{FontFamily, FontId, Galley, Pos2, Rect, TextFormat, Ui, vec2};

use super::buffer::Tokens;
use crate::ui::theme::{TextRole, space, theme};
use crate::ui::widgets::chip::{self, ChipLook};

/// Room beside a chip, so that the caret can be seen at both of its edges.
const GAP: f32 = 2.0;

/// What a text is laid out with.
pub(super) struct Style<'a> {
    pub(super) role: TextRole,
    /// Distance between two lines; at least a chip and a little room.
    pub(super) line_height: f32,
    pub(super) look: &'a dyn Fn(&str) -> ChipLook,
    /// The widest a chip may be; a wider one is elided.
    pub(super) widest: f32,
}

pub(super) fn galley(ui: &Ui, text: &str, tokens: &Tokens, wrap: f32, style: &Style<'_>) -> Arc<Galley> {
    let plain =
        TextFormat { line_height: Some(style.line_height), ..style.role.format(theme(ui).color.text) };
    let mut job = LayoutJob { keep_trailing_whitespace: true, ..LayoutJob::default() };
    job.wrap.max_width = wrap;
    let mut start = 0;
    for (at, letter) in text.char_indices() {
        let Some(raw) = tokens.raw(letter) else { continue };
        let end = at + letter.len_utf8();
        job.append(text.get(start..at).unwrap_or_default(), 0.0, plain.clone());
        let width = chip::width(ui, &(style.look)(&raw), style.widest) + 2.0 * GAP;
        // The glyph of a chip is as wide as its font is large; see `glyph`.
        let room = TextFormat { font_id: FontId::new(width, FontFamily::Proportional), ..plain.clone() };
        job.append(text.get(at..end).unwrap_or_default(), 0.0, room);
        start = end;
    }
    job.append(text.get(start..).unwrap_or_default(), 0.0, plain);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// A chip in a laid-out text.
pub(super) struct Placed {
    /// Its character index in the text.
    pub(super) index: usize,
    pub(super) raw: String,
    pub(super) rect: Rect,
}

/// Every chip of a laid-out text, in order.
pub(super) fn chips(galley: &Galley, origin: Pos2, tokens: &Tokens) -> Vec<Placed> {
    let mut placed = Vec::new();
    let mut first = 0;
    for row in &galley.rows {
        for (index, glyph) in row.glyphs.iter().enumerate() {
            let Some(raw) = tokens.raw(glyph.chr) else { continue };
            let corner = origin + row.pos.to_vec2() + vec2(glyph.pos.x, 0.0);
            let middle = corner + vec2(glyph.advance_width, row.size.y) / 2.0;
            let rect = Rect::from_center_size(middle, vec2(glyph.advance_width - 2.0 * GAP, space::CHIP));
            placed.push(Placed { index: first + index, raw, rect });
        }
        first += row.char_count_including_newline().0;
    }
    placed
}
