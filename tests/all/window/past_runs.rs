//! The history of live runs in a person's words: an old run becomes a scenario, and is found again by words.

use egui::Vec2;
use hookwright::files;
use hookwright::model::{Answer, Fault, Project, SampleBody, Stage};
use hookwright::state::{ScenarioEnded, ScenarioKey};

use super::journey::{Person, story};
use super::panel::{ACTIVE, against, call, integration, served};
use crate::hostile::server::{Act, Server};

/// A window on the project after another one, in which this customer was tried, is closed.
fn after_a_try(project: &Project, customer: &str, folder: &std::path::Path) -> Person {
    let mut ana = Person::opens_with_runs(project.clone(), folder);
    ana.replaces("Customer’s e-mail", customer).clicks("Send");
    ana.waits_for(|person| person.program().state().recorded.runs.len() == 1);
    let file = files::runs_file(folder, None, &project.name);
    ana.waits_for(|_| files::read_runs(&file).is_some_and(|text| text.contains("outcome_name")));
    drop(ana);
    let mut again = Person::opens_with_runs(project.clone(), folder);
    again.waits_for(|person| person.program().state().recorded.runs.len() == 1);
    again
}

/// Opens what can be done with the only run.
fn opens_the_run(ana: &mut Person) {
    let run = ana.program().state().recorded.runs[0].clone();
    let values = run.values_line();
    let values = if values.is_empty() { run.said.clone() } else { values };
    ana.clicks("Open the test panel");
    let row = format!("{}, {values}, now", run.outcome_name);
    ana.clicks_on(&row);
}

/// The only scenario passes when it is played.
fn passes(ana: &mut Person) {
    ana.clicks("Test scenarios").clicks("Run all").sees("0 not run yet");
    let results = &ana.program().state().scenarios.results;
    let key = ScenarioKey { integration: "check_subscription".to_owned(), index: 0 };
    assert_eq!(results[&key].ended, ScenarioEnded::Passed, "{:?}", results[&key].ended);
}

fn without_samples(system: &Server) -> Project {
    let mut project = against(system, Stage::Test);
    integration(&mut project).samples.clear();
    integration(&mut project).scenarios.clear();
    project
}

#[test]
fn an_old_run_becomes_a_scenario_where_no_sample_leads_to_its_end() {
    let answer = r#"{"status":"active","renews_on":"2027-01-05","plan":"Plus","contact":"eva@kern.org"}"#;
    let (_runtime, system) = served(answer);
    let folder = tempfile::tempdir().unwrap();
    let mut ana = after_a_try(&without_samples(&system), "eva@kern.org", folder.path());
    opens_the_run(&mut ana);
    ana.clicks("Make a scenario").sees("Keep as test").sees("What is personal was replaced by examples");
    let draft = ana.program().state().try_it.draft.clone().unwrap();
    assert!(
        format!("{draft:?}").contains("2027-01-05") && !format!("{draft:?}").contains("kern"),
        "{draft:?}"
    );
    ana.picture("history-scenario").clicks("Keep the test").sees("is kept as a test");
    let kept = ana.program().state().project.integrations[0].clone();
    assert_eq!((kept.samples.len(), kept.scenarios.len()), (1, 1));
    assert!(matches!(&kept.samples[0].body, SampleBody::Json(body) if body["renews_on"] == "2027-01-05"));
    assert_eq!(kept.scenarios[0].expect.outcome, "active");
    assert!(kept.scenarios[0].expect.says[0].contains("January 5"), "{:?}", kept.scenarios[0].expect.says);
    assert!(!files::write(&ana.program().state().project).contains("kern"));
    passes(&mut ana);
    assert_eq!(system.heard().len(), 1, "a scenario of a recorded answer asks nobody");
}

#[test]
fn an_old_run_without_an_answer_becomes_a_scenario_with_what_went_wrong() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for (script, outcome, fault) in [
        (vec![Act::Read, Act::Hold], "timeout", Fault::Slow),
        (vec![Act::Read, Act::Reset], "unreachable", Fault::Down),
    ] {
        let system = runtime.block_on(Server::start(script));
        let folder = tempfile::tempdir().unwrap();
        let mut project = without_samples(&system);
        call(&mut project).policy.time_limit_ms = if fault == Fault::Slow { 300 } else { 20_000 };
        call(&mut project).policy.retries.count = 0;
        let mut ana = after_a_try(&project, "ana@example.com", folder.path());
        opens_the_run(&mut ana);
        ana.clicks("Make a scenario").sees("is kept as a test");
        let kept = ana.program().state().project.integrations[0].scenarios[0].clone();
        assert_eq!((kept.expect.outcome.as_str(), kept.answers), (outcome, vec![Answer::Fault(fault)]));
        passes(&mut ana);
    }
}

#[test]
fn what_depends_on_a_personal_value_is_said_and_not_invented() {
    let (_runtime, system) = served(ACTIVE);
    let folder = tempfile::tempdir().unwrap();
    let mut ana = after_a_try(&without_samples(&system), "no address", folder.path());
    assert_eq!(ana.program().state().recorded.runs[0].outcome, "bad_input");
    opens_the_run(&mut ana);
    ana.clicks("Make a scenario").sees("The run ended so because of “Customer’s e-mail”");
    ana.sees("That value is personal, so the history did not keep it");
    assert!(ana.program().state().project.integrations[0].scenarios.is_empty());
    assert!(system.heard().is_empty());
}

#[test]
fn a_missing_value_becomes_a_scenario() {
    let (_runtime, system) = served(ACTIVE);
    let folder = tempfile::tempdir().unwrap();
    let mut ana = after_a_try(&without_samples(&system), "", folder.path());
    assert_eq!(ana.program().state().recorded.runs[0].outcome, "missing_input");
    opens_the_run(&mut ana);
    ana.clicks("Make a scenario").sees("is kept as a test");
    passes(&mut ana);
}

#[test]
fn runs_are_searched_by_words() {
    let (_runtime, system) = served(ACTIVE);
    let mut ana =
        Person::sits_before(against(&system, Stage::Test), Vec2::new(1600.0, 1400.0), egui::Theme::Light);
    ana.clicks("Send").sees("Live answer");
    for count in 2..=6 {
        ana.clicks("Send again");
        ana.waits_for(|person| person.program().state().recorded.runs.len() == count);
    }
    ana.replaces("Customer’s e-mail", "").clicks("Send").sees("Nothing was sent");
    ana.waits_for(|person| person.program().state().recorded.runs.len() == 7);
    let rows = |ana: &Person| {
        let state = ana.program().state();
        state.recorded.found("check_subscription").count()
    };
    assert_eq!(rows(&ana), 7);
    ana.replaces("Search the history", "ACTIVE");
    assert_eq!(rows(&ana), 6);
    ana.replaces("Search the history", "nobody said this").sees("No run holds these words.");
}

#[test]
fn a_run_with_real_customers_is_marked_as_such() {
    let (_runtime, system) = served(ACTIVE);
    let mut ana = Person::opens(against(&system, Stage::Production));
    ana.clicks("Send").sees("Live answer").sees("now, real customers");
    assert!(story().environments.len() > 1);
}
