//! The body of a saved answer as text: JSON, anything else on purpose, or nothing.

use egui::{Id, Ui};
use serde_json::{Map, Value};

use crate::model::SampleBody;
use crate::ui::theme::{TextRole, Tone};
use crate::ui::typed::typed;
use crate::ui::widgets::{Choice, FieldState, TextArea, segmented, text};

/// Draws the editor.
pub fn show(ui: &mut Ui, id: Id, body: &mut SampleBody) {
    let kinds = [Choice::new("JSON"), Choice::new("Text"), Choice::new("Nothing")];
    let kind = match body {
        SampleBody::Json(_) => 0,
        SampleBody::Text(_) => 1,
        SampleBody::None => 2,
    };
    if let Some(picked) = segmented(ui, "Kind of answer", &kinds, kind).index
        && picked != kind
    {
        *body = converted(body, picked);
    }
    match body {
        SampleBody::None => {}
        SampleBody::Text(words) => {
            ui.add(TextArea::new("Body of the answer", words).technical().rows(5));
        }
        SampleBody::Json(document) => json(ui, id.with("body"), document),
    }
}

/// The same answer as another kind, as far as that goes.
fn converted(body: &SampleBody, kind: usize) -> SampleBody {
    match (kind, body) {
        (0, SampleBody::Text(words)) => {
            SampleBody::Json(serde_json::from_str(words).unwrap_or_else(|_| Value::Object(Map::new())))
        }
        (0, _) => SampleBody::Json(Value::Object(Map::new())),
        (1, SampleBody::Json(document)) => SampleBody::Text(pretty(document)),
        (1, _) => SampleBody::Text(String::new()),
        _ => SampleBody::None,
    }
}

fn json(ui: &mut Ui, id: Id, document: &mut Value) {
    let is_wrong = ui.data(|data| data.get_temp::<bool>(id.with("wrong"))).unwrap_or(false);
    let state = if is_wrong { FieldState::Wrong } else { FieldState::Fine };
    let shown = typed(
        ui,
        id,
        pretty(document),
        |ui, words| ui.add(TextArea::new("Body of the answer", words).technical().rows(6).state(state)),
        |words| match serde_json::from_str::<Value>(words) {
            Ok(document) => {
                let written = pretty(&document);
                Ok((document, written))
            }
            Err(error) => Err(format!("Not JSON yet: line {}, column {}", error.line(), error.column())),
        },
    );
    if let Some(new) = shown.value {
        *document = new;
    }
    ui.data_mut(|data| data.insert_temp(id.with("wrong"), shown.problem.is_some()));
    if let Some(problem) = shown.problem {
        text(ui, TextRole::Small, Tone::Err, &format!("{problem}. The last good text counts."));
    }
}

/// JSON on several lines.
pub fn pretty(document: &Value) -> String {
    serde_json::to_string_pretty(document).unwrap_or_default()
}
