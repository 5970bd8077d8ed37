//! From an empty project to the working story in a window of the usual size, by clicking, scrolling and typing alone; the answers come
//! from the demo server, and the files are real. Then all of it is undone and made again.

use egui::{Key, Modifiers, Theme, Vec2};
use hookwright::app::{Dialogs, Program};
use hookwright::files;
use hookwright::model::{Authentication, Body, Privacy, Project, Severity, ValueType};
use serde_json::json;

use super::journey::Person;

const ACTIVE: &str = "Yes, your subscription is active and renews on March 30.";
const AKTIV: &str = "Ja, Ihr Abo ist aktiv und verlängert sich am 30. März.";

/// What the bot says when it has no better words: the outcome, English, German.
const PLAIN: [(&str, &str, &str); 3] = [
    ("Slow", "This takes longer than usual. A colleague will help you.", "Das dauert länger als sonst."),
    ("Down", "I can’t reach our systems right now.", "Unsere Systeme sind gerade nicht erreichbar."),
    ("Not found", "I can’t find a subscription for this address.", "Unter dieser Adresse gibt es kein Abo."),
];

#[test]
fn the_story_from_nothing() {
    let (mut ana, empty) = begins(Vec2::new(1440.0, 900.0));
    let full = tells(&mut ana);
    is_as_designed(&ana);
    answers(&mut ana);
    is_saved_and_opened_again(&mut ana);
    goes_back_and_forth(&mut ana, &empty, &full);
}

#[test]
fn the_story_from_nothing_in_a_small_window() {
    let (mut ana, _) = begins(Vec2::new(1024.0, 700.0));
    tells(&mut ana);
    is_as_designed(&ana);
    answers(&mut ana);
}

fn bytes(ana: &Person) -> String {
    files::write(&ana.program().state().project)
}

fn begins(size: Vec2) -> (Person, String) {
    let mut ana = Person::sits_before(Project::default(), size, Theme::Light);
    ana.presses(Modifiers::COMMAND, Key::N);
    let empty = bytes(&ana);
    assert_eq!(ana.program().state().project.integrations, []);
    (ana, empty)
}

fn step(ana: &mut Person, key: Key) {
    ana.presses(Modifiers::ALT, key);
}

fn page(ana: &mut Person, words: &str) {
    ana.presses(Modifiers::COMMAND, Key::K).types(words).enter();
}

/// Designs all of it; the project as it is in the end.
fn tells(ana: &mut Person) -> String {
    // The caret stands in the first field by itself.
    ana.takes("Add an integration").types("Is my subscription still active?");
    ana.fills("Name of the integration", "Check subscription").enter();
    needs(ana);
    asks(ana);
    ana.takes("Send").sees("Live answer").takes("Close the test panel");
    understands(ana);
    says(ana);
    speaks_german(ana);
    bytes(ana)
}

fn needs(ana: &mut Person) {
    step(ana, Key::Num2);
    ana.takes("Add a fact").picks("New customer fact").types("Customer’s e-mail").enter();
    ana.takes("Kind of Customer’s e-mail").takes("E-mail address");
    ana.fills("Example of Customer’s e-mail", "ana@example.com");
    ana.fills("Question for Customer’s e-mail", "What is the e-mail address of your account?");
}

fn asks(ana: &mut Person) {
    step(ana, Key::Num3);
    ana.takes("System").takes("Add a system…").types("CRM").escape();
    ana.takes("Use the sample system CRM");
    ana.fills("Address in Staging", "https://staging.crm.example.com/api");
    ana.fills("Address in Production", "https://crm.example.com/api");
    ana.takes("A secret key").takes("Fetch with details").fills("Path", "/subscriptions/lookup");
    ana.takes("Details").takes("Build it from an example (paste JSON)");
    ana.enters("An example of what is sent").pastes(r#"{"email": "somebody@example.org"}"#);
    ana.takes("Build it like this").sees("POST http://");
}

fn understands(ana: &mut Person) {
    step(ana, Key::Num4);
    ana.takes("Keep the answer").sees("What is kept").fills("Name", "Active subscription");
    ana.takes("Save the sample");
    ana.takes(r#"Use status "active""#).takes(r#"Use renews_on "2026-03-30""#);
    ana.takes("What a good answer looks like (contract)").takes("Learn from the samples");
    ana.sees("Must be there").fills("Statuses that count as success", "200");
    for (number, value, name) in [(1, "active", "Active"), (2, "expired", "Expired")] {
        ana.takes("Add a meaning").types(value).fills(&format!("Name of meaning {number}"), name);
    }
}

fn says(ana: &mut Person) {
    step(ana, Key::Num5);
    ana.takes_row("Active, ").takes("Give it its own words");
    // All of the words that it began with are selected.
    ana.types("Yes, your subscription is active and renews on /ren").enter().types(".").sees(ACTIVE);
    ana.takes("Quick replies").types("Show my invoices");
    ana.takes_row("Expired, ").takes("Give it its own words").types("Your subscription has expired.");
    for (outcome, words, _) in PLAIN {
        gives_words(ana, outcome).types(words).sees(words);
        if outcome == "Slow" {
            ana.takes("Pass to a person afterwards").fills("Who takes over", "Subscriptions");
        }
    }
    gives_words(ana, "Any other answer").types("Your subscription is “/stat").enter().types("”.");
    ana.takes("Edit").takes("Say something while the customer waits").takes("Done");
}

fn gives_words<'a>(ana: &'a mut Person, outcome: &str) -> &'a mut Person {
    let is_small = ana.harness.ctx.content_rect().width() < 1200.0;
    let words = if is_small { "Another outcome" } else { "Give another outcome its own words" };
    ana.takes(words).picks(outcome)
}

fn speaks_german(ana: &mut Person) {
    page(ana, "Project settings");
    ana.takes("Add a language").picks("German");
    step(ana, Key::Num5);
    ana.takes_row("Active, ").takes("German");
    let words = "Ja, Ihr Abo ist aktiv und verlängert sich am /ren";
    ana.fills("What the bot says", words).enter().types(".").sees(AKTIV);
    ana.fills("Quick reply 1", "Rechnungen zeigen");
    ana.takes_row("Expired, ").fills("What the bot says", "Ihr Abo ist abgelaufen.");
    for (outcome, _, words) in PLAIN {
        ana.takes_row(&format!("{outcome}, ")).fills("What the bot says", words);
    }
    ana.takes_row("Any other answer, ").fills("What the bot says", "Ihr Abo hat den Stand „/stat").enter();
    ana.types("“.");
    ana.takes_row("Fallback reply, ").fills("What the bot says", "Das geht gerade leider nicht.");
    step(ana, Key::Num1);
    ana.fills("Sample phrase 1", "Ist mein Abo noch aktiv?");
    step(ana, Key::Num2);
    ana.fills("Question for Customer’s e-mail", "Wie lautet Ihre E-Mail-Adresse?");
    ana.takes("English");
}

fn is_as_designed(ana: &Person) {
    let state = ana.program().state();
    let integration = state.integration().unwrap();
    let project = &state.project;
    let names = [&integration.id, &integration.inputs[0].name, &project.context[0].name];
    assert_eq!(names, ["check_subscription", "customers_email", "user.customers_email"]);
    assert_eq!(project.context[0].label, "Customer’s e-mail");
    assert_eq!(project.context[0].privacy, Privacy::Personal);
    assert_eq!(project.connections[0].id, "crm");
    assert!(matches!(project.connections[0].authentication, Authentication::Bearer { .. }));
    let call = &integration.calls[0];
    assert_eq!(call.body, Body::Json { value: json!({"email": "{{ customers_email }}"}), schema: None });
    assert!(call.response_schema.is_some(), "the contract is learned");
    let date = integration.output("renews_on").unwrap();
    assert_eq!((date.value_type, date.required), (ValueType::Date, true));

    let errors = state.findings().iter().filter(|finding| finding.severity == Severity::Error);
    assert_eq!(errors.map(|finding| &finding.title).collect::<Vec<_>>(), Vec::<&String>::new());
    let silent = state.derived.previews.iter().filter(|preview| preview.result.is_silent());
    assert_eq!(silent.map(|preview| &preview.outcome).collect::<Vec<_>>(), Vec::<&String>::new());
    let slow = state.derived.preview("timeout").unwrap();
    assert_eq!(slow.result.handoff.as_ref().unwrap().queue, "Subscriptions");
}

/// The real calls say the right words.
fn answers(ana: &mut Person) {
    step(ana, Key::Num5);
    ana.presses(Modifiers::COMMAND, Key::Enter).sees("Live answer").sees(ACTIVE).sees("Show my invoices");
    let cases = [
        ("leo@example.com", "Your subscription has expired."),
        ("nobody@example.com", "I can’t find a subscription for this address."),
        ("kim@example.com", "Your subscription is “paused”."),
    ];
    for (customer, words) in cases {
        ana.fills("Customer’s e-mail", customer).enter().sees("Live answer").sees(words);
    }
}

fn words_of_all(ana: &Person) -> Vec<(String, Vec<String>)> {
    let previews = &ana.program().state().derived.previews;
    previews.iter().map(|preview| (preview.outcome.clone(), preview.result.words())).collect()
}

fn is_saved_and_opened_again(ana: &mut Person) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.hookwright.json");
    ana.presses(Modifiers::COMMAND, Key::S).sees("Save where?");
    ana.presses(Modifiers::COMMAND, Key::A).types(file.to_str().unwrap()).enter().sees("Saved as");
    assert_eq!(files::read_text(&file).unwrap(), bytes(ana));

    let mut again = Person::starts(move |ctx| {
        let project = files::load(&file).unwrap();
        Program::new(ctx, project, Some(file.clone()), Dialogs::Own).unwrap()
    });
    again.sees(ACTIVE);
    assert_eq!(words_of_all(&again), words_of_all(ana));
    again.takes("German").sees(AKTIV);
}

fn goes_back_and_forth(ana: &mut Person, empty: &str, full: &str) {
    assert_eq!(bytes(ana), full, "trying changed nothing");
    let mut steps = 0;
    while ana.program().state().history.undo_label().is_some() {
        ana.presses(Modifiers::COMMAND, Key::Z);
        steps += 1;
    }
    assert!(steps > 20, "{steps} steps");
    assert_eq!(bytes(ana), empty);
    while ana.program().state().history.redo_label().is_some() {
        ana.presses(Modifiers::COMMAND, Key::Y);
    }
    assert_eq!(bytes(ana), full);
    ana.sees(ACTIVE);
}
