//! The formats: how the value of a chip is shown.

use std::fmt;

use super::{Argument, Plural};

/// One format of a chip. Its `Display` is its source, such as `date("long")`.
///
/// A missing value passes through every format unchanged, so `default` may stand anywhere in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    /// `default("none")`: what stands in for a value that is missing, null or an empty text.
    Default(Argument),
    /// `date("long")`: the day.
    Date(DateStyle),
    /// `time("short")`: hour and minute.
    Time,
    /// `datetime("long")`: day, hour and minute.
    DateTime(DateStyle),
    /// `relative`: how far away the day is, such as "in 3 days". Needs [`Setting::today`](super::Setting::today).
    Relative,
    /// `number`, `number(2)`: a number with the separators of the language.
    Number {
        /// Digits after the decimal point, at most 20, rounded half away from zero; as written when `None`.
        decimals: Option<u8>,
    },
    /// `money("EUR")`: an amount with as many decimals as the currency has.
    Money {
        /// The code of the currency in three capital letters (ISO 4217).
        currency: [u8; 3],
    },
    /// `percent`, `percent("fraction")`.
    Percent(PercentOf),
    /// `list`, `list("or")`: a list as part of a sentence.
    List(Joiner),
    /// `plural("one: # item", "other: # items")`.
    Plural(Plural),
    /// `upper`: capital letters by the rules of the language.
    Upper,
    /// `lower`: small letters by the rules of the language.
    Lower,
    /// `capitalize`: the first letter as at the beginning of a sentence; the others stay as they are.
    Capitalize,
    /// `trim`: without the spaces and line breaks at both ends.
    Trim,
    /// `yesno("yes", "no")`: words for true and false.
    YesNo {
        /// What is said for true.
        yes: String,
        /// What is said for false.
        no: String,
    },
    /// `truncate(40)`: the beginning of a long text, with `…` as its last character.
    Truncate {
        /// The most characters, as a reader counts them (UAX #29 grapheme clusters), `…` included; at least 1.
        characters: u16,
    },
}

/// How a day is written. The calendar is always the Gregorian one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateStyle {
    /// Day and month in words: `March 30`.
    Long,
    /// With the year: `March 30, 2026`.
    Full,
    /// In digits with the year: `3/30/2026`.
    Short,
    /// With the day of the week: `Monday, March 30`.
    Weekday,
}

/// What a percentage is calculated from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PercentOf {
    /// `percent`: the value counts in hundredths already; 12.5 is 12.5 %.
    Hundred,
    /// `percent("fraction")`: the value is a fraction; 0.125 is 12.5 %.
    One,
}

/// The word before the last item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joiner {
    /// `list`: A, B, and C.
    And,
    /// `list("or")`: A, B, or C.
    Or,
}

impl Format {
    /// The name by which it is called, such as `date`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Default(_) => "default",
            Self::Date(_) => "date",
            Self::Time => "time",
            Self::DateTime(_) => "datetime",
            Self::Relative => "relative",
            Self::Number { .. } => "number",
            Self::Money { .. } => "money",
            Self::Percent(_) => "percent",
            Self::List(_) => "list",
            Self::Plural(_) => "plural",
            Self::Upper => "upper",
            Self::Lower => "lower",
            Self::Capitalize => "capitalize",
            Self::Trim => "trim",
            Self::YesNo { .. } => "yesno",
            Self::Truncate { .. } => "truncate",
        }
    }

    /// Whether the result is text whatever the value was: all but `default`.
    pub fn makes_text(&self) -> bool {
        !matches!(self, Self::Default(_))
    }
}

impl DateStyle {
    pub(super) const ALL: [(&'static str, Self); 4] =
        [("long", Self::Long), ("full", Self::Full), ("short", Self::Short), ("weekday", Self::Weekday)];

    /// The word in the source, such as `long`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Long => "long",
            Self::Full => "full",
            Self::Short => "short",
            Self::Weekday => "weekday",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        match self {
            Self::Default(argument) => write!(f, "({argument})"),
            Self::Date(style) | Self::DateTime(style) => write!(f, "(\"{}\")", style.word()),
            Self::Time => f.write_str("(\"short\")"),
            Self::Number { decimals: Some(decimals) } => write!(f, "({decimals})"),
            Self::Money { currency } => {
                write!(f, "(\"{}\")", currency.map(char::from).iter().collect::<String>())
            }
            Self::Percent(PercentOf::One) => f.write_str("(\"fraction\")"),
            Self::List(Joiner::Or) => f.write_str("(\"or\")"),
            Self::Plural(plural) => write!(f, "({plural})"),
            Self::YesNo { yes, no } => {
                write!(f, "({}, {})", Argument::Text(yes.clone()), Argument::Text(no.clone()))
            }
            Self::Truncate { characters } => write!(f, "({characters})"),
            Self::Number { decimals: None } | Self::Percent(PercentOf::Hundred) | Self::List(Joiner::And) => {
                Ok(())
            }
            Self::Relative | Self::Upper | Self::Lower | Self::Capitalize | Self::Trim => Ok(()),
        }
    }
}
