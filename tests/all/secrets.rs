//! No secret comes out of a run, wherever the other system puts it.

use std::sync::Arc;

use hookwright::engine::{Conversation, Exchange, Next, Response, Run, SecretValue, Secrets, Setup};
use hookwright::files;
use serde_json::{Value, json};

struct OneSecret;

impl Secrets for OneSecret {
    fn value(&self, _name: &str) -> Option<SecretValue> {
        Some(SecretValue::new("s3cret-token"))
    }

    fn place(&self, _name: &str) -> String {
        String::new()
    }
}

#[test]
fn a_system_that_repeats_its_key_does_not_make_the_bot_say_it() {
    let mut document: Value = serde_json::from_str(files::STORY).unwrap();
    document["integrations"][0]["replies"]["active"]["messages"] =
        json!([{"kind": "text", "text": {"en": "You have {{ plan }}."}}]);
    let project = Arc::new(files::read(&document.to_string()).unwrap());
    let now = "2026-03-27T10:00:00Z".parse().unwrap();
    let conversation = Conversation::example(&project, &project.integrations[0], now);
    let setup =
        Setup::new(project, "check_subscription", Some("demo"), conversation, Arc::new(OneSecret)).unwrap();
    let (mut run, next) = Run::start(setup).unwrap();
    let Next::Send(request) = next else { panic!("nothing is sent") };
    assert!(request.headers.contains(&("authorization".to_owned(), "Bearer s3cret-token".to_owned())));
    let body = json!({"status": "active", "renews_on": "2026-03-30", "plan": "a plan with s3cret-token"});
    let headers = vec![
        ("content-type".to_owned(), "application/json".to_owned()),
        ("x-echo".to_owned(), "Bearer s3cret-token".to_owned()),
    ];
    let response = Response { status: 200, headers, body: body.to_string().into_bytes() };
    let exchange = Exchange::new(Ok(response));
    let Next::Done(result) = run.answer(&exchange) else { panic!("the run goes on") };
    assert_eq!(result.words(), ["You have a plan with ••••••••."]);
    assert!(!serde_json::to_string(&result).unwrap().contains("s3cret"), "{result:?}");
}
