//! What must be known: taken from the conversation, asked for, checked; and the question before a write.

use serde_json::{Value, json};

use super::names::{self, CONFIRMED};
use super::power_fx::{constant, is_text, quote};
use super::topic::{RUNNING, Writer};
use crate::convert::export::expression::{Dialect, missing_any, text};
use crate::convert::export::flow::{Chip, InputStep, Piece, Question};
use crate::model::{Source, StandardOutcome, ValueType};

pub(super) fn actions(writer: &Writer<'_>) -> Vec<Value> {
    let mut actions = Vec::new();
    for input in &writer.flow.inputs {
        let variable = writer.dialect.variables.input(&input.name);
        let source = source(writer, input);
        actions.push(writer.set(&variable, &source));
        if input.required {
            actions.push(missing(writer, input, &variable));
        }
        if let Some(wrong) = wrong(input, &variable) {
            let condition = format!("And(Not(IsBlank({variable})), {wrong})");
            actions.push(writer.ends(&condition, StandardOutcome::BadInput.id()));
        }
        if let Some(read) = reading(&variable, input.value_type) {
            actions.push(writer.when(RUNNING, vec![writer.set(&variable, &read)]));
        }
    }
    if let Some(question) = &writer.flow.confirmation {
        actions.push(confirmation(writer, question));
    }
    actions
}

fn source(writer: &Writer<'_>, input: &InputStep) -> String {
    match &input.source {
        Source::Context { name } => names::context(name),
        Source::Constant { value } => constant(value),
        Source::MessageText => "System.Activity.Text".to_owned(),
        Source::UserId => "System.User.Id".to_owned(),
        Source::Locale => "System.User.Language".to_owned(),
        Source::Now => "Text(Now(), \"yyyy-mm-ddThh:mm:ss\", \"en-US\")".to_owned(),
        Source::Expression { .. } => {
            let chips: Vec<&Chip> = input
                .expression
                .iter()
                .filter_map(|piece| match piece {
                    Piece::Chip(chip) => Some(chip),
                    Piece::Literal(_) => None,
                })
                .collect();
            let needed: Vec<_> =
                chips.iter().filter(|chip| chip.default().is_none()).map(|chip| &chip.reference).collect();
            let shown = text(&writer.dialect, &input.expression);
            match missing_any(&writer.dialect, &needed, &chips) {
                Some(missing) => writer.dialect.choose(&missing, "Blank()", &shown),
                None => shown,
            }
        }
    }
}

/// A missing input is asked for, unless the design says what to do instead.
fn missing(writer: &Writer<'_>, input: &InputStep, variable: &str) -> Value {
    let outcome = StandardOutcome::MissingInput.id();
    let is_missing = writer.dialect.is_missing(variable);
    if input.ask.is_empty() || writer.flow.replies.contains_key(outcome) {
        return writer.ends(&is_missing, outcome);
    }
    let mut steps = Vec::new();
    let prompt = writer.words(&input.ask, &mut steps);
    steps.push(json!({
        "kind": "Question",
        "id": writer.id("question"),
        "alwaysPrompt": true,
        "variable": variable,
        "prompt": prompt,
        "entity": "StringPrebuiltEntity",
    }));
    writer.when(&format!("And({RUNNING}, {is_missing})"), steps)
}

/// A text that holds a value of the kind, read as one.
fn reading(variable: &str, kind: ValueType) -> Option<String> {
    Some(match kind {
        ValueType::Integer | ValueType::Number => format!("Value({variable})"),
        ValueType::Boolean => format!("Text({variable}) = \"true\""),
        _ => return None,
    })
}

/// Whether a value that is there is not acceptable.
fn wrong(input: &InputStep, variable: &str) -> Option<String> {
    let mut flaws = Vec::new();
    match input.value_type {
        ValueType::Integer => {
            flaws.push(format!("Not(IsNumeric({variable}))"));
            flaws.push(format!("\".\" in Text({variable})"));
        }
        ValueType::Number => flaws.push(format!("Not(IsNumeric({variable}))")),
        ValueType::Boolean => flaws.push(format!("Not(Text({variable}) in [\"true\", \"false\"])")),
        kind => flaws.extend(not_of_kind(variable, kind)),
    }
    if !input.allowed.is_empty() {
        let allowed: Vec<String> = input
            .allowed
            .iter()
            .map(|value| format!("Text({variable}) = {}", quote(&crate::engine::plain(value))))
            .collect();
        flaws.push(format!("Not(Or({}))", allowed.join(", ")));
    }
    if !input.pattern.is_empty() && is_text(input.value_type) {
        // Whether IsMatch asks for the whole text by itself differs between hosts of Power Fx.
        let whole = quote(&format!("^(?:{})$", input.pattern));
        flaws.push(format!("Not(IsMatch({variable}, {whole}))"));
    }
    match &flaws[..] {
        [] => None,
        [one] => Some(one.clone()),
        flaws => Some(format!("Or({})", flaws.join(", "))),
    }
}

/// Whether a text is not what a text of that kind looks like; nothing where any will do.
pub(super) fn not_of_kind(text: &str, kind: ValueType) -> Option<String> {
    let day = |text: &str| {
        let day = format!("Left({text}, 10)");
        format!(
            "Or(IsError(DateValue({day})), Mid({text}, 5, 1) <> \"-\", Mid({text}, 8, 1) <> \"-\", Len({text}) < 10)"
        )
    };
    Some(match kind {
        ValueType::Email => format!(
            "With({{at: Split({text}, \"@\")}}, Or(CountRows(at) <> 2, IsBlank(First(at).Value), \
             IsBlank(Last(at).Value), \" \" in {text}, Left(Last(at).Value, 1) = \".\", \
             Right({text}, 1) = \".\", \"..\" in Last(at).Value))"
        ),
        ValueType::Date => day(text),
        ValueType::DateTime => format!("Or({}, Len({text}) < 16)", day(text)),
        ValueType::Time => format!("IsError(TimeValue({text}))"),
        _ => return None,
    })
}

/// A question with yes and no.
fn confirmation(writer: &Writer<'_>, question: &Question) -> Value {
    let mut steps = Vec::new();
    let prompt = writer.words(&question.ask, &mut steps);
    let mut replies = Vec::new();
    for label in [&question.yes, &question.no] {
        if !label.is_empty() {
            let label = writer.formula(label);
            replies.push(json!({"kind": "MessageBack", "title": label, "text": label}));
        }
    }
    steps.push(json!({
        "kind": "Question",
        "id": writer.id("question"),
        "alwaysPrompt": true,
        "variable": CONFIRMED,
        "prompt": {"kind": "Message", "text": [prompt], "quickReplies": replies},
        "entity": "StringPrebuiltEntity",
    }));
    let yes = text(&writer.dialect, &question.yes);
    let declined = format!("Lower(Trim({CONFIRMED})) <> Lower({yes})");
    steps.push(writer.ends(&declined, super::replies::DECLINED));
    writer.when(RUNNING, steps)
}
