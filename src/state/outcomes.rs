//! The outcomes of an integration as the step *Says* lists them.

use crate::engine::{Preview, plain, seconds, worst_case_ms};
use crate::model::{Condition, Integration, Operator, Rule, StandardOutcome};

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

/// The outcomes with words of their own in three groups, then the fallback reply.
pub fn groups(integration: &Integration, system: &str, previews: &[Preview]) -> Vec<OutcomeGroup> {
    use StandardOutcome as S;
    let own = integration.outcomes.iter().map(|outcome| outcome.id.as_str());
    let answers = own.chain([S::Success.id(), S::Empty.id(), S::NotFound.id()]);
    let before = [S::MissingInput.id(), S::BadInput.id()];
    let wrong =
        [S::InvalidResponse, S::Timeout, S::Unreachable, S::ServerError, S::Unauthorized, S::RateLimited];
    let rows = |ids: &mut dyn Iterator<Item = &str>| -> Vec<OutcomeRow> {
        ids.filter_map(|id| row(integration, id, previews)).filter(|row| row.own_reply).collect()
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

/// When an outcome happens, in a few words.
pub fn condition_words(integration: &Integration, id: &str) -> String {
    if let Some(own) = integration.outcomes.iter().find(|outcome| outcome.id == id) {
        return rule_words(integration, &own.when);
    }
    let limit = integration.calls.first().map_or(0, |call| worst_case_ms(&call.policy));
    match StandardOutcome::from_id(id) {
        Some(StandardOutcome::Success) if integration.outcomes.is_empty() => "answered as agreed".to_owned(),
        Some(StandardOutcome::Success) => "no rule fits".to_owned(),
        Some(StandardOutcome::Empty) => "nothing in it".to_owned(),
        Some(StandardOutcome::NotFound) => "not known there".to_owned(),
        Some(StandardOutcome::BadInput) => "refused".to_owned(),
        Some(StandardOutcome::MissingInput) => "not known yet".to_owned(),
        Some(StandardOutcome::Unauthorized) => "key not accepted".to_owned(),
        Some(StandardOutcome::RateLimited) => "asked too often".to_owned(),
        Some(StandardOutcome::ServerError) => "error reported".to_owned(),
        Some(StandardOutcome::Timeout) => format!("{} seconds", seconds(limit)),
        Some(StandardOutcome::Unreachable) => "no connection".to_owned(),
        Some(StandardOutcome::InvalidResponse) => "not as agreed".to_owned(),
        None => String::new(),
    }
}

/// A rule as the rest of a sentence: "status is active and renewal date is there".
fn rule_words(integration: &Integration, rule: &Rule) -> String {
    match rule {
        Rule::All { all } => {
            all.iter().map(|part| rule_words(integration, part)).collect::<Vec<_>>().join(" and ")
        }
        Rule::Any { any } => {
            any.iter().map(|part| rule_words(integration, part)).collect::<Vec<_>>().join(" or ")
        }
        Rule::Condition(condition) => condition_sentence(integration, condition),
    }
}

fn condition_sentence(integration: &Integration, condition: &Condition) -> String {
    let output = integration.output(&condition.field).filter(|output| !output.label.is_empty());
    let field = match output {
        Some(output) => output.label.as_str(),
        None if condition.field == Condition::HTTP_STATUS => "answer code",
        None => condition.field.as_str(),
    };
    if !condition.operator.takes_value() {
        return format!("{field} {}", condition.operator.title());
    }
    let value = match (&condition.operator, &condition.value) {
        (Operator::OneOf, serde_json::Value::Array(options)) => {
            options.iter().map(plain).collect::<Vec<_>>().join(", ")
        }
        (_, value) => plain(value),
    };
    format!("{field} {} {value}", condition.operator.title())
}
