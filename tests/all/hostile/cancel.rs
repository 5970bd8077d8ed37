//! Stopping a run: at every stage its connections are closed at once.

use std::time::Duration;

use hookwright::engine::{Run, play};
use tokio::task::JoinSet;

use super::server::{Act, Server, say};
use super::story::Story;

/// How long a stopped run may keep its connection.
const AT_ONCE: Duration = Duration::from_millis(100);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stopped_run_lets_go_at_once() {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";
    let drip = Act::Drip(vec![b' '; 1000], Duration::from_millis(5));
    for (stage, scheme, script) in [
        ("before the handshake is over", "https", vec![Act::Hold]),
        ("before the request is read", "http", vec![Act::Hold]),
        ("before the answer", "http", vec![Act::Read, Act::Hold]),
        ("in the head", "http", vec![Act::Read, say("HTTP/1.1 200 OK\r\nX:"), Act::Hold]),
        ("in the body", "http", vec![Act::Read, say(head), say("{"), Act::Hold]),
        ("in a slow body", "http", vec![Act::Read, say(head), drip]),
        (
            "in a fast body",
            "http",
            vec![Act::Read, say("HTTP/1.1 200 OK\r\n\r\n"), Act::Forever(vec![b' '; 1000])],
        ),
    ] {
        let reads = matches!(script[0], Act::Read);
        let server = Server::start(script).await;
        let mut story = Story::new(&server.origin(scheme));
        story.call().policy.time_limit_ms = 60_000;
        story.call().policy.largest_response_bytes = 20_000_000_000;
        let (mut run, next) = Run::start(story.setup()).unwrap();
        let transport = story.transport.clone();
        let mut running = JoinSet::new();
        running.spawn(async move { play(&mut run, next, &transport).await });
        server.opened(1).await;
        if reads {
            server.has_heard().await;
        }
        running.abort_all();
        let closed = tokio::time::timeout(AT_ONCE, server.over(1)).await;
        assert!(closed.is_ok(), "{stage}: the connection is still open");
        assert!(running.join_next().await.unwrap().unwrap_err().is_cancelled(), "{stage}");
    }
}
