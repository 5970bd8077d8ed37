//! A parsed text: its literals and chips, and where each stands.

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use super::Chip;

/// A text with chips, as [`parse`](super::parse) understood it. `Display` gives back the very text that was parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    source: String,
    parts: Vec<Part>,
}

/// One piece of a text; `span` is its byte range in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Text that is said as it is; `text` has its escapes (`\{{`) already resolved.
    Literal {
        /// What is said.
        text: String,
        /// Where it stands in the source.
        span: Range<usize>,
    },
    /// A value that is looked up.
    Chip {
        /// The name and the formats.
        chip: Chip,
        /// Where it stands in the source, braces included.
        span: Range<usize>,
    },
}

impl Template {
    pub(super) fn new(source: String, parts: Vec<Part>) -> Self {
        Self { source, parts }
    }

    /// The pieces in order. Two literals never follow each other, and none is empty.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The chips in order.
    pub fn chips(&self) -> impl Iterator<Item = &Chip> {
        self.parts.iter().filter_map(|part| match part {
            Part::Chip { chip, .. } => Some(chip),
            Part::Literal { .. } => None,
        })
    }

    /// The names used, each once, in the order in which they first appear.
    pub fn names(&self) -> Vec<&str> {
        let mut seen = HashSet::new();
        self.chips().map(Chip::name).filter(|name| seen.insert(*name)).collect()
    }

    /// The chip, when the text is exactly one chip with nothing before or after it, not even a space.
    pub fn sole_chip(&self) -> Option<&Chip> {
        match self.parts.as_slice() {
            [Part::Chip { chip, .. }] => Some(chip),
            _ => None,
        }
    }

    /// The text that was parsed.
    pub fn to_source(&self) -> &str {
        &self.source
    }
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}
