//! The test panel: values to try, *Send* and *Preview*, the exact request and answer.

mod bar;
mod came_back;
mod result;
mod sent;
mod timeline;
mod why;

use egui::{Align, Frame, Layout, Margin, ScrollArea, Ui, vec2};

use super::theme::{TextRole, Tone, WindowSize, icons, space, theme};
use super::widgets::{EmptyState, FindingBox, card, text};
use crate::engine::{RunResult, ShownRequest};
use crate::model::Finding;
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
    if state.view.panel == Panel::Closed {
        return;
    }
    let height = ui.available_height();
    ScrollArea::vertical().id_salt("test panel").auto_shrink([false, false]).show(ui, |ui| {
        let margin = Margin { left: side, right: side, top: 0, bottom: if large { 16 } else { 12 } };
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
}

fn content(ui: &mut Ui, state: &State, height: f32, actions: &mut Vec<Action>) {
    if let Some(running) = &state.try_it.running {
        under_way(ui, state, running);
        return;
    }
    match &state.try_it.ended {
        None => {
            let sentence = "Preview plays the chosen sample on this computer. Send asks the system itself.";
            let empty = EmptyState::new(icons::ICON_PLAY_ARROW, "Nothing tried yet", sentence)
                .button("Preview the sample", icons::ICON_VISIBILITY);
            if empty.show(ui).is_some_and(|button| button.clicked()) {
                actions.push(Action::Preview);
            }
        }
        Some(ended) => match &ended.result {
            Err(findings) => refused(ui, findings, actions),
            Ok(run) => finished(ui, state, run, ended.live, height, actions),
        },
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

/// One of the cards side by side.
type Column<'a> = &'a dyn Fn(&mut Ui, &mut Vec<Action>);

fn finished(ui: &mut Ui, state: &State, run: &RunResult, live: bool, height: f32, actions: &mut Vec<Action>) {
    let top = ui.cursor().top();
    result::banner(ui, run);
    timeline::finished(ui, state, run, live);
    let used = ui.cursor().top() - top;
    let columns: [Column<'_>; 3] = [
        &|ui, _| sent::show(ui, state, run),
        &|ui, actions| came_back::show(ui, state, run, actions),
        &|ui, _| why::show(ui, state, run),
    ];
    match WindowSize::of(ui.ctx()) {
        WindowSize::Small => {
            for column in columns {
                card(ui, |ui| column(ui, actions));
            }
        }
        WindowSize::Large => {
            let least = (height - used - 16.0 - 32.0).max(200.0);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                let width = ((ui.available_width() - 2.0 * space::M) / 3.0).floor();
                for column in columns {
                    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                        ui.set_width(width);
                        card(ui, |ui| {
                            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
                            ui.set_min_height(least);
                            column(ui, actions);
                        });
                    });
                }
            });
        }
    }
}
