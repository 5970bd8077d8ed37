//! Something worth saying about a design.

use super::Place;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something that was noticed about a design, a run or an import.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Stable name: `silence`.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is the case, with what it means for the customer first.
    pub title: String,
    /// What to do about it.
    pub remedy: String,
    /// What it is about.
    pub place: Place,
}

/// How bad a finding is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    #[default]
    Hint,
    /// Can hurt a customer.
    Warning,
    /// Will hurt a customer.
    Error,
}

impl Severity {
    /// The word on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}
