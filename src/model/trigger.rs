//! What makes the bot use an integration.

use super::{Localized, Unknown, is_default};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// When the bot uses an integration.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Trigger {
    /// The intent's name on the platform.
    #[serde(default)]
    pub intent: String,
    /// What customers write, per language; the first one is shown in the conversation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phrases: Vec<Localized>,
    /// When an AI agent should use it, in a sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub usage_hint: String,
    /// What a call can do to the customer's data.
    #[serde(default, skip_serializing_if = "is_default")]
    pub risk: Risk,
    /// Fields this version does not know; kept as they are.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What a call can do.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    /// Only looks up.
    #[default]
    Read,
    /// Creates or changes.
    Write,
    /// Deletes, or cannot be taken back.
    Destructive,
}
