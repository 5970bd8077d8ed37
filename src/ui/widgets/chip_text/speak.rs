//! What a screen reader hears of a text with chips: their names instead of private-use characters.

use egui::{Context, Id};

use super::buffer::{Tokens, is_chip};

/// A run of text may hold 255 bytes for one character, so longer names are cut for the screen reader.
const MOST_BYTES: usize = 255;
/// egui breaks a long row into runs; more than this many are not looked for.
const MOST_RUNS_IN_A_ROW: usize = 64;

/// Rewrites what egui's text editor told the screen reader. `spoken` is what is said for a raw token.
pub(super) fn rewrite(
    ctx: &Context,
    id: Id,
    text: &str,
    tokens: &Tokens,
    rows: usize,
    spoken: &dyn Fn(&str) -> String,
) {
    if !text.contains(is_chip) || !ctx.has_accesskit_node(id) {
        return;
    }
    let say = |raw: String| {
        let mut words = spoken(&raw);
        while words.len() > MOST_BYTES {
            words.pop();
        }
        words
    };
    ctx.accesskit_node_builder(id, |node| node.set_value(tokens.expand(text, say)));
    for row in 0..rows {
        let runs = (0..MOST_RUNS_IN_A_ROW).map(|chunk| id.with(row).with(chunk));
        for run in runs.take_while(|run| ctx.has_accesskit_node(*run)) {
            ctx.accesskit_node_builder(run, |node| {
                let said = node.value().unwrap_or_default().to_owned();
                let bytes = |letter: char| tokens.raw(letter).map_or(letter.len_utf8(), |raw| say(raw).len());
                let lengths: Vec<u8> =
                    said.chars().map(|letter| u8::try_from(bytes(letter)).unwrap_or(u8::MAX)).collect();
                node.set_character_lengths(lengths);
                node.set_value(tokens.expand(&said, say));
            });
        }
    }
}
