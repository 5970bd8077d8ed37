//! A format as it is written, a word with arguments, becomes a [`Format`].

use std::fmt;

use serde_json::{Number, Value};

use super::{DateStyle, Format, Joiner, PercentOf, Plural};

/// A literal argument of a format. Its `Display` is its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// A text in double quotes.
    Text(String),
    /// A number as in JSON.
    Number(Number),
}

impl Argument {
    /// The argument as a value.
    pub fn to_value(&self) -> Value {
        match self {
            Self::Text(text) => Value::String(text.clone()),
            Self::Number(number) => Value::Number(number.clone()),
        }
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "\"{}\"", text.replace('\\', r"\\").replace('"', r#"\""#)),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum CallProblem {
    Unknown { suggestion: Option<&'static str> },
    Wrong { format: &'static str, expected: &'static str },
}

/// Every format by name, with an example of how it is written.
pub(super) const WRITTEN: [(&str, &str); 16] = [
    ("default", r#"default("none")"#),
    ("date", r#"date("long")"#),
    ("time", r#"time("short")"#),
    ("datetime", r#"datetime("long")"#),
    ("relative", "relative"),
    ("number", "number(2)"),
    ("money", r#"money("EUR")"#),
    ("percent", "percent"),
    ("list", "list"),
    ("plural", r#"plural("one: # item", "other: # items")"#),
    ("upper", "upper"),
    ("lower", "lower"),
    ("capitalize", "capitalize"),
    ("trim", "trim"),
    ("yesno", r#"yesno("yes", "no")"#),
    ("truncate", "truncate(40)"),
];

impl Format {
    pub(super) fn from_call(name: &str, arguments: &[Argument]) -> Result<Self, CallProblem> {
        let (format, expected) = WRITTEN
            .into_iter()
            .find(|(known, _)| *known == name)
            .ok_or_else(|| CallProblem::Unknown { suggestion: nearest(name) })?;
        known_format(format, arguments).ok_or(CallProblem::Wrong { format, expected })
    }
}

fn known_format(name: &str, arguments: &[Argument]) -> Option<Format> {
    use Argument::{Number, Text};
    Some(match (name, arguments) {
        ("default", [argument]) => Format::Default(argument.clone()),
        ("date", []) => Format::Date(DateStyle::Long),
        ("date", [Text(style)]) => Format::Date(date_style(style)?),
        ("time", []) => Format::Time,
        ("time", [Text(style)]) if style == "short" => Format::Time,
        ("datetime", []) => Format::DateTime(DateStyle::Long),
        ("datetime", [Text(style)]) => Format::DateTime(date_style(style)?),
        ("relative", []) => Format::Relative,
        ("number", []) => Format::Number { decimals: None },
        ("number", [Number(decimals)]) => Format::Number { decimals: Some(whole(decimals, 0, 20)?) },
        ("money", [Text(code)]) => Format::Money { currency: currency(code)? },
        ("percent", []) => Format::Percent(PercentOf::Hundred),
        ("percent", [Text(of)]) if of == "fraction" => Format::Percent(PercentOf::One),
        ("list", []) => Format::List(Joiner::And),
        ("list", [Text(joiner)]) if joiner == "and" => Format::List(Joiner::And),
        ("list", [Text(joiner)]) if joiner == "or" => Format::List(Joiner::Or),
        ("plural", cases) => Format::Plural(Plural::from_arguments(cases)?),
        ("upper", []) => Format::Upper,
        ("lower", []) => Format::Lower,
        ("capitalize", []) => Format::Capitalize,
        ("trim", []) => Format::Trim,
        ("yesno", [Text(yes), Text(no)]) => Format::YesNo { yes: yes.clone(), no: no.clone() },
        ("truncate", [Number(characters)]) => {
            Format::Truncate { characters: whole(characters, 1, u16::MAX)? }
        }
        _ => return None,
    })
}

fn date_style(word: &str) -> Option<DateStyle> {
    DateStyle::ALL.into_iter().find(|(known, _)| *known == word).map(|(_, style)| style)
}

fn whole<T: TryFrom<u64> + PartialOrd>(number: &Number, least: T, most: T) -> Option<T> {
    let number = T::try_from(number.as_u64()?).ok()?;
    (least..=most).contains(&number).then_some(number)
}

fn currency(code: &str) -> Option<[u8; 3]> {
    code.as_bytes().try_into().ok().filter(|code: &[u8; 3]| code.iter().all(u8::is_ascii_uppercase))
}

/// The format whose name differs least from `name`, by at most two letters and less than half of it.
fn nearest(name: &str) -> Option<&'static str> {
    let name: Vec<char> = name.chars().take(20).flat_map(char::to_lowercase).collect();
    let distances = WRITTEN.iter().map(|(known, _)| (distance(&name, known), *known));
    distances
        .min()
        .filter(|(distance, _)| *distance <= 2 && distance * 2 < name.len())
        .map(|(_, known)| known)
}

/// How many letters have to be added, taken away or changed (Levenshtein).
fn distance(from: &[char], to: &str) -> usize {
    let mut row: Vec<usize> = (0..=from.len()).collect();
    for (index, wanted) in to.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], index + 1);
        for (column, have) in from.iter().enumerate() {
            let changed = diagonal + usize::from(*have != wanted);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[from.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::format_from_source;

    #[test]
    fn every_example_is_its_own_source() {
        for (_, written) in WRITTEN {
            assert_eq!(format_from_source(written).unwrap().to_string(), written);
        }
    }

    #[test]
    fn likely_meant() {
        for (written, meant) in [
            ("dat", Some("date")),
            ("Upper", Some("upper")),
            ("uppercase", None),
            ("capitalise", Some("capitalize")),
            ("nubmer", Some("number")),
            ("x", None),
            ("tojson", None),
        ] {
            assert_eq!(nearest(written), meant, "{written}");
        }
    }
}
