//! A project with every kind of body, parameter and authentication, and what each format cannot carry.

use hookwright::convert::export::Target;
use hookwright::model::{Integration, Project};
use serde_json::{Value, json};

/// A part of an integration that does not come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Request,
    Authentication,
    Inputs,
    LaterCalls,
}

/// What does not come back, and the code of the line that said so.
#[derive(Clone, Copy, Debug)]
pub struct Gap {
    pub part: Part,
    pub code: &'static str,
}

/// What a format cannot carry of an integration.
pub fn gaps(target: Target, integration: &Integration) -> Vec<Gap> {
    let gap = |part, code| Gap { part, code };
    let is_openapi = matches!(target, Target::OpenApi | Target::OpenApi30);
    let mut gaps = Vec::new();
    if target == Target::Curl && !integration.inputs.is_empty() {
        // A command holds the example value.
        gaps.push(gap(Part::Inputs, "input"));
    }
    if target != Target::Curl && integration.calls.len() > 1 {
        // A later call takes values of an earlier answer, which are inputs of their own then.
        gaps.push(gap(Part::LaterCalls, "several_calls"));
    }
    match integration.id.as_str() {
        // A signature is computed for each request.
        "signed" => {
            gaps.push(gap(Part::Authentication, "authentication_dropped"));
            gaps.push(gap(Part::Request, "authentication_dropped"));
        }
        // OpenAPI leaves these headers to whoever calls.
        "headers" if is_openapi => gaps.push(gap(Part::Request, "header_left_to_caller")),
        "word" if is_openapi => gaps.push(gap(Part::Request, "query_word")),
        _ => {}
    }
    gaps
}

const NASTY: &str = "it's \"quoted\" \\ back/slash & <b> \\{{ ${x} $(id) `id` %41 + = ; 日本語 😀";

/// One integration for each kind of request.
pub fn project() -> Project {
    let input = |name: &str, kind: &str, example: Value, required: bool| {
        json!({"name": name, "type": kind, "required": required, "example": example,
            "source": {"from": "context", "name": format!("user.{name}")}})
    };
    let variable = |name: &str, kind: &str, privacy: &str| json!({"name": format!("user.{name}"), "type": kind, "privacy": privacy});
    let text = "a \"b\" & c/d {{e}} ü ${f} + 100%";
    let inputs = json!([
        input("words", "text", json!(text), true),
        input("email", "email", json!("ana@example.com"), true),
        input("count", "integer", json!(7), true),
        input("is_new", "boolean", json!(true), false),
        input("tags", "list", json!(["a", {"b": 1}]), true),
        input("record", "object", json!({"a": [1, "x"]}), true),
        {"name": "page", "type": "integer", "required": true, "source": {"from": "constant", "value": 3}},
        {"name": "said", "type": "text", "required": true, "source": {"from": "message_text"}},
    ]);
    let call = |connection: &str, method: &str, parts: Value| {
        let mut call = json!({"id": "ask", "connection": connection, "method": method, "path": "/things/{{ words }}",
            "policy": {"time_limit_ms": 4000}});
        call.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
        call
    };
    let parameter = |name: &str, value: &str| json!({"name": name, "value": value});
    let json_body = json!({"kind": "json", "value": {
        NASTY: NASTY, "word": "{{ words }}", "mixed": "x \\{{ {{ words }}/{{ count }} \"y\"", "count": "{{ count }}", "is_new": "{{ is_new }}",
        "tags": "{{ tags }}", "record": "{{ record }}", "list": [1, "{{ count }}", {"deep": "{{ email }}"}, [], {}, null, false, 1.50],
        "empty": "", "page": "{{ page }}", "said": "{{ said }}",
    }});
    let calls = [
        (
            "form",
            call(
                "query_key",
                "POST",
                json!({
                    "body": {"kind": "form", "fields": [parameter("a b&c", "{{ words }}"), parameter("fixed", "x y&z=ü+1"), parameter("mixed", "n:{{ count }} &")]},
                    "query": [parameter("to", "{{ email }}"), parameter("to", "second"), parameter("a b", "x-{{ words }}")],
                }),
            ),
        ),
        (
            "xml",
            call(
                "basic",
                "PUT",
                json!({
                    "body": {"kind": "text", "content_type": "application/xml", "text": "<a b=\"\\{{\">{{ words }} &amp; {{ count }}</a>"},
                }),
            ),
        ),
        (
            "plain",
            call(
                "client_basic",
                "POST",
                json!({
                    "body": {"kind": "text", "content_type": "text/plain; charset=utf-8", "text": "Dear {{ email }},\n\\{{ {{ words }}\n%41 \"x\""},
                    "headers": [parameter("X-Words", "n={{ count }}; \"q\"")],
                }),
            ),
        ),
        (
            "headers",
            call(
                "bearer",
                "POST",
                json!({
                    "headers": [parameter("Accept", "text/html"), parameter("Content-Type", "application/vnd.shop+json")],
                    "body": {"kind": "json", "value": {"n": "{{ count }}"}},
                }),
            ),
        ),
        (
            "word",
            call(
                "open",
                "GET",
                json!({"query": [parameter("", "pretty"), parameter("count", "{{ count }}")]}),
            ),
        ),
        (
            "tree",
            call(
                "cookie_key",
                "PATCH",
                json!({"body": json_body, "cookies": [parameter("theme", "a{{ words }}b"), parameter("lang", "en")]}),
            ),
        ),
        (
            "remove",
            call(
                "bearer",
                "DELETE",
                json!({
                    "query": [parameter("words", "{{ words }}"), {"name": "new", "value": "{{ is_new }}", "optional": true}],
                    "policy": {"time_limit_ms": 4000, "idempotency_header": "Idempotency-Key"},
                }),
            ),
        ),
        (
            "list_body",
            call(
                "client_body",
                "POST",
                json!({"body": {"kind": "json", "value": ["{{ words }}", 2, {"a": "{{ count }}"}]}}),
            ),
        ),
        (
            "search",
            call(
                "header_key",
                "GET",
                json!({"body": {"kind": "json", "value": {"q": "{{ words }}"}}, "path": "/v2/it's/(a)/{{ count }}-{{ words }}"}),
            ),
        ),
        (
            "bare",
            call(
                "open",
                "POST",
                json!({"body": {"kind": "text", "content_type": "", "text": "{{ words }}"}}),
            ),
        ),
        (
            "keys",
            call(
                "open",
                "POST",
                json!({
                    "headers": [parameter("X-Shop", "Shop {{ secret.shop_pass }}")],
                    "body": {"kind": "json", "value": {"key": "{{ secret.shop_pass }}", "n": "{{ count }}"}},
                }),
            ),
        ),
    ];
    let integration = |id: &str, call: Value, inputs: Value| {
        json!({"id": id, "name": NASTY, "inputs": inputs, "calls": [call],
            "trigger": {"phrases": [{"en": "Hello \"there\""}]},
            "fallback": {"messages": [{"kind": "text", "text": {"en": "Sorry."}}]}})
    };
    let mut integrations: Vec<Value> =
        calls.into_iter().map(|(id, call)| integration(id, call, inputs.clone())).collect();
    integrations.push(integration(
        "signed",
        json!({"id": "ask", "connection": "signed", "method": "POST", "path": "/s",
        "body": {"kind": "json", "value": {"a": 1}}}),
        json!([]),
    ));
    integrations.push(integration(
        "ping",
        json!({"id": "ask", "connection": "open", "method": "HEAD", "path": "/ping"}),
        json!([]),
    ));
    serde_json::from_value(json!({
        "format": "hookwright/1",
        "name": NASTY,
        "languages": ["en"],
        "environments": [{"id": "live", "name": "Live", "stage": "production"}],
        "context": [
            variable("words", "text", "none"), variable("email", "email", "personal"), variable("count", "integer", "none"),
            variable("is_new", "boolean", "none"), variable("tags", "list", "none"), variable("record", "object", "none"),
        ],
        "secrets": [{"name": "shop_pass", "hosts": ["shop.example.com"]}],
        "connections": connections(),
        "integrations": integrations,
    }))
    .unwrap()
}

fn connections() -> Value {
    let connection = |id: &str, authentication: Value| {
        json!({"id": id, "name": "Shop & Co", "base_urls": {"live": "https://shop.example.com:8443/api/v1"},
            "authentication": authentication, "headers": [{"name": "X-From", "value": "bot \"x\""}]})
    };
    let key = |place: &str, name: &str| json!({"kind": "api_key", "secret": "shop_pass", "place": place, "name": name});
    let client = |credentials: &str| {
        json!({"kind": "oauth2_client_credentials", "token_url": "https://login.example.com/token?a=b", "client_id": "bot 1",
            "secret": "client_pw", "scopes": ["read:all", "write"], "credentials": credentials})
    };
    json!([
        connection("open", json!({"kind": "none"})),
        connection("bearer", json!({"kind": "bearer", "secret": "shop_pass"})),
        connection("basic", json!({"kind": "basic", "user": "ana", "secret": "shop_pass"})),
        connection("header_key", key("header", "X-Shop")),
        connection("query_key", key("query", "auth")),
        connection("cookie_key", key("cookie", "sid")),
        connection("client_basic", client("basic")),
        connection("client_body", client("body")),
        connection(
            "signed",
            json!({"kind": "signature", "secret": "shop_pass", "scheme": {"kind": "standard_webhooks"}})
        ),
    ])
}
