//! The palette: everything one can do or go to, found by typing a few of its letters.

use egui::{Area, Id, Key, Modifiers, Order, Rect, ScrollArea, Ui, pos2, vec2};

use super::keys::said;
use super::rank::rank;
use super::table::COMMANDS;
use crate::model::Channel;
use crate::state::{Action, HabitAction, Overlay, State};
use crate::ui::theme::{Icon, TextRole, Tone, icons, space, theme};
use crate::ui::widgets::{Field, MenuItem, popup_frame, text};
use crate::ui::writing::language_name;

const WIDTH: f32 = 560.0;
const ROWS: usize = 10;
/// More rows than this nobody reads; the next letter makes them fewer.
const MOST: usize = 60;

/// One row.
struct Entry {
    words: String,
    secondary: String,
    icon: Icon,
    action: Action,
}

/// Draws it.
pub fn show(ui: &Ui, state: &mut State, actions: &mut Vec<Action>) {
    let Some(Overlay::Palette { mut query, mut row }) = state.view.overlay.clone() else { return };
    let entries = entries(ui, state, &query);
    let (moved, chosen) = keys(ui, &mut row, entries.len());
    let corner = pos2(ui.ctx().content_rect().center().x - WIDTH / 2.0, 72.0);
    let area = Area::new(Id::unique("palette")).order(Order::Foreground).fixed_pos(corner);
    let mut picked = if chosen { entries.get(row) } else { None };
    let shown = area.show(ui.ctx(), |ui| {
        popup_frame(theme(ui)).inner_margin(10).show(ui, |ui| {
            ui.set_width(WIDTH);
            ui.spacing_mut().item_spacing = vec2(space::S, 2.0);
            let field = Field::new("Find anything", &mut query)
                .placeholder("What would you like to do?")
                .icon(icons::ICON_SEARCH)
                .id(Id::unique("palette query"));
            let field = ui.add(field);
            field.request_focus();
            if field.changed() {
                row = 0;
            }
            ui.add_space(6.0);
            if entries.is_empty() {
                text(ui, TextRole::Body, Tone::Second, &format!("Nothing is called “{}”.", query.trim()));
            }
            let height = ROWS as f32 * (space::CONTROL + 2.0);
            ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                for (index, entry) in entries.iter().enumerate() {
                    let item = MenuItem::new(&entry.words).icon(entry.icon).secondary(&entry.secondary);
                    let item = ui.add(item.under_cursor(index == row));
                    if index == row && moved {
                        item.scroll_to_me(None);
                    }
                    if item.clicked() {
                        picked = Some(entry);
                    }
                }
            });
        });
    });
    if let Some(entry) = picked {
        actions.push(Action::Habit(HabitAction::Hide));
        actions.push(entry.action.clone());
    } else if closes(ui, shown.response.rect) {
        actions.push(Action::Habit(HabitAction::Hide));
    }
    state.view.overlay = Some(Overlay::Palette { query, row });
}

/// Whether Escape or a click elsewhere sends an overlay away.
pub(super) fn closes(ui: &Ui, rect: Rect) -> bool {
    let outside = |input: &egui::InputState| {
        input.pointer.any_pressed() && input.pointer.interact_pos().is_some_and(|at| !rect.contains(at))
    };
    ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape) || outside(input))
}

/// Moves the row by the arrow keys; says whether it moved, and whether Enter chose it.
fn keys(ui: &Ui, row: &mut usize, count: usize) -> (bool, bool) {
    let [up, down, enter] = ui.input_mut(|input| {
        [Key::ArrowUp, Key::ArrowDown, Key::Enter].map(|key| input.consume_key(Modifiers::NONE, key))
    });
    let before = *row;
    if up {
        *row = row.saturating_sub(1);
    } else if down {
        *row += 1;
    }
    *row = (*row).min(count.saturating_sub(1));
    (*row != before, enter)
}

fn entries(ui: &Ui, state: &State, query: &str) -> Vec<Entry> {
    let mut all = commands(ui, state);
    all.extend(integrations(state));
    all.extend(outcomes(state));
    all.extend(choices(state));
    let mut ranked: Vec<_> =
        all.into_iter().filter_map(|entry| rank(query, &entry.words).map(|rank| (rank, entry))).collect();
    if !query.trim().is_empty() {
        ranked.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    }
    ranked.into_iter().take(MOST).map(|(_, entry)| entry).collect()
}

fn commands(ui: &Ui, state: &State) -> Vec<Entry> {
    let now = COMMANDS.iter().filter_map(|command| {
        let keys = command.keys.first().map(|keys| said(ui.ctx(), keys)).unwrap_or_default();
        let secondary = if keys.is_empty() { command.explanation.to_owned() } else { keys };
        let action = (command.action)(state)?;
        Some(Entry { words: command.words.to_owned(), secondary, icon: command.icon, action })
    });
    now.filter(|entry| entry.words != "Find anything").collect()
}

fn integrations(state: &State) -> impl Iterator<Item = Entry> {
    state.project.integrations.iter().map(|each| Entry {
        words: each.name.clone(),
        secondary: "Integration".to_owned(),
        icon: icons::ICON_FORUM,
        action: Action::ChooseIntegration(each.id.clone()),
    })
}

fn outcomes(state: &State) -> impl Iterator<Item = Entry> {
    let rows = state.derived.groups.iter().flat_map(|group| &group.rows);
    let integration = state.integration().map(|each| each.name.clone()).unwrap_or_default();
    rows.map(move |row| Entry {
        words: row.name.clone(),
        secondary: format!("Outcome of {integration}"),
        icon: icons::ICON_CHAT,
        action: Action::Habit(HabitAction::GoToOutcome(row.id.clone())),
    })
}

/// What can be chosen at the top and in the conversation.
fn choices(state: &State) -> Vec<Entry> {
    let environments = state.project.environments.iter().map(|each| Entry {
        words: each.name.clone(),
        secondary: "Environment".to_owned(),
        icon: icons::ICON_PUBLIC,
        action: Action::ChooseEnvironment(each.id.clone()),
    });
    let languages = state.project.languages.iter().map(|each| Entry {
        words: language_name(each).to_owned(),
        secondary: "Language".to_owned(),
        icon: icons::ICON_TRANSLATE,
        action: Action::ChooseLanguage(each.clone()),
    });
    let channels = state.project.channels.iter().map(|each: &Channel| Entry {
        words: each.title().to_owned(),
        secondary: "Channel".to_owned(),
        icon: icons::ICON_CHAT,
        action: Action::ChooseChannel(*each),
    });
    environments.chain(languages).chain(channels).collect()
}
