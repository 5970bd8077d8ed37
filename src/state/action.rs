//! What a person, or the world, wants of the program.

use std::path::PathBuf;

use super::{
    Change, ComparingAction, DrillAction, ExportAction, HabitAction, HistoryAction, ImportAction, Keeping,
    News, Notice, Page, PanelAction, RecoveryAction, ReportAction, ScenarioAction, StartAction, ThemeChoice,
};
use crate::engine::SecretValue;
use crate::model::{Channel, Place, Step};

/// What a person, or the world, wants of the program. The window sends nothing else.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    // What is looked at
    /// Go to a page.
    ChoosePage(Page),
    /// Choose an integration by id, and go to it.
    ChooseIntegration(String),
    /// Choose a step.
    ChooseStep(Step),
    /// Choose an outcome by id, or the fallback.
    ChooseOutcome(String),
    /// Choose the language of conversation and texts.
    ChooseLanguage(String),
    /// Choose the channel of the conversation.
    ChooseChannel(Channel),
    /// Choose where *Send* goes.
    ChooseEnvironment(String),
    /// Choose the sample that *Preview* answers with.
    ChooseSample(String),
    /// Light, dark, or as the system.
    ChooseTheme(ThemeChoice),
    /// Open or close the test panel.
    TogglePanel,
    /// Open or close the list of findings.
    ToggleFindings,
    /// Lead to the place of a finding.
    GoTo(Place),

    // What is designed
    /// Add an integration.
    AddIntegration,
    /// Copy an integration.
    DuplicateIntegration(String),
    /// Delete an integration.
    DeleteIntegration(String),
    /// Put an integration before the one at that position.
    MoveIntegration {
        /// Which.
        id: String,
        /// Where to, counted after it was taken out.
        to: usize,
    },
    /// Give an outcome a reply of its own, empty or as the fallback.
    AddReply(String),
    /// Take an outcome's own reply away, so that the fallback is said.
    SayFallback(String),
    /// Make an output of a field of the sample, by its path.
    UseField(String),
    /// Add an outcome of the analyst's own.
    AddOutcome,
    /// Delete an outcome of the analyst's own, with its reply.
    DeleteOutcome(String),
    /// Change the steps *When*, *Needs* and *Asks* by more than typing.
    Design(Change),

    // Secrets
    /// Keep the value of a secret. It passes through the state and is not held there.
    KeepSecret {
        /// The secret's name.
        name: String,
        /// Its value, masked in every output.
        value: SecretValue,
        /// How long.
        keeping: Keeping,
    },

    // The test panel
    /// Send the call.
    Send,
    /// Send it although it changes data.
    SendAnyway,
    /// Stop the call.
    Cancel,
    /// Play it offline with the values of the test panel.
    Preview,
    /// What is looked at in an answer, and what is made of it.
    Panel(PanelAction),
    /// The history of live runs.
    History(HistoryAction),
    /// The scenarios.
    Scenario(ScenarioAction),
    /// The failure drill.
    Drill(DrillAction),
    /// The hand-over document.
    Report(ReportAction),

    // Files
    /// A new, empty project.
    New,
    /// Choose a file to open.
    Open,
    /// Open this file.
    OpenPath(PathBuf),
    /// Open the story that comes with the program.
    OpenStory,
    /// Save, asking where if need be.
    Save,
    /// Save elsewhere.
    SaveAs,
    /// Save into this file.
    SaveTo(PathBuf),
    /// Go to the page *Export*.
    Export,
    /// Something of the page *Export*.
    Exporting(ExportAction),
    /// What is different from the last export.
    Comparing(ComparingAction),
    /// The world answers.
    News(News),
    /// Tell a person what went well or wrong.
    Tell(Notice),
    /// Close the window.
    Close,

    // Habits
    /// Something of the start page.
    Start(StartAction),
    /// Bring something in.
    Import(ImportAction),
    /// Something about changes that were kept aside.
    Recovery(RecoveryAction),
    /// Something that one does in any program.
    Habit(HabitAction),
    /// Take the last change back.
    Undo,
    /// Make it again.
    Redo,
    /// Take the message at the bottom away.
    DismissNotice,
    /// Answer a question with no.
    DismissAsk,
    /// Answer *not saved* with: go on without saving.
    Discard,
}

impl Action {
    /// Whether it puts another project, or none, in the place of the open one.
    pub fn leaves_project(&self) -> bool {
        matches!(
            self,
            Self::New
                | Self::Open
                | Self::OpenPath(_)
                | Self::OpenStory
                | Self::Close
                | Self::Start(StartAction::CloseProject)
                | Self::Recovery(RecoveryAction::Recover(_))
        )
    }
}
