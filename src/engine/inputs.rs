//! From the conversation to the inputs of an integration.

use regex::Regex;
use serde_json::{Map, Value};

use super::prepared::prepared;
use super::scope::{Scope, setting};
use super::{Setup, kind};
use crate::model::{Input, Source};
use crate::template;

/// Why the inputs do not suffice. Nothing is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputProblem {
    /// A required input is not known.
    Missing {
        /// The input's name.
        input: String,
    },
    /// An input is known and not acceptable.
    Wrong {
        /// The input's name.
        input: String,
        /// Why, as the end of a sentence: "is no e-mail address".
        reason: String,
    },
}

/// The values of all inputs, typed. Optional inputs that are not known are left out.
///
/// # Errors
/// The first input, in the order of the design, that is missing or wrong.
pub fn collect(setup: &Setup) -> Result<Map<String, Value>, InputProblem> {
    let mut values = Map::new();
    let inputs = &setup.integration.inputs;
    let prepared = prepared(&setup.integration);
    for (input, pattern) in inputs.iter().zip(prepared.patterns(inputs)) {
        let found = value_of(input, setup, &values).filter(|value| !is_blank(value));
        match found {
            Some(value) => {
                let value = accept(input, pattern.as_ref(), &value)
                    .map_err(|reason| InputProblem::Wrong { input: input.name.clone(), reason })?;
                values.insert(input.name.clone(), value);
            }
            None if input.required => return Err(InputProblem::Missing { input: input.name.clone() }),
            None => {}
        }
    }
    Ok(values)
}

/// A chat platform hands over an unanswered question as an empty text.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

fn value_of(input: &Input, setup: &Setup, earlier: &Map<String, Value>) -> Option<Value> {
    let conversation = &setup.conversation;
    match &input.source {
        Source::Context { name } => conversation.fact(name).cloned(),
        Source::Constant { value } => Some(value.clone()),
        Source::MessageText => conversation.message.clone().map(Value::String),
        Source::UserId => conversation.user_id.clone().map(Value::String),
        Source::Locale => Some(Value::String(conversation.language.clone())),
        Source::Now => Some(Value::String(conversation.now.to_string())),
        Source::Expression { text } => {
            let extra = Map::new();
            let scope = Scope::new(earlier, conversation, &extra);
            let parsed = template::parse(text.as_str()).ok()?;
            template::render_value(&parsed, &scope, &setting(setup)).ok()
        }
    }
}

/// Checks kind, allowed values and pattern.
fn accept(input: &Input, pattern: Option<&Regex>, value: &Value) -> Result<Value, String> {
    let typed = kind::read_as_kind(value, input.value_type)
        .ok_or_else(|| format!("is not of the kind “{}”", input.value_type.title().to_lowercase()))?;
    if !input.allowed.is_empty() && !input.allowed.contains(&typed) {
        let allowed: Vec<_> = input.allowed.iter().map(super::show::plain).collect();
        return Err(format!("is not one of {}", allowed.join(", ")));
    }
    if let (Some(pattern), Value::String(text)) = (pattern, &typed)
        && !pattern.is_match(text)
    {
        return Err("does not have the expected form".to_owned());
    }
    Ok(typed)
}
