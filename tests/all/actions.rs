//! Everything that can be asked of the program, and what it costs to take it back. A new action does not compile here until somebody
//! has said which of these it is.

use std::path::Path;

use hookwright::files;
use hookwright::model::{Part, Risk};
use hookwright::state::{
    Action, BodyEdit, Change, DrillAction, ExportAction, HabitAction, HistoryAction, ImportAction, NewInput,
    PanelAction, ParameterList, ProjectChange, Proof, RecoveryAction, ScenarioAction, ScenarioKey,
    StartAction, State, Toward, Unnamed,
};

/// How something is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Back {
    /// It loses nothing: something is looked at, begun, or answered.
    NothingLost,
    /// The project changes, and *Undo* brings it back.
    Undone,
    /// It is asked first, because it cannot be taken back.
    AsksFirst,
    /// It is no part of the project, and a button at the bottom puts it back.
    Restored,
}

use Back::{AsksFirst, NothingLost, Restored, Undone};

fn back(action: &Action) -> Back {
    match action {
        Action::ChoosePage(_)
        | Action::ChooseIntegration(_)
        | Action::ChooseStep(_)
        | Action::ChooseOutcome(_)
        | Action::ChooseLanguage(_)
        | Action::ChooseChannel(_)
        | Action::ChooseEnvironment(_)
        | Action::ChooseSample(_)
        | Action::ChooseTheme(_)
        | Action::TogglePanel
        | Action::ToggleFindings
        | Action::GoTo(_)
        | Action::KeepSecret { .. }
        | Action::News(_)
        | Action::Tell(_)
        | Action::Cancel
        | Action::Preview
        | Action::Save
        | Action::SaveAs
        | Action::SaveTo(_)
        | Action::Export
        | Action::Undo
        | Action::Redo
        | Action::DismissNotice
        | Action::DismissAsk
        | Action::Comparing(_)
        | Action::Report(_) => NothingLost,
        // The yes to a question that was asked.
        Action::Discard | Action::SendAnyway => NothingLost,
        Action::New | Action::Open | Action::OpenPath(_) | Action::OpenStory | Action::Close => AsksFirst,
        Action::Send => AsksFirst,
        Action::AddIntegration
        | Action::DuplicateIntegration(_)
        | Action::DeleteIntegration(_)
        | Action::MoveIntegration { .. }
        | Action::AddReply(_)
        | Action::SayFallback(_)
        | Action::UseField(_)
        | Action::AddOutcome
        | Action::DeleteOutcome(_)
        | Action::Design(_) => Undone,
        Action::Panel(action) => of_panel(action),
        Action::History(action) => of_history(action),
        Action::Scenario(action) => of_scenario(action),
        Action::Drill(action) => of_drill(action),
        Action::Exporting(action) => of_export(action),
        Action::Start(action) => of_start(action),
        Action::Import(action) => of_import(action),
        Action::Recovery(action) => of_recovery(action),
        Action::Habit(action) => of_habit(action),
    }
}

fn of_panel(action: &PanelAction) -> Back {
    match action {
        PanelAction::Search(_)
        | PanelAction::NextHit(_)
        | PanelAction::PreviousHit(_)
        | PanelAction::Filter(_)
        | PanelAction::Found(_)
        | PanelAction::DraftSample(_)
        | PanelAction::DropDraft => NothingLost,
        PanelAction::UseValue { .. }
        | PanelAction::KeepAsTest
        | PanelAction::KeepDraft
        | PanelAction::AcceptContract(_)
        | PanelAction::ChoosePlatform(_)
        | PanelAction::FitTime => Undone,
    }
}

fn of_history(action: &HistoryAction) -> Back {
    match action {
        HistoryAction::Loaded(_) | HistoryAction::PutBack | HistoryAction::Kept(_) => NothingLost,
        HistoryAction::RunAgain(_) => AsksFirst,
        HistoryAction::MakeScenario(_) => Undone,
        HistoryAction::ForgetAll | HistoryAction::Keep(_) => Restored,
    }
}

fn of_scenario(action: &ScenarioAction) -> Back {
    match action {
        // Real customers' systems are asked about first.
        ScenarioAction::Run(_) | ScenarioAction::RunAll | ScenarioAction::RunDataLive => AsksFirst,
        ScenarioAction::Toggle(_)
        // The answers to that question.
        | ScenarioAction::PlayAgreed
        | ScenarioAction::PlaySaved
        | ScenarioAction::SaveResults
        | ScenarioAction::SaveResultsTo(_)
        | ScenarioAction::Stop
        | ScenarioAction::Played { .. }
        | ScenarioAction::ChooseData(_)
        | ScenarioAction::DataChosen(_)
        | ScenarioAction::DataRead { .. }
        | ScenarioAction::UseColumn { .. }
        | ScenarioAction::RunData
        // The table is a file of its own, and can be chosen again.
        | ScenarioAction::CloseData => NothingLost,
        ScenarioAction::Add(_)
        | ScenarioAction::Delete(_)
        | ScenarioAction::Duplicate(_)
        | ScenarioAction::Expect(_)
        | ScenarioAction::KeepRows => Undone,
    }
}

fn of_drill(action: &DrillAction) -> Back {
    match action {
        DrillAction::Edit(_)
        | DrillAction::CloseEdit
        | DrillAction::RunLive
        | DrillAction::Stop
        | DrillAction::Ended { .. } => NothingLost,
    }
}

fn of_export(action: &ExportAction) -> Back {
    match action {
        ExportAction::ChooseTarget(_)
        | ExportAction::ChooseEnvironment(_)
        | ExportAction::ChooseLanguage(_)
        | ExportAction::ChooseIntegration(_)
        | ExportAction::Prepared(_)
        | ExportAction::Accept(_)
        | ExportAction::ShowFile(_)
        | ExportAction::PickFolder
        | ExportAction::Written { .. }
        // It replaces nothing but an earlier export.
        | ExportAction::Write(_) => NothingLost,
    }
}

fn of_start(action: &StartAction) -> Back {
    match action {
        StartAction::Show
        | StartAction::Leave
        | StartAction::Known(_)
        | StartAction::PutBack
        | StartAction::Find(_) => NothingLost,
        StartAction::CloseProject => AsksFirst,
        StartAction::Forget(_) => Restored,
    }
}

fn of_import(action: &ImportAction) -> Back {
    match action {
        ImportAction::Paste(_)
        | ImportAction::File(_)
        | ImportAction::PickFile
        | ImportAction::Listed(_)
        | ImportAction::Toggle(_)
        | ImportAction::ToggleAll(_)
        | ImportAction::Understand
        | ImportAction::Understood(_)
        | ImportAction::Back
        | ImportAction::Failed { .. }
        | ImportAction::Close => NothingLost,
        ImportAction::Add => Undone,
    }
}

fn of_recovery(action: &RecoveryAction) -> Back {
    match action {
        RecoveryAction::Found(_)
        | RecoveryAction::AskDiscard(_)
        | RecoveryAction::KeepThem
        | RecoveryAction::Read { .. }
        | RecoveryAction::Unreadable(_)
        | RecoveryAction::Done => NothingLost,
        RecoveryAction::Recover(_) | RecoveryAction::Discard(_) => AsksFirst,
    }
}

fn of_habit(action: &HabitAction) -> Back {
    match action {
        HabitAction::Copy(_)
        | HabitAction::AskClipboard
        | HabitAction::StartRename(_)
        | HabitAction::StopRename
        | HabitAction::GoToStep(_)
        | HabitAction::GoToOutcome(_)
        | HabitAction::TurnWritten
        | HabitAction::Show(_)
        | HabitAction::Hide => NothingLost,
        HabitAction::Cut(_) | HabitAction::Paste(_) | HabitAction::Rename | HabitAction::Nudge { .. } => {
            Undone
        }
    }
}

fn story() -> State {
    let project = files::load(Path::new("projects/subscription.hookwright.json")).unwrap();
    let mut state = State::new(project, None, "2026-03-16T09:41:00Z".parse().unwrap());
    state.apply(Action::DuplicateIntegration("check_subscription".to_owned()));
    state.apply(Action::ChooseIntegration("check_subscription".to_owned()));
    state
}

/// Everything that a person could regret, and that is ours to take back.
fn regrettable() -> Vec<Action> {
    let id = || "check_subscription".to_owned();
    let key = || ScenarioKey { integration: id(), index: 0 };
    let call = || "lookup".to_owned();
    let design = |change| Action::Design(change);
    let project = |change| Action::Design(Change::Project(change));
    vec![
        Action::AddIntegration,
        Action::DuplicateIntegration(id()),
        Action::DeleteIntegration(id()),
        Action::MoveIntegration { id: id(), to: 1 },
        Action::AddReply("server_error".to_owned()),
        Action::SayFallback("timeout".to_owned()),
        Action::UseField("$.customer_id".to_owned()),
        Action::AddOutcome,
        Action::DeleteOutcome("expired".to_owned()),
        Action::Habit(HabitAction::Cut(id())),
        Action::Habit(HabitAction::Nudge { id: id(), toward: Toward::Down }),
        Action::Scenario(ScenarioAction::Add(id())),
        Action::Scenario(ScenarioAction::Delete(key())),
        Action::Scenario(ScenarioAction::Duplicate(key())),
        design(Change::AddPhrase),
        design(Change::WriteUsageHint),
        design(Change::DeletePhrase(0)),
        design(Change::ShowPhrase(1)),
        design(Change::AskFirst),
        design(Change::AddInput(NewInput::NewFact)),
        design(Change::DeleteInput("email".to_owned())),
        design(Change::FromNewFact { input: "email".to_owned() }),
        design(Change::RenameFact { from: "user.email".to_owned(), to: "user.mail".to_owned() }),
        design(Change::AddConnection { call: call() }),
        design(Change::ProveBy { connection: "crm".to_owned(), proof: Proof::Nothing }),
        design(Change::AddSecret { connection: "crm".to_owned() }),
        design(Change::RenameSecret { from: "crm_token".to_owned(), to: "key".to_owned() }),
        design(Change::AddParameter { call: call(), list: ParameterList::Headers }),
        design(Change::EditBody { call: call(), at: vec![0], edit: BodyEdit::Remove }),
        design(Change::AddCall),
        design(Change::DeleteCall(call())),
        design(Change::CopyReply { from: "fallback".to_owned(), to: "active".to_owned() }),
        project(ProjectChange::AddFact),
        project(ProjectChange::DeleteFact("user.email".to_owned())),
        project(ProjectChange::AddSystem),
        project(ProjectChange::DeleteSystem("crm".to_owned())),
        project(ProjectChange::DeleteLanguage("de".to_owned())),
        project(ProjectChange::AddEnvironment),
        project(ProjectChange::DeleteEnvironment("staging".to_owned())),
    ]
}

#[test]
fn what_changes_the_project_is_undone_to_the_byte() {
    for action in regrettable() {
        assert_eq!(back(&action), Undone, "{action:?}");
        let mut state = story();
        let before = files::write(&state.project);
        state.apply(action.clone());
        let after = files::write(&state.project);
        assert_ne!(after, before, "{action:?} does nothing here");
        state.apply(Action::Undo);
        assert_eq!(files::write(&state.project), before, "{action:?}");
        state.apply(Action::Redo);
        assert_eq!(files::write(&state.project), after, "{action:?} again");
    }
}

#[test]
fn what_leaves_the_project_asks_while_something_is_unsaved() {
    let leaving = [
        Action::New,
        Action::Open,
        Action::OpenPath("/tmp/other.hookwright.json".into()),
        Action::OpenStory,
        Action::Close,
        Action::Start(StartAction::CloseProject),
        Action::Recovery(RecoveryAction::Recover("1-1".to_owned())),
    ];
    for action in leaving {
        assert_eq!(back(&action), AsksFirst, "{action:?}");
        let mut state = story();
        let before = files::write(&state.project);
        assert_eq!(state.apply(action.clone()), [], "{action:?}");
        assert!(state.view.ask.is_some(), "{action:?} asks nothing");
        assert_eq!(files::write(&state.project), before);
    }
}

#[test]
fn what_changes_real_data_asks() {
    let mut state = story();
    state.apply(Action::ChooseEnvironment("production".to_owned()));
    state.open().unwrap().integration.trigger.risk = Risk::Destructive;
    state.settle(1);
    assert_eq!(back(&Action::Send), AsksFirst);
    assert_eq!(state.apply(Action::Send), []);
    assert!(state.view.ask.is_some());
}

#[test]
fn what_a_crash_left_is_only_discarded_after_a_question() {
    let mut state = story();
    let discard = || Action::Recovery(RecoveryAction::Discard("1-1".to_owned()));
    assert_eq!(state.apply(discard()), [], "nobody was asked");
    state.apply(Action::Recovery(RecoveryAction::AskDiscard("1-1".to_owned())));
    state.apply(Action::Recovery(RecoveryAction::KeepThem));
    assert_eq!(state.apply(discard()), []);
    state.apply(Action::Recovery(RecoveryAction::AskDiscard("1-1".to_owned())));
    assert_eq!(state.apply(discard()).len(), 1);
}

#[test]
fn technical_names_follow_the_words_until_somebody_chooses_them() {
    let mut state = story();
    state.apply(Action::AddIntegration);
    state.open().unwrap().integration.name = "Cancel, at once".to_owned();
    state.apply(Action::Design(Change::NameByWords(Unnamed::Integration)));
    assert_eq!(state.integration().unwrap().id, "cancel_at_once");
    state.open().unwrap().integration.name = "Stop".to_owned();
    state.apply(Action::Design(Change::NameByWords(Unnamed::Integration)));
    assert_eq!(state.integration().unwrap().id, "cancel_at_once");

    state.apply(Action::Design(Change::AddInput(NewInput::NewFact)));
    assert_eq!(state.view.just_added, Some(Part::Input("new_fact".to_owned())));
    state.open().unwrap().integration.inputs[0].label = "Contract number".to_owned();
    state.apply(Action::Design(Change::NameByWords(Unnamed::Input("new_fact".to_owned()))));
    assert_eq!(state.integration().unwrap().inputs[0].name, "contract_number");
    assert_eq!(state.project.variable("user.contract_number").unwrap().label, "Contract number");
    state.apply(Action::Undo);
    assert_eq!(state.integration().unwrap().inputs[0].name, "new_fact");
}
