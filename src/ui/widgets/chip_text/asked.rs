//! `/` asks for a value, and what is typed behind it says which.

use egui::text_edit::TextEditOutput;
use egui::{Event, Ui};

use super::buffer::{Buffer, is_chip};

/// Whether `/` was typed at the beginning of a word in this frame; remembers where, so that the value replaces it. Letters may
/// have followed it in the same frame: people type fast, and computers can be slow.
pub(super) fn slash_typed(ui: &Ui, buffer: &mut Buffer, shown: &TextEditOutput) -> bool {
    let typed =
        ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Text(text) if text == "/")));
    let (true, true, Some(range)) = (typed, shown.response.changed(), shown.cursor_range) else {
        return false;
    };
    let mut start = range.primary.index.0;
    while let Some(before) = start.checked_sub(1)
        && buffer.letter(before).is_some_and(|letter| !ends_before_word(letter) && !is_chip(letter))
    {
        start = before;
    }
    let follows_chip = start.checked_sub(1).and_then(|before| buffer.letter(before)).is_some_and(is_chip);
    let found = !follows_chip && start < range.primary.index.0 && buffer.letter(start) == Some('/');
    buffer.slash = found.then_some(start);
    found
}

/// A blank, or a mark after which a word begins.
fn ends_before_word(letter: char) -> bool {
    letter.is_whitespace() || "“„‘‚«‹\"'([{¿¡–—".contains(letter)
}

/// What stands between the `/` and the caret; nothing once the caret went elsewhere, or a word ended.
pub(super) fn word(buffer: &mut Buffer, shown: &TextEditOutput) -> Option<String> {
    let slash = buffer.slash?;
    let caret = shown.cursor_range?.primary.index.0;
    let letters = (slash + 1..caret).map(|index| buffer.letter(index));
    let word: Option<String> =
        letters.map(|letter| letter.filter(|letter| !letter.is_whitespace() && !is_chip(*letter))).collect();
    let word = word.filter(|_| caret > slash && buffer.letter(slash) == Some('/'));
    if word.is_none() {
        buffer.slash = None;
    }
    word
}
