//! The sentence under an outcome's name: when its words are said.

use egui::{Ui, vec2};

use crate::engine::{plain, seconds, worst_case_ms};
use crate::model::{Condition, Integration, Rule, StandardOutcome, Step};
use crate::state::{Action, Derived, FALLBACK, condition_words};
use crate::ui::chips;
use crate::ui::theme::{TextRole, Tone, icons};
use crate::ui::widgets::{Button, Chip, ChipLook, Tag, text};

/// Draws it. The sentence of an own outcome leads to its rule.
pub fn show(
    ui: &mut Ui,
    integration: &Integration,
    derived: &Derived,
    outcome: &str,
    actions: &mut Vec<Action>,
) {
    let own = integration.outcomes.iter().find(|own| own.id == outcome);
    let Some(own) = own else {
        text(ui, TextRole::ControlRegular, Tone::Second, &sentence(integration, derived, outcome));
        return;
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        ui.set_row_height(24.0);
        let words = |ui: &mut Ui, words: &str| {
            text(ui, TextRole::ControlRegular, Tone::Second, words);
        };
        words(ui, "Said when");
        match flat(&own.when) {
            Some((conditions, between)) => {
                for (index, condition) in conditions.into_iter().enumerate() {
                    if index > 0 {
                        words(ui, between);
                    }
                    one(ui, derived, condition);
                }
            }
            None => words(ui, &condition_words(integration, outcome)),
        }
        if ui.add(Button::link("Change rule").small().in_a_sentence()).clicked() {
            actions.push(Action::ChooseStep(Step::Understands));
        }
    });
}

/// The comparisons of a rule that has one level, and the word between them.
fn flat(rule: &Rule) -> Option<(Vec<&Condition>, &'static str)> {
    let (parts, between) = match rule {
        Rule::Condition(condition) => return Some((vec![condition], "")),
        Rule::All { all } => (all, "and"),
        Rule::Any { any } => (any, "or"),
    };
    let conditions = parts.iter().map(|part| match part {
        Rule::Condition(condition) => Some(condition),
        Rule::All { .. } | Rule::Any { .. } => None,
    });
    Some((conditions.collect::<Option<_>>()?, between))
}

fn one(ui: &mut Ui, derived: &Derived, condition: &Condition) {
    let look = if condition.field == Condition::HTTP_STATUS {
        ChipLook::plain(icons::ICON_OUTPUT, "the answer’s code")
    } else {
        chips::look_of(derived, &condition.field)
    };
    ui.add(Chip::new(&look));
    text(ui, TextRole::ControlRegular, Tone::Second, condition.operator.title());
    if condition.operator.takes_value() {
        let value = match &condition.value {
            serde_json::Value::Array(options) => options.iter().map(plain).collect::<Vec<_>>().join(", "),
            other => plain(other),
        };
        ui.add(Tag::new(if value.is_empty() { "…" } else { &value }));
    }
}

fn sentence(integration: &Integration, derived: &Derived, outcome: &str) -> String {
    let system = format!("the {}", derived.system);
    if outcome == FALLBACK {
        return "Said for every outcome without words of its own, so that the customer always hears something."
            .to_owned();
    }
    let limit = integration.calls.first().map_or(0, |call| worst_case_ms(&call.policy));
    match StandardOutcome::from_id(outcome) {
        Some(StandardOutcome::Success) if integration.outcomes.is_empty() => {
            format!("Said when {system} answers as agreed.")
        }
        Some(StandardOutcome::Success) => {
            format!("Said when {system} answers and none of the other meanings fits.")
        }
        Some(StandardOutcome::Empty) => format!("Said when {system} answers with nothing in it."),
        Some(StandardOutcome::NotFound) => format!("Said when {system} knows no such record (404)."),
        Some(StandardOutcome::BadInput) => {
            format!("Said when what the customer gave cannot be right, or {system} does not accept it.")
        }
        Some(StandardOutcome::MissingInput) => "Asked when something that we need is not known.".to_owned(),
        Some(StandardOutcome::Unauthorized) => {
            format!("Said when {system} does not accept our key (401 or 403).")
        }
        Some(StandardOutcome::RateLimited) => format!("Said when {system} was asked too often (429)."),
        Some(StandardOutcome::ServerError) => {
            format!("Said when {system} reports an error of its own (500 to 599).")
        }
        Some(StandardOutcome::Timeout) => {
            format!("Said when {system} does not answer within {} seconds.", seconds(limit))
        }
        Some(StandardOutcome::Unreachable) => format!("Said when {system} cannot be reached."),
        Some(StandardOutcome::InvalidResponse) => {
            format!("Said when the answer of {system} is not what was agreed.")
        }
        None => String::new(),
    }
}
