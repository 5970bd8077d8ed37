//! The outcomes of an integration as the step *Says* lists them.

use crate::engine::Preview;
pub use crate::engine::condition_words;
use crate::model::{Integration, StandardOutcome};

/// Stands for the fallback reply where an outcome's id is expected.
pub const FALLBACK: &str = "fallback";

/// Outcomes under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeGroup {
    /// "When the CRM answers".
    pub title: String,
    /// In order.
    pub rows: Vec<OutcomeRow>,
}

/// One outcome in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeRow {
    /// Its id, or [`FALLBACK`].
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it happens, in a few words.
    pub condition: String,
    /// The beginning of the bot's words.
    pub words: String,
    /// Whether the customer hears nothing.
    pub silent: bool,
    /// Whether a person takes over.
    pub handed_off: bool,
    /// Whether it has words of its own.
    pub own_reply: bool,
}

/// The outcomes with words of their own, and all of the analyst's own outcomes, in three groups; then the fallback reply.
pub fn groups(integration: &Integration, system: &str, previews: &[Preview]) -> Vec<OutcomeGroup> {
    use StandardOutcome as S;
    let own = integration.outcomes.iter().map(|outcome| outcome.id.as_str());
    let answers = own.chain([S::Success.id(), S::Empty.id(), S::NotFound.id()]);
    let before = [S::MissingInput.id(), S::BadInput.id()];
    let wrong =
        [S::InvalidResponse, S::Timeout, S::Unreachable, S::ServerError, S::Unauthorized, S::RateLimited];
    let is_own = |id: &str| integration.outcomes.iter().any(|outcome| outcome.id == id);
    let rows = |ids: &mut dyn Iterator<Item = &str>| -> Vec<OutcomeRow> {
        ids.filter_map(|id| row(integration, id, previews))
            .filter(|row| row.own_reply || is_own(&row.id))
            .collect()
    };
    let mut groups = vec![
        OutcomeGroup { title: format!("When {system} answers"), rows: rows(&mut answers.into_iter()) },
        OutcomeGroup { title: "Before we ask".to_owned(), rows: rows(&mut before.into_iter()) },
        OutcomeGroup {
            title: "When something is wrong".to_owned(),
            rows: rows(&mut wrong.iter().map(|outcome| outcome.id())),
        },
    ];
    groups.retain(|group| !group.rows.is_empty());
    groups.push(OutcomeGroup {
        title: "Everything else".to_owned(),
        rows: vec![fallback_row(integration, previews)],
    });
    groups
}

fn row(integration: &Integration, id: &str, previews: &[Preview]) -> Option<OutcomeRow> {
    let preview = previews.iter().find(|preview| preview.outcome == id)?;
    let asks = id == StandardOutcome::MissingInput.id()
        && integration.inputs.iter().any(|input| !input.ask.is_blank());
    Some(OutcomeRow {
        id: id.to_owned(),
        name: preview.name.clone(),
        condition: condition_words(integration, id),
        words: first_words(preview),
        silent: preview.result.is_silent(),
        handed_off: preview.result.handoff.is_some(),
        own_reply: integration.replies.contains_key(id) || asks,
    })
}

fn fallback_row(integration: &Integration, previews: &[Preview]) -> OutcomeRow {
    let said: Vec<_> = previews.iter().filter(|preview| preview.result.fell_back).collect();
    let silent = integration.fallback.messages.is_empty();
    let condition = match said.len() {
        0 => "not needed yet".to_owned(),
        1 => "1 more outcome".to_owned(),
        count => format!("{count} more outcomes"),
    };
    OutcomeRow {
        id: FALLBACK.to_owned(),
        name: "Fallback reply".to_owned(),
        condition,
        words: said.first().map(|preview| first_words(preview)).unwrap_or_default(),
        silent,
        handed_off: integration.fallback.handoff.is_some(),
        own_reply: true,
    }
}

fn first_words(preview: &Preview) -> String {
    preview.result.words().first().cloned().unwrap_or_default()
}
