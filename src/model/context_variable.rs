//! A fact that the conversation knows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Privacy, Unknown, ValueType};

/// A fact of the conversation, such as `user.email`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ContextVariable {
    /// Dotted name, as the platform passes it.
    pub name: String,
    /// The name on the screen: "Customer's e-mail".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The kind of value.
    #[serde(rename = "type", default)]
    pub value_type: ValueType,
    /// An invented value for previews and tests, never a real customer's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<Value>,
    /// How sensitive it is.
    #[serde(default)]
    pub privacy: Privacy,
    /// What it is, for the next person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Fields this version does not know; kept as they are.
    #[serde(flatten)]
    pub unknown: Unknown,
}
