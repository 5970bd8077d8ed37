//! Words to begin with: what the bot says when the call worked, and when it did not.

use std::collections::BTreeMap;

use serde_json::Value;

use super::inputs::LANGUAGE;
use super::words::label;
use crate::model::{
    Confirmation, Integration, Localized, Message, Output, Reply, Risk, StandardOutcome, ValueType, Waiting,
};
use crate::template::escape;

/// Values in the reply.
const MOST_LINES: usize = 5;
/// Lines of a list.
const MOST_ITEMS: u32 = 5;
/// When the waiting message is said, in milliseconds.
const WAITING_MS: u64 = 1_500;

/// Fills in everything that is said. `first` is the body of the first sample.
pub(super) fn write(integration: &mut Integration, first: Option<&Value>) {
    let text = |text: &str| Localized::new(LANGUAGE, text);
    let outputs: Vec<&Output> = integration.outputs().collect();
    let good = good_reply(&outputs, first, integration.trigger.risk);
    let has = |id: &str| integration.samples.iter().any(|sample| sample.id == id);
    let mut replies = BTreeMap::from([(StandardOutcome::Success.id().to_owned(), good)]);
    let mut say = |outcome: StandardOutcome, words: &str| {
        let reply = Reply { messages: vec![Message::Text { text: text(words) }], ..Reply::default() };
        replies.insert(outcome.id().to_owned(), reply);
    };
    if has("status_404") || has("status_410") || !integration.inputs.is_empty() {
        say(
            StandardOutcome::NotFound,
            "I could not find anything for that. Is everything spelled correctly?",
        );
    }
    if ["status_400", "status_409", "status_422"].into_iter().any(has) || !integration.inputs.is_empty() {
        say(StandardOutcome::BadInput, "The system did not accept that. Is everything spelled correctly?");
    }
    if outputs.iter().any(|output| output.value_type == ValueType::List && output.required) {
        say(StandardOutcome::Empty, "There is nothing there at the moment.");
    }
    integration.replies = replies;
    integration.fallback = Reply::apology(LANGUAGE);
    integration.waiting =
        Some(Waiting { after_ms: WAITING_MS, text: text("One moment, I am asking the system.") });
    if integration.trigger.risk != Risk::Read {
        let question =
            format!("{}: shall I do that now?", escape(integration.name.trim_end_matches(['.', ':', '…'])));
        integration.confirmation = Some(Confirmation {
            ask: text(&question),
            yes: text("Yes"),
            no: text("No"),
            declined: text("All right, nothing was changed."),
        });
    }
}

fn good_reply(outputs: &[&Output], first: Option<&Value>, risk: Risk) -> Reply {
    let text = |words: String| Message::Text {
        text: Localized(BTreeMap::from([(LANGUAGE.to_owned(), words.as_str().into())])),
    };
    let opening = match risk {
        Risk::Read => "This is what I found:",
        Risk::Write | Risk::Destructive => "That is done.",
    };
    let list = outputs.iter().find(|output| output.value_type == ValueType::List);
    let scalars: Vec<_> = outputs.iter().filter(|output| output.value_type != ValueType::List).collect();
    let mut messages = Vec::new();
    if let Some(list) = list.filter(|list| list.path.matches(['.', '[']).count() < 2 || scalars.is_empty()) {
        messages.push(text(opening.to_owned()));
        messages.push(Message::List {
            items: list.name.clone(),
            item: Localized::new(LANGUAGE, &line(list, first)),
            at_most: MOST_ITEMS,
            more: Localized::new(LANGUAGE, "and {{ more_count }} more"),
            empty: Localized::new(LANGUAGE, "There is nothing there at the moment."),
        });
    } else if scalars.is_empty() {
        let words = if risk == Risk::Read { "The system has answered." } else { opening };
        messages.push(text(words.to_owned()));
    } else {
        let mut lines = vec![opening.to_owned()];
        for output in telling(&scalars) {
            let label = escape(&super::words::first_upper(&output.label));
            lines.push(format!("{label}: {}", chip(output)));
        }
        messages.push(text(lines.join("\n")));
    }
    Reply { messages, ..Reply::default() }
}

/// The values that are said, in their order.
fn telling<'a>(scalars: &'a [&'a &'a Output]) -> impl Iterator<Item = &'a Output> {
    scalars.iter().map(|output| **output).take(MOST_LINES)
}

fn chip(output: &Output) -> String {
    let format = if output.format.is_empty() { String::new() } else { format!(" | {}", output.format) };
    let otherwise = if output.required { "" } else { r#" | default("not known")"# };
    format!("{{{{ {}{format}{otherwise} }}}}", output.name)
}

/// The line for an item: up to two of its plain fields.
fn line(list: &Output, first: Option<&Value>) -> String {
    let items = first.and_then(|first| {
        let path = crate::engine::Path::parse(&list.path).ok()?;
        path.find(first).first().and_then(|items| items.as_array()).and_then(|items| items.first().cloned())
    });
    let Some(Value::Object(fields)) = items else { return "{{ item }}".to_owned() };
    let is_plain = |(name, value): &(&String, &Value)| {
        let words = matches!(value, Value::String(_) | Value::Number(_));
        words && !name.contains('.') && crate::template::is_name(&format!("item.{name}"))
    };
    let mut plain: Vec<(&String, &Value)> = fields.iter().filter(is_plain).collect();
    plain.sort_by_key(|(name, _)| {
        let name = label(name).to_lowercase();
        let order =
            ["name", "title", "label", "number", "status", "state", "date", "amount", "total", "price"];
        order.iter().position(|word| name.ends_with(word)).unwrap_or(order.len())
    });
    let chips = plain.iter().take(2).map(|(name, _)| format!(r#"{{{{ item.{name} | default("–") }}}}"#));
    let chips: Vec<String> = chips.collect();
    if chips.is_empty() { "One entry".to_owned() } else { chips.join(", ") }
}
