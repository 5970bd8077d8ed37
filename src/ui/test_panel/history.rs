//! The last live runs, newest first: the outcome before everything else.

use egui::{Sense, Ui, WidgetInfo, vec2};

use super::way;
use crate::model::Stage;
use crate::state::{Action, HistoryAction, Keep, RecordedRun, State};
use crate::ui::stage::look;
use crate::ui::theme::{Mark, TextRole, Tone, icons, space, theme};
use crate::ui::widgets::{Field, IconButton, MenuItem, menu, menu_line, paint, row_with_end, text};

/// More runs than this are found by searching.
const MOST_SHOWN: usize = 30;
/// From so many runs on they can be searched.
const SEARCH_FROM: usize = 5;

/// Draws them.
pub fn show(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    let keeping = state.recorded.keeping;
    row_with_end(
        ui,
        space::CONTROL_SMALL,
        |ui| text(ui, TextRole::CardTitle, Tone::Main, "History"),
        |ui| {
            let more = ui.add(IconButton::new(icons::ICON_MORE_HORIZ, "What the history keeps").small());
            menu(&more, |ui| choices(ui, keeping, actions));
        },
    );
    let integration = state.view.integration.clone();
    let count = state.recorded.runs.iter().filter(|run| run.integration == integration).count();
    if count >= SEARCH_FROM || !state.recorded.words.is_empty() {
        ui.add(
            Field::new("Search the history", &mut state.recorded.words)
                .icon(icons::ICON_SEARCH)
                .placeholder("Search"),
        );
    }
    if count == 0 {
        let words = match keeping {
            Keep::On => "Live runs will stand here. They stay on this computer, without secrets.",
            Keep::Off => "Live runs are not kept.",
        };
        text(ui, TextRole::Small, Tone::Second, words);
        return;
    }
    let now_ms = state.now.as_millisecond();
    let mut none = true;
    for (position, run) in state.recorded.found(&integration).take(MOST_SHOWN) {
        none = false;
        one_run(ui, position, run, now_ms, actions);
    }
    if none {
        text(ui, TextRole::Small, Tone::Second, "No run holds these words.");
    }
}

fn choices(ui: &mut Ui, keeping: Keep, actions: &mut Vec<Action>) {
    let (words, next) = match keeping {
        Keep::On => ("Do not keep live runs", Keep::Off),
        Keep::Off => ("Keep live runs", Keep::On),
    };
    if ui.add(MenuItem::new(words).icon(icons::ICON_SHIELD)).clicked() {
        actions.push(Action::History(HistoryAction::Keep(next)));
    }
    menu_line(ui);
    if ui.add(MenuItem::new("Clear the history").icon(icons::ICON_CLOSE).danger()).clicked() {
        actions.push(Action::History(HistoryAction::ForgetAll));
    }
}

fn one_run(ui: &mut Ui, position: usize, run: &RecordedRun, now_ms: i64, actions: &mut Vec<Action>) {
    let c = &theme(ui).color;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::click());
    if response.hovered() {
        ui.painter().rect_filled(rect, f32::from(space::RADIUS_CHIP), c.hover);
    }
    let (icon, color) = if run.error { (Mark::Warning.icon(), c.warn) } else { (Mark::Ready.icon(), c.ok) };
    paint::icon(ui.painter(), icon, 18.0, rect.left_center() + vec2(12.0, 0.0), color);
    let took = way::time(run.elapsed_ms);
    let took = paint::line(ui, TextRole::Small, c.text_2, &took, 80.0);
    let ago = ago(now_ms, run.at_ms);
    let when = paint::line(ui, TextRole::Small, c.text_2, &ago, 90.0);
    let end = took.size().x.max(when.size().x);
    let room = rect.width() - 30.0 - end - 12.0;
    let title = paint::line(ui, TextRole::Control, c.text, &run.outcome_name, room);
    let values = run.values_line();
    let values = if values.is_empty() { run.said.clone() } else { values };
    // Where real customers are stands before everything else, in its colour.
    let real = look(Stage::Production);
    let place = if run.environment.is_empty() { "Real systems" } else { &run.environment };
    let place = if run.production { format!("{place}  ") } else { String::new() };
    let place = paint::line(ui, TextRole::Small, theme(ui).tone(real.tone), &place, room * 0.5);
    let behind = place.size().x;
    let second = paint::line(ui, TextRole::Small, c.text_2, &values, (room - behind).max(0.0));
    let (up, down) = (vec2(28.0, -9.0), vec2(28.0 + behind, 9.0));
    paint::text_left(ui.painter(), rect.left_center() + vec2(28.0, 9.0), place);
    paint::text_left(ui.painter(), rect.left_center() + up, title);
    paint::text_left(ui.painter(), rect.left_center() + down, second);
    let right = |width: f32, y: f32| rect.right_center() + vec2(-4.0 - width, y);
    let (took_at, when_at) = (right(took.size().x, -9.0), right(when.size().x, 9.0));
    paint::text_left(ui.painter(), took_at, took);
    paint::text_left(ui.painter(), when_at, when);
    paint::focus_ring(ui, &response, rect, space::RADIUS_CHIP);
    let spoken = match run.production {
        true => format!("{}, {values}, {ago}, real customers", run.outcome_name),
        false => format!("{}, {values}, {ago}", run.outcome_name),
    };
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &spoken));
    let response = response.on_hover_text(format!("{}\n{} · {}", run.said, run.asked, run.environment));
    menu(&response, |ui| {
        if ui.add(MenuItem::new("Run again").icon(icons::ICON_SEND)).clicked() {
            actions.push(Action::History(HistoryAction::RunAgain(position)));
        }
        if ui.add(MenuItem::new("Make a scenario").icon(icons::ICON_CHECKLIST)).clicked() {
            actions.push(Action::History(HistoryAction::MakeScenario(position)));
        }
    });
}

/// `now`, `5 min ago`, `3 h ago`, `2 days ago`.
fn ago(now_ms: i64, then_ms: i64) -> String {
    match (now_ms - then_ms).max(0) / 60_000 {
        0 => "now".to_owned(),
        minutes @ 1..=59 => format!("{minutes} min ago"),
        minutes @ 60..=1_439 => format!("{} h ago", minutes / 60),
        minutes @ 1_440..=2_879 => format!("{} day ago", minutes / 1_440),
        minutes => format!("{} days ago", minutes / 1_440),
    }
}
