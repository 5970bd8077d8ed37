//! What is known when a run starts.

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::model::{Channel, ContextVariable, Integration, Project, Source};

/// The conversation at the moment of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversation {
    /// The facts, nested or with dotted keys: `{"user": {"email": …}}` and `{"user.email": …}` mean the same.
    pub context: Map<String, Value>,
    /// What the customer just wrote.
    pub message: Option<String>,
    /// The platform's id of the customer.
    pub user_id: Option<String>,
    /// The customer's language (BCP 47).
    pub language: String,
    /// Where the conversation takes place.
    pub channel: Channel,
    /// The moment of the run.
    pub now: Timestamp,
}

impl Conversation {
    /// A conversation with these facts, in the project's first language and on its first channel.
    pub fn new(project: &Project, context: Map<String, Value>, now: Timestamp) -> Self {
        Self {
            context,
            message: None,
            user_id: None,
            language: project.default_language().to_owned(),
            channel: project.default_channel(),
            now,
        }
    }

    /// The conversation of previews: every fact has its example, the customer says the first sample phrase.
    pub fn example(project: &Project, integration: &Integration, now: Timestamp) -> Self {
        let mut context = Map::new();
        for variable in &project.context {
            if let Some(value) = example_of(variable, integration) {
                insert(&mut context, &variable.name, value);
            }
        }
        let phrase = integration.trigger.phrases.first();
        let message = phrase
            .and_then(|phrase| phrase.get(project.default_language(), &project.languages))
            .map(|text| text.0.clone());
        Self { message, user_id: Some("customer-1".to_owned()), ..Self::new(project, context, now) }
    }

    /// A fact by its dotted name.
    pub fn fact(&self, name: &str) -> Option<&Value> {
        lookup(&self.context, name).filter(|value| !value.is_null())
    }
}

/// An input's own example is closer to the integration than that of the variable it comes from.
fn example_of(variable: &ContextVariable, integration: &Integration) -> Option<Value> {
    let from = |source: &Source| matches!(source, Source::Context { name } if *name == variable.name);
    let input = integration.inputs.iter().find(|input| from(&input.source));
    input.and_then(|input| input.example.clone()).or_else(|| variable.example.clone())
}

/// Finds a dotted name: the whole name as a key first, then step by step into nested objects.
pub(super) fn lookup<'a>(facts: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    if let Some(value) = facts.get(name) {
        return Some(value);
    }
    let (first, rest) = name.split_once('.')?;
    lookup(facts.get(first)?.as_object()?, rest)
}

/// Stores a fact under its dotted name as nested objects. A part that is already a plain value is replaced.
pub fn insert(facts: &mut Map<String, Value>, name: &str, value: Value) {
    match name.split_once('.') {
        None => {
            facts.insert(name.to_owned(), value);
        }
        Some((first, rest)) => {
            let inner = facts.entry(first).or_insert_with(|| Value::Object(Map::new()));
            if !inner.is_object() {
                *inner = Value::Object(Map::new());
            }
            if let Some(inner) = inner.as_object_mut() {
                insert(inner, rest, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn dotted_names_reach_nested_and_flat_facts() {
        let check = |facts: Value, expect: Value| {
            let facts = facts.as_object().unwrap().clone();
            assert_eq!(lookup(&facts, "user.email"), Some(&expect), "{facts:?}");
        };
        check(json!({"user": {"email": "a@b.c"}}), json!("a@b.c"));
        check(json!({"user.email": "a@b.c"}), json!("a@b.c"));
        check(json!({"user.email": "flat wins", "user": {"email": "nested"}}), json!("flat wins"));
    }

    #[test]
    fn inserting_keeps_the_neighbours() {
        let mut facts = Map::new();
        insert(&mut facts, "user.email", json!("a@b.c"));
        insert(&mut facts, "user.name", json!("Ana"));
        assert_eq!(Value::Object(facts), json!({"user": {"email": "a@b.c", "name": "Ana"}}));
    }
}
