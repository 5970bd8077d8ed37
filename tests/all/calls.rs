//! Several calls in order: the second uses what the first has found, and a failure in either has its words.

use std::sync::Arc;

use hookwright::engine::{RunResult, play_offline};
use hookwright::files;
use hookwright::model::{Answer, Fault, Project};
use serde_json::{Value, json};

use crate::designs::{now, setup};

/// Two calls: who is the customer, and what are this customer's orders.
fn design() -> Arc<Project> {
    Arc::new(serde_json::from_str(include_str!("../data/two-calls.hookwright.json")).unwrap())
}

fn played(answers: &[Answer]) -> RunResult {
    let design = design();
    play_offline(setup(&design, json!({"user": {"email": "ana@example.com"}})), answers).unwrap()
}

fn sample(id: &str) -> Answer {
    Answer::Sample(id.to_owned())
}

#[test]
fn the_second_call_sees_what_the_first_has_found() {
    let result = played(&[sample("customer"), sample("orders")]);
    assert_eq!(result.outcome, "success", "{}", result.because);
    let [first, second] = result.calls.as_slice() else { panic!("two calls") };
    assert_eq!(first.request.url, "https://api.example.com/customers?email=ana%40example.com");
    assert_eq!(second.request.url, "https://api.example.com/customers/9007199254740993123%2Fa/orders");
    let body: Value = serde_json::from_str(&second.request.body).unwrap();
    assert_eq!(body, json!({"customer": {"number": 9_007_199_254_740_993_123_u64, "name": "Ana"}}));
    assert_eq!(result.words(), ["Hello Ana, you have these orders:", "• SO-1\n• SO-2\nand 1 more"]);
    assert_eq!(result.elapsed_ms, 0);
}

#[test]
fn a_failure_in_any_call_has_its_outcome_and_its_words() {
    let check = |answers: &[Answer], calls: usize, outcome: &str, words: &str| {
        let result = played(answers);
        assert_eq!((result.calls.len(), result.outcome.as_str()), (calls, outcome), "{answers:?}");
        assert_eq!(result.words(), [words], "{answers:?}: {:?}", result.findings);
    };
    let fault = Answer::Fault;
    check(&[fault(Fault::NotFound)], 1, "not_found", "I do not know you.");
    check(&[fault(Fault::Slow)], 1, "timeout", "That takes too long.");
    check(&[fault(Fault::Down)], 1, "unreachable", "Something went wrong.");
    check(&[fault(Fault::MissingFields)], 1, "invalid_response", "Something went wrong.");
    check(&[fault(Fault::Empty)], 1, "empty", "There is nothing.");
    check(&[sample("blocked")], 2, "blocked", "Your account is blocked, Ana.");
    check(&[sample("customer"), fault(Fault::NotFound)], 2, "not_found", "I do not know you.");
    check(&[sample("customer"), fault(Fault::Slow)], 2, "timeout", "That takes too long.");
    check(&[sample("customer"), fault(Fault::ServerError)], 2, "server_error", "Sorry Ana, try again later.");
    check(&[fault(Fault::ServerError)], 1, "server_error", "Something went wrong.");
    check(&[sample("customer"), fault(Fault::Malformed)], 2, "invalid_response", "Something went wrong.");
    check(&[sample("customer"), sample("no_orders")], 2, "empty", "There is nothing.");
    check(&[sample("without_number")], 1, "invalid_response", "Something went wrong.");
}

#[test]
fn own_outcomes_are_decided_when_all_calls_have_answered() {
    // A rule such as “there are no orders” would hold too early otherwise.
    let result = played(&[sample("blocked"), sample("orders")]);
    assert_eq!((result.outcome.as_str(), result.calls.len()), ("blocked", 2));
    // What the first call has found out counts for more than how the second one failed.
    let result = played(&[sample("blocked"), Answer::Fault(Fault::NotFound)]);
    assert_eq!((result.outcome.as_str(), result.calls.len()), ("blocked", 2));
}

#[test]
fn a_value_that_the_second_call_cannot_carry_is_refused_before_it() {
    let result = played(&[sample("strange"), sample("orders")]);
    assert_eq!((result.outcome.as_str(), result.calls.len()), ("bad_input", 1), "{}", result.because);
    assert_eq!(result.findings[0].place.field, "path");
    assert_eq!(result.words(), ["Something went wrong."]);
}

#[test]
fn the_design_itself_is_sound() {
    let findings = hookwright::check::check(&design(), now());
    let errors: Vec<_> =
        findings.iter().filter(|finding| finding.severity == hookwright::model::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/two-calls.hookwright.json");
    assert_eq!(*design(), files::load(&file).unwrap());
}
