//! The projects that come along: each loads, is written as we write, is valid, and keeps its own promises.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use hookwright::engine::{self, Conversation, MaskedSecrets, ProvokedBy, Setup, scenario};
use hookwright::files;
use hookwright::model::{Integration, Project, schema};
use jiff::Timestamp;
use serde_json::Value;

#[test]
fn saving_them_changes_nothing() {
    for (path, project) in projects() {
        let text = files::read_text(&path).unwrap();
        assert!(files::write(&project) == text, "{} is not as Hookwright would write it", path.display());
    }
}

#[test]
fn they_are_valid() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for (path, _) in projects() {
        let document: Value = serde_json::from_str(&files::read_text(&path).unwrap()).unwrap();
        let errors: Vec<_> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", path.display());
    }
}

#[test]
fn their_scenarios_pass_offline() {
    each(|project, integration| {
        assert!(!integration.scenarios.is_empty(), "{} has scenarios", integration.id);
        for scenario in &integration.scenarios {
            let conversation = scenario::conversation(project, scenario, now());
            let result =
                engine::play_offline(setup(project, integration, conversation), &scenario.answers).unwrap();
            let differences = scenario::differences(integration, scenario, &result);
            assert!(differences.is_empty(), "{}: {differences:?}", scenario.name);
        }
    });
}

#[test]
fn no_outcome_is_silent_in_any_language_on_any_channel() {
    each(|project, integration| {
        for language in &project.languages {
            for channel in &project.channels {
                let mut conversation = Conversation::example(project, integration, now());
                conversation.language.clone_from(language);
                conversation.channel = *channel;
                for preview in engine::preview(&setup(project, integration, conversation)) {
                    assert!(!preview.result.is_silent(), "{} in {language}", preview.outcome);
                    assert!(preview.result.findings.is_empty(), "{:?}", preview.result.findings);
                    assert_ne!(preview.provoked_by, ProvokedBy::Example, "{} has no sample", preview.outcome);
                }
            }
        }
    });
}

#[test]
fn every_outcome_has_a_scenario() {
    each(|_, integration| {
        let has =
            |outcome: &str| integration.scenarios.iter().any(|scenario| scenario.expect.outcome == outcome);
        for outcome in &integration.outcomes {
            assert!(has(&outcome.id), "{}: {}", integration.id, outcome.id);
        }
    });
}

fn each(check: impl Fn(&Arc<Project>, &Integration)) {
    for (_, project) in projects() {
        let project = Arc::new(project);
        project.integrations.iter().for_each(|integration| check(&project, integration));
    }
}

fn setup(project: &Arc<Project>, integration: &Integration, conversation: Conversation) -> Setup {
    let secrets = Arc::new(MaskedSecrets);
    Setup::new(Arc::clone(project), &integration.id, None, conversation, secrets).unwrap()
}

/// Any moment will do: nothing in the projects depends on the day.
fn now() -> Timestamp {
    "2031-07-01T12:00:00Z".parse().unwrap()
}

#[expect(clippy::disallowed_methods, reason = "the projects are those of the folder")]
fn projects() -> Vec<(PathBuf, Project)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("projects");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 3, "{paths:?}");
    paths.into_iter().map(|path| (path.clone(), files::load(&path).unwrap())).collect()
}
