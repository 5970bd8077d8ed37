//! How sensitive a fact is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The privacy class of a fact of the conversation or of an output.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    /// Says nothing about a person.
    #[default]
    None,
    /// Identifies or describes a person: e-mail address, name, order number.
    Personal,
    /// Harms a person when it leaks: health, bank account, identity document.
    Sensitive,
}

impl Privacy {
    /// The word on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::None => "not personal",
            Self::Personal => "personal",
            Self::Sensitive => "sensitive",
        }
    }
}
