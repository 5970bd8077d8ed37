//! Every text with chips, and the texts that a finding is about.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use crate::model::{
    Body, Call, Integration, Localized, Message, Parameter, Part, Place, Project, Reply, Source, Text,
};

/// The place of the fallback reply in findings.
const FALLBACK: &str = "fallback";

/// The texts with chips in a field of the design, as findings name it.
pub fn texts_at(project: &mut Project, place: &Place, f: &mut impl FnMut(&mut String)) {
    if let Part::Connection(id) = &place.part {
        let connection = project.connections.iter_mut().find(|known| known.id == *id);
        return connection.into_iter().for_each(|known| parameters(&mut known.headers, f));
    }
    let Some(id) = &place.integration else { return };
    let found = project.integrations.iter_mut().find(|known| known.id == *id);
    let Some(integration) = found.map(Arc::make_mut) else { return };
    match &place.part {
        Part::Input(name) => {
            let inputs = integration.inputs.iter_mut().filter(|input| input.name == *name);
            inputs.for_each(|input| match (place.field.as_str(), &mut input.source) {
                ("ask", _) => localized(&mut input.ask, f),
                ("source", Source::Expression { text }) => f(&mut text.0),
                _ => {}
            });
        }
        Part::Confirmation => {
            let Some(question) = &mut integration.confirmation else { return };
            let text = match place.field.as_str() {
                "yes" => &mut question.yes,
                "no" => &mut question.no,
                "declined" => &mut question.declined,
                _ => &mut question.ask,
            };
            localized(text, f);
        }
        Part::Waiting => integration.waiting.iter_mut().for_each(|waiting| localized(&mut waiting.text, f)),
        Part::Call(id) => {
            let calls = integration.calls.iter_mut().filter(|call| call.id == *id);
            calls.for_each(|call| field_of_call(call, &place.field, f));
        }
        Part::Reply(id) if id == FALLBACK => field_of_reply(&mut integration.fallback, &place.field, f),
        Part::Reply(id) => {
            let reply = integration.replies.get_mut(id);
            reply.into_iter().for_each(|reply| field_of_reply(reply, &place.field, f));
        }
        _ => {}
    }
}

/// The names of all chips of an integration, and of the facts that it takes and remembers.
pub fn names_in(integration: &Integration) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut copy = integration.clone();
    each_text(&mut copy, &mut |text| {
        if text.contains("{{")
            && let Ok(parsed) = crate::template::parse(text)
        {
            names.extend(parsed.names().into_iter().map(str::to_owned));
        }
    });
    for input in &integration.inputs {
        if let Source::Context { name } = &input.source {
            names.insert(name.clone());
        }
    }
    let replies = integration.replies.values().chain([&integration.fallback]);
    names.extend(replies.flat_map(|reply| &reply.remember).map(|update| update.name.clone()));
    names
}

/// Every text with chips of an integration.
pub fn each_text(integration: &mut Integration, f: &mut impl FnMut(&mut String)) {
    for input in &mut integration.inputs {
        if let Source::Expression { text } = &mut input.source {
            f(&mut text.0);
        }
        localized(&mut input.ask, f);
    }
    if let Some(confirmation) = &mut integration.confirmation {
        for text in
            [&mut confirmation.ask, &mut confirmation.yes, &mut confirmation.no, &mut confirmation.declined]
        {
            localized(text, f);
        }
    }
    if let Some(waiting) = &mut integration.waiting {
        localized(&mut waiting.text, f);
    }
    for call in &mut integration.calls {
        of_call(call, f);
    }
    for each in integration.replies.values_mut().chain([&mut integration.fallback]) {
        reply(each, f);
    }
}

fn of_call(call: &mut Call, f: &mut impl FnMut(&mut String)) {
    for field in ["path", "query", "headers", "cookies", "body"] {
        field_of_call(call, field, f);
    }
}

fn field_of_call(call: &mut Call, field: &str, f: &mut impl FnMut(&mut String)) {
    match (field, &mut call.body) {
        ("path", _) => f(&mut call.path.0),
        ("query", _) => parameters(&mut call.query, f),
        ("headers", _) => parameters(&mut call.headers, f),
        ("cookies", _) => parameters(&mut call.cookies, f),
        ("body", Body::Json { value, .. }) => leaves(value, f),
        ("body", Body::Form { fields }) => parameters(fields, f),
        ("body", Body::Text { text, .. }) => f(&mut text.0),
        _ => {}
    }
}

fn reply(reply: &mut Reply, f: &mut impl FnMut(&mut String)) {
    for field in ["messages", "channels", "remember", "handoff"] {
        field_of_reply(reply, field, f);
    }
}

fn field_of_reply(reply: &mut Reply, field: &str, f: &mut impl FnMut(&mut String)) {
    match field {
        "messages" => reply.messages.iter_mut().for_each(|each| message(each, f)),
        "channels" => reply.channels.values_mut().flatten().for_each(|each| message(each, f)),
        "remember" => reply.remember.iter_mut().for_each(|update| f(&mut update.value.0)),
        "handoff" => reply.handoff.iter_mut().for_each(|handoff| localized(&mut handoff.note, f)),
        _ => {}
    }
}

fn message(message: &mut Message, f: &mut impl FnMut(&mut String)) {
    match message {
        Message::Text { text } => localized(text, f),
        Message::QuickReplies { choices } => choices.iter_mut().for_each(|choice| {
            localized(&mut choice.label, f);
        }),
        Message::Card { title, subtitle, image_url, buttons } => {
            localized(title, f);
            localized(subtitle, f);
            f(&mut image_url.0);
            for button in buttons {
                localized(&mut button.label, f);
                f(&mut button.url.0);
            }
        }
        Message::List { item, more, empty, .. } => {
            [item, more, empty].into_iter().for_each(|text| localized(text, f));
        }
    }
}

fn localized(text: &mut Localized, f: &mut impl FnMut(&mut String)) {
    text.0.values_mut().for_each(|Text(text)| f(text));
}

pub fn parameters(list: &mut [Parameter], f: &mut impl FnMut(&mut String)) {
    list.iter_mut().for_each(|parameter| f(&mut parameter.value.0));
}

fn leaves(value: &mut Value, f: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) => f(text),
        Value::Array(items) => items.iter_mut().for_each(|item| leaves(item, f)),
        Value::Object(fields) => fields.values_mut().for_each(|field| leaves(field, f)),
        _ => {}
    }
}
