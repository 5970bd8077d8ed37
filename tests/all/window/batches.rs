//! Tables and scenarios that ask real systems, in a person's words, against a real server on loopback.

use egui::{Key, Modifiers};
use hookwright::files;
use hookwright::model::{Answer, Project, Risk, Scenario, Stage};
use hookwright::state::ScenarioEnded;

use super::journey::Person;
use super::panel::{ACTIVE, against, integration, served};
use crate::hostile::server::Server;

const TABLE: &str = "E-mail,Expected outcome,Contains\n\
    ana@example.com,active,March 30\n\
    eva@example.com,active,\n\
    leo@example.com,expired,\n";

/// A person with the table open, and the file it is read from.
fn with_table(project: Project) -> (Person, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("customers.csv");
    files::write_text(&file, TABLE).unwrap();
    let mut ana = Person::opens(project);
    ana.clicks("Test scenarios").clicks("From a table…").sees("Which table?");
    ana.replaces("Path", file.to_str().unwrap()).presses(Modifiers::NONE, Key::Enter).sees("3 rows");
    (ana, folder)
}

fn button(project: &Project) -> String {
    format!("Run against {}", project.environments[0].name)
}

/// The customers that the system was asked about, in the order of the alphabet.
fn asked(system: &Server) -> Vec<String> {
    let heard = system.heard();
    let body = |request: &String| request.rsplit("\r\n\r\n").next().unwrap().to_owned();
    let mut asked: Vec<String> = heard.iter().map(body).collect();
    asked.sort();
    asked
}

#[test]
fn a_table_is_played_live_where_nobody_is_hurt_and_its_results_are_saved() {
    let (_runtime, system) = served(ACTIVE);
    let mut project = against(&system, Stage::Test);
    integration(&mut project).trigger.risk = Risk::Write;
    let (mut ana, folder) = with_table(project.clone());
    ana.does_not_see("Save the results…").clicks(&button(&project)).does_not_see("Real systems");
    ana.sees("2 rows passed").sees("1 row failed").sees("It should end in “Expired” and ended in “Active”");
    assert_eq!(asked(&system).len(), 3);
    ana.picture("table-live");
    for (name, words) in [
        ("results.xml", r#"tests="3" failures="1" errors="0" skipped="0""#),
        ("results.json", r#""passed": 2"#),
    ] {
        let file = folder.path().join(name);
        ana.clicks("Save the results…").sees("Write the results where?");
        ana.replaces("Path", file.to_str().unwrap()).presses(Modifiers::NONE, Key::Enter);
        ana.sees("The results are in").sees(name);
        let text = files::read_text(&file).unwrap();
        assert!(text.contains(words) && text.contains("ended in “Active”"), "{text}");
    }
}

#[test]
fn lookups_in_production_take_one_yes_for_the_table() {
    let (_runtime, system) = served(ACTIVE);
    let project = against(&system, Stage::Production);
    let (mut ana, _folder) = with_table(project.clone());
    let host = system.origin("http").replace("http://", "");
    ana.clicks(&button(&project)).sees("This asks real systems");
    ana.sees(&format!("3 runs only look something up at {host}.")).picture("batch-lookups");
    ana.clicks("Cancel").does_not_see("This asks real systems");
    assert!(system.heard().is_empty());
    ana.clicks(&button(&project)).clicks("Yes, send 3").sees("2 rows passed").sees("1 row failed");
    assert_eq!(asked(&system).len(), 3);
}

#[test]
fn writes_in_production_take_a_yes_for_each_row() {
    let (_runtime, system) = served(ACTIVE);
    let mut project = against(&system, Stage::Production);
    integration(&mut project).trigger.risk = Risk::Write;
    let (mut ana, _folder) = with_table(project.clone());
    ana.clicks(&button(&project)).sees("This changes real data").sees("Customer’s e-mail: eva@example.com");
    ana.clicks("Send none of them").does_not_see("This changes real data");
    assert!(system.heard().is_empty());
    ana.clicks(&button(&project));
    ana.clicks_on("Line 3: changes data with POST at ").picture("batch-writes").clicks("Yes, send 1");
    ana.sees("1 row passed").sees("0 rows failed");
    assert_eq!(asked(&system), [r#"{"email":"eva@example.com"}"#]);
}

#[test]
fn a_large_table_of_writes_is_not_sent_to_production() {
    let (_runtime, system) = served(ACTIVE);
    let mut project = against(&system, Stage::Production);
    integration(&mut project).trigger.risk = Risk::Destructive;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("customers.csv");
    let rows: String = (0..51).map(|number| format!("c{number}@example.com,active,\n")).collect();
    files::write_text(&file, &format!("E-mail,Expected outcome,Contains\n{rows}")).unwrap();
    let (mut ana, _folder) = with_table(project.clone());
    ana.clicks("From a table…").replaces("Path", file.to_str().unwrap());
    ana.presses(Modifiers::NONE, Key::Enter).sees("51 rows").clicks(&button(&project));
    ana.sees("51 calls would change real data").sees("at most 50 of them at once");
    assert!(system.heard().is_empty());
}

#[test]
fn a_live_scenario_asks_before_it_changes_real_data() {
    let (_runtime, system) = served(ACTIVE);
    let mut project = against(&system, Stage::Production);
    let design = integration(&mut project);
    design.trigger.risk = Risk::Write;
    design.scenarios.truncate(1);
    let live =
        Scenario { name: "For real".to_owned(), answers: vec![Answer::Live], ..design.scenarios[0].clone() };
    design.scenarios.push(live);
    let mut ana = Person::opens(project);
    ana.clicks("Test scenarios")
        .clicks("Run For real")
        .sees("This changes real data")
        .sees("For real: changes data");
    ana.clicks("Cancel");
    ana.clicks("Run all")
        .sees("1 other is answered by a saved sample.")
        .clicks("Only those with saved samples");
    ana.sees("1 passed").sees("1 not run yet");
    assert!(system.heard().is_empty());
    ana.clicks("Run all").clicks_on("For real: changes data").clicks("Yes, send 1").sees("2 passed");
    assert_eq!(system.heard().len(), 1);
    let results = &ana.program().state().scenarios.results;
    assert!(results.values().all(|known| known.ended == ScenarioEnded::Passed));
}
