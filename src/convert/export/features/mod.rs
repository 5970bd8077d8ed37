//! Everything that an integration uses, in the order of the design.

mod calls;
mod replies;

use serde_json::Value;

use super::flow::Flow;
use super::{ExportError, Feature, FeatureKind, Order};
use crate::model::{Integration, Part, Place, Risk, Source, ValueType};

/// Everything that an integration uses.
///
/// # Errors
/// When the flow's integration is not in the project.
pub fn features(order: &Order<'_>, flow: &Flow) -> Result<Vec<Feature>, ExportError> {
    let integration = order.project.integration(&flow.id);
    let integration = integration.ok_or_else(|| ExportError::Integration(flow.id.clone()))?;
    let mut found = Found { integration, flow, features: Vec::new() };
    found.trigger();
    found.inputs();
    found.before();
    calls::add(&mut found);
    replies::add(&mut found, order.project);
    Ok(found.features)
}

/// What was found so far.
struct Found<'a> {
    integration: &'a Integration,
    flow: &'a Flow,
    features: Vec<Feature>,
}

impl Found<'_> {
    fn add(&mut self, kind: FeatureKind, name: &str, subject: &str, detail: impl Into<String>, place: Place) {
        let (name, subject) = (name.to_owned(), subject.to_owned());
        self.features.push(Feature { kind, name, subject, detail: detail.into(), place });
    }

    fn place(&self, part: Part, field: &str) -> Place {
        Place::new(&self.integration.id, part, field)
    }

    fn trigger(&mut self) {
        let trigger = &self.integration.trigger;
        let count = self.flow.phrases.len();
        let phrases =
            if count == 1 { "1 sample phrase".to_owned() } else { format!("{count} sample phrases") };
        let detail = format!("{}, {phrases}", self.flow.intent);
        self.add(FeatureKind::Trigger, "", "Trigger", detail, self.place(Part::Trigger, "intent"));
        if !trigger.usage_hint.trim().is_empty() {
            let place = self.place(Part::Trigger, "usage_hint");
            self.add(FeatureKind::UsageHint, "", "Hint for AI agents", &trigger.usage_hint, place);
        }
        let risk = match trigger.risk {
            Risk::Read => return,
            Risk::Write => "It creates or changes something",
            Risk::Destructive => "It deletes something, or cannot be taken back",
        };
        self.add(FeatureKind::Risk, "", "Risk", risk, self.place(Part::Trigger, "risk"));
    }

    fn inputs(&mut self) {
        let flow = self.flow;
        for input in &flow.inputs {
            let place = |field: &str| Place::new(&flow.id, Part::Input(input.name.clone()), field);
            let need = if input.required { "" } else { ", optional" };
            let detail = format!("{}{need}", source(&input.source));
            self.add(FeatureKind::Input, &input.name, &input.label, detail, place("source"));
            if input.value_type != ValueType::Text {
                let detail = format!("{}, checked before anything is sent", input.value_type.title());
                let subject = format!("Kind of {}", input.label);
                self.add(FeatureKind::InputKind, &input.name, &subject, detail, place("type"));
            }
            if !input.ask.is_empty() {
                let subject = format!("Question for {}", input.label);
                self.add(
                    FeatureKind::InputQuestion,
                    &input.name,
                    &subject,
                    "Asked when it is missing",
                    place("ask"),
                );
            }
            if !input.allowed.is_empty() {
                let allowed: Vec<String> = input.allowed.iter().map(shown).collect();
                let (subject, detail) = (format!("Choices of {}", input.label), allowed.join(", "));
                self.add(FeatureKind::InputChoices, &input.name, &subject, detail, place("allowed"));
            }
            if !input.pattern.is_empty() {
                let subject = format!("Form of {}", input.label);
                self.add(
                    FeatureKind::InputPattern,
                    &input.name,
                    &subject,
                    input.pattern.clone(),
                    place("pattern"),
                );
            }
        }
    }

    fn before(&mut self) {
        if self.flow.confirmation.is_some() {
            let place = self.place(Part::Confirmation, "ask");
            self.add(
                FeatureKind::Confirmation,
                "",
                "Question before the call",
                "Asked before anything is sent",
                place,
            );
        }
        if let Some(waiting) = &self.flow.waiting {
            let detail = format!("After {} seconds", crate::engine::seconds(waiting.after_ms));
            let place = self.place(Part::Waiting, "text");
            self.add(FeatureKind::Waiting, "", "Waiting message", detail, place);
        }
    }
}

fn source(source: &Source) -> String {
    match source {
        Source::Context { name } => format!("From the conversation: {name}"),
        Source::Constant { value } => format!("Always {}", shown(value)),
        Source::MessageText => "What the customer wrote".to_owned(),
        Source::UserId => "The platform’s id of the customer".to_owned(),
        Source::Locale => "The customer’s language".to_owned(),
        Source::Now => "The moment of the run".to_owned(),
        Source::Expression { .. } => "Put together from other values".to_owned(),
    }
}

fn shown(value: &Value) -> String {
    crate::engine::plain(value)
}
