//! What the world must do.

use std::path::PathBuf;
use std::sync::Arc;

use super::{
    AnswerOrder, DeriveOrder, DrillOrder, ExportOrder, ImportEffect, Keeping, LastExport, PlayOrder,
    PreparedFile, RecoveryEffect, ReportOrder, ResultsOrder, StartEffect, ThemeChoice,
};
use crate::engine::{Conversation, SecretValue};
use crate::model::Project;

/// What the world must do. Its answer is an [`Action`](super::Action).
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Make a live run.
    Send(Box<SendOrder>),
    /// Stop a run.
    Cancel(u64),
    /// Work out what follows from a large project.
    Derive(Box<DeriveOrder>),
    /// Find something out about a large answer.
    Answer(Box<AnswerOrder>),
    /// Write the history of live runs.
    KeepHistory(String),
    /// Keep the value of a secret, and say where it is then.
    KeepSecret {
        /// The secret's name.
        name: String,
        /// Its value.
        value: SecretValue,
        /// How long.
        keeping: Keeping,
    },
    /// Ask for a file to open.
    PickProject,
    /// Ask where to save.
    PickSave {
        /// A name to begin with.
        name: String,
    },
    /// Ask for a folder to export to.
    PickExport,
    /// Make the files of a target.
    PrepareExport(Box<ExportOrder>),
    /// Write the files of a target into this folder.
    WriteExport {
        /// Which.
        files: Vec<PreparedFile>,
        /// Where to.
        folder: PathBuf,
        /// What they were made of.
        order: Box<ExportOrder>,
    },
    /// Remember what was exported.
    KeepExport(Box<LastExport>),
    /// Ask for a file to compare with.
    PickCompared,
    /// Read a file to compare with.
    ReadCompared(PathBuf),
    /// Play many runs.
    Play(Box<PlayOrder>),
    /// Stop playing.
    StopPlaying(u64),
    /// Provoke every outcome against the demo system.
    Drill(Box<DrillOrder>),
    /// Stop that.
    StopDrill(u64),
    /// Ask for a table of customers.
    PickData,
    /// Read a table of customers.
    ReadData(PathBuf),
    /// Ask where the hand-over document goes.
    PickReport {
        /// A name to begin with.
        name: String,
    },
    /// Write the hand-over document.
    WriteReport(Box<ReportOrder>),
    /// Ask where it is written how the rows of a table went.
    PickResults {
        /// A name to begin with.
        name: String,
    },
    /// Write it.
    WriteResults(Box<ResultsOrder>),
    /// Put a text into the clipboard.
    Copy(String),
    /// Read a project.
    Load(PathBuf),
    /// Read the story that comes with the program.
    LoadStory,
    /// Save a project.
    Save {
        /// Where to.
        path: PathBuf,
        /// What.
        project: Box<Project>,
    },
    /// Show this theme, and remember it.
    Theme(ThemeChoice),
    /// Something for the start page.
    Start(StartEffect),
    /// Read what is to be imported.
    Import(ImportEffect),
    /// Something about changes that are kept aside.
    Recovery(RecoveryEffect),
    /// Read the clipboard.
    AskClipboard,
    /// Close the window.
    Close,
}

/// Everything a live run needs, by value.
#[derive(Clone, Debug, PartialEq)]
pub struct SendOrder {
    /// The run's number; a result with an older one is dropped.
    pub run: u64,
    /// The design at this moment.
    pub project: Arc<Project>,
    /// Which integration.
    pub integration: String,
    /// Where to.
    pub environment: String,
    /// What is known.
    pub conversation: Conversation,
}
