//! The start page: what is wanted of it, and what the world must do for that.

use std::path::PathBuf;

use super::{Effect, Notice, Page, Recent, Removed, State};
use crate::model::Project;

/// What is wanted of the start page.
#[derive(Clone, Debug, PartialEq)]
pub enum StartAction {
    /// Show it; the open project stays open.
    Show,
    /// Leave it for the project that is still open.
    Leave,
    /// Close the project and show it.
    CloseProject,
    /// What is known about the recent projects.
    Known(Vec<Recent>),
    /// Take a project from the list; its file stays where it is.
    Forget(PathBuf),
    /// Put the project back that was taken from the list last.
    PutBack,
    /// Look for the file of a project that is no longer where it was.
    Find(PathBuf),
}

/// What the world must do for the start page.
#[derive(Clone, Debug, PartialEq)]
pub enum StartEffect {
    /// See which recent projects are still there; the answer is [`StartAction::Known`].
    LookAtRecents,
    /// Take a project from the list that is remembered.
    Forget(PathBuf),
    /// Put the one back that was taken from it last.
    PutBack,
    /// Ask for a file that takes the place of this one in the list.
    Find(PathBuf),
}

impl State {
    pub(super) fn start(&mut self, action: StartAction) -> Vec<Effect> {
        match action {
            StartAction::Show => self.show_start(),
            StartAction::Leave => {
                self.view.page = Page::Integration;
                Vec::new()
            }
            StartAction::CloseProject => {
                let mut effects = self.replace(Project::default(), None);
                effects.extend(self.show_start());
                effects
            }
            StartAction::Known(recents) => {
                self.desk.recents = recents;
                Vec::new()
            }
            StartAction::Forget(path) => {
                let place = self.desk.recents.iter().position(|recent| recent.path == path);
                let Some(place) = place else { return Vec::new() };
                let recent = self.desk.recents.remove(place);
                self.notice = Some(Notice::removed(
                    format!("{} is off the list", recent.title()),
                    Removed::RecentProject,
                ));
                self.desk.forgotten = Some((place, recent));
                vec![Effect::Start(StartEffect::Forget(path))]
            }
            StartAction::PutBack => {
                let Some((place, recent)) = self.desk.forgotten.take() else { return Vec::new() };
                self.desk.recents.insert(place.min(self.desk.recents.len()), recent);
                vec![Effect::Start(StartEffect::PutBack)]
            }
            StartAction::Find(path) => vec![Effect::Start(StartEffect::Find(path))],
        }
    }

    /// Whether a project is open behind the start page.
    pub fn has_project(&self) -> bool {
        self.path.is_some() || !self.project.name.is_empty() || !self.project.integrations.is_empty()
    }

    fn show_start(&mut self) -> Vec<Effect> {
        self.view.page = Page::Start;
        self.view.ask = None;
        vec![Effect::Start(StartEffect::LookAtRecents)]
    }
}
