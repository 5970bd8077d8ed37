//! The bar of the test panel: what to try, and how.

use egui::{Frame, Key, Margin, Rect, Ui, pos2, vec2};

use crate::engine::seconds;
use crate::model::{Integration, Stage};
use crate::state::{Action, Panel, Running, State, TryIt};
use crate::ui::clock::running_ms;
use crate::ui::conversation::reached;
use crate::ui::rows::{in_rows, width_of};
use crate::ui::stage::{look, reached as reached_stage};
use crate::ui::theme::{TextRole, Tone, WindowSize, icons, space, theme};
use crate::ui::widgets::{Button, Choice, Field, IconButton, Select, row, row_with_end, text, text_line};

/// The least width of a field for a value.
const LEAST_FIELD: f32 = 140.0;

/// The width of the sample in the bar.
const SAMPLE_IN_BAR: f32 = 192.0;

/// The most room for where a call goes.
const WIDEST_GOAL: f32 = 190.0;

/// The width of the window from which the sample stands in the bar and still leaves room for a whole e-mail address.
const SAMPLE_FROM_WIDTH: f32 = 1560.0;

/// Draws the bar; false when not every value has a field in it.
pub fn show(ui: &mut Ui, state: &mut State, side: i8, actions: &mut Vec<Action>) -> bool {
    let height = WindowSize::of(ui.ctx()).panes().test_bar_height;
    let running = state.try_it.running.clone();
    if let Some(running) = &running {
        progress(ui, running);
    }
    let goes_to = format!("Goes to {}", reached(state));
    let frame = Frame::new().inner_margin(Margin::symmetric(side, 0));
    let all = frame.show(ui, |ui| {
        let open = state.view.panel;
        // Both ends need the state, one after the other.
        let shared = std::cell::RefCell::new((state, actions));
        row_with_end(
            ui,
            height,
            |ui| {
                let (state, actions) = &mut *shared.borrow_mut();
                toggle(ui, open, &goes_to, reached_stage(state), actions);
                values(ui, state, actions)
            },
            |ui| {
                let (state, actions) = &mut *shared.borrow_mut();
                match &running {
                    Some(running) => stop(ui, running, actions),
                    None => start(ui, state, &goes_to, actions),
                }
            },
        )
        .0
    });
    all.inner
}

fn toggle(ui: &mut Ui, panel: Panel, goes_to: &str, stage: Stage, actions: &mut Vec<Action>) {
    let (icon, name) = match panel {
        Panel::Closed => (icons::ICON_EXPAND_LESS, "Open the test panel"),
        Panel::Open => (icons::ICON_EXPAND_MORE, "Close the test panel"),
    };
    if ui.add(IconButton::new(icon, name)).clicked() {
        actions.push(Action::TogglePanel);
    }
    if WindowSize::of(ui.ctx()) == WindowSize::Small {
        text(ui, TextRole::CardTitle, Tone::Main, "Try it");
        return;
    }
    let width = width_of(ui, TextRole::Small, goes_to).ceil().min(WIDEST_GOAL);
    ui.allocate_ui(vec2(width, 38.0), |ui| {
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.add_space(1.0);
            text(ui, TextRole::CardTitle, Tone::Main, "Try it");
            let tone = if stage == Stage::Production { look(stage).tone } else { Tone::Second };
            text_line(ui, TextRole::Small, tone, goes_to);
        });
    });
}

fn start(ui: &mut Ui, state: &State, goes_to: &str, actions: &mut Vec<Action>) {
    let again = state.try_it.ended.as_ref().is_some_and(|ended| ended.live);
    let words = if again { "Send again" } else { "Send" };
    let send = match reached_stage(state) {
        Stage::Demo | Stage::Test => Button::primary(words).icon(icons::ICON_SEND),
        stage @ Stage::Production => Button::danger(words).icon(look(stage).icon),
    };
    if ui.add(send).on_hover_text(goes_to).clicked() {
        actions.push(Action::Send);
    }
    let preview = Button::secondary("Preview").icon(icons::ICON_VISIBILITY);
    if ui.add(preview).on_hover_text("Plays the chosen sample. Nothing is sent.").clicked() {
        actions.push(Action::Preview);
    }
    if has_sample(ui, state) {
        sample(ui, state, SAMPLE_IN_BAR, actions);
    }
}

/// Whether the sample is chosen in the bar: where there is room and few values stand beside it. With the panel open it has a row of
/// its own, and the bar more room for the value.
pub fn has_sample(ui: &Ui, state: &State) -> bool {
    if state.view.panel == Panel::Open {
        return false;
    }
    let few = state.integration().is_some_and(|integration| TryIt::fillable(integration).count() < 2);
    few && ui.ctx().content_rect().width() >= SAMPLE_FROM_WIDTH
}

/// The sample in a row of its own.
pub fn sample_row(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    if state.integration().is_none_or(|integration| integration.samples.is_empty()) {
        return;
    }
    row(ui, |ui| {
        text(ui, TextRole::ControlRegular, Tone::Second, "Preview answers with");
        sample(ui, state, 280.0, actions);
    });
}

/// The sample that a preview answers with.
fn sample(ui: &mut Ui, state: &State, width: f32, actions: &mut Vec<Action>) {
    let Some(integration) = state.integration() else { return };
    if integration.samples.is_empty() {
        return;
    }
    let words: Vec<&str> = integration
        .samples
        .iter()
        .map(|sample| if sample.name.is_empty() { &sample.id } else { &sample.name }.as_str())
        .collect();
    let choices: Vec<Choice<'_>> = words.iter().map(|words| Choice::new(words)).collect();
    let chosen = integration
        .samples
        .iter()
        .position(|sample| Some(sample.id.as_str()) == state.try_it.sample.as_deref());
    let select = Select::new("Sample", &choices, chosen).icon(icons::ICON_DESCRIPTION).width(width);
    if let Some(sample) = select.show(ui).index.and_then(|index| integration.samples.get(index)) {
        actions.push(Action::ChooseSample(sample.id.clone()));
    }
}

fn stop(ui: &mut Ui, running: &Running, actions: &mut Vec<Action>) {
    if ui.add(Button::secondary("Stop").icon(icons::ICON_CLOSE)).clicked() {
        actions.push(Action::Cancel);
    }
    let tenths = running_ms(ui, running.run) / 100 * 100;
    let words = format!("{} of {} seconds", seconds(tenths), seconds(running.limit_ms));
    text(ui, TextRole::ControlRegular, Tone::Second, &words);
}

/// A thin bar at the upper edge: how much of the time limit is gone.
fn progress(ui: &Ui, running: &Running) {
    let part = running_ms(ui, running.run) as f32 / running.limit_ms.max(1) as f32;
    let whole = ui.max_rect();
    let right = whole.left() + whole.width() * part.min(1.0);
    let rect = Rect::from_min_max(whole.left_top(), pos2(right, whole.top() + 3.0));
    ui.painter().rect_filled(rect, 0.0, theme(ui).color.accent);
}

/// A field for each value that has room; false when some have none.
fn values(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) -> bool {
    let Some(integration) = state.project.integration(&state.view.integration) else { return true };
    let names = fillable(integration);
    if names.is_empty() {
        return true;
    }
    let room = ui.available_width();
    let widest = names.first().map_or(0.0, |(_, label)| width_of(ui, TextRole::ControlRegular, label) + 10.0);
    let with_label = names.len() == 1 && room - widest > LEAST_FIELD;
    let fit = ((room + space::S) / (LEAST_FIELD + space::S)).floor().max(1.0) as usize;
    let shown = names.len().min(fit);
    let label_width = if with_label { widest } else { 0.0 };
    let width = (room - label_width - space::S * (shown - 1) as f32) / shown as f32;
    for (name, label) in names.iter().take(shown) {
        if with_label {
            ui.allocate_ui(vec2(label_width - space::S, 20.0), |ui| {
                text_line(ui, TextRole::ControlRegular, Tone::Second, label)
            });
        }
        field(ui, &mut state.try_it, (name, label), width.min(260.0) - 2.0, actions);
    }
    shown == names.len()
}

/// Every value in a card of its own, for integrations that need many.
pub fn all_values(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = space::S;
    text(ui, TextRole::CardTitle, Tone::Main, "Values to try");
    let Some(integration) = state.project.integration(&state.view.integration) else { return };
    let names = fillable(integration);
    let columns = if WindowSize::of(ui.ctx()) == WindowSize::Large { 3.0 } else { 2.0 };
    let width = ((ui.available_width() + space::S) / columns - space::S).floor();
    in_rows(ui, &vec![width; names.len()], space::S, |ui, index| {
        let (name, label) = &names[index];
        ui.push_id("all", |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                text(ui, TextRole::Small, Tone::Second, label);
                field(ui, &mut state.try_it, (name, &format!("{label} to try")), width, actions);
            });
        });
    });
}

/// A value to try; Enter sends.
fn field(
    ui: &mut Ui,
    try_it: &mut TryIt,
    (name, label): (&str, &str),
    width: f32,
    actions: &mut Vec<Action>,
) {
    let typed = try_it.values.entry(name.to_owned()).or_default();
    ui.push_id(name, |ui| {
        let field = Field::new(label, typed).placeholder(label).icon(icons::ICON_PERSON).width(width);
        let response = ui.add(field).on_hover_text(label);
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            actions.push(Action::Send);
        }
    });
}

/// Name and label of every value that can be filled in.
fn fillable(integration: &Integration) -> Vec<(String, String)> {
    TryIt::fillable(integration)
        .map(|input| {
            let label = if input.label.is_empty() { &input.name } else { &input.label };
            (input.name.clone(), label.clone())
        })
        .collect()
}
