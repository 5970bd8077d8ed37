//! What the bot says and does for an outcome.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::{Channel, Handoff, Localized, Message, Text, Unknown};

/// What the bot says and does for one outcome. A reply without messages is silence, and a finding.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reply {
    /// Said in order.
    #[serde(default)]
    pub messages: Vec<Message>,
    /// Other messages for a channel that needs them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub channels: BTreeMap<Channel, Vec<Message>>,
    /// Facts to store in the conversation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remember: Vec<ContextUpdate>,
    /// Whether a person takes over afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handoff: Option<Handoff>,
    /// Fields this version does not know; kept as they are.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Reply {
    /// The fallback reply that a new integration begins with, so that it is never silent.
    pub fn apology(language: &str) -> Self {
        let text = Localized::new(language, "Sorry, I can’t do that right now. A colleague will help you.");
        Self { messages: vec![Message::Text { text }], ..Self::default() }
    }

    /// The messages for a channel: its own variant, else those for all.
    pub fn messages_for(&self, channel: Channel) -> &[Message] {
        self.channels.get(&channel).unwrap_or(&self.messages)
    }
}

/// A fact to store in the conversation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContextUpdate {
    /// The context variable's name.
    pub name: String,
    /// Its new value; a text that is one chip alone keeps the chip's type.
    pub value: Text,
}
