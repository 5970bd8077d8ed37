//! The body of a saved answer as text: JSON, anything else on purpose, or nothing.

use std::sync::Arc;

use egui::cache::{ComputerMut, FrameCache};
use egui::{Id, Ui};
use serde_json::{Map, Value};

use crate::model::SampleBody;
use crate::ui::json_tree::Shared;
use crate::ui::theme::{TextRole, Tone};
use crate::ui::typed::typed;
use crate::ui::widgets::{Choice, CodeBlock, FieldState, TextArea, segmented, text};

/// A longer text is not edited here: to lay it out would take longer than a frame may.
const LARGEST_EDITED: usize = 200_000;
/// So much of it is shown.
const LONGEST_SHOWN: usize = 2_000;

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
            let document = serde_json::from_str(words).unwrap_or_else(|_| Value::Object(Map::new()));
            SampleBody::Json(Arc::new(document))
        }
        (0, _) => SampleBody::Json(Arc::new(Value::Object(Map::new()))),
        (1, SampleBody::Json(document)) => SampleBody::Text(pretty(document)),
        (1, _) => SampleBody::Text(String::new()),
        _ => SampleBody::None,
    }
}

fn json(ui: &mut Ui, id: Id, document: &mut Arc<Value>) {
    let written = ui.memory_mut(|memory| memory.caches.cache::<Texts>().get(Shared(document)).1.clone());
    if written.len() > LARGEST_EDITED {
        return beginning(ui, &written);
    }
    let is_wrong = ui.data(|data| data.get_temp::<bool>(id.with("wrong"))).unwrap_or(false);
    let state = if is_wrong { FieldState::Wrong } else { FieldState::Fine };
    let shown = typed(
        ui,
        id,
        written.to_string(),
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
        *document = Arc::new(new);
    }
    ui.data_mut(|data| data.insert_temp(id.with("wrong"), shown.problem.is_some()));
    if let Some(problem) = shown.problem {
        text(ui, TextRole::Small, Tone::Err, &format!("{problem}. The last good text counts."));
    }
}

fn beginning(ui: &mut Ui, written: &str) {
    let end = written.floor_char_boundary(LONGEST_SHOWN);
    ui.add(CodeBlock::new("The beginning of the answer", &written[..end]));
    let words = "This answer is too large to be edited here. Record a shorter one, or change it in the project\u{2019}s file.";
    text(ui, TextRole::Small, Tone::Second, words);
}

/// Writes documents once, however often they are drawn.
#[derive(Default)]
struct Writer;

/// A document and its text.
type Written = (Arc<Value>, Arc<str>);

impl ComputerMut<Shared<'_>, Written> for Writer {
    fn compute(&mut self, document: Shared<'_>) -> Written {
        (Arc::clone(document.0), pretty(document.0).into())
    }
}

type Texts = FrameCache<Written, Writer>;

/// JSON on several lines.
pub fn pretty(document: &Value) -> String {
    serde_json::to_string_pretty(document).unwrap_or_default()
}
