//! Every outcome side by side: how it comes about, what the customer is told, and when they hear it.

mod card;
mod live;
mod sheet;

use egui::{Rect, Sense, Ui, pos2, vec2};

use crate::model::{Channel, Stage};
use crate::state::{Action, DrillAction, Page, State, Verdict};
use crate::ui::theme::{TextRole, Tone, WindowSize, icons, space};
use crate::ui::widgets::{Button, Choice, EmptyState, Select, remark, row, row_with_end, text, text_line};
use crate::ui::writing::language_name;
pub use live::bar;
pub use sheet::show as sheet;

/// The narrowest card.
const NARROWEST: f32 = 208.0;
const GAP: f32 = 12.0;

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
    ui.add_space(space::S);
    choices(ui, state, actions);
    live::progress(ui, state);
    ui.add_space(space::L);
    cards(ui, state, actions);
}

fn head(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let name = state.integration().map(|integration| integration.name.clone()).unwrap_or_default();
    let large = WindowSize::of(ui.ctx()) == WindowSize::Large;
    row_with_end(
        ui,
        32.0,
        |ui| {
            let role = if large { TextRole::Title } else { TextRole::TitleSmall };
            text_line(ui, role, Tone::Main, "What if it goes wrong?");
        },
        |ui| live::button(ui, state, actions),
    );
    let words = format!("Every outcome of {name}, from saved samples. Nothing is sent.");
    text(ui, TextRole::Small, Tone::Second, &words);
}

fn choices(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    row_with_end(
        ui,
        space::CONTROL,
        |ui| counts(ui, state),
        |ui| {
            languages(ui, state, actions);
            channels(ui, state, actions);
            integrations(ui, state, actions);
        },
    );
}

fn counts(ui: &mut Ui, state: &State) {
    let count = |wanted: Verdict| state.derived.drill.iter().filter(|card| card.verdict == wanted).count();
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        remark(ui, icons::ICON_CHECK_CIRCLE, Tone::Ok, &format!("{} fine", count(Verdict::Fine)));
        let late = count(Verdict::Late);
        let tone = if late > 0 { Tone::Warn } else { Tone::Second };
        remark(ui, icons::ICON_WARNING, tone, &format!("{late} late"));
        let silent = count(Verdict::Silent);
        let tone = if silent > 0 { Tone::Err } else { Tone::Second };
        remark(ui, icons::ICON_VOLUME_OFF, tone, &format!("{silent} silent"));
    });
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

/// The cards in as many columns as fit; those out of sight only take their room.
fn cards(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let room = ui.available_width();
    let columns = (((room + GAP) / (NARROWEST + GAP)).floor() as usize).max(1);
    let width = ((room - GAP * (columns - 1) as f32) / columns as f32).floor();
    // One more: the card for a meaning of one's own.
    let count = state.derived.drill.len() + 1;
    for first in (0..count).step_by(columns) {
        let (line, _) = ui.allocate_exact_size(vec2(room, card::HEIGHT), Sense::hover());
        ui.add_space(GAP);
        bring_into_sight(ui, state, first..first + columns, line);
        if !ui.is_rect_visible(line) {
            continue;
        }
        for place in first..(first + columns).min(count) {
            let left = line.left() + (width + GAP) * (place - first) as f32;
            let rect = Rect::from_min_size(pos2(left, line.top()), vec2(width, card::HEIGHT));
            match state.derived.drill.get(place) {
                Some(shown) => card::show(ui, state, shown, rect, actions),
                None => card::own_meaning(ui, rect, actions),
            }
        }
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
