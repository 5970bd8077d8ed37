//! Why a text could not be rendered. Names are told, values never.

use super::{CannotCarry, OUTPUT_MAX_BYTES};

/// A text that cannot be said or sent with the values at hand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// There is no value, or it is null, and the chip has no default.
    #[error("There is no value for `{name}`")]
    Missing {
        /// The name in the chip.
        name: String,
    },
    /// A list or an object where a text is needed.
    #[error("`{name}` is a list or a group of fields, not one value")]
    NotText {
        /// The name in the chip.
        name: String,
    },
    /// The value does not suit the format.
    #[error("`{name}` cannot be shown with the format `{format}`: {reason}")]
    CannotFormat {
        /// The name in the chip.
        name: String,
        /// The name of the format.
        format: &'static str,
        /// What is in the way.
        reason: Unfit,
    },
    /// The place cannot carry the value.
    #[error("`{name}` cannot be put here")]
    CannotCarry {
        /// The name in the chip.
        name: String,
        /// What is in the way.
        source: CannotCarry,
    },
    /// The place cannot carry what is written around the chips.
    #[error("The text around the chips cannot be put here")]
    LiteralCannotBeCarried {
        /// What is in the way.
        source: CannotCarry,
    },
    /// The result is longer than [`OUTPUT_MAX_BYTES`], or one of its values is.
    #[error("The text becomes too long")]
    TooLong,
}

impl RenderError {
    /// The name in the chip that it is about.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Missing { name } | Self::NotText { name } => Some(name),
            Self::CannotFormat { name, .. } | Self::CannotCarry { name, .. } => Some(name),
            Self::LiteralCannotBeCarried { .. } | Self::TooLong => None,
        }
    }

    /// What to do about it, as a sentence.
    pub fn hint(&self) -> String {
        match self {
            Self::Missing { .. } => "Give the chip a default, or make the value required.".to_owned(),
            Self::NotText { .. } => {
                "Choose one of its fields, or the format `list` for a list of texts.".to_owned()
            }
            Self::CannotFormat { reason, .. } => reason.hint().to_owned(),
            Self::CannotCarry { source, .. } | Self::LiteralCannotBeCarried { source } => {
                source.hint().to_owned()
            }
            Self::TooLong => {
                format!("Keep it to {} KiB; `truncate` shortens a long value.", OUTPUT_MAX_BYTES / 1024)
            }
        }
    }
}

/// Why a value does not suit a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Neither ISO 8601 nor Unix time.
    #[error("it is not a date")]
    NotADate,
    /// A day without a time.
    #[error("it is a day without a time")]
    NoTime,
    /// Neither a number nor a text that spells one.
    #[error("it is not a number")]
    NotANumber,
    /// Neither true nor false.
    #[error("it is neither true nor false")]
    NotYesNo,
    /// Not a list.
    #[error("it is not a list")]
    NotAList,
    /// A list that holds lists or objects, or gaps.
    #[error("the list holds more than plain texts and numbers")]
    NotAListOfTexts,
    /// A list or an object.
    #[error("it is not a text")]
    NotText,
    /// Too large, too small or too many digits.
    #[error("it is out of range")]
    OutOfRange,
    /// [`Setting::today`](super::Setting::today) is `None`.
    #[error("the day of the conversation is not known")]
    TodayUnknown,
    /// The language has no names for this.
    #[error("the language has no rules for it")]
    NoLanguageData,
    /// Longer than [`OUTPUT_MAX_BYTES`].
    #[error("it is too long")]
    TooLong,
}

impl Unfit {
    fn hint(self) -> &'static str {
        match self {
            Self::NotADate => "Dates look like 2026-03-30 or 2026-03-30T10:00:00Z.",
            Self::NoTime => "Choose the format `date` instead.",
            Self::NotANumber => "Numbers look like 1234.5.",
            Self::NotYesNo | Self::NotAList | Self::NotText | Self::OutOfRange => {
                "Check the value, or choose another format."
            }
            Self::NotAListOfTexts => "Say it with a list message instead.",
            Self::TodayUnknown => "Choose the format `date` instead, or tell the day of the conversation.",
            Self::NoLanguageData => "Choose another format.",
            Self::TooLong => "Shorten the value.",
        }
    }
}
