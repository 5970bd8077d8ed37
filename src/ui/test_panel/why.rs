//! Why it ended so: the reason, what was noticed, and every value.

use std::fmt::{self, Write};

use egui::{Ui, vec2};
use serde_json::{Map, Value};

use crate::engine::RunResult;
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
    match value {
        Value::Array(items) if items.len() > MOST_ITEMS => return format!("{} items", items.len()),
        Value::Object(fields) if fields.len() > MOST_ITEMS => return format!("{} fields", fields.len()),
        _ => {}
    }
    let mut beginning = Beginning(String::new());
    // Full is no mistake: one item may hold megabytes, which nobody wants to have written out for every frame.
    let written = match value {
        Value::String(text) => beginning.write_str(text),
        other => write!(beginning, "{other}"),
    };
    let Beginning(mut text) = beginning;
    if written.is_err() {
        text.pop();
        text.push('…');
    }
    text
}

/// Takes in [`LONGEST_VALUE`] letters and refuses more.
struct Beginning(String);

impl Write for Beginning {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let letters = self.0.chars().count();
        self.0.extend(text.chars().take(LONGEST_VALUE - letters.min(LONGEST_VALUE)));
        if letters + text.chars().take(LONGEST_VALUE + 1).count() > LONGEST_VALUE {
            Err(fmt::Error)
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_shown_by_their_beginning() {
        let check = |value: &Value, expect: &str| assert_eq!(beginning(value), expect);
        check(&json!("Ana"), "Ana");
        check(&json!([1, {"a": "b"}]), r#"[1,{"a":"b"}]"#);
        check(&json!([1, 2, 3, 4]), "4 items");
        check(&json!("ä".repeat(LONGEST_VALUE)), &"ä".repeat(LONGEST_VALUE));
        check(&json!("ä".repeat(LONGEST_VALUE + 1)), &format!("{}…", "ä".repeat(LONGEST_VALUE - 1)));
        let large: Vec<usize> = (0..100_000).collect();
        let shown = beginning(&json!({"items": large}));
        assert!(shown.starts_with("{\"items\":[0,1,") && shown.ends_with('…'));
        assert_eq!(shown.chars().count(), LONGEST_VALUE);
    }
}
