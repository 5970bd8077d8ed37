//! What the marks of the list mean, at its lower edge.

use egui::{Rect, Ui, UiBuilder, vec2};

use crate::ui::rows::{break_rows, in_rows, width_of};
use crate::ui::theme::{Mark, TextRole, Tone, space, theme};
use crate::ui::widgets::{icon_of_size, row_of_height, text_line};

const STATES: [(Mark, &str); 3] =
    [(Mark::Ready, "Ready"), (Mark::Error, "Findings"), (Mark::NeverTested, "Never tested")];
const GAP: f32 = 10.0;
/// Between the line above and the words.
const ROOM: f32 = space::M;

fn widths(ui: &Ui) -> Vec<f32> {
    let width = |words| (space::ICON_SMALL + space::XS + width_of(ui, TextRole::Small, words)).ceil();
    STATES.iter().map(|(_, words)| width(words)).collect()
}

/// How much room it takes, in points.
pub fn height(ui: &Ui) -> f32 {
    let rows = break_rows(&widths(ui), ui.available_width(), GAP).len() as f32;
    ROOM + rows * (space::TAG + space::S) - space::S
}

/// Draws it at the end of the room that is left.
pub fn at_the_bottom(ui: &mut Ui) {
    let room = ui.available_rect_before_wrap();
    let height = height(ui);
    if room.height() < height {
        return;
    }
    let place = Rect::from_min_max(room.left_bottom() - vec2(0.0, height), room.right_bottom());
    ui.painter().hline(place.x_range(), place.top(), theme(ui).line());
    let inside = place.with_min_y(place.top() + ROOM);
    ui.scope_builder(UiBuilder::new().max_rect(inside), |ui| {
        let widths = widths(ui);
        in_rows(ui, &widths, GAP, |ui, index| {
            let (mark, words) = STATES[index];
            row_of_width(ui, widths[index], |ui| {
                icon_of_size(ui, mark.icon(), space::ICON_SMALL, mark.tone());
                text_line(ui, TextRole::Small, Tone::Second, words);
            });
        });
    });
}

fn row_of_width(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        ui.set_max_width(width);
        ui.spacing_mut().item_spacing.x = space::XS;
        row_of_height(ui, space::TAG, content);
    });
}
