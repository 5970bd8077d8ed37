//! A real HTTP server on this computer that remembers the last request exactly as it came over the wire.

#![expect(clippy::disallowed_methods, reason = "a server answers in the background")]

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hookwright::engine::{self, Run, RunResult, Setup};
use hookwright::model::Finding;
use hookwright::net::HttpTransport;
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::{Request, Response, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// A request as it came over the wire; nothing is decoded.
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    pub path: String,
    pub query: String,
    pub headers: Vec<(String, Vec<u8>)>,
    pub body: Vec<u8>,
}

impl Recorded {
    /// The bytes of a header that must have come once.
    pub(crate) fn header(&self, name: &str) -> &[u8] {
        let found: Vec<_> = self.headers.iter().filter(|(known, _)| known == name).collect();
        assert_eq!(found.len(), 1, "`{name}` once in {:?}", self.headers);
        &found[0].1
    }
}

/// The server and the way to it.
pub(crate) struct Recorder {
    runtime: Runtime,
    transport: HttpTransport,
    address: SocketAddr,
    last: Arc<Mutex<Option<Recorded>>>,
    /// Tests share the server and take turns.
    turn: Mutex<()>,
}

impl Recorder {
    /// Starts a server that answers `{}` to everything.
    pub(crate) fn start() -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let last = Arc::new(Mutex::new(None));
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::clone(&last);
        runtime.spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let seen = Arc::clone(&seen);
                let service = service_fn(move |request| answer(request, Arc::clone(&seen)));
                tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
            }
        });
        let transport = runtime.block_on(async { HttpTransport::new() }).unwrap();
        Self { runtime, transport, address, last, turn: Mutex::default() }
    }

    /// One server for a whole test file.
    pub(crate) fn shared(cell: &'static OnceLock<Self>) -> &'static Self {
        cell.get_or_init(Self::start)
    }

    /// `http://127.0.0.1:PORT`.
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Runs an integration over the network; what the server got, if anything, and how the run ended.
    pub(crate) fn run(&self, setup: Setup) -> Result<(Option<Recorded>, RunResult), Vec<Finding>> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        *self.last.lock().unwrap() = None;
        let (mut run, next) = Run::start(setup)?;
        let result = self.runtime.block_on(engine::play(&mut run, next, &self.transport));
        Ok((self.last.lock().unwrap().take(), result))
    }
}

async fn answer(
    request: Request<Incoming>,
    seen: Arc<Mutex<Option<Recorded>>>,
) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let (head, body) = request.into_parts();
    let headers = head.headers.iter().map(|(name, value)| (name.to_string(), value.as_bytes().to_vec()));
    let recorded = Recorded {
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: headers.collect(),
        body: body.collect().await?.to_bytes().to_vec(),
    };
    *seen.lock().unwrap() = Some(recorded);
    Ok(Response::new(Full::new(Bytes::from_static(b"{}"))))
}
