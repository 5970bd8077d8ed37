//! One click repairs what a finding is about: after it the finding is gone.

use std::collections::BTreeSet;

use hookwright::check::CATALOGUE;
use hookwright::engine::SecretValue;
use hookwright::model::{Finding, Project, Severity};
use hookwright::state::{Action, Change, Effect, REPAIRABLE, State, remedy};
use serde_json::json;

use super::broken::{Row, call, parameter, rows};
use super::{now, place_of, project, show};

fn broken(row: &Row) -> (State, Finding) {
    let mut design = project(row.project);
    (row.change)(&mut design);
    let state = State::new(design, None, now());
    let is_meant = |finding: &&Finding| {
        finding.code == row.code && finding.severity == row.severity && place_of(&finding.place) == row.place
    };
    let finding = state.findings().iter().find(is_meant).unwrap().clone();
    (state, finding)
}

fn click(state: &mut State, finding: &Finding) -> Vec<Effect> {
    state.apply(Action::Design(Change::Repair(Box::new(finding.clone()))))
}

#[test]
fn after_the_remedy_the_finding_is_gone() {
    let mut shown = BTreeSet::new();
    for row in rows() {
        let (mut state, finding) = broken(&row);
        let before = state.project.clone();
        let Some(words) = remedy(&before, &finding) else { continue };
        shown.insert(row.code);
        assert!(!words.is_empty() && words.chars().count() <= 60, "{words}");

        click(&mut state, &finding);
        let same = |left: &Finding| left.code == finding.code && left.place == finding.place;
        let left = state.findings().iter().find(|left| same(left));
        let names = format!("{} in [{}], “{words}”", row.code, row.place);
        assert!(left.is_none(), "{names} leaves:\n{}", show(state.findings()));
        let errors = |state: &State| {
            let serious = state.findings().iter().filter(|finding| finding.severity == Severity::Error);
            serious.count()
        };
        let unrepaired = State::new(before.clone(), None, now());
        assert!(errors(&state) <= errors(&unrepaired), "{names} breaks:\n{}", show(state.findings()));

        state.apply(Action::Undo);
        assert_eq!(state.project, before, "{names} can be taken back");
    }
    let untried: Vec<_> = REPAIRABLE.iter().filter(|code| !shown.contains(**code)).collect();
    assert!(untried.is_empty(), "no design shows the remedy of {untried:?}");
}

#[test]
fn every_remedy_is_for_a_finding_that_can_come_out() {
    let known: BTreeSet<_> = CATALOGUE.iter().map(|entry| entry.code).collect();
    let unknown: Vec<_> = REPAIRABLE.iter().filter(|code| !known.contains(**code)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn a_key_becomes_a_secret_and_stays_usable_and_unseen() {
    let key = ["gh", "p_16C7e42F292c6912E7710c838347Ae178B4a"].concat();
    let mut design: Project = project("subscription");
    call(&mut design).headers.push(parameter("Authorization", &format!("Bearer {key}")));
    let mut state = State::new(design, None, now());
    let finding = state.findings().iter().find(|found| found.code == "secret_literal").unwrap().clone();
    let effects = click(&mut state, &finding);

    let header = &state.project.integrations[0].calls[0].headers[0];
    assert_eq!(header.value.as_str(), "Bearer {{ secret.authorization }}");
    let [Effect::KeepSecret { name, value, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((name.as_str(), value), ("authorization", &SecretValue::new(key.clone())));
    let written = serde_json::to_string(&state.project).unwrap();
    assert!(!written.contains(&key) && !format!("{effects:?}").contains(&key));
}

#[test]
fn a_key_in_the_body_becomes_a_secret_where_it_stood() {
    let mut design: Project = project("subscription");
    let body = json!({"email": "{{ email }}", "auth": {"token": "abcd-1234-efgh"}});
    call(&mut design).body = hookwright::model::Body::Json { value: body, schema: None };
    let mut state = State::new(design, None, now());
    let finding = state.findings().iter().find(|found| found.code == "secret_literal").unwrap().clone();
    assert_eq!(remedy(&state.project, &finding).as_deref(), Some("Make it a secret"));
    click(&mut state, &finding);
    let hookwright::model::Body::Json { value, .. } = &state.project.integrations[0].calls[0].body else {
        panic!("the body stays JSON")
    };
    assert_eq!(*value, json!({"email": "{{ email }}", "auth": {"token": "{{ secret.token }}"}}));
}
