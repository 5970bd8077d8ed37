//! The contract of the answer, for IT: a table of its fields, and the JSON Schema itself.

use egui::{Id, Ui};
use serde_json::{Value, json};

use super::body::pretty;
use crate::engine::{Contract, plain};
use crate::state::Open;
use crate::ui::fold::fold;
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::typed::typed;
use crate::ui::widgets::{Button, FieldState, Tag, TextArea, remark, text, text_line};

/// Draws it folded.
pub fn show(ui: &mut Ui, open: &mut Open<'_>, id: Id) {
    ui.spacing_mut().item_spacing.y = space::S;
    fold(ui, id.with("contract"), "For IT: the contract of the answer", |ui| {
        for call in &mut open.integration.calls {
            let id = id.with("contract").with(&call.id);
            match &mut call.response_schema {
                Some(schema) => {
                    fields(ui, schema);
                    source(ui, id, schema);
                    if ui
                        .add(Button::danger("Do without a contract").icon(icons::ICON_CLOSE).small())
                        .clicked()
                    {
                        call.response_schema = None;
                    }
                }
                None => {
                    let words = "There is none: only the needed values are checked.";
                    text(ui, TextRole::Body, Tone::Second, words);
                    if ui.add(Button::secondary("Write a contract").icon(icons::ICON_ADD).small()).clicked() {
                        call.response_schema = Some(json!({"type": "object", "properties": {}}));
                    }
                }
            }
        }
    });
}

/// One line for each field: its name, its kind, whether it must be there, and what it may be.
fn fields(ui: &mut Ui, schema: &Value) {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .map(|names| names.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    for (name, rules) in properties {
        ui.horizontal_wrapped(|ui| {
            ui.set_row_height(24.0);
            text_line(ui, TextRole::Technical, Tone::Main, name);
            let must = if required.contains(&name.as_str()) { "must be there" } else { "may be missing" };
            let words = format!("{}, {must}", kind(rules));
            text(ui, TextRole::ControlRegular, Tone::Second, &words);
            for option in rules.get("enum").and_then(Value::as_array).into_iter().flatten() {
                ui.add(Tag::new(&plain(option)));
            }
        });
    }
}

fn kind(rules: &Value) -> String {
    let word = |name: &str| match name {
        "object" => "record".to_owned(),
        "array" => "list".to_owned(),
        "string" => "text".to_owned(),
        "integer" => "whole number".to_owned(),
        "boolean" => "yes or no".to_owned(),
        "null" => "empty".to_owned(),
        other => other.to_owned(),
    };
    let kinds = match rules.get("type") {
        Some(Value::String(name)) => word(name),
        Some(Value::Array(names)) => {
            names.iter().filter_map(Value::as_str).map(word).collect::<Vec<_>>().join(" or ")
        }
        _ => "anything".to_owned(),
    };
    match rules.get("format").and_then(Value::as_str) {
        Some(format) => format!("{kinds} ({format})"),
        None => kinds,
    }
}

fn source(ui: &mut Ui, id: Id, schema: &mut Value) {
    let is_wrong = ui.data(|data| data.get_temp::<bool>(id.with("wrong"))).unwrap_or(false);
    let state = if is_wrong { FieldState::Wrong } else { FieldState::Fine };
    let shown = typed(
        ui,
        id,
        pretty(schema),
        |ui, words| {
            ui.add(TextArea::new("JSON Schema of the answer", words).technical().rows(8).state(state))
        },
        |words| {
            let schema: Value = serde_json::from_str(words)
                .map_err(|error| format!("Not JSON yet: line {}, column {}", error.line(), error.column()))?;
            Contract::new(&schema)?;
            let written = pretty(&schema);
            Ok((schema, written))
        },
    );
    if let Some(new) = shown.value {
        *schema = new;
    }
    ui.data_mut(|data| data.insert_temp(id.with("wrong"), shown.problem.is_some()));
    if let Some(problem) = shown.problem {
        remark(ui, icons::ICON_ERROR, Tone::Err, &format!("{problem}. The last good contract counts."));
    }
}
