//! Redirects: what goes along, and what stays behind.

use hookwright::engine::Done;
use hookwright::model::{Authentication, Body, KeyPlace, Method, Parameter, Redirects};
use serde_json::json;

use super::server::{Act, Server, answer, json as good};
use super::story::Story;

const GOOD: &str = "{\"name\":\"Ana\"}";

/// A server on another address of this computer, and one that sends every call there.
async fn pair(status: &'static str) -> (Server, Server) {
    let other = Server::start_with("127.0.0.2", |_| vec![Act::Read, good("200 OK", GOOD)]).await;
    let location = format!("Location: {}/elsewhere\r\n", other.origin("http"));
    let first = Server::start(vec![Act::Read, answer(status, &location, b"")]).await;
    (first, other)
}

/// A POST with everything that could leak.
fn telling(origin: &str) -> Story {
    let mut story = Story::new(origin);
    let header = |name: &str| Parameter { name: name.to_owned(), value: "canary".into(), optional: false };
    story.call().method = Method::Post;
    story.call().body = Body::Json { value: json!({ "pin": "body-value" }), schema: None };
    story.call().headers = vec![header("X-Tenant"), header("Proxy-Authorization")];
    story.call().cookies = vec![header("session")];
    let name = "X-Api-Key".to_owned();
    story.sign_in(
        Authentication::ApiKey { secret: "key".to_owned(), place: KeyPlace::Header, name },
        "canary-key",
    );
    story
}

#[tokio::test]
async fn another_host_is_not_asked_unless_the_design_says_so() {
    for status in ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"] {
        for redirects in [Redirects::None, Redirects::SameOrigin] {
            let (first, other) = pair(status).await;
            let mut story = telling(&first.origin("http"));
            story.call().policy.redirects = redirects;
            let played = story.play().await;
            assert_eq!(played.result.outcome, "invalid_response", "{status}");
            assert_eq!((first.heard().len(), other.heard().len()), (1, 0), "{status}");
        }
    }
}

#[tokio::test]
async fn no_key_follows_to_another_host() {
    for (status, method) in [("301 Moved", "GET"), ("303 See Other", "GET"), ("307 Temporary", "POST")] {
        let (first, other) = pair(status).await;
        let mut story = telling(&first.origin("http"));
        story.call().policy.redirects = Redirects::Any;
        let played = story.play().await;
        assert_eq!(played.result.outcome, "success", "{status}");
        assert!(first.heard()[0].contains("canary-key"));
        let heard = &other.heard()[0];
        assert!(heard.starts_with(&format!("{method} /elsewhere ")), "{heard}");
        assert!(!heard.contains("canary"), "{heard}");
        assert!(!heard.to_lowercase().contains("referer"), "{heard}");
        assert_eq!(heard.contains("body-value"), method == "POST", "{heard}");
    }
}

#[tokio::test]
async fn a_redirect_on_the_same_host_keeps_everything() {
    let script = |number| match number {
        0 => vec![Act::Read, answer("307 Temporary", "Location: /other\r\nConnection: close\r\n", b"")],
        _ => vec![Act::Read, good("200 OK", GOOD)],
    };
    let server = Server::start_with("127.0.0.1", script).await;
    let played = telling(&server.origin("http")).play().await;
    assert_eq!(played.result.outcome, "success");
    let heard = server.heard();
    assert!(heard[1].starts_with("POST /other ") && heard[1].contains("canary-key"), "{}", heard[1]);
}

#[tokio::test]
async fn a_loop_is_given_up_after_a_few_requests() {
    let server =
        Server::start(vec![Act::Read, answer("302 Found", "Location: /name\r\n", b""), Act::Again]).await;
    let played = Story::new(&server.origin("http")).play().await;
    assert_eq!(played.result.outcome, "invalid_response");
    assert!(server.heard().len() <= 6, "{} requests", server.heard().len());
}

#[tokio::test]
async fn the_record_says_where_the_call_went_and_what_stayed_behind() {
    let steps = async |redirects| {
        let (first, other) = pair("307 Temporary").await;
        let mut story = telling(&first.origin("http"));
        story.call().policy.redirects = redirects;
        let result = story.play().await.result;
        let done: Vec<_> = result.calls[0].attempts[0].steps.iter().map(|step| step.done.clone()).collect();
        (done, other.origin("http") + "/elsewhere")
    };
    let (done, url) = steps(Redirects::Any).await;
    let dropped = ["x-tenant", "proxy-authorization", "x-api-key", "cookie"].map(str::to_owned).to_vec();
    let answered = |status| Done::Answered { status };
    let sent_on = Done::SentOn { url, dropped };
    let received = |bytes| Done::Received { received_bytes: bytes, bytes };
    let elsewhere = [Done::Connected, answered(200), received(14)];
    assert_eq!(done[..3], [Done::Connected, answered(307), sent_on]);
    assert_eq!(done[3..], elsewhere);
    let (done, url) = steps(Redirects::SameOrigin).await;
    assert_eq!(done, [Done::Connected, answered(307), Done::NotSentOn { url }, received(0)]);
}
