//! Collections in small.

use super::*;
use crate::convert::import::ImportError;
use crate::model::{Authentication, Body, CredentialsPlace, KeyPlace};

const COLLECTION: &str = r#"{
  "info": {"name": "Shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
  "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{token}}"}]},
  "variable": [{"key": "base", "value": "https://{{host}}/v1"}, {"key": "host", "value": "shop.example.com"}],
  "item": [
    {"name": "Orders", "item": [
      {"name": "Find order", "request": {"method": "GET",
        "url": {"raw": "{{base}}/orders/:orderId?verbose=1&old=1", "variable": [{"key": "orderId", "value": "A-1"}],
                "query": [{"key": "verbose", "value": "1"}, {"key": "old", "value": "1", "disabled": true}]}},
       "response": [{"name": "Found", "code": 200, "body": "{\"id\": \"A-1\"}"}]},
      {"name": "Open", "request": {"method": "POST", "auth": {"type": "noauth"}, "url": "{{base}}/orders",
        "body": {"mode": "urlencoded", "urlencoded": [{"key": "a b", "value": "c&d"}]}}}
    ], "auth": {"type": "apikey", "apikey": [{"key": "key", "value": "k"}, {"key": "value", "value": "abc12345"}, {"key": "in", "value": "query"}]}},
    {"name": "Ask", "event": [{"listen": "test", "script": {"exec": ["x"]}}],
     "request": {"method": "POST", "url": "{{base}}/graphql", "body": {"mode": "graphql",
        "graphql": {"query": "{ a }", "variables": "{\"id\": {{$guid}}}"}}}}
  ]
}"#;

#[test]
fn a_collection_with_what_it_hands_down() {
    let environment = r#"{"name": "Staging", "values": [{"key": "host", "value": "staging.example.com", "enabled": true},
        {"key": "token", "value": "t0ken", "type": "secret"}]}"#;
    let live = r#"{"name": "Live", "values": [{"key": "host", "value": "shop.example.com"}]}"#;
    let imported = import(COLLECTION, &[environment, live], None).unwrap();
    let project = &imported.project;
    assert_eq!(project.environments.len(), 2);
    let find = project.integration("find_order").unwrap();
    assert_eq!(find.calls[0].path.as_str(), "/orders/{{ order_id }}");
    assert_eq!(find.calls[0].query.len(), 1);
    assert_eq!(find.samples.len(), 1);
    let connection = project.connection(&find.calls[0].connection).unwrap();
    assert!(matches!(&connection.authentication, Authentication::ApiKey { place: KeyPlace::Query, .. }));
    assert_eq!(
        connection.base_urls.values().collect::<Vec<_>>(),
        ["https://shop.example.com/v1", "https://staging.example.com/v1"]
    );
    let open = project.integration("open").unwrap();
    assert_eq!(project.connection(&open.calls[0].connection).unwrap().authentication, Authentication::None);
    assert!(matches!(&open.calls[0].body, Body::Form { fields } if fields[0].name == "a b"));
    let ask = project.integration("ask").unwrap();
    let secret = project.connection(&ask.calls[0].connection).unwrap().authentication.secret().unwrap();
    let value = imported.secret_values.iter().find(|(name, _)| name == secret).unwrap();
    assert_eq!(value.1.reveal(), "t0ken");
    assert!(!serde_json::to_string(project).unwrap().contains("t0ken"));
    let codes: Vec<_> = imported.remarks.iter().map(|remark| remark.code.as_str()).collect();
    assert!(codes.contains(&"script_not_carried") && codes.contains(&"value_made_up"), "{codes:?}");
}

fn one(item: &str, rest: &str) -> Imported {
    let text = format!(r#"{{"info": {{}}, "item": [{item}]{rest}}}"#);
    import(&text, &[], None).unwrap()
}

#[test]
fn saved_answers_make_a_contract() {
    let imported = one(
        r#"{"name": "a", "request": {"method": "GET", "url": "https://h.com/a"}, "response": [
            {"name": "Good", "code": 200, "body": "{\"status\": \"active\", \"n\": 1}"},
            {"name": "Other", "code": 200, "body": "{\"status\": \"ended\"}"},
            {"name": "Bad", "code": 404, "body": "{\"error\": true}"}]}"#,
        "",
    );
    let schema = imported.project.integrations[0].calls[0].response_schema.as_ref().unwrap();
    assert_eq!(schema["required"], serde_json::json!(["status"]));
    assert!(schema["properties"].get("error").is_none());
}

#[test]
fn sign_ins() {
    let sign_in = |grant: &str, settings: &str| {
        let item = format!(
            r#"{{"name": "a", "request": {{"method": "GET", "url": "https://h.com/a", "auth": {{"type": "oauth2", "oauth2": [
            {{"key": "grant_type", "value": "{grant}"}}, {{"key": "accessTokenUrl", "value": "https://login.com/t"}},
            {{"key": "clientSecret", "value": "{{{{client_secret}}}}"}}{settings}]}}}}}}"#
        );
        one(&item, "")
    };
    let id = r#", {"key": "clientId", "value": "bot"}, {"key": "client_authentication", "value": "body"}"#;
    let imported = sign_in("client_credentials", id);
    let project = &imported.project;
    assert!(matches!(
        &project.connections[0].authentication,
        Authentication::OAuth2ClientCredentials { client_id, credentials: CredentialsPlace::Body, .. } if client_id == "bot"
    ));
    assert_eq!(project.secrets[0].hosts, ["login.com"]);
    let unknown = sign_in("client_credentials", r#", {"key": "clientId", "value": "{{id}}"}"#);
    assert!(unknown.remarks.iter().any(|remark| remark.code == "sign_in_not_known"), "{:?}", unknown.remarks);
    let place = r#", {"key": "addTokenTo", "value": "queryParams"}"#;
    let imported = sign_in("implicit", place);
    assert!(matches!(
        &imported.project.connections[0].authentication,
        Authentication::ApiKey { place: KeyPlace::Query, name, .. } if name == "access_token"
    ));
    let imported = sign_in("implicit", r#", {"key": "headerPrefix", "value": "Token"}"#);
    assert!(imported.project.connections[0].headers[0].value.as_str().starts_with("Token {{ secret."));
}

#[test]
fn values_that_postman_makes_up() {
    let imported = one(
        r#"{"name": "a", "request": {"method": "POST", "url": "https://h.com/a?at={{$isoTimestamp}}", "header": [
            {"key": "X-Request-Id", "value": "{{$guid}}"}, {"key": "X-Off", "value": "1", "disabled": true}],
            "body": {"mode": "raw", "raw": "{\"n\": {{$randomInt}}}"}}}"#,
        "",
    );
    let integration = &imported.project.integrations[0];
    let call = &integration.calls[0];
    assert_eq!(call.policy.idempotency_header.as_deref(), Some("X-Request-Id"));
    assert!(call.headers.is_empty(), "{:?}", call.headers);
    assert_eq!(call.query[0].value.as_str(), "{{ now }}");
    assert_eq!(integration.inputs[0].source, crate::model::Source::Now);
    let codes: Vec<_> = imported.remarks.iter().map(|remark| remark.code.as_str()).collect();
    assert_eq!(codes, ["value_made_up"]);
}

#[test]
fn authentication_is_inherited_until_somebody_says_otherwise() {
    let request = |auth: &str| {
        format!(r#"{{"name": "a", "request": {{"method": "GET", "url": "https://h.com/a"{auth}}}}}"#)
    };
    let whole = r#", "auth": {"type": "basic", "basic": {"username": "ana", "password": "pw"}}"#;
    let of = |imported: &Imported| imported.project.connections[0].authentication.clone();
    assert!(matches!(of(&one(&request(""), whole)), Authentication::Basic { .. }));
    assert!(matches!(
        of(&one(&request(r#", "auth": {"type": "inherit"}"#), whole)),
        Authentication::Basic { .. }
    ));
    assert_eq!(of(&one(&request(r#", "auth": {"type": "noauth"}"#), whole)), Authentication::None);
}

#[test]
fn operations_can_be_chosen() {
    let all = operations(COLLECTION).unwrap();
    assert_eq!(all.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["find_order", "open", "ask"]);
    assert_eq!(all[0].group, "Orders");
    let imported = import(COLLECTION, &[], Some(&["open".to_owned()])).unwrap();
    assert_eq!(imported.project.integrations.len(), 1);
    let error = import(COLLECTION, &[], Some(&["other".to_owned()])).unwrap_err();
    assert_eq!(error, ImportError::NoOperation("other".to_owned()));
}

#[test]
fn what_is_no_collection_is_refused() {
    assert!(matches!(
        operations(r#"{"id": 1, "order": [], "requests": []}"#),
        Err(ImportError::Version { .. })
    ));
    assert!(matches!(operations(r#"{"values": []}"#), Err(ImportError::NotOfKind { .. })));
    assert!(matches!(operations("{"), Err(ImportError::NotOfKind { line: Some(1), .. })));
    assert_eq!(operations(" "), Err(ImportError::Empty));
}

#[test]
fn variables_that_multiply_come_to_an_end() {
    let variables: Vec<_> = (0..9)
        .map(|n| format!(r#"{{"key": "v{n}", "value": "{}"}}"#, format!("{{{{v{}}}}}", n + 1).repeat(30)))
        .collect();
    let text = format!(
        r#"{{"info": {{}}, "variable": [{}, {{"key": "v9", "value": "lol"}}, {{"key": "me", "value": "{{{{me}}}}"}}],
        "item": [{{"name": "a", "request": {{"method": "POST", "url": "http://h/{{{{me}}}}", "body": {{"mode": "raw", "raw": "{{{{v0}}}}"}}}}}}]}}"#,
        variables.join(",")
    );
    assert_eq!(import(&text, &[], None).unwrap().project.integrations.len(), 1);
}
