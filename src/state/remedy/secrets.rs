//! Remedies for keys: those that stand in the file, and those that nobody declared.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::{call, connection, connection_mut, quoted, say};
use crate::check::looks_like_key;
use crate::engine::texts_at;
use crate::engine::{SECRET_PREFIX, SecretValue};
use crate::model::{
    Body, Call, Connection, Finding, Integration, Parameter, Part, Project, Sample, SampleBody, Secret,
};
use crate::template::{Part as Piece, parse};

/// What stands where a key was that has no place there.
const TAKEN_OUT: &str = "…";

/// In a request a key becomes a secret; everywhere else it has no place at all.
pub(super) fn hide_words(project: &Project, finding: &Finding) -> Option<String> {
    if call(project, finding).is_some() && finding.place.field != "path" || is_header(project, finding) {
        return say("Make it a secret");
    }
    say("Take the key out")
}

fn is_header(project: &Project, finding: &Finding) -> bool {
    connection(project, finding).is_some() && finding.place.field == "headers"
}

pub(super) fn hide(project: &mut Project, finding: &Finding) {
    let place = &finding.place;
    match (&place.part, place.field.as_str()) {
        (Part::Call(_), "path") => texts_at(project, place, &mut |text| *text = without_keys(text)),
        (Part::Call(_), _) | (Part::Connection(_), "headers") => {
            let mut made = names_for(project, finding);
            each_field(project, finding, &mut |name, text| {
                if let Some(key) = key_of(name, text)
                    && let Some(secret) = made.remove(key.as_ref())
                {
                    *text = text.replace(key.as_ref(), &format!("{{{{ {SECRET_PREFIX}{secret} }}}}"));
                }
            });
            let made = names_for_declared(project, finding);
            made.into_iter().for_each(|name| declare_one(project, &name));
        }
        (Part::Connection(_), _) => {
            if let Some(connection) = connection_mut(project, finding) {
                connection.base_urls.values_mut().for_each(|address| *address = without_keys(address));
            }
        }
        (Part::Whole, _) if place.integration.is_none() => project.notes = without_keys(&project.notes),
        (Part::Secret(name), _) => {
            let secrets = project.secrets.iter_mut().filter(|secret| secret.name == *name);
            secrets.for_each(|secret| secret.description = without_keys(&secret.description));
        }
        (Part::Context(name), _) => {
            let facts = project.context.iter_mut().filter(|fact| fact.name == *name);
            facts.for_each(|fact| fact.example.iter_mut().for_each(|value| blank(&fact.name, value)));
        }
        _ => {
            texts_at(project, place, &mut |text| *text = without_keys(text));
            if let Some(integration) = super::integration_mut(project, finding) {
                in_integration(integration, finding);
            }
        }
    }
}

/// What is typed somewhere in an integration and is no text with chips.
fn in_integration(integration: &mut Integration, finding: &Finding) {
    match &finding.place.part {
        Part::Input(name) => {
            for input in integration.inputs.iter_mut().filter(|input| input.name == *name) {
                if let crate::model::Source::Constant { value } = &mut input.source {
                    blank(name, value);
                }
                input.example.iter_mut().for_each(|value| blank("", value));
            }
        }
        Part::Sample(id) => {
            let samples = integration.samples.iter_mut().filter(|sample| sample.id == *id);
            samples.for_each(in_sample);
        }
        Part::Scenario(name) => {
            for scenario in integration.scenarios.iter_mut().filter(|scenario| scenario.name == *name) {
                scenario.context.iter_mut().for_each(|(name, value)| blank(name, value));
                scenario.message.iter_mut().for_each(|message| *message = without_keys(message));
            }
        }
        Part::Whole => integration.notes = without_keys(&integration.notes),
        _ => {}
    }
}

fn in_sample(sample: &mut Sample) {
    for header in sample.headers.iter_mut().filter(|header| looks_like_key(&header.name, &header.value)) {
        TAKEN_OUT.clone_into(&mut header.value);
    }
    match &mut sample.body {
        SampleBody::None => {}
        SampleBody::Json(value) => blank("", value),
        SampleBody::Text(text) => *text = without_keys(text),
    }
}

/// The keys that the remedy moves out of the project, by the name of their new secret.
pub(in crate::state) fn values_to_keep(project: &Project, finding: &Finding) -> Vec<(String, SecretValue)> {
    if finding.code != "secret_literal" || hide_words(project, finding).as_deref() != Some("Make it a secret")
    {
        return Vec::new();
    }
    let made = names_for(project, finding);
    made.into_iter().map(|(key, name)| (name, SecretValue::new(key))).collect()
}

/// A free name for the secret of each key in the fields that the finding is about.
fn names_for(project: &Project, finding: &Finding) -> BTreeMap<String, String> {
    let mut project = project.clone();
    let mut taken: Vec<String> = project.secrets.iter().map(|secret| secret.name.clone()).collect();
    let mut made = BTreeMap::new();
    each_field(&mut project, finding, &mut |name, text| {
        let Some(key) = key_of(name, text).map(Cow::into_owned) else { return };
        made.entry(key).or_insert_with(|| {
            let secret = free(&secret_name(name), &taken);
            taken.push(secret.clone());
            secret
        });
    });
    made
}

/// The secrets that the fields use now.
fn names_for_declared(project: &mut Project, finding: &Finding) -> Vec<String> {
    let mut used = Vec::new();
    each_field(project, finding, &mut |_, text| {
        let Ok(parsed) = parse(text) else { return };
        let secrets = parsed.names().into_iter().filter_map(|name| name.strip_prefix(SECRET_PREFIX));
        used.extend(secrets.map(str::to_owned));
    });
    used
}

/// Every named text in the field of a call or connection.
fn each_field(project: &mut Project, finding: &Finding, f: &mut impl FnMut(&str, &mut String)) {
    if let Some(Connection { headers, .. }) = connection_mut(project, finding) {
        return parameters(headers, f);
    }
    let Some(Call { query, headers, cookies, body, .. }) = super::call_mut(project, finding) else { return };
    match (finding.place.field.as_str(), body) {
        ("query", _) => parameters(query, f),
        ("headers", _) => parameters(headers, f),
        ("cookies", _) => parameters(cookies, f),
        ("body", Body::Json { value, .. }) => leaves("", value, f),
        ("body", Body::Form { fields }) => parameters(fields, f),
        ("body", Body::Text { text, .. }) => f("", &mut text.0),
        _ => {}
    }
}

fn parameters(list: &mut [Parameter], f: &mut impl FnMut(&str, &mut String)) {
    list.iter_mut().for_each(|parameter| f(&parameter.name, &mut parameter.value.0));
}

fn leaves(name: &str, value: &mut Value, f: &mut impl FnMut(&str, &mut String)) {
    match value {
        Value::String(text) => f(name, text),
        Value::Array(items) => items.iter_mut().for_each(|item| leaves(name, item, f)),
        Value::Object(fields) => fields.iter_mut().for_each(|(name, value)| leaves(name, value, f)),
        _ => {}
    }
}

/// The key in a field: all of its text but the word before it, as in `Bearer …`. Texts with chips are left to people.
fn key_of<'a>(name: &str, text: &'a str) -> Option<Cow<'a, str>> {
    let is_plain = parse(text)
        .is_ok_and(|parsed| parsed.parts().iter().all(|piece| matches!(piece, Piece::Literal { .. })));
    if !is_plain || !looks_like_key(name, text) {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [_scheme, key] if !text.contains('\n') => Some(Cow::Borrowed(key)),
        _ => Some(Cow::Borrowed(text.trim())),
    }
}

/// `X-Api-Key` as `x_api_key`.
fn secret_name(field: &str) -> String {
    let plain: String =
        field.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    let name = plain.split('_').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_");
    if crate::template::is_name(&name) { name } else { "key".to_owned() }
}

fn free(name: &str, taken: &[String]) -> String {
    let mut free = name.to_owned();
    let mut number = 1;
    while taken.contains(&free) {
        number += 1;
        free = format!("{name}_{number}");
    }
    free
}

/// A value without any key in it.
fn blank(name: &str, value: &mut Value) {
    match value {
        Value::String(text) if looks_like_key(name, text) => TAKEN_OUT.clone_into(text),
        Value::Array(items) => items.iter_mut().for_each(|item| blank("", item)),
        Value::Object(fields) => fields.iter_mut().for_each(|(name, value)| blank(name, value)),
        _ => {}
    }
}

/// A text without the words that look like keys; all of it goes when the key cannot be told apart.
fn without_keys(text: &str) -> String {
    let pieces =
        text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '=' | '/' | '&' | '?' | ','));
    let kept: String = pieces
        .map(|piece| {
            let end = piece
                .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '/' | '&' | '?' | ','));
            if looks_like_key("", end) {
                format!("{TAKEN_OUT}{}", &piece[end.len()..])
            } else {
                piece.to_owned()
            }
        })
        .collect();
    if looks_like_key("", &kept) { TAKEN_OUT.to_owned() } else { kept }
}

pub(super) fn declare(project: &mut Project, finding: &Finding) {
    quoted(&finding.title).into_iter().for_each(|name| declare_one(project, name));
}

fn declare_one(project: &mut Project, name: &str) {
    if project.secrets.iter().all(|secret| secret.name != name) {
        project.secrets.push(Secret { name: name.to_owned(), ..Secret::default() });
    }
}

pub(super) fn choose_new(project: &mut Project, finding: &Finding) {
    let taken: Vec<String> = project.secrets.iter().map(|secret| secret.name.clone()).collect();
    let Some(connection) = connection_mut(project, finding) else { return };
    let name = free(&format!("{}_token", connection.id), &taken);
    connection.authentication.choose_secret(&name);
    declare_one(project, &name);
}

/// Every chip of a secret in the text, and in nothing else.
pub(super) fn take_out(project: &mut Project, finding: &Finding) {
    texts_at(project, &finding.place, &mut |text| {
        let Ok(parsed) = parse(text) else { return };
        let kept = parsed.parts().iter().map(|piece| match piece {
            Piece::Chip { chip, .. } if chip.name().starts_with(SECRET_PREFIX) => "",
            Piece::Chip { span, .. } | Piece::Literal { span, .. } => &text[span.clone()],
        });
        *text = kept.collect::<String>();
    });
}

pub(super) fn remove(project: &mut Project, finding: &Finding) {
    if let Part::Secret(name) = &finding.place.part {
        project.secrets.retain(|secret| secret.name != *name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_from_the_words_around_them() {
        let key = ["gh", "p_16C7e42F292c6912E7710c838347Ae178B4a"].concat();
        let check = |text: &str, expect: &str| assert_eq!(without_keys(text), expect);
        check(&format!("Ask with {key}, please"), "Ask with …, please");
        check(&format!("https://crm.example.com/{key}/api"), "https://crm.example.com/…/api");
        check("nothing here", "nothing here");
        assert_eq!(key_of("Authorization", &format!("Bearer {key}")).as_deref(), Some(key.as_str()));
        assert_eq!(key_of("Authorization", "Bearer {{ secret.crm }}"), None);
        assert_eq!(secret_name("X-Api-Key"), "x_api_key");
        assert_eq!(secret_name("1"), "key");
    }
}
