//! The cases of the format `plural`: which words go with which number.

use std::fmt;

use super::Argument;

/// Texts for numbers: `plural("0: nothing", "one: # item", "other: # items")`.
///
/// Each argument is a case, a colon and a text, in which `#` is the number in the language and `##` the sign itself.
/// The text for `other` has to be there; no case is there twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plural {
    cases: Vec<(PluralCase, String)>,
}

/// When a text is the right one. Which numbers are *one*, *few* and so on depends on the language (CLDR).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PluralCase {
    /// This number and no other; goes before the words.
    Exactly(u32),
    /// As for 0 in Arabic.
    Zero,
    /// As for 1 in English.
    One,
    /// As for 2 in Arabic.
    Two,
    /// As for 2 to 4 in Polish.
    Few,
    /// As for 5 in Polish.
    Many,
    /// Everything else.
    Other,
}

impl Plural {
    /// The cases in the order in which they were written.
    pub fn cases(&self) -> impl Iterator<Item = (PluralCase, &str)> {
        self.cases.iter().map(|(case, text)| (*case, text.as_str()))
    }

    /// The text for `case`, if there is one.
    pub(super) fn text(&self, case: PluralCase) -> Option<&str> {
        self.cases().find(|(known, _)| *known == case).map(|(_, text)| text)
    }

    pub(super) fn from_arguments(arguments: &[Argument]) -> Option<Self> {
        let mut plural = Self { cases: Vec::new() };
        for argument in arguments {
            let Argument::Text(written) = argument else { return None };
            let (case, text) = written.split_once(':')?;
            let case = PluralCase::from_word(case.trim())?;
            if plural.text(case).is_some() {
                return None;
            }
            plural.cases.push((case, text.trim_start().to_owned()));
        }
        plural.text(PluralCase::Other).is_some().then_some(plural)
    }
}

impl PluralCase {
    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "zero" => Self::Zero,
            "one" => Self::One,
            "two" => Self::Two,
            "few" => Self::Few,
            "many" => Self::Many,
            "other" => Self::Other,
            digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => Self::Exactly(digits.parse().ok()?),
            _ => return None,
        })
    }
}

impl fmt::Display for PluralCase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(number) => write!(f, "{number}"),
            Self::Zero => f.write_str("zero"),
            Self::One => f.write_str("one"),
            Self::Two => f.write_str("two"),
            Self::Few => f.write_str("few"),
            Self::Many => f.write_str("many"),
            Self::Other => f.write_str("other"),
        }
    }
}

impl fmt::Display for Plural {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (case, text)) in self.cases.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}{}", Argument::Text(format!("{case}: {text}")))?;
        }
        Ok(())
    }
}
