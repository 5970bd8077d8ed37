//! Watches a connection come about: when the name was resolved, when it stood, and that it does not take too long.
//!
//! The client connects inside the future that sends, so the limits and notes of a request travel with its task.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use thiserror::Error;
use tokio::time::timeout;
use tower::{BoxError, Layer, Service};

use super::journey::Journey;
use crate::engine::Done;

tokio::task_local! {
    static WATCH: Watch;
}

/// What is noted, and how long a connection may take.
#[derive(Clone)]
pub(super) struct Watch {
    journey: Journey,
    limit_ms: u64,
    start: Instant,
    /// How far the connection has come; several futures of one request know of it.
    progress: Arc<Progress>,
}

#[derive(Default)]
struct Progress {
    encrypting: AtomicBool,
    connected: AtomicBool,
}

impl Watch {
    pub(super) fn new(journey: Journey, limit_ms: u64) -> Self {
        Self { journey, limit_ms, start: Instant::now(), progress: Arc::default() }
    }

    /// When the request was handed over.
    pub(super) fn start(&self) -> Instant {
        self.start
    }

    /// Whether a connection was made for the request. Otherwise it went over one that still stood.
    pub(super) fn has_connected(&self) -> bool {
        self.progress.connected.load(Ordering::Relaxed)
    }

    fn encrypting(&self) {
        // A proxy that is itself spoken to in secret makes it twice; the connection stands since the first time.
        if !self.progress.encrypting.swap(true, Ordering::Relaxed) {
            self.journey.done(Done::Connected);
        }
    }

    fn connected(&self) {
        let encrypted = self.progress.encrypting.load(Ordering::Relaxed);
        self.journey.done(if encrypted { Done::Encrypted } else { Done::Connected });
        self.progress.connected.store(true, Ordering::Relaxed);
    }
}

/// To be called when the first word of a handshake is about to be said: the connection under it stands.
pub(super) fn encrypting() {
    // Outside of a watched future it is a connection that nobody waits for any more.
    if let Ok(watch) = WATCH.try_with(Clone::clone) {
        watch.encrypting();
    }
}

/// Runs a future in which connections are watched.
pub(super) async fn watched<F: Future>(watch: Watch, future: F) -> F::Output {
    WATCH.scope(watch, future).await
}

/// The connection does not stand within its limit.
#[derive(Debug, Error)]
#[error("no connection within {limit_ms} milliseconds")]
pub(super) struct ConnectLimit {
    pub(super) limit_ms: u64,
}

/// Goes around the part of the client that connects.
#[derive(Clone, Debug)]
pub(super) struct WatchLayer;

impl<S> Layer<S> for WatchLayer {
    type Service = WatchedConnector<S>;

    fn layer(&self, inner: S) -> Self::Service {
        WatchedConnector { inner }
    }
}

/// A connector that is watched.
#[derive(Clone, Debug)]
pub(super) struct WatchedConnector<S> {
    inner: S,
}

impl<S, R> Service<R> for WatchedConnector<S>
where
    S: Service<R, Error = BoxError>,
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: R) -> Self::Future {
        let connecting = self.inner.call(request);
        Box::pin(async move {
            let Ok(watch) = WATCH.try_with(Clone::clone) else { return connecting.await };
            let limit_ms = watch.limit_ms;
            let connection = timeout(Duration::from_millis(limit_ms), connecting).await;
            let connection = connection.map_err(|_| ConnectLimit { limit_ms })??;
            watch.connected();
            Ok(connection)
        })
    }
}

/// Resolves names as the system does, and notes when that was done.
pub(super) struct Names;

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<_> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            if let Ok(watch) = WATCH.try_with(Clone::clone) {
                watch.journey.done(Done::Resolved);
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}
