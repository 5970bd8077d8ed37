//! What a source brings, before it is added: choose operations, see what was understood and what was not.

mod choice;
mod understood;

use egui::{Align, CentralPanel, Frame, Key, Layout, Margin, Modifiers, Panel, Ui};

use super::columns::page_head;
use crate::state::{Action, ImportAction, ImportInto, ImportStage, State};
use crate::ui::theme::{TextRole, Tone, WindowSize, icons, space, theme};
use crate::ui::widgets::{Button, FindingBox, TextArea, card, remark, row, row_with_end, text};

/// Draws the page.
pub fn show(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    let panes = WindowSize::of(ui.ctx()).panes();
    let side = panes.page_margin as i8;
    let bar = Frame::new().fill(theme(ui).color.panel).inner_margin(Margin::symmetric(side, 0));
    Panel::bottom("import bar").frame(bar).resizable(false).exact_size(panes.test_bar_height).show(
        ui,
        |ui| {
            bottom(ui, state, actions);
        },
    );
    CentralPanel::default().frame(Frame::new().fill(theme(ui).color.window)).show(ui, |ui| {
        let margin = Margin { left: side, right: side, top: 24, bottom: 0 };
        Frame::new().inner_margin(margin).show(ui, |ui| {
            header(ui, state);
            ui.add_space(space::L);
            match &state.importing.stage {
                ImportStage::Waiting => waiting(ui, state, actions),
                ImportStage::Reading => {
                    text(ui, TextRole::ControlRegular, Tone::Second, "Reading it…");
                }
                ImportStage::Choosing => choice::show(ui, state, actions),
                ImportStage::Understood(_) => understood::show(ui, state),
                ImportStage::Failed { title, hint } => {
                    FindingBox::error(title, hint).show(ui);
                }
            }
        });
    });
}

fn header(ui: &mut Ui, state: &State) {
    let importing = &state.importing;
    let (title, about) = match (&importing.source, &importing.stage) {
        (Some(source), ImportStage::Choosing) => {
            let count = source.operations.len();
            (
                format!("What should the bot use of {}?", source.name),
                format!("{}, {count} requests", source.kind.title()),
            )
        }
        (Some(source), ImportStage::Understood(_)) => (
            "This is what was understood".to_owned(),
            format!("{}: {}. Nothing is added yet.", source.kind.title(), source.name),
        ),
        _ => (
            "Import".to_owned(),
            "A cURL line, an OpenAPI file or a Postman collection becomes integrations.".to_owned(),
        ),
    };
    page_head(ui, &title, &about, |_| {});
}

/// Nothing was given yet: a field to paste into, and files.
fn waiting(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        text(ui, TextRole::CardTitle, Tone::Main, "Paste what IT gave you");
        let words = "One or more lines that begin with “curl”, from a mail, a documentation or a browser.";
        text(ui, TextRole::Small, Tone::Second, words);
        let field = TextArea::new("Lines that begin with curl", &mut state.desk.pasted);
        ui.add(field.placeholder("curl https://…").technical().rows(6));
        row(ui, |ui| {
            let filled = !state.desk.pasted.trim().is_empty();
            if ui.add_enabled(filled, Button::primary("Read it")).clicked() {
                actions.push(Action::Import(ImportAction::Paste(state.desk.pasted.clone())));
            }
        });
    });
    ui.add_space(space::M);
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        text(ui, TextRole::CardTitle, Tone::Main, "Or open a file");
        let words = "OpenAPI 3.1, 3.0 and Swagger 2 in JSON or YAML, Postman 2.0 and 2.1. Dropping it on the window does the same.";
        text(ui, TextRole::Small, Tone::Second, words);
        row(ui, |ui| {
            if ui.add(Button::secondary("Choose a file…").icon(icons::ICON_FOLDER_OPEN)).clicked() {
                actions.push(Action::Import(ImportAction::PickFile));
            }
        });
    });
}

fn bottom(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let line = theme(ui).line();
    ui.painter().hline(ui.clip_rect().x_range(), ui.max_rect().top() + 0.5, line);
    let importing = &state.importing;
    let into = match importing.into {
        ImportInto::NewProject => "Begins a new project".to_owned(),
        ImportInto::OpenProject => format!("Goes into {}", state.project.name),
    };
    let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        row_with_end(
            ui,
            space::CONTROL,
            |ui| remark(ui, icons::ICON_MOVE_TO_INBOX, Tone::Second, &into),
            |ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                forward(ui, state, actions);
                if ui.add(Button::ghost("Cancel")).clicked() || escape {
                    actions.push(Action::Import(ImportAction::Close));
                }
            },
        );
    });
}

/// The button that goes on, and the one that goes back.
fn forward(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let importing = &state.importing;
    match &importing.stage {
        ImportStage::Choosing => {
            let words = match importing.chosen.len() {
                0 => "Choose at least one".to_owned(),
                1 => "Go on with 1 request".to_owned(),
                count => format!("Go on with {count} requests"),
            };
            let some = !importing.chosen.is_empty();
            if ui.add_enabled(some, Button::primary(&words)).clicked() {
                actions.push(Action::Import(ImportAction::Understand));
            }
        }
        ImportStage::Understood(understood) => {
            let words = match understood.project.integrations.len() {
                1 => "Add 1 integration".to_owned(),
                count => format!("Add {count} integrations"),
            };
            let some = !understood.project.integrations.is_empty();
            if ui.add_enabled(some, Button::primary(&words).icon(icons::ICON_ADD)).clicked() {
                actions.push(Action::Import(ImportAction::Add));
            }
            if ui.add(Button::secondary("Back")).clicked() {
                actions.push(Action::Import(ImportAction::Back));
            }
        }
        ImportStage::Failed { .. } => {
            if ui.add(Button::secondary("Try something else")).clicked() {
                actions.push(Action::Import(ImportAction::Back));
            }
        }
        ImportStage::Waiting | ImportStage::Reading => {}
    }
}
