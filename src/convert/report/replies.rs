//! Every reply of every outcome: in each language, on each channel that has words of its own, and the fallback reply.

use std::sync::Arc;

use super::Subject;
use super::document::{Block, Cell, Document};
use crate::engine::{
    Conversation, MaskedSecrets, PREVIEW_RUN_ID, Preview, Said, Setup, condition_words, preview, seconds,
};
use crate::model::{Channel, Integration, Reply};

/// What an integration says in one language.
pub(super) struct Spoken {
    language: String,
    /// On the first channel.
    pub(super) previews: Vec<Preview>,
    /// On each other channel that has words of its own.
    channels: Vec<(Channel, Vec<Preview>)>,
    /// The fallback reply, also when nothing leads to it.
    fallback: Option<Preview>,
}

impl Spoken {
    pub(super) fn of(subject: &Subject<'_>, integration: &Arc<Integration>, language: String) -> Self {
        let first = subject.project.default_channel();
        let own_words = |channel: &Channel| {
            let has = |reply: &Reply| reply.channels.contains_key(channel);
            *channel != first && (integration.replies.values().any(has) || has(&integration.fallback))
        };
        let channels = Channel::ALL.into_iter().filter(own_words);
        let channels = channels.map(|channel| (channel, previews(subject, integration, &language, channel)));
        // Without replies of their own all outcomes say it.
        let bare =
            Integration { replies: std::collections::BTreeMap::new(), ..Integration::clone(integration) };
        let fallback = previews(subject, &Arc::new(bare), &language, first);
        Self {
            previews: previews(subject, integration, &language, first),
            channels: channels.collect(),
            fallback: fallback.into_iter().find(|preview| preview.result.fell_back),
            language,
        }
    }

    fn words(&self, outcome: &str) -> Cell {
        let of = |previews: &[Preview]| previews.iter().find(|known| known.outcome == outcome).map(said);
        let Some(usual) = of(&self.previews) else { return Cell::plain("") };
        if usual.is_empty() {
            return silence();
        }
        let mut words = vec![usual.clone()];
        for (channel, previews) in &self.channels {
            if let Some(own) = of(previews).filter(|own| *own != usual) {
                let own = if own.is_empty() { "nothing".to_owned() } else { own };
                words.push(format!("On {}: {own}", channel.title()));
            }
        }
        Cell::plain(words.join("\n"))
    }
}

fn previews(
    subject: &Subject<'_>,
    integration: &Arc<Integration>,
    language: &str,
    channel: Channel,
) -> Vec<Preview> {
    let mut conversation = Conversation::example(subject.project, integration, subject.now);
    language.clone_into(&mut conversation.language);
    conversation.channel = channel;
    preview(&Setup {
        project: Arc::clone(subject.project),
        integration: Arc::clone(integration),
        environment: subject.environment.cloned(),
        demo_origin: None,
        conversation,
        secrets: Arc::new(MaskedSecrets),
        run_id: PREVIEW_RUN_ID.to_owned(),
        authorities: Arc::default(),
    })
}

/// Every outcome with its words in each language, the fallback reply last.
pub(super) fn outcomes(document: &mut Document, integration: &Integration, spoken: &[Spoken]) {
    document.heading(3, "What the bot says");
    let Some(first) = spoken.first() else { return };
    let mut head = vec!["Outcome".to_owned(), "When".to_owned()];
    head.extend(spoken.iter().map(|spoken| format!("Words ({})", spoken.language)));
    head.push("Then".to_owned());
    let mut rows = Vec::new();
    for preview in &first.previews {
        let when = condition_words(integration, &preview.outcome);
        let mut row = vec![Cell::strong(&preview.name), Cell::plain(when)];
        row.extend(spoken.iter().map(|spoken| spoken.words(&preview.outcome)));
        row.push(Cell::plain(then(preview, integration.replies.get(&preview.outcome))));
        rows.push(row);
    }
    let mut row = vec![Cell::strong("Fallback reply"), Cell::plain("Everything without words of its own")];
    row.extend(spoken.iter().map(|spoken| {
        let words = spoken.fallback.as_ref().map(messages).unwrap_or_default();
        if words.is_empty() { silence() } else { Cell::plain(words) }
    }));
    let handoff = integration.fallback.handoff.as_ref();
    row.push(Cell::plain(handoff.map_or_else(String::new, |handoff| format!("passed to {}", handoff.queue))));
    rows.push(row);
    document.blocks.push(Block::Table { head, rows });
}

fn then(preview: &Preview, own: Option<&Reply>) -> String {
    let result = &preview.result;
    let mut then = Vec::new();
    // A reply of its own that cannot be said with the examples gives way to the fallback reply.
    then.extend(result.fell_back.then(|| match own {
        Some(_) => "fallback reply, as a value of its own words is missing".to_owned(),
        None => "fallback reply".to_owned(),
    }));
    then.extend(result.handoff.as_ref().map(|handoff| format!("passed to {}", handoff.queue)));
    then.extend(result.remember.keys().map(|name| format!("remembers {name}")));
    then.join("\n")
}

/// The waiting message and the reply; empty when the customer hears nothing.
fn said(preview: &Preview) -> String {
    let result = &preview.result;
    if result.is_silent() {
        return String::new();
    }
    let waiting =
        result.waiting.as_ref().map(|waiting| format!("({} s) {}", seconds(waiting.after_ms), waiting.text));
    waiting.into_iter().chain([messages(preview)]).collect::<Vec<_>>().join("\n")
}

fn messages(preview: &Preview) -> String {
    let lines: Vec<String> = preview.result.messages.iter().map(Said::plain).collect();
    lines.join("\n")
}

fn silence() -> Cell {
    Cell::alarm("The customer hears nothing")
}
