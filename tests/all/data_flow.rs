//! What leaves the building: every value with its class, place and protection.

use hookwright::engine::{Carrier, HostFlow, data_flow};
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
        let by = match &flow.by {
            Carrier::Call => flow.call.clone(),
            Carrier::SignIn => format!("{} token", flow.call),
            Carrier::Reply(outcome) => format!("reply {outcome}"),
        };
        let on = if flow.goes_on_anywhere { " and on anywhere" } else { "" };
        lines.push(format!("{} {by} {}{on}", flow.integration, flow.method));
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
        "ask b token POST",
        "  Constant bot “Client id” None Header authorization",
        "  Secret client_secret “client_secret” Sensitive Header authorization",
        "",
        "false none None true",
        "ask d GET",
    ];
    assert_eq!(lines(parts, whole), expect);
}

#[test]
fn the_request_for_a_token_and_redirects_are_told() {
    let token = json!({
        "kind": "oauth2_client_credentials", "token_url": "https://login.example.com/token", "client_id": "bot",
        "secret": "key", "scopes": ["read", "write"], "credentials": "body",
    });
    let base = "https://crm.example.com";
    let connection =
        json!({"id": "api", "name": "CRM", "base_urls": {"here": base}, "authentication": token});
    let call = json!({"id": "get", "connection": "api", "policy": {"redirects": "any"}});
    let expect = [
        "https://crm.example.com",
        "true oauth2_client_credentials Some(\"key\") true",
        "ask get GET and on anywhere",
        "https://login.example.com",
        "true oauth2_client_credentials Some(\"key\") true",
        "ask get token POST",
        "  Constant bot “Client id” None Body client_id",
        "  Secret key “key” Sensitive Body client_secret",
        "  Constant read write “Scopes” None Body scope",
    ];
    assert_eq!(lines(json!({"calls": [call]}), json!({"connections": [connection]})), expect);
}

#[test]
fn addresses_in_replies_take_values_along_as_well() {
    let card = |image: &str, url: &str| {
        json!({"kind": "card", "title": {"en": "T"}, "image_url": image,
               "buttons": [{"label": {"en": "B"}, "url": url}]})
    };
    let link = "https://shop.example.com/o/{{ number }}?mail={{ user.email }}&a=b&c={{ number }}";
    let parts = json!({
        "calls": [{"id": "get", "connection": "api", "outputs": [
            {"name": "number", "path": "$.n"}, {"name": "link", "path": "$.l", "privacy": "personal"},
        ]}],
        "replies": {
            "success": {"messages": [card("https://img.example.com/a.png", link), card("", link)]},
            "empty": {"messages": [], "channels": {"web": [card("{{ link }}", "https://{{ number }}.example.com/x")]}},
        },
        "fallback": {"messages": [card("", "https://shop.example.com")]},
    });
    let whole = json!({"context": [{"name": "user.email", "label": "E-mail", "privacy": "personal"}]});
    let expect = [
        "https://crm.example.com",
        "true none None true",
        "ask get GET",
        "{{ link }}",
        "ask reply empty GET",
        "  Output link “link” Personal Path ",
        "https://{{ number }}.example.com/x",
        "ask reply empty GET",
        "  Output number “number” None Path ",
        "https://img.example.com",
        "ask reply success GET",
        "https://shop.example.com",
        "ask reply success GET",
        "  Output number “number” None Path ",
        "  Context user.email “E-mail” Personal Query mail",
        "  Output number “number” None Query c",
        "ask reply fallback GET",
    ];
    assert_eq!(lines(parts, whole), expect);
}
