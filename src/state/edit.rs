//! Changes of the design that are more than typing.

use std::sync::Arc;

use serde_json::Value;

use super::remedy::good_answers;
use super::{Effect, FALLBACK, Notice, Page, ReadyWords, State, View, same};
use crate::model::{
    Call, Integration, Localized, Message, Operator, Output, OwnOutcome, Part, Privacy, Reply, Rule,
    SampleBody, StandardOutcome, Step, Trigger, ValueType,
};

impl State {
    /// One step of undo, if it changes anything; the change answers with what it is called.
    pub(super) fn step(&mut self, change: impl FnOnce(&mut Self) -> String) -> Vec<Effect> {
        let before = self.project.clone();
        let label = change(self);
        if !same(&before, &self.project) {
            self.note_design(&before, &label);
        }
        Vec::new()
    }

    pub(super) fn add_integration(&mut self) -> String {
        let new = self.new_integration();
        self.choose_new(new);
        self.view.just_added = Some(Part::Trigger);
        "New integration".to_owned()
    }

    pub(super) fn duplicate(&mut self, id: &str) -> String {
        if let Some(original) = self.project.integration(id) {
            let mut copy = original.clone();
            copy.id = self.free_id(&copy.id);
            copy.name = format!("{} (copy)", copy.name);
            self.choose_new(copy);
        }
        "Copy of an integration".to_owned()
    }

    pub(super) fn delete(&mut self, id: &str) -> String {
        let name = self.project.integration(id).map(|each| each.name.clone()).unwrap_or_default();
        self.project.integrations.retain(|each| each.id != *id);
        if self.view.integration == *id {
            self.view.integration = View::of(&self.project).integration;
            self.choose_first_outcome();
        }
        self.notice = Some(Notice::undoable(format!("“{name}” is deleted")));
        format!("Deletion of {name}")
    }

    pub(super) fn move_to(&mut self, id: &str, to: usize) -> String {
        if let Some(from) = self.project.integrations.iter().position(|each| each.id == *id) {
            let moved = self.project.integrations.remove(from);
            let to = to.min(self.project.integrations.len());
            self.project.integrations.insert(to, moved);
        }
        "New order".to_owned()
    }

    fn choose_new(&mut self, integration: Integration) {
        self.view.page = Page::Integration;
        self.view.integration.clone_from(&integration.id);
        self.view.step = Step::When;
        self.project.integrations.push(Arc::new(integration));
        self.choose_first_outcome();
    }

    /// An integration with the parts that every one has.
    pub(super) fn new_integration(&self) -> Integration {
        Integration {
            id: self.free_id("new_integration"),
            name: "New integration".to_owned(),
            trigger: Trigger { phrases: vec![Localized::default()], ..Trigger::default() },
            // Whom to ask is for the person to say.
            calls: vec![Call { id: "ask".to_owned(), ..Call::default() }],
            fallback: Reply {
                messages: vec![Message::Text { text: ReadyWords::FALLBACK.of(&self.project) }],
                ..Reply::default()
            },
            ..Integration::default()
        }
    }

    /// `name`, or `name_2` …, whichever is not taken.
    pub(super) fn free_id(&self, name: &str) -> String {
        let mut id = name.to_owned();
        let mut number = 1;
        while self.project.integration(&id).is_some() {
            number += 1;
            id = format!("{name}_{number}");
        }
        id
    }

    pub(super) fn chosen_mut(&mut self) -> Option<&mut Integration> {
        let id = &self.view.integration;
        self.project.integrations.iter_mut().find(|each| each.id == *id).map(Arc::make_mut)
    }

    /// A reply of its own for an outcome, beginning with the fallback's words: better words are found from there.
    pub(super) fn add_reply(&mut self, outcome: &str) -> String {
        let words = "New reply".to_owned();
        let language = self.project.default_language().to_owned();
        let Some(integration) = self.chosen_mut() else { return words };
        let mut reply = Reply { messages: integration.fallback.messages.clone(), ..Reply::default() };
        if reply.messages.is_empty() {
            reply.messages.push(text_message(&language, ""));
        }
        integration.replies.entry(outcome.to_owned()).or_insert(reply);
        self.view.outcome = outcome.to_owned();
        self.view.just_added = Some(Part::Reply(outcome.to_owned()));
        words
    }

    pub(super) fn say_fallback(&mut self, outcome: &str) -> String {
        if let Some(integration) = self.chosen_mut().filter(|_| outcome != FALLBACK) {
            integration.replies.remove(outcome);
        }
        "Fallback instead of an own reply".to_owned()
    }

    /// An output for the field of the sample that is clicked; its name, kind and example come from the field.
    pub(super) fn use_field(&mut self, path: &str) -> String {
        let words = "New value from the answer".to_owned();
        let sample = self.try_it.sample.clone();
        let Some(integration) = self.integration() else { return words };
        let found = sample.and_then(|id| integration.sample(&id)).and_then(|sample| match &sample.body {
            SampleBody::Json(body) => {
                crate::engine::Path::parse(path).ok()?.find(body).first().map(|value| (*value).clone())
            }
            _ => None,
        });
        let call = integration.calls.first().map(|call| call.id.clone()).unwrap_or_default();
        self.add_output(&call, path, found.as_ref());
        words
    }

    /// An output of a call for the field at this path, which holds this value.
    pub(super) fn add_output(&mut self, call: &str, path: &str, found: Option<&Value>) {
        let Some(integration) = self.chosen_mut() else { return };
        let value_type = found.map_or(ValueType::Text, kind_of);
        let base = last_name(path);
        let mut name = base.clone();
        let mut number = 1;
        while integration.output(&name).is_some() || integration.input(&name).is_some() {
            number += 1;
            name = format!("{base}_{number}");
        }
        let format = if value_type == ValueType::Date { "date(\"long\")" } else { "" }.to_owned();
        let label = name.replace('_', " ");
        let asked = integration.calls.iter().find(|known| known.id == call);
        let is_always_there = asked.is_some_and(|call| {
            let answers = good_answers(integration, call);
            let path = crate::engine::Path::parse(path);
            let is_there = |answer: &Arc<Value>| {
                path.as_ref()
                    .is_ok_and(|path| path.find(answer).first().is_some_and(|value| !value.is_null()))
            };
            !answers.is_empty() && answers.iter().all(is_there)
        });
        let about = asked.map(|call| call.path.0.clone()).unwrap_or_default();
        let privacy = probable_privacy(path, &about, value_type);
        if let Some(call) = integration.calls.iter_mut().find(|known| known.id == call) {
            call.outputs.push(Output {
                name,
                label,
                path: path.to_owned(),
                value_type,
                format,
                privacy,
                required: is_always_there,
                ..Output::default()
            });
        }
    }

    pub(super) fn add_outcome(&mut self) -> String {
        let words = "New meaning".to_owned();
        let Some(integration) = self.chosen_mut() else { return words };
        let mut number = integration.outcomes.len() + 1;
        while integration.outcome_ids().contains(&format!("meaning_{number}")) {
            number += 1;
        }
        let field = integration.outputs().next().map(|output| output.name.clone()).unwrap_or_default();
        integration.outcomes.push(OwnOutcome {
            id: format!("meaning_{number}"),
            name: words.clone(),
            when: Rule::condition(&field, Operator::Is, Value::from("")),
        });
        self.view.just_added = Some(Part::Outcome(format!("meaning_{number}")));
        words
    }

    pub(super) fn delete_outcome(&mut self, outcome: &str) -> String {
        let words = "Deletion of a meaning".to_owned();
        let Some(integration) = self.chosen_mut() else { return words };
        let name = integration.outcome_name(outcome).to_owned();
        integration.outcomes.retain(|own| own.id != outcome);
        integration.replies.remove(outcome);
        self.notice = Some(Notice::undoable(format!("“{name}” is deleted")));
        if self.view.outcome == outcome {
            self.view.outcome = StandardOutcome::Success.id().to_owned();
        }
        words
    }
}

/// A message with words in one language.
pub(super) fn text_message(language: &str, text: &str) -> Message {
    Message::Text { text: Localized::new(language, text) }
}

/// `$.customer['first name']` ends in `first_name`.
fn last_name(path: &str) -> String {
    let plain: String = path.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { ' ' }).collect();
    let words: Vec<_> = plain.split_whitespace().collect();
    let from = path.rfind(['.', '[']).unwrap_or(0);
    let last = path[from..]
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '_' { c } else { ' ' })
        .collect::<String>();
    let name = last.split_whitespace().collect::<Vec<_>>().join("_");
    let name = if name.is_empty() { words.join("_") } else { name };
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("value_{name}")
    } else {
        name
    }
}

/// What a field's name and kind tell about a person; somebody has to look at it anyway.
fn probable_privacy(path: &str, asked: &str, value_type: ValueType) -> Privacy {
    // A field at the top is about what the address is about: `name` of `/customers/…`.
    let around = path.rfind(['.', '[']).map_or("", |end| &path[..end]);
    let mut steps = around.split(|c: char| "$.[]'\"".contains(c)).filter(|step| !step.is_empty());
    let record = steps.rfind(|step| !step.bytes().all(|byte| byte.is_ascii_digit()));
    let by_name = Privacy::by_name(&last_name(path), record.unwrap_or(asked));
    if value_type == ValueType::Email { by_name.max(Privacy::Personal) } else { by_name }
}

/// The kind of value that it looks most like.
pub(super) fn kind_of(value: &Value) -> ValueType {
    let is = |kind| crate::engine::is_of_kind(value, kind);
    let kinds = [
        ValueType::Date,
        ValueType::DateTime,
        ValueType::Email,
        ValueType::Integer,
        ValueType::Number,
        ValueType::Boolean,
        ValueType::List,
        ValueType::Object,
    ];
    kinds.into_iter().find(|kind| is(*kind)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::model::{Privacy, ValueType};

    #[test]
    fn privacy_of_fields() {
        let check = |path: &str, asked: &str, kind, expect| {
            assert_eq!(super::probable_privacy(path, asked, kind), expect, "{path} of {asked}");
        };
        check("$.name", "/customers/lookup", ValueType::Text, Privacy::Personal);
        check("$.name", "/products/{{ id }}", ValueType::Text, Privacy::None);
        check("$.customer.name", "/orders", ValueType::Text, Privacy::Personal);
        check("$.product.name", "/customers", ValueType::Text, Privacy::None);
        check("$.customers[0].name", "/search", ValueType::Text, Privacy::Personal);
        check("$['user name']", "", ValueType::Text, Privacy::Personal);
        check("$.sent_to", "", ValueType::Email, Privacy::Personal);
        check("$.payout.iban", "", ValueType::Text, Privacy::Sensitive);
        check("$.status", "/customers", ValueType::Text, Privacy::None);
    }

    #[test]
    fn names_of_fields() {
        let check = |path: &str, expect: &str| assert_eq!(super::last_name(path), expect);
        check("$.status", "status");
        check("$.address.city", "city");
        check("$['first name']", "first_name");
        check("$.items[0]", "value_0");
        check("$", "value_");
    }
}
