//! The text as the editor sees it: every chip is one character of a private-use plane.
//!
//! That way egui itself wraps, selects, deletes and moves the caret over a chip as over any letter.

use std::any::TypeId;
use std::ops::Range;
use std::sync::Arc;

use egui::TextBuffer;
use egui::mutex::Mutex;
use egui::text::CharIndex;

/// Plane 16 is for private use from one end to the other, and no font of ours or of egui has it.
const FIRST: u32 = 0x10_0000;
const LAST: u32 = 0x10_FFFD;

/// Whether a character stands for a chip.
pub(super) fn is_chip(letter: char) -> bool {
    (FIRST..=LAST).contains(&(letter as u32))
}

/// Which raw token each character stands for. Tokens are kept for as long as the editor lives, because undo may
/// bring one back; there is room for 65 534 different ones.
#[derive(Clone, Default)]
pub(super) struct Tokens(Arc<Mutex<Vec<String>>>);

impl Tokens {
    /// The raw token of a character, if it is one of ours.
    pub(super) fn raw(&self, letter: char) -> Option<String> {
        if !is_chip(letter) {
            return None;
        }
        self.0.lock().get((letter as u32 - FIRST) as usize).cloned()
    }

    fn letter(&self, raw: &str) -> char {
        let mut tokens = self.0.lock();
        let known = tokens.iter().position(|token| token == raw);
        let index = known.unwrap_or_else(|| {
            tokens.push(raw.to_owned());
            tokens.len() - 1
        });
        let code = u32::try_from(index).ok().and_then(|index| FIRST.checked_add(index));
        code.and_then(char::from_u32).filter(|letter| is_chip(*letter)).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// Turns raw tokens into characters. `\{{` stays as it is, and so does what only begins like a token;
    /// private-use characters that are not ours are dropped.
    pub(super) fn absorb(&self, text: &str) -> String {
        let mut absorbed = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(open) = rest.find("{{") {
            let (before, tail) = rest.split_at(open);
            self.push_plain(&mut absorbed, before);
            if before.ends_with('\\') {
                absorbed.push_str("{{");
                rest = tail.get(2..).unwrap_or_default();
            } else if let Some(end) = token_end(tail) {
                let (token, behind) = tail.split_at(end);
                absorbed.push(self.letter(token));
                rest = behind;
            } else {
                absorbed.push('{');
                rest = tail.get(1..).unwrap_or_default();
            }
        }
        self.push_plain(&mut absorbed, rest);
        absorbed
    }

    fn push_plain(&self, to: &mut String, text: &str) {
        to.extend(text.chars().filter(|letter| !is_chip(*letter) || self.raw(*letter).is_some()));
    }

    /// Turns characters back into what `say` makes of their tokens.
    pub(super) fn expand(&self, text: &str, say: impl Fn(String) -> String) -> String {
        let mut expanded = String::with_capacity(text.len());
        for letter in text.chars() {
            match self.raw(letter) {
                Some(raw) => expanded.push_str(&say(raw)),
                None => expanded.push(letter),
            }
        }
        expanded
    }
}

/// The length in bytes of the token at the beginning of `text`, if one is complete there.
fn token_end(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("{{")?;
    let close = inside.find("}}")?;
    let inside = inside.get(..close)?;
    let looks_right = !inside.trim().is_empty() && !inside.starts_with('{') && !inside.contains(['\n', '\r']);
    (looks_right && !inside.contains("{{")).then_some(close + 4)
}

/// The text of one editor, kept from frame to frame.
#[derive(Clone, Default)]
pub(super) struct Buffer {
    text: String,
    /// What the characters for chips stand for.
    pub(super) tokens: Tokens,
    /// The raw text this buffer was last the same as.
    raw: String,
    /// Where a `/` was typed that asks for a value, as a character index.
    pub(super) slash: Option<usize>,
}

impl Buffer {
    /// Takes over a raw text, unless it is the one already there. Returns where the change ends, as a character index: what
    /// undo brought back is then before the caret.
    pub(super) fn follow(&mut self, raw: &str) -> Option<usize> {
        if self.raw == raw {
            return None;
        }
        let before = std::mem::replace(&mut self.text, self.tokens.absorb(raw));
        raw.clone_into(&mut self.raw);
        self.slash = None;
        Some(end_of_change(&before, &self.text))
    }

    /// Writes the raw text to `raw`; says whether it is a new one.
    pub(super) fn write(&mut self, raw: &mut String) -> bool {
        let now = self.tokens.expand(&self.text, |token| token);
        let changed = now != *raw;
        if changed {
            now.clone_into(raw);
        }
        self.raw = now;
        changed
    }

    /// Makes chips of tokens that were typed letter by letter. Returns what a caret index becomes by it,
    /// or nothing when there was no such token.
    pub(super) fn absorb_typed(&mut self) -> Option<impl Fn(CharIndex) -> CharIndex> {
        let absorbed = self.tokens.absorb(&self.text);
        if absorbed == self.text {
            return None;
        }
        let before = std::mem::replace(&mut self.text, absorbed);
        let tokens = self.tokens.clone();
        Some(move |index: CharIndex| {
            let head: String = before.chars().take(index.0).collect();
            CharIndex(tokens.absorb(&head).chars().count())
        })
    }

    /// The letter at a character index.
    pub(super) fn letter(&self, index: usize) -> Option<char> {
        self.text.chars().nth(index)
    }
}

/// Where two texts become the same again, as a character index of the second.
fn end_of_change(before: &str, now: &str) -> usize {
    let pairs = before.chars().zip(now.chars());
    let same_head = pairs.take_while(|(before, now)| before == now).count();
    let count = now.chars().count();
    let most = count.min(before.chars().count()) - same_head;
    let pairs = before.chars().rev().zip(now.chars().rev());
    count - pairs.take(most).take_while(|(before, now)| before == now).count()
}

impl TextBuffer for Buffer {
    fn is_mutable(&self) -> bool {
        true
    }

    fn as_str(&self) -> &str {
        &self.text
    }

    /// Typing, paste, input methods and screen readers all come through here.
    fn insert_text(&mut self, text: &str, at: CharIndex) -> usize {
        let absorbed = self.tokens.absorb(text);
        self.text.insert_text(&absorbed, at)
    }

    fn delete_char_range(&mut self, range: Range<CharIndex>) {
        self.text.delete_char_range(range);
    }

    fn type_id(&self) -> TypeId {
        TypeId::of::<Self>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, chips: usize) {
        let mut buffer = Buffer::default();
        buffer.follow(raw);
        assert_eq!(buffer.text.chars().filter(|letter| is_chip(*letter)).count(), chips, "{raw}");
        let mut back = String::new();
        buffer.write(&mut back);
        assert_eq!(back, raw);
    }

    #[test]
    fn tokens_become_chips_and_come_back_unchanged() {
        check("no chip", 0);
        check("{{a}}", 1);
        check("on {{ renews_on | date(\"long\") }}.", 1);
        check("{{ a }}{{ b }}{{ a }}", 3);
        check("{{{ a }}}", 1);
        check(r"\{{ a }} and {{ b }}", 1);
        check("{{ open", 0);
        check("{{ }} and }} and {{{{", 0);
        check("{{ two\nlines }}", 0);
        check("é{{ a }}é", 1);
    }

    #[test]
    fn the_caret_goes_behind_what_came_back() {
        let check = |before: &str, now: &str, expect: usize| {
            assert_eq!(end_of_change(before, now), expect, "{before:?} to {now:?}");
        };
        check("on .", "on X.", 4);
        check("on X.", "on .", 3);
        check("aaa", "aa", 2);
        check("aa", "aaa", 3);
        check("", "abc", 3);
        check("abc", "", 0);
        check("one two", "one big two", 8);
        let mut buffer = Buffer::default();
        buffer.follow("on .");
        assert_eq!(buffer.follow("on {{ renews_on }}."), Some(4), "a chip is one character");
        assert_eq!(buffer.follow("on {{ renews_on }}."), None);
    }

    #[test]
    fn strange_private_characters_are_dropped() {
        let tokens = Tokens::default();
        assert_eq!(tokens.absorb("a\u{10FFF0}b"), "ab");
    }
}
