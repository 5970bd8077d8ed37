//! The integrations with their search. Of a thousand only those are drawn that can be seen.

use egui::{Key, Modifiers, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::row::{self, Neighbours};
use crate::state::{Action, State};
use crate::ui::commands::keys_of;
use crate::ui::theme::{TextRole, Tone, icons, space, theme};
use crate::ui::widgets::{Button, Field, IconButton, ListRow, text};

/// From the top of one row to the top of the next, in points.
const PITCH: f32 = ListRow::HEIGHT + 2.0;

/// The field to search in, and the button that adds.
pub fn search(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    crate::ui::widgets::row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let width = ui.available_width() - 40.0;
        let field = Field::new("Find an integration", &mut state.view.search)
            .placeholder("Find")
            .icon(icons::ICON_SEARCH)
            .width(width);
        let field = ui.add(field);
        if field.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown)) {
            let found = found(state);
            let first = found.iter().map(|index| &state.project.integrations[*index].id);
            let shown = first.clone().find(|id| **id == state.view.integration).or(first.clone().next());
            if let Some(id) = shown {
                actions.push(Action::ChooseIntegration(id.clone()));
                row::focus(ui, id);
            }
        }
        let keys = keys_of(ui.ctx(), "Add an integration");
        let add = IconButton::new(icons::ICON_ADD, "Add an integration").framed().shortcut(&keys);
        if ui.add(add).clicked() {
            actions.push(Action::AddIntegration);
        }
    });
}

/// The rows, in at most this height.
pub fn show(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>, height: f32) {
    let found = found(state);
    if found.is_empty() {
        return nothing(ui, state);
    }
    let order = state.view.search.trim().is_empty();
    let area = ScrollArea::vertical().id_salt("integrations").auto_shrink([false, true]);
    area.max_height(height.max(PITCH)).show_viewport(ui, |ui, seen| {
        let top = ui.max_rect().top();
        let width = ui.available_width();
        let place = |position: usize| {
            let corner = pos2(ui.max_rect().left(), top + position as f32 * PITCH);
            Rect::from_min_size(corner, vec2(width, ListRow::HEIGHT))
        };
        let places: Vec<Rect> = rows_to_draw(&found, state, seen).into_iter().map(place).collect();
        let rows = rows_to_draw(&found, state, seen);
        let stop = tab_stop(&found, state, &rows);
        ui.set_height(found.len() as f32 * PITCH);
        for (position, rect) in rows.into_iter().zip(places) {
            let at = |position: usize| {
                found.get(position).map(|index| state.project.integrations[*index].id.clone())
            };
            let around = Neighbours {
                above: position.checked_sub(1).and_then(at),
                below: at(position + 1),
                first: at(0),
                last: at(found.len() - 1),
                is_stop: position == stop,
                can_be_moved: order,
            };
            let builder =
                UiBuilder::new().max_rect(rect).id_salt(&state.project.integrations[found[position]].id);
            ui.scope_builder(builder, |ui| row::show(ui, state, found[position], &around, actions));
        }
        if order {
            landing(ui, state, top, actions);
        }
    });
}

/// The positions that can be seen, and the chosen one, so that the keyboard always finds it.
fn rows_to_draw(found: &[usize], state: &State, seen: Rect) -> Vec<usize> {
    let first = (seen.top() / PITCH).floor().max(0.0) as usize;
    let last = ((seen.bottom() / PITCH).ceil().max(0.0) as usize).min(found.len());
    let mut rows: Vec<usize> = (first.min(last)..last).collect();
    let chosen = position_of(found, state, &state.view.integration);
    if let Some(chosen) = chosen.filter(|chosen| !rows.contains(chosen)) {
        let at = rows.partition_point(|row| *row < chosen);
        rows.insert(at, chosen);
    }
    rows
}

/// The one row that Tab leads to; the arrow keys go on from there.
fn tab_stop(found: &[usize], state: &State, rows: &[usize]) -> usize {
    position_of(found, state, &state.view.integration).or(rows.first().copied()).unwrap_or(0)
}

fn position_of(found: &[usize], state: &State, id: &str) -> Option<usize> {
    found.iter().position(|index| state.project.integrations[*index].id == *id)
}

/// Where the dragged row would land, as a line; letting go puts it there, Escape does not.
fn landing(ui: &Ui, state: &State, top: f32, actions: &mut Vec<Action>) {
    let Some(id) = row::dragged(ui) else { return };
    let count = state.project.integrations.len();
    let from = state.project.integrations.iter().position(|each| each.id == id);
    let (Some(from), Some(pointer)) = (from, ui.input(|input| input.pointer.interact_pos())) else {
        return row::drop_drag(ui);
    };
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        ui.ctx().stop_dragging();
        return row::drop_drag(ui);
    }
    let gap = (((pointer.y - top) / PITCH).round().max(0.0) as usize).min(count);
    let y = top + gap as f32 * PITCH - 1.0;
    let color = theme(ui).color.accent;
    let left = ui.max_rect().left() + 4.0;
    ui.painter().hline(left..=ui.max_rect().right(), y, egui::Stroke::new(space::RING, color));
    ui.painter().circle_filled(pos2(left, y), 4.0, color);
    scroll_at_the_edges(ui, pointer.y);
    if ui.input(|input| input.pointer.any_released()) {
        row::drop_drag(ui);
        let to = if gap > from { gap - 1 } else { gap };
        if to != from {
            actions.push(Action::MoveIntegration { id, to });
        }
    }
}

/// Near the upper and lower edge the list moves on under the pointer.
fn scroll_at_the_edges(ui: &Ui, y: f32) {
    let seen = ui.clip_rect();
    let step = if y < seen.top() + 24.0 {
        12.0
    } else if y > seen.bottom() - 24.0 {
        -12.0
    } else {
        return;
    };
    ui.scroll_with_delta(vec2(0.0, step));
    ui.ctx().request_repaint();
}

/// The positions in the project of what fits the search.
fn found(state: &State) -> Vec<usize> {
    let search = state.view.search.trim().to_lowercase();
    let all = state.project.integrations.iter().enumerate();
    let fits = |name: &str| search.is_empty() || name.to_lowercase().contains(&search);
    all.filter(|(_, each)| fits(&each.name)).map(|(index, _)| index).collect()
}

fn nothing(ui: &mut Ui, state: &mut State) {
    if state.project.integrations.is_empty() {
        text(ui, TextRole::ControlRegular, Tone::Second, "None yet. The plus above adds one.");
        return;
    }
    let words = format!("No integration is called “{}”.", state.view.search.trim());
    text(ui, TextRole::ControlRegular, Tone::Second, &words);
    ui.add_space(space::XS);
    if ui.add(Button::link("Show all").small()).clicked() {
        state.view.search.clear();
    }
}
