//! Understanding the answer: every way in which a system can answer, and the outcome it leads to.

use std::sync::Arc;

use hookwright::engine::{Exchange, Failure, Next, Response, Run, RunResult};
use hookwright::model::Project;
use serde_json::{Value, json};

use crate::designs::{project, setup};

/// A call with these fields; every outcome says its own name.
fn design(call: Value) -> Arc<Project> {
    let mut whole = json!({"id": "ask", "connection": "api"});
    whole.as_object_mut().unwrap().extend(call.as_object().unwrap().clone());
    project("https://api.example.com", json!({"calls": [whole]}))
}

/// What an answer leads to; and the same answer among so many spaces that it is too large to be held as a document leads to it too.
fn answered(project: &Arc<Project>, answer: Result<Response, Failure>) -> RunResult {
    let result = answered_as_it_is(project, answer.clone());
    if let Ok(mut large) = answer
        && std::str::from_utf8(&large.body).is_ok()
    {
        large.body.extend(std::iter::repeat_n(b' ', 1_000_000));
        let mut among_spaces = answered_as_it_is(project, Ok(large));
        for (left, right) in among_spaces.calls.iter_mut().zip(&result.calls) {
            left.response.clone_from(&right.response);
        }
        assert_eq!(among_spaces, result);
    }
    result
}

fn answered_as_it_is(project: &Arc<Project>, answer: Result<Response, Failure>) -> RunResult {
    let (mut run, next) = Run::start(setup(project, json!({}))).unwrap();
    assert!(matches!(next, Next::Send(_)));
    match run.answer(&Exchange::new(answer)) {
        Next::Done(result) => *result,
        Next::Send(_) => panic!("one call"),
    }
}

fn response(status: u16, content_type: &str, body: &[u8]) -> Response {
    let headers = vec![("content-type".to_owned(), content_type.to_owned())];
    Response { status, headers, body: body.to_vec() }
}

fn output(path: &str, kind: &str, more: Value) -> Value {
    let mut output = json!({"name": "value", "path": path, "type": kind});
    output.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    output
}

#[test]
fn a_large_answer_means_what_a_small_one_means() {
    let order = json!({"type": "object", "required": ["number"], "properties": {
        "number": {"type": "string"}, "total": {"type": "integer"}, "lines": {"type": "array", "items": {"required": ["sku"]}}}});
    let contract = json!({"type": "object", "required": ["orders"],
        "properties": {"orders": {"type": "array", "items": order, "minItems": 1}, "page": {"const": 1}}});
    let named =
        |name: &str, path: &str, kind: &str| output(path, kind, json!({"name": name, "required": true}));
    let outputs = [
        named("open", "$.orders[?@.total < 3]", "list"),
        named("numbers", "$.orders[10:40:10].number", "list"),
        named("all", "$.orders", "list"),
        named("last", "$.orders[-1].number", "text"),
        named("first", "$..sku", "text"),
        named("exact", "$.exact", "number"),
        named("next", "$.orders[?@.total == $.page].number", "text"),
    ];
    let design = design(json!({"response_schema": contract, "outputs": outputs}));
    let orders = |change: &dyn Fn(usize) -> Value| -> Vec<Value> { (0..2_000).map(change).collect() };
    let good = |number: usize| json!({"number": format!("SO-{number}"), "total": number, "lines": [{"sku": format!("A-{number}")}]});
    let body = |orders: Vec<Value>| {
        format!(r#"{{"exact":1.50,"page":1,"orders":{}}}"#, Value::Array(orders)).into_bytes()
    };
    let check = |body: &[u8], because: &str| {
        let result = answered(&design, Ok(response(200, "application/json", body)));
        assert_eq!(result.because, because);
        result.outputs
    };
    let outputs = check(&body(orders(&good)), "API answered as agreed");
    assert_eq!(outputs["numbers"], json!(["SO-10", "SO-20", "SO-30"]));
    assert_eq!((&outputs["last"], &outputs["first"]), (&json!("SO-1999"), &json!("A-0")));
    assert_eq!((outputs["exact"].to_string().as_str(), &outputs["next"]), ("1.50", &json!("SO-1")));
    let wrong = |at: usize, field: &'static str, value: Value| {
        let mut orders = orders(&good);
        orders[at][field] = value;
        body(orders)
    };
    let broken = |what: &str| format!("The answer of API is not as agreed: {what}");
    check(
        &wrong(1_700, "total", json!("x")),
        &broken("`orders[1700].total` should be a whole number and is “x”"),
    );
    check(&wrong(1_700, "lines", json!([{}])), &broken("`orders[1700].lines[0].sku` is missing"));
    check(&body(Vec::new()), &broken("`orders` should have at least 1 item and has 0"));
    let twice = String::from_utf8(body(orders(&good))).unwrap().replace(r#""total":1999,"#, r#""number":1,"#);
    check(twice.as_bytes(), "API answered with JSON in which the field `number` stands twice");
}

#[test]
fn every_kind_of_body_has_its_outcome() {
    let design = design(json!({"outputs": [output("$.status", "text", json!({"required": true}))]}));
    let check = |content_type: &str, body: &[u8], outcome: &str, because: &str| {
        let result = answered(&design, Ok(response(200, content_type, body)));
        assert_eq!((result.outcome.as_str(), result.because.as_str()), (outcome, because), "{body:?}");
        assert!(!result.is_silent());
    };
    let json = "application/json";
    let good = br#"{"status": "active"}"#;
    check(json, good, "success", "API answered as agreed");
    check("text/plain", good, "success", "API answered as agreed");
    check("text/html; charset=utf-8", good, "success", "API answered as agreed");
    check("", good, "success", "API answered as agreed");
    check(json, b"\xef\xbb\xbf{\"status\": \"active\"}", "success", "API answered as agreed");
    check("application/json; charset=latin1", good, "success", "API answered as agreed");
    check(json, b"", "empty", "API answered with nothing");
    check(json, b" \r\n\t", "empty", "API answered with nothing");
    check(json, b"null", "empty", "API answered with an empty list");
    check(json, b"[]", "empty", "API answered with an empty list");
    let bad = |why: &str| format!("API answered with {why}");
    check(json, b"<!DOCTYPE html><html>", "invalid_response", &bad("a web page instead of JSON"));
    check("text/html", b"Back soon", "invalid_response", &bad("a web page instead of JSON"));
    check("application/xml", b"<a/>", "invalid_response", &bad("XML instead of JSON"));
    check(json, br#"{"status": "act"#, "invalid_response", &bad("JSON that breaks off"));
    check(
        json,
        br#"{"status": 'x'}"#,
        "invalid_response",
        &bad("a text that is no JSON (line 1, column 12)"),
    );
    check(json, b"{\"status\": \"\xff\"}", "invalid_response", &bad("a text that is not UTF-8"));
    check(
        "application/json; charset=iso-8859-1",
        b"{\"status\": \"\xe4\"}",
        "success",
        "API answered as agreed",
    );
    check(
        "application/json; charset=shift_jis",
        b"{\"status\": \"\x93\"}",
        "invalid_response",
        &bad("a text that is not in the encoding `shift_jis` that it names"),
    );
    check(
        json,
        br#"{"status": "active", "status": "expired"}"#,
        "invalid_response",
        &bad("JSON in which the field `status` stands twice"),
    );
    let deep = "[".repeat(50_000) + &"]".repeat(50_000);
    check(json, deep.as_bytes(), "invalid_response", &bad("JSON that is nested too deep"));
    let not_agreed = |why: &str| format!("The answer of API is not as agreed: {why}");
    check(json, b"{}", "invalid_response", &not_agreed("`$.status` is missing"));
    check(json, br#"{"status": null}"#, "invalid_response", &not_agreed("`$.status` is missing"));
    check(
        json,
        br#"{"status": 7}"#,
        "invalid_response",
        &not_agreed("`$.status` should be of the kind “text” and is 7"),
    );
    check(json, br#""active""#, "invalid_response", &not_agreed("`$.status` is missing"));
}

#[test]
fn every_status_has_its_outcome() {
    let check = |status: u16, outcome: &str| {
        let result = answered(&design(json!({})), Ok(response(status, "application/json", b"{}")));
        assert_eq!(result.outcome, outcome, "{status}");
    };
    for (statuses, outcome) in [
        (&[200, 201, 202, 204, 206][..], "success"),
        (&[400, 409, 422], "bad_input"),
        (&[401, 403], "unauthorized"),
        (&[404, 410], "not_found"),
        (&[408], "timeout"),
        (&[429], "rate_limited"),
        (&[500, 501, 502, 503, 504, 599], "server_error"),
        (&[301, 302, 304, 402, 405, 406, 411, 415, 418, 451], "invalid_response"),
    ] {
        statuses.iter().for_each(|status| check(*status, outcome));
    }
}

#[test]
fn every_failure_has_its_outcome() {
    let check = |failure: Failure, outcome: &str, because: &str| {
        let result = answered(&design(json!({})), Err(failure));
        assert_eq!((result.outcome.as_str(), result.because.as_str()), (outcome, because));
        assert!(result.error && !result.is_silent());
    };
    check(Failure::Timeout { limit_ms: 1_500 }, "timeout", "API did not answer within 1.5 seconds");
    check(
        Failure::Unreachable("nothing listens".to_owned()),
        "unreachable",
        "API cannot be reached: nothing listens",
    );
    let broken = Failure::Unreadable("it broke off in the middle".to_owned());
    check(broken, "invalid_response", "The answer of API is not readable: it broke off in the middle");
    let large = Failure::TooLarge { limit_bytes: 10 };
    check(large, "invalid_response", "The answer of API is larger than 10 bytes");
    check(Failure::Cancelled, "unreachable", "The run was stopped by hand");
}

#[test]
fn an_error_inside_a_200_is_noticed() {
    let ok = json!({"statuses": ["200-299"], "rule": {"field": "value", "operator": "is", "value": true}});
    let design = design(json!({"success": ok, "outputs": [output("$.ok", "boolean", json!({}))]}));
    let check = |status, body: &str, outcome: &str, because: &str| {
        let result = answered(&design, Ok(response(status, "application/json", body.as_bytes())));
        assert_eq!((result.outcome.as_str(), result.because.as_str()), (outcome, because), "{body}");
    };
    check(200, r#"{"ok": true}"#, "success", "API answered as agreed");
    let reports = "API answered 200, but the answer reports an error";
    check(200, r#"{"ok": false, "error": "not_found"}"#, "server_error", reports);
    check(200, r#"{"error": "not_found"}"#, "server_error", reports);
    check(500, r#"{"ok": true}"#, "server_error", "API answered 500");
    check(200, "<html>", "invalid_response", "API answered with a web page instead of JSON");
}

#[test]
fn own_outcomes_are_tried_first_and_in_order() {
    let own = |id: &str, rule: Value| json!({"id": id, "name": id, "when": rule});
    let is = |field: &str, value: Value| json!({"field": field, "operator": "is", "value": value});
    let project = project(
        "https://api.example.com",
        json!({
            "calls": [{"id": "ask", "connection": "api", "outputs": [output("$.status", "text", json!({}))]}],
            "outcomes": [
                own("expired", is("value", json!("expired"))),
                own("gone", json!({"all": [is("http.status", json!(410)), is("value", json!("gone"))]})),
                own("any", json!({"any": [is("value", json!("expired")), is("value", json!("paused"))]})),
            ],
        }),
    );
    let check = |status, body: &str, outcome: &str| {
        let result = answered(&project, Ok(response(status, "application/json", body.as_bytes())));
        assert_eq!(result.outcome, outcome, "{status} {body}");
    };
    check(200, r#"{"status": "expired"}"#, "expired");
    check(200, r#"{"status": "paused"}"#, "any");
    check(200, r#"{"status": "active"}"#, "success");
    check(410, r#"{"status": "gone"}"#, "gone");
    check(410, r#"{"status": "other"}"#, "not_found");
    check(410, "no JSON", "not_found");
}

#[test]
fn outputs_of_every_kind() {
    let check = |kind: &str, value: &str, fits: bool| {
        let design = design(json!({"outputs": [output("$.v", kind, json!({}))]}));
        let body = format!("{{\"v\": {value}}}");
        let result = answered(&design, Ok(response(200, "application/json", body.as_bytes())));
        let expect = if fits { "success" } else { "invalid_response" };
        assert_eq!(result.outcome, expect, "{kind} {value}: {}", result.because);
        if fits {
            assert_eq!(result.outputs["value"].to_string(), value.replace("1e400", "1e+400"));
        }
    };
    let digits = "7".repeat(400);
    check("text", "\"\"", true);
    check("text", "1", false);
    check("email", "\"ana@example.com\"", true);
    check("email", "\"ana\"", false);
    check("integer", "9007199254740993123", true);
    check("integer", &digits, true);
    check("integer", &format!("-{digits}"), true);
    check("integer", "1.0", false);
    check("integer", "1e3", false);
    check("integer", "\"1\"", false);
    check("number", "1e400", true);
    check("number", "0.10", true);
    check("number", "\"0.1\"", false);
    check("boolean", "false", true);
    check("boolean", "0", false);
    check("date", "\"2026-03-30\"", true);
    check("date", "\"2026-02-30\"", false);
    check("date", "\"soon\"", false);
    check("time", "\"14:30\"", true);
    check("time", "\"25:00\"", false);
    check("datetime", "\"2026-03-30T10:00:00Z\"", true);
    check("datetime", "1774828800", false);
    check("list", "[1,\"a\",null]", true);
    check("list", "{\"a\":1}", false);
    check("object", "{\"a\":[]}", true);
    check("object", "[]", false);
}

#[test]
fn required_default_and_null() {
    let check = |more: Value, body: &str, outcome: &str, expect: Option<Value>| {
        let design = design(json!({"outputs": [output("$.v", "text", more.clone())]}));
        let result = answered(&design, Ok(response(200, "application/json", body.as_bytes())));
        assert_eq!(result.outcome, outcome, "{more} {body}");
        assert_eq!(result.outputs.get("value"), expect.as_ref(), "{more} {body}");
    };
    for missing in ["{\"a\": 1}", "{\"v\": null}"] {
        check(json!({}), missing, "success", None);
        check(json!({"required": true}), missing, "invalid_response", None);
        check(json!({"default": "soon"}), missing, "success", Some(json!("soon")));
        check(json!({"required": true, "default": "soon"}), missing, "success", Some(json!("soon")));
    }
    check(json!({"default": "soon"}), r#"{"v": ""}"#, "success", Some(json!("")));
    check(json!({"default": "soon"}), r#"{"v": 5}"#, "invalid_response", None);
}

#[test]
fn a_required_list_without_items_is_empty() {
    let check = |path: &str, required: bool, body: &str, outcome: &str| {
        let design = design(json!({"outputs": [output(path, "list", json!({"required": required}))]}));
        let result = answered(&design, Ok(response(200, "application/json", body.as_bytes())));
        assert_eq!(result.outcome, outcome, "{path} {body}: {}", result.because);
    };
    check("$.items", true, r#"{"items": []}"#, "empty");
    check("$.items", false, r#"{"items": []}"#, "success");
    check("$.items", true, r#"{"items": [1]}"#, "success");
    check("$.items", true, "{}", "invalid_response");
    check("$.items[?@.s == 'open']", true, r#"{"items": [{"s": "open"}]}"#, "success");
    check("$.items[?@.s == 'open']", true, r#"{"items": [{"s": "shut"}]}"#, "empty");
}

#[test]
fn large_numbers_are_held_against_a_contract_exactly() {
    let check = |rule: Value, number: &str, outcome: &str| {
        let schema = json!({"properties": {"v": rule}});
        let design = design(json!({"response_schema": schema}));
        let body = format!("{{\"v\": {number}}}");
        let result = answered(&design, Ok(response(200, "application/json", body.as_bytes())));
        assert_eq!(result.outcome, outcome, "{number}: {}", result.because);
    };
    let digits = "7".repeat(400);
    check(json!({"type": "integer"}), &digits, "success");
    check(json!({"type": "number"}), "1e400", "success");
    check(json!({"maximum": 9_007_199_254_740_993_u64}), "9007199254740994", "invalid_response");
    check(json!({"maximum": 10}), &digits, "invalid_response");
    check(json!({"type": "string"}), &digits, "invalid_response");
}
