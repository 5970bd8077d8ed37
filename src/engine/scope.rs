//! The names that a chip can use, and their values.

use serde_json::{Map, Value};

use super::{Conversation, Setup, conversation::lookup};
use crate::template;

/// Values by name: the run's own (inputs, outputs) before the facts of the conversation.
pub(super) struct Scope<'a> {
    values: &'a Map<String, Value>,
    conversation: &'a Conversation,
    extra: &'a Map<String, Value>,
}

/// The prefix under which a request, and nothing else, can use secrets: `secret.crm_token`.
pub const SECRET_PREFIX: &str = "secret.";

impl<'a> Scope<'a> {
    /// Inputs and outputs, then facts; `extra` comes first of all (secrets of a request, the item of a list).
    pub(super) fn new(
        values: &'a Map<String, Value>,
        conversation: &'a Conversation,
        extra: &'a Map<String, Value>,
    ) -> Self {
        Self { values, conversation, extra }
    }
}

impl template::Scope for Scope<'_> {
    fn value(&self, name: &str) -> Option<&Value> {
        lookup(self.extra, name)
            .or_else(|| lookup(self.values, name))
            .or_else(|| self.conversation.fact(name))
    }
}

/// For whom and when the texts of a run are rendered.
pub(super) fn setting(setup: &Setup) -> template::Setting {
    let zone =
        setup.project.time_zone.as_deref().and_then(template::time_zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let today = setup.conversation.now.to_zoned(zone.clone()).date();
    let language = template::Language::new(&setup.conversation.language);
    template::Setting { language, time_zone: zone, today: Some(today) }
}
