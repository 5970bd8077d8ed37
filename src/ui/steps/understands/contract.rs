//! The contract of the answer, for IT: a table of its fields, and the JSON Schema itself.

use egui::{Id, Ui};
use serde_json::{Value, json};

use super::body::pretty;
use super::contract_table;
use crate::engine::Contract;
use crate::model::{Call, Part};
use crate::state::{Action, Change, Open};
use crate::ui::findings;
use crate::ui::fold::fold;
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::typed::typed;
use crate::ui::widgets::{Button, FieldState, TextArea, remark, row, text};

/// Draws it folded; a finding about it stands below in any case.
pub fn show(ui: &mut Ui, open: &mut Open<'_>, id: Id, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = space::S;
    fold(ui, id.with("contract"), "What a good answer looks like (contract)", |ui| {
        for call in &mut open.integration.calls {
            let id = id.with("contract").with(&call.id);
            let words = "An answer that breaks this leads to the reply “Malformed answer”.";
            text(ui, TextRole::Small, Tone::Second, words);
            if let Some(schema) = &mut call.response_schema {
                contract_table::show(ui, schema, id);
                fold(ui, id.with("source"), "As IT writes it (JSON Schema)", |ui| source(ui, id, schema));
            }
            buttons(ui, call, actions);
        }
    });
    for call in &open.integration.calls {
        let part = Part::Call(call.id.clone());
        for field in ["response_schema", "samples"] {
            findings::beside(ui, open.derived, &open.integration.id, &part, field);
        }
    }
}

fn buttons(ui: &mut Ui, call: &mut Call, actions: &mut Vec<Action>) {
    row(ui, |ui| {
        let words = "Learn from the samples";
        if ui.add(Button::secondary(words).icon(icons::ICON_CHECKLIST).small()).clicked() {
            actions.push(Action::Design(Change::LearnContract { call: call.id.clone() }));
        }
        if call.response_schema.is_none() {
            if ui.add(Button::ghost("Write it by hand").icon(icons::ICON_ADD).small()).clicked() {
                call.response_schema = Some(json!({"type": "object", "properties": {}}));
            }
        } else if ui.add(Button::ghost("Do without").icon(icons::ICON_CLOSE).small()).clicked() {
            call.response_schema = None;
        }
    });
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
