//! From an empty project to the working story, by clicking and typing alone; the answer comes from the demo server.

use egui::{Key, Modifiers};
use hookwright::model::{Authentication, Body, Privacy, Project, ValueType};
use serde_json::json;

use super::journey::Person;

const ANSWER: &str = r#"{"status": "active", "renews_on": "2026-03-30"}"#;

#[test]
fn the_story_from_nothing() {
    // Higher than any screen, so that nothing has to be scrolled to.
    let mut ana =
        Person::sits_before(Project::default(), egui::Vec2::new(1600.0, 4800.0), egui::Theme::Light);
    says_when(&mut ana);
    says_what_is_needed(&mut ana);
    says_whom_to_ask(&mut ana);
    says_what_is_sent(&mut ana);

    ana.clicks("Send").sees("Live answer");
    let result = ana.program().state().try_it.result().unwrap().clone();
    let status = result.calls.first().and_then(|call| call.response.as_ref()).map(|response| response.status);
    let project = &ana.program().state().project;
    assert_eq!(status, Some(200), "{}: {:?} {:?}", result.outcome, result.findings, project.integrations[0]);

    understands_the_answer(&mut ana);
    says_the_words(&mut ana);
    let integration = ana.program().state().integration().unwrap().clone();
    let call = &integration.calls[0];
    assert_eq!(call.body, Body::Json { value: json!({"email": "{{ email }}"}), schema: None });
    assert!(call.response_schema.is_some(), "the contract is learned");
    let date = integration.output("renews_on").unwrap();
    assert_eq!((date.value_type, date.required), (ValueType::Date, true));
    assert_eq!(ana.program().state().project.context[0].privacy, Privacy::Personal);
    let proof = &ana.program().state().project.connections[0].authentication;
    assert!(matches!(proof, Authentication::Bearer { .. }));
}

fn says_when(ana: &mut Person) {
    ana.clicks_on("Add an integration");
    ana.replaces("Sample phrase 1", "Is my subscription still active?");
    ana.sees("Is my subscription still active?");
}

fn says_what_is_needed(ana: &mut Person) {
    ana.presses(Modifiers::COMMAND, Key::Num2).clicks("Add a fact").clicks("New customer fact");
    ana.replaces("Name of the fact", "E-mail of the customer");
    ana.replaces("Technical name of the fact", "email").presses(Modifiers::NONE, Key::Enter);
    ana.clicks("Kind of E-mail of the customer").clicks("E-mail address");
    ana.replaces("Example of E-mail of the customer", "ana@example.com");
}

fn says_whom_to_ask(ana: &mut Person) {
    ana.presses(Modifiers::COMMAND, Key::Num3).clicks("System").clicks("Add a system…");
    ana.clicks("About this system").replaces("Name of the system", "CRM");
    ana.presses(Modifiers::NONE, Key::Escape);
    ana.clicks("Add demo, staging and production");
    ana.replaces("Address in Demo", "http://127.0.0.1:4010/crm");
    ana.clicks("A secret key").sees("Built in for the demo");
    ana.clicks("Fetch with details").replaces("Path", "/subscriptions/lookup");
}

fn says_what_is_sent(ana: &mut Person) {
    ana.clicks("Details").clicks("Build it from an example (paste JSON)");
    ana.replaces("An example of what is sent", r#"{"email": "somebody@example.org"}"#);
    ana.clicks("Build it like this").sees("POST http://");
}

fn understands_the_answer(ana: &mut Person) {
    ana.presses(Modifiers::COMMAND, Key::Num4).clicks("Add a sample").clicks("Edit this answer");
    ana.replaces("Body of the answer", ANSWER);
    ana.clicks_on("Use status").clicks_on("Use renews_on");
    ana.clicks("What a good answer looks like (contract)").clicks("Learn from the samples");
    ana.sees("Must be there");
}

fn says_the_words(ana: &mut Person) {
    ana.presses(Modifiers::COMMAND, Key::Num5)
        .clicks("Give another outcome its own words")
        .chooses("Any other answer");
    ana.replaces("What the bot says", "Your subscription is ");
    ana.types_at_the_end_of("What the bot says", "/").types_at_the_end_of("What the bot says", "statu");
    ana.presses(Modifiers::NONE, Key::Enter);
    ana.types_at_the_end_of("What the bot says", ".").sees("Your subscription is active.");
    ana.clicks("Send").sees("Your subscription is active.");
}
