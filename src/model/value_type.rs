//! The kinds of value that a conversation and an answer hold.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The kind of a value. In a file and in an answer a date is an ISO 8601 text; numbers keep the form they were written in.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ValueType {
    /// Any text.
    #[default]
    Text,
    /// A text that looks like an e-mail address.
    Email,
    /// A number without a fraction, of any size.
    Integer,
    /// Any number.
    Number,
    /// Yes or no.
    Boolean,
    /// A day: `2026-03-30`.
    Date,
    /// A time of day: `14:30`.
    Time,
    /// A moment: `2026-03-30T14:30:00Z`.
    #[serde(rename = "datetime")]
    DateTime,
    /// A list of values.
    List,
    /// A record with fields.
    Object,
}

impl ValueType {
    /// Every kind, in the order of a menu.
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Email,
        Self::Integer,
        Self::Number,
        Self::Boolean,
        Self::Date,
        Self::Time,
        Self::DateTime,
        Self::List,
        Self::Object,
    ];

    /// The word on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Email => "E-mail address",
            Self::Integer => "Whole number",
            Self::Number => "Number",
            Self::Boolean => "Yes or no",
            Self::Date => "Date",
            Self::Time => "Time",
            Self::DateTime => "Date and time",
            Self::List => "List",
            Self::Object => "Record",
        }
    }
}
