//! What the project's channels can show: buttons, their words, the length of a text.

use super::catalogue::replies::{
    BUTTON_TOO_LONG, BUTTON_WITHOUT_ADDRESS, BUTTON_WITHOUT_WORDS, BUTTONS_NOT_SHOWN, BUTTONS_WITHOUT_TEXT,
    CARD_WITHOUT_TITLE, TEXT_TOO_LONG, TOO_MANY_BUTTONS,
};
use super::names::replies;
use super::report::Report;
use super::subject::Subject;
use crate::model::{Channel, Localized, Message, Part, Place, Text};
use crate::template;

/// Finds messages that a channel of the project cannot show as they are.
pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    for (outcome, reply) in replies(subject) {
        let part = Part::Reply(outcome.to_owned());
        let everywhere = std::iter::once(("messages", &reply.messages));
        let variants = reply.channels.values().map(|messages| ("channels", messages));
        for (field, messages) in everywhere.chain(variants) {
            let place = subject.place(part.clone(), field);
            check_buttons(messages, &place, report);
            check_titles(messages, subject.project.default_language(), &place, report);
        }
        for channel in &subject.project.channels {
            let field = if reply.channels.contains_key(channel) { "channels" } else { "messages" };
            let place = subject.place(part.clone(), field);
            check_channel(*channel, reply.messages_for(*channel), &place, report);
        }
    }
}

/// What is wrong on every channel.
fn check_buttons(messages: &[Message], place: &Place, report: &mut Report) {
    for (index, message) in messages.iter().enumerate() {
        let labels = labels(message);
        if labels.iter().any(|label| label.is_blank()) {
            let remedy = "Write what is on the button, or remove it.";
            report.add(&BUTTON_WITHOUT_WORDS, place.clone(), "a button has no words", remedy);
        }
        match message {
            Message::Card { buttons, .. } if buttons.iter().any(|button| button.url.is_blank()) => {
                let remedy = "Enter the address that the button opens.";
                report.add(
                    &BUTTON_WITHOUT_ADDRESS,
                    place.clone(),
                    "a button of a card has no address",
                    remedy,
                );
            }
            Message::QuickReplies { .. } if index == 0 && !labels.is_empty() => {
                let remedy = "Write a text before the quick replies.";
                report.add(
                    &BUTTONS_WITHOUT_TEXT,
                    place.clone(),
                    "the reply begins with quick replies",
                    remedy,
                );
            }
            _ => {}
        }
    }
}

fn check_titles(messages: &[Message], language: &str, place: &Place, report: &mut Report) {
    let titles = messages.iter().filter_map(|message| match message {
        Message::Card { title, .. } => Some(title),
        _ => None,
    });
    for title in titles {
        // Another language's title is no help; that it is missing here is said once.
        let is_elsewhere = title.0.values().any(|text| !text.is_blank());
        if !is_elsewhere && title.get(language, &[]).is_none() {
            let remedy = "Write the title of the card.";
            report.add(&CARD_WITHOUT_TITLE, place.clone(), "a card has no title", remedy);
        }
    }
}

fn check_channel(channel: Channel, messages: &[Message], place: &Place, report: &mut Report) {
    let name = channel.title();
    let buttons_shown = channel.shows_buttons();
    for message in messages.iter().filter(|_| !buttons_shown) {
        if matches!(message, Message::QuickReplies { choices } if !choices.is_empty()) {
            let detail = format!("{name} has no quick replies");
            let remedy = "Write other words for this channel that say what to answer.";
            report.add(&BUTTONS_NOT_SHOWN, place.clone(), &detail, remedy);
        }
    }
    let Some(limits) = channel.limits() else { return };
    for (index, message) in messages.iter().enumerate() {
        let followed_by_buttons = matches!(messages.get(index + 1), Some(Message::QuickReplies { .. }));
        if let Message::Text { text } = message {
            let most = if followed_by_buttons { limits.text_with_buttons } else { limits.text };
            let length = longest(text);
            if length > most {
                let detail = format!("{name} allows {most} characters here, and the text has {length}");
                let remedy = "Shorten the text, divide it into two, or write other words for this channel.";
                report.add(&TEXT_TOO_LONG, place.clone(), &detail, remedy);
            }
        }
        let labels = labels(message);
        let quick_replies = matches!(message, Message::QuickReplies { .. }) && !labels.is_empty();
        if !buttons_shown {
            continue;
        }
        if quick_replies && labels.len() > limits.buttons {
            let detail = format!("{name} shows {}, and there are {}", limits.buttons, labels.len());
            let remedy = "Leave some out, or write other messages for this channel.";
            report.add(&TOO_MANY_BUTTONS, place.clone(), &detail, remedy);
        }
        for label in labels.iter().filter(|label| longest(label) > limits.button) {
            let words = label.0.values().max_by_key(|text| length(text)).map_or("", Text::as_str);
            let detail = format!("{name} allows {} characters, and “{words}” has more", limits.button);
            report.add(&BUTTON_TOO_LONG, place.clone(), &detail, "Find shorter words for the button.");
        }
    }
}

fn labels(message: &Message) -> Vec<&Localized> {
    match message {
        Message::QuickReplies { choices } => choices.iter().map(|choice| &choice.label).collect(),
        Message::Card { buttons, .. } => buttons.iter().map(|button| &button.label).collect(),
        Message::Text { .. } | Message::List { .. } => Vec::new(),
    }
}

/// The characters of the longest text, in any language.
pub(super) fn longest(text: &Localized) -> usize {
    text.0.values().map(length).max().unwrap_or(0)
}

/// The characters of a text that are certain: chips count as nothing, as their values are not known yet.
fn length(text: &Text) -> usize {
    let plain = text.as_str();
    if !plain.contains("{{") {
        return plain.chars().count();
    }
    template::parse(plain).map_or(0, |parsed| {
        let literals = parsed.parts().iter().map(|part| match part {
            template::Part::Literal { text, .. } => text.chars().count(),
            template::Part::Chip { .. } => 0,
        });
        literals.sum()
    })
}
