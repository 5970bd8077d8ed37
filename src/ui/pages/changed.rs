//! What is different from the last export, the last save or a file of choice, in words; a click leads there.

use egui::Ui;

use crate::state::{Action, Baseline, ComparingAction, State};
use crate::ui::fold::fold;
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{Button, Choice, Select, card, row_with_end, text, text_line};

/// The sentences that are shown without asking.
const FIRST: usize = 8;

const CHOICES: [&str; 3] = ["The last export", "The last save", "A file…"];

/// Draws it.
pub fn show(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let comparing = &state.comparing;
    let (title, second) = heading(state);
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        row_with_end(
            ui,
            space::CONTROL,
            |ui| text_line(ui, TextRole::Section, Tone::Main, &title),
            |ui| choice(ui, state, actions),
        );
        if !second.is_empty() {
            text(ui, TextRole::Small, Tone::Second, &second);
        }
        if comparing.changed.is_empty() {
            text(ui, TextRole::Body, Tone::Second, nothing(state));
            return;
        }
        let (first, rest) = comparing.changed.split_at(comparing.changed.len().min(FIRST));
        sentences(ui, first, actions);
        if !rest.is_empty() {
            let words = format!("{} more", rest.len());
            fold(ui, ui.scope_id().with("more changes"), &words, |ui| {
                ui.push_id("rest", |ui| sentences(ui, rest, actions));
            });
        }
    });
}

fn sentences(ui: &mut Ui, changed: &[crate::check::diff::Changed], actions: &mut Vec<Action>) {
    for (index, each) in changed.iter().enumerate() {
        ui.push_id(index, |ui| {
            if ui.add(Button::link(&each.sentence).icon(icons::ICON_CHEVRON_RIGHT).small()).clicked() {
                actions.push(Action::GoTo(each.place.clone()));
            }
        });
    }
}

fn heading(state: &State) -> (String, String) {
    let comparing = &state.comparing;
    match comparing.baseline() {
        Baseline::LastExport => {
            let words = comparing.last_export.as_ref().map(|last| last.words()).unwrap_or_default();
            ("Changed since the last export".to_owned(), words)
        }
        Baseline::LastSave => ("Changed since it was saved".to_owned(), String::new()),
        Baseline::File => {
            let path = comparing.file.as_ref().map(|file| file.0.display().to_string()).unwrap_or_default();
            ("Different from the file".to_owned(), path)
        }
    }
}

fn nothing(state: &State) -> &'static str {
    match state.comparing.baseline() {
        Baseline::LastExport if state.comparing.last_export.is_none() => {
            "It was not exported on this computer yet. After an export, what has changed since stands here."
        }
        Baseline::LastExport => "Nothing has changed since: the same export would come of it.",
        Baseline::LastSave if !state.is_unsaved() => "Nothing has changed since.",
        Baseline::LastSave => "There is no saved version yet.",
        Baseline::File => "Both are the same.",
    }
}

fn choice(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let choices = CHOICES.map(Choice::new);
    let all = [Baseline::LastExport, Baseline::LastSave, Baseline::File];
    let chosen = all.iter().position(|each| *each == state.comparing.baseline());
    let picked = Select::new("Compare with", &choices, chosen).width(150.0).small().show(ui);
    match picked.index.and_then(|index| all.get(index)) {
        Some(Baseline::File) => actions.push(Action::Comparing(ComparingAction::PickFile)),
        Some(baseline) => actions.push(Action::Comparing(ComparingAction::Choose(*baseline))),
        None => {}
    }
}
