//! Rules that decide an outcome: field, operator, value; all or any of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A rule over outputs, inputs and the status. Structured, never code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[serde(deny_unknown_fields)]
pub enum Rule {
    /// Every one must hold.
    All {
        /// The parts.
        all: Vec<Rule>,
    },
    /// At least one must hold.
    Any {
        /// The parts.
        any: Vec<Rule>,
    },
    /// One comparison.
    Condition(Condition),
}

impl Rule {
    /// A comparison of one field with one value.
    pub fn condition(field: &str, operator: Operator, value: impl Into<Value>) -> Self {
        Self::Condition(Condition { field: field.to_owned(), operator, value: value.into() })
    }

    /// Every comparison in it, in order.
    pub fn conditions(&self) -> Vec<&Condition> {
        match self {
            Self::All { all: parts } | Self::Any { any: parts } => {
                parts.iter().flat_map(Self::conditions).collect()
            }
            Self::Condition(condition) => vec![condition],
        }
    }
}

/// One comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The name of an output or input, or [`Condition::HTTP_STATUS`].
    pub field: String,
    /// How it is compared.
    pub operator: Operator,
    /// What it is compared with; a list for `one_of`. Not used by `is_missing` and `is_present`.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub value: Value,
}

impl Condition {
    /// The field that stands for the status of the answer.
    pub const HTTP_STATUS: &'static str = "http.status";
}

/// How a field is compared. Texts are compared as they are, numbers by value, dates by time.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// Equal.
    #[default]
    Is,
    /// Not equal; also when the field is missing.
    IsNot,
    /// Equal to one of a list.
    OneOf,
    /// A text that contains the value, or a list that holds it.
    Contains,
    /// A text that starts with the value.
    StartsWith,
    /// Less than, or before.
    LessThan,
    /// Less than or equal, or not after.
    AtMost,
    /// More than, or after.
    MoreThan,
    /// More than or equal, or not before.
    AtLeast,
    /// Not there, or null.
    IsMissing,
    /// There, and not null.
    IsPresent,
}

impl Operator {
    /// Every operator, in the order of a menu.
    pub const ALL: [Self; 11] = [
        Self::Is,
        Self::IsNot,
        Self::OneOf,
        Self::Contains,
        Self::StartsWith,
        Self::LessThan,
        Self::AtMost,
        Self::MoreThan,
        Self::AtLeast,
        Self::IsMissing,
        Self::IsPresent,
    ];

    /// The words on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::IsNot => "is not",
            Self::OneOf => "is one of",
            Self::Contains => "contains",
            Self::StartsWith => "starts with",
            Self::LessThan => "is less than",
            Self::AtMost => "is at most",
            Self::MoreThan => "is more than",
            Self::AtLeast => "is at least",
            Self::IsMissing => "is missing",
            Self::IsPresent => "is there",
        }
    }

    /// Whether the comparison needs a value.
    pub fn takes_value(self) -> bool {
        !matches!(self, Self::IsMissing | Self::IsPresent)
    }
}
