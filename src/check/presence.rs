//! Values that may be missing when a reply is said.

use super::catalogue::replies::{FALLBACK_NEEDS_VALUE, OPTIONAL_VALUE};
use super::known::{Origin, Reach};
use super::report::Report;
use super::subject::{FALLBACK, Subject};
use super::texts::{FoundText, Role};
use crate::model::{Condition, Operator, Output, Rule, Source, StandardOutcome};
use crate::template::{Chip, Format};

/// Finds chips of replies that may have no value when the reply is said.
pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    for text in &subject.texts {
        let Some(outcome) = text.role.outcome() else { continue };
        for chip in text.chips().filter(|chip| !stands_in(chip)) {
            check_chip(subject, text, outcome, chip, report);
        }
    }
}

/// Whether the chip itself says what stands in for a missing value.
fn stands_in(chip: &Chip) -> bool {
    chip.formats().iter().any(|format| matches!(format, Format::Default(_)))
}

fn check_chip(subject: &Subject<'_>, text: &FoundText<'_>, outcome: &str, chip: &Chip, report: &mut Report) {
    let name = chip.name();
    let of_list = match text.role {
        Role::Line(_) => name == "item" || name.starts_with("item."),
        Role::More(_) => name == "more_count",
        _ => false,
    };
    if of_list {
        return;
    }
    let Some(origin) = subject.known().find(name, Reach::ALL) else { return };
    if outcome == FALLBACK {
        if !always_there(origin) {
            let detail = format!("the fallback reply uses `{name}`, which may not be known");
            let remedy =
                format!("Give `{name}` words for when it is missing, or say the fallback without it.");
            report.add(&FALLBACK_NEEDS_VALUE, text.place.clone(), &detail, &remedy);
        }
        return;
    }
    let missing = match origin {
        Origin::Output(output) => output.default.is_none() && !output_is_there(subject, outcome, output),
        Origin::Input(input) => !input_is_there(subject, outcome, &input.name, input.required),
        // A fact may always be missing; that it is asked for is the business of an input.
        Origin::Fact(_) | Origin::Part(_) => false,
    };
    if missing {
        let detail =
            format!("the reply “{}” uses `{name}`, which may be missing then", subject.outcome_name(outcome));
        let knows_more = subject.integration.outcomes.iter().any(|own| own.id == outcome)
            || outcome == StandardOutcome::Success.id();
        let otherwise = if knows_more {
            "make it required, or add an outcome for when it is there"
        } else {
            "say this reply without it"
        };
        let remedy = format!("Give `{name}` words for when it is missing, or {otherwise}.");
        report.add(&OPTIONAL_VALUE, text.place.clone(), &detail, &remedy);
    }
}

/// Only a default of the output itself is there whatever happened, and only when there was an answer; so nothing is certain
/// but what needs no answer and no customer.
fn always_there(origin: Origin<'_>) -> bool {
    match origin {
        Origin::Input(input) => {
            matches!(input.source, Source::Constant { .. } | Source::Locale | Source::Now)
        }
        _ => false,
    }
}

fn output_is_there(subject: &Subject<'_>, outcome: &str, output: &Output) -> bool {
    if let Some(own) = subject.integration.outcomes.iter().find(|own| own.id == outcome) {
        return guarantees(&own.when, &output.name)
            || output.required && !mentions(&own.when, Condition::HTTP_STATUS);
    }
    match StandardOutcome::from_id(outcome) {
        Some(StandardOutcome::Success | StandardOutcome::Empty) => output.required,
        // An answer that reports an error rarely holds what a good one holds.
        Some(_) => false,
        // A reply without an outcome is a finding of its own.
        None => true,
    }
}

/// Before anything is sent the run may end with an input missing or not accepted; then none of them is there.
fn input_is_there(subject: &Subject<'_>, outcome: &str, name: &str, required: bool) -> bool {
    let early = [StandardOutcome::MissingInput, StandardOutcome::BadInput];
    if early.iter().any(|standard| standard.id() == outcome) {
        return false;
    }
    let own = subject.integration.outcomes.iter().find(|own| own.id == outcome);
    required || own.is_some_and(|own| guarantees(&own.when, name))
}

/// Whether the rule can only hold when the field has a value.
fn guarantees(rule: &Rule, field: &str) -> bool {
    match rule {
        Rule::All { all } => all.iter().any(|part| guarantees(part, field)),
        Rule::Any { any } => !any.is_empty() && any.iter().all(|part| guarantees(part, field)),
        Rule::Condition(condition) => {
            condition.field == field && !matches!(condition.operator, Operator::IsMissing | Operator::IsNot)
        }
    }
}

fn mentions(rule: &Rule, field: &str) -> bool {
    rule.conditions().iter().any(|condition| condition.field == field)
}
