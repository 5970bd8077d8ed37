//! The message while a call is still running.

use super::Localized;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Said while the calls are still running.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiting {
    /// How long after the start, in milliseconds.
    pub after_ms: u64,
    /// The words.
    pub text: Localized,
}
