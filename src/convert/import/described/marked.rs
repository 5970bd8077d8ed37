//! Texts of a source with places that are filled in later: `$TOKEN` in a command, `{{id}}` in a collection.
//!
//! While a source is taken apart, such a place stands in its text as a *mark*: a name between two noncharacters of Unicode,
//! which no source can hold. So texts can be split, joined and read as JSON, and the places stay what they are.

const OPEN: char = '\u{10FFFE}';
const SPLIT: char = '\u{FDD0}';
const CLOSE: char = '\u{10FFFF}';

/// One piece of a marked text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::convert::import) enum Piece<'a> {
    /// Text as it is.
    Literal(&'a str),
    /// A place that is filled in later.
    Mark {
        /// The name that the source gives it.
        name: &'a str,
        /// How it is written in the source.
        written: &'a str,
    },
}

/// The text of a source, without the characters that marks are made of.
pub(in crate::convert::import) fn clean(text: &str) -> String {
    text.replace([OPEN, SPLIT, CLOSE], "\u{FFFD}")
}

/// A mark for a place that a source calls `name` and writes as `written`.
pub(in crate::convert::import) fn mark(name: &str, written: &str) -> String {
    format!("{OPEN}{name}{SPLIT}{written}{CLOSE}")
}

/// Whether a text has marks.
pub(in crate::convert::import) fn has_marks(text: &str) -> bool {
    text.contains(OPEN)
}

/// The pieces of a marked text in order.
pub(in crate::convert::import) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let Some((inside, behind)) = after.split_once(CLOSE) else { break };
        if !before.is_empty() {
            pieces.push(Piece::Literal(before));
        }
        let (name, written) = inside.split_once(SPLIT).unwrap_or((inside, inside));
        pieces.push(Piece::Mark { name, written });
        rest = behind;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest));
    }
    pieces
}

/// The name of the mark that is the whole text.
pub(in crate::convert::import) fn sole_mark(text: &str) -> Option<&str> {
    match pieces(text)[..] {
        [Piece::Mark { name, .. }] => Some(name),
        _ => None,
    }
}

/// The text as the source writes it.
pub(in crate::convert::import) fn written(text: &str) -> String {
    map(text, ToOwned::to_owned, |_, written| written.to_owned())
}

/// The text with its literal pieces changed and its marks kept.
pub(in crate::convert::import) fn map_literals(text: &str, change: impl Fn(&str) -> String) -> String {
    map(text, change, mark)
}

fn map(text: &str, literal: impl Fn(&str) -> String, marked: impl Fn(&str, &str) -> String) -> String {
    let pieces = pieces(text).into_iter().map(|piece| match piece {
        Piece::Literal(text) => literal(text),
        Piece::Mark { name, written } => marked(name, written),
    });
    pieces.collect()
}

/// JSON in which marks stand where a value belongs, with quotes around those; a mark inside a string stays.
pub(in crate::convert::import) fn quoted_in_json(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    let (mut in_string, mut in_mark, mut is_escaped, mut is_bare) = (false, false, false, false);
    for character in text.chars() {
        if character == OPEN && !in_string {
            quoted.push('"');
            is_bare = true;
        }
        quoted.push(character);
        match character {
            OPEN => in_mark = true,
            CLOSE => in_mark = false,
            _ if in_mark => {}
            '\\' if in_string && !is_escaped => {
                is_escaped = true;
                continue;
            }
            '"' if !is_escaped => in_string = !in_string,
            _ => {}
        }
        if character == CLOSE && std::mem::take(&mut is_bare) {
            quoted.push('"');
        }
        is_escaped = false;
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stay_apart() {
        let text = format!("a{}b", mark("x", "$x"));
        let mark_of_x = Piece::Mark { name: "x", written: "$x" };
        assert_eq!(pieces(&text), [Piece::Literal("a"), mark_of_x, Piece::Literal("b")]);
        assert_eq!(written(&text), "a$xb");
        assert_eq!(sole_mark(&mark("x", "$x")), Some("x"));
        assert_eq!(sole_mark(&text), None);
        assert!(!has_marks(&clean(&text)));
    }

    #[test]
    fn bare_marks_in_json_get_quotes() {
        let x = mark("x", "$x");
        let text = format!(r#"{{"a": {x}, "b": "\"{x}"}}"#);
        assert_eq!(quoted_in_json(&text), format!(r#"{{"a": "{x}", "b": "\"{x}"}}"#));
    }
}
