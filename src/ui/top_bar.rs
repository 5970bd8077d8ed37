//! The bar at the top: project, environment, undo and redo, theme, findings, export.

use egui::{Align, Layout, Ui, vec2};

use super::commands::{keys_of, with_keys};
use super::stage::look;
use super::theme::{Icon, TextRole, Tone, WindowSize, icons, theme};
use super::widgets::{Button, IconButton, MenuItem, Pill, menu, menu_line, text, text_line};
use super::{findings, widgets::paint};
use crate::model::Stage;
use crate::state::{Action, HabitAction, Overlay, Page, StartAction, State, ThemeChoice};

/// Draws the bar.
pub fn show(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let large = WindowSize::of(ui.ctx()) == WindowSize::Large;
    ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if ui.add(Button::secondary("Export…").icon(icons::ICON_IOS_SHARE)).clicked() {
            actions.push(Action::Export);
        }
        findings::pill(ui, state, actions);
        separator(ui);
        theme_button(ui, actions);
        undo_and_redo(ui, state, actions);
        let name = with_keys(ui, "Find anything");
        if ui.add(IconButton::new(icons::ICON_SEARCH, &name)).clicked() {
            let overlay = Overlay::Palette { query: String::new(), row: 0 };
            actions.push(Action::Habit(HabitAction::Show(overlay)));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            logo(ui, actions);
            project(ui, state, actions);
            saved(ui, state, large);
            separator(ui);
            environment(ui, state, actions, large);
        });
    });
}

fn separator(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(17.0, 20.0), egui::Sense::hover());
    ui.painter().vline(rect.center().x, rect.y_range(), theme(ui).line());
}

/// Leads to the start page.
fn logo(ui: &mut Ui, actions: &mut Vec<Action>) {
    let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), egui::Sense::click());
    let c = &theme(ui).color;
    ui.painter().rect_filled(rect, 6.0, if response.hovered() { c.accent_hover } else { c.accent });
    paint::icon(ui.painter(), icons::ICON_PHISHING, 16.0, rect.center(), c.on_accent);
    paint::focus_ring(ui, &response, rect, 6);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Start page"));
    if response.on_hover_text("Start page: recent projects and ways to begin").clicked() {
        actions.push(Action::Start(StartAction::Show));
    }
}

fn project(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let name = if state.project.name.is_empty() { "Project without a name" } else { &state.project.name };
    let button = ui.add(Button::ghost(name).heading().trailing(icons::ICON_KEYBOARD_ARROW_DOWN));
    menu(&button, |ui| {
        let rows: [(&str, Icon, &str, Action); 8] = [
            ("New project", icons::ICON_NOTE_ADD, "New project", Action::New),
            ("Open…", icons::ICON_FOLDER_OPEN, "Open", Action::Open),
            ("Open the example", icons::ICON_PLAY_ARROW, "", Action::OpenStory),
            ("Save", icons::ICON_CHECK, "Save", Action::Save),
            ("Save as…", icons::ICON_DESCRIPTION, "Save elsewhere", Action::SaveAs),
            ("Import…", icons::ICON_MOVE_TO_INBOX, "Import a file", Action::ChoosePage(Page::Import)),
            ("Export…", icons::ICON_IOS_SHARE, "Export", Action::Export),
            ("Close project", icons::ICON_CLOSE, "Close project", Action::Start(StartAction::CloseProject)),
        ];
        for (index, (words, icon, shortcut, action)) in rows.into_iter().enumerate() {
            if [3, 5, 7].contains(&index) {
                menu_line(ui);
            }
            let keys = keys_of(ui.ctx(), shortcut);
            if ui.add(MenuItem::new(words).icon(icon).secondary(&keys)).clicked() {
                actions.push(action);
            }
        }
    });
}

fn saved(ui: &mut Ui, state: &State, large: bool) {
    let (icon, tone, words) = match (&state.path, state.is_unsaved()) {
        (Some(_), true) => (icons::ICON_DESCRIPTION, Tone::Second, "Changes not saved yet"),
        (None, true) => (icons::ICON_DESCRIPTION, Tone::Second, "Not saved yet"),
        (None, false) if state.project.integrations.is_empty() => {
            (icons::ICON_DESCRIPTION, Tone::Second, "Nothing to save yet")
        }
        (Some(_), false) => (icons::ICON_CHECK, Tone::Second, "Saved on this computer"),
        (None, false) => (icons::ICON_CHECK, Tone::Second, "The example, unchanged"),
    };
    if large {
        super::widgets::remark(ui, icon, tone, words);
    } else {
        super::widgets::icon_words(ui, icon, tone, words);
    }
}

fn environment(ui: &mut Ui, state: &State, actions: &mut Vec<Action>, large: bool) {
    let Some(chosen) = state.project.environment(&state.view.environment) else {
        text(ui, TextRole::Small, Tone::Second, "No environment yet");
        return;
    };
    let shown = look(chosen.stage);
    let pill = Pill::environment(&chosen.name, shown.icon, shown.pill);
    let pill = ui.add(pill).on_hover_text("Where Send goes");
    menu(&pill, |ui| {
        for environment in &state.project.environments {
            let look = look(environment.stage);
            let item = MenuItem::new(&environment.name).icon(look.icon).tone(look.tone);
            let item = item.chosen(environment.id == chosen.id);
            if ui.add(item).on_hover_text(look.sentence).clicked() {
                actions.push(Action::ChooseEnvironment(environment.id.clone()));
            }
        }
    });
    if large {
        let tone = if chosen.stage == Stage::Production { shown.tone } else { Tone::Second };
        text_line(ui, TextRole::Small, tone, shown.sentence);
    }
}

fn undo_and_redo(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let redo = state.history.redo_label();
    let name =
        redo.map_or_else(|| with_keys(ui, "Redo"), |label| format!("{}: {label}", with_keys(ui, "Redo")));
    if ui.add_enabled(redo.is_some(), IconButton::new(icons::ICON_REDO, &name)).clicked() {
        actions.push(Action::Redo);
    }
    let undo = state.history.undo_label();
    let name =
        undo.map_or_else(|| with_keys(ui, "Undo"), |label| format!("{}: {label}", with_keys(ui, "Undo")));
    if ui.add_enabled(undo.is_some(), IconButton::new(icons::ICON_UNDO, &name)).clicked() {
        actions.push(Action::Undo);
    }
}

/// Changes between light and dark.
pub(super) fn theme_button(ui: &mut Ui, actions: &mut Vec<Action>) {
    let (icon, name, next) = if theme(ui).dark {
        (icons::ICON_LIGHT_MODE, "Light colours", ThemeChoice::Light)
    } else {
        (icons::ICON_DARK_MODE, "Dark colours", ThemeChoice::Dark)
    };
    if ui.add(IconButton::new(icon, name)).clicked() {
        actions.push(Action::ChooseTheme(next));
    }
}
