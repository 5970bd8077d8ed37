//! The table of commands.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::model::Step;
use crate::state::{Action, HabitAction, Overlay, Page, Panel, StartAction, State, ThemeChoice, Toward};
use crate::ui::theme::{Icon, icons};

/// One thing that one can do.
pub struct Command {
    /// The words on the screen; no other command has the same.
    pub words: &'static str,
    /// What it does, for those who do not know the words.
    pub explanation: &'static str,
    /// Where it stands in the list of keys.
    pub group: Group,
    /// Its picture.
    pub icon: Icon,
    /// Its keys; the first ones are those that are shown.
    pub keys: &'static [KeyboardShortcut],
    /// Where its keys count.
    pub scope: Scope,
    /// What it does now; nothing when it makes no sense now.
    pub action: fn(&State) -> Option<Action>,
}

/// Parts of the list of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The file.
    Project,
    /// The chosen integration in the list.
    Integration,
    /// Places to go.
    Go,
    /// Sending and playing.
    Try,
    /// The program itself.
    Program,
}

impl Group {
    /// In the order of the list.
    pub const ALL: [Self; 5] = [Self::Project, Self::Integration, Self::Go, Self::Try, Self::Program];

    /// The words over the group.
    pub fn title(self) -> &'static str {
        match self {
            Self::Project => "Project",
            Self::Integration => "Integrations, with the list at the left in focus",
            Self::Go => "Go to",
            Self::Try => "Try it",
            Self::Program => "Program",
        }
    }
}

/// Where keys count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everywhere.
    Window,
    /// While a row of the list has the focus.
    List,
}

const NONE: Modifiers = Modifiers::NONE;
const COMMAND: Modifiers = Modifiers::COMMAND;
const ALT: Modifiers = Modifiers::ALT;
const COMMAND_SHIFT: Modifiers = COMMAND.plus(Modifiers::SHIFT);

const fn keys(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

macro_rules! commands {
    ($($scope:ident $group:ident $words:literal $explanation:literal $icon:ident [$($keys:expr),*] $action:expr;)*) => {
        /// Every command. Those with more modifiers come first, or Ctrl+Shift+Z would be read as Ctrl+Z.
        pub const COMMANDS: &[Command] = &[$(Command {
            words: $words,
            explanation: $explanation,
            group: Group::$group,
            icon: icons::$icon,
            keys: &[$($keys),*],
            scope: Scope::$scope,
            action: $action,
        }),*];
    };
}

commands! {
    Window Integration "Add an integration" "One more thing that the bot can do" ICON_ADD
        [keys(COMMAND_SHIFT, Key::N)] |state| open(state, Action::AddIntegration);
    Window Project "Save elsewhere" "Save a copy under another name" ICON_DESCRIPTION
        [keys(COMMAND_SHIFT, Key::S)] |state| open(state, Action::SaveAs);
    Window Project "Save" "Save the project in its file" ICON_CHECK
        [keys(COMMAND, Key::S)] |state| open(state, Action::Save);
    Window Project "Open" "Open a project file" ICON_FOLDER_OPEN
        [keys(COMMAND, Key::O)] |_| Some(Action::Open);
    Window Project "New project" "Begin with an empty project" ICON_NOTE_ADD
        [keys(COMMAND, Key::N)] |_| Some(Action::New);
    Window Project "Open the example" "The subscription story, with a sample system on this computer" ICON_PLAY_ARROW
        [] |_| Some(Action::OpenStory);
    Window Project "Export" "Write the files that a platform loads" ICON_IOS_SHARE
        [keys(COMMAND, Key::E)] |state| open(state, Action::Export);
    Window Project "Import a file" "An OpenAPI file or a Postman collection becomes integrations" ICON_MOVE_TO_INBOX
        [] |_| Some(Action::ChoosePage(Page::Import));
    Window Project "Close project" "Close the project and show the start page" ICON_CLOSE
        [keys(COMMAND, Key::W)] |state| open(state, Action::Start(StartAction::CloseProject));
    Window Project "Redo" "Make again what was taken back" ICON_REDO
        [keys(COMMAND_SHIFT, Key::Z), keys(COMMAND, Key::Y)]
        |state| state.history.redo_label().map(|_| Action::Redo);
    Window Project "Undo" "Take the last change back" ICON_UNDO
        [keys(COMMAND, Key::Z)] |state| state.history.undo_label().map(|_| Action::Undo);

    List Integration "Rename" "Give the integration another name" ICON_EDIT
        [keys(NONE, Key::F2)] |state| chosen(state, HabitAction::StartRename);
    List Integration "Duplicate" "Add a copy of the integration" ICON_CONTENT_COPY
        [keys(COMMAND, Key::D)] |state| id(state).map(Action::DuplicateIntegration);
    List Integration "Copy integration" "Put the integration, with all it needs, on the clipboard" ICON_CONTENT_COPY
        [keys(COMMAND, Key::C)] |state| chosen(state, HabitAction::Copy);
    List Integration "Cut integration" "Put the integration on the clipboard and delete it here" ICON_CONTENT_CUT
        [keys(COMMAND, Key::X)] |state| chosen(state, HabitAction::Cut);
    Window Integration "Paste integration" "Add what is on the clipboard, with the connections it needs" ICON_CONTENT_PASTE
        [keys(COMMAND, Key::V)] |state| open(state, Action::Habit(HabitAction::AskClipboard));
    List Integration "Move up" "Put the integration one place up" ICON_EXPAND_LESS
        [keys(Modifiers::ALT, Key::ArrowUp)] |state| nudge(state, Toward::Up);
    List Integration "Move down" "Put the integration one place down" ICON_EXPAND_MORE
        [keys(Modifiers::ALT, Key::ArrowDown)] |state| nudge(state, Toward::Down);
    List Integration "Delete" "Delete the integration; it can be taken back" ICON_DELETE
        [keys(NONE, Key::Delete)] |state| id(state).map(Action::DeleteIntegration);

    Window Go "When" "What makes the bot use the integration" ICON_FORUM
        [keys(COMMAND, Key::Num1), keys(ALT, Key::Num1)] |state| step(state, Step::When);
    Window Go "Needs" "What must be known before asking" ICON_PERSON
        [keys(COMMAND, Key::Num2), keys(ALT, Key::Num2)] |state| step(state, Step::Needs);
    Window Go "Asks" "Which system is asked, and how" ICON_CABLE
        [keys(COMMAND, Key::Num3), keys(ALT, Key::Num3)] |state| step(state, Step::Asks);
    Window Go "Understands" "What the answer means" ICON_OUTPUT
        [keys(COMMAND, Key::Num4), keys(ALT, Key::Num4)] |state| step(state, Step::Understands);
    Window Go "Says" "What the bot says" ICON_CHAT
        [keys(COMMAND, Key::Num5), keys(ALT, Key::Num5)] |state| step(state, Step::Says);
    Window Go "Failure drill" "Every outcome of the integration side by side" ICON_BOLT
        [] |state| page(state, Page::Drill);
    Window Go "Test scenarios" "Tries with a known end" ICON_CHECKLIST
        [] |state| page(state, Page::Scenarios);
    Window Go "Customer facts" "What the conversation knows about the customer" ICON_PERSON
        [] |state| page(state, Page::Facts);
    Window Go "Connections" "The systems that are asked, and how we prove who we are" ICON_CABLE
        [] |state| page(state, Page::Connections);
    Window Go "Where data goes" "Which data leaves for which host" ICON_SHIELD
        [] |state| page(state, Page::DataFlow);
    Window Go "Project settings" "Name, languages, channels and environments" ICON_TUNE
        [] |state| page(state, Page::Settings);
    Window Go "Findings" "What should be better, with the place of each" ICON_WARNING
        [keys(COMMAND, Key::J)] |state| open(state, Action::ToggleFindings);
    Window Go "Start page" "Recent projects and ways to begin" ICON_FORUM
        [] |_| Some(Action::Start(StartAction::Show));

    Window Try "Send" "Ask the real system" ICON_SEND
        [keys(COMMAND, Key::Enter)] |state| state.integration().map(|_| Action::Send);
    Window Try "Preview" "Play it offline with the chosen sample" ICON_VISIBILITY
        [] |state| state.integration().map(|_| Action::Preview);
    Window Try "Open the test panel" "Request, answer and timeline" ICON_EXPAND_LESS
        [] |state| panel(state, Panel::Closed);
    Window Try "Close the test panel" "Only its bar stays" ICON_EXPAND_MORE
        [] |state| panel(state, Panel::Open);

    Window Program "Find anything" "Everything one can do or go to, by its words" ICON_SEARCH
        [keys(COMMAND, Key::K)]
        |_| show(Overlay::Palette { query: String::new(), row: 0 });
    Window Program "All keys" "This list" ICON_KEYBOARD
        [keys(NONE, Key::F1), keys(NONE, Key::Questionmark)] |_| show(Overlay::Keys);
    Window Program "Texts as they are written" "Values in braces instead of chips, and back" ICON_DATA_OBJECT
        [] |state| open(state, Action::Habit(HabitAction::TurnWritten));
    Window Program "Light colours" "Dark text on a light ground" ICON_LIGHT_MODE
        [] |_| Some(Action::ChooseTheme(ThemeChoice::Light));
    Window Program "Dark colours" "Light text on a dark ground" ICON_DARK_MODE
        [] |_| Some(Action::ChooseTheme(ThemeChoice::Dark));
    Window Program "Colours of the system" "Light or dark as the computer is set" ICON_CONTRAST
        [] |_| Some(Action::ChooseTheme(ThemeChoice::System));
    Window Program "Quit" "Close the window" ICON_CLOSE
        [keys(COMMAND, Key::Q)] |_| Some(Action::Close);
}

/// While a project is open.
fn open(state: &State, action: Action) -> Option<Action> {
    state.has_project().then_some(action)
}

fn id(state: &State) -> Option<String> {
    state.integration().map(|integration| integration.id.clone())
}

fn chosen(state: &State, action: fn(String) -> HabitAction) -> Option<Action> {
    id(state).map(|id| Action::Habit(action(id)))
}

fn nudge(state: &State, toward: Toward) -> Option<Action> {
    let from = state.project.integrations.iter().position(|each| each.id == state.view.integration)?;
    let end = match toward {
        Toward::Up => 0,
        Toward::Down => state.project.integrations.len() - 1,
    };
    let id = state.view.integration.clone();
    (from != end).then_some(Action::Habit(HabitAction::Nudge { id, toward }))
}

fn step(state: &State, step: Step) -> Option<Action> {
    state.integration().map(|_| Action::Habit(HabitAction::GoToStep(step)))
}

fn page(state: &State, page: Page) -> Option<Action> {
    open(state, Action::ChoosePage(page))
}

fn panel(state: &State, now: Panel) -> Option<Action> {
    (state.integration().is_some() && state.view.panel == now).then_some(Action::TogglePanel)
}

fn show(overlay: Overlay) -> Option<Action> {
    Some(Action::Habit(HabitAction::Show(overlay)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_keys_or_words() {
        for (index, command) in COMMANDS.iter().enumerate() {
            for other in &COMMANDS[index + 1..] {
                assert_ne!(command.words, other.words);
                for keys in command.keys {
                    assert!(!other.keys.contains(keys), "{} and {}: {keys:?}", command.words, other.words);
                }
            }
        }
    }

    #[test]
    fn more_modifiers_come_first() {
        let all: Vec<_> = COMMANDS.iter().flat_map(|command| command.keys).collect();
        for (index, keys) in all.iter().enumerate() {
            for later in &all[index + 1..] {
                let hidden = later.logical_key == keys.logical_key
                    && later.modifiers.contains(keys.modifiers)
                    && later.modifiers != keys.modifiers;
                assert!(!hidden, "{later:?} would be read as {keys:?}");
            }
        }
    }

    #[test]
    fn words_and_explanations_are_sentences_without_an_end() {
        for command in COMMANDS {
            for words in [command.words, command.explanation] {
                let first = words.chars().next().unwrap();
                assert!(first.is_uppercase() && !words.ends_with('.'), "{words}");
            }
        }
    }
}
