//! A large project in the window's program: what follows from a change is worked out by a job, and comes to the same.

use std::path::Path;
use std::sync::Arc;

use hookwright::files;
use hookwright::model::{Project, SampleBody};
use hookwright::state::{Action, Derived, Effect, Loaded, News, State};
use serde_json::{Value, json};

fn story() -> Project {
    files::load(Path::new("projects/subscription.hookwright.json")).unwrap()
}

fn open(project: Project) -> State {
    State::new(project, None, "2026-03-16T09:41:00Z".parse().unwrap())
}

/// The story among a hundred copies.
fn many() -> Project {
    let mut project = story();
    for number in 0..100 {
        let mut copy = (*project.integrations[0]).clone();
        copy.id = format!("copy_{number}");
        project.integrations.push(copy.into());
    }
    project
}

/// The story with a long list in its first answer.
fn large_answer() -> Project {
    let mut project = story();
    let integration = Arc::make_mut(&mut project.integrations[0]);
    let SampleBody::Json(body) = &mut integration.samples[0].body else { panic!("the answer is JSON") };
    let orders: Vec<Value> = (0..5_000).map(|number| json!({"number": number})).collect();
    Arc::make_mut(body)["orders"] = Value::from(orders);
    project
}

fn call_it(state: &mut State, name: &str, at_ms: u64) {
    name.clone_into(&mut state.open().unwrap().integration.name);
    state.settle(at_ms);
}

/// Does the work that is left to a job; how often there was any.
fn work(state: &mut State) -> usize {
    let mut count = 0;
    while let Some(effect) = state.work() {
        let Effect::Derive(order) = effect else { panic!("it is no work to derive") };
        assert!(state.work().is_none(), "one order at a time");
        state.apply(Action::News(News::Derived(Box::new(order.carry_out()))));
        count += 1;
    }
    count
}

/// What the window shows, as far as it can be compared.
fn shown(derived: &Derived) -> String {
    format!("{:?}{:?}{:?}{:?}", derived.findings, derived.marks, derived.previews, derived.read_back)
}

#[test]
fn a_job_comes_to_what_a_small_project_has_at_once() {
    for project in [many(), large_answer()] {
        let mut state = open(project);
        assert_eq!(work(&mut state), 0, "nothing has changed yet");
        call_it(&mut state, "", 100);
        let reply = &mut state.open().unwrap().integration.replies;
        reply.clear();
        state.settle(200);
        assert_eq!(work(&mut state), 1, "both changes are worked out together");
        let fresh = open(state.project.clone());
        assert_eq!(shown(&state.derived), shown(&fresh.derived));
        assert!(work(&mut state) == 0 && !state.derived.findings.is_empty());
    }
}

#[test]
fn small_projects_wait_for_nobody() {
    let mut state = open(story());
    call_it(&mut state, "Another name", 100);
    assert!(state.work().is_none());
}

#[test]
fn the_words_of_another_integration_are_never_shown() {
    let mut project = large_answer();
    let mut other = (*story().integrations[0]).clone();
    other.id = "other".to_owned();
    project.integrations.insert(0, other.into());
    let mut state = open(project);
    assert!(!state.derived.previews.is_empty());
    state.apply(Action::ChooseIntegration("check_subscription".to_owned()));
    state.settle(100);
    assert!(state.derived.previews.is_empty() && !state.derived.marks.is_empty());
    assert_eq!(work(&mut state), 1);
    assert!(!state.derived.previews.is_empty());
}

#[test]
fn news_of_a_project_that_was_left_are_dropped() {
    let mut state = open(many());
    call_it(&mut state, "Another name", 100);
    let Some(Effect::Derive(late)) = state.work() else { panic!("there is work") };
    state.apply(Action::News(News::Opened(Box::new(Loaded { path: None, project: many() }))));
    call_it(&mut state, "", 200);
    let Some(Effect::Derive(order)) = state.work() else { panic!("there is work again") };
    let before = shown(&state.derived);
    state.apply(Action::News(News::Derived(Box::new(late.carry_out()))));
    assert_eq!(shown(&state.derived), before);
    state.apply(Action::News(News::Derived(Box::new(order.carry_out()))));
    assert_eq!(shown(&state.derived), shown(&open(state.project.clone()).derived));
}
