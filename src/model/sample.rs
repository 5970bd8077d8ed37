//! A saved answer.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Unknown;

/// An answer, recorded or written by hand, without any real customer's data.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Sample {
    /// Referenced by scenarios.
    pub id: String,
    /// The name on the screen: "Active subscription".
    #[serde(default)]
    pub name: String,
    /// The call it answers; may be left out when there is one call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<String>,
    /// The HTTP status.
    pub status: u16,
    /// Response headers that matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<Header>,
    /// The body.
    #[serde(default)]
    pub body: SampleBody,
    /// Fields this version does not know; kept as they are.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// A header of an answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
}

/// The body of a sample.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SampleBody {
    /// No body.
    #[default]
    None,
    /// A JSON document. It may be large, and undo, previews and jobs hold the same project: they share it.
    Json(Arc<Value>),
    /// Anything else, or JSON that is broken on purpose.
    Text(String),
}
