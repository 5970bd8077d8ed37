//! The test panel in a person's words, against a real server on loopback.

use std::sync::Arc;

use egui::{Key, Modifiers};
use hookwright::files;
use hookwright::model::{Call, Integration, Platform, Privacy, Project, Retries, RetryCause, Risk, Stage};
use hookwright::state::{Filter, KeptValue};

use super::journey::{Person, story};
use crate::hostile::server::{Act, Server, answer, json as answers};

/// The story against a system of our own instead of the demo.
pub(super) fn against(system: &Server, stage: Stage) -> Project {
    let mut project = story();
    project.environments.retain(|environment| environment.id == "staging");
    project.environments[0].stage = stage;
    project.secrets.clear();
    let connection = &mut project.connections[0];
    connection.authentication = hookwright::model::Authentication::None;
    connection.base_urls.insert("staging".to_owned(), system.origin("http"));
    call(&mut project).policy.time_limit_ms = 20_000;
    project
}

pub(super) fn integration(project: &mut Project) -> &mut Integration {
    Arc::make_mut(&mut project.integrations[0])
}

pub(super) fn call(project: &mut Project) -> &mut Call {
    &mut integration(project).calls[0]
}

pub(super) fn served(answer: &str) -> (tokio::runtime::Runtime, Server) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let script = vec![Act::Read, answers("200 OK", answer), Act::Again];
    let system = runtime.block_on(Server::start(script));
    (runtime, system)
}

pub(super) const ACTIVE: &str = r#"{"status":"active","renews_on":"2026-03-30","plan":"Plus"}"#;

#[test]
fn a_write_is_sent_only_after_a_yes_and_every_send_asks_again() {
    let (_runtime, system) = served(ACTIVE);
    let mut project = against(&system, Stage::Production);
    integration(&mut project).trigger.risk = Risk::Write;
    let mut ana = Person::opens(project);
    let host = system.origin("http").replace("http://", "");
    ana.clicks("Send").sees("This changes real data").sees(&host).sees("POST").sees("ana@example.com");
    ana.clicks("Cancel").does_not_see("This changes real data");
    assert!(system.heard().is_empty(), "a refused write is not sent");
    ana.clicks("Send").sees("This changes real data").clicks("Yes, change it").sees("Live answer");
    assert_eq!(system.heard().len(), 1);
    ana.clicks("Send again").sees("This changes real data");
    ana.presses(Modifiers::NONE, Key::Escape).does_not_see("This changes real data");
    assert_eq!(system.heard().len(), 1);
}

#[test]
fn an_environment_for_tests_asks_nothing() {
    let (_runtime, system) = served(ACTIVE);
    let mut project = against(&system, Stage::Test);
    integration(&mut project).trigger.risk = Risk::Destructive;
    let mut ana = Person::opens(project);
    ana.clicks("Send").sees("Live answer").does_not_see("real data");
    assert_eq!(system.heard().len(), 1);
}

#[test]
fn the_waiting_message_comes_at_its_moment_and_the_reply_after_it() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let Act::Send(whole) = answers("200 OK", ACTIVE) else { unreachable!() };
    let pause = std::time::Duration::from_millis(4);
    let system = runtime.block_on(Server::start(vec![Act::Read, Act::Drip(whole, pause), Act::Again]));
    let mut ana = Person::opens(against(&system, Stage::Test));
    ana.clicks("Send").sees("Stop").sees("of 20 seconds").sees("0.1 seconds later").sees("One moment");
    ana.sees("Live answer").sees("seconds later").sees("renews on March 30.").sees("Answered in");
}

#[test]
fn a_sample_is_kept_without_what_is_personal() {
    let live = r#"{"status":"active","renews_on":"2026-03-30","plan":"Plus","contact":{"email":"eva@kern.org","phone":"+49 171 2345678"}}"#;
    let (_runtime, system) = served(live);
    let mut ana = Person::opens(against(&system, Stage::Test));
    ana.replaces("Customer’s e-mail", "eva@kern.org").clicks("Send").sees("Live answer");
    ana.reaches("Save as sample").sees("What is personal was replaced by examples").sees("contact › phone");
    ana.replaces("Instead of +49 171 2345678", "+1 202 555 0199")
        .clicks("Save the sample")
        .sees("is kept as a sample");
    let state = ana.program().state();
    let saved = files::write(&state.project);
    assert!(saved.contains("+1 202 555 0199") && saved.contains("ana@example.com"));
    assert!(!saved.contains("eva@kern.org") && !saved.contains("2345678"), "{saved}");
    ana.presses(Modifiers::COMMAND, Key::Z);
    assert!(!files::write(&ana.program().state().project).contains("0199"));
}

#[test]
fn a_live_try_becomes_a_test_that_passes() {
    let (_runtime, system) = served(r#"{"status":"active","renews_on":"2027-01-05","plan":"Plus"}"#);
    let mut ana = Person::opens(against(&system, Stage::Test));
    let before = ana.program().state().project.integrations[0].scenarios.len();
    ana.replaces("Customer’s e-mail", "eva@kern.org").clicks("Send").sees("Live answer");
    ana.clicks("Keep as test")
        .sees("Nothing in it looks personal")
        .clicks("Keep the test")
        .sees("is kept as a test");
    let state = ana.program().state();
    let integration = &state.project.integrations[0];
    assert_eq!(integration.scenarios.len(), before + 1);
    let kept = integration.scenarios.last().unwrap();
    assert_eq!(
        (kept.expect.outcome.as_str(), kept.context["user"]["email"].as_str()),
        ("active", Some("ana@example.com"))
    );
    assert!(kept.expect.says[0].contains("January 5"), "{:?}", kept.expect.says);
    assert!(
        !state.derived.findings.iter().any(|finding| finding.code.contains("scenario")),
        "{:?}",
        state.derived.findings
    );
}

#[test]
fn drift_is_found_and_accepted() {
    let (_runtime, system) =
        served(r#"{"status":"active","renews_on":"2026-03-30","plan":7,"level":"gold"}"#);
    let mut project = against(&system, Stage::Test);
    call(&mut project).response_schema = Some(serde_json::json!({
        "type": "object", "required": ["status", "since"],
        "properties": {"status": {"type": "string"}, "since": {"type": "string"}, "renews_on": {"type": "string"}, "plan": {"type": "string"}},
    }));
    let mut ana = Person::opens(project);
    ana.clicks("Send").sees("The answer is not as agreed.").sees("level is new").sees("since is missing");
    ana.reaches("Update the contract")
        .sees("The contract is that of this answer")
        .does_not_see("level is new");
    let contract = |ana: &Person| {
        ana.program().state().project.integrations[0].calls[0].response_schema.clone().unwrap()
    };
    assert!(contract(&ana)["properties"]["level"].is_object());
    ana.presses(Modifiers::COMMAND, Key::Z).sees("The answer is not as agreed.").sees("level is new");
    assert!(contract(&ana)["properties"]["level"].is_null());
    ana.presses(Modifiers::COMMAND, Key::Y).does_not_see("level is new");
    assert!(contract(&ana)["properties"]["level"].is_object());
}

#[test]
fn a_live_call_succeeds() {
    let (_runtime, system) = served(r#"{"status":"active","renews_on":"2027-01-05","plan":"Plus"}"#);
    let mut ana = Person::opens(against(&system, Stage::Test));
    ana.clicks("Send").sees("Live answer").sees("renews on January 5").sees("Answered in");
    let heard = system.heard();
    assert_eq!(heard.len(), 1);
    assert!(heard[0].starts_with("POST /subscriptions/lookup "), "{heard:?}");
    assert!(heard[0].ends_with(r#"{"email":"ana@example.com"}"#), "the example was filled in: {heard:?}");
}

#[test]
fn a_call_is_stopped_in_the_pause_before_it_is_tried_again() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let busy = answer("503 Service Unavailable", "Retry-After: 15\r\nConnection: close\r\n", b"");
    let system = runtime.block_on(Server::start(vec![Act::Read, busy]));
    let mut project = against(&system, Stage::Test);
    call(&mut project).policy.retries = Retries { count: 3, ..Retries::default() };
    call(&mut project).policy.retries.on = vec![RetryCause::ServerError];
    let mut ana = Person::opens(project);
    ana.clicks("Send").sees("Stop");
    // The answer is complete and its connection is over: from here on the run only waits.
    runtime.block_on(system.over(1));
    ana.sees("Stop").clicks("Stop").sees("Stopped: the bot said nothing").does_not_see("Live answer");
    assert_eq!(system.heard().len(), 1);
    assert!(ana.program().state().try_it.running.is_none());
    assert!(ana.program().state().recorded.runs.is_empty());
    // A second try is a run of its own, which begins at once.
    ana.clicks("Send").waits_for(|_| system.heard().len() == 2).clicks("Stop");
}

#[test]
fn production_is_red_where_it_is_chosen_and_sent_to() {
    let color = || hookwright::ui::theme::Theme::light().color.err;
    let (_runtime, system) = served(ACTIVE);
    let red = |stage| {
        let mut ana = Person::opens(against(&system, stage));
        let environment = ana.program().state().project.environments[0].name.clone();
        [environment.as_str(), "Send"].map(|name| ana.shows_color(name, color()))
    };
    assert_eq!(red(Stage::Production), [true, true]);
    assert_eq!(red(Stage::Test), [false, false]);
    let mut project = against(&system, Stage::Production);
    integration(&mut project).trigger.risk = Risk::Write;
    let mut ana = Person::opens(project.clone());
    ana.clicks("Send").sees("This changes real data");
    assert!(ana.shows_color("Yes, change it", color()));
}

#[test]
fn an_answer_is_searched_and_filtered_and_a_value_becomes_an_output() {
    let live = r#"{"status":"active","renews_on":"2026-03-30","plan":"Plus","orders":[{"sku":"A-1","n":1},{"sku":"B-2","n":2}]}"#;
    let (_runtime, system) = served(live);
    let mut ana = Person::opens(against(&system, Stage::Test));
    ana.clicks("Send").sees("Live answer");
    ana.replaces("Search the answer", "SKU")
        .sees("1 of 2")
        .reaches("Next place")
        .sees("2 of 2")
        .sees("Use sku \"B-2\"");
    ana.reaches("Previous place").sees("1 of 2");
    ana.replaces("Filter by a path", "$.orders[?@.n > 1].sku")
        .sees("1 value")
        .sees("Use $.orders[1].sku \"B-2\"");
    ana.picture("panel-filter");
    ana.reaches("Use $.orders[1].sku \"B-2\"").picture("panel-used").sees("$.orders[1].sku \"B-2\", used");
    assert!(ana.program().state().project.integrations[0].output("sku").is_some());
    ana.replaces("Filter by a path", "$.orders[last]").sees("the last item is");
    assert!(matches!(ana.program().state().try_it.came_back[0].filter, Filter::Wrong(_)));
    ana.reaches("Headers").sees("content-type").reaches("Text").sees(r#"{"status":"active""#);
}

#[test]
fn the_history_is_kept_without_personal_values_and_found_again() {
    let (_runtime, system) = served(ACTIVE);
    let folder = tempfile::tempdir().unwrap();
    let mut project = against(&system, Stage::Test);
    project.context[0].privacy = Privacy::Personal;
    let mut ana = Person::opens_with_runs(project.clone(), folder.path());
    ana.replaces("Customer’s e-mail", "eva@kern.org").clicks("Send").sees("Live answer").sees("e•••@k•••");
    let file = files::runs_file(folder.path(), None, &project.name);
    ana.waits_for(|_| files::read_runs(&file).is_some_and(|text| text.contains("e•••@k•••")));
    let kept = files::read_runs(&file).unwrap();
    assert!(!kept.contains("eva") && !kept.contains("kern"), "{kept}");

    let mut again = Person::opens_with_runs(project, folder.path());
    again.waits_for(|person| person.program().state().recorded.runs.len() == 1);
    let run = again.program().state().recorded.runs[0].clone();
    assert_eq!(run.values["email"], KeptValue::Masked("e•••@k•••".to_owned()));
    again.clicks("Open the test panel").sees("Active, e•••@k•••");
    let row = format!("{}, {}, now", run.outcome_name, run.values_line());
    again.reaches(&row).clicks("Run again").sees("Live answer").sees("Personal values are not kept");
    assert_eq!(system.heard().len(), 2);
    again.clicks("What the history keeps").clicks("Do not keep live runs");
    again.waits_for(|_| files::read_runs(&file).is_some_and(|text| text.contains(r#""runs":[]"#)));
}

#[test]
fn time_that_does_not_fit_the_platform_is_made_to_fit() {
    let mut project = story();
    project.platform = Some(Platform::TwilioStudio);
    call(&mut project).policy.time_limit_ms = 8_000;
    call(&mut project).policy.retries.count = 1;
    let mut ana = Person::opens(project);
    ana.clicks("Open the test panel").sees("Twilio Studio gives up after 10 seconds.");
    ana.reaches("Wait 4.5 seconds for each try").does_not_see("Twilio Studio gives up after 10 seconds.");
    assert_eq!(ana.program().state().project.integrations[0].calls[0].policy.time_limit_ms, 4_500);
    ana.presses(Modifiers::COMMAND, Key::Z).sees("Twilio Studio gives up after 10 seconds.");
}

#[test]
fn a_preview_without_a_sample_says_what_to_do() {
    let mut project = story();
    integration(&mut project).samples.clear();
    let mut ana = Person::opens(project);
    ana.clicks("Preview").sees("No saved answer yet").clicks("Go to Understands");
    assert_eq!(ana.program().state().view.step, hookwright::model::Step::Understands);
}

#[test]
fn the_request_is_copied_for_a_shell() {
    let mut ana = Person::opens(story());
    ana.clicks("Send").sees("Live answer");
    let copied = ana.copies("Copy as cURL");
    assert!(
        copied.contains("\"$HOOKWRIGHT_SECRET_CRM_TOKEN\"") && copied.contains("ana@example.com"),
        "{copied}"
    );
}
