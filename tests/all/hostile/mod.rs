//! Servers that do everything wrong: each run ends in the right outcome, in time, and gives nothing away.

mod cancel;
mod cases;
#[cfg(target_os = "linux")]
pub(crate) mod memory;
mod redirects;
pub(crate) mod server;
pub(crate) mod story;

use std::sync::Arc;
use std::time::Duration;

use hookwright::net::HttpTransport;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use cases::{Case, cases};
use server::{Act, Server, say};
use story::{LIMIT_MS, Story};

/// What a run may take beyond its limit.
const GRACE: Duration = Duration::from_millis(500);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_behaviour_ends_in_its_outcome_and_in_time() {
    let cases = cases();
    assert!(cases.len() >= 40, "{} behaviours", cases.len());
    let turns = Arc::new(Semaphore::new(8));
    let transport = HttpTransport::new().unwrap();
    // The first client of a kind reads the certificates of the system, which takes its time in a debug build.
    for scheme in ["http", "https"] {
        Story::over(transport.clone(), &format!("{scheme}://127.0.0.1:1")).play().await;
    }
    let mut playing = JoinSet::new();
    for case in cases {
        let (turns, transport) = (turns.clone(), transport.clone());
        playing.spawn(async move {
            let _turn = turns.acquire_owned().await.unwrap();
            play(case, transport).await
        });
    }
    let played = playing.join_all().await;
    let wrong: Vec<_> = played.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}\n", wrong.len(), wrong.join("\n"));
}

/// What is wrong about the end of a case, if anything.
async fn play(case: Case, transport: HttpTransport) -> Option<String> {
    let Case { name, scheme, script, outcome, because } = case;
    let server = Server::start(script).await;
    let mut story = Story::over(transport, &server.origin(scheme));
    // Where nothing is late, a busy machine must not make it so.
    let limit_ms = if outcome == "timeout" { LIMIT_MS } else { 10 * LIMIT_MS };
    story.call().policy.time_limit_ms = limit_ms;
    let played = story.play().await;
    let result = &played.result;
    let mut wrong = Vec::new();
    if result.outcome != outcome {
        wrong.push(format!("it ends in `{}` instead of `{outcome}`", result.outcome));
    }
    if !result.because.contains(because) {
        wrong.push(format!("the reason does not say “{because}”"));
    }
    if played.took > Duration::from_millis(limit_ms) + GRACE {
        wrong.push(format!("it takes {:?}", played.took));
    }
    if result.is_silent() {
        wrong.push("the customer hears nothing".to_owned());
    }
    (!wrong.is_empty()).then(|| format!("{name}: {} ({})", wrong.join("; "), result.because))
}

#[tokio::test]
async fn every_limit_holds_by_itself() {
    let connecting = vec![Act::Hold];
    let idle = vec![Act::Read, say("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"), Act::Hold];
    for (scheme, script) in [("https", connecting), ("http", idle)] {
        let server = Server::start(script).await;
        let mut story = Story::new(&server.origin(scheme));
        story.call().policy.time_limit_ms = 60_000;
        story.call().policy.connect_limit_ms = Some(100);
        story.call().policy.idle_limit_ms = Some(100);
        let played = story.play().await;
        assert_eq!(played.result.outcome, "timeout", "{scheme}");
        assert!(played.result.because.contains("within 0.1 seconds"), "{}", played.result.because);
        assert!(played.took < Duration::from_secs(30), "{scheme}: {:?}", played.took);
    }
}
