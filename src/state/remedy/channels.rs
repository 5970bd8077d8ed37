//! Remedies for what a channel does not show.

use super::{reply, reply_mut};
use crate::model::{Channel, ChannelLimits, Finding, Localized, Message, Project};
use crate::state::ReadyWords;
use crate::template::{Part, parse};

/// Every button without words or address.
pub(super) fn remove_bad_buttons(project: &mut Project, finding: &Finding) {
    let Some(reply) = reply_mut(project, finding) else { return };
    for messages in std::iter::once(&mut reply.messages).chain(reply.channels.values_mut()) {
        for message in messages.iter_mut() {
            match message {
                Message::QuickReplies { choices } => choices.retain(|choice| !choice.label.is_blank()),
                Message::Card { buttons, .. } => {
                    buttons.retain(|button| !button.label.is_blank() && !button.url.is_blank());
                }
                Message::Text { .. } | Message::List { .. } => {}
            }
        }
        messages
            .retain(|message| !matches!(message, Message::QuickReplies { choices } if choices.is_empty()));
    }
}

pub(super) fn ask_before_buttons(project: &mut Project, finding: &Finding) {
    let text = ReadyWords::CHOOSE.of(project);
    let Some(reply) = reply_mut(project, finding) else { return };
    for messages in std::iter::once(&mut reply.messages).chain(reply.channels.values_mut()) {
        if matches!(messages.first(), Some(Message::QuickReplies { .. })) {
            messages.insert(0, Message::Text { text: text.clone() });
        }
    }
}

pub(super) fn leave_out_words(project: &Project, finding: &Finding) -> Option<String> {
    let channel = first(project, finding, |channel, messages| {
        !channel.shows_buttons() && messages.iter().any(is_buttons)
    })?;
    Some(format!("Leave them out on {}", channel.title()))
}

pub(super) fn leave_out(project: &mut Project, finding: &Finding) {
    on_each_channel(project, finding, |channel, messages| {
        if !channel.shows_buttons() {
            messages.retain(|message| !is_buttons(message));
        }
    });
}

pub(super) fn keep_first_words(project: &Project, finding: &Finding) -> Option<String> {
    let channel = first(project, finding, |channel, messages| {
        let most = channel.limits().map_or(usize::MAX, |limits| limits.buttons);
        messages.iter().any(|message| count(message) > most)
    })?;
    Some(format!("Keep the first {} on {}", channel.limits()?.buttons, channel.title()))
}

pub(super) fn keep_first(project: &mut Project, finding: &Finding) {
    on_each_channel(project, finding, |channel, messages| {
        let Some(limits) = channel.limits().filter(|_| channel.shows_buttons()) else { return };
        for message in messages {
            if let Message::QuickReplies { choices } = message {
                choices.truncate(limits.buttons);
            }
        }
    });
}

pub(super) fn divide_words(project: &Project, finding: &Finding) -> Option<String> {
    let channel = first(project, finding, |channel, messages| {
        let Some(limits) = channel.limits() else { return false };
        (0..messages.len()).any(|index| is_too_long(messages, index, limits))
    })?;
    Some(format!("Divide it on {}", channel.title()))
}

pub(super) fn divide(project: &mut Project, finding: &Finding) {
    on_each_channel(project, finding, |channel, messages| {
        let Some(limits) = channel.limits() else { return };
        let mut divided = Vec::new();
        for index in 0..messages.len() {
            match &messages[index] {
                Message::Text { text } if is_too_long(messages, index, limits) => {
                    divided.extend(pieces(text, limit(messages, index, limits)));
                }
                other => divided.push(other.clone()),
            }
        }
        *messages = divided;
    });
}

/// The first channel of the project on which the reply has this trouble.
fn first(
    project: &Project,
    finding: &Finding,
    has_trouble: impl Fn(Channel, &[Message]) -> bool,
) -> Option<Channel> {
    let (_, reply) = reply(project, finding)?;
    project.channels.iter().copied().find(|channel| has_trouble(*channel, reply.messages_for(*channel)))
}

/// Gives a channel words of its own where those of all channels do not suit it.
fn on_each_channel(project: &mut Project, finding: &Finding, suit: impl Fn(Channel, &mut Vec<Message>)) {
    let channels = project.channels.clone();
    let Some(reply) = reply_mut(project, finding) else { return };
    for channel in channels {
        let mut messages = reply.messages_for(channel).to_vec();
        suit(channel, &mut messages);
        if messages != reply.messages_for(channel) {
            reply.channels.insert(channel, messages);
        }
    }
}

fn is_buttons(message: &Message) -> bool {
    matches!(message, Message::QuickReplies { choices } if !choices.is_empty())
}

fn count(message: &Message) -> usize {
    if let Message::QuickReplies { choices } = message { choices.len() } else { 0 }
}

fn limit(messages: &[Message], index: usize, limits: ChannelLimits) -> usize {
    let followed_by_buttons = matches!(messages.get(index + 1), Some(Message::QuickReplies { .. }));
    if followed_by_buttons { limits.text_with_buttons } else { limits.text }
}

fn is_too_long(messages: &[Message], index: usize, limits: ChannelLimits) -> bool {
    let Message::Text { text } = &messages[index] else { return false };
    text.0.values().any(|text| certain(text.as_str()) > limit(messages, index, limits))
}

/// The characters that are certain; the values of chips are not known yet.
fn certain(source: &str) -> usize {
    parse(source).map_or(0, |parsed| {
        let letters = parsed.parts().iter().map(|part| match part {
            Part::Literal { text, .. } => text.chars().count(),
            Part::Chip { .. } => 0,
        });
        letters.sum()
    })
}

/// The text as several messages, each of which fits, in every language.
fn pieces(text: &Localized, most: usize) -> Vec<Message> {
    let mut pieces: Vec<Localized> = Vec::new();
    for (language, text) in &text.0 {
        for (number, piece) in cut(text.as_str(), most).into_iter().enumerate() {
            if pieces.len() == number {
                pieces.push(Localized::default());
            }
            *pieces[number].edit(language) = piece;
        }
    }
    pieces.into_iter().map(|text| Message::Text { text }).collect()
}

/// Cuts a text before it has more than `most` certain characters: after a sentence, else after a word, never inside a chip.
fn cut(source: &str, most: usize) -> Vec<String> {
    let Ok(parsed) = parse(source) else { return vec![source.to_owned()] };
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for part in parsed.parts() {
        match part {
            Part::Chip { span, .. } => push(&mut pieces, &source[span.clone()]),
            Part::Literal { text, .. } => {
                for word in words(text) {
                    // White space at the end of a message is not sent.
                    if used > 0 && used + word.trim_end().chars().count() > most {
                        pieces.push(String::new());
                        used = 0;
                    }
                    used += word.chars().count();
                    push(&mut pieces, &crate::template::escape(word));
                }
            }
        }
    }
    let trimmed = pieces.iter().map(|piece| piece.trim().to_owned());
    trimmed.filter(|piece| !piece.is_empty()).collect()
}

fn push(pieces: &mut [String], more: &str) {
    if let Some(last) = pieces.last_mut() {
        last.push_str(more);
    }
}

/// The words with the white space behind them; those longer than any message are cut into letters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(char::is_whitespace).flat_map(|word| {
        let is_endless = word.len() > 400;
        let letters = word.split_inclusive(|_: char| true).take(if is_endless { usize::MAX } else { 0 });
        letters.chain((!is_endless).then_some(word))
    })
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn texts_are_cut_between_words() {
        let check = |text: &str, most, expect: &[&str]| assert_eq!(cut(text, most), expect, "{text}");
        check("one two three", 8, &["one two", "three"]);
        check("one {{ status }} two three", 8, &["one {{ status }} two", "three"]);
        check(r"one \{{ two", 4, &["one", r"\{{", "two"]);
        check("one", 8, &["one"]);
    }
}
