//! Values and inputs as JSON Schema (draft 2020-12), for targets that describe calls.

use serde_json::{Value, json};

use super::flow::{Chip, Field, Flow, InputStep, Origin, Piece, literal};
use crate::model::{Source, ValueType};

/// A kind of value.
pub(super) fn of_kind(kind: ValueType) -> Value {
    match kind {
        ValueType::Text => json!({"type": "string"}),
        ValueType::Email => json!({"type": "string", "format": "email"}),
        ValueType::Integer => json!({"type": "integer"}),
        ValueType::Number => json!({"type": "number"}),
        ValueType::Boolean => json!({"type": "boolean"}),
        ValueType::Date => json!({"type": "string", "format": "date"}),
        ValueType::Time => json!({"type": "string", "format": "time"}),
        ValueType::DateTime => json!({"type": "string", "format": "date-time"}),
        ValueType::List => json!({"type": "array", "items": {}}),
        ValueType::Object => json!({"type": "object"}),
    }
}

/// An input, with what is accepted.
pub(super) fn of_input(input: &InputStep) -> Value {
    if let Source::Constant { value } = &input.source {
        return json!({"const": value});
    }
    let mut schema = of_kind(input.value_type);
    schema["description"] = Value::from(described(input));
    if !input.allowed.is_empty() {
        schema["enum"] = Value::from(input.allowed.clone());
    }
    if !input.pattern.is_empty() {
        schema["pattern"] = Value::from(format!("^(?:{})$", input.pattern));
    }
    schema
}

/// What an input is, for whoever fills it.
pub(super) fn described(input: &InputStep) -> String {
    match literal(&input.ask).filter(|ask| !ask.is_empty()) {
        Some(ask) => format!("{}. {ask}", input.label),
        None => input.label.clone(),
    }
}

/// A chip in a request.
pub(super) fn of_chip(flow: &Flow, chip: &Chip) -> Value {
    let makes_text = chip.formats.iter().any(|format| format.name() != "default");
    let mut schema = match &chip.reference.origin {
        Origin::Input(name) if chip.reference.path.is_empty() && !makes_text => {
            flow.input(name).map_or_else(|| json!({}), of_input)
        }
        _ if makes_text => json!({"type": "string"}),
        _ => chip.value_type.map_or_else(|| json!({}), of_kind),
    };
    if let Some(default) = chip.default() {
        schema["default"] = default.clone();
    }
    schema
}

/// A text of a request: a literal is a constant, a chip alone has its own schema.
pub(super) fn of_text(flow: &Flow, text: &[Piece]) -> Value {
    match (literal(text), text) {
        (Some(text), _) => json!({"type": "string", "const": text}),
        (None, [Piece::Chip(chip)]) => of_chip(flow, chip),
        _ => json!({"type": "string", "description": put_together(text)}),
    }
}

/// Whether the text is left out, or nothing can be sent, when a value is missing.
pub(super) fn is_required(flow: &Flow, field: &Field) -> bool {
    let sure = |piece: &Piece| match piece {
        Piece::Literal(_) => true,
        Piece::Chip(chip) => chip.default().is_some() || !flow.may_be_missing(&chip.reference),
    };
    !field.optional || field.value.iter().all(sure)
}

/// `order-{number}`: how a text is put together.
fn put_together(text: &[Piece]) -> String {
    let shown = |piece: &Piece| match piece {
        Piece::Literal(text) => text.clone(),
        Piece::Chip(chip) => format!("{{{}}}", chip.reference.name()),
    };
    format!("Put together as {}", text.iter().map(shown).collect::<String>())
}
