//! Remedies for what is not said: silence, missing replies, missing questions.

use super::{integration, integration_mut, reply, reply_mut, say};
use crate::model::{ContextVariable, Finding, Localized, Message, Part, Privacy, Project, Reply, ValueType};
use crate::state::{FALLBACK, ReadyWords};

pub(super) fn break_silence_words(project: &Project, finding: &Finding) -> Option<String> {
    let (outcome, reply) = reply(project, finding)?;
    if has_words(&reply.messages) {
        return say("Say the same as elsewhere");
    }
    say(if outcome == FALLBACK { "Write a fallback reply" } else { "Say the fallback reply" })
}

/// On one channel the words of the others are said; without any words those of the fallback. What else the reply does stays.
pub(super) fn break_silence(project: &mut Project, finding: &Finding) {
    let Part::Reply(outcome) = &finding.place.part else { return };
    let ready = vec![Message::Text { text: ReadyWords::FALLBACK.of(project) }];
    let Some(integration) = integration_mut(project, finding) else { return };
    let fallback = integration.fallback.messages.clone();
    let words = if outcome == FALLBACK || !has_words(&fallback) { ready } else { fallback };
    let reply = if outcome == FALLBACK {
        Some(&mut integration.fallback)
    } else {
        integration.replies.get_mut(outcome)
    };
    let Some(reply) = reply else { return };
    reply.channels.retain(|_, messages| has_words(messages));
    if has_words(&reply.messages) {
        return;
    }
    reply.messages = words;
    let says_nothing_of_its_own =
        reply.channels.is_empty() && reply.remember.is_empty() && reply.handoff.is_none();
    if says_nothing_of_its_own && outcome != FALLBACK {
        integration.replies.remove(outcome);
    }
}

pub(super) fn write_fallback(project: &mut Project, finding: &Finding) {
    let text = ReadyWords::FALLBACK.of(project);
    if let Some(integration) = integration_mut(project, finding) {
        integration.fallback.messages = vec![Message::Text { text }];
    }
}

/// A reply that names the values of the answer, or that says that it is done.
pub(super) fn write_reply(project: &mut Project, finding: &Finding) {
    let Part::Reply(outcome) = &finding.place.part else { return };
    let Some(integration) = integration(project, finding) else { return };
    let required = integration.outputs().filter(|output| output.required && output.default.is_none());
    let lines: Vec<String> = required
        .filter(|output| !matches!(output.value_type, ValueType::List | ValueType::Object))
        .map(|output| {
            let label = if output.label.is_empty() { &output.name } else { &output.label };
            let format =
                if output.format.is_empty() { String::new() } else { format!(" | {}", output.format) };
            format!("{}: {{{{ {}{format} }}}}", crate::template::escape(label), output.name)
        })
        .collect();
    let mut text = ReadyWords::DONE.of(project);
    if !lines.is_empty() {
        let languages = project.languages.iter().map(String::as_str);
        text = Localized::default();
        languages.for_each(|language| *text.edit(language) = lines.join("\n"));
    }
    let new = Reply { messages: vec![Message::Text { text }], ..Reply::default() };
    if let Some(integration) = integration_mut(project, finding) {
        integration.replies.entry(outcome.clone()).or_insert(new);
    }
}

pub(super) fn delete_reply(project: &mut Project, finding: &Finding) {
    let Part::Reply(outcome) = &finding.place.part else { return };
    if let Some(integration) = integration_mut(project, finding) {
        integration.replies.remove(outcome);
    }
}

pub(super) fn keep_customer(project: &mut Project, finding: &Finding) {
    if let Some(reply) = reply_mut(project, finding) {
        reply.handoff = None;
    }
}

/// What is remembered becomes a fact, personal until somebody says otherwise.
pub(super) fn declare_facts(project: &mut Project, finding: &Finding) {
    let Some((_, reply)) = reply(project, finding) else { return };
    let mut new: Vec<ContextVariable> = Vec::new();
    for update in &reply.remember {
        let is_known = project.variable(&update.name).is_some();
        if !is_known && !new.iter().any(|fact| fact.name == update.name) {
            let (name, privacy) = (update.name.clone(), Privacy::Personal);
            new.push(ContextVariable { name, privacy, ..ContextVariable::default() });
        }
    }
    project.context.extend(new);
}

pub(super) fn ask_for_it(project: &mut Project, finding: &Finding) {
    let Part::Input(name) = &finding.place.part else { return };
    let ready = ReadyWords::MISSING.of(project);
    let Some(integration) = integration_mut(project, finding) else { return };
    for input in integration.inputs.iter_mut().filter(|input| input.name == *name && input.ask.is_blank()) {
        let label = if input.label.is_empty() { &input.name } else { &input.label };
        let label = crate::template::escape(label);
        input.ask = ready.clone();
        input.ask.0.values_mut().for_each(|text| text.0 = format!("{} {label}", text.0));
    }
}

fn has_words(messages: &[Message]) -> bool {
    messages.iter().any(|message| match message {
        Message::Text { text } => !text.is_blank(),
        Message::QuickReplies { choices } => choices.iter().any(|choice| !choice.label.is_blank()),
        Message::Card { title, subtitle, image_url, buttons } => {
            !title.is_blank() || !subtitle.is_blank() || !image_url.is_blank() || !buttons.is_empty()
        }
        Message::List { item, empty, .. } => !item.is_blank() && !empty.is_blank(),
    })
}
