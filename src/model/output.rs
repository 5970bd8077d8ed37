//! A field taken from an answer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Privacy, Unknown, ValueType, is_default};

/// A value taken from the answer under a name of its own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Output {
    /// Used in chips and rules.
    pub name: String,
    /// The name on the screen: "renewal date".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Where it stands in the answer: JSONPath (RFC 9535). The first match counts, except for a list, which takes all
    /// matches or the one list it points to.
    pub path: String,
    /// The kind of value; anything else makes the answer malformed.
    #[serde(rename = "type", default)]
    pub value_type: ValueType,
    /// Whether an answer without it is malformed. A required list that has no items makes the outcome `empty`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub required: bool,
    /// Taken when it is missing or null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// How a chip shows it unless the chip says otherwise: a format such as `date("long")`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub format: String,
    /// How sensitive it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub privacy: Privacy,
    /// Fields this version does not know; kept as they are.
    #[serde(flatten)]
    pub unknown: Unknown,
}
