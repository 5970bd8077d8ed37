//! The scenarios of all integrations: how each went, one open for editing, a table of customers, and what changed since the last export.

mod data;
mod editor;
mod facts;
mod outcome;

use egui::{Sense, Ui, vec2};

use crate::model::Integration;
use crate::state::{Action, ScenarioAction, ScenarioEnded, ScenarioKey, State};
use crate::ui::rows::divider;
use crate::ui::theme::{Mark, TextRole, Tone, icons, space};
use crate::ui::widgets::{
    Button, EmptyState, IconButton, ListRow, MenuItem, card, menu, remark, row, row_with_end, text, text_line,
};

use super::changed;
use super::columns::page_head;
use super::drill::bar;
use super::hand_over;

/// Draws it.
pub fn show(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
    head(ui, state, actions);
    ui.add_space(space::M);
    progress(ui, state);
    if state.scenarios.data.is_some() {
        data::show(ui, state, actions);
        ui.add_space(space::L);
    }
    if state.project.integrations.is_empty() {
        let sentence = "A scenario is a try with a known end. Add an integration first.";
        let empty = EmptyState::new(icons::ICON_CHECKLIST, "No scenarios yet", sentence)
            .button("Add an integration", icons::ICON_ADD);
        if empty.show(ui).is_some_and(|button| button.clicked()) {
            actions.push(Action::AddIntegration);
        }
        return;
    }
    if state.scenarios.open.is_none() {
        ui.data_mut(|data| data.remove::<ScenarioKey>(opened_key()));
    }
    for index in 0..state.project.integrations.len() {
        integration(ui, state, index, actions);
        ui.add_space(space::L);
    }
    changed::show(ui, state, actions);
}

fn head(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words =
        "Each is a try with a known end. Saved samples answer, unless a scenario asks the real system.";
    page_head(ui, "Test scenarios", words, |ui| {
        if state.scenarios.playing.is_some() {
            if ui.add(Button::secondary("Stop").icon(icons::ICON_CLOSE)).clicked() {
                actions.push(Action::Scenario(ScenarioAction::Stop));
            }
        } else if ui.add(Button::primary("Run all").icon(icons::ICON_PLAY_ARROW)).clicked() {
            actions.push(Action::Scenario(ScenarioAction::RunAll));
        }
        hand_over::button(ui, state, actions);
    });
    ui.add_space(space::S);
    let all: usize = state.project.integrations.iter().map(|each| each.scenarios.len()).sum();
    let passed =
        state.scenarios.results.values().filter(|known| known.ended == ScenarioEnded::Passed).count();
    let failed = state.scenarios.results.len() - passed;
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        remark(ui, icons::ICON_CHECK_CIRCLE, Tone::Ok, &format!("{passed} passed"));
        let tone = if failed > 0 { Tone::Err } else { Tone::Second };
        remark(ui, icons::ICON_ERROR, tone, &format!("{failed} failed"));
        let left = all.saturating_sub(passed + failed);
        remark(ui, icons::ICON_RADIO_BUTTON_UNCHECKED, Tone::Second, &format!("{left} not run yet"));
    });
}

fn progress(ui: &mut Ui, state: &State) {
    let Some(playing) = &state.scenarios.playing else { return };
    let words = format!("{} of {} played", playing.done, playing.targets.len());
    text_line(ui, TextRole::ControlRegular, Tone::Main, &words);
    ui.add_space(space::XS);
    bar(ui, playing.done as f32 / playing.targets.len().max(1) as f32, &words);
    ui.add_space(space::M);
}

fn integration(ui: &mut Ui, state: &mut State, index: usize, actions: &mut Vec<Action>) {
    let (id, name, count) = {
        let each = &state.project.integrations[index];
        (each.id.clone(), each.name.clone(), each.scenarios.len())
    };
    ui.push_id(("scenarios of", &id), |ui| {
        row_with_end(
            ui,
            32.0,
            |ui| text_line(ui, TextRole::Section, Tone::Main, &name),
            |ui| {
                if ui.add(Button::link("Add a scenario").icon(icons::ICON_ADD).small()).clicked() {
                    actions.push(Action::Scenario(ScenarioAction::Add(id.clone())));
                }
                if ui.add(Button::link("From a table…").icon(icons::ICON_UPLOAD_FILE).small()).clicked() {
                    actions.push(Action::Scenario(ScenarioAction::ChooseData(id.clone())));
                }
            },
        );
        ui.add_space(space::S);
        card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            if count == 0 {
                let words = "Nobody has tested this yet. Add a scenario, or keep a try from the test panel.";
                text(ui, TextRole::Body, Tone::Second, words);
            }
            for place in 0..count {
                scenario(ui, state, ScenarioKey { integration: id.clone(), index: place }, actions);
            }
        });
    });
}

/// One scenario; far out of sight it only takes its room. Those near it are drawn, so that Tab leads on to them.
fn scenario(ui: &mut Ui, state: &mut State, key: ScenarioKey, actions: &mut Vec<Action>) {
    let open = state.scenarios.open.as_ref() == Some(&key);
    let known = state.scenarios.results.contains_key(&key);
    let place = egui::Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), space::LIST_ROW));
    let near = ui.clip_rect().expand2(vec2(0.0, 4.0 * space::LIST_ROW));
    if !open && !known && !near.intersects(place) {
        ui.allocate_exact_size(place.size(), Sense::hover());
        return;
    }
    ui.push_id(key.index, |ui| {
        let Some(each) = state.project.integration(&key.integration) else { return };
        head_row(ui, state, each, &key, actions);
        if open {
            bring_into_sight(ui, &key, place);
        }
        if let Some(result) = state.scenarios.results.get(&key) {
            outcome::differences(ui, result);
        }
        if open {
            ui.add_space(space::S);
            editor::show(ui, state, &key, actions);
            ui.add_space(space::M);
            divider(ui);
        }
    });
}

/// What was just opened from elsewhere, or added at the end, is shown from its beginning.
fn bring_into_sight(ui: &Ui, key: &ScenarioKey, place: egui::Rect) {
    let id = opened_key();
    let last: Option<ScenarioKey> = ui.data(|data| data.get_temp(id));
    if last.as_ref() == Some(key) {
        return;
    }
    ui.data_mut(|data| data.insert_temp(id, key.clone()));
    if !ui.clip_rect().contains_rect(place) {
        ui.scroll_to_rect(place.expand(space::S), Some(egui::Align::TOP));
    }
}

fn opened_key() -> egui::Id {
    egui::Id::unique("scenario that was opened last")
}

fn head_row(ui: &mut Ui, state: &State, each: &Integration, key: &ScenarioKey, actions: &mut Vec<Action>) {
    let Some(scenario) = each.scenarios.get(key.index) else { return };
    let result = state.scenarios.results.get(key);
    let (mark, words) = match result.map(|known| &known.ended) {
        Some(ScenarioEnded::Passed) => (Mark::Ready, "passed"),
        Some(ScenarioEnded::Failed(_)) => (Mark::Error, "failed"),
        Some(ScenarioEnded::Impossible(_)) => (Mark::Error, "cannot be played"),
        None => (Mark::NeverTested, "not run yet"),
    };
    let expected = match scenario.expect.outcome.as_str() {
        "" => "Ends somehow".to_owned(),
        id => format!("Must end in {}", each.outcome_name(id)),
    };
    let second = format!("{expected} · {words}");
    let (toggled, ()) = row_with_end(
        ui,
        space::LIST_ROW,
        |ui| {
            let open = state.scenarios.open.as_ref() == Some(key);
            ui.add(ListRow::new(mark, &scenario.name).second(&second).chosen(open)).clicked()
        },
        |ui| {
            let more =
                ui.add(IconButton::new(icons::ICON_MORE_HORIZ, &format!("More about {}", scenario.name)));
            menu(&more, |ui| {
                let mut item = |ui: &mut Ui, item: MenuItem<'_>, action: ScenarioAction| {
                    if ui.add(item).clicked() {
                        actions.push(Action::Scenario(action));
                    }
                };
                if matches!(result.map(|known| &known.ended), Some(ScenarioEnded::Failed(_))) {
                    let words = MenuItem::new("This is right: expect it from now on").icon(icons::ICON_CHECK);
                    item(ui, words, ScenarioAction::Expect(key.clone()));
                }
                let copy = MenuItem::new("Duplicate").icon(icons::ICON_CONTENT_COPY);
                item(ui, copy, ScenarioAction::Duplicate(key.clone()));
                let delete = MenuItem::new("Delete").icon(icons::ICON_CLOSE).danger();
                item(ui, delete, ScenarioAction::Delete(key.clone()));
            });
            let name = format!("Run {}", scenario.name);
            if ui.add(IconButton::new(icons::ICON_PLAY_ARROW, &name)).clicked() {
                actions.push(Action::Scenario(ScenarioAction::Run(key.clone())));
            }
        },
    );
    if toggled {
        actions.push(Action::Scenario(ScenarioAction::Toggle(key.clone())));
    }
}
