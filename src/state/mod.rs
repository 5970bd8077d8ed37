//! What is going on in the window: actions in, effects out; the whole program without a window.
//!
//! [`State::apply`] is the only place where state changes, apart from the text being typed into a bound field of [`Open`].
//! What the world must do (ask the network, the disk, a dialog) comes back as [`Effect`]s by value; its answer is another
//! [`Action`]. [`State::settle`] is called once a frame after drawing: it notices what was typed, keeps the undo history and
//! brings everything derived (conversation, findings, read-back) up to date, so that nothing is computed while drawing.

mod action;
mod answer_work;
mod apply;
mod batch;
mod came_back;
mod change;
mod comparing;
mod data_sheet;
mod derived;
mod deriving;
mod desk;
mod draft;
mod drill;
mod edit;
mod effect;
mod exporting;
mod fit;
mod guard;
mod habit;
mod history;
mod importing;
mod intention;
mod kept_call;
mod known_secrets;
mod letters;
mod looking;
mod names;
mod news;
mod notice;
mod open;
mod outcomes;
mod page;
mod panel;
mod past_run;
mod playing;
mod proof;
mod read_back;
mod ready_words;
mod recents;
mod recorded;
mod recovery;
mod remedy;
mod report;
mod results;
mod saving;
mod scenario_changes;
mod scenarios;
mod spoken;
mod start;
mod time;
mod try_it;
mod trying;
mod used_by;
mod view;

use jiff::Timestamp;

use crate::check::Memory;
use crate::model::{Finding, Integration, Project};
pub use action::Action;
pub use answer_work::{AnswerFound, AnswerNews, AnswerOrder, AnswerWork, Design, MOST_HITS};
pub use batch::{BatchQuestion, BatchWrite};
pub use came_back::{AnswerTab, CameBack, Filter};
pub use change::{
    BodyEdit, BodyKind, Change, JsonKind, NewInput, ParameterList, ProjectChange, Unnamed, child_mut,
    is_unnamed, rename_input, rename_key,
};
pub use comparing::{Baseline, Comparing, ComparingAction, LastExport};
pub use data_sheet::DataSheet;
pub use derived::{Derived, Mark};
use deriving::Deriving;
pub use deriving::{DeriveNews, DeriveOrder};
pub use desk::Desk;
pub use draft::{Draft, DraftPart, Purpose, Replacement, Seed};
pub use drill::{
    Drill, DrillAction, DrillCard, DrillOrder, DrillTrial, LONGEST_SHOWN_MS, LiveEnd, Patience, RunningDrill,
    Verdict,
};
use edit::kind_of;
pub use effect::{Effect, SendOrder};
pub use exporting::{
    ExportAction, ExportOrder, ExportTarget, Exporting, PreparedExport, PreparedFate, PreparedFile,
    PreparedLine,
};
pub use fit::{Fit, fit, longest_text};
pub use guard::{Harm, WriteQuestion, WriteRequest};
pub use habit::{HabitAction, Overlay, Renaming, Toward};
pub use history::History;
pub use importing::{
    ImportAction, ImportEffect, ImportInto, ImportKind, ImportOperation, ImportRemark, ImportSource,
    ImportStage, Importing, UnderstoodSource,
};
pub use intention::Intention;
pub use kept_call::{KeptCall, KeptEnd};
pub use known_secrets::{FoundIn, Keeper, Keeping, KnownSecrets};
pub use letters::writing_of;
pub use names::{Name, NameKind};
pub use news::{Loaded, News};
pub use notice::{Notice, NoticeKind, Removed};
pub use open::Open;
pub use outcomes::{FALLBACK, OutcomeGroup, OutcomeRow, condition_words, groups};
pub use page::Page;
pub use panel::PanelAction;
pub use past_run::HistoryAction;
pub use playing::{AnsweredBy, PlayOrder, Played, Trial};
pub use proof::Proof;
pub use read_back::{Piece, read_back, read_back_short};
use ready_words::ReadyWords;
pub use recents::{Condition, Recent, ago};
pub use recorded::{Keep, KeptValue, Recorded, RecordedRun};
pub use recovery::{AutosaveStep, LeftBehind, RecoveryAction, RecoveryEffect};
pub use remedy::{REPAIRABLE, remedy};
use remedy::{repair, values_to_keep};
pub use report::{ReportAction, ReportOf, ReportOrder};
pub use results::{PlayedRow, ResultsOrder, RowEnd};
pub use scenarios::{Playing, ScenarioAction, ScenarioEnded, ScenarioKey, ScenarioResult, Scenarios, Target};
pub use spoken::SpokenConfirmation;
pub use start::{StartAction, StartEffect};
pub use try_it::{Ended, Running, TryIt};
pub use used_by::fact_users;
pub use view::{Ask, PaneSizes, Panel, PathPurpose, Shown, ThemeChoice, View};

use std::path::PathBuf;
use std::sync::Arc;

/// The whole program without a window.
pub struct State {
    /// What is designed.
    pub project: Project,
    /// Where it is saved; none before the first time.
    pub path: Option<PathBuf>,
    /// What can be taken back.
    pub history: History,
    /// What is looked at.
    pub view: View,
    /// What follows from project and view.
    pub derived: Derived,
    /// The test panel.
    pub try_it: TryIt,
    /// The history of live runs.
    pub recorded: Recorded,
    /// The failure drill.
    pub drill: Drill,
    /// The scenarios: how they went, and a table of customers.
    pub scenarios: Scenarios,
    /// Where the values of secrets are; never the values.
    pub known_secrets: KnownSecrets,
    /// A short message at the bottom.
    pub notice: Option<Notice>,
    /// The page *Import*.
    pub importing: Importing,
    /// The page *Export*.
    pub exporting: Exporting,
    /// What is different from the last export.
    pub comparing: Comparing,
    /// What the hand-over document is about that a place is being chosen for.
    reporting: ReportOf,
    /// What does not belong to the open project.
    pub desk: Desk,
    /// The moment of this frame; set by the app.
    pub now: Timestamp,
    /// What `check` found out about integrations that did not change.
    check: Memory,
    /// What of `derived` a job is to work out.
    deriving: Deriving,
    /// As it is on disk; nothing when all of it is unsaved, as after a crash.
    saved: Option<Project>,
    /// What the person agreed to lose; nothing of it is asked for twice.
    let_go: Option<Project>,
    /// What was kept aside of it.
    autosave: recovery::Autosave,
    /// As it was when it was last looked at; what differs from it was typed since.
    settled: Project,
    /// The view for which `derived` was made.
    settled_view: View,
}

impl State {
    /// Opens a project.
    pub fn new(project: Project, path: Option<PathBuf>, now: Timestamp) -> Self {
        let view = View::of(&project);
        let mut state = Self {
            path,
            history: History::default(),
            derived: Derived::default(),
            try_it: TryIt::default(),
            recorded: Recorded::default(),
            drill: Drill::default(),
            scenarios: Scenarios::default(),
            known_secrets: KnownSecrets::default(),
            notice: None,
            importing: Importing::default(),
            exporting: Exporting::default(),
            comparing: Comparing::default(),
            reporting: ReportOf::default(),
            desk: Desk::default(),
            now,
            check: Memory::default(),
            deriving: Deriving::default(),
            saved: Some(project.clone()),
            let_go: None,
            autosave: recovery::Autosave::default(),
            settled: project.clone(),
            settled_view: view.clone(),
            view,
            project,
        };
        state.choose_first_outcome();
        state.derive_at_once();
        state
    }

    /// Whether there is something to save.
    pub fn is_unsaved(&self) -> bool {
        self.saved.as_ref().is_none_or(|saved| !same(&self.project, saved))
    }

    /// Whether leaving the project would lose something that nobody has agreed to lose.
    pub fn would_lose(&self) -> bool {
        self.is_unsaved() && self.let_go.as_ref().is_none_or(|let_go| !same(&self.project, let_go))
    }

    /// The integration that is looked at.
    pub fn integration(&self) -> Option<&Integration> {
        self.project.integration(&self.view.integration)
    }

    /// The state of an integration. A live run that went well is a test, as a scenario is.
    pub fn mark(&self, integration: &str) -> Mark {
        match self.derived.marks.get(integration).copied().unwrap_or(Mark::NeverTested) {
            Mark::NeverTested if self.recorded.has_succeeded(integration) => Mark::Ready,
            mark => mark,
        }
    }

    /// The findings of the chosen integration and of the project as a whole.
    pub fn findings(&self) -> &[Finding] {
        &self.derived.findings
    }

    /// What the window edits, borrowed apart so that several parts can be drawn and edited at once; nothing when no integration
    /// is chosen.
    pub fn open(&mut self) -> Option<Open<'_>> {
        let index = self.project.integrations.iter().position(|known| known.id == self.view.integration)?;
        let project = &mut self.project;
        Some(Open {
            integration: Arc::make_mut(&mut project.integrations[index]),
            connections: &mut project.connections,
            context: &mut project.context,
            secrets: &mut project.secrets,
            environments: &project.environments,
            languages: &project.languages,
            channels: &project.channels,
            view: &mut self.view,
            derived: &self.derived,
            known_secrets: &self.known_secrets,
            try_it: &mut self.try_it,
        })
    }

    /// Notices what was typed since the last call. `at_ms` counts from the start of the program and only grows.
    pub fn settle(&mut self, at_ms: u64) {
        self.try_it.forget_other_values();
        let typed = !same(&self.project, &self.settled);
        if typed {
            self.history.note(&self.settled, history::label(&self.settled, &self.project), at_ms);
            self.settled = self.project.clone();
            self.try_it.shown = Shown::Outcome;
        }
        if typed
            || self.view.differs_for_preview(&self.settled_view)
            || self.view.page != self.settled_view.page
        {
            self.settled_view = self.view.clone();
            self.derive();
        } else if self.view.outcome != self.settled_view.outcome {
            self.settled_view.outcome.clone_from(&self.view.outcome);
            self.derived.name_examples(&self.project, &self.view);
        }
        self.compare();
    }

    fn choose_first_outcome(&mut self) {
        let Some(integration) = self.project.integration(&self.view.integration) else { return };
        let first = integration.outcomes.first().map(|outcome| outcome.id.clone());
        self.view.outcome = first.unwrap_or_else(|| "success".to_owned());
    }
}

/// Whether two projects are the same; integrations that were not touched since are the same object and cost nothing.
fn same(left: &Project, right: &Project) -> bool {
    let shared =
        |(left, right): (&Arc<Integration>, &Arc<Integration>)| Arc::ptr_eq(left, right) || left == right;
    left.integrations.len() == right.integrations.len()
        && left.integrations.iter().zip(&right.integrations).all(shared)
        && left.name == right.name
        && left.description == right.description
        && left.notes == right.notes
        && left.languages == right.languages
        && left.channels == right.channels
        && left.time_zone == right.time_zone
        && left.platform == right.platform
        && left.environments == right.environments
        && left.context == right.context
        && left.secrets == right.secrets
        && left.connections == right.connections
        && left.unknown == right.unknown
}
