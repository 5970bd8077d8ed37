//! What leaves the building: every value with its class, place and protection.

use hookwright::engine::{HostFlow, data_flow};
use serde_json::{Value, json};

use crate::designs::project_with;

/// The flows of the first environment, one value a line.
fn lines(parts: Value, whole: Value) -> Vec<String> {
    let project = project_with("https://crm.example.com/api", parts, whole);
    data_flow(&project, project.environments.first()).iter().flat_map(host_lines).collect()
}

fn host_lines(host: &HostFlow) -> Vec<String> {
    let mut lines = vec![host.origin.clone()];
    lines.extend(host.systems.iter().map(|system| {
        format!("{} {} {:?} {}", system.encrypted, system.authentication, system.secret, system.verified)
    }));
    for flow in &host.flows {
        lines.push(format!("{} {} {}", flow.integration, flow.call, flow.method));
        lines.extend(flow.data.iter().map(|data| {
            let datum = &data.datum;
            format!(
                "  {:?} {} “{}” {:?} {:?} {}",
                datum.origin, datum.name, datum.label, datum.privacy, data.place, data.field
            )
        }));
    }
    lines
}

#[test]
fn values_are_followed_back_to_where_they_come_from() {
    let input = |name: &str, source: Value| json!({"name": name, "label": "", "source": source});
    let parts = json!({
        "inputs": [
            input("email", json!({"from": "context", "name": "user.email"})),
            input("says", json!({"from": "message_text"})),
            input("who", json!({"from": "user_id"})),
            input("speaks", json!({"from": "locale"})),
            input("at", json!({"from": "now"})),
            input("shop", json!({"from": "constant", "value": "eu"})),
            input("mix", json!({"from": "expression", "text": "{{ email }}/{{ user.iban }}"})),
        ],
        "calls": [
            {
                "id": "first", "connection": "api", "method": "POST", "path": "/{{ shop }}",
                "query": [{"name": "l", "value": "{{ speaks }}"}],
                "headers": [{"name": "x-key", "value": "{{ secret.other }}"}],
                "cookies": [{"name": "c", "value": "{{ at }}"}],
                "body": {"kind": "json", "value": {
                    "to": {"mail": "{{ email }}"}, "list": ["a", "{{ says }} {{ who }}"], "mix": "{{ mix }}",
                    "odd": "{{ nobody }}",
                }},
                "outputs": [{"name": "id", "label": "Customer number", "path": "$.id", "privacy": "personal"}],
            },
            {"id": "second", "connection": "api", "path": "/x", "body": {"kind": "form", "fields": [
                {"name": "id", "value": "{{ id }}"}, {"name": "mail", "value": "{{ user.email }}"},
            ]}},
        ],
    });
    let whole = json!({
        "context": [
            {"name": "user.email", "label": "Customer’s e-mail", "privacy": "personal"},
            {"name": "user.iban", "privacy": "sensitive"},
        ],
        "connections": [{
            "id": "api", "name": "CRM", "base_urls": {"here": "https://crm.example.com/api"},
            "headers": [{"name": "x-user", "value": "{{ who }}"}],
            "authentication": {"kind": "bearer", "secret": "crm_token"},
            "tls": {"unverified_hosts": ["crm.example.com"]},
        }],
    });
    let expect = [
        "https://crm.example.com",
        "true bearer Some(\"crm_token\") false",
        "ask first POST",
        "  Constant shop “shop” None Path ",
        "  Locale speaks “speaks” None Query l",
        "  UserId who “who” Personal Header x-user",
        "  Secret other “other” Sensitive Header x-key",
        "  Now at “at” None Cookie c",
        "  Context user.email “Customer’s e-mail” Personal Body to.mail",
        "  MessageText says “says” Personal Body list[1]",
        "  UserId who “who” Personal Body list[1]",
        "  Context user.email “Customer’s e-mail” Personal Body mix",
        "  Context user.iban “user.iban” Sensitive Body mix",
        "  Unknown nobody “nobody” None Body odd",
        "ask second GET",
        "  UserId who “who” Personal Header x-user",
        "  Output id “Customer number” Personal Body id",
        "  Context user.email “Customer’s e-mail” Personal Body mail",
    ];
    assert_eq!(lines(parts, whole), expect);
}

#[test]
fn hosts_are_told_apart_and_so_are_their_protections() {
    let connection = |id: &str, base: &str, authentication: Value| json!({"id": id, "name": id, "base_urls": {"here": base}, "authentication": authentication});
    let token = json!({
        "kind": "oauth2_client_credentials", "token_url": "https://login.example.com/token",
        "client_id": "bot", "secret": "client_secret",
    });
    let whole = json!({"connections": [
        connection("a", "http://a.example.com:8080/x", json!({"kind": "none"})),
        connection("b", "https://b.example.com", token),
        connection("c", "https://B.example.com/other", json!({"kind": "none"})),
        connection("d", "", json!({"kind": "none"})),
    ]});
    let call = |connection: &str| json!({"id": connection, "connection": connection});
    let parts = json!({"calls": [call("a"), call("b"), call("c"), call("d"), call("gone")]});
    let expect = [
        "http://a.example.com:8080",
        "false none None true",
        "ask a GET",
        "https://b.example.com",
        "true oauth2_client_credentials Some(\"client_secret\") true",
        "true none None true",
        "ask b GET",
        "ask c GET",
        "https://login.example.com",
        "true oauth2_client_credentials Some(\"client_secret\") true",
        "",
        "false none None true",
        "ask d GET",
    ];
    assert_eq!(lines(parts, whole), expect);
}
