//! The text of a large answer, and the values directly inside one of its values.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::Value;

use crate::engine::outline::{length, string_end};

/// A value of this size and larger is taken apart; a smaller one becomes a document where it is asked for.
const LARGE_PART_BYTES: usize = 64 * 1024;

/// A well-formed JSON text (RFC 8259) that knows where its large values end, so that they can be stepped over.
pub(in crate::engine) struct LargeText<'t> {
    text: Cow<'t, str>,
    /// The end of each large list and record, by its beginning.
    ends: HashMap<usize, usize>,
}

/// Where a value stands in the text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) struct Part {
    pub start: usize,
    pub end: usize,
}

/// A value inside another one.
pub(super) struct Child<'t> {
    /// Its name in a record, with its escapes.
    name: &'t str,
    pub part: Part,
}

impl Child<'_> {
    /// Its name without escapes.
    pub fn name(&self) -> Cow<'_, str> {
        if self.name.contains('\\') {
            serde_json::from_str(&format!("\"{}\"", self.name))
                .map_or(Cow::Borrowed(self.name), |name: String| Cow::Owned(name))
        } else {
            Cow::Borrowed(self.name)
        }
    }
}

/// What kind of value it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Record,
    List,
    Plain,
}

impl<'t> LargeText<'t> {
    /// `text` is known to be JSON; of any other text nobody knows what is found in it.
    pub fn new(text: Cow<'t, str>) -> Self {
        let ends = ends(text.as_bytes());
        Self { text, ends }
    }

    /// The whole text.
    pub fn whole(&self) -> Part {
        let start = self.text.len() - self.text.trim_start().len();
        Part { start, end: self.text.trim_end().len() }
    }

    /// The text of a value.
    pub fn text(&self, part: Part) -> &str {
        self.text.get(part.start..part.end).unwrap_or_default()
    }

    /// A value as a document.
    pub fn value(&self, part: Part) -> Value {
        serde_json::from_str(self.text(part)).unwrap_or_default()
    }

    /// Whether a value is better taken apart.
    pub fn is_large(part: Part) -> bool {
        part.end - part.start >= LARGE_PART_BYTES
    }

    pub(super) fn kind(&self, part: Part) -> Kind {
        match self.text.as_bytes().get(part.start) {
            Some(b'{') => Kind::Record,
            Some(b'[') => Kind::List,
            _ => Kind::Plain,
        }
    }

    /// Whether it is a list or record with nothing in it.
    pub fn is_empty_inside(&self, part: Part) -> bool {
        self.children(part).next().is_none()
    }

    /// What stands directly inside a value, in order.
    pub(super) fn children(&self, part: Part) -> Children<'_> {
        let kind = self.kind(part);
        let (at, end) = match kind {
            Kind::Plain => (part.end, part.end),
            _ => (part.start + 1, part.end - 1),
        };
        Children { text: &self.text, ends: &self.ends, kind, at, end }
    }
}

/// The values inside a value, one after the other.
pub(super) struct Children<'a> {
    text: &'a str,
    ends: &'a HashMap<usize, usize>,
    kind: Kind,
    at: usize,
    end: usize,
}

impl<'a> Iterator for Children<'a> {
    type Item = Child<'a>;

    fn next(&mut self) -> Option<Child<'a>> {
        self.step_over(b',');
        let mut name = "";
        if self.kind == Kind::Record && self.at < self.end {
            let end = string_end(self.text.as_bytes(), self.at)?;
            name = self.text.get(self.at + 1..end - 1)?;
            self.at = end;
            self.step_over(b':');
        }
        if self.at >= self.end {
            return None;
        }
        let start = self.at;
        self.at = match self.ends.get(&start) {
            Some(end) => *end,
            None => start + length(self.text.as_bytes().get(start..self.end)?).max(1),
        };
        Some(Child { name, part: Part { start, end: self.at } })
    }
}

impl Children<'_> {
    /// Goes on behind spaces and this mark.
    fn step_over(&mut self, mark: u8) {
        let rest = self.text.as_bytes().get(self.at..self.end).unwrap_or_default();
        let between = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r') || **byte == mark;
        self.at += rest.iter().take_while(between).count();
    }
}

/// The ends of the large values.
fn ends(bytes: &[u8]) -> HashMap<usize, usize> {
    let (mut ends, mut open, mut at) = (HashMap::new(), Vec::new(), 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => match string_end(bytes, at) {
                Some(end) => at = end - 1,
                None => return ends,
            },
            b'{' | b'[' => open.push(at),
            b'}' | b']' => {
                let part = open.pop().map(|start| Part { start, end: at + 1 });
                if let Some(part) = part.filter(|part| LargeText::is_large(*part)) {
                    ends.insert(part.start, part.end);
                }
            }
            _ => {}
        }
        at += 1;
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inside_is_found_in_order() {
        let check = |text: &str, expect: &[(&str, &str)]| {
            let large = LargeText::new(text.into());
            let inside: Vec<_> = large
                .children(large.whole())
                .map(|child| (child.name().into_owned(), large.text(child.part).to_owned()))
                .collect();
            let expect: Vec<_> =
                expect.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
            assert_eq!(inside, expect, "{text}");
        };
        check(
            " {\"a\" : [1,{\"}\":2}] ,\n\"\\u00e4\\\"\":\"]\" } ",
            &[("a", "[1,{\"}\":2}]"), ("ä\"", "\"]\"")],
        );
        check("[ -1.5e3 ,null\t,[],{} ]", &[("", "-1.5e3"), ("", "null"), ("", "[]"), ("", "{}")]);
        check("{}", &[]);
        check(" [ ] ", &[]);
        check("7", &[]);
        let long = format!("[{0}]", "5,".repeat(40_000) + "6");
        check(&format!("{{\"a\":{long},\"b\":7}}"), &[("a", &long), ("b", "7")]);
    }
}
