//! Changes that learn from examples: a contract from saved answers, a body from pasted JSON; and a reply from another one.

use serde_json::Value;

use super::Change;
use crate::engine::{infer, is_of_kind};
use crate::model::{Body, Integration, Project, Reply, Source, ValueType};
use crate::state::remedy::good_answers;
use crate::state::{FALLBACK, State};

impl State {
    pub(super) fn change_by_example(&mut self, change: &Change) -> &'static str {
        match change {
            Change::LearnContract { call } => {
                let Some(integration) = self.chosen_mut() else { return "" };
                let known = integration.clone();
                if let Some(call) = integration.calls.iter_mut().find(|known| known.id == *call) {
                    let answers = good_answers(&known, call);
                    call.response_schema = (!answers.is_empty()).then(|| infer(&answers));
                }
                "Contract learned from the samples"
            }
            Change::BuildBody { call, example } => {
                let project = self.project.clone();
                let Some(integration) = self.chosen_mut() else { return "" };
                let mut value = example.clone();
                with_chips("", &mut value, integration, &project);
                if let Some(call) = integration.calls.iter_mut().find(|known| known.id == *call) {
                    call.body = Body::Json { value, schema: None };
                }
                "What is sent along"
            }
            Change::CopyReply { from, to } => {
                let Some(integration) = self.chosen_mut() else { return "" };
                let Some(reply) = reply_of(integration, from).cloned() else { return "" };
                if to == FALLBACK {
                    integration.fallback = reply;
                } else {
                    integration.replies.insert(to.clone(), reply);
                }
                "Copy of another reply"
            }
            _ => "",
        }
    }
}

fn reply_of<'a>(integration: &'a Integration, outcome: &str) -> Option<&'a Reply> {
    if outcome == FALLBACK { Some(&integration.fallback) } else { integration.replies.get(outcome) }
}

/// Puts chips where the example holds a value that the integration knows: under the same name, or with the same example.
fn with_chips(name: &str, value: &mut Value, integration: &Integration, project: &Project) {
    match value {
        Value::Object(fields) => {
            fields.iter_mut().for_each(|(name, value)| with_chips(name, value, integration, project));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| with_chips("", item, integration, project)),
        leaf => {
            if let Some(known) = known_value(name, leaf, integration, project) {
                *leaf = Value::String(format!("{{{{ {known} }}}}"));
            } else if let Value::String(text) = leaf {
                // Braces of the example are no chips.
                *text = crate::template::escape(text);
            }
        }
    }
}

fn known_value(name: &str, value: &Value, integration: &Integration, project: &Project) -> Option<String> {
    let example = |fact: &str| project.variable(fact).and_then(|fact| fact.example.as_ref());
    let same = |known: Option<&Value>| known.is_some_and(|known| !known.is_null() && known == value);
    let input = integration.inputs.iter().find(|input| {
        let of_fact = match &input.source {
            Source::Context { name } => example(name),
            _ => None,
        };
        input.name == name || same(input.example.as_ref()) || same(of_fact)
    });
    input.map(|input| input.name.clone()).or_else(|| {
        let last = |fact: &str| fact.rsplit('.').next().unwrap_or(fact).to_owned();
        let fact = project
            .context
            .iter()
            .find(|fact| !name.is_empty() && last(&fact.name) == name || same(fact.example.as_ref()));
        fact.map(|fact| fact.name.clone()).or_else(|| only_address(value, integration))
    })
}

/// The one input that is an e-mail address, where the example holds somebody else's.
fn only_address(value: &Value, integration: &Integration) -> Option<String> {
    let mut addresses = integration.inputs.iter().filter(|input| input.value_type == ValueType::Email);
    let first = addresses.next().filter(|_| is_of_kind(value, ValueType::Email))?;
    addresses.next().is_none().then(|| first.name.clone())
}
