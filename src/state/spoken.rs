//! What the bot says outside of replies, with the values of the examples: the question before a write, the waiting message.

use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use crate::engine::{Conversation, SaidWaiting};
use crate::model::{Integration, Localized, Project};
use crate::template::{self, Language, Place, Setting};

/// The question before a write, and the answer that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenConfirmation {
    /// What the bot asks.
    pub ask: String,
    /// What the customer answers.
    pub yes: String,
    /// What stops it.
    pub no: String,
}

/// Renders texts with the facts of a conversation and example values.
pub(super) struct Speaker<'a> {
    pub project: &'a Project,
    pub conversation: &'a Conversation,
    pub examples: &'a Map<String, Value>,
}

impl Speaker<'_> {
    pub(super) fn confirmation(&self, integration: &Integration) -> Option<SpokenConfirmation> {
        let confirmation = integration.confirmation.as_ref()?;
        Some(SpokenConfirmation {
            ask: self.words(&confirmation.ask),
            yes: self.words(&confirmation.yes),
            no: self.words(&confirmation.no),
        })
    }

    pub(super) fn waiting(&self, integration: &Integration) -> Option<SaidWaiting> {
        let waiting = integration.waiting.as_ref()?;
        let text = self.words(&waiting.text);
        (!text.is_empty()).then_some(SaidWaiting { after_ms: waiting.after_ms, text })
    }

    /// The time of day where the customer is: `9:41`.
    pub(super) fn clock(&self) -> String {
        self.conversation.now.to_zoned(self.zone()).strftime("%-H:%M").to_string()
    }

    fn zone(&self) -> TimeZone {
        self.project.time_zone.as_deref().and_then(template::time_zone).unwrap_or(TimeZone::UTC)
    }

    fn words(&self, text: &Localized) -> String {
        let Some(text) = text.get(&self.conversation.language, &self.project.languages) else {
            return String::new();
        };
        let zone = self.zone();
        let today = self.conversation.now.to_zoned(zone.clone()).date();
        let language = Language::new(&self.conversation.language);
        let setting = Setting { language, time_zone: zone, today: Some(today) };
        let rendered = template::parse(text.as_str())
            .ok()
            .and_then(|parsed| template::render(&parsed, self, Place::Message, &setting).ok());
        rendered.map_or_else(|| text.0.clone(), |rendered| rendered.text)
    }
}

impl template::Scope for Speaker<'_> {
    fn value(&self, name: &str) -> Option<&Value> {
        self.examples.get(name).or_else(|| self.conversation.fact(name))
    }
}
