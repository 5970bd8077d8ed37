//! Where an input comes from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Text;

/// Where the value of an input comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "from", rename_all = "snake_case")]
#[serde(deny_unknown_fields)]
pub enum Source {
    /// A context variable.
    Context {
        /// Its dotted name.
        name: String,
    },
    /// Always the same value.
    Constant {
        /// The value.
        value: Value,
    },
    /// What the customer just wrote.
    MessageText,
    /// The platform's id of the customer.
    UserId,
    /// The customer's language, such as `en` or `de-AT`.
    Locale,
    /// The moment of the run (RFC 3339).
    Now,
    /// A text with chips over context variables and earlier inputs.
    Expression {
        /// The text.
        text: Text,
    },
}

impl Default for Source {
    fn default() -> Self {
        Self::Context { name: String::new() }
    }
}
