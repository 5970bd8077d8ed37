//! The test panel: values to try, *Send* and *Preview*, the exact request and answer.

mod answer_text;
mod answer_tree;
mod bar;
mod budget;
mod came_back;
mod draft;
mod drift;
mod history;
mod result;
mod sent;
mod timeline;
mod way;
mod why;

use egui::{Align, Frame, Layout, Margin, ScrollArea, Ui, vec2};

use super::theme::{TextRole, Tone, WindowSize, icons, space, theme};
use super::widgets::{EmptyState, FindingBox, card, follow_focus, text};
use crate::engine::{RunResult, ShownRequest};
use crate::model::{Finding, Step};
use crate::state::{Action, Panel, Running, State};

/// Draws the bar, and the panel under it when it is open.
pub fn show(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    let large = WindowSize::of(ui.ctx()) == WindowSize::Large;
    let panes = WindowSize::of(ui.ctx()).panes();
    let whole = ui.max_rect();
    ui.painter().hline(whole.x_range(), whole.top() + 0.5, theme(ui).line());
    let side = panes.page_margin as i8;
    ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
    let all_values = bar::show(ui, state, side, actions);
    // A draft is looked at whatever it was made from.
    draft::show(ui, state, actions);
    if state.view.panel == Panel::Closed {
        return;
    }
    let height = ui.available_height();
    ScrollArea::vertical().id_salt("test panel").auto_shrink([false, false]).show(ui, |ui| {
        let margin = Margin { left: side, right: side, top: 0, bottom: if large { 16 } else { 12 } };
        follow_focus(ui, |ui| {
            Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(space::S, space::M);
                if !all_values {
                    card(ui, |ui| bar::all_values(ui, state, actions));
                }
                if !bar::has_sample(ui, state) {
                    bar::sample_row(ui, state, actions);
                }
                content(ui, state, height, actions);
            });
        });
    });
}

fn content(ui: &mut Ui, state: &mut State, height: f32, actions: &mut Vec<Action>) {
    if let Some(running) = &state.try_it.running {
        under_way(ui, state, running);
        return;
    }
    // Taken out while it is drawn, as the fields beside it are edited in place.
    match state.try_it.ended.take() {
        None => {
            nothing_yet(ui, state, actions);
            budget::show(ui, state, actions);
            if !state.recorded.runs.is_empty() {
                card(ui, |ui| history::show(ui, state, actions));
            }
        }
        Some(ended) => {
            match &ended.result {
                Err(findings) => refused(ui, findings, actions),
                Ok(run) => finished(ui, state, (run, ended.live), height, actions),
            }
            state.try_it.ended = Some(ended);
        }
    }
}

fn nothing_yet(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let has_sample =
        state.integration().is_some_and(|known| !known.samples.is_empty() || known.calls.is_empty());
    let (sentence, words, icon, action) = if has_sample {
        let sentence = "Preview plays the chosen sample on this computer. Send asks the system itself.";
        (sentence, "Preview the sample", icons::ICON_VISIBILITY, Action::Preview)
    } else {
        let sentence = "There is no sample to preview. Send once and save the answer as a sample, or paste one in Understands.";
        (sentence, "Go to Understands", icons::ICON_DESCRIPTION, Action::ChooseStep(Step::Understands))
    };
    let title = if has_sample { "Nothing tried yet" } else { "No saved answer yet" };
    let empty = EmptyState::new(icons::ICON_PLAY_ARROW, title, sentence).button(words, icon);
    if empty.show(ui).is_some_and(|button| button.clicked()) {
        actions.push(action);
    }
}

fn under_way(ui: &mut Ui, state: &State, running: &Running) {
    let elapsed_ms = super::clock::running_ms(ui, running.run);
    let waiting = state.derived.waiting.as_ref();
    timeline::under_way(ui, elapsed_ms, running.limit_ms, waiting);
    if let Some(request) = &running.request {
        card(ui, |ui| sent_alone(ui, request));
    }
}

fn sent_alone(ui: &mut Ui, request: &ShownRequest) {
    text(ui, TextRole::CardTitle, Tone::Main, "What we sent");
    sent::request(ui, request, &serde_json::Map::new());
}

/// The design cannot be run: what is missing, and where.
fn refused(ui: &mut Ui, findings: &[Finding], actions: &mut Vec<Action>) {
    text(ui, TextRole::CardTitle, Tone::Main, "Nothing was sent");
    for finding in findings {
        let shown = FindingBox::error(&finding.title, &finding.remedy);
        let shown =
            if finding.place.part.step().is_some() { shown.remedy("Show me") } else { shown }.show(ui);
        if shown.remedy_clicked() {
            actions.push(Action::GoTo(finding.place.clone()));
        }
    }
}

/// The cards side by side, with the part of the width that each takes.
const COLUMNS: [(Column, f32); 3] = [(Column::Sent, 0.33), (Column::CameBack, 0.38), (Column::History, 0.29)];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Sent,
    CameBack,
    History,
}

fn finished(
    ui: &mut Ui,
    state: &mut State,
    (run, live): (&RunResult, bool),
    height: f32,
    actions: &mut Vec<Action>,
) {
    let top = ui.cursor().top();
    result::banner(ui, run, actions);
    // What breaks a reply stands before everything else; what is only new can wait.
    drift::breaking(ui, state, actions);
    timeline::finished(ui, state, run, live);
    let used = ui.cursor().top() - top;
    match WindowSize::of(ui.ctx()) {
        WindowSize::Small => {
            for (name, _) in COLUMNS {
                card(ui, |ui| column(ui, state, name, run, actions));
            }
        }
        WindowSize::Large => {
            let key = egui::Id::unique("height of the columns under an answer");
            let known: f32 = ui.data(|data| data.get_temp(key)).unwrap_or_default();
            let least = (height - used - 16.0 - 32.0).max(200.0).max(known);
            let mut highest: f32 = 0.0;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                let room = ui.available_width() - 2.0 * space::M;
                for (name, part) in COLUMNS {
                    let width = (room * part).floor();
                    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                        ui.set_width(width);
                        card(ui, |ui| {
                            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
                            ui.set_min_height(least);
                            let top = ui.cursor().top();
                            column(ui, state, name, run, actions);
                            highest = highest.max(ui.cursor().top() - ui.spacing().item_spacing.y - top);
                        });
                    });
                }
            });
            // All three end where the longest does, from the next frame on.
            if (highest - known).abs() > 0.5 {
                ui.data_mut(|data| data.insert_temp(key, highest));
                ui.ctx().request_repaint();
            }
        }
    }
    drift::harmless(ui, state, actions);
    card(ui, |ui| why::show(ui, state, run));
    budget::show(ui, state, actions);
}

fn column(ui: &mut Ui, state: &mut State, column: Column, run: &RunResult, actions: &mut Vec<Action>) {
    match column {
        Column::Sent => sent::show(ui, state, run),
        Column::CameBack => came_back::show(ui, state, run, actions),
        Column::History => history::show(ui, state, actions),
    }
}
