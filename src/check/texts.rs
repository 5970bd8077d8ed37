//! Finds every text with chips of an integration, and where it stands.

use serde_json::Value;

use super::subject::FALLBACK;
use crate::model::{Body, Call, Integration, Localized, Message, Part, Place, Reply, Source, Text};
use crate::template::{Chip, SyntaxError, Template, parse};

/// A text, parsed.
pub(super) struct FoundText<'a> {
    pub parsed: Result<Template, SyntaxError>,
    pub place: Place,
    pub role: Role<'a>,
}

impl FoundText<'_> {
    /// The chips; none when the text cannot be understood.
    pub fn chips(&self) -> impl Iterator<Item = &Chip> {
        self.parsed.iter().flat_map(Template::chips)
    }
}

/// What a text is for; decides which names it can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role<'a> {
    /// A part of the request of the call at this position.
    Request(usize, Spot),
    /// Makes the input at this position.
    Expression(usize),
    /// Asks for an input.
    Ask,
    /// The question before a write.
    Confirmation,
    /// The waiting message.
    Waiting,
    /// Said for an outcome.
    Said(&'a str),
    /// A line of a list that is said for an outcome.
    Line(&'a str),
    /// The line after the last of a list.
    More(&'a str),
    /// The note of a handoff.
    Note(&'a str),
    /// A fact to store.
    Remember(&'a str),
}

/// Where in a request a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    Path,
    Query,
    Header,
    Cookie,
    Body,
}

impl<'a> Role<'a> {
    /// The position of the call whose request it is part of.
    pub fn call(self) -> Option<usize> {
        match self {
            Self::Request(call, _) => Some(call),
            _ => None,
        }
    }

    /// The outcome whose reply it is part of.
    pub fn outcome(self) -> Option<&'a str> {
        match self {
            Self::Said(outcome)
            | Self::Line(outcome)
            | Self::More(outcome)
            | Self::Note(outcome)
            | Self::Remember(outcome) => Some(outcome),
            _ => None,
        }
    }

    /// Whether a value has to become words here, and cannot keep its kind.
    pub fn needs_words(self) -> bool {
        !matches!(self, Self::Remember(_) | Self::Expression(_) | Self::Request(_, Spot::Body))
    }
}

/// Every text of the integration in the order of the design. Blank ones are left out.
pub(super) fn texts_of(integration: &Integration) -> Vec<FoundText<'_>> {
    let mut collector = Collector { integration, found: Vec::new() };
    for (index, input) in integration.inputs.iter().enumerate() {
        let part = Part::Input(input.name.clone());
        if let Source::Expression { text } = &input.source {
            collector.text(text, &part, "source", Role::Expression(index));
        }
        collector.localized(&input.ask, &part, "ask", Role::Ask);
    }
    if let Some(confirmation) = &integration.confirmation {
        let texts = [
            (&confirmation.ask, "ask"),
            (&confirmation.yes, "yes"),
            (&confirmation.no, "no"),
            (&confirmation.declined, "declined"),
        ];
        for (text, field) in texts {
            collector.localized(text, &Part::Confirmation, field, Role::Confirmation);
        }
    }
    if let Some(waiting) = &integration.waiting {
        collector.localized(&waiting.text, &Part::Waiting, "text", Role::Waiting);
    }
    for (index, call) in integration.calls.iter().enumerate() {
        collector.call(index, call);
    }
    for (outcome, reply) in &integration.replies {
        collector.reply(outcome, reply);
    }
    collector.reply(FALLBACK, &integration.fallback);
    collector.found
}

struct Collector<'a> {
    integration: &'a Integration,
    found: Vec<FoundText<'a>>,
}

impl<'a> Collector<'a> {
    fn text(&mut self, text: &'a Text, part: &Part, field: &str, role: Role<'a>) {
        self.source(text.as_str(), part, field, role);
    }

    fn source(&mut self, source: &'a str, part: &Part, field: &str, role: Role<'a>) {
        if !source.trim().is_empty() {
            let place = Place::new(&self.integration.id, part.clone(), field);
            self.found.push(FoundText { parsed: parse(source), place, role });
        }
    }

    fn localized(&mut self, texts: &'a Localized, part: &Part, field: &str, role: Role<'a>) {
        for text in texts.0.values() {
            self.text(text, part, field, role);
        }
    }

    fn call(&mut self, index: usize, call: &'a Call) {
        let part = Part::Call(call.id.clone());
        self.text(&call.path, &part, "path", Role::Request(index, Spot::Path));
        let lists = [
            (&call.query, "query", Spot::Query),
            (&call.headers, "headers", Spot::Header),
            (&call.cookies, "cookies", Spot::Cookie),
        ];
        for (parameters, field, spot) in lists {
            for parameter in parameters {
                self.text(&parameter.value, &part, field, Role::Request(index, spot));
            }
        }
        let role = Role::Request(index, Spot::Body);
        match &call.body {
            Body::None => {}
            Body::Json { value, .. } => {
                leaves(value, &mut |text| self.source(text, &part, "body", role));
            }
            Body::Form { fields } => {
                for field in fields {
                    self.text(&field.value, &part, "body", role);
                }
            }
            Body::Text { text, .. } => self.text(text, &part, "body", role),
        }
    }

    fn reply(&mut self, outcome: &'a str, reply: &'a Reply) {
        let part = Part::Reply(outcome.to_owned());
        for message in &reply.messages {
            self.message(outcome, message, &part, "messages");
        }
        for message in reply.channels.values().flatten() {
            self.message(outcome, message, &part, "channels");
        }
        for update in &reply.remember {
            self.text(&update.value, &part, "remember", Role::Remember(outcome));
        }
        if let Some(handoff) = &reply.handoff {
            self.localized(&handoff.note, &part, "handoff", Role::Note(outcome));
        }
    }

    fn message(&mut self, outcome: &'a str, message: &'a Message, part: &Part, field: &str) {
        let said = Role::Said(outcome);
        match message {
            Message::Text { text } => self.localized(text, part, field, said),
            Message::QuickReplies { choices } => {
                for choice in choices {
                    self.localized(&choice.label, part, field, said);
                }
            }
            Message::Card { title, subtitle, image_url, buttons } => {
                self.localized(title, part, field, said);
                self.localized(subtitle, part, field, said);
                self.text(image_url, part, field, said);
                for button in buttons {
                    self.localized(&button.label, part, field, said);
                    self.text(&button.url, part, field, said);
                }
            }
            Message::List { item, more, empty, .. } => {
                self.localized(item, part, field, Role::Line(outcome));
                self.localized(more, part, field, Role::More(outcome));
                self.localized(empty, part, field, said);
            }
        }
    }
}

/// Every text in a JSON document.
pub(super) fn leaves<'a>(value: &'a Value, each: &mut impl FnMut(&'a str)) {
    match value {
        Value::String(text) => each(text),
        Value::Array(items) => items.iter().for_each(|item| leaves(item, each)),
        Value::Object(fields) => fields.values().for_each(|field| leaves(field, each)),
        _ => {}
    }
}
