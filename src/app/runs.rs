//! The history of live runs on disk: read when another project is opened, written one after the other.

use std::path::PathBuf;

use jiff::Timestamp;

use crate::files;
use crate::jobs::Jobs;
use crate::state::{Action, HistoryAction, Notice, Recorded, State};

/// Where histories lie, and what is under way.
#[derive(Default)]
pub(super) struct Runs {
    folder: Option<PathBuf>,
    /// The file of the open project.
    file: Option<PathBuf>,
    /// What is written when the writing under way is done; a newer text takes the place of an older one.
    next: Option<String>,
    writing: Writing,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Writing {
    #[default]
    Rests,
    UnderWay,
}

impl Runs {
    /// With histories in that folder; without one nothing is kept beyond the window.
    pub(super) fn in_folder(folder: Option<PathBuf>) -> Self {
        Self { folder, ..Self::default() }
    }

    /// Reads the history of a project that was opened since. A project that got its first file takes its history along.
    pub(super) fn look(&mut self, jobs: &Jobs<Action>, state: &State, now: Timestamp) {
        let Some(folder) = &self.folder else { return };
        let name = if state.path.is_some() { "" } else { &state.project.name };
        let file = files::runs_file(folder, state.path.as_deref(), name);
        if self.file.as_ref() == Some(&file) {
            return;
        }
        self.file = Some(file.clone());
        let known = state.recorded.clone();
        jobs.start(move |_| async move {
            let read = files::read_runs(&file).map(|text| Recorded::read(&text, now));
            Action::History(HistoryAction::Loaded(Box::new(read.unwrap_or(known))))
        });
    }

    /// Another project is opened: its history is read, even when it is the same file again.
    pub(super) fn forget(&mut self) {
        self.file = None;
    }

    /// Writes the history of the open project.
    pub(super) fn keep(&mut self, jobs: &Jobs<Action>, text: String) {
        if self.file.is_none() {
            return;
        }
        self.next = Some(text);
        if self.writing == Writing::Rests {
            self.write(jobs);
        }
    }

    /// The writing under way is done.
    pub(super) fn kept(&mut self, jobs: &Jobs<Action>) {
        self.writing = Writing::Rests;
        self.write(jobs);
    }

    fn write(&mut self, jobs: &Jobs<Action>) {
        let (Some(file), Some(text)) = (self.file.clone(), self.next.take()) else { return };
        self.writing = Writing::UnderWay;
        jobs.start(move |_| async move {
            let problem = files::write_runs(&file, &text).err();
            let notice = problem.map(|error| Notice::problem(error.to_string(), error.hint()));
            Action::History(HistoryAction::Kept(notice))
        });
    }
}
