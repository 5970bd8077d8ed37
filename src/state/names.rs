//! The names that chips can use in an integration, with what a person needs to choose one.

use serde_json::{Map, Value};

use crate::engine::{Conversation, SECRET_PREFIX};
use crate::model::{Integration, Message, Privacy, Project, Source, ValueType};

/// A name that a chip can use.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// As it stands in a chip.
    pub name: String,
    /// The words on the screen.
    pub label: String,
    /// Where the value comes from.
    pub kind: NameKind,
    /// The kind of value.
    pub value_type: ValueType,
    /// An example.
    pub example: Option<Value>,
    /// How sensitive it is.
    pub privacy: Privacy,
}

/// Where the value of a name comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// An input.
    Input,
    /// A fact of the conversation.
    Fact,
    /// A value from an answer.
    Answer,
    /// The item of a list.
    Item,
    /// A secret; in requests alone.
    Secret,
}

/// Every name that the integration knows; `outputs` are values of an example run.
pub(super) fn names(
    project: &Project,
    integration: &Integration,
    conversation: &Conversation,
    outputs: &Map<String, Value>,
) -> Vec<Name> {
    let mut names = Vec::new();
    for input in &integration.inputs {
        let variable = match &input.source {
            Source::Context { name } => project.variable(name),
            _ => None,
        };
        let label = [&input.label, variable.map_or(&input.name, |variable| &variable.label), &input.name];
        names.push(Name {
            name: input.name.clone(),
            label: label.into_iter().find(|label| !label.is_empty()).cloned().unwrap_or_default(),
            kind: NameKind::Input,
            value_type: input.value_type,
            example: outputs.get(&input.name).cloned().or_else(|| example(input, conversation)),
            privacy: variable.map_or(Privacy::None, |variable| variable.privacy),
        });
    }
    for output in integration.outputs() {
        names.push(Name {
            name: output.name.clone(),
            label: if output.label.is_empty() { output.name.clone() } else { output.label.clone() },
            kind: NameKind::Answer,
            value_type: output.value_type,
            example: outputs.get(&output.name).cloned(),
            privacy: output.privacy,
        });
    }
    for variable in &project.context {
        names.push(Name {
            name: variable.name.clone(),
            label: if variable.label.is_empty() { variable.name.clone() } else { variable.label.clone() },
            kind: NameKind::Fact,
            value_type: variable.value_type,
            example: conversation.fact(&variable.name).cloned(),
            privacy: variable.privacy,
        });
    }
    for secret in &project.secrets {
        names.push(Name {
            name: format!("{SECRET_PREFIX}{}", secret.name),
            label: secret.name.clone(),
            kind: NameKind::Secret,
            value_type: ValueType::Text,
            example: None,
            privacy: Privacy::Sensitive,
        });
    }
    names.extend(item_names(integration, outputs));
    names
}

fn example(input: &crate::model::Input, conversation: &Conversation) -> Option<Value> {
    match &input.source {
        Source::Context { name } => conversation.fact(name).cloned(),
        Source::Constant { value } => Some(value.clone()),
        Source::MessageText => conversation.message.clone().map(Value::String),
        Source::UserId => conversation.user_id.clone().map(Value::String),
        Source::Locale => Some(Value::String(conversation.language.clone())),
        Source::Now => Some(Value::String(conversation.now.to_string())),
        Source::Expression { .. } => None,
    }
}

/// `item`, its fields and `more_count`, when a reply has a list.
fn item_names(integration: &Integration, outputs: &Map<String, Value>) -> Vec<Name> {
    let replies = integration.replies.values().chain([&integration.fallback]);
    let lists = replies.flat_map(|reply| &reply.messages).filter_map(|message| match message {
        Message::List { items, .. } => Some(items),
        _ => None,
    });
    let mut names: Vec<Name> = Vec::new();
    let mut push = |name: String, label: String, example: Option<Value>| {
        if !names.iter().any(|known| known.name == name) {
            let (kind, privacy) = (NameKind::Item, Privacy::None);
            names.push(Name { name, label, kind, value_type: ValueType::Text, example, privacy });
        }
    };
    for list in lists {
        let items = outputs.get(list).and_then(Value::as_array);
        let first = items.and_then(|items| items.first());
        push("item".to_owned(), "the item".to_owned(), first.filter(|value| !value.is_object()).cloned());
        for (field, value) in first.and_then(Value::as_object).into_iter().flatten() {
            push(format!("item.{field}"), field.clone(), Some(value.clone()));
        }
        push("more_count".to_owned(), "how many more".to_owned(), Some(Value::from(2)));
    }
    names
}
