//! What is said, remembered and passed on for each outcome.

use serde_json::{Value, json};

use super::names::{self, OUTCOME};
use super::power_fx::quote;
use super::topic::Writer;
use crate::convert::export::expression::{Dialect, missing_any, text};
use crate::convert::export::flow::{ButtonStep, ChoiceStep, MessageStep, Piece, ReplyStep};

/// The outcome of a customer who stopped.
pub(super) const DECLINED: &str = "declined";

pub(super) fn actions(writer: &Writer<'_>) -> Value {
    let flow = writer.flow;
    let mut rows = Vec::new();
    for (outcome, reply) in &flow.replies {
        let is_it = format!("{OUTCOME} = {}", quote(outcome));
        let condition = match missing_any(&writer.dialect, &reply.needs(), &reply.chips()) {
            Some(missing) => format!("And({is_it}, Not({missing}))"),
            None => is_it,
        };
        rows.push((condition, said(writer, reply)));
    }
    if let Some(question) = &flow.confirmation {
        let declined = MessageStep::Text(question.declined.clone());
        let messages = if question.declined.is_empty() { vec![] } else { vec![declined] };
        let reply = ReplyStep { messages, ..ReplyStep::default() };
        rows.push((format!("{OUTCOME} = {}", quote(DECLINED)), said(writer, &reply)));
    }
    if rows.is_empty() {
        rows.push(("false".to_owned(), Vec::new()));
    }
    writer.first(rows, said(writer, &flow.fallback))
}

fn said(writer: &Writer<'_>, reply: &ReplyStep) -> Vec<Value> {
    let mut actions = Vec::new();
    let mut messages = reply.messages.iter().peekable();
    while let Some(message) = messages.next() {
        // Buttons belong to the message before them.
        let (message, choices) = match (message, messages.peek()) {
            (MessageStep::QuickReplies(choices), _) => (None, &choices[..]),
            (message, Some(MessageStep::QuickReplies(choices))) => {
                messages.next();
                (Some(message), &choices[..])
            }
            (message, _) => (Some(message), &[][..]),
        };
        let activity = activity(writer, message, choices, &mut actions);
        let send = json!({"kind": "SendActivity", "id": writer.id("sendMessage"), "activity": activity});
        // A list that is empty and has no words for it says nothing.
        match message {
            Some(MessageStep::List { items, empty, .. }) if empty.is_empty() => {
                let items = writer.dialect.value(items);
                actions.push(writer.when(&format!("CountRows({items}) > 0"), vec![send]));
            }
            _ => actions.push(send),
        }
    }
    for update in &reply.remember {
        let value = match &update.value[..] {
            [Piece::Chip(chip)] if chip.formats.is_empty() => writer.dialect.value(&chip.reference),
            pieces => text(&writer.dialect, pieces),
        };
        actions.push(writer.set(&names::context(&update.name), &value));
    }
    if let Some(handoff) = &reply.handoff {
        let queue = Piece::Literal(format!("{}: ", handoff.queue));
        let note: Vec<Piece> = if handoff.note.is_empty() {
            vec![Piece::Literal(handoff.queue.clone())]
        } else {
            [vec![queue], handoff.note.clone()].concat()
        };
        let message = writer.words(&note, &mut actions);
        actions.push(json!({
            "kind": "TransferConversationV2",
            "id": writer.id("transferConversation"),
            "transferType": {
                "kind": "TransferToAgent",
                "messageToAgent": message,
                "context": {"kind": "AutomaticTransferContext"},
            },
        }));
    }
    actions
}

fn activity(
    writer: &Writer<'_>,
    message: Option<&MessageStep>,
    choices: &[ChoiceStep],
    before: &mut Vec<Value>,
) -> Value {
    let mut activity = json!({"kind": "Message"});
    match message {
        Some(MessageStep::Text(pieces)) => {
            let words = writer.words(pieces, before);
            if choices.is_empty() {
                return Value::from(words);
            }
            activity["text"] = json!([words]);
        }
        Some(list @ MessageStep::List { .. }) => {
            let variable = format!("{}{}", names::WORDS, before.len() + 1);
            before.push(writer.set(&variable, &lines(writer, list)));
            let words = format!("{{{variable}}}");
            if choices.is_empty() {
                return Value::from(words);
            }
            activity["text"] = json!([words]);
        }
        Some(MessageStep::Card { title, subtitle, image_url, buttons }) => {
            let mut card = json!({"kind": "HeroCardTemplate"});
            for (name, text) in [("title", title), ("subtitle", subtitle), ("image", image_url)] {
                if !text.is_empty() {
                    card[name] = Value::from(writer.formula(text));
                }
            }
            let buttons: Vec<Value> = buttons.iter().map(|one| button(writer, one, before)).collect();
            if !buttons.is_empty() {
                card["buttons"] = Value::from(buttons);
            }
            activity["attachments"] = json!([card]);
        }
        Some(MessageStep::QuickReplies(_)) | None => {}
    }
    let choice = |choice: &ChoiceStep| {
        let title = writer.formula(&choice.label);
        let send = match &choice.send {
            Some(send) => writer.formula(&[Piece::Literal(send.clone())]),
            None => title.clone(),
        };
        json!({"kind": "MessageBack", "title": title, "text": send})
    };
    if !choices.is_empty() {
        activity["quickReplies"] = Value::from(choices.iter().map(choice).collect::<Vec<_>>());
    }
    activity
}

fn button(writer: &Writer<'_>, button: &ButtonStep, before: &mut Vec<Value>) -> Value {
    let url = writer.words(&button.url, before);
    json!({"kind": "OpenUrl", "title": writer.formula(&button.label), "url": url})
}

/// The lines of a list as one text.
fn lines(writer: &Writer<'_>, list: &MessageStep) -> String {
    let MessageStep::List { items, item, at_most, more, empty } = list else { return "\"\"".to_owned() };
    let items = writer.dialect.value(items);
    let line = text(&writer.dialect, item);
    let mut shown = format!("Concat(FirstN({items}, {at_most}), {line}, Char(10))");
    if !more.is_empty() {
        let more = text(&writer.dialect, more);
        shown.push_str(&format!(
            " & If(CountRows({items}) > {at_most}, \
             With({{more_count: CountRows({items}) - {at_most}}}, Char(10) & {more}), \"\")"
        ));
    }
    format!("If(CountRows({items}) = 0, {}, {shown})", text(&writer.dialect, empty))
}
