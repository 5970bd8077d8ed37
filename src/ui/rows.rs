//! Things of known width in as many rows as they need.

use std::ops::Range;

use egui::{Rect, ScrollArea, Ui, UiBuilder, vec2};

use super::theme::{TextRole, space, theme};
use super::widgets::{follow_focus, paint};

/// How many rows things of these widths need, as the index at which each row begins; a thing wider than the room has a row
/// for itself.
pub fn break_rows(widths: &[f32], room: f32, gap: f32) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut used = f32::INFINITY;
    for (index, width) in widths.iter().enumerate() {
        if used + gap + width > room {
            starts.push(index);
            used = *width;
        } else {
            used += gap + width;
        }
    }
    starts
}

/// Draws things of known widths, row by row.
pub fn in_rows(ui: &mut Ui, widths: &[f32], gap: f32, mut draw: impl FnMut(&mut Ui, usize)) {
    let starts = break_rows(widths, ui.available_width(), gap);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing = vec2(gap, space::S);
        for (row, start) in starts.iter().enumerate() {
            let end = starts.get(row + 1).copied().unwrap_or(widths.len());
            ui.horizontal(|ui| {
                for index in *start..end {
                    draw(ui, index);
                }
            });
        }
    });
}

/// How many rows are drawn above and below those in sight.
const BEYOND: usize = 2;

/// Rows of the same height, of which only those in sight are drawn, and a few beyond: Tab leads on to those, and brings them into
/// sight.
pub fn rows_in_sight(
    ui: &mut Ui,
    area: ScrollArea,
    row_height: f32,
    count: usize,
    draw: impl FnOnce(&mut Ui, Range<usize>),
) {
    let gap = ui.spacing().item_spacing.y;
    let step = row_height + gap;
    area.show_viewport(ui, |ui, viewport| {
        ui.set_height((step * count as f32 - gap).max(0.0));
        let last = ((viewport.max.y / step).ceil() as usize + 1 + BEYOND).min(count);
        let first = ((viewport.min.y / step).floor().max(0.0) as usize).saturating_sub(BEYOND).min(last);
        let top = ui.max_rect().top();
        let high = top + first as f32 * step..=top + last as f32 * step;
        let rect = Rect::from_x_y_ranges(ui.max_rect().x_range(), high);
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            // What is drawn keeps its ids while one scrolls, if each row takes one: a row with several things is a scope.
            ui.skip_ahead_auto_ids(first);
            follow_focus(ui, |ui| draw(ui, first..last));
        });
    });
}

/// The width of words on one line.
pub fn width_of(ui: &Ui, role: TextRole, words: &str) -> f32 {
    paint::line(ui, role, theme(ui).color.text, words, f32::INFINITY).size().x
}

/// A thin line over all the width, with room above and below.
pub fn divider(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 17.0), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, theme(ui).line());
}

#[cfg(test)]
mod tests {
    #[test]
    fn rows_break_where_the_room_ends() {
        let check = |widths: &[f32], expect: &[usize]| {
            assert_eq!(super::break_rows(widths, 100.0, 10.0), expect);
        };
        check(&[], &[]);
        check(&[45.0, 45.0, 10.0], &[0, 2]);
        check(&[120.0, 20.0], &[0, 1]);
    }
}
