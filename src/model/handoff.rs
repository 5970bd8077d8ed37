//! Passing the customer to a person.

use super::Localized;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Passes the customer to a person or a queue.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Handoff {
    /// The queue's or person's name on the platform.
    pub queue: String,
    /// Context variables, inputs and outputs that travel along, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub context: Vec<String>,
    /// A note for the person who takes over.
    #[serde(default, skip_serializing_if = "Localized::is_blank")]
    pub note: Localized,
}
