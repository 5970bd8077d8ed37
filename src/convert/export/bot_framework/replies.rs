//! What is said, remembered and passed on for each outcome.

use serde_json::{Map, Value, json};

use super::adaptive::quote;
use super::dialog::{OUTCOME, Writer, send, set, when};
use super::names;
use crate::convert::export::Names;
use crate::convert::export::expression::{Dialect, missing_any, text};
use crate::convert::export::flow::{MessageStep, Piece, ReplyStep};

/// The outcome of a customer who stopped.
pub(super) const DECLINED: &str = "declined";
/// What goes to the person who takes over.
const HANDOFF: &str = "dialog.handoff";
/// The outcome that says the fallback reply.
const FALLBACK: &str = "fallback";

pub(super) fn actions(writer: &mut Writer<'_>) -> Vec<Value> {
    let flow = writer.flow;
    let mut actions = Vec::new();
    let mut cases = Vec::new();
    let mut free = Names::new();
    for (outcome, reply) in &flow.replies {
        if let Some(missing) = missing_any(&writer.dialect, &reply.needs(), &reply.chips()) {
            let condition = format!("{OUTCOME} == {} && {missing}", quote(outcome));
            actions.push(when(&condition, vec![set(OUTCOME, &quote(FALLBACK))]));
        }
        let name = names::identifier(&free.give(&format!("reply_{outcome}")));
        cases.push(json!({"value": outcome, "actions": said(writer, &name, reply)}));
    }
    if let Some(question) = &flow.confirmation {
        let declined = MessageStep::Text(question.declined.clone());
        let messages = if question.declined.is_empty() { vec![] } else { vec![declined] };
        let reply = ReplyStep { messages, ..ReplyStep::default() };
        cases.push(json!({"value": DECLINED, "actions": said(writer, DECLINED, &reply)}));
    }
    let fallback = said(writer, FALLBACK, &flow.fallback);
    actions.push(json!({
        "$kind": "Microsoft.SwitchCondition",
        "condition": OUTCOME,
        "cases": cases,
        "default": fallback,
    }));
    actions
}

fn said(writer: &mut Writer<'_>, name: &str, reply: &ReplyStep) -> Vec<Value> {
    let mut actions = Vec::new();
    let mut messages = reply.messages.iter().enumerate().peekable();
    while let Some((place, message)) = messages.next() {
        let name = format!("{name}_{}", place + 1);
        // Buttons belong to the message before them.
        let activity = match (message, messages.peek().map(|(_, next)| next)) {
            (MessageStep::QuickReplies(choices), _) => writer.words.message(&name, None, choices),
            (message, Some(MessageStep::QuickReplies(choices))) => {
                messages.next();
                writer.words.message(&name, Some(message), choices)
            }
            (message, _) => writer.words.message(&name, Some(message), &[]),
        };
        actions.push(send(&activity));
    }
    for update in &reply.remember {
        actions.push(set(&names::context(&update.name), &kept(writer, &update.value)));
    }
    if let Some(handoff) = &reply.handoff {
        let mut context = Map::new();
        context.insert("queue".to_owned(), Value::from(format!("={}", quote(&handoff.queue))));
        if !handoff.note.is_empty() {
            context
                .insert("note".to_owned(), Value::from(format!("={}", text(&writer.dialect, &handoff.note))));
        }
        for reference in &handoff.context {
            let value = format!("={}", writer.dialect.value(reference));
            context.insert(reference.name(), Value::from(value));
        }
        // The action reads no expressions inside its context, and unlike every other it cannot make an id of its own.
        actions.push(json!({"$kind": "Microsoft.SetProperty", "property": HANDOFF, "value": context}));
        actions.push(json!({
            "$kind": "Microsoft.SendHandoffActivity",
            "id": format!("handoff_{name}"),
            "context": format!("={HANDOFF}"),
        }));
    }
    actions
}

/// One chip alone keeps the kind of the value.
fn kept(writer: &Writer<'_>, value: &[Piece]) -> String {
    match value {
        [Piece::Chip(chip)] if chip.formats.is_empty() => writer.dialect.value(&chip.reference),
        pieces => text(&writer.dialect, pieces),
    }
}
