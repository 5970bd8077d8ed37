//! What must be known: taken from the conversation, asked for, checked; and the question before a write.

use serde_json::{Value, json};

use super::adaptive::{constant, quote};
use super::answer::is_of_kind;
use super::dialog::{OUTCOME, RUNNING, Writer, ends, set, when};
use super::names;
use crate::convert::export::expression::{Dialect, missing_any, text};
use crate::convert::export::flow::{ChoiceStep, InputStep, MessageStep, Piece, Question};
use crate::model::{Source, StandardOutcome, ValueType};

pub(super) fn actions(writer: &mut Writer<'_>) -> Vec<Value> {
    let mut actions = vec![set(OUTCOME, "null")];
    for input in &writer.flow.inputs {
        let property = writer.dialect.properties.input(&input.name);
        actions.push(set(&property, &source(writer, input)));
        if input.required {
            actions.push(missing(writer, input, &property));
        }
        if let Some(read) = reading(&property, input.value_type) {
            actions.push(set(&property, &read));
        }
        if let Some(wrong) = wrong(input, &property) {
            actions.push(ends(&wrong, StandardOutcome::BadInput.id()));
        }
    }
    if let Some(question) = &writer.flow.confirmation {
        actions.push(confirmation(writer, question));
    }
    actions
}

fn source(writer: &Writer<'_>, input: &InputStep) -> String {
    let value = match &input.source {
        Source::Context { name } => names::context(name),
        Source::Constant { value } => return constant(value),
        Source::MessageText => "turn.activity.text".to_owned(),
        Source::UserId => "turn.activity.from.id".to_owned(),
        Source::Locale => "turn.activity.locale".to_owned(),
        Source::Now => return "utcNow()".to_owned(),
        Source::Expression { .. } => return expression(writer, &input.expression),
    };
    // A platform hands over an unanswered question as an empty text.
    format!("if(isString({value}) && trim({value}) == '', null, {value})")
}

fn expression(writer: &Writer<'_>, pieces: &[Piece]) -> String {
    let chips: Vec<_> = pieces.iter().filter_map(as_chip).collect();
    let needed: Vec<_> =
        chips.iter().filter(|chip| chip.default().is_none()).map(|chip| &chip.reference).collect();
    let shown = match (pieces, &chips[..]) {
        ([Piece::Chip(_)], [chip]) if chip.formats.is_empty() => writer.dialect.value(&chip.reference),
        _ => text(&writer.dialect, pieces),
    };
    match missing_any(&writer.dialect, &needed, &chips) {
        Some(missing) => writer.dialect.choose(&missing, "null", &shown),
        None => shown,
    }
}

fn as_chip(piece: &Piece) -> Option<&crate::convert::export::flow::Chip> {
    match piece {
        Piece::Chip(chip) => Some(chip),
        Piece::Literal(_) => None,
    }
}

/// A missing input is asked for, unless the design says what to do instead.
fn missing(writer: &mut Writer<'_>, input: &InputStep, property: &str) -> Value {
    let outcome = StandardOutcome::MissingInput.id();
    let is_missing = writer.dialect.is_missing(property);
    if input.ask.is_empty() || writer.flow.replies.contains_key(outcome) {
        return ends(&is_missing, outcome);
    }
    let name = format!("ask_{}", names::identifier(&input.name));
    let prompt = writer.words.say(&name, &input.ask);
    let ask = json!({
        "$kind": "Microsoft.TextInput",
        "property": property,
        "prompt": prompt,
        "alwaysPrompt": true,
        "allowInterruptions": false,
    });
    when(&format!("{RUNNING} && {is_missing}"), vec![ask])
}

/// A text that holds a value of the kind, read as one.
fn reading(property: &str, kind: ValueType) -> Option<String> {
    Some(match kind {
        ValueType::Text => {
            format!("if(isInteger({property}) || isFloat({property}), concat('', {property}), {property})")
        }
        ValueType::Integer => format!(
            "if(isString({property}) && isMatch({property}, '^ *-?[0-9]+ *$'), int(trim({property})), {property})"
        ),
        ValueType::Number => format!(
            "if(isString({property}) && isMatch({property}, '^ *-?[0-9]+(\\\\.[0-9]+)? *$'), \
             float(trim({property})), {property})"
        ),
        ValueType::Boolean => {
            format!("if({property} == 'true', true, if({property} == 'false', false, {property}))")
        }
        _ => return None,
    })
}

/// Whether a value is there and not acceptable.
fn wrong(input: &InputStep, property: &str) -> Option<String> {
    let mut flaws = Vec::new();
    if input.value_type != ValueType::Text {
        flaws.push(format!("not({})", is_of_kind(property, input.value_type)));
    }
    if !input.allowed.is_empty() {
        let allowed: Vec<String> =
            input.allowed.iter().map(|value| format!("{property} == {}", constant(value))).collect();
        flaws.push(format!("not({})", allowed.join(" || ")));
    }
    if !input.pattern.is_empty() {
        flaws.push(format!("not(isMatch({property}, {}))", quote(&format!("^({})$", input.pattern))));
    }
    (!flaws.is_empty()).then(|| format!("exists({property}) && ({})", flaws.join(" || ")))
}

/// A question with two buttons; anything but the first stops.
fn confirmation(writer: &mut Writer<'_>, question: &Question) -> Value {
    let choice = |label: &[Piece]| ChoiceStep { label: label.to_vec(), send: None };
    let choices: Vec<ChoiceStep> = [&question.yes, &question.no]
        .into_iter()
        .filter(|label| !label.is_empty())
        .map(|l| choice(l))
        .collect();
    let ask = MessageStep::Text(question.ask.clone());
    let prompt = writer.words.message("confirmation", Some(&ask), &choices);
    let input = json!({
        "$kind": "Microsoft.TextInput",
        "property": "dialog.confirmed",
        "prompt": prompt,
        "alwaysPrompt": true,
        "allowInterruptions": false,
    });
    let yes = text(&writer.dialect, &question.yes);
    let same = format!("toLower(trim(dialog.confirmed)) == toLower({yes})");
    when(RUNNING, vec![input, ends(&format!("not({same})"), super::replies::DECLINED)])
}
