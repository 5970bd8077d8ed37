//! Habits without a window: undo to the beginning and back, the clipboard, what is kept aside, recent projects.

use std::path::{Path, PathBuf};

use hookwright::files;
use hookwright::model::{Project, Step};
use hookwright::state::{
    Action, Ask, Condition, Effect, HabitAction, LeftBehind, News, Page, RecoveryAction, RecoveryEffect,
    StartAction, StartEffect, State, Toward,
};

fn project(name: &str) -> Project {
    files::load(Path::new(&format!("projects/{name}.hookwright.json"))).unwrap()
}

fn open(project: Project) -> State {
    State::new(project, None, "2026-03-16T09:41:00Z".parse().unwrap())
}

fn names(state: &State) -> Vec<&str> {
    state.project.integrations.iter().map(|each| each.name.as_str()).collect()
}

fn habit(state: &mut State, action: HabitAction) -> Vec<Effect> {
    state.apply(Action::Habit(action))
}

fn clipboard(effects: &[Effect]) -> String {
    match effects {
        [Effect::Copy(text)] => text.clone(),
        other => panic!("nothing was copied: {other:?}"),
    }
}

/// A state with two integrations.
fn two() -> State {
    let mut state = open(project("subscription"));
    state.apply(Action::DuplicateIntegration("check_subscription".to_owned()));
    state
}

#[test]
fn undo_goes_back_to_empty_and_redo_to_the_same_bytes() {
    let mut state = open(Project::default());
    let empty = files::write(&state.project);
    let story = project("subscription");
    state.apply(Action::AddIntegration);
    for (index, add) in [
        |project: &mut Project, from: &Project| project.connections.clone_from(&from.connections),
        |project: &mut Project, from: &Project| project.context.clone_from(&from.context),
        |project: &mut Project, from: &Project| project.integrations[0] = from.integrations[0].clone(),
        |project: &mut Project, _: &Project| project.name.push_str("My bot"),
    ]
    .into_iter()
    .enumerate()
    {
        add(&mut state.project, &story);
        state.settle(10_000 * (index as u64 + 1));
    }
    state.apply(Action::ChooseIntegration("check_subscription".to_owned()));
    state.apply(Action::AddReply("timeout".to_owned()));
    state.apply(Action::DuplicateIntegration("check_subscription".to_owned()));
    state.apply(Action::MoveIntegration { id: "check_subscription".to_owned(), to: 1 });
    habit(&mut state, HabitAction::StartRename("check_subscription".to_owned()));
    state.view.renaming.as_mut().unwrap().name = "Is it active".to_owned();
    habit(&mut state, HabitAction::Rename);
    let copied = clipboard(&habit(&mut state, HabitAction::Cut("check_subscription".to_owned())));
    habit(&mut state, HabitAction::Paste(copied));
    let full = files::write(&state.project);

    let mut steps = 0;
    while let Some(label) = state.history.undo_label() {
        assert!(!label.is_empty());
        state.apply(Action::Undo);
        steps += 1;
    }
    assert_eq!((files::write(&state.project), steps), (empty, 10));
    while state.history.redo_label().is_some() {
        state.apply(Action::Redo);
    }
    assert_eq!(files::write(&state.project), full);
}

#[test]
fn an_integration_brings_what_it_needs_into_another_project() {
    let mut from = open(project("order-status"));
    let id = from.project.integrations[0].id.clone();
    let copied = clipboard(&habit(&mut from, HabitAction::Copy(id.clone())));
    let mut to = open(project("subscription"));
    habit(&mut to, HabitAction::Paste(copied.clone()));
    let pasted = to.integration().unwrap();
    assert_eq!(pasted.name, from.project.integrations[0].name);
    let connection = to.project.connection(&pasted.calls[0].connection).unwrap();
    assert_eq!(connection.name, from.project.connections[0].name);
    if let Some(secret) = connection.authentication.secret() {
        assert!(to.project.secrets.iter().any(|known| known.name == *secret));
    }
    for variable in &from.project.context {
        let used = copied.contains(&format!("\"{}\"", variable.name));
        assert_eq!(to.project.variable(&variable.name).is_some(), used || variable.name.starts_with("user."));
    }
    assert_eq!(to.history.undo_label(), Some("Pasting of an integration"));

    habit(&mut to, HabitAction::Paste(copied));
    assert_eq!(to.project.connections.len(), 2, "the same connection is not added twice");
    assert_eq!(to.project.integrations.len(), 3);
}

#[test]
fn what_is_no_integration_is_said_and_changes_nothing() {
    let long = "[".repeat(200_000);
    for text in ["", "hello", "{}", "curl https://example.com", "{\"format\":\"hookwright/9\"}", &long] {
        let mut state = two();
        let before = state.project.clone();
        habit(&mut state, HabitAction::Paste(text.to_owned()));
        assert!(state.project == before);
        assert_eq!(state.notice.unwrap().title, "There is no integration on the clipboard");
    }
}

#[test]
fn integrations_move_by_one() {
    let mut state = two();
    let id = "check_subscription".to_owned();
    habit(&mut state, HabitAction::Nudge { id: id.clone(), toward: Toward::Up });
    assert_eq!(names(&state), ["Check subscription", "Check subscription (copy)"]);
    habit(&mut state, HabitAction::Nudge { id: id.clone(), toward: Toward::Down });
    assert_eq!(names(&state), ["Check subscription (copy)", "Check subscription"]);
    habit(&mut state, HabitAction::Nudge { id, toward: Toward::Down });
    assert_eq!(names(&state), ["Check subscription (copy)", "Check subscription"]);
}

#[test]
fn an_empty_name_is_no_name() {
    let mut state = two();
    habit(&mut state, HabitAction::StartRename("check_subscription".to_owned()));
    state.view.renaming.as_mut().unwrap().name = "  ".to_owned();
    habit(&mut state, HabitAction::Rename);
    assert_eq!(names(&state)[0], "Check subscription");
    habit(&mut state, HabitAction::StartRename("gone".to_owned()));
    assert!(state.view.renaming.is_none());
}

/// Types into the name of the project.
fn type_name(state: &mut State, name: &str, at_ms: u64) -> Option<Effect> {
    name.clone_into(&mut state.project.name);
    state.settle(at_ms);
    state.autosave(at_ms).effect
}

#[test]
fn changes_are_kept_aside_when_they_rest_and_at_least_every_five_seconds() {
    let mut state = open(project("subscription"));
    assert_eq!(state.autosave(0).again_ms, None, "nothing to keep, nothing to wait for");
    assert_eq!(type_name(&mut state, "a", 1_000), None);
    assert_eq!(state.autosave(1_000).again_ms, Some(1_000));
    assert!(matches!(state.autosave(2_000).effect, Some(Effect::Recovery(RecoveryEffect::Write { .. }))));
    assert_eq!(state.autosave(9_000), hookwright::state::AutosaveStep::default());

    let mut name = String::new();
    let written: Vec<u64> = (0..40_u64)
        .filter_map(|count| {
            name.push('x');
            type_name(&mut state, &name, 10_000 + count * 500).map(|_| 10_000 + count * 500)
        })
        .collect();
    assert_eq!(written, [15_000, 20_500, 26_000]);
}

#[test]
fn what_is_saved_or_taken_back_is_no_longer_kept() {
    let mut state = open(project("subscription"));
    let remove = Some(Effect::Recovery(RecoveryEffect::Remove));
    type_name(&mut state, "a", 1_000);
    assert!(state.autosave(3_000).effect.is_some());
    let project = Box::new(state.project.clone());
    state.apply(Action::News(News::Saved { path: PathBuf::from("/tmp/a.hookwright.json"), project }));
    assert_eq!(state.autosave(4_000).effect, remove);
    assert_eq!(state.autosave(4_001).effect, None);

    type_name(&mut state, "b", 10_000);
    assert!(state.autosave(12_000).effect.is_some());
    state.apply(Action::Undo);
    assert_eq!(state.autosave(13_000).effect, remove);
}

#[test]
fn what_a_crash_left_comes_back_unsaved() {
    let mut state = open(project("subscription"));
    let left = LeftBehind {
        id: "7-7".to_owned(),
        name: "Orders".to_owned(),
        path: Some(PathBuf::from("projects/orders.hookwright.json")),
        written: state.now,
    };
    state.apply(Action::Recovery(RecoveryAction::Found(vec![left.clone()])));
    let effects = state.apply(Action::Recovery(RecoveryAction::Recover("7-7".to_owned())));
    assert_eq!(effects, [Effect::Recovery(RecoveryEffect::Read("7-7".to_owned()))]);
    let project = Box::new(project("order-status"));
    let read = RecoveryAction::Read { id: "7-7".to_owned(), project, path: left.path.clone() };
    let effects = state.apply(Action::Recovery(read));
    let [Effect::Recovery(RecoveryEffect::Write { .. }), Effect::Recovery(RecoveryEffect::Discard(id))] =
        effects.as_slice()
    else {
        panic!("kept here first, then forgotten there: {effects:?}")
    };
    assert_eq!(id, "7-7");
    assert!(state.is_unsaved() && state.desk.left_behind.is_empty());
    assert_eq!((state.path.clone(), state.project.integrations.len()), (left.path, 1));
    assert_eq!(state.autosave(10).effect, None, "it is kept aside already");
}

#[test]
fn recovering_asks_before_it_loses_something_else() {
    let mut state = open(project("subscription"));
    state.project.name.push('x');
    state.settle(10);
    assert_eq!(state.apply(Action::Recovery(RecoveryAction::Recover("7-7".to_owned()))), []);
    assert!(matches!(state.view.ask, Some(Ask::Unsaved(_))));
    assert_eq!(state.apply(Action::Discard), [Effect::Recovery(RecoveryEffect::Read("7-7".to_owned()))]);
}

#[test]
fn changes_that_one_agreed_to_lose_are_still_unsaved() {
    let mut state = open(project("subscription"));
    state.project.name.push('x');
    state.settle(10);
    state.apply(Action::Open);
    assert_eq!(state.apply(Action::Discard), [Effect::PickProject]);
    // The dialog is left without a choice.
    assert!(state.is_unsaved() && !state.would_lose());
    state.project.name.push('y');
    state.settle(20);
    assert!(state.would_lose());
}

#[test]
fn closing_the_project_leads_to_the_start_page() {
    let mut state = open(project("subscription"));
    let effects = state.apply(Action::Start(StartAction::CloseProject));
    assert_eq!(effects, [Effect::Start(StartEffect::LookAtRecents)]);
    assert!(state.view.page == Page::Start && !state.has_project());
    state.apply(Action::New);
    assert!(state.view.page == Page::Integration && state.view.step == Step::Says);
}

#[test]
fn what_recents_say_about_a_project() {
    let check = |project: Project, expect: Condition| {
        let path = Some(PathBuf::from("projects/Documents/bot.hookwright.json"));
        let state = State::new(project, path, "2026-03-16T09:41:00Z".parse().unwrap());
        let recent = state.as_recent().unwrap();
        assert_eq!((recent.condition, recent.folder().as_str()), (expect, "Documents"));
    };
    check(project("subscription"), Condition::Ready);
    let mut broken = project("subscription");
    std::sync::Arc::make_mut(&mut broken.integrations[0]).calls[0].connection = "nobody".to_owned();
    let path = Some(PathBuf::from("bot"));
    let recent = State::new(broken, path, "2026-03-16T09:41:00Z".parse().unwrap()).as_recent().unwrap();
    assert!(matches!(recent.condition, Condition::Findings(_)));
    assert!(open(project("subscription")).as_recent().is_none(), "it has no file");
}
