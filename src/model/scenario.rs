//! A try with a known end.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Channel, Unknown};

/// What is known, what comes back, and what must follow.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Scenario {
    /// A sentence: "An active subscription".
    pub name: String,
    /// The facts of the conversation.
    #[serde(default)]
    pub context: Map<String, Value>,
    /// What the customer wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The customer's language; the bot's first when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The channel; the project's first when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// What comes back, one for each call. With none, every call is answered by its first sample.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
    /// What must follow.
    pub expect: Expectation,
    /// Fields this version does not know; kept as they are.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What comes back for a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// A sample, by id.
    Sample(String),
    /// Something goes wrong.
    Fault(Fault),
    /// The real system; such a scenario runs only with `--live`.
    Live,
}

/// Something that goes wrong on the way.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// No answer within the time limit.
    #[default]
    Slow,
    /// No connection.
    Down,
    /// A body that is no JSON.
    Malformed,
    /// A web page instead of JSON.
    Html,
    /// An empty body.
    Empty,
    /// `{}`: every field is missing.
    MissingFields,
    /// An answer over the size limit.
    TooLarge,
    /// Status 400.
    BadRequest,
    /// Status 401.
    KeyRefused,
    /// Status 404.
    NotFound,
    /// Status 429.
    RateLimited,
    /// Status 500.
    ServerError,
}

/// What must follow.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// The outcome's id.
    pub outcome: String,
    /// The bot's words, message by message; empty: not compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub says: Vec<String>,
    /// Words that must occur somewhere in what the bot says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contains: Vec<String>,
    /// The queue the customer is passed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handoff: Option<String>,
    /// The JSON body that must have been sent by the last call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_body: Option<Value>,
}
