//! Collections in small.

use super::*;
use crate::convert::import::ImportError;
use crate::model::{Authentication, Body, KeyPlace};

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
