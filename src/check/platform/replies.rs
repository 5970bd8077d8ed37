//! Replies that the platform cannot say as they are designed.

use super::{Limit, Touched};
use crate::check::channels::longest;
use crate::check::names::replies;
use crate::check::subject::{FALLBACK, Subject};
use crate::model::{Message, Part, Place, Reply, StandardOutcome};
use crate::template::{Chip, parse};

pub(super) fn check(subject: &Subject<'_>, limits: &mut Touched<'_>) {
    match limits.limit {
        Limit::Untold(outcomes) => check_outcomes(subject, outcomes, limits),
        Limit::NoWaiting => check_waiting(subject, limits),
        Limit::Formats(known) => check_formats(subject, known, limits),
        Limit::OwnWords => {
            let place = subject.place(Part::Reply(FALLBACK.to_owned()), "messages");
            let detail = "lets an AI agent say what it reads in the answer";
            let remedy = "Describe in the hint for AI agents what is to be said, and what is not.";
            limits.add(place, detail, remedy);
        }
        Limit::ListLines(_) | Limit::TextOnly | Limit::TextLength(_) | Limit::ButtonsSayThemselves => {
            for (outcome, reply) in replies(subject) {
                let part = Part::Reply(outcome.to_owned());
                check_reply(reply, &|field| subject.place(part.clone(), field), limits);
            }
        }
        _ => {}
    }
}

/// A reply for an outcome that the platform mistakes for another one.
fn check_outcomes(subject: &Subject<'_>, outcomes: &[StandardOutcome], limits: &mut Touched<'_>) {
    for outcome in outcomes.iter().filter(|outcome| subject.integration.replies.contains_key(outcome.id())) {
        let place = subject.place(Part::Reply(outcome.id().to_owned()), "messages");
        let name = subject.outcome_name(outcome.id());
        let detail = format!("cannot tell “{name}” from other failures");
        let remedy = "Write a fallback reply that is right for every failure.";
        limits.add(place, &detail, remedy);
    }
}

fn check_waiting(subject: &Subject<'_>, limits: &mut Touched<'_>) {
    let waiting = subject.integration.waiting.as_ref();
    if waiting.is_some_and(|waiting| !waiting.text.is_blank()) {
        let detail = "does not say the waiting message";
        let remedy = "Have the bot say it before it starts, or keep the time limit short.";
        limits.add(subject.place(Part::Waiting, "text"), detail, remedy);
    }
}

fn check_formats(subject: &Subject<'_>, known: &[&str], limits: &mut Touched<'_>) {
    for text in subject.texts.iter().filter(|text| text.role.outcome().is_some()) {
        for chip in text.chips() {
            check_format(chip, chip.name(), known, &text.place, limits);
        }
    }
    for output in subject.integration.outputs().filter(|output| !output.format.trim().is_empty()) {
        let place = subject.place(Part::Output(output.name.clone()), "format");
        let Ok(text) = parse(&format!("{{{{ x | {} }}}}", output.format)) else { continue };
        for chip in text.chips() {
            check_format(chip, &output.name, known, &place, limits);
        }
    }
}

fn check_format(chip: &Chip, value: &str, known: &[&str], place: &Place, limits: &mut Touched<'_>) {
    for format in chip.formats().iter().filter(|format| !known.contains(&format.name())) {
        let detail = format!("does not know the format `{}` of `{value}`", format.name());
        let remedy = "Choose another format, or have the system send the words.";
        limits.add(place.clone(), &detail, remedy);
    }
}

fn check_reply(reply: &Reply, place: &dyn Fn(&str) -> Place, limits: &mut Touched<'_>) {
    let everywhere = reply.messages.iter().map(|message| ("messages", message));
    let variants = reply.channels.values().flatten().map(|message| ("channels", message));
    for (field, message) in everywhere.chain(variants) {
        check_message(message, place(field), limits);
    }
}

fn check_message(message: &Message, place: Place, limits: &mut Touched<'_>) {
    match (limits.limit, message) {
        (Limit::ListLines(0), Message::List { .. }) => {
            let remedy = "Say what matters in a sentence, such as how many there are.";
            limits.add(place, "has no loops, so the list is not said", remedy);
        }
        (Limit::ListLines(most), Message::List { at_most, .. }) if *at_most > most => {
            let detail = format!("repeats a line {most} times, and {at_most} are allowed here");
            let remedy = format!("Show at most {most} lines, and say how many more there are.");
            limits.add(place, &detail, &remedy);
        }
        (Limit::TextOnly, Message::QuickReplies { choices }) if !choices.is_empty() => {
            limits.add(place, "has no quick replies", "Say in the text what the customer can answer.");
        }
        (Limit::TextOnly, Message::Card { .. }) => {
            limits.add(place, "has no cards", "Say in a text what stands on the card, with the address.");
        }
        (Limit::TextLength(most), Message::Text { text }) if longest(text) > most => {
            let detail = format!("allows {most} characters, and the text has {}", longest(text));
            limits.add(place, &detail, "Shorten the text, or divide it into two.");
        }
        (Limit::ButtonsSayThemselves, Message::QuickReplies { choices }) => {
            let silent = choices.iter().filter_map(|choice| choice.send.as_deref());
            for send in silent.filter(|send| !send.is_empty()) {
                let detail = format!("sends what stands on the button, and not “{send}”");
                let remedy = "Write on the button what it sends, and teach the bot these words.";
                limits.add(place.clone(), &detail, remedy);
            }
        }
        _ => {}
    }
}
