//! HTTP/2 over TLS with a real server: it is spoken where both can, and every limit holds there as well.

#![expect(clippy::disallowed_methods, reason = "a server answers in the background")]

use std::convert::Infallible;
use std::io::Write as _;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use hookwright::engine::{Done, Run, RunResult, play};
use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper::{Request, Response, Version};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

use crate::encryption::{Authority, beside, server_config};
use crate::hostile::story::Story;

const GOOD: &[u8] = b"{\"name\":\"Ana\"}";

/// A server that only speaks HTTP/2, and what it saw.
struct Server {
    port: u16,
    authority: Authority,
    seen: Arc<Seen>,
    _task: JoinSet<()>,
}

struct Seen {
    connections: Mutex<usize>,
    versions: Mutex<Vec<Version>>,
    /// How many requests have begun, and how many were given up or are over.
    requests: watch::Sender<(usize, usize)>,
}

impl Server {
    async fn start() -> Self {
        let authority = Authority::new();
        let mut config = server_config(&authority, "localhost", None);
        config.alpn_protocols = vec![b"h2".to_vec()];
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Seen {
            connections: Mutex::default(),
            versions: Mutex::default(),
            requests: watch::Sender::new((0, 0)),
        });
        let mut task = JoinSet::new();
        let known = Arc::clone(&seen);
        task.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let Ok(stream) = acceptor.accept(stream).await else { continue };
                *known.connections.lock().unwrap() += 1;
                let seen = Arc::clone(&known);
                let service = service_fn(move |request| answer(request, Arc::clone(&seen)));
                let builder = http2::Builder::new(TokioExecutor::new());
                tokio::spawn(builder.serve_connection(TokioIo::new(stream), service));
            }
        });
        Self { port, authority, seen, _task: task }
    }

    fn story(&self, path: &str) -> (Story, tempfile::TempDir) {
        let mut story = Story::new(&format!("https://localhost:{}", self.port));
        story.call().path = path.into();
        story.call().policy.time_limit_ms = 5_000;
        let folder = beside(&mut story, Some(&self.authority.pem()));
        (story, folder)
    }
}

/// Tells when a request is over, also when the other side gave it up.
struct UnderWay(Arc<Seen>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.requests.send_modify(|requests| requests.1 += 1);
    }
}

async fn answer(request: Request<Incoming>, seen: Arc<Seen>) -> Result<Response<Answer>, Infallible> {
    seen.versions.lock().unwrap().push(request.version());
    seen.requests.send_modify(|requests| requests.0 += 1);
    let under_way = UnderWay(seen);
    let path = request.uri().path().to_owned();
    if path == "/silent" {
        std::future::pending::<()>().await;
    }
    let part = match path.as_str() {
        "/endless" | "/stops" => Bytes::from(vec![b' '; 10_000]),
        "/packed" => packed(),
        _ => Bytes::from_static(GOOD),
    };
    let then = match path.as_str() {
        "/endless" => Then::Again,
        "/stops" => Then::Silence,
        _ => Then::End,
    };
    let mut response = Response::new(Answer { part, then, sent: false, _under_way: under_way });
    if path == "/packed" {
        response.headers_mut().insert("content-encoding", "gzip".parse().unwrap());
    }
    Ok(response)
}

/// Much that is said in little.
fn packed() -> Bytes {
    let text = [b" ".repeat(100_000).as_slice(), GOOD].concat();
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(&text).unwrap();
    encoder.finish().unwrap().into()
}

/// A body of one part, and what comes after it.
struct Answer {
    part: Bytes,
    then: Then,
    sent: bool,
    _under_way: UnderWay,
}

#[derive(Clone, Copy)]
enum Then {
    End,
    Again,
    Silence,
}

impl Body for Answer {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match (self.sent, self.then) {
            (true, Then::End) => Poll::Ready(None),
            (true, Then::Silence) => Poll::Pending,
            _ => {
                self.sent = true;
                Poll::Ready(Some(Ok(Frame::data(self.part.clone()))))
            }
        }
    }
}

fn steps(result: &RunResult) -> Vec<Done> {
    result.calls[0].attempts[0].steps.iter().map(|step| step.done.clone()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_spoken_where_both_can_and_one_connection_serves_all() {
    let server = Server::start().await;
    let (story, _folder) = server.story("/name");
    let received = Done::Received { received_bytes: 14, bytes: 14 };
    let end = [Done::Answered { status: 200 }, received];
    let first = story.play().await.result;
    assert_eq!(first.outcome, "success", "{}", first.because);
    assert_eq!(steps(&first)[..3], [Done::Resolved, Done::Connected, Done::Encrypted]);
    assert_eq!(steps(&first)[3..], end);
    let at: Vec<_> = first.calls[0].attempts[0].steps.iter().map(|step| step.at_ms).collect();
    assert!(at.is_sorted(), "{at:?}");
    for _ in 0..4 {
        let next = story.play().await.result;
        assert_eq!(steps(&next), [[Done::Reused].as_slice(), &end].concat());
    }
    let together: Vec<_> = (0..8)
        .map(|_| {
            let (mut run, next) = Run::start(story.setup()).unwrap();
            let transport = story.transport.clone();
            tokio::spawn(async move { play(&mut run, next, &transport).await.outcome })
        })
        .collect();
    for run in together {
        assert_eq!(run.await.unwrap(), "success");
    }
    let versions = server.seen.versions.lock().unwrap().clone();
    assert_eq!(versions, [Version::HTTP_2; 13]);
    assert_eq!(*server.seen.connections.lock().unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sizes_before_and_after_unpacking_are_both_told() {
    let server = Server::start().await;
    let (story, _folder) = server.story("/packed");
    let result = story.play().await.result;
    assert_eq!(result.outcome, "success", "{}", result.because);
    let received_bytes = packed().len() as u64;
    let bytes = 100_000 + GOOD.len() as u64;
    assert!(received_bytes < 2_000);
    assert_eq!(steps(&result).last(), Some(&Done::Received { received_bytes, bytes }));
    let response = result.calls[0].response.as_ref().unwrap();
    assert!(response.headers.iter().all(|(name, _)| name != "content-encoding"), "it is unpacked by now");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_limit_holds() {
    let server = Server::start().await;
    for (path, outcome, because) in [
        ("/silent", "timeout", "within 0.4 seconds"),
        ("/stops", "timeout", "within 0.2 seconds"),
        ("/endless", "invalid_response", "larger than 1000000 bytes"),
    ] {
        let (mut story, _folder) = server.story("/name");
        assert_eq!(story.play().await.result.outcome, "success");
        // The connection stands by now, so the limit is all for the answer.
        story.call().path = path.into();
        story.call().policy.time_limit_ms = if path == "/endless" { 30_000 } else { 400 };
        story.call().policy.idle_limit_ms = Some(200);
        let played = story.play().await;
        assert_eq!(played.result.outcome, outcome, "{path}: {}", played.result.because);
        assert!(played.result.because.contains(because), "{path}: {}", played.result.because);
        if path != "/endless" {
            assert!(played.took < Duration::from_secs(2), "{path}: {:?}", played.took);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stopped_run_gives_its_request_up_at_once() {
    for path in ["/silent", "/stops", "/endless"] {
        let server = Server::start().await;
        let (mut story, _folder) = server.story(path);
        story.call().policy.time_limit_ms = 60_000;
        story.call().policy.largest_response_bytes = 20_000_000_000;
        let (mut run, next) = Run::start(story.setup()).unwrap();
        let transport = story.transport.clone();
        let mut running = JoinSet::new();
        running.spawn(async move { play(&mut run, next, &transport).await });
        let mut requests = server.seen.requests.subscribe();
        requests.wait_for(|requests| requests.0 == 1).await.unwrap();
        running.abort_all();
        let over = requests.wait_for(|requests| requests.1 == 1);
        let over = tokio::time::timeout(Duration::from_millis(100), over).await;
        assert!(over.is_ok(), "{path}: the request is still under way");
    }
}
