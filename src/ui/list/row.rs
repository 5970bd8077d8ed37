//! One integration in the list: chosen by click and key, renamed in place, dragged, and with a menu of its own.

use egui::style::ScrollAnimation;
use egui::{EventFilter, Id, Key, Modifiers, Response, Sense, Ui};

use crate::model::{Integration, Risk, Severity};
use crate::state::{Action, HabitAction, Mark, Page, State};
use crate::ui::commands::{COMMANDS, Scope, in_list, keys_of};
use crate::ui::theme::{Mark as Shown, Tone};
use crate::ui::widgets::{Field, ListRow, MenuItem, context_menu, menu_line};

/// What lies round a row.
pub struct Neighbours {
    /// The id of the row above.
    pub above: Option<String>,
    /// The id of the row below.
    pub below: Option<String>,
    /// The id of the first row.
    pub first: Option<String>,
    /// The id of the last row.
    pub last: Option<String>,
    /// Whether Tab leads to this row.
    pub is_stop: bool,
    /// Whether it can be dragged: not while only some are shown.
    pub can_be_moved: bool,
}

/// Draws it.
pub fn show(ui: &mut Ui, state: &mut State, index: usize, around: &Neighbours, actions: &mut Vec<Action>) {
    let id = state.project.integrations[index].id.clone();
    if state.view.renaming.as_ref().is_some_and(|renaming| renaming.id == id) {
        return rename(ui, state, &id, actions);
    }
    let integration = &state.project.integrations[index];
    let dragged_now = dragged(ui).is_some_and(|dragged| dragged == id);
    if dragged_now {
        ui.set_opacity(0.5);
    }
    let response = draw(ui, state, integration, around);
    if response.clicked() {
        response.request_focus();
        actions.push(Action::ChooseIntegration(id.clone()));
    }
    if response.double_clicked() {
        actions.push(Action::Habit(HabitAction::StartRename(id.clone())));
    }
    if around.can_be_moved && response.drag_started() {
        ui.data_mut(|data| data.insert_temp(drag_id(), id.clone()));
    }
    if response.has_focus() {
        keys(ui, state, &response, around, actions);
    }
    if just_chosen(ui, state, &id) {
        response.scroll_to_me_animation(None, ScrollAnimation::none());
    }
    context_menu(&response, 230.0, |ui| menu(ui, state, &id, actions));
}

/// Gives the focus to the row of an integration.
pub fn focus(ui: &Ui, integration: &str) {
    ui.memory_mut(|memory| memory.request_focus(row_id(integration)));
}

/// The integration that is being dragged.
pub fn dragged(ui: &Ui) -> Option<String> {
    ui.data(|data| data.get_temp(drag_id()))
}

/// Nothing is dragged any more.
pub fn drop_drag(ui: &Ui) {
    ui.data_mut(|data| data.remove::<String>(drag_id()));
}

fn drag_id() -> Id {
    Id::unique("dragged integration")
}

fn row_id(integration: &str) -> Id {
    Id::unique("row of the integration").with(integration)
}

/// A row that is chosen elsewhere, as by the palette, comes into sight once.
fn just_chosen(ui: &Ui, state: &State, id: &str) -> bool {
    let key = Id::unique("integration in sight");
    if state.view.integration != id {
        return false;
    }
    let before: Option<String> = ui.data(|data| data.get_temp(key));
    let new = before.as_deref().is_some_and(|before| before != id);
    if before.as_deref() != Some(id) {
        ui.data_mut(|data| data.insert_temp(key, id.to_owned()));
    }
    new
}

fn draw(ui: &mut Ui, state: &State, integration: &Integration, around: &Neighbours) -> Response {
    let mark = state.mark(&integration.id);
    let second = second_line(state, integration);
    let (shown, trouble) = match mark {
        Mark::Ready => (Shown::Ready, String::new()),
        Mark::NeverTested => (Shown::NeverTested, String::new()),
        Mark::Findings { worst, count } => {
            let words = if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") };
            (if worst == Severity::Error { Shown::Error } else { Shown::Warning }, words)
        }
    };
    let mut sense = Sense::CLICK;
    // egui takes the focus from what may not have it, also in the frame before this becomes the stop.
    if around.is_stop || ui.memory(|memory| memory.has_focus(row_id(&integration.id))) {
        sense |= Sense::FOCUSABLE;
    }
    if around.can_be_moved {
        sense |= Sense::DRAG;
    }
    let mut row = ListRow::new(shown, &integration.name)
        .second(&second)
        .id(row_id(&integration.id))
        .sense(sense)
        .chosen(state.view.page == Page::Integration && integration.id == state.view.integration);
    if !trouble.is_empty() {
        row = row.trouble(&trouble, if shown == Shown::Error { Tone::Err } else { Tone::Warn });
    }
    ui.add(row)
}

/// "Looks up in CRM", "Creates in Tickets · Never tested".
fn second_line(state: &State, integration: &Integration) -> String {
    let does = match integration.trigger.risk {
        Risk::Read => "Looks up in",
        Risk::Write => "Changes",
        Risk::Destructive => "Deletes in",
    };
    let connection = integration.calls.first().and_then(|call| state.project.connection(&call.connection));
    let system = connection.map_or("nothing yet", |connection| &connection.name);
    let is_tested = !integration.scenarios.is_empty() || state.recorded.has_succeeded(&integration.id);
    let tested = if is_tested { "" } else { " · Never tested" };
    format!("{does} {system}{tested}")
}

/// The arrow keys choose, as in any list; the rest stands in the table of commands.
fn keys(ui: &Ui, state: &State, row: &Response, around: &Neighbours, actions: &mut Vec<Action>) {
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(row.id, filter));
    actions.extend(in_list(ui, state));
    let to = ui.input_mut(|input| {
        let mut is = |key| input.consume_key(Modifiers::NONE, key);
        [
            (Key::ArrowUp, &around.above),
            (Key::ArrowDown, &around.below),
            (Key::Home, &around.first),
            (Key::End, &around.last),
        ]
        .into_iter()
        .find_map(|(key, to)| is(key).then_some(to.clone()).flatten())
    });
    if let Some(to) = to {
        focus(ui, &to);
        actions.push(Action::ChooseIntegration(to));
    }
}

/// The name as a field in the place of the row. Enter and leaving it keep the name, Escape does not.
fn rename(ui: &mut Ui, state: &mut State, id: &str, actions: &mut Vec<Action>) {
    let Some(renaming) = &mut state.view.renaming else { return };
    let field_id = Id::unique("new name of the integration");
    let is_new = !ui.memory(|memory| memory.has_focus(field_id))
        && egui::text_edit::TextEditState::load(ui.ctx(), field_id).is_none();
    ui.add_space(9.0);
    let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let field = ui.add(Field::new("New name", &mut renaming.name).id(field_id));
    if is_new {
        field.request_focus();
        let all = egui::text::CCursorRange::select_all_str(&renaming.name);
        let mut edit = egui::text_edit::TextEditState::default();
        edit.cursor.set_char_range(Some(all));
        edit.store(ui.ctx(), field_id);
        return;
    }
    if escape {
        actions.push(Action::Habit(HabitAction::StopRename));
    } else if field.lost_focus() {
        actions.push(Action::Habit(HabitAction::Rename));
    }
    if escape || field.lost_focus() {
        // The next name begins anew.
        ui.data_mut(|data| data.remove::<egui::text_edit::TextEditState>(field_id));
        focus(ui, id);
    }
}

/// What one can do with the integration, with the keys that do the same.
fn menu(ui: &mut Ui, state: &State, id: &str, actions: &mut Vec<Action>) {
    if state.view.integration != id {
        // The commands are about the chosen one.
        actions.push(Action::ChooseIntegration(id.to_owned()));
        focus(ui, id);
    }
    for command in COMMANDS.iter().filter(|command| command.scope == Scope::List) {
        if ["Copy integration", "Move up", "Delete"].contains(&command.words) {
            menu_line(ui);
        }
        let keys = keys_of(ui.ctx(), command.words);
        let mut item = MenuItem::new(command.words).icon(command.icon).secondary(&keys);
        if command.words == "Delete" {
            item = item.danger();
        }
        let action = (command.action)(state);
        if ui.add_enabled(action.is_some(), item).clicked() {
            actions.extend(action);
            ui.close();
        }
    }
}
