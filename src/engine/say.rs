//! From an outcome to the bot's words.

use serde_json::{Map, Value};

use super::Setup;
use super::said::{FromValue, Said, SaidButton, SaidChoice, SaidHandoff};
use super::scope::{Scope, setting};
use crate::model::{
    Finding, Handoff, Localized, Message, Part, Place, Reply, Severity, StandardOutcome, Text,
};
use crate::template::{self, Template};

/// The outcome's reply in words, and what was noticed on the way.
#[derive(Debug, Default)]
pub(super) struct Answered {
    pub messages: Vec<Said>,
    pub remember: Map<String, Value>,
    pub handoff: Option<SaidHandoff>,
    /// Whether the fallback reply was said.
    pub fell_back: bool,
    pub findings: Vec<Finding>,
}

/// Says the reply of an outcome. When a value that it needs is missing, or no reply of its own exists, the fallback reply is
/// said: the customer never gets a blank.
pub(super) fn answer(
    setup: &Setup,
    outcome: &str,
    values: &Map<String, Value>,
    asked: Option<&Localized>,
) -> Answered {
    let mut findings = Vec::new();
    let integration = &setup.integration;
    if let Some(reply) = integration.replies.get(outcome) {
        let speaker = Speaker { setup, values, about: outcome };
        match speaker.reply(reply) {
            Ok(answered) => return answered,
            Err(unsaid) => findings.push(speaker.finding(&unsaid)),
        }
    } else if outcome == StandardOutcome::MissingInput.id()
        && let Some(question) = asked.filter(|question| !question.is_blank())
    {
        let speaker = Speaker { setup, values, about: outcome };
        match speaker.words(question) {
            Ok(said) => return Answered { messages: said.into_iter().collect(), ..Answered::default() },
            Err(unsaid) => findings.push(speaker.finding(&unsaid)),
        }
    }
    let speaker = Speaker { setup, values, about: "fallback" };
    let mut answered = speaker.reply(&integration.fallback).unwrap_or_else(|unsaid| {
        findings.push(speaker.finding(&unsaid));
        Answered::default()
    });
    answered.fell_back = true;
    findings.append(&mut answered.findings);
    answered.findings = findings;
    answered
}

/// Renders one localized text outside a reply (waiting message, confirmation).
pub(super) fn words(setup: &Setup, text: &Localized, values: &Map<String, Value>) -> Option<String> {
    let speaker = Speaker { setup, values, about: "waiting" };
    match speaker.words(text) {
        Ok(Some(Said::Text { text, .. })) => Some(text),
        _ => None,
    }
}

/// Why something cannot be said, as a sentence.
struct Unsaid(String);

struct Speaker<'a> {
    setup: &'a Setup,
    values: &'a Map<String, Value>,
    about: &'a str,
}

impl Speaker<'_> {
    fn reply(&self, reply: &Reply) -> Result<Answered, Unsaid> {
        let mut answered = Answered::default();
        for message in reply.messages_for(self.setup.conversation.channel) {
            answered.messages.extend(self.message(message)?);
        }
        for update in &reply.remember {
            let value = self.value(&update.value)?;
            super::insert(&mut answered.remember, &update.name, value);
        }
        if let Some(handoff) = &reply.handoff {
            answered.handoff = Some(self.handoff(handoff)?);
        }
        Ok(answered)
    }

    fn message(&self, message: &Message) -> Result<Option<Said>, Unsaid> {
        match message {
            Message::Text { text } => self.words(text),
            Message::QuickReplies { choices } => {
                let mut said = Vec::new();
                for choice in choices {
                    let label = self.line(&choice.label)?;
                    let send = choice.send.clone().unwrap_or_else(|| label.clone());
                    said.push(SaidChoice { label, send });
                }
                Ok((!said.is_empty()).then_some(Said::QuickReplies { choices: said }))
            }
            Message::Card { title, subtitle, image_url, buttons } => {
                let mut said = Vec::new();
                for button in buttons {
                    said.push(SaidButton {
                        label: self.line(&button.label)?,
                        url: self.render(&button.url)?.text,
                    });
                }
                let image_url = self.render(image_url)?.text;
                Ok(Some(Said::Card {
                    title: self.line(title)?,
                    subtitle: self.line(subtitle)?,
                    image_url,
                    buttons: said,
                }))
            }
            Message::List { items, item, at_most, more, empty } => {
                self.list(items, item, *at_most, more, empty)
            }
        }
    }

    fn list(
        &self,
        items: &str,
        item: &Localized,
        at_most: u32,
        more: &Localized,
        empty: &Localized,
    ) -> Result<Option<Said>, Unsaid> {
        let list = super::conversation::lookup(self.values, items).and_then(Value::as_array);
        let list = list.map_or(&[][..], Vec::as_slice);
        if list.is_empty() {
            return self.words(empty);
        }
        let shown = usize::try_from(at_most).unwrap_or(usize::MAX).min(list.len());
        let mut lines = Vec::with_capacity(shown);
        for value in &list[..shown] {
            lines.push(self.line_with(item, "item", value.clone())?);
        }
        let left = list.len() - shown;
        let more = if left > 0 && !more.is_blank() {
            Some(self.line_with(more, "more_count", Value::from(left))?)
        } else {
            None
        };
        Ok(Some(Said::List { lines, more }))
    }

    fn handoff(&self, handoff: &Handoff) -> Result<SaidHandoff, Unsaid> {
        let mut context = Map::new();
        let nothing = Map::new();
        let scope = Scope::new(self.values, &self.setup.conversation, &nothing);
        for name in &handoff.context {
            if let Some(value) = template::Scope::value(&scope, name) {
                context.insert(name.clone(), value.clone());
            }
        }
        Ok(SaidHandoff { queue: handoff.queue.clone(), note: self.line(&handoff.note)?, context })
    }

    fn words(&self, text: &Localized) -> Result<Option<Said>, Unsaid> {
        let Some((language, text)) = self.in_language(text) else { return Ok(None) };
        let rendered = self.render_with(text, &Map::new(), language)?;
        let values =
            rendered.chips.into_iter().map(|chip| FromValue { range: chip.range, name: chip.name }).collect();
        Ok(Some(Said::Text { text: rendered.text, values }))
    }

    fn line(&self, text: &Localized) -> Result<String, Unsaid> {
        let Some((language, text)) = self.in_language(text) else { return Ok(String::new()) };
        self.render_with(text, &Map::new(), language).map(|rendered| rendered.text)
    }

    fn line_with(&self, text: &Localized, name: &str, value: Value) -> Result<String, Unsaid> {
        let extra = Map::from_iter([(name.to_owned(), value)]);
        let Some((language, text)) = self.in_language(text) else { return Ok(String::new()) };
        self.render_with(text, &extra, language).map(|rendered| rendered.text)
    }

    /// The words, and the language that they are in: words that stand in for a missing translation keep dates and numbers of
    /// their own language.
    fn in_language<'t>(&'t self, text: &'t Localized) -> Option<(&'t str, &'t Text)> {
        let wanted = self.setup.conversation.language.as_str();
        let (tag, text) = text.find(wanted, &self.setup.project.languages)?;
        // Words in German serve a customer from Austria, with dates as in Austria.
        let is_wanted = wanted.split(['-', '_']).next() == tag.split(['-', '_']).next();
        Some((if is_wanted { wanted } else { tag }, text))
    }

    fn render(&self, text: &Text) -> Result<template::Rendered, Unsaid> {
        self.render_with(text, &Map::new(), &self.setup.conversation.language)
    }

    fn render_with(
        &self,
        text: &Text,
        extra: &Map<String, Value>,
        language: &str,
    ) -> Result<template::Rendered, Unsaid> {
        let parsed = template::parse(text.as_str()).map_err(|error| Unsaid(error.to_string()))?;
        let parsed = self.with_output_formats(&parsed);
        let scope = Scope::new(self.values, &self.setup.conversation, extra);
        let setting =
            template::Setting { language: template::Language::new(language), ..setting(self.setup) };
        template::render(&parsed, &scope, template::Place::Message, &setting)
            .map_err(|error| Unsaid(error.to_string()))
    }

    fn value(&self, text: &Text) -> Result<Value, Unsaid> {
        let parsed = template::parse(text.as_str()).map_err(|error| Unsaid(error.to_string()))?;
        let nothing = Map::new();
        let scope = Scope::new(self.values, &self.setup.conversation, &nothing);
        template::render_value(&parsed, &scope, &setting(self.setup))
            .map_err(|error| Unsaid(error.to_string()))
    }

    /// A chip without a format of its own is shown as its output says. A default such as “soon” is said as it is, whatever the
    /// format: it stands in for the finished words.
    fn with_output_formats(&self, template: &Template) -> Template {
        let mut source = String::new();
        for part in template.parts() {
            match part {
                template::Part::Literal { span, .. } => source.push_str(&template.to_source()[span.clone()]),
                template::Part::Chip { chip, span } => match self.shown_as(chip) {
                    Some(formats) => source.push_str(&format!("{{{{ {}{formats} }}}}", chip.name())),
                    None => source.push_str(&template.to_source()[span.clone()]),
                },
            }
        }
        template::parse(&source).unwrap_or_else(|_| template.clone())
    }

    /// Other formats than those of the chip, written as they stand after its name; nothing when the chip's own hold.
    fn shown_as(&self, chip: &template::Chip) -> Option<String> {
        let output = self.setup.integration.output(chip.name())?;
        if output.default.is_some() && self.values.get(&output.name) == output.default.as_ref() {
            return Some(String::new());
        }
        (chip.formats().is_empty() && !output.format.is_empty()).then(|| format!(" | {}", output.format))
    }

    fn finding(&self, Unsaid(problem): &Unsaid) -> Finding {
        let name = if self.about == "fallback" {
            "fallback"
        } else {
            self.setup.integration.outcome_name(self.about)
        };
        Finding {
            code: "reply_cannot_be_said".to_owned(),
            severity: Severity::Error,
            title: format!("The reply “{name}” cannot be said: {problem}"),
            remedy: "Give the chip words for when its value is missing, or make the value required in the step Understands"
                .to_owned(),
            place: Place::new(&self.setup.integration.id, Part::Reply(self.about.to_owned()), "messages"),
        }
    }
}

/// What the bot asks when an input is missing, with the customer's earlier value out of the way.
pub(super) fn question<'a>(setup: &'a Setup, input: &str) -> Option<&'a Localized> {
    setup.integration.input(input).map(|input| &input.ask)
}

/// The name of an input on the screen.
pub(super) fn input_label<'a>(setup: &'a Setup, name: &'a str) -> &'a str {
    setup
        .integration
        .input(name)
        .map_or(name, |input| if input.label.is_empty() { &input.name } else { &input.label })
}
