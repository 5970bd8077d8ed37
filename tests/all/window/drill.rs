//! The failure drill, the scenarios and where data goes, in a person's words and as pictures.

use std::sync::Arc;

use egui::{Theme, Vec2};
use hookwright::files;
use hookwright::model::{Channel, Message, Platform, Project};
use hookwright::state::{
    Action, DrillAction, LiveEnd, Page, ScenarioAction, ScenarioEnded, ScenarioKey, Verdict,
};

use super::journey::{Person, story, story_with_limit};
use super::picture;
use super::screens::{project, window};

fn pictures(name: &str, file: &str, actions: &[Action]) {
    let sizes = [(Vec2::new(1600.0, 1000.0), "1600"), (Vec2::new(1024.0, 700.0), "1024")];
    for (theme, theme_name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (size, size_name) in sizes {
            let mut harness = window(silent(project(file)), size, theme);
            for action in actions {
                harness.state_mut().apply(action.clone());
            }
            harness.run();
            picture::take(&mut harness, &format!("{name}-{theme_name}-{size_name}"));
        }
    }
}

/// The project with one reply that says nothing.
fn silent(mut project: Project) -> Project {
    let integration = Arc::make_mut(&mut project.integrations[0]);
    integration.replies.entry("invalid_response".to_owned()).or_default().messages.clear();
    project
}

fn key(index: usize) -> ScenarioKey {
    ScenarioKey { integration: "check_subscription".to_owned(), index }
}

#[test]
fn the_drill() {
    pictures("drill", "subscription", &[Action::ChoosePage(Page::Drill)]);
}

#[test]
fn the_drill_with_words_open() {
    let edit = Action::Drill(DrillAction::Edit("timeout".to_owned()));
    pictures("drill-words", "subscription", &[Action::ChoosePage(Page::Drill), edit]);
}

#[test]
fn the_scenarios() {
    pictures("scenarios", "subscription", &[Action::ChoosePage(Page::Scenarios)]);
    let open = Action::Scenario(ScenarioAction::Toggle(key(0)));
    pictures("scenario-open", "subscription", &[Action::ChoosePage(Page::Scenarios), open]);
}

#[test]
fn a_table() {
    let text = "Customer's e-mail;Expected outcome;contains;colour\nana@example.com;Active;March 30;red\nx;nonsense;;\n";
    let read = ScenarioAction::DataRead { path: "customers.csv".into(), text: text.to_owned() };
    let choose = ScenarioAction::ChooseData("check_subscription".to_owned());
    let actions = [Action::ChoosePage(Page::Scenarios), Action::Scenario(choose), Action::Scenario(read)];
    pictures("table", "subscription", &actions);
}

#[test]
fn where_data_goes() {
    pictures("data-flow", "subscription", &[Action::ChoosePage(Page::DataFlow)]);
    let unprotected = |mut project: Project| {
        project.environments.retain(|environment| environment.id == "staging");
        project.connections[0].base_urls.insert("staging".to_owned(), "http://crm.example.com".to_owned());
        project
    };
    let mut harness = window(unprotected(project("subscription")), Vec2::new(1600.0, 1000.0), Theme::Light);
    harness.state_mut().apply(Action::ChoosePage(Page::DataFlow));
    harness.run();
    picture::take(&mut harness, "data-flow-unprotected-light-1600");
}

#[test]
fn silence_is_fixed_in_the_drill() {
    let mut ana = Person::opens(silent(story()));
    ana.clicks("Try every failure").sees("What if it goes wrong?").sees("1 silent");
    ana.clicks("Say the fallback reply").sees("0 silent").does_not_see("Say the fallback reply");
    assert!(!ana.program().state().integration().unwrap().replies.contains_key("invalid_response"));
}

#[test]
fn words_are_changed_in_the_drill() {
    let mut ana = Person::opens(story());
    ana.clicks("Try every failure");
    ana.clicks("Change the words: This takes longer than usual. A colleague will get back to you.");
    ana.types_at_the_end_of("What the bot says", " Thank you for waiting.");
    ana.sees("Change the words: This takes longer than usual. A colleague will get back to you. Thank you for waiting.");
    ana.clicks("Close the words").does_not_see("Close the words");
}

#[test]
fn the_drill_is_run_against_the_demo() {
    let mut ana = Person::opens(story_with_limit(2_000));
    ana.clicks("Try every failure").clicks("Run against the demo CRM").sees("live as in the preview");
    let state = ana.program().state();
    assert!(state.drill.running.is_none());
    let end = |outcome: &str| &state.drill.live[outcome];
    for outcome in ["active", "expired", "success", "not_found", "missing_input", "bad_input", "unauthorized"]
    {
        assert!(matches!(end(outcome), LiveEnd::Same { .. }), "{outcome}: {:?}", end(outcome));
    }
    for outcome in ["timeout", "unreachable", "server_error", "rate_limited", "invalid_response", "empty"] {
        assert!(matches!(end(outcome), LiveEnd::Same { .. }), "{outcome}: {:?}", end(outcome));
    }
}

#[test]
fn a_drill_against_the_demo_can_be_stopped() {
    let mut ana = Person::opens(story_with_limit(60_000));
    ana.clicks("Try every failure").clicks("Run against the demo CRM").sees("outcomes provoked for real");
    ana.clicks("Stop").sees("Run against the demo CRM");
    assert!(ana.program().state().drill.running.is_none());
}

/// Whether each has been played and none has failed; while they are played, nothing has failed either.
fn every_scenario_passed(person: &Person) -> bool {
    let state = person.program().state();
    let all: usize = state.project.integrations.iter().map(|each| each.scenarios.len()).sum();
    let results = &state.scenarios.results;
    results.len() == all && results.values().all(|known| known.ended == ScenarioEnded::Passed)
}

#[test]
fn a_scenario_is_red_and_then_green() {
    let mut project = story();
    let integration = Arc::make_mut(&mut project.integrations[0]);
    let Some(Message::Text { text }) =
        integration.replies.get_mut("expired").and_then(|reply| reply.messages.first_mut())
    else {
        panic!("the story has words for an expired subscription")
    };
    *text.edit("en") = "Your subscription is over.".to_owned();
    let mut ana = Person::opens(project);
    ana.clicks("Test scenarios").sees("not run yet").clicks("Run all").sees("1 failed").sees("0 not run yet");
    ana.sees("The words “has expired” should be in “Your subscription is over.");
    ana.clicks("Failure drill").clicks("Change the words: Your subscription is over.");
    ana.replaces("What the bot says", "Your subscription has expired.").clicks("Test scenarios");
    ana.sees("Changed since it was saved").sees("is now “Your subscription has expired.”");
    ana.clicks("Run all").waits_for(every_scenario_passed).sees("0 failed").sees("0 not run yet");
}

#[test]
fn a_scenario_is_written_by_hand() {
    let mut project = story();
    Arc::make_mut(&mut project.integrations[0]).scenarios.clear();
    let mut ana = Person::sits_before(project, Vec2::new(1600.0, 1500.0), Theme::Light);
    ana.clicks("Test scenarios").clicks("Add a scenario").replaces("Name of the scenario", "Über");
    ana.clicks("What comes back").picks("Expired subscription");
    ana.clicks("Expected outcome").picks("Expired");
    ana.clicks("Channel of the scenario").picks("Web chat");
    ana.clicks("Language of the scenario").picks("German");
    ana.clicks("Among others").replaces("Expected words", "abgelaufen");
    ana.clicks("Add words that must be among them").replaces("Expected words 2", "Rechnung");
    ana.replaces("Expected request", r#"{"email":"ana@example.com"}"#).picture("scenario-by-hand");
    ana.clicks("Run Über").sees("1 failed").sees("The words “Rechnung” should be in “");
    ana.clicks("Remove Expected words 2").clicks("Run Über").sees("1 passed");
    let kept = ana.program().state().project.integrations[0].scenarios[0].clone();
    assert_eq!((kept.language.as_deref(), kept.channel), (Some("de"), Some(Channel::Web)));
    assert_eq!(kept.expect.contains, ["abgelaufen"]);
    ana.replaces("Expected request", r#"{"email":"eva@example.com"}"#).clicks("Run Über").sees("1 failed");
    ana.sees("The request should carry").replaces("Expected request", "").clicks("Run Über").sees("1 passed");
    // The bot's usual channel and language are not written down.
    ana.clicks("Channel of the scenario").picks("WhatsApp");
    ana.clicks("Language of the scenario").picks("English");
    let kept = ana.program().state().project.integrations[0].scenarios[0].clone();
    assert_eq!((kept.language, kept.channel), (None, None));
    ana.clicks("Run Über").sees("The words “abgelaufen” should be in “");
}

#[test]
fn what_is_late_depends_on_platform_and_channel() {
    let late = |platform: Option<Platform>, channel: Channel| {
        let mut project = story_with_limit(8_000);
        project.platform = platform;
        let mut harness = window(project, Vec2::new(1600.0, 1000.0), Theme::Light);
        harness.state_mut().apply(Action::ChoosePage(Page::Drill));
        harness.state_mut().apply(Action::ChooseChannel(channel));
        harness.run();
        let drill = &harness.state().derived.drill;
        let card = drill.iter().find(|card| card.outcome == "timeout").unwrap();
        (card.verdict, card.limit.who)
    };
    assert_eq!(late(None, Channel::Web), (Verdict::Late, None));
    assert_eq!(late(Some(Platform::TwilioStudio), Channel::Web), (Verdict::Fine, Some("Twilio Studio")));
    // The waiting message comes after 0.1 seconds, before Slack gives up.
    assert_eq!(late(Some(Platform::DialogflowCx), Channel::Slack), (Verdict::Fine, Some("Slack")));
    let mut project = story_with_limit(12_000);
    Arc::make_mut(&mut project.integrations[0]).waiting.as_mut().unwrap().after_ms = 4_000;
    project.platform = Some(Platform::TwilioStudio);
    let mut harness = window(project, Vec2::new(1600.0, 1000.0), Theme::Light);
    for (channel, who) in [(Channel::Slack, "Slack"), (Channel::Web, "Twilio Studio")] {
        harness.state_mut().apply(Action::ChooseChannel(channel));
        harness.run();
        let drill = &harness.state().derived.drill;
        let card = drill.iter().find(|card| card.outcome == "timeout").unwrap();
        assert_eq!((card.verdict, card.limit.who), (Verdict::Late, Some(who)));
    }
}

#[test]
fn a_try_is_kept_as_a_scenario_and_passes() {
    let mut ana = Person::opens(story());
    let before = ana.program().state().project.integrations[0].scenarios.len();
    ana.clicks("Preview").clicks("Keep as test").sees("is kept as a test");
    let state = ana.program().state();
    let (outcome, kept) = (state.try_it.result().unwrap(), state.project.integrations[0].scenarios.last());
    assert_eq!(kept.unwrap().expect.outcome, outcome.outcome);
    ana.clicks("Test scenarios").clicks("Run all").waits_for(every_scenario_passed).sees("0 failed");
    ana.presses(egui::Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(ana.program().state().project.integrations[0].scenarios.len(), before);
}

#[test]
fn a_table_of_a_thousand_customers() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("customers.csv");
    let mut text = "E-mail,Expected outcome,Answer,Contains\n".to_owned();
    for number in 0..998 {
        text.push_str(&format!("customer{number}@example.com,active,active,March 30\n"));
    }
    text.push_str("wrong@example.com,expired,active,\n\"unknown@example.com\",no such outcome,,\n");
    files::write_text(&file, &text).unwrap();
    let mut ana = Person::opens(story());
    ana.clicks("Test scenarios").clicks("From a table…").sees("Which table?");
    ana.replaces("Path", file.to_str().unwrap()).presses(egui::Modifiers::NONE, egui::Key::Enter);
    ana.sees("customers.csv for Check subscription").sees("1000 rows").sees("1 row cannot be read");
    ana.clicks("Run with saved samples").sees("998 rows passed").sees("1 row failed");
    ana.sees("There is no outcome “no such outcome”")
        .sees("It should end in “Expired” and ended in “Active”");
    assert!(!files::write(&ana.program().state().project).contains("customer7@example.com"));
    ana.clicks("Put the table away").does_not_see("customers.csv");
}

/// The field itself has the focus, and not only its row.
#[test]
fn where_data_goes_leads_to_the_very_field() {
    let mut project = story();
    let integration = Arc::make_mut(&mut project.integrations[0]);
    let call = &mut integration.calls[0];
    call.body = hookwright::model::Body::Json {
        value: serde_json::json!({"kind": "lookup", "customer": {"mail": ["{{ email }}"]}}),
        schema: None,
    };
    let parameter = |name: &str, value: &str| hookwright::model::Parameter {
        name: name.to_owned(),
        value: hookwright::model::Text(value.to_owned()),
        optional: false,
    };
    call.query = vec![parameter("limit", "1"), parameter("mail", "{{ email }}")];
    call.headers = vec![parameter("X-Customer", "{{ email }}")];
    let mut ana = Person::opens(project);
    for (place, field) in [
        ("body customer.mail[0]", "Value of the field"),
        ("query mail", "Value of parameter 2"),
        ("header X-Customer", "Value of header 1"),
    ] {
        ana.clicks("Where data goes").clicks(&format!("Go to Customer’s e-mail in the {place}"));
        assert_eq!(ana.program().state().view.step, hookwright::model::Step::Asks);
        let focused: Vec<String> = super::access_live::focused(&ana.harness).collect();
        assert_eq!(focused, [field], "{place}");
    }
}

#[test]
fn the_hand_over_document_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hand-over.html");
    let mut ana = Person::opens(story());
    ana.clicks("Where data goes").sees("Everything personal goes protected");
    ana.clicks("Hand-over document…").sees("Write it where?");
    ana.replaces("Path", file.to_str().unwrap()).presses(egui::Modifiers::NONE, egui::Key::Enter);
    ana.sees("The hand-over document is in");
    let html = files::read_text(&file).unwrap();
    assert!(html.starts_with("<!doctype html>") && html.contains("Your subscription has expired."));
}
