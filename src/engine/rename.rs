//! A new name for a value, in every text where a chip mentions it.

use serde_json::Value;

use super::SECRET_PREFIX;
use crate::model::{Body, Call, Connection, Integration, Localized, Message, Parameter, Reply, Source, Text};
use crate::template::{self, Chip, Part};

/// Gives an input another name, and every chip that mentions it. The caller has seen to it that `to` is a free name.
pub fn rename_input(integration: &mut Integration, from: &str, to: &str) {
    for input in &mut integration.inputs {
        if input.name == from {
            to.clone_into(&mut input.name);
        }
    }
    rename_chips(integration, from, to);
}

/// The same for a fact of the conversation in one integration; an input or output of the same name keeps its chips.
pub fn rename_fact(integration: &mut Integration, from: &str, to: &str) {
    for input in &mut integration.inputs {
        if let Source::Context { name } = &mut input.source
            && name == from
        {
            to.clone_into(name);
        }
    }
    // The run's own values come before the facts: their chips do not mean the fact.
    if integration.input(from).is_none() && integration.output(from).is_none() {
        rename_chips(integration, from, to);
    }
    for reply in integration.replies.values_mut().chain([&mut integration.fallback]) {
        for update in reply.remember.iter_mut().filter(|update| update.name == from) {
            to.clone_into(&mut update.name);
        }
    }
}

/// The same for a secret in one integration; `from` and `to` are names of secrets.
pub fn rename_secret(integration: &mut Integration, from: &str, to: &str) {
    rename_chips(integration, &format!("{SECRET_PREFIX}{from}"), &format!("{SECRET_PREFIX}{to}"));
}

/// The same for a secret in the headers of a connection.
pub fn rename_secret_in_connection(connection: &mut Connection, from: &str, to: &str) {
    let (from, to) = (format!("{SECRET_PREFIX}{from}"), format!("{SECRET_PREFIX}{to}"));
    parameters(&mut connection.headers, &mut |text| in_text(text, &from, &to));
}

fn rename_chips(integration: &mut Integration, from: &str, to: &str) {
    each_text(integration, &mut |text| in_text(text, from, to));
    for reply in integration.replies.values_mut().chain([&mut integration.fallback]) {
        let handed = reply.handoff.iter_mut().flat_map(|handoff| &mut handoff.context);
        handed.filter(|name| *name == from).for_each(|name| to.clone_into(name));
    }
}

/// Renames the chips of one text; a text that cannot be read stays as it is.
fn in_text(text: &mut String, from: &str, to: &str) {
    if !text.contains("{{") {
        return;
    }
    let Ok(parsed) = template::parse(text) else { return };
    let mut renamed = String::with_capacity(text.len());
    for part in parsed.parts() {
        match part {
            Part::Literal { span, .. } => renamed.push_str(&text[span.clone()]),
            Part::Chip { chip, span } => match renamed_chip(chip, from, to) {
                Some(chip) => renamed.push_str(&chip.to_string()),
                None => renamed.push_str(&text[span.clone()]),
            },
        }
    }
    *text = renamed;
}

fn renamed_chip(chip: &Chip, from: &str, to: &str) -> Option<Chip> {
    let rest = chip.name().strip_prefix(from)?;
    let is_meant = rest.is_empty() || rest.starts_with('.');
    is_meant.then(|| Chip::new(format!("{to}{rest}"), chip.formats().to_vec()).ok()).flatten()
}

/// Every text with chips of an integration.
fn each_text(integration: &mut Integration, f: &mut impl FnMut(&mut String)) {
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
    f(&mut call.path.0);
    for list in [&mut call.query, &mut call.headers, &mut call.cookies] {
        parameters(list, f);
    }
    match &mut call.body {
        Body::None => {}
        Body::Json { value, .. } => leaves(value, f),
        Body::Form { fields } => parameters(fields, f),
        Body::Text { text, .. } => f(&mut text.0),
    }
}

fn reply(reply: &mut Reply, f: &mut impl FnMut(&mut String)) {
    for message in reply.messages.iter_mut().chain(reply.channels.values_mut().flatten()) {
        self::message(message, f);
    }
    reply.remember.iter_mut().for_each(|update| f(&mut update.value.0));
    if let Some(handoff) = &mut reply.handoff {
        localized(&mut handoff.note, f);
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

fn parameters(list: &mut [Parameter], f: &mut impl FnMut(&mut String)) {
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

#[cfg(test)]
mod tests {
    #[test]
    fn chips_are_renamed_and_nothing_else() {
        let check = |text: &str, expect: &str| {
            let mut text = text.to_owned();
            super::in_text(&mut text, "email", "mail");
            assert_eq!(text, expect);
        };
        check("{{ email }}", "{{ mail }}");
        check("to {{ email | upper }}, email", "to {{ mail | upper }}, email");
        check("{{ email.host }} {{ emails }}", "{{ mail.host }} {{ emails }}");
        check(r"\{{ email }} {{email}}", r"\{{ email }} {{ mail }}");
        check("{{ email", "{{ email");
    }
}
