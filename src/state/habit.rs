//! Habits of desktop programs: copying whole integrations, renaming in the list, the palette and the list of keys.

use std::sync::Arc;

use super::{Action, Change, Effect, Notice, Page, State, Unnamed, is_unnamed};
use crate::engine::add_to;
use crate::model::{FORMAT, Integration, Project, Step};

/// What a person is used to do in any program.
#[derive(Clone, Debug, PartialEq)]
pub enum HabitAction {
    /// Put an integration, with all it needs, on the clipboard.
    Copy(String),
    /// The same, and delete it.
    Cut(String),
    /// Add the integrations in a text from the clipboard.
    Paste(String),
    /// Ask for what is on the clipboard; a [`Self::Paste`] answers.
    AskClipboard,
    /// Begin to give an integration another name.
    StartRename(String),
    /// Leave the name as it is.
    StopRename,
    /// Give the integration its new name.
    Rename,
    /// Go to a step of the chosen integration.
    GoToStep(Step),
    /// Go to the reply of an outcome of the chosen integration.
    GoToOutcome(String),
    /// Put an integration one place up or down in the list.
    Nudge {
        /// Which.
        id: String,
        /// Where to.
        toward: Toward,
    },
    /// Show texts as they are written, or with chips again.
    TurnWritten,
    /// Show this above the window.
    Show(Overlay),
    /// Take it away.
    Hide,
}

/// A name that is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renaming {
    /// Whose.
    pub id: String,
    /// What was typed so far.
    pub name: String,
}

/// A direction in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// To the one above.
    Up,
    /// To the one below.
    Down,
}

/// What lies above the window until Escape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// Everything one can do or go to, by its words.
    Palette {
        /// What was typed.
        query: String,
        /// Which row the keys stand on.
        row: usize,
    },
    /// All keys.
    Keys,
}

impl State {
    pub(super) fn habit(&mut self, action: HabitAction) -> Vec<Effect> {
        match action {
            HabitAction::Copy(id) => self.copy(&id),
            HabitAction::Cut(id) => {
                let effects = self.copy(&id);
                self.apply(Action::DeleteIntegration(id));
                effects
            }
            HabitAction::Paste(text) => {
                self.paste(&text);
                Vec::new()
            }
            HabitAction::AskClipboard => vec![Effect::AskClipboard],
            HabitAction::StartRename(id) => {
                let name = self.project.integration(&id).map(|each| each.name.clone());
                self.view.renaming = name.map(|name| Renaming { id, name });
                Vec::new()
            }
            HabitAction::StopRename => {
                self.view.renaming = None;
                Vec::new()
            }
            HabitAction::Rename => {
                let Some(Renaming { id, name }) = self.view.renaming.take() else { return Vec::new() };
                self.rename(&id, name.trim());
                let is_chosen = self.view.integration == id;
                let change = Change::NameByWords(Unnamed::Integration);
                if is_chosen && is_unnamed(&id) { self.carry_out(&change) } else { Vec::new() }
            }
            HabitAction::GoToStep(step) => {
                self.view.page = Page::Integration;
                self.apply(Action::ChooseStep(step))
            }
            HabitAction::GoToOutcome(outcome) => {
                self.view.page = Page::Integration;
                self.view.step = Step::Says;
                self.apply(Action::ChooseOutcome(outcome))
            }
            HabitAction::Nudge { id, toward } => self.nudge(id, toward),
            HabitAction::TurnWritten => self.look(|view| view.raw_texts = !view.raw_texts),
            HabitAction::Show(overlay) => {
                self.view.overlay = Some(overlay);
                Vec::new()
            }
            HabitAction::Hide => {
                self.view.overlay = None;
                Vec::new()
            }
        }
    }

    fn copy(&mut self, id: &str) -> Vec<Effect> {
        let found = self.project.integrations.iter().find(|each| each.id == *id).cloned();
        let Some(integration) = found else { return Vec::new() };
        self.notice = Some(Notice::done(format!("“{}” is on the clipboard", integration.name)));
        let clipping = clipping(&self.project, integration);
        vec![Effect::Copy(serde_json::to_string_pretty(&clipping).unwrap_or_default())]
    }

    fn paste(&mut self, text: &str) {
        let clipping = serde_json::from_str::<Project>(text).ok().filter(|project| project.format == FORMAT);
        let Some(clipping) = clipping.filter(|project| !project.integrations.is_empty()) else {
            let hint = "Copy an integration in the list at the left first, here or in another window";
            self.notice = Some(Notice::problem("There is no integration on the clipboard", hint));
            return;
        };
        let before = self.project.clone();
        let added = add_to(&mut self.project, clipping, Vec::new()).integrations;
        self.history.note_step(&before, "Pasting of an integration");
        self.settled = self.project.clone();
        if let Some(first) = added.first() {
            self.apply(Action::ChooseIntegration(first.clone()));
        }
        self.derive();
        let words = match added.len() {
            1 => "One integration is added".to_owned(),
            count => format!("{count} integrations are added"),
        };
        self.notice = Some(Notice::undoable(words));
    }

    fn rename(&mut self, id: &str, name: &str) {
        let found = self.project.integrations.iter().position(|each| each.id == *id);
        let Some(index) =
            found.filter(|index| !name.is_empty() && self.project.integrations[*index].name != name)
        else {
            return;
        };
        let before = self.project.clone();
        name.clone_into(&mut Arc::make_mut(&mut self.project.integrations[index]).name);
        self.note_design(&before, "Another name");
    }

    fn nudge(&mut self, id: String, toward: Toward) -> Vec<Effect> {
        let Some(from) = self.project.integrations.iter().position(|each| each.id == id) else {
            return Vec::new();
        };
        let last = self.project.integrations.len() - 1;
        let to = match toward {
            Toward::Up => from.saturating_sub(1),
            Toward::Down => (from + 1).min(last),
        };
        if to == from { Vec::new() } else { self.apply(Action::MoveIntegration { id, to }) }
    }
}

/// An integration as a small project: with the connections, facts and names of secrets that it uses.
fn clipping(project: &Project, integration: Arc<Integration>) -> Project {
    let called = |id: &String| integration.calls.iter().any(|call| call.connection == *id);
    let connections: Vec<_> = project.connections.iter().filter(|known| called(&known.id)).cloned().collect();
    // A name is used wherever the words of integration or connection hold it as a whole.
    let words = serde_json::to_string(&(&*integration, &connections)).unwrap_or_default();
    let is_used = |name: &str| holds_name(&words, name);
    Project {
        name: integration.name.clone(),
        languages: project.languages.clone(),
        environments: project.environments.clone(),
        context: project.context.iter().filter(|variable| is_used(&variable.name)).cloned().collect(),
        secrets: project.secrets.iter().filter(|secret| is_used(&secret.name)).cloned().collect(),
        connections,
        integrations: vec![integration],
        ..Project::default()
    }
}

fn holds_name(words: &str, name: &str) -> bool {
    let part_of_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    words.match_indices(name).any(|(at, _)| {
        let before = words[..at].chars().next_back().is_none_or(|letter| !part_of_name(letter));
        let after = words[at + name.len()..].chars().next().is_none_or(|letter| !part_of_name(letter));
        before && after
    })
}
