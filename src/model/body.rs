//! What a call sends along.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Parameter, Text};

/// The body of a request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[serde(deny_unknown_fields)]
pub enum Body {
    /// Nothing.
    #[default]
    None,
    /// A JSON document. Every string in it is a text with chips; a string that is one chip alone keeps the chip's type.
    /// Keys are literal.
    Json {
        /// The document.
        value: Value,
        /// JSON Schema (draft 2020-12) that the finished body must satisfy before it is sent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        schema: Option<Value>,
    },
    /// `application/x-www-form-urlencoded`.
    Form {
        /// The fields, in order.
        fields: Vec<Parameter>,
    },
    /// Plain text or XML; in XML, chips are escaped.
    Text {
        /// The media type, such as `application/xml`; empty: none is sent.
        content_type: String,
        /// The text.
        text: Text,
    },
}
