//! The question before a write.

use super::Localized;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the bot asks before it carries out a write.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// The question.
    pub ask: Localized,
    /// The answer that goes on.
    pub yes: Localized,
    /// The answer that stops.
    pub no: Localized,
    /// What the bot says when the customer stops.
    #[serde(default, skip_serializing_if = "Localized::is_blank")]
    pub declined: Localized,
}
