//! A text in pieces: literals and chips with their formats.

use serde_json::Value;

use super::Reference;
use crate::model::ValueType;
use crate::template::shape::{AmountShape, DateShape, ListShape, NumberShape, PluralShape};
use crate::template::{self, PercentOf, Plural};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Said or sent as it is. Targets escape it for their own language, and never for the place in the request: in a path,
    /// a header or XML the person who designed it wrote it as it must arrive; in a query or a form it is encoded already.
    Literal(String),
    /// A value. Targets encode it for its place in the request, then for nothing else.
    Chip(Chip),
}

/// A value in a text, and how it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    /// Which value.
    pub reference: Reference,
    /// Its kind, where it is known.
    pub value_type: Option<ValueType>,
    /// How it is shown, from left to right. A missing value passes through all of them unchanged.
    pub formats: Vec<Shape>,
    /// A value that is said as it is, without the formats: the default of an output, which stands in for finished words.
    pub unformatted: Option<Value>,
    /// The chip as it was designed.
    pub designed: template::Chip,
}

impl Chip {
    /// What stands in when the value is missing, null or an empty text.
    pub fn default(&self) -> Option<&Value> {
        self.formats.iter().find_map(|format| match format {
            Shape::Default(value) => Some(value),
            _ => None,
        })
    }
}

/// A format, taken apart for the language of the text.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// What stands in for a value that is missing, null or an empty text.
    Default(Value),
    /// A day. The value is an ISO 8601 day or moment, or Unix seconds or milliseconds.
    Date(DateShape),
    /// Hour and minute.
    Time(DateShape),
    /// Day, hour and minute.
    DateTime(DateShape),
    /// "in 3 days".
    Relative,
    /// A number, rounded half away from zero when `decimals` says so.
    Number {
        /// Digits after the decimal sign; as in the value when none.
        decimals: Option<u8>,
        /// Separators and digits.
        shape: NumberShape,
    },
    /// An amount of money.
    Money {
        /// ISO 4217.
        currency: String,
        /// Signs around it.
        shape: AmountShape,
    },
    /// A percentage.
    Percent {
        /// Whether the value is multiplied by 100 first.
        of: PercentOf,
        /// Signs around it.
        shape: AmountShape,
    },
    /// A list in a sentence.
    List(ListShape),
    /// Words that go with a number; `#` in a text is the number, `##` the sign itself.
    Plural {
        /// The texts.
        cases: Plural,
        /// Which number goes with which.
        rule: PluralShape,
        /// How `#` is written.
        number: NumberShape,
    },
    /// Capital letters.
    Upper,
    /// Small letters.
    Lower,
    /// The first letter as at the beginning of a sentence.
    Capitalize,
    /// Without spaces and line breaks at both ends.
    Trim,
    /// Words for true and false.
    YesNo {
        /// For true.
        yes: String,
        /// For false.
        no: String,
    },
    /// The beginning of a long text, with `…` as its last character.
    Truncate {
        /// The most characters, `…` included.
        characters: u16,
    },
    /// A format that this language has no data for, by name. Report it, and show the value as it is.
    NoData(&'static str),
}

impl Shape {
    /// The name of the format, as in a chip.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Default(_) => "default",
            Self::Date(_) => "date",
            Self::Time(_) => "time",
            Self::DateTime(_) => "datetime",
            Self::Relative => "relative",
            Self::Number { .. } => "number",
            Self::Money { .. } => "money",
            Self::Percent { .. } => "percent",
            Self::List(_) => "list",
            Self::Plural { .. } => "plural",
            Self::Upper => "upper",
            Self::Lower => "lower",
            Self::Capitalize => "capitalize",
            Self::Trim => "trim",
            Self::YesNo { .. } => "yesno",
            Self::Truncate { .. } => "truncate",
            Self::NoData(name) => name,
        }
    }
}

/// The text, when it has no chips.
pub fn literal(pieces: &[Piece]) -> Option<String> {
    let text = |piece: &Piece| match piece {
        Piece::Literal(text) => Some(text.clone()),
        Piece::Chip(_) => None,
    };
    pieces.iter().map(text).collect()
}

/// The chips of a text.
pub(super) fn chips(pieces: &[Piece]) -> impl Iterator<Item = &Chip> {
    pieces.iter().filter_map(|piece| match piece {
        Piece::Chip(chip) => Some(chip),
        Piece::Literal(_) => None,
    })
}
