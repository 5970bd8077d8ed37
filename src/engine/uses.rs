//! Which names the replies and rules of an integration use.

use crate::model::{Integration, Localized, Message, Reply, Text};
use crate::template;

/// The ids of the outcomes whose rule or reply uses a value; `fallback` for the fallback reply. In the order of the screen.
pub(super) fn outcomes_using(integration: &Integration, name: &str) -> Vec<String> {
    let own = |id: &str| integration.outcomes.iter().find(|outcome| outcome.id == id);
    let by_rule = |id: &str| {
        own(id).is_some_and(|own| own.when.conditions().iter().any(|condition| is_of(&condition.field, name)))
    };
    let by_reply = |id: &str| integration.replies.get(id).is_some_and(|reply| reply_uses(reply, name));
    let mut using: Vec<_> =
        integration.outcome_ids().into_iter().filter(|id| by_rule(id) || by_reply(id)).collect();
    if reply_uses(&integration.fallback, name) {
        using.push("fallback".to_owned());
    }
    using
}

fn reply_uses(reply: &Reply, name: &str) -> bool {
    let messages = reply.messages.iter().chain(reply.channels.values().flatten());
    let handed_over = reply.handoff.iter().any(|handoff| {
        handoff.context.iter().any(|known| is_of(known, name)) || words_use(&handoff.note, name)
    });
    handed_over
        || messages.into_iter().any(|message| message_uses(message, name))
        || reply.remember.iter().any(|update| text_uses(&update.value, name))
}

fn message_uses(message: &Message, name: &str) -> bool {
    match message {
        Message::Text { text } => words_use(text, name),
        Message::QuickReplies { choices } => choices.iter().any(|choice| words_use(&choice.label, name)),
        Message::Card { title, subtitle, image_url, buttons } => {
            words_use(title, name)
                || words_use(subtitle, name)
                || text_uses(image_url, name)
                || buttons.iter().any(|button| words_use(&button.label, name) || text_uses(&button.url, name))
        }
        Message::List { items, item, more, empty, .. } => {
            is_of(items, name) || [item, more, empty].into_iter().any(|text| words_use(text, name))
        }
    }
}

fn words_use(text: &Localized, name: &str) -> bool {
    text.0.values().any(|text| text_uses(text, name))
}

fn text_uses(text: &Text, name: &str) -> bool {
    names(text.as_str()).iter().any(|used| is_of(used, name))
}

/// The names of the chips in a text; none in one that cannot be read.
pub(super) fn names(text: &str) -> Vec<String> {
    let parsed = template::parse(text);
    parsed.map(|template| template.names().iter().map(ToString::to_string).collect()).unwrap_or_default()
}

/// Whether `used` is the value or something inside it.
fn is_of(used: &str, name: &str) -> bool {
    used.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
