//! What the open project was when it was exported last: read when another project is opened, written after each export.

use std::path::PathBuf;

use jiff::Timestamp;

use crate::files::ExportRecord;
use crate::jobs::{Job, Jobs};
use crate::state::{Action, ComparingAction, LastExport, Notice, State};

/// Where exports are remembered.
#[derive(Default)]
pub(super) struct LastExports {
    folder: Option<PathBuf>,
    /// The record of the open project.
    file: Option<PathBuf>,
    /// The reading under way; what it finds is wanted as long as no other project is open.
    reading: Option<Job>,
}

impl LastExports {
    /// With records in that folder; without one they end with the window.
    pub(super) fn in_folder(folder: Option<PathBuf>) -> Self {
        Self { folder, ..Self::default() }
    }

    /// Reads the record of a project that was opened since. A project that got its first file takes its record along.
    pub(super) fn look(&mut self, jobs: &Jobs<Action>, state: &State) {
        let Some(folder) = &self.folder else { return };
        let name = if state.path.is_some() { "" } else { &state.project.name };
        let file = ExportRecord::file(folder, state.path.as_deref(), name);
        if self.file.as_ref() == Some(&file) {
            return;
        }
        self.file = Some(file.clone());
        if let Some(older) = self.reading.take() {
            older.cancel();
        }
        let known = state.comparing.last_export.clone();
        self.reading = Some(jobs.start(move |_| async move {
            let found = ExportRecord::read(&file).map(|(record, project)| Box::new(last(record, project)));
            if found.is_none()
                && let Some(known) = &known
            {
                // A copy that cannot be kept is asked for again after the next export.
                drop(record(known).write(&file, &known.project));
            }
            Action::Comparing(ComparingAction::Known(found.or(known)))
        }));
    }

    /// Another project is opened: its record is read, even when it is the same file again.
    pub(super) fn forget(&mut self) {
        self.file = None;
    }

    /// Keeps the record of the open project.
    pub(super) fn keep(&self, jobs: &Jobs<Action>, last: LastExport) {
        let Some(file) = self.file.clone() else { return };
        jobs.start(move |_| async move {
            match record(&last).write(&file, &last.project) {
                Ok(()) => Action::Comparing(ComparingAction::Known(Some(Box::new(last)))),
                Err(error) => Action::Tell(Notice::problem(error.to_string(), error.hint())),
            }
        });
    }
}

fn record(last: &LastExport) -> ExportRecord {
    ExportRecord {
        at_ms: last.at.as_millisecond(),
        target: last.target.clone(),
        folder: last.folder.clone(),
        integration: last.integration.clone(),
    }
}

fn last(record: ExportRecord, project: crate::model::Project) -> LastExport {
    let ExportRecord { at_ms, target, folder, integration } = record;
    let at = Timestamp::from_millisecond(at_ms).unwrap_or_default();
    LastExport { at, target, folder, integration, project }
}
