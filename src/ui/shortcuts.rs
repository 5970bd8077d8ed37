//! The keys of the window, read before any text field sees them.

use egui::{Key, KeyboardShortcut, Modifiers, Ui};

use crate::model::Step;
use crate::state::{Action, State};

/// One shortcut: the words for it, its keys, and what it does.
pub struct Shortcut {
    /// What it does, in words.
    pub words: &'static str,
    /// Its keys.
    pub keys: KeyboardShortcut,
    action: fn() -> Action,
}

const COMMAND: Modifiers = Modifiers::COMMAND;
const COMMAND_SHIFT: Modifiers = COMMAND.plus(Modifiers::SHIFT);

/// Every shortcut. Those with more keys come first, or Ctrl+Shift+Z would be read as Ctrl+Z.
pub const SHORTCUTS: [Shortcut; 14] = [
    shortcut("Redo", COMMAND_SHIFT, Key::Z, || Action::Redo),
    shortcut("Save elsewhere", COMMAND_SHIFT, Key::S, || Action::SaveAs),
    shortcut("Undo", COMMAND, Key::Z, || Action::Undo),
    shortcut("Redo", COMMAND, Key::Y, || Action::Redo),
    shortcut("Save", COMMAND, Key::S, || Action::Save),
    shortcut("Open", COMMAND, Key::O, || Action::Open),
    shortcut("New project", COMMAND, Key::N, || Action::New),
    shortcut("Export", COMMAND, Key::E, || Action::Export),
    shortcut("Send", COMMAND, Key::Enter, || Action::Send),
    shortcut("When", COMMAND, Key::Num1, || Action::ChooseStep(Step::When)),
    shortcut("Needs", COMMAND, Key::Num2, || Action::ChooseStep(Step::Needs)),
    shortcut("Asks", COMMAND, Key::Num3, || Action::ChooseStep(Step::Asks)),
    shortcut("Understands", COMMAND, Key::Num4, || Action::ChooseStep(Step::Understands)),
    shortcut("Says", COMMAND, Key::Num5, || Action::ChooseStep(Step::Says)),
];

const fn shortcut(words: &'static str, modifiers: Modifiers, key: Key, action: fn() -> Action) -> Shortcut {
    Shortcut { words, keys: KeyboardShortcut::new(modifiers, key), action }
}

/// What the keys of this frame ask for. While a question is open, only Escape counts.
pub fn pressed(ui: &Ui, state: &State) -> Vec<Action> {
    if state.view.ask.is_some() {
        let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        return if escape { vec![Action::DismissAsk] } else { Vec::new() };
    }
    let mut actions = Vec::new();
    ui.input_mut(|input| {
        for shortcut in &SHORTCUTS {
            if input.consume_shortcut(&shortcut.keys) {
                actions.push((shortcut.action)());
            }
        }
        if state.try_it.running.is_some() && input.consume_key(Modifiers::NONE, Key::Escape) {
            actions.push(Action::Cancel);
        }
    });
    actions
}

/// The keys of an action as text, for tooltips: `Undo (Ctrl+Z)`.
pub fn with_keys(ui: &Ui, words: &str) -> String {
    let known = SHORTCUTS.iter().rev().find(|shortcut| shortcut.words == words);
    known.map_or_else(
        || words.to_owned(),
        |known| format!("{words} ({})", ui.ctx().format_shortcut(&known.keys)),
    )
}
