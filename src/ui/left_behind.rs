//! What a crash left behind, with the two things one can do about it.

use egui::{Frame, Margin, Ui, vec2};

use super::theme::{TextRole, Tone, icons, space, theme};
use super::widgets::{Button, icon_words, paint, row_of_height, row_with_end, text, text_line};
use crate::state::{Action, LeftBehind, RecoveryAction, State, ago};

/// More than this are shown when these are dealt with.
const MOST: usize = 3;

/// Draws one line for each project, and nothing when there is none.
pub fn show(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    if state.desk.left_behind.is_empty() {
        return;
    }
    let c = &theme(ui).color;
    let frame = Frame::new()
        .fill(c.warn_soft)
        .stroke(egui::Stroke::new(space::STROKE, c.warn_line))
        .corner_radius(space::RADIUS_CARD)
        .inner_margin(Margin::symmetric(15, 11));
    frame.show(ui, |ui| {
        ui.take_available_width();
        ui.spacing_mut().item_spacing = vec2(space::S, 2.0);
        row_of_height(ui, 24.0, |ui| {
            icon_words(ui, icons::ICON_HISTORY, Tone::Warn, "Unsaved changes were found");
            text_line(
                ui,
                TextRole::ControlTitle,
                Tone::Main,
                "The window closed before these changes were saved",
            );
        });
        for left in state.desk.left_behind.iter().take(MOST) {
            line(ui, state, left, actions);
        }
        if state.desk.left_behind.len() > MOST {
            let more = state.desk.left_behind.len() - MOST;
            text(ui, TextRole::Small, Tone::Second, &format!("and {more} more"));
        }
    });
}

fn line(ui: &mut Ui, state: &State, left: &LeftBehind, actions: &mut Vec<Action>) {
    let name = if left.name.is_empty() { "A project without a name" } else { &left.name };
    let place = match left.path.as_deref().and_then(|path| path.file_name()) {
        Some(file) => file.to_string_lossy().into_owned(),
        None => "never saved".to_owned(),
    };
    let asks = state.desk.discarding.as_ref() == Some(&left.id);
    let when = if asks {
        "These changes would be gone for good".to_owned()
    } else {
        format!("changed {} · {place}", ago(left.written, state.now))
    };
    row_with_end(
        ui,
        36.0,
        |ui| {
            let c = &theme(ui).color;
            let room = ui.available_width() - 26.0;
            ui.add_space(26.0);
            let name_line = paint::line(ui, TextRole::BodyStrong, c.text, name, room * 0.5);
            let width = name_line.size().x;
            ui.allocate_ui(vec2(width + 1.0, 20.0), |ui| {
                text_line(ui, TextRole::BodyStrong, Tone::Main, name);
            });
            text_line(ui, TextRole::Small, Tone::Second, &when);
        },
        |ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            if asks {
                return sure(ui, left, name, actions);
            }
            let [recover, discard] = [format!("Recover {name}"), format!("Discard {name}…")];
            if ui.add(Button::secondary("Recover").spoken(&recover).small()).clicked() {
                actions.push(Action::Recovery(RecoveryAction::Recover(left.id.clone())));
            }
            if ui.add(Button::ghost("Discard…").spoken(&discard).small()).clicked() {
                actions.push(Action::Recovery(RecoveryAction::AskDiscard(left.id.clone())));
            }
        },
    );
}

/// The question in the place of the buttons.
fn sure(ui: &mut Ui, left: &LeftBehind, name: &str, actions: &mut Vec<Action>) {
    let [keep, discard] = [format!("Keep the changes of {name}"), format!("Discard the changes of {name}")];
    if ui.add(Button::secondary("Keep them").spoken(&keep).small()).clicked() {
        actions.push(Action::Recovery(RecoveryAction::KeepThem));
    }
    if ui.add(Button::danger("Discard them").spoken(&discard).small()).clicked() {
        actions.push(Action::Recovery(RecoveryAction::Discard(left.id.clone())));
    }
}
