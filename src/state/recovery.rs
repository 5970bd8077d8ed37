//! Unsaved changes are kept aside, so that a crash costs seconds: when they are written, and how they come back.
//!
//! ```text
//! change ─► rest of 1 s, or 5 s of work ─► Write ─► saved, discarded or undone ─► Remove
//! crash  ─► next start: Found ─► Recover ─► Read ─► the project, unsaved
//!                             └► AskDiscard ─► Discard
//! ```

use std::path::PathBuf;

use jiff::Timestamp;

use super::{Effect, Notice, Page, State, same};
use crate::model::Project;

/// Changes that rest this long are written.
const REST_MS: u64 = 1_000;
/// Changes that never rest are written this often.
const MOST_MS: u64 = 5_000;

/// Unsaved changes of a window that did not end by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftBehind {
    /// Which window it was.
    pub id: String,
    /// The name of the project.
    pub name: String,
    /// The project's file; none when it had never been saved.
    pub path: Option<PathBuf>,
    /// When the changes were kept aside.
    pub written: Timestamp,
}

/// What is wanted of the changes that were kept aside.
#[derive(Clone, Debug, PartialEq)]
pub enum RecoveryAction {
    /// These were found.
    Found(Vec<LeftBehind>),
    /// Open them.
    Recover(String),
    /// Ask whether to forget them: that cannot be undone.
    AskDiscard(String),
    /// Keep them after all.
    KeepThem,
    /// Forget them.
    Discard(String),
    /// They were read.
    Read {
        /// Which.
        id: String,
        /// The project with its changes.
        project: Box<Project>,
        /// The file that it belongs to.
        path: Option<PathBuf>,
    },
    /// They could not be read.
    Unreadable(Notice),
    /// What was asked for last is done.
    Done,
}

impl RecoveryAction {
    /// Whether the world has done what a [`RecoveryEffect`] asked for.
    pub fn ends_a_job(&self) -> bool {
        matches!(self, Self::Read { .. } | Self::Unreadable(_) | Self::Done)
    }
}

/// What the world must do with the changes of this window, and with those that others left behind.
#[derive(Clone, Debug, PartialEq)]
pub enum RecoveryEffect {
    /// Keep these aside, in the place of those kept before.
    Write {
        /// The project with its changes.
        project: Box<Project>,
        /// The file that it belongs to.
        path: Option<PathBuf>,
    },
    /// There is nothing left to keep.
    Remove,
    /// Read what a window left behind.
    Read(String),
    /// Delete what a window left behind.
    Discard(String),
}

/// What was kept aside so far.
#[derive(Default)]
pub(super) struct Autosave {
    written: Option<Project>,
    seen: Option<Project>,
    first_ms: u64,
    last_ms: u64,
}

/// What is to be done now, and when to look again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AutosaveStep {
    /// What the world must do.
    pub effect: Option<Effect>,
    /// In how many milliseconds there may be more to do; nothing when only a change can bring that.
    pub again_ms: Option<u64>,
}

impl State {
    /// Keeps unsaved changes aside when they rest; called after [`State::settle`] with the same clock.
    pub fn autosave(&mut self, at_ms: u64) -> AutosaveStep {
        if !self.is_unsaved() {
            let written = std::mem::take(&mut self.autosave).written.is_some();
            let effect = written.then_some(Effect::Recovery(RecoveryEffect::Remove));
            return AutosaveStep { effect, again_ms: None };
        }
        let kept = |known: &Option<Project>| known.as_ref().is_some_and(|known| same(known, &self.project));
        if kept(&self.autosave.written) {
            self.autosave.seen = None;
            return AutosaveStep::default();
        }
        if !kept(&self.autosave.seen) {
            if self.autosave.seen.is_none() {
                self.autosave.first_ms = at_ms;
            }
            self.autosave.last_ms = at_ms;
            self.autosave.seen = Some(self.project.clone());
        }
        let due_ms = (self.autosave.last_ms + REST_MS).min(self.autosave.first_ms + MOST_MS);
        if at_ms < due_ms {
            return AutosaveStep { effect: None, again_ms: Some(due_ms - at_ms) };
        }
        self.autosave.seen = None;
        AutosaveStep { effect: Some(self.keep_aside()), again_ms: None }
    }

    pub(super) fn recovery(&mut self, action: RecoveryAction) -> Vec<Effect> {
        match action {
            RecoveryAction::Found(left_behind) => self.desk.left_behind = left_behind,
            RecoveryAction::Recover(id) => return vec![Effect::Recovery(RecoveryEffect::Read(id))],
            RecoveryAction::AskDiscard(id) => self.desk.discarding = Some(id),
            RecoveryAction::KeepThem => self.desk.discarding = None,
            // One yes is good for one window.
            RecoveryAction::Discard(id) if self.desk.discarding.as_ref() != Some(&id) => {}
            RecoveryAction::Discard(id) => {
                self.desk.discarding = None;
                self.desk.left_behind.retain(|left| left.id != id);
                return vec![Effect::Recovery(RecoveryEffect::Discard(id))];
            }
            RecoveryAction::Read { id, project, path } => {
                let mut effects = self.replace(*project, path);
                self.saved = None;
                self.view.page = Page::Integration;
                self.desk.left_behind.retain(|left| left.id != id);
                self.notice = Some(Notice::done("Your changes are back; save them to keep them"));
                // Kept aside here first, so that they are never in no place.
                effects.push(self.keep_aside());
                effects.push(Effect::Recovery(RecoveryEffect::Discard(id)));
                return effects;
            }
            RecoveryAction::Unreadable(notice) => self.notice = Some(notice),
            RecoveryAction::Done => {}
        }
        Vec::new()
    }

    fn keep_aside(&mut self) -> Effect {
        self.autosave.written = Some(self.project.clone());
        Effect::Recovery(RecoveryEffect::Write {
            project: Box::new(self.project.clone()),
            path: self.path.clone(),
        })
    }
}
