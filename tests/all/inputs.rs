//! Inputs from every source: typed, checked, and asked for when they are missing; and the contract of a request.

use hookwright::engine::{Next, Run, RunResult, Setup};
use serde_json::{Value, json};

use crate::designs::{conversation, project, setup, setup_in};

/// A run that needs one input and sends it as JSON.
fn setup_for(input: Value, context: Value) -> Setup {
    let mut whole = json!({
        "name": "v", "label": "The value", "source": {"from": "context", "name": "a.v"},
        "ask": {"en": "What is it?", "de": "Was ist es?"},
    });
    whole.as_object_mut().unwrap().extend(input.as_object().unwrap().clone());
    let call = json!({"id": "ask", "connection": "api", "method": "POST",
        "body": {"kind": "json", "value": {"v": "{{ v }}"}}});
    setup(&project("https://api.example.com", json!({"inputs": [whole], "calls": [call]})), context)
}

/// What would be sent, or how the run ended without sending.
fn sent(setup: Setup) -> Result<String, Box<RunResult>> {
    match Run::start(setup).unwrap() {
        (_, Next::Send(request)) => Ok(String::from_utf8(request.body).unwrap()),
        (_, Next::Done(result)) => Err(result),
    }
}

#[test]
fn every_source() {
    let check = |source: Value, expect: &str| {
        let mut setup = setup_for(json!({"source": source}), json!({"a": {"v": "x"}, "n": 7}));
        setup.conversation.message = Some("Where is SO-1?".to_owned());
        setup.conversation.user_id = Some("customer-1".to_owned());
        setup.conversation.language = "de-AT".to_owned();
        assert_eq!(sent(setup).unwrap(), format!("{{\"v\":{expect}}}"), "{source}");
    };
    check(json!({"from": "context", "name": "a.v"}), "\"x\"");
    check(json!({"from": "constant", "value": "eu"}), "\"eu\"");
    check(json!({"from": "message_text"}), "\"Where is SO-1?\"");
    check(json!({"from": "user_id"}), "\"customer-1\"");
    check(json!({"from": "locale"}), "\"de-AT\"");
    check(json!({"from": "now"}), "\"2026-03-27T12:00:00Z\"");
    check(json!({"from": "expression", "text": "{{ a.v | upper }}-{{ n }}"}), "\"X-7\"");
}

#[test]
fn an_expression_sees_earlier_inputs_and_misses_what_is_missing() {
    let input =
        |name: &str, text: &str| json!({"name": name, "source": {"from": "expression", "text": text}});
    let run = |first: &str, second: &str| {
        let design = project(
            "https://api.example.com",
            json!({
                "inputs": [input("one", first), input("two", second)],
                "calls": [{"id": "ask", "connection": "api", "path": "/{{ two }}"}],
            }),
        );
        match Run::start(setup(&design, json!({}))).unwrap() {
            (_, Next::Send(request)) => request.url.to_string(),
            (_, Next::Done(result)) => format!("{} {}", result.outcome, result.input.unwrap_or_default()),
        }
    };
    assert_eq!(run("a", "{{ one }}b"), "https://api.example.com/ab");
    assert_eq!(run("a", "{{ gone }}b"), "missing_input two");
    assert_eq!(run("a", "{{ gone | default(\"x\") }}"), "https://api.example.com/x");
    assert_eq!(run("{{ two }}", "a"), "missing_input one");
}

#[test]
fn kinds_are_read_and_kept() {
    let check = |kind: &str, value: Value, expect: Option<&str>| {
        let result = sent(setup_for(json!({"type": kind}), json!({"a": {"v": value}})));
        match (result, expect) {
            (Ok(body), Some(expect)) => assert_eq!(body, format!("{{\"v\":{expect}}}"), "{kind} {value}"),
            (Err(result), None) => {
                assert_eq!((result.outcome.as_str(), result.input.as_deref()), ("bad_input", Some("v")));
                assert!(result.because.starts_with("The value is not of the kind"), "{}", result.because);
                assert!(!result.is_silent());
            }
            (other, _) => panic!("{kind} {value}: {other:?}"),
        }
    };
    check("text", json!("x"), Some("\"x\""));
    check("text", json!(7), Some("\"7\""));
    check("text", json!({"a": 1}), None);
    check("email", json!("ana@example.com"), Some("\"ana@example.com\""));
    check("email", json!("ana"), None);
    check("integer", json!("9007199254740993123"), Some("9007199254740993123"));
    check("integer", json!(7.5), None);
    check("integer", json!("seven"), None);
    check("number", json!("0.10"), Some("0.10"));
    check("boolean", json!("true"), Some("true"));
    check("boolean", json!("maybe"), None);
    check("date", json!("2026-03-30"), Some("\"2026-03-30\""));
    check("date", json!("30.3."), None);
    check("time", json!("14:30"), Some("\"14:30\""));
    check("datetime", json!("2026-03-30T14:30:00Z"), Some("\"2026-03-30T14:30:00Z\""));
    check("list", json!(["a", 1]), Some("[\"a\",1]"));
    check("object", json!({"b": 1, "a": null}), Some("{\"b\":1,\"a\":null}"));
    check("object", json!("x"), None);
}

#[test]
fn allowed_values_and_patterns() {
    let check = |rule: Value, value: Value, because: Option<&str>| {
        let result = sent(setup_for(rule.clone(), json!({"a": {"v": value}})));
        let found = result.err().map(|result| (result.outcome.clone(), result.because.clone()));
        let expect = because.map(|because| ("bad_input".to_owned(), format!("The value {because}")));
        assert_eq!(found, expect, "{rule} {value}");
    };
    let choices = json!({"allowed": ["red", "green"]});
    check(choices.clone(), json!("red"), None);
    check(choices, json!("Red"), Some("is not one of red, green"));
    let numbers = json!({"type": "integer", "allowed": [1, 2]});
    check(numbers.clone(), json!("2"), None);
    check(numbers, json!(3), Some("is not one of 1, 2"));
    let order = json!({"pattern": "SO-[0-9]{6}|RE-[0-9]+"});
    check(order.clone(), json!("SO-000001"), None);
    check(order.clone(), json!("RE-1"), None);
    check(order.clone(), json!("my order SO-000001"), Some("does not have the expected form"));
    check(order, json!("SO-000001\n"), Some("does not have the expected form"));
    // A pattern that takes other programs for ever.
    check(json!({"pattern": "(a+)+b"}), json!("a".repeat(10_000)), Some("does not have the expected form"));
}

#[test]
fn what_is_missing_is_asked_for() {
    let check = |input: Value, context: Value, language: &str, words: &str| {
        let mut setup = setup_for(input, context.clone());
        setup.conversation.language = language.to_owned();
        let result = sent(setup).unwrap_err();
        assert_eq!(
            (result.outcome.as_str(), result.input.as_deref()),
            ("missing_input", Some("v")),
            "{context}"
        );
        assert_eq!(result.because, "The value is not known");
        assert_eq!(result.words(), [words], "{context}");
        assert!(result.calls.is_empty() && result.error);
    };
    for nothing in
        [json!({}), json!({"a": {}}), json!({"a": {"v": null}}), json!({"a": {"v": " \n"}}), json!({"a": 1})]
    {
        check(json!({}), nothing, "en", "What is it?");
    }
    check(json!({}), json!({}), "de-AT", "Was ist es?");
    check(json!({}), json!({}), "fr", "What is it?");
    check(json!({"ask": {}}), json!({}), "en", "Something went wrong.");
    check(json!({"ask": {"en": "Where, {{ name }}?"}}), json!({}), "en", "Something went wrong.");
    check(json!({"ask": {"en": "Where, {{ name }}?"}}), json!({"name": "Ana"}), "en", "Where, Ana?");
}

#[test]
fn what_is_optional_is_left_out() {
    assert_eq!(sent(setup_for(json!({"required": false}), json!({}))).unwrap(), "{}");
    let run = |optional: bool| {
        let design = project(
            "https://api.example.com",
            json!({
                "inputs": [{"name": "v", "required": false, "source": {"from": "user_id"}}],
                "calls": [{"id": "ask", "connection": "api", "query": [{"name": "v", "value": "{{ v }}", "optional": optional}]}],
            }),
        );
        Run::start(setup_in(&design, conversation(&design, serde_json::Map::new()))).unwrap().1
    };
    assert!(matches!(run(true), Next::Send(request) if request.url.as_str() == "https://api.example.com/"));
    assert!(matches!(run(false), Next::Done(result) if result.outcome == "missing_input"));
}

#[test]
fn a_request_that_breaks_its_contract_does_not_leave() {
    let check = |schema: Value, value: Value, because: Option<&str>| {
        let call = json!({"id": "ask", "connection": "api", "method": "POST",
            "body": {"kind": "json", "value": {"v": "{{ value }}"}, "schema": {"properties": {"v": schema}}}});
        let design = project("https://api.example.com", json!({"calls": [call]}));
        let found = sent(setup(&design, json!({"value": value}))).err();
        let found = found.map(|result| {
            assert_eq!(
                (result.outcome.as_str(), result.findings[0].place.field.as_str()),
                ("bad_input", "body")
            );
            result.because
        });
        let expect = because.map(|because| format!("The request breaks its contract: {because}"));
        assert_eq!(found, expect, "{schema} {value}");
    };
    check(json!({"type": "string"}), json!("x"), None);
    check(json!({"type": "string"}), json!(7), Some("`v` should be a text and is 7"));
    check(json!({"maxLength": 3}), json!("abcd"), Some("`v` should have at most 3 characters and has 4"));
    check(json!({"format": "date"}), json!("soon"), Some("`v` should look like a date and is “soon”"));
    check(json!({"maximum": 5}), json!(6), Some("`v` should be at most 5 and is 6"));
}
