//! Questions that must be answered before anything else: a write, changes that are not saved.

use std::path::PathBuf;

use egui::text::CCursorRange;
use egui::text_edit::TextEditState;
use egui::{Align, Id, Key, Layout, Modal, Response, Ui, vec2};

use super::batch_guard;
use super::theme::{TextRole, Tone, theme};
use super::widgets::{Button, Field, popup_frame, text};
use super::write_guard;
use crate::state::{
    Action, Ask, ComparingAction, ExportAction, ImportAction, PathPurpose, ReportAction, ScenarioAction,
    State,
};

/// Draws the open question, if there is one.
pub fn show(ui: &Ui, state: &mut State, actions: &mut Vec<Action>) {
    let Some(mut ask) = state.view.ask.clone() else {
        return ui.data_mut(|data| data.remove::<bool>(has_focus_key()));
    };
    let modal = Modal::new(Id::unique("ask")).frame(popup_frame(theme(ui)).inner_margin(24));
    let shown = modal.show(ui.ctx(), |ui| {
        ui.set_width(440.0);
        ui.spacing_mut().item_spacing = vec2(8.0, 12.0);
        match &mut ask {
            Ask::SendWrite(question) => {
                write_guard::show(ui, question);
                let yes = write_guard::yes(question);
                buttons(ui, yes, Button::danger, Action::SendAnyway, None, actions);
            }
            Ask::Batch(question) => {
                batch_guard::show(ui, question);
                let yes = batch_guard::yes(question);
                let saved = ScenarioAction::PlaySaved;
                let other = (question.saved > 0)
                    .then_some(("Only those with saved samples", Action::Scenario(saved)));
                let agreed = Action::Scenario(ScenarioAction::PlayAgreed);
                let any = question.live() + question.saved > 0;
                let look = if any { Button::danger } else { Button::secondary };
                buttons(ui, &yes, look, if any { agreed } else { Action::DismissAsk }, other, actions);
            }
            Ask::Unsaved(_) => unsaved(ui, state, actions),
            Ask::Path { purpose, path } => where_is(ui, *purpose, path, actions),
        }
    });
    state.view.ask = Some(ask);
    if shown.should_close() {
        actions.push(Action::DismissAsk);
    }
}

fn unsaved(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let name = if state.project.name.is_empty() { "The project" } else { &state.project.name };
    text(ui, TextRole::Section, Tone::Main, "Save your changes first?");
    text(ui, TextRole::Body, Tone::Second, &format!("{name} has changes that are not saved yet."));
    buttons(ui, "Save", Button::primary, Action::Save, Some(("Do not save", Action::Discard)), actions);
}

/// On a computer without a file dialog the path is typed.
fn where_is(ui: &mut Ui, purpose: PathPurpose, path: &mut String, actions: &mut Vec<Action>) {
    let (title, hint, yes) = match purpose {
        PathPurpose::Open => ("Which project?", "The path of a file that ends with .hookwright.json", "Open"),
        PathPurpose::Save => {
            ("Save where?", "The path of the file, in a folder that you may write to", "Save")
        }
        PathPurpose::Data => {
            ("Which table?", "The path of a CSV file with headings in its first line", "Read")
        }
        PathPurpose::Report => ("Write it where?", "The path of a file that ends with .html or .md", "Write"),
        PathPurpose::Results => {
            ("Write the results where?", "A file that ends with .xml (JUnit) or .json", "Write")
        }
        PathPurpose::Compare => {
            ("Compare with which file?", "The path of a project file or an exported config", "Compare")
        }
        PathPurpose::Import => {
            ("Import which file?", "The path of an OpenAPI file or a Postman collection", "Read it")
        }
        PathPurpose::Export => {
            ("Export where?", "The path of a folder; it is made if it is not there yet", "Export")
        }
    };
    text(ui, TextRole::Section, Tone::Main, title);
    text(ui, TextRole::Body, Tone::Second, hint);
    let field = ui.add(Field::new("Path", path).technical());
    focus_once(ui, &field, path);
    let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let file = PathBuf::from(path.trim());
    let action = match purpose {
        PathPurpose::Open => Action::OpenPath(file),
        PathPurpose::Save => Action::SaveTo(file),
        PathPurpose::Import => Action::Import(ImportAction::File(file)),
        PathPurpose::Export => Action::Exporting(ExportAction::Write(file)),
        PathPurpose::Compare => Action::Comparing(ComparingAction::FileChosen(file)),
        PathPurpose::Data => Action::Scenario(ScenarioAction::DataChosen(file)),
        PathPurpose::Report => Action::Report(ReportAction::WriteTo(file)),
        PathPurpose::Results => Action::Scenario(ScenarioAction::SaveResultsTo(file)),
    };
    if enter && !path.trim().is_empty() {
        actions.push(action.clone());
    }
    buttons(ui, yes, Button::primary, action, None, actions);
}

/// A question that has just appeared takes the focus from what was typed in before, with all of its text selected.
fn focus_once(ui: &Ui, field: &Response, text: &str) {
    if ui.data(|data| data.get_temp(has_focus_key())).unwrap_or(false) {
        return;
    }
    field.request_focus();
    let mut edit = TextEditState::load(ui.ctx(), field.id).unwrap_or_default();
    edit.cursor.set_char_range(Some(CCursorRange::select_all_str(text)));
    edit.store(ui.ctx(), field.id);
    ui.data_mut(|data| data.insert_temp(has_focus_key(), true));
}

fn has_focus_key() -> Id {
    Id::unique("the question has had the focus")
}

/// The buttons of a question, the safe way out at the left.
fn buttons<'a>(
    ui: &mut Ui,
    yes: &'a str,
    look: fn(&'a str) -> Button<'a>,
    action: Action,
    other: Option<(&str, Action)>,
    actions: &mut Vec<Action>,
) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if ui.add(look(yes)).clicked() {
            actions.push(action);
        }
        if let Some((words, action)) = other
            && ui.add(Button::secondary(words)).clicked()
        {
            actions.push(action);
        }
        if ui.add(Button::ghost("Cancel")).clicked() {
            actions.push(Action::DismissAsk);
        }
    });
}
