//! One HTTP request and what its answer means.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Body, Method, Output, Policy, Success, Text, Unknown, is_default};

/// One HTTP request, its limits, and how its answer is understood.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Call {
    /// Unique within the integration.
    pub id: String,
    /// The connection's id.
    pub connection: String,
    /// The HTTP method.
    #[serde(default)]
    pub method: Method,
    /// Appended to the connection's base address; every chip in it is one path segment or part of one.
    #[serde(default)]
    pub path: Text,
    /// Query parameters, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub query: Vec<Parameter>,
    /// Request headers beyond those of the connection.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<Parameter>,
    /// Cookies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cookies: Vec<Parameter>,
    /// What is sent along.
    #[serde(default, skip_serializing_if = "is_default")]
    pub body: Body,
    /// Limits.
    #[serde(default)]
    pub policy: Policy,
    /// Which answers count as success.
    #[serde(default, skip_serializing_if = "is_default")]
    pub success: Success,
    /// The contract: JSON Schema (draft 2020-12) of a successful answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_schema: Option<Value>,
    /// The values taken from the answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outputs: Vec<Output>,
    /// Fields this version does not know; kept as they are.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// A name with a text: a query parameter, header, cookie or form field.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// The name as sent. In a query it may be empty: then the value stands alone, as in `?pretty`.
    pub name: String,
    /// The value.
    pub value: Text,
    /// Leave the parameter out when a chip in it has no value, instead of refusing to send.
    #[serde(default, skip_serializing_if = "is_default")]
    pub optional: bool,
}
