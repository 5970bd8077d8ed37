//! When an outcome happens, in words.

use super::{plain, seconds, worst_case_ms};
use crate::model::{Condition, Integration, Operator, Rule, StandardOutcome};

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
