//! Which outcome an answer leads to, as tables that every platform can express somehow.

use serde_json::Value;

use super::Reference;
use crate::model::{Operator, StatusRange, ValueType};

/// A row of a table: the first whose test holds decides.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// When.
    pub test: Test,
    /// The outcome's id.
    pub outcome: String,
}

/// Something that holds of an answer or does not.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Always.
    Always,
    /// Never; rows with it are left out.
    Never,
    /// Every one; at least one.
    All(Vec<Test>),
    /// At least one.
    Any(Vec<Test>),
    /// Not so.
    Not(Box<Test>),
    /// No answer came back, for this reason.
    Failed(FailureKind),
    /// The status is in one of the ranges.
    Status(Vec<StatusRange>),
    /// The body has nothing but white space.
    BodyBlank,
    /// The body is no JSON; a blank one neither.
    BodyNotJson,
    /// The body is `null` or `[]`.
    BodyEmpty,
    /// The body does not satisfy [`CallStep::schema`](super::CallStep::schema).
    ContractBroken,
    /// A required output, by name, is missing or null.
    OutputMissing(String),
    /// An output, by name, is there and not of its kind.
    OutputWrong(String),
    /// A required list, by name, has no items.
    ListEmpty(String),
    /// A comparison of the analyst's own rule.
    Compare(Comparison),
}

/// Why no answer came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// Not complete within the time limit.
    TimedOut,
    /// No connection, or one that broke.
    Unreachable,
    /// Larger than allowed.
    TooLarge,
    /// No readable HTTP.
    Unreadable,
    /// The sign-in was refused.
    NoToken,
}

/// A field compared with a value. A missing field is never less, more, equal or contained: only `is_not` and `is_missing` hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What is compared; nothing: the status of the answer.
    pub field: Option<Reference>,
    /// Its kind, where it is known.
    pub value_type: Option<ValueType>,
    /// How.
    pub operator: Operator,
    /// With what, already of the kind of the field: a `"5"` typed for a number is 5 here. A list for `one_of`.
    pub value: Value,
}

impl Test {
    /// Every one of them, made as simple as it can be.
    pub fn all(tests: impl IntoIterator<Item = Self>) -> Self {
        let mut kept = Vec::new();
        for test in tests {
            match test {
                Self::Always => {}
                Self::Never => return Self::Never,
                Self::All(parts) => kept.extend(parts),
                other => kept.push(other),
            }
        }
        match kept.len() {
            0 => Self::Always,
            1 => kept.remove(0),
            _ => Self::All(kept),
        }
    }

    /// At least one of them, made as simple as it can be.
    pub fn any(tests: impl IntoIterator<Item = Self>) -> Self {
        let mut kept = Vec::new();
        for test in tests {
            match test {
                Self::Never => {}
                Self::Always => return Self::Always,
                Self::Any(parts) => kept.extend(parts),
                other => kept.push(other),
            }
        }
        match kept.len() {
            0 => Self::Never,
            1 => kept.remove(0),
            _ => Self::Any(kept),
        }
    }

    /// Every comparison in it, in order.
    pub fn comparisons(&self) -> Vec<&Comparison> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::comparisons).collect(),
            Self::Not(part) => part.comparisons(),
            Self::Compare(comparison) => vec![comparison],
            _ => Vec::new(),
        }
    }
}
