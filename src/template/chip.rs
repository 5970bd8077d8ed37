//! A chip: the name of a value and how to show it.

use std::fmt;

use icu::properties::CodePointSetData;
use icu::properties::props::{XidContinue, XidStart};

use super::{FORMATS_MAX, Format, NAME_MAX_BYTES, SyntaxProblem};

/// A reference to a value by its dotted name, with the formats that are applied to it from left to right.
///
/// Its `Display` is its source: `{{ renews_on | date("long") }}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    name: String,
    formats: Vec<Format>,
}

impl Chip {
    /// A chip as it is picked on the screen.
    ///
    /// # Errors
    ///
    /// [`SyntaxProblem::BadName`] when `name` is not a dotted name (see [`is_name`]),
    /// [`SyntaxProblem::TooManyFormats`] when there are more than [`FORMATS_MAX`].
    pub fn new(name: impl Into<String>, formats: Vec<Format>) -> Result<Self, SyntaxProblem> {
        let name = name.into();
        if !is_name(&name) {
            return Err(SyntaxProblem::bad_name(&name));
        }
        if formats.len() > FORMATS_MAX {
            return Err(SyntaxProblem::TooManyFormats);
        }
        Ok(Self { name, formats })
    }

    /// The dotted name, such as `user.email`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The formats in the order in which they are applied.
    pub fn formats(&self) -> &[Format] {
        &self.formats
    }

    /// Whether a value of another type than text comes out as text, whatever it was.
    pub fn makes_text(&self) -> bool {
        self.formats.iter().any(Format::makes_text)
    }
}

impl fmt::Display for Chip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{{ {}", self.name)?;
        for format in &self.formats {
            write!(f, " | {format}")?;
        }
        f.write_str(" }}")
    }
}

/// Whether a text can be the name in a chip: words joined by dots, of letters and digits of any script, `_` and `-`.
///
/// The first word begins with a letter or `_`, the others may begin with a digit too (`lines.0.sku`).
/// At most [`NAME_MAX_BYTES`] long. Letters are those of Unicode's identifiers (UAX #31, `XID_Continue`).
pub fn is_name(name: &str) -> bool {
    name.len() <= NAME_MAX_BYTES
        && !name.is_empty()
        && name.split('.').enumerate().all(|(index, word)| {
            let first_fits = |first| if index == 0 { begins_name(first) } else { continues_name(first) };
            word.chars().next().is_some_and(|first| first != '-' && first_fits(first))
                && word.chars().all(continues_name)
        })
}

fn begins_name(character: char) -> bool {
    character == '_' || CodePointSetData::new::<XidStart>().contains(character)
}

/// Whether a character can stand inside a word of a name.
pub(super) fn continues_name(character: char) -> bool {
    character == '-' || CodePointSetData::new::<XidContinue>().contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for name in [
            "a",
            "_",
            "user.email",
            "order.lines.0.sku",
            "città",
            "naïve-name",
            "用户.名前",
            "हिन्दी",
            "x.2fa",
        ] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", ".", "a.", ".a", "a..b", "0", "-a", "a.-b", "a b", "a+b", "a|b", "a\"", "a[0]", "😀"]
        {
            assert!(!is_name(name), "{name}");
        }
        assert!(!is_name(&"a".repeat(NAME_MAX_BYTES + 1)));
    }

    #[test]
    fn source_of_a_chip() {
        let chip = Chip::new("user.name", vec![Format::Trim, Format::Truncate { characters: 40 }]).unwrap();
        assert_eq!(chip.to_string(), "{{ user.name | trim | truncate(40) }}");
    }
}
