//! What other programs for HTTP calls were seen to get wrong, one by one.

use std::sync::Arc;

use hookwright::model::{
    Authentication, Body, KeyPlace, Method, Operator, OwnOutcome, Parameter, Redirects, Rule,
};
use serde_json::{Value, json};

#[cfg(target_os = "linux")]
use crate::hostile::memory::peak_kib;
use crate::hostile::server::{Act, Server, answer, json as good, say};
use crate::hostile::story::Story;

const GOOD: &str = "{\"name\":\"Ana\"}";
/// The id that floats round to `9007199254740993536`.
const ID: &str = "9007199254740993392";

async fn echo() -> Server {
    Server::start(vec![Act::Read, good("200 OK", GOOD)]).await
}

fn knowing(origin: &str, value: &str) -> Story {
    let mut story = Story::new(origin);
    story.context.insert("value".to_owned(), Value::from(value));
    story
}

fn parameter(name: &str) -> Parameter {
    Parameter { name: name.to_owned(), value: "{{ value }}".into(), optional: false }
}

#[tokio::test]
async fn a_json_body_arrives_exactly() {
    for value in [
        "He said \"hi\" \\ and\nnewline",
        "\u{0}\u{1f}\u{7f}\u{2028}",
        "🙂 ü \u{feff}",
        "{{ value }}",
        "\", \"admin\": \"yes",
    ] {
        let server = echo().await;
        let mut story = knowing(&server.origin("http"), value);
        story.call().method = Method::Post;
        story.call().body = Body::Json {
            value: json!({ "name": "{{ value }}", "greeting": "Hi {{ value }}" }),
            schema: None,
        };
        assert_eq!(story.play().await.result.outcome, "success");
        let heard = &server.heard()[0];
        let body: Value = serde_json::from_str(heard.split_once("\r\n\r\n").unwrap().1).unwrap();
        assert_eq!(body, json!({ "name": value, "greeting": format!("Hi {value}") }));
        assert!(heard.to_lowercase().contains("content-type: application/json\r\n"), "{heard}");
    }
}

#[tokio::test]
async fn a_line_break_in_a_header_is_refused_and_nothing_is_sent() {
    for value in ["x\r\nX-Injected: yes", "x\nX-Injected: yes", "x\ry", "x\0y"] {
        let server = echo().await;
        let mut story = knowing(&server.origin("http"), value);
        story.call().headers = vec![parameter("X-Value")];
        let result = story.play().await.result;
        assert_eq!(result.outcome, "bad_input", "{value:?}");
        assert_eq!(result.findings.len(), 1, "{value:?}");
        assert_eq!(result.findings[0].place.field, "headers", "{value:?}");
        assert!(server.heard().is_empty(), "{value:?}");
    }
}

#[tokio::test]
async fn a_query_value_arrives_exactly() {
    for value in ["a&admin=1#frag /../x ü", "a=b+c%20d;e", "?", "\r\n", "https://evil.example/"] {
        let server = echo().await;
        let mut story = knowing(&server.origin("http"), value);
        story.call().query = vec![parameter("q"), Parameter { value: "2".into(), ..parameter("z") }];
        assert_eq!(story.play().await.result.outcome, "success");
        let heard = server.heard();
        let target = heard[0].split(' ').nth(1).unwrap();
        let url = url::Url::parse(&format!("http://x{target}")).unwrap();
        let pairs: Vec<_> = url.query_pairs().into_owned().collect();
        assert_eq!(pairs, [("q".to_owned(), value.to_owned()), ("z".to_owned(), "2".to_owned())]);
        assert_eq!(url.path(), "/name");
    }
}

#[tokio::test]
async fn a_value_without_content_is_asked_for_and_nothing_is_sent() {
    let server = echo().await;
    let mut story = Story::new(&server.origin("http"));
    story.call().query = vec![parameter("q")];
    let result = story.play().await.result;
    assert_eq!(result.findings.len(), 1);
    assert_eq!(result.findings[0].place.field, "query");
    assert!(server.heard().is_empty());
}

#[tokio::test]
async fn a_key_stays_when_the_call_is_sent_on() {
    let other = Server::start_with("127.0.0.2", |_| vec![Act::Read, good("200 OK", GOOD)]).await;
    let location = format!("Location: {}/\r\n", other.origin("http"));
    for name in ["X-Api-Key", "Authorization", "X-Company-Key"] {
        let first = Server::start(vec![Act::Read, answer("302 Found", &location, b"")]).await;
        let mut story = Story::new(&first.origin("http"));
        story.call().policy.redirects = Redirects::Any;
        let place = KeyPlace::Header;
        story.sign_in(
            Authentication::ApiKey { secret: "key".to_owned(), place, name: name.to_owned() },
            "canary",
        );
        assert_eq!(story.play().await.result.outcome, "success", "{name}");
        assert!(first.heard()[0].contains("canary"), "{name}");
    }
    assert_eq!(other.heard().len(), 3);
    assert!(!other.heard().concat().contains("canary"));
}

#[tokio::test]
async fn ids_of_19_digits_are_compared_digit_by_digit() {
    let other = format!("{}400", &ID[..16]);
    for (wanted, outcome) in [(ID, "same"), (other.as_str(), "success")] {
        let server =
            Server::start(vec![Act::Read, good("200 OK", &format!("{{\"name\":\"Ana\",\"id\":{ID}}}"))])
                .await;
        let mut story = Story::new(&server.origin("http"));
        let wanted: Value = serde_json::from_str(wanted).unwrap();
        let when = Rule::condition("id", Operator::Is, wanted);
        Arc::make_mut(&mut story.project.integrations[0]).outcomes =
            vec![OwnOutcome { id: "same".to_owned(), name: "The same".to_owned(), when }];
        let result = story.play().await.result;
        assert_eq!(result.outcome, outcome);
        assert_eq!(result.outputs["id"].to_string(), ID);
    }
}

#[tokio::test]
async fn half_an_answer_is_no_answer() {
    let half = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"a\":1";
    let server = Server::start(vec![Act::Read, say(half)]).await;
    assert_eq!(Story::new(&server.origin("http")).play().await.result.outcome, "invalid_response");
}

#[tokio::test]
async fn documents_nested_100_000_deep_are_refused() {
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let server = Server::start(vec![Act::Read, good("200 OK", &deep)]).await;
    let mut story = Story::new(&server.origin("http"));
    story.call().policy.time_limit_ms = 5_000;
    assert_eq!(story.play().await.result.outcome, "invalid_response");
}

fn fifty_megabytes() -> Act {
    good("200 OK", &format!("{{\"name\":\"Ana\",\"more\":\"{}\"}}", "x".repeat(50_000_000)))
}

#[tokio::test]
async fn fifty_megabytes_are_refused_by_the_limit_and_read_when_it_is_raised() {
    let server = Server::start(vec![Act::Read, fifty_megabytes()]).await;
    let mut story = Story::new(&server.origin("http"));
    story.call().policy.time_limit_ms = 30_000;
    assert_eq!(story.play().await.result.outcome, "invalid_response");
    story.call().policy.largest_response_bytes = 60_000_000;
    assert_eq!(story.play().await.result.words(), ["Hello Ana"]);
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_megabytes_that_are_refused_cost_little_memory() {
    let plain = peak_kib(good("200 OK", GOOD)).await;
    let refused = peak_kib(fifty_megabytes()).await;
    assert!(refused < plain + 60 * 1024, "{refused} KiB against {plain} KiB");
}
