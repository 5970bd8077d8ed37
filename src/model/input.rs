//! What an integration needs to know before it can ask.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Localized, Source, Unknown, ValueType, is_true, yes};

/// A fact that the integration needs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Input {
    /// Used in chips.
    pub name: String,
    /// The name on the screen: "Customer's e-mail".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The kind of value.
    #[serde(rename = "type", default)]
    pub value_type: ValueType,
    /// Whether the run needs it. A missing one ends in `missing_input`, a wrong one in `bad_input`, before anything is sent.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub required: bool,
    /// Where it comes from.
    pub source: Source,
    /// What the bot asks when it is missing.
    #[serde(default, skip_serializing_if = "Localized::is_blank")]
    pub ask: Localized,
    /// The only values accepted; empty: any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<Value>,
    /// A regular expression that the whole text must match.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pattern: String,
    /// An invented value for previews and tests; the context variable's example counts when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<Value>,
    /// Fields this version does not know; kept as they are.
    #[serde(flatten)]
    pub unknown: Unknown,
}
