//! Texts that are missing in one of the bot's languages.

use super::catalogue::replies::MISSING_LANGUAGE;
use super::names::replies;
use super::report::Report;
use super::subject::Subject;
use crate::model::{Localized, Message, Part, Place};

/// Finds texts that some, but not all, of the bot's languages have.
pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    let languages = &subject.project.languages;
    if languages.len() < 2 {
        return;
    }
    let mut check = |text: &Localized, part: Part, field: &str| {
        missing(text, languages, || subject.place(part, field), report);
    };
    let integration = subject.integration;
    for input in &integration.inputs {
        check(&input.ask, Part::Input(input.name.clone()), "ask");
    }
    if let Some(confirmation) = &integration.confirmation {
        check(&confirmation.ask, Part::Confirmation, "ask");
        check(&confirmation.yes, Part::Confirmation, "yes");
        check(&confirmation.no, Part::Confirmation, "no");
        check(&confirmation.declined, Part::Confirmation, "declined");
    }
    if let Some(waiting) = &integration.waiting {
        check(&waiting.text, Part::Waiting, "text");
    }
    for (outcome, reply) in replies(subject) {
        let part = || Part::Reply(outcome.to_owned());
        for message in &reply.messages {
            texts(message, &mut |text| check(text, part(), "messages"));
        }
        for message in reply.channels.values().flatten() {
            texts(message, &mut |text| check(text, part(), "channels"));
        }
        if let Some(handoff) = &reply.handoff {
            check(&handoff.note, part(), "handoff");
        }
    }
}

fn texts(message: &Message, each: &mut impl FnMut(&Localized)) {
    match message {
        Message::Text { text } => each(text),
        Message::QuickReplies { choices } => choices.iter().for_each(|choice| each(&choice.label)),
        Message::Card { title, subtitle, buttons, .. } => {
            each(title);
            each(subtitle);
            buttons.iter().for_each(|button| each(&button.label));
        }
        Message::List { item, more, empty, .. } => [item, more, empty].into_iter().for_each(each),
    }
}

fn missing(text: &Localized, languages: &[String], place: impl FnOnce() -> Place, report: &mut Report) {
    if text.is_blank() {
        return;
    }
    let lacks: Vec<_> =
        languages.iter().filter(|language| !speaks(text, language)).map(|tag| format!("`{tag}`")).collect();
    if !lacks.is_empty() {
        let detail = format!("a text has no words in {}", lacks.join(", "));
        report.add(&MISSING_LANGUAGE, place(), &detail, "Translate the text.");
    }
}

/// `de` speaks for `de-AT` too.
fn speaks(text: &Localized, language: &str) -> bool {
    let base = language.split(['-', '_']).next().unwrap_or(language);
    [language, base].iter().any(|tag| text.0.get(*tag).is_some_and(|text| !text.is_blank()))
}
