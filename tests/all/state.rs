//! The window's program without a window: actions in, effects and state out.

use std::path::{Path, PathBuf};

use hookwright::engine::{RunResult, SecretValue};
use hookwright::files;
use hookwright::model::{Message, Part, Place, Project, Risk, Step};
use hookwright::state::{
    Action, Ask, Effect, FALLBACK, FoundIn, Keeper, Keeping, KnownSecrets, Loaded, News, Shown, State,
};

fn story() -> State {
    open("subscription")
}

fn open(name: &str) -> State {
    let project = files::load(Path::new(&format!("projects/{name}.hookwright.json"))).unwrap();
    State::new(project, None, "2026-03-16T09:41:00Z".parse().unwrap())
}

/// Types words into the reply of the chosen outcome, as the message editor does.
fn type_reply(state: &mut State, words: &str, at_ms: u64) {
    let open = state.open().unwrap();
    let outcome = open.view.outcome.clone();
    let reply = open.integration.replies.get_mut(&outcome).unwrap();
    let Some(Message::Text { text }) = reply.messages.first_mut() else {
        panic!("the reply begins with words")
    };
    *text.edit("en") = words.to_owned();
    state.settle(at_ms);
}

fn said(state: &State) -> String {
    state.derived.preview(&state.view.outcome).unwrap().result.words().join(" / ")
}

fn result(state: &mut State) -> RunResult {
    state.apply(Action::Preview);
    state.try_it.result().unwrap().clone()
}

#[test]
fn it_opens_on_a_working_conversation() {
    let state = story();
    assert_eq!(state.view.step, Step::Says);
    assert_eq!(state.view.environment, "demo");
    assert_eq!(
        said(&state),
        "Yes, your subscription is active and renews on March 30. / [Show my invoices] [Turn off renewal]"
    );
    assert!(!state.is_unsaved());
}

#[test]
fn the_conversation_follows_every_key() {
    let mut state = story();
    type_reply(&mut state, "It renews on {{ renews_on | date(\"full\") }}.", 10);
    assert!(said(&state).starts_with("It renews on March 30, 2026."), "{}", said(&state));
    assert!(state.is_unsaved());
    state.apply(Action::ChooseLanguage("de".to_owned()));
    state.settle(20);
    assert!(said(&state).contains("verlängert sich am 30. März"), "{}", said(&state));
}

#[test]
fn examples_are_those_of_the_chosen_outcome() {
    let mut state = story();
    let example = |state: &State| state.derived.name("status").unwrap().example.clone();
    assert_eq!(example(&state), Some("active".into()));
    state.apply(Action::ChooseOutcome("expired".to_owned()));
    state.settle(10);
    assert_eq!(example(&state), Some("expired".into()));
}

#[test]
fn what_was_typed_is_undone_in_steps_of_rest() {
    let mut state = story();
    let before = said(&state);
    type_reply(&mut state, "O", 1_000);
    type_reply(&mut state, "One", 1_100);
    type_reply(&mut state, "One two", 9_000);
    state.apply(Action::Undo);
    assert!(said(&state).starts_with("One /"), "{}", said(&state));
    state.apply(Action::Undo);
    assert_eq!(said(&state), before);
    assert!(!state.is_unsaved());
    state.apply(Action::Redo);
    state.apply(Action::Redo);
    assert!(said(&state).starts_with("One two"));
    assert!(state.history.redo_label().is_none());
}

#[test]
fn deleting_can_be_taken_back() {
    let mut state = story();
    state.apply(Action::DeleteIntegration("check_subscription".to_owned()));
    assert!(state.integration().is_none());
    assert!(state.open().is_none());
    state.apply(Action::Undo);
    assert_eq!(state.integration().unwrap().name, "Check subscription");
}

#[test]
fn silence_is_repaired_with_one_action() {
    let mut state = story();
    state.apply(Action::ChooseOutcome("timeout".to_owned()));
    state.open().unwrap().integration.replies.get_mut("timeout").unwrap().messages.clear();
    state.settle(10);
    let row = |state: &State| {
        let rows = state.derived.groups.iter().flat_map(|group| group.rows.clone());
        rows.into_iter().find(|row| row.id == "timeout")
    };
    assert!(row(&state).unwrap().silent);
    assert!(state.findings().iter().any(|finding| finding.code == "silence"), "{:?}", state.findings());
    state.apply(Action::SayFallback("timeout".to_owned()));
    assert!(row(&state).is_none());
    assert!(said(&state).contains("A colleague will help you"));
}

#[test]
fn an_outcome_gets_words_of_its_own() {
    let mut state = story();
    state.apply(Action::AddReply("unauthorized".to_owned()));
    assert_eq!(state.view.outcome, "unauthorized");
    assert!(!state.derived.preview("unauthorized").unwrap().result.fell_back);
}

#[test]
fn a_field_of_the_sample_becomes_a_value() {
    let mut state = story();
    state.apply(Action::UseField("$.customer_id".to_owned()));
    let output = state.integration().unwrap().output("customer_id").unwrap().clone();
    assert_eq!(output.path, "$.customer_id");
    assert_eq!(output.value_type, hookwright::model::ValueType::Integer);
    let example = state.derived.name("customer_id").unwrap().example.clone();
    assert_eq!(example.unwrap().to_string(), "9007199254740993123");
}

#[test]
fn sending_goes_out_by_value_and_comes_back_once() {
    let mut state = story();
    let effects = state.apply(Action::Send);
    let [Effect::Send(order)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(order.environment, "demo");
    assert_eq!(order.conversation.fact("user.email").unwrap(), "ana@example.com");
    let first = order.run;
    let effects = state.apply(Action::Send);
    assert!(
        matches!(effects.as_slice(), [Effect::Cancel(run), Effect::Send(_)] if *run == first),
        "{effects:?}"
    );
    let answer = story().derived.preview("expired").unwrap().result.clone();
    state.apply(Action::News(News::Finished { run: first, result: Ok(Box::new(answer.clone())) }));
    assert!(state.try_it.running.is_some(), "a result of an older run is dropped");
    state.apply(Action::News(News::Finished { run: first + 1, result: Ok(Box::new(answer)) }));
    assert!(state.try_it.running.is_none());
    assert_eq!((state.try_it.shown, state.view.outcome.as_str()), (Shown::Try, "expired"));
    state.apply(Action::ChooseOutcome(FALLBACK.to_owned()));
    assert_eq!(state.try_it.shown, Shown::Outcome);
}

#[test]
fn the_typed_example_reaches_the_request() {
    let mut state = story();
    state.try_it.values.insert("email".to_owned(), "zoë \"z\"@example.com".to_owned());
    assert_eq!(result(&mut state).outcome, "bad_input");
    state.try_it.values.insert("email".to_owned(), "zoë@example.com".to_owned());
    assert_eq!(result(&mut state).calls[0].request.body, "{\"email\":\"zoë@example.com\"}");
    state.try_it.values.insert("email".to_owned(), String::new());
    assert_eq!(result(&mut state).outcome, "missing_input");
}

#[test]
fn a_sample_shows_what_it_leads_to() {
    let mut state = story();
    state.apply(Action::ChooseSample("paused".to_owned()));
    assert_eq!(state.view.outcome, "success");
    assert_eq!(result(&mut state).outcome, "success");
}

#[test]
fn a_write_to_production_asks_first() {
    let mut state = open("support-ticket");
    assert!(matches!(state.apply(Action::Send).as_slice(), [Effect::Send(_)]), "the demo asks nothing");
    state.apply(Action::Cancel);
    state.apply(Action::ChooseEnvironment("production".to_owned()));
    state.settle(10);
    assert!(state.apply(Action::Send).is_empty());
    let Some(Ask::SendWrite(question)) = state.view.ask.clone() else { panic!("{:?}", state.view.ask) };
    let asked = &question.requests[0];
    let words = (asked.method.as_str(), asked.host.as_str(), asked.path.as_str());
    assert_eq!(words, ("POST", "tickets.example.com", "/v2/tickets"));
    state.apply(Action::DismissAsk);
    assert!(state.apply(Action::SendAnyway).is_empty(), "a yes without a question is none");
    assert!(state.try_it.running.is_none());
    state.apply(Action::Send);
    assert!(matches!(state.apply(Action::SendAnyway).as_slice(), [Effect::Send(_)]));
    state.apply(Action::Cancel);
    state.open().unwrap().integration.trigger.risk = Risk::Read;
    state.settle(20);
    assert!(matches!(state.apply(Action::Send).as_slice(), [Effect::Send(_)]));
}

#[test]
fn unsaved_changes_are_asked_about() {
    let mut state = story();
    assert_eq!(state.apply(Action::Close), [Effect::Close]);
    type_reply(&mut state, "New words", 10);
    assert!(state.apply(Action::OpenPath(PathBuf::from("other.hookwright.json"))).is_empty());
    assert!(matches!(state.view.ask, Some(Ask::Unsaved(_))));
    // Saved first: the question goes on by itself.
    assert!(
        matches!(state.apply(Action::Save).as_slice(), [Effect::PickSave { name }] if name == "customer-service-bot.hookwright.json")
    );
    let path = PathBuf::from("mine.hookwright.json");
    let effects = state.apply(Action::SaveTo(path.clone()));
    let [Effect::Save { project, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    let saved = Action::News(News::Saved { path: path.clone(), project: project.clone() });
    assert_eq!(state.apply(saved), [Effect::Load(PathBuf::from("other.hookwright.json"))]);
    assert!(!state.is_unsaved());
    assert_eq!(state.path, Some(path));
    // Or thrown away.
    type_reply(&mut state, "Newer words", 20);
    state.apply(Action::Close);
    assert_eq!(state.apply(Action::Discard), [Effect::Close]);
}

#[test]
fn typing_while_saving_stays_unsaved() {
    let mut state = story();
    type_reply(&mut state, "First", 10);
    let effects = state.apply(Action::SaveTo(PathBuf::from("mine.hookwright.json")));
    let [Effect::Save { project, path }] = effects.as_slice() else { panic!("{effects:?}") };
    type_reply(&mut state, "Second", 20);
    state.apply(Action::News(News::Saved { path: path.clone(), project: project.clone() }));
    assert!(state.is_unsaved());
}

#[test]
fn a_finding_leads_to_its_field() {
    let mut state = story();
    state.view.findings_open = true;
    let place = Place::new("check_subscription", Part::Reply("expired".to_owned()), "messages");
    state.apply(Action::ChooseStep(Step::When));
    state.apply(Action::GoTo(place.clone()));
    assert_eq!((state.view.step, state.view.outcome.as_str()), (Step::Says, "expired"));
    assert_eq!(state.view.led_to, Some(place));
    assert!(!state.view.findings_open);
}

#[test]
fn an_empty_project_is_no_dead_end() {
    let mut state = State::new(Project::default(), None, "2026-03-16T09:41:00Z".parse().unwrap());
    assert!(state.integration().is_none());
    assert!(state.apply(Action::Send).is_empty());
    state.apply(Action::Preview);
    state.apply(Action::AddIntegration);
    assert_eq!(
        (state.view.step, state.integration().unwrap().name.as_str()),
        (Step::When, "New integration")
    );
    state.apply(Action::AddIntegration);
    assert_eq!(state.view.integration, "new_integration_2");
    state.apply(Action::DuplicateIntegration("new_integration".to_owned()));
    state.apply(Action::MoveIntegration { id: "new_integration_3".to_owned(), to: 0 });
    let ids: Vec<_> = state.project.integrations.iter().map(|each| each.id.as_str()).collect();
    assert_eq!(ids, ["new_integration_3", "new_integration", "new_integration_2"]);
    state.apply(Action::News(News::Opened(Box::new(Loaded { path: None, project: Project::default() }))));
    assert!(state.project.integrations.is_empty());
}

#[test]
fn the_value_of_a_secret_passes_through_and_is_shown_nowhere() {
    let mut state = story();
    let (name, value) = ("crm_token".to_owned(), SecretValue::new("canary"));
    let action = Action::KeepSecret { name, value, keeping: Keeping::UntilClosed };
    assert!(!format!("{action:?}").contains("canary"));
    let effects = state.apply(action);
    let [Effect::KeepSecret { value, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(value.reveal(), "canary");
    assert!(!format!("{effects:?}").contains("canary"));
    assert!(!state.is_unsaved());
    let found = [("crm_token".to_owned(), FoundIn::Window)].into();
    let known = KnownSecrets { found, keeper: Keeper::Keychain };
    assert_eq!(state.apply(Action::News(News::SecretsKnown(known.clone()))), []);
    assert_eq!(state.known_secrets, known);
}
