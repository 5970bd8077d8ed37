//! What the customer hears: silence, missing replies, values that may be missing.

use super::catalogue::answers::NO_QUESTION;
use super::catalogue::replies::{
    HANDOFF_TO_NOBODY, LIST_OF_NO_LIST, NO_FALLBACK, NO_SAMPLE_PHRASE, NO_SUCCESS_REPLY, NO_TRIGGER_PHRASE,
    OUTCOME_WITHOUT_REPLY, REPLY_WITHOUT_OUTCOME, SILENCE, UNDECLARED_FACT, UNKNOWN_NAME,
};
use super::known::{Origin, Reach};
use super::names::replies;
use super::report::Report;
use super::subject::{FALLBACK, Subject};
use super::suggest::{did_you_mean, nearest};
use crate::model::{Channel, Localized, Message, Part, Reply, Source, StandardOutcome, ValueType};

/// Finds replies that are missing, empty or superfluous.
pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    check_trigger(subject, report);
    check_questions(subject, report);
    for (outcome, reply) in replies(subject) {
        check_reply(subject, outcome, reply, report);
    }
    check_presence(subject, report);
}

fn check_trigger(subject: &Subject<'_>, report: &mut Report) {
    let trigger = &subject.integration.trigger;
    let has_phrase = trigger.phrases.iter().any(|phrase| !phrase.is_blank());
    let place = subject.place(Part::Trigger, "phrases");
    if !has_phrase && trigger.intent.trim().is_empty() && trigger.usage_hint.trim().is_empty() {
        let remedy = "Write down what customers say when they want this.";
        report.add(&NO_TRIGGER_PHRASE, place, "the trigger is empty", remedy);
    } else if !has_phrase {
        let remedy = "Write down what customers say when they want this.";
        report.add(&NO_SAMPLE_PHRASE, place, "the trigger has no sample phrase", remedy);
    }
}

/// A required input that the conversation may not know needs a question, or a reply for something missing.
fn check_questions(subject: &Subject<'_>, report: &mut Report) {
    let integration = subject.integration;
    if integration.replies.contains_key(StandardOutcome::MissingInput.id()) {
        return;
    }
    for input in integration.inputs.iter().filter(|input| input.required && input.ask.is_blank()) {
        if matches!(input.source, Source::Context { .. } | Source::MessageText) {
            let place = subject.place(Part::Input(input.name.clone()), "ask");
            let detail = format!("there is no question for `{}`", input.name);
            report.add(&NO_QUESTION, place, &detail, "Write down what the bot asks when it is not known.");
        }
    }
}

fn check_reply(subject: &Subject<'_>, outcome: &str, reply: &Reply, report: &mut Report) {
    let place = |field: &str| subject.place(Part::Reply(outcome.to_owned()), field);
    if let Some(where_silent) = silence(subject, outcome, reply) {
        let name = subject.outcome_name(outcome);
        let detail = format!("the reply “{name}” has no words{where_silent}");
        report.add(&SILENCE, place("messages"), &detail, "Write what the bot says, or remove the reply.");
    }
    if reply.handoff.as_ref().is_some_and(|handoff| handoff.queue.trim().is_empty()) {
        let detail = "the handoff has no queue";
        report.add(&HANDOFF_TO_NOBODY, place("handoff"), detail, "Enter the name of the queue or person.");
    }
    for update in &reply.remember {
        let facts = subject.project.context.iter().map(|fact| fact.name.as_str());
        if !facts.clone().any(|name| name == update.name) {
            let suggestion = nearest(&update.name, facts);
            let remedy = did_you_mean(suggestion, "Add it to the facts of the conversation.");
            let detail = format!("`{}` is no fact of the conversation", update.name);
            report.add(&UNDECLARED_FACT, place("remember"), &detail, &remedy);
        }
    }
    for message in reply.messages.iter().chain(reply.channels.values().flatten()) {
        if let Message::List { items, .. } = message {
            check_list(subject, outcome, items, report);
        }
    }
}

/// Where the customer would hear nothing, as the end of a sentence. A fallback reply without any message is another finding.
fn silence(subject: &Subject<'_>, outcome: &str, reply: &Reply) -> Option<String> {
    if !has_words(&reply.messages) {
        let has_variants = !reply.channels.is_empty();
        let all_variants = channels(subject).all(|channel| has_words(reply.messages_for(channel)));
        let left_out = outcome == FALLBACK && reply.messages.is_empty();
        return (!(left_out || has_variants && all_variants)).then(String::new);
    }
    let silent = channels(subject).find(|channel| !has_words(reply.messages_for(*channel)))?;
    Some(format!(" on {}", silent.title()))
}

fn channels(subject: &Subject<'_>) -> impl Iterator<Item = Channel> {
    subject.project.channels.iter().copied()
}

fn has_words(messages: &[Message]) -> bool {
    messages.iter().any(|message| match message {
        Message::Text { text } => !text.is_blank(),
        Message::QuickReplies { choices } => choices.iter().any(|choice| !choice.label.is_blank()),
        Message::Card { title, subtitle, image_url, buttons } => {
            let blank = [title, subtitle].into_iter().all(Localized::is_blank);
            !blank || !image_url.is_blank() || !buttons.is_empty()
        }
        Message::List { item, empty, .. } => !item.is_blank() && !empty.is_blank(),
    })
}

fn check_list(subject: &Subject<'_>, outcome: &str, items: &str, report: &mut Report) {
    let known = subject.known();
    let place = subject.place(Part::Reply(outcome.to_owned()), "messages");
    match known.value(items, Reach::ALL) {
        None => {
            let integration = subject.integration;
            let lists = integration.outputs().filter(|output| output.value_type == ValueType::List);
            let suggestion = nearest(items, lists.map(|output| output.name.as_str()));
            let remedy = did_you_mean(suggestion, "Choose an output of the kind list.");
            let detail = format!("the list shows `{items}`, which is no output");
            report.add(&UNKNOWN_NAME, place, &detail, &remedy);
        }
        Some(Origin::Part(_)) => {}
        Some(origin) => {
            if let Some(kind) = origin.kind().filter(|kind| *kind != ValueType::List) {
                let kind = kind.title().to_lowercase();
                let detail = format!("`{items}` is of the kind “{kind}”");
                report.add(&LIST_OF_NO_LIST, place, &detail, "Choose an output of the kind list.");
            }
        }
    }
}

/// Which replies there are.
fn check_presence(subject: &Subject<'_>, report: &mut Report) {
    let integration = subject.integration;
    let fallback = &integration.fallback;
    if fallback.messages.is_empty() && !has_all_variants(subject, fallback) {
        let place = subject.place(Part::Reply(FALLBACK.to_owned()), "messages");
        let remedy = "Write what the bot says when nothing else fits.";
        report.add(&NO_FALLBACK, place, "there is no fallback reply", remedy);
    }
    for outcome in &integration.outcomes {
        if !integration.replies.contains_key(&outcome.id) {
            let place = subject.place(Part::Reply(outcome.id.clone()), "messages");
            let detail = format!("“{}” has no reply", integration.outcome_name(&outcome.id));
            report.add(&OUTCOME_WITHOUT_REPLY, place, &detail, "Write what the bot says then.");
        }
    }
    let success = StandardOutcome::Success.id();
    let mut replied = integration.replies.keys();
    if !replied.any(|id| id == success || integration.outcomes.iter().any(|own| own.id == *id)) {
        let place = subject.place(Part::Reply(success.to_owned()), "messages");
        let remedy = "Write what the bot says when the system has answered.";
        report.add(&NO_SUCCESS_REPLY, place, "there is no reply for an answer that is understood", remedy);
    }
    for id in integration.replies.keys() {
        let own = integration.outcomes.iter().any(|outcome| outcome.id == *id);
        if !own && StandardOutcome::from_id(id).is_none() {
            let suggestion = integration.outcomes.iter().map(|outcome| outcome.id.as_str());
            let remedy = did_you_mean(nearest(id, suggestion), "Add the outcome, or remove the reply.");
            let place = subject.place(Part::Reply(id.clone()), "messages");
            report.add(&REPLY_WITHOUT_OUTCOME, place, &format!("there is no outcome `{id}`"), &remedy);
        }
    }
}

fn has_all_variants(subject: &Subject<'_>, reply: &Reply) -> bool {
    !reply.channels.is_empty() && channels(subject).all(|channel| has_words(reply.messages_for(channel)))
}
