//! Every outcome side by side: how it comes about, what the customer is told, and when they hear it.

mod card;
mod live;
mod sheet;

use egui::{Rect, Sense, Ui, pos2, vec2};

use super::columns::page_head;
use crate::model::{Channel, Stage};
use crate::state::{Action, DrillAction, Page, State, Verdict};
use crate::ui::theme::{Icon, Tone, icons, space};
use crate::ui::widgets::{Button, Choice, EmptyState, Select, remark, row, row_with_end};
use crate::ui::writing::language_name;
pub use live::bar;
pub use sheet::show as sheet;

/// The narrowest card.
const NARROWEST: f32 = 208.0;
const GAP: f32 = 12.0;
/// The width of the page from which title, numbers and choices stand in one row.
const ALL_IN_ONE_ROW: f32 = 1120.0;

/// Draws it.
pub fn show(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
    if state.integration().is_none() {
        let sentence =
            "Choose an integration at the left, or add one: its outcomes then stand here side by side.";
        let empty = EmptyState::new(icons::ICON_BOLT, "Nothing to drill yet", sentence)
            .button("Add an integration", icons::ICON_ADD);
        if empty.show(ui).is_some_and(|button| button.clicked()) {
            actions.push(Action::AddIntegration);
        }
        return;
    }
    head(ui, state, actions);
    live::progress(ui, state);
    ui.add_space(space::L);
    cards(ui, state, actions);
}

/// The page's name with everything that can be chosen beside it; below it where there is no room for that.
fn head(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let name = state.integration().map(|integration| integration.name.clone()).unwrap_or_default();
    let words = format!("Every outcome of {name}, from saved samples. Nothing is sent.");
    let beside = ui.available_width() >= ALL_IN_ONE_ROW;
    page_head(ui, "What if it goes wrong?", &words, |ui| {
        live::button(ui, state, actions);
        if beside {
            choices(ui, state, actions);
            ui.add_space(space::S);
            ui.spacing_mut().item_spacing.x = space::M;
            counts(ui, state);
        }
    });
    if !beside {
        ui.add_space(space::S);
        row_with_end(
            ui,
            space::CONTROL,
            |ui| row(ui, |ui| counts_from_the_left(ui, state)),
            |ui| choices(ui, state, actions),
        );
    }
}

fn choices(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    languages(ui, state, actions);
    channels(ui, state, actions);
    integrations(ui, state, actions);
}

/// How many are fine, late and silent, from right to left.
fn counts(ui: &mut Ui, state: &State) {
    counted(state).into_iter().rev().for_each(|(icon, tone, words)| drop(remark(ui, icon, tone, &words)));
}

fn counts_from_the_left(ui: &mut Ui, state: &State) {
    ui.spacing_mut().item_spacing.x = space::M;
    counted(state).into_iter().for_each(|(icon, tone, words)| drop(remark(ui, icon, tone, &words)));
}

/// Only trouble has a colour.
fn counted(state: &State) -> [(Icon, Tone, String); 3] {
    let count = |wanted: Verdict| state.derived.drill.iter().filter(|card| card.verdict == wanted).count();
    let (fine, late, silent) = (count(Verdict::Fine), count(Verdict::Late), count(Verdict::Silent));
    let tone = |count: usize, tone: Tone| if count > 0 { tone } else { Tone::Second };
    [
        (icons::ICON_CHECK_CIRCLE, Tone::Ok, format!("{fine} fine")),
        (icons::ICON_WARNING, tone(late, Tone::Warn), format!("{late} late")),
        (icons::ICON_VOLUME_OFF, tone(silent, Tone::Err), format!("{silent} silent")),
    ]
}

fn integrations(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let all = &state.project.integrations;
    if all.len() < 2 {
        return;
    }
    let words: Vec<Choice<'_>> = all.iter().map(|each| Choice::new(&each.name)).collect();
    let chosen = all.iter().position(|each| each.id == state.view.integration);
    let select = Select::new("Integration", &words, chosen).icon(icons::ICON_FORUM).width(200.0);
    if let Some(each) = select.show(ui).index.and_then(|index| all.get(index)) {
        actions.push(Action::ChooseIntegration(each.id.clone()));
        actions.push(Action::ChoosePage(Page::Drill));
    }
}

fn channels(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words: Vec<Choice<'_>> = Channel::ALL.iter().map(|channel| Choice::new(channel.title())).collect();
    let chosen = Channel::ALL.iter().position(|channel| *channel == state.view.channel);
    let select = Select::new("Channel", &words, chosen).icon(icons::ICON_CHAT).width(150.0);
    if let Some(channel) = select.show(ui).index.and_then(|index| Channel::ALL.get(index)) {
        actions.push(Action::ChooseChannel(*channel));
    }
}

fn languages(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let languages = &state.project.languages;
    if languages.len() < 2 {
        return;
    }
    let words: Vec<Choice<'_>> = languages.iter().map(|tag| Choice::new(language_name(tag))).collect();
    let chosen = languages.iter().position(|tag| *tag == state.view.language);
    let select = Select::new("Language", &words, chosen).icon(icons::ICON_TRANSLATE).width(140.0);
    if let Some(tag) = select.show(ui).index.and_then(|index| languages.get(index)) {
        actions.push(Action::ChooseLanguage(tag.clone()));
    }
}

/// The cards in as many columns as fit, each row as high as its longest conversation. Those far out of sight only take their room;
/// those near it are drawn, so that Tab leads on to them.
fn cards(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let room = ui.available_width();
    let columns = (((room + GAP) / (NARROWEST + GAP)).floor() as usize).max(1);
    let width = (room - GAP * (columns - 1) as f32) / columns as f32;
    let near = ui.clip_rect().expand2(vec2(0.0, card::HIGHEST));
    // One more: the card for a meaning of one's own.
    let count = state.derived.drill.len() + 1;
    for first in (0..count).step_by(columns) {
        let in_row = state.derived.drill.iter().skip(first).take(columns);
        let height = in_row.map(|shown| card::height(ui, shown)).fold(card::LOWEST, f32::max);
        let (line, _) = ui.allocate_exact_size(vec2(room, height), Sense::hover());
        ui.add_space(GAP);
        bring_into_sight(ui, state, first..first + columns, line);
        if !near.intersects(line) {
            // As many as a row that is drawn takes, so that what has the focus keeps its id.
            ui.skip_ahead_auto_ids(1);
            continue;
        }
        ui.push_id(first, |ui| {
            for place in first..(first + columns).min(count) {
                // Each edge is rounded by itself, so that the last card ends where the page does.
                let left = line.left() + (width + GAP) * (place - first) as f32;
                let (left, right) = (left.round(), (left + width).round());
                let rect = Rect::from_min_max(pos2(left, line.top()), pos2(right, line.bottom()));
                match state.derived.drill.get(place) {
                    Some(shown) => card::show(ui, state, shown, rect, actions),
                    None => card::own_meaning(ui, rect, actions),
                }
            }
        });
    }
}

/// The words that are open take room from the cards: the card they belong to must not get out of sight.
fn bring_into_sight(ui: &Ui, state: &State, places: std::ops::Range<usize>, line: Rect) {
    let Some(editing) = &state.drill.editing else { return };
    let place = state.derived.drill.iter().position(|card| card.outcome == *editing);
    let id = egui::Id::unique("the card whose words are open");
    let key = (editing.clone(), ui.available_width() as i32);
    let known: Option<(String, i32)> = ui.data(|data| data.get_temp(id));
    if place.is_some_and(|place| places.contains(&place)) && known.as_ref() != Some(&key) {
        ui.scroll_to_rect(line, Some(egui::Align::Center));
        ui.data_mut(|data| data.insert_temp(id, key));
    }
}

/// The stage that the live drill needs.
fn has_demo(state: &State) -> bool {
    state.project.environments.iter().any(|environment| environment.stage == Stage::Demo)
}

/// Opens the words of an outcome beside the cards.
fn edit(outcome: &str) -> Action {
    Action::Drill(DrillAction::Edit(outcome.to_owned()))
}

/// A button that is drawn into a place of its own, in the middle of it.
fn button_at(ui: &mut Ui, rect: Rect, button: Button<'_>) -> egui::Response {
    let builder = egui::UiBuilder::new().max_rect(rect).layout(egui::Layout::top_down(egui::Align::Center));
    ui.new_child(builder).add(button)
}
