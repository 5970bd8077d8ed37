//! Reads the keys of commands, before any text field sees them, and says them.

use egui::{Context, Event, InputState, Key, KeyboardShortcut, Modifiers, Ui};

use super::table::{COMMANDS, Command, Scope};
use crate::state::{Action, HabitAction, ImportAction, Page, State};

/// What the keys of this frame ask for. While a question is open, only Escape counts.
pub fn pressed(ui: &Ui, state: &mut State) -> Vec<Action> {
    if state.view.ask.is_some() {
        let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        return if escape { vec![Action::DismissAsk] } else { Vec::new() };
    }
    let typing = ui.ctx().text_edit_focused();
    let mut actions = Vec::new();
    ui.input_mut(|input| {
        for command in COMMANDS.iter().filter(|command| command.scope == Scope::Window) {
            if is_pressed(input, command, typing) {
                actions.extend((command.action)(state));
            }
        }
        if state.try_it.running.is_some() && input.consume_key(Modifiers::NONE, Key::Escape) {
            actions.push(Action::Cancel);
        }
    });
    if !typing {
        paste(ui, state, &mut actions);
    }
    actions
}

/// What the keys of this frame ask for while a row of the list has the focus.
pub fn in_list(ui: &Ui, state: &State) -> Vec<Action> {
    let list = COMMANDS.iter().filter(|command| command.scope == Scope::List);
    ui.input_mut(|input| {
        list.filter(|command| is_pressed(input, command, false))
            .filter_map(|command| (command.action)(state))
            .collect()
    })
}

/// The keys of a command as text; empty when it has none.
pub fn keys_of(ctx: &Context, words: &str) -> String {
    let known = COMMANDS.iter().find(|command| command.words == words);
    let keys = known.and_then(|known| known.keys.first());
    keys.map(|keys| said(ctx, keys)).unwrap_or_default()
}

/// A command with its keys, for tooltips: `Undo (Ctrl+Z)`.
pub fn with_keys(ui: &Ui, words: &str) -> String {
    let keys = keys_of(ui.ctx(), words);
    if keys.is_empty() { words.to_owned() } else { format!("{words} ({keys})") }
}

/// Keys as people say them.
pub(super) fn said(ctx: &Context, keys: &KeyboardShortcut) -> String {
    match keys.logical_key {
        Key::Questionmark => "?".to_owned(),
        _ => ctx.format_shortcut(keys),
    }
}

fn is_pressed(input: &mut InputState, command: &Command, typing: bool) -> bool {
    command.keys.iter().any(|keys| {
        let plain = keys.modifiers == Modifiers::NONE;
        match keys.logical_key {
            // The window library makes events of their own of these.
            Key::C if keys.modifiers.command => take(input, |event| *event == Event::Copy),
            Key::X if keys.modifiers.command => take(input, |event| *event == Event::Cut),
            // Comes with its text, see `paste`.
            Key::V if keys.modifiers.command => false,
            Key::Questionmark => !typing && take(input, |event| *event == Event::Text("?".to_owned())),
            _ if plain => input.consume_key(keys.modifiers, keys.logical_key),
            _ => input.consume_shortcut(keys),
        }
    })
}

fn take(input: &mut InputState, wanted: impl Fn(&Event) -> bool) -> bool {
    let found = input.events.iter().position(wanted);
    found.inspect(|index| drop(input.events.remove(*index))).is_some()
}

/// A text that is pasted into no field: a cURL line is imported, anything else should be an integration.
fn paste(ui: &Ui, state: &mut State, actions: &mut Vec<Action>) {
    let text = ui.input_mut(|input| {
        let index = input.events.iter().position(|event| matches!(event, Event::Paste(_)))?;
        match input.events.remove(index) {
            Event::Paste(text) => Some(text),
            _ => None,
        }
    });
    let Some(text) = text else { return };
    let is_curl = text.trim_start().starts_with("curl");
    if state.view.page == Page::Start {
        state.desk.pasted = text;
    } else if is_curl {
        actions.push(Action::Import(ImportAction::Paste(text)));
    } else if state.has_project() {
        actions.push(Action::Habit(HabitAction::Paste(text)));
    }
}
