//! Calls that are tried again: when, how often, and never what could do harm twice.

use std::sync::Arc;

use hookwright::model::{Body, Method, Retries, RetryCause, Risk};
use serde_json::json;

use crate::hostile::server::{Act, Server, answer, json as good};
use crate::hostile::story::Story;

const GOOD: &str = "{\"name\":\"Ana\"}";
const CAUSES: [RetryCause; 4] =
    [RetryCause::Unreachable, RetryCause::Timeout, RetryCause::RateLimited, RetryCause::ServerError];

/// A server that fails on the first connections and answers on the next.
async fn failing(times: usize, failure: Vec<Act>) -> Server {
    let script = move |number| {
        if number < times { failure.clone() } else { vec![Act::Read, good("200 OK", GOOD)] }
    };
    Server::start_with("127.0.0.1", script).await
}

fn story(server: &Server, count: u32, on: &[RetryCause]) -> Story {
    let mut story = Story::new(&server.origin("http"));
    story.call().policy.retries = Retries { count, backoff_ms: 10, on: on.to_vec() };
    story
}

fn broken() -> Vec<Act> {
    vec![Act::Read, answer("503 Unavailable", "Connection: close\r\n", b"{}")]
}

#[tokio::test]
async fn every_cause_that_is_chosen_is_tried_again() {
    let limited = vec![Act::Read, answer("429 Too Many", "Connection: close\r\n", b"{}")];
    for (cause, failure) in [
        (RetryCause::Unreachable, vec![Act::Read, Act::Reset]),
        (RetryCause::Timeout, vec![Act::Read, Act::Hold]),
        (RetryCause::RateLimited, limited),
        (RetryCause::ServerError, broken()),
    ] {
        let server = failing(2, failure.clone()).await;
        let result = story(&server, 2, &[cause]).play().await.result;
        assert_eq!(result.outcome, "success", "{cause:?}");
        let pauses: Vec<_> = result.calls[0].attempts.iter().map(|attempt| attempt.after_ms).collect();
        assert!(pauses.len() == 3 && pauses[0] == 0, "{cause:?}: {pauses:?}");
        assert!((5..=10).contains(&pauses[1]) && (10..=20).contains(&pauses[2]), "{cause:?}: {pauses:?}");

        let others: Vec<_> = CAUSES.into_iter().filter(|other| *other != cause).collect();
        let server = failing(1, failure).await;
        let result = story(&server, 2, &others).play().await.result;
        assert!(result.error, "{cause:?} is not chosen");
        assert_eq!(result.calls[0].attempts.len(), 1, "{cause:?} is not chosen");
    }
}

#[tokio::test]
async fn the_last_try_decides() {
    let server = failing(usize::MAX, broken()).await;
    let result = story(&server, 3, &CAUSES).play().await.result;
    assert_eq!(result.outcome, "server_error");
    assert_eq!(server.heard().len(), 4);
    let statuses: Vec<_> = result.calls[0].attempts.iter().map(|attempt| attempt.status).collect();
    assert_eq!(statuses, [Some(503); 4]);
    assert!(result.elapsed_ms >= 35, "the pauses count: {} ms", result.elapsed_ms);
}

#[tokio::test]
async fn what_is_no_accident_is_not_tried_again() {
    for failure in [
        vec![Act::Read, answer("404 Not Found", "", b"{}")],
        vec![Act::Read, answer("401 Unauthorized", "", b"{}")],
        vec![Act::Read, good("200 OK", "{")],
        vec![Act::Read, answer("429 Too Many", "Retry-After: 3600\r\n", b"{}")],
    ] {
        let server = failing(1, failure).await;
        let result = story(&server, 3, &CAUSES).play().await.result;
        assert!(result.outcome != "success");
        assert_eq!(server.heard().len(), 1);
    }
}

#[tokio::test]
async fn a_pause_that_is_asked_for_is_kept() {
    let asked = answer("429 Too Many", "Connection: close\r\nRetry-After: 1\r\n", b"{}");
    let server = failing(1, vec![Act::Read, asked]).await;
    let mut story = story(&server, 2, &CAUSES);
    story.call().policy.time_limit_ms = 2_000;
    let played = story.play().await;
    assert_eq!(played.result.outcome, "success");
    assert_eq!(played.result.calls[0].attempts[1].after_ms, 1_000);
    assert!(played.took.as_millis() >= 1_000);
}

#[tokio::test]
async fn a_write_is_repeated_only_under_a_key() {
    for (header, tries) in [(None, 1), (Some("Idempotency-Key"), 2)] {
        let server = failing(1, broken()).await;
        let mut story = story(&server, 1, &CAUSES);
        story.call().method = Method::Post;
        story.call().body = Body::Json { value: json!({}), schema: None };
        story.call().policy.idempotency_header = header.map(str::to_owned);
        Arc::make_mut(&mut story.project.integrations[0]).trigger.risk = Risk::Write;
        let result = story.play().await.result;
        assert_eq!(result.calls[0].attempts.len(), tries, "{header:?}");
        let keys: Vec<_> = server.heard().iter().map(|request| key_of(request)).collect();
        match header {
            None => assert_eq!(keys, [None]),
            Some(_) => assert!(keys.len() == 2 && keys[0] == keys[1] && keys[0].is_some(), "{keys:?}"),
        }
    }
}

fn key_of(request: &str) -> Option<String> {
    request.lines().find_map(|line| line.to_lowercase().strip_prefix("idempotency-key: ").map(str::to_owned))
}
