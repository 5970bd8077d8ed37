//! What the program remembers between two starts: recent projects, and changes that are kept aside.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::Program;
use crate::files::{self, Kept, RecentProject, Recovery};
use crate::jobs::Jobs;
use crate::state::{
    Action, Condition, LeftBehind, Notice, PathPurpose, Recent, RecoveryAction, RecoveryEffect, StartAction,
    StartEffect,
};

/// The place where changes are kept aside, and what is still to be done there: one thing after the other, so that an older write
/// never comes after a newer one.
pub(super) struct Keeper {
    folder: PathBuf,
    window: Recovery,
    waiting: VecDeque<RecoveryEffect>,
    busy: bool,
}

impl Keeper {
    /// None when nothing can be kept there, which is no reason not to open a window.
    pub(super) fn open(folder: &Path, id: &str) -> Option<Self> {
        let window = Recovery::open(folder, id).ok()?;
        Some(Self { folder: folder.to_owned(), window, waiting: VecDeque::new(), busy: false })
    }

    /// Looks for what other windows left behind.
    pub(super) fn look(&self, jobs: &Jobs<Action>) {
        let folder = self.folder.clone();
        jobs.start(move |_| async move {
            let found = Recovery::left_behind(&folder).into_iter();
            Action::Recovery(RecoveryAction::Found(found.map(left_behind).collect()))
        });
    }

    fn ask(&mut self, effect: RecoveryEffect, jobs: &Jobs<Action>) {
        if matches!(effect, RecoveryEffect::Write { .. } | RecoveryEffect::Remove) {
            // A newer state of this window makes the older ones needless.
            let older = |known: &RecoveryEffect| {
                matches!(known, RecoveryEffect::Write { .. } | RecoveryEffect::Remove)
            };
            self.waiting.retain(|known| !older(known));
        }
        self.waiting.push_back(effect);
        self.go_on(jobs);
    }

    fn go_on(&mut self, jobs: &Jobs<Action>) {
        if self.busy {
            return;
        }
        let Some(effect) = self.waiting.pop_front() else { return };
        self.busy = true;
        let (folder, file) = (self.folder.clone(), self.window.file());
        jobs.start(move |_| async move { perform(&folder, &file, effect) });
    }

    /// Nothing is kept any more: the window ends by itself.
    pub(super) fn end(self) {
        self.window.end();
    }
}

fn perform(folder: &Path, file: &Path, effect: RecoveryEffect) -> Action {
    match effect {
        RecoveryEffect::Write { project, path } => {
            let kept = Kept { name: project.name.clone(), path, written_s: now_s() };
            // Nobody can do anything about it, and what counts is the project's own file.
            drop(Recovery::write(file, &kept, &project));
        }
        RecoveryEffect::Remove => Recovery::remove(file),
        RecoveryEffect::Discard(id) => Recovery::discard(folder, &id),
        RecoveryEffect::Read(id) => {
            return match Recovery::read(folder, &id) {
                Ok((kept, project)) => {
                    let project = Box::new(project);
                    Action::Recovery(RecoveryAction::Read { id, project, path: kept.path })
                }
                Err(error) => {
                    let notice = Notice::problem(error.to_string(), error.hint());
                    Action::Recovery(RecoveryAction::Unreadable(notice))
                }
            };
        }
    }
    Action::Recovery(RecoveryAction::Done)
}

fn left_behind(file: files::KeptFile) -> LeftBehind {
    let written = Timestamp::from_second(file.kept.written_s).unwrap_or_default();
    LeftBehind { id: file.id, name: file.kept.name, path: file.kept.path, written }
}

fn now_s() -> i64 {
    Timestamp::now().as_second()
}

impl Program {
    /// The same with a folder in which unsaved changes are kept aside; `id` is this window's alone.
    #[must_use]
    pub fn with_recovery(mut self, folder: &Path, id: &str) -> Self {
        self.keeper = Keeper::open(folder, id);
        if let Some(keeper) = &self.keeper {
            keeper.look(&self.jobs);
        }
        self
    }

    /// The window ends by itself, and nothing of it has to be kept aside.
    pub fn end(&mut self) {
        self.remember_project();
        self.window_ends();
        if let Some(keeper) = self.keeper.take() {
            keeper.end();
        }
    }

    pub(super) fn recover(&mut self, effect: RecoveryEffect) {
        if let Some(keeper) = &mut self.keeper {
            keeper.ask(effect, &self.jobs);
        }
    }

    /// What was asked of the keeper is done.
    pub(super) fn kept(&mut self) {
        if let Some(keeper) = &mut self.keeper {
            keeper.busy = false;
            keeper.go_on(&self.jobs);
        }
    }

    pub(super) fn perform_start(&mut self, effect: StartEffect) {
        match effect {
            StartEffect::LookAtRecents => {
                let known = self.settings.recent.clone();
                self.jobs.start(move |_| async move {
                    Action::Start(StartAction::Known(known.into_iter().map(recent).collect()))
                });
            }
            StartEffect::Forget(path) => {
                self.forgotten = self.settings.take(&path);
                self.save_settings();
            }
            StartEffect::PutBack => {
                if let Some((place, project)) = self.forgotten.take() {
                    self.settings.put_back(place, project);
                    self.save_settings();
                }
            }
            StartEffect::Find(path) => {
                self.looked_for = Some(path);
                self.pick(PathPurpose::Open, String::new(), |path| Action::OpenPath(path.to_owned()));
            }
        }
    }

    /// Puts the open project at the top of the recent ones, with what is known about it now.
    pub(super) fn remember_project(&mut self) {
        if let Some(recent) = self.state.as_recent() {
            if let Some(gone) = self.looked_for.take() {
                self.settings.forget(&gone);
            }
            let (findings, tested) = match recent.condition {
                Condition::Ready | Condition::Gone => (0, true),
                Condition::Findings(count) => (count, true),
                Condition::NeverTested => (0, false),
            };
            self.settings.remember(RecentProject {
                path: recent.path,
                name: recent.name,
                opened_s: recent.opened.as_second(),
                integrations: recent.integrations,
                findings,
                tested,
            });
            self.save_settings();
        }
    }
}

fn recent(known: RecentProject) -> Recent {
    let condition = match (files::is_there(&known.path), known.findings, known.tested) {
        (false, _, _) => Condition::Gone,
        (true, 0, true) => Condition::Ready,
        (true, 0, false) => Condition::NeverTested,
        (true, count, _) => Condition::Findings(count),
    };
    Recent {
        opened: Timestamp::from_second(known.opened_s).unwrap_or_default(),
        path: known.path,
        name: known.name,
        integrations: known.integrations,
        condition,
    }
}
