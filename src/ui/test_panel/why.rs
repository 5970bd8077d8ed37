//! Why it ended so: the reason, what was noticed, and every value.

use egui::{Ui, vec2};
use serde_json::{Map, Value};

use crate::engine::{RunResult, plain};
use crate::state::State;
use crate::ui::theme::{TextRole, Tone};
use crate::ui::widgets::{FindingBox, section_label, text, text_with_names};

/// Longer values are shown by their beginning.
const LONGEST_VALUE: usize = 80;
/// Longer lists are counted.
const MOST_ITEMS: usize = 3;

/// Draws it.
pub fn show(ui: &mut Ui, state: &State, run: &RunResult) {
    text(ui, TextRole::CardTitle, Tone::Main, "Why");
    let because = format!("{}.", run.because.trim_end_matches('.'));
    text_with_names(ui, TextRole::Body, Tone::Second, &because);
    for finding in &run.findings {
        FindingBox::warning(&finding.title, &finding.remedy).show(ui);
    }
    values(ui, state, "From the customer", &run.inputs);
    values(ui, state, "From the answer", &run.outputs);
    values(ui, state, "Remembered for later", &run.remember);
}

fn values(ui: &mut Ui, state: &State, title: &str, values: &Map<String, Value>) {
    if values.is_empty() {
        return;
    }
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.add_space(4.0);
    section_label(ui, title);
    for (name, value) in values {
        let label = state.derived.name(name).map_or(name.as_str(), |known| &known.label);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
            ui.set_row_height(20.0);
            text(ui, TextRole::ControlRegular, Tone::Second, label);
            text(ui, TextRole::Technical, Tone::Main, &beginning(value));
        });
    }
}

/// The beginning of a value. A list of a thousand items is counted and not written out.
fn beginning(value: &Value) -> String {
    let text = match value {
        Value::Array(items) if items.len() > MOST_ITEMS => format!("{} items", items.len()),
        Value::Object(fields) if fields.len() > MOST_ITEMS => format!("{} fields", fields.len()),
        Value::String(text) => text.chars().take(LONGEST_VALUE).collect(),
        other => plain(other),
    };
    if text.chars().count() < LONGEST_VALUE {
        text
    } else {
        text.chars().take(LONGEST_VALUE - 1).chain(['…']).collect()
    }
}
