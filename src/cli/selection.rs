//! What a command is about: an integration, a channel, a language; each named by the person or taken from the project.

use std::sync::Arc;

use super::CliError;
use crate::model::{Channel, Integration, Project};

/// The integration with that id, or all of them.
pub(super) fn integrations(project: &Project, id: Option<&str>) -> Result<Vec<Arc<Integration>>, CliError> {
    let Some(id) = id else { return Ok(project.integrations.clone()) };
    let found = project.integrations.iter().find(|integration| integration.id == id);
    let found = found.ok_or_else(|| unknown("integration", id, ids(project)))?;
    Ok(vec![Arc::clone(found)])
}

/// The integration with that id, or the only one.
pub(super) fn one_integration(project: &Project, id: Option<&str>) -> Result<Arc<Integration>, CliError> {
    let mut found = integrations(project, id)?;
    match (found.pop(), found.is_empty()) {
        (Some(integration), true) => Ok(integration),
        (Some(_), false) => Err(CliError::SeveralIntegrations { known: list(ids(project)) }),
        (None, _) => Err(CliError::NoIntegration),
    }
}

/// The channel of that word, when the project speaks on it. A project that lists no channels speaks on all.
pub(super) fn channel(project: &Project, word: Option<&str>) -> Result<Option<Channel>, CliError> {
    let Some(word) = word else { return Ok(None) };
    let known = if project.channels.is_empty() { &Channel::ALL[..] } else { &project.channels };
    let found = known.iter().copied().find(|channel| channel.id() == word);
    let ids = || known.iter().map(|channel| channel.id());
    found.map(Some).ok_or_else(|| unknown("channel", word, ids()))
}

/// The language, when the bot speaks it: `de-AT` is spoken by a bot that speaks `de`.
pub(super) fn language(project: &Project, tag: &str) -> Result<String, CliError> {
    let base = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    if project.languages.is_empty() || project.languages.iter().any(|known| base(known) == base(tag)) {
        return Ok(tag.to_owned());
    }
    Err(unknown("language", tag, project.languages.iter().map(String::as_str)))
}

/// Checks that at least one of the integrations can end so.
pub(super) fn outcome(integrations: &[Arc<Integration>], id: &str) -> Result<(), CliError> {
    let mut known: Vec<String> = Vec::new();
    for outcome in integrations.iter().flat_map(|integration| integration.outcome_ids()) {
        if outcome == id {
            return Ok(());
        }
        if !known.contains(&outcome) {
            known.push(outcome);
        }
    }
    Err(unknown("outcome", id, known.iter().map(String::as_str)))
}

fn ids(project: &Project) -> impl Iterator<Item = &str> {
    project.integrations.iter().map(|integration| integration.id.as_str())
}

fn unknown<'a>(what: &'static str, id: &str, known: impl Iterator<Item = &'a str>) -> CliError {
    CliError::Unknown { what, id: id.to_owned(), known: list(known) }
}

fn list<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let ids: Vec<_> = ids.map(|id| format!("`{id}`")).collect();
    if ids.is_empty() { "none".to_owned() } else { ids.join(", ") }
}
