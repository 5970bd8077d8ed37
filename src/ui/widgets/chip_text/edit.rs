//! Changes to a text that come from outside of it, such as from the list of values. They happen in the next frame.

use std::ops::Range;

use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::text_edit::TextEditState;
use egui::{Context, Id, TextBuffer};

use super::buffer::{Buffer, is_chip};

#[derive(Clone)]
enum Change {
    Insert(String),
    Replace { index: usize, raw: String },
    Move { index: usize, to: usize },
}

/// Puts a raw token at the caret of the editor with this id, in place of what is selected or of the `/` that asked
/// for it, and gives the editor the focus.
pub fn insert_chip(ctx: &Context, id: Id, raw: &str) {
    ask(ctx, id, Change::Insert(raw.to_owned()));
}

/// Puts a raw token in place of the chip at `index`, as [`super::ClickedChip`] gives it.
pub fn replace_chip(ctx: &Context, id: Id, index: usize, raw: &str) {
    ask(ctx, id, Change::Replace { index, raw: raw.to_owned() });
}

/// Takes the chip at `index` out of the text.
pub fn remove_chip(ctx: &Context, id: Id, index: usize) {
    ask(ctx, id, Change::Replace { index, raw: String::new() });
}

/// Puts the caret of an editor that somebody has been in.
pub(super) fn put_caret(ctx: &Context, id: Id, index: usize) {
    if let Some(mut state) = TextEditState::load(ctx, id) {
        state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(index))));
        state.store(ctx, id);
    }
}

/// Puts the chip at `index` before the letter that stands at `to` now.
pub(super) fn move_chip(ctx: &Context, id: Id, index: usize, to: usize) {
    ask(ctx, id, Change::Move { index, to });
}

fn ask(ctx: &Context, id: Id, change: Change) {
    ctx.data_mut(|data| {
        let changes: &mut Vec<Change> = data.get_temp_mut_or_default(id.with("chip change"));
        changes.push(change);
    });
    ctx.request_repaint();
}

/// Makes the changes that were asked for since the last frame.
pub(super) fn apply_pending(ctx: &Context, id: Id, buffer: &mut Buffer) {
    let asked: Option<Vec<Change>> = ctx.data_mut(|data| data.remove_temp(id.with("chip change")));
    for change in asked.unwrap_or_default() {
        apply(ctx, id, buffer, change);
    }
}

fn apply(ctx: &Context, id: Id, buffer: &mut Buffer, change: Change) {
    let mut state = TextEditState::load(ctx, id).unwrap_or_default();
    let (range, raw) = match change {
        Change::Insert(raw) => (place(&state, buffer), raw),
        Change::Replace { index, raw } => {
            if !buffer.letter(index).is_some_and(is_chip) {
                return;
            }
            (CharIndex(index)..CharIndex(index + 1), raw)
        }
        Change::Move { index, to } => {
            let Some(raw) = buffer.letter(index).and_then(|letter| buffer.tokens.raw(letter)) else { return };
            if to == index || to == index + 1 {
                return;
            }
            buffer.delete_char_range(CharIndex(index)..CharIndex(index + 1));
            let to = CharIndex(if to > index { to - 1 } else { to });
            (to..to, raw)
        }
    };
    let start = range.start;
    buffer.delete_char_range(range);
    let inserted = buffer.insert_text(&raw, start);
    buffer.slash = None;
    let caret = CCursor::new(start.0 + inserted);
    state.cursor.set_char_range(Some(CCursorRange::one(caret)));
    state.store(ctx, id);
    ctx.memory_mut(|memory| memory.request_focus(id));
}

fn place(state: &TextEditState, buffer: &Buffer) -> Range<CharIndex> {
    let end = CharIndex(buffer.as_str().chars().count());
    let range = state.cursor.char_range().map_or(end..end, |range| range.as_sorted_char_range());
    let range = range.start.min(end)..range.end.min(end);
    match buffer.slash {
        Some(slash) if range.end.0 > slash && buffer.letter(slash) == Some('/') => {
            CharIndex(slash)..range.end
        }
        _ => range,
    }
}
