//! A sentence with chips in it that one reads rather than edits: the read-back, the beginning of a rule.

use egui::{Color32, Role, Sense, Ui, WidgetInfo, vec2};

use super::chip::{Chip, ChipLook};
use super::paint;
use crate::ui::theme::{TextRole, WindowSize, space, theme};

/// One piece of a sentence.
#[derive(Clone, Debug)]
pub enum Piece<'a> {
    /// Plain words, with the spaces around them.
    Words(&'a str),
    /// A name that stands out.
    Strong(&'a str),
    /// A chip; a click leads to where it comes from.
    Chip(&'a ChipLook),
}

/// Draws the pieces as a text that breaks between words and never inside a chip. Returns the index, among
/// the pieces, of the chip that was clicked just now.
pub fn sentence(ui: &mut Ui, pieces: &[Piece<'_>]) -> Option<usize> {
    let large = WindowSize::of(ui.ctx()) == WindowSize::Large;
    let (plain, strong) = if large {
        (TextRole::Reading, TextRole::ReadingStrong)
    } else {
        (TextRole::ReadingSmall, TextRole::ReadingSmallStrong)
    };
    let c = &theme(ui).color;
    let line = plain.line_height().max(space::CHIP + 4.0);
    let mut clicked = None;
    let group = ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        ui.spacing_mut().interact_size.y = line;
        ui.horizontal_wrapped(|ui| {
            for (index, piece) in pieces.iter().enumerate() {
                match piece {
                    Piece::Words(words) => words_ui(ui, plain, c.text_2, words, line),
                    Piece::Strong(words) => words_ui(ui, strong, c.text, words, line),
                    Piece::Chip(look) => {
                        if ui.add(Chip::new(look)).clicked() {
                            clicked = Some(index);
                        }
                    }
                }
            }
        });
    });
    group.response.widget_info(|| WidgetInfo::labeled(Role::Label, true, spoken(pieces)));
    clicked
}

/// Word by word, so that every row is as high as a row with a chip and the lines stay apart evenly.
fn words_ui(ui: &mut Ui, role: TextRole, color: Color32, words: &str, line: f32) {
    for word in words.split_inclusive(' ') {
        let galley = paint::line(ui, role, color, word, f32::INFINITY);
        let bare = paint::line(ui, role, color, word.trim_end(), f32::INFINITY);
        let left_in_row = ui.available_size_before_wrap().x;
        // The space behind the last word of a row hangs over the edge instead of pushing the word down.
        let fits_bare = bare.size().x <= left_in_row;
        let width = if fits_bare { galley.size().x.min(left_in_row) } else { galley.size().x };
        let (rect, _) = ui.allocate_exact_size(vec2(width, line), Sense::hover());
        paint::text_left(ui.painter(), rect.left_center(), galley);
    }
}

fn spoken(pieces: &[Piece<'_>]) -> String {
    let words = pieces.iter().map(|piece| match piece {
        Piece::Words(words) | Piece::Strong(words) => (*words).to_owned(),
        Piece::Chip(look) => look.spoken(),
    });
    words.collect()
}
