//! Typing a value that is no text: what is typed may be wrong for a while, the value itself never is.

use egui::{Id, Response, Ui};

/// What came of typing.
pub struct Typed<T> {
    /// The new value, when what is typed became one just now.
    pub value: Option<T>,
    /// What is wrong with what is typed, as a sentence without a full stop.
    pub problem: Option<String>,
}

#[derive(Clone, Default)]
struct Kept {
    text: String,
    /// The value's text when `text` was typed; another one means that the value was changed elsewhere.
    written: String,
    problem: Option<String>,
}

/// Draws an editor for the text of a value. `parse` answers with the value and its text as `written` will give it.
pub fn typed<T>(
    ui: &mut Ui,
    id: Id,
    written: String,
    draw: impl FnOnce(&mut Ui, &mut String) -> Response,
    parse: impl FnOnce(&str) -> Result<(T, String), String>,
) -> Typed<T> {
    let mut kept: Kept = ui.data_mut(|data| data.remove_temp(id)).unwrap_or_default();
    if kept.written != written {
        kept = Kept { text: written.clone(), written, problem: None };
    }
    let mut value = None;
    if draw(ui, &mut kept.text).changed() {
        match parse(&kept.text) {
            Ok((parsed, text)) => {
                value = Some(parsed);
                kept.written = text;
                kept.problem = None;
            }
            Err(problem) => kept.problem = Some(problem),
        }
    }
    let problem = kept.problem.clone();
    ui.data_mut(|data| data.insert_temp(id, kept));
    Typed { value, problem }
}
