//! How a run went.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::Step;
use super::said::{Said, SaidHandoff, SaidWaiting};
use crate::model::Finding;

/// The end of a run, with everything that led there. Secrets are masked throughout.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RunResult {
    /// The integration's id.
    pub integration: String,
    /// The environment's id; empty when the project has none.
    pub environment: String,
    /// The outcome's id.
    pub outcome: String,
    /// The outcome's name on the screen.
    pub outcome_name: String,
    /// Whether the run ended in an error outcome.
    pub error: bool,
    /// Why it ended so, as a sentence without a full stop.
    pub because: String,
    /// The input that is missing or not accepted, when that is why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
    /// What the bot says, in order.
    pub messages: Vec<Said>,
    /// Whether these are the words of the fallback reply.
    pub fell_back: bool,
    /// The waiting message, when the run took long enough for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting: Option<SaidWaiting>,
    /// Facts to store in the conversation.
    pub remember: Map<String, Value>,
    /// Whether a person takes over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handoff: Option<SaidHandoff>,
    /// The values of the inputs.
    pub inputs: Map<String, Value>,
    /// The values taken from the answers.
    pub outputs: Map<String, Value>,
    /// The calls that were made.
    pub calls: Vec<CallRecord>,
    /// From the start to the reply.
    pub elapsed_ms: u64,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

impl RunResult {
    /// What the bot says as plain text, message by message.
    pub fn words(&self) -> Vec<String> {
        self.messages.iter().map(Said::plain).collect()
    }

    /// Whether the customer hears nothing at all.
    pub fn is_silent(&self) -> bool {
        self.words().iter().all(|text| text.trim().is_empty())
    }
}

/// One call as it was made, with secrets masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CallRecord {
    /// The call's id.
    pub call: String,
    /// What was sent.
    pub request: ShownRequest,
    /// What came back, unless nothing did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<ShownResponse>,
    /// Why nothing came back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
    /// From the start of the call to its end, with all its tries and the pauses between them.
    pub elapsed_ms: u64,
    /// Until the first byte of the answer, from the start of the last try, when known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_byte_ms: Option<u64>,
    /// Every try in order; the last one is the one that counts.
    pub attempts: Vec<Attempt>,
}

/// One try of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Attempt {
    /// The pause before it.
    pub after_ms: u64,
    /// The status that came back, unless nothing did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Why nothing came back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
    /// From the start of the try to its end.
    pub elapsed_ms: u64,
    /// What happened on the way.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
}

/// A request for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ShownRequest {
    /// `GET`, `POST` …
    pub method: String,
    /// The whole address.
    pub url: String,
    /// Headers in order.
    pub headers: Vec<(String, String)>,
    /// The body as text.
    pub body: String,
}

/// An answer for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ShownResponse {
    /// The status.
    pub status: u16,
    /// Headers in order.
    pub headers: Vec<(String, String)>,
    /// The body as text, in the encoding that it names or else UTF-8; bytes that do not fit are shown as �. Shared, as it may be
    /// large.
    pub body: Arc<str>,
    /// The size of the body in bytes.
    pub bytes: usize,
}
