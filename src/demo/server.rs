//! The sockets of the demo server: accepts connections and carries out what the services decide.

#![expect(clippy::disallowed_methods, reason = "a server that can be slow needs a clock of its own")]

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::{
    Request, StatusCode,
    body::{Bytes, Incoming},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinSet,
    time::sleep,
};

use super::{
    DemoError,
    answer::{Answer, Reaction, error},
    services::Services,
};

/// The largest request body in bytes (64 KiB); a larger one is answered with 413.
const BODY_LIMIT: usize = 64 * 1024;

/// How long a slow answer takes: longer than any sensible time limit of a chat.
const SLOW_ANSWER: Duration = Duration::from_secs(60);

/// How long to rest when the system accepts no connection, for instance because too many files are open.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// A running demo server. It stops when dropped: the port is given back and open connections are cut, answers
/// that are still to come included.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    /// Holds the one task that accepts connections; that task holds those of the connections.
    _accepting: JoinSet<()>,
}

impl Server {
    /// Listens on 127.0.0.1 at this port, or at a free one if it is 0. Runs as tasks of the tokio runtime it is
    /// called in, and starts no thread.
    ///
    /// # Errors
    /// The port is taken, or the system does not give it.
    pub async fn start(port: u16) -> Result<Self, DemoError> {
        let refused = |source: io::Error| match source.kind() {
            io::ErrorKind::AddrInUse => DemoError::PortTaken { port },
            _ => DemoError::Listen { port, source },
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let mut accepting = JoinSet::new();
        accepting.spawn(accept(listener));
        Ok(Self { address, _accepting: accepting })
    }

    /// Where the server listens, with the port that was really taken.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base of all its addresses, for instance `http://127.0.0.1:4010`, without a slash at the end.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }
}

async fn accept(listener: TcpListener) {
    let services = Arc::new(Services::default());
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => { connections.spawn(serve(stream, Arc::clone(&services))); }
                Err(_) => sleep(ACCEPT_PAUSE).await,
            },
            // Forgets the connections that have ended.
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn serve(stream: TcpStream, services: Arc<Services>) {
    let service = service_fn(|request| respond(request, &services));
    // An error here is the caller's broken connection or our own hanging up; neither has anybody to tell.
    let _ =
        http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service).await;
}

/// Ends the connection without an answer; hyper does so when a service returns an error.
#[derive(Debug, thiserror::Error)]
#[error("The demo server hangs up")]
struct HangUp;

async fn respond(request: Request<Incoming>, services: &Services) -> Result<Answer, HangUp> {
    let (head, body) = request.into_parts();
    let body = match read(body).await? {
        Ok(body) => body,
        Err(too_large) => return Ok(too_large),
    };
    match services.react(&Request::from_parts(head, body)) {
        Reaction::Answer(answer) => Ok(answer),
        Reaction::AnswerLate(answer) => {
            sleep(SLOW_ANSWER).await;
            Ok(answer)
        }
        Reaction::HangUp => Err(HangUp),
    }
}

/// The whole body, or the answer to one that is too large.
async fn read(body: Incoming) -> Result<Result<Bytes, Answer>, HangUp> {
    match Limited::new(body, BODY_LIMIT).collect().await {
        Ok(collected) => Ok(Ok(collected.to_bytes())),
        Err(source) if source.is::<LengthLimitError>() => {
            let message = format!("The body is larger than {BODY_LIMIT} bytes");
            Ok(Err(error(StatusCode::PAYLOAD_TOO_LARGE, "too_large", &message)))
        }
        Err(_) => Err(HangUp),
    }
}
