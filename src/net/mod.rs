//! The network: the only room that names reqwest.
//!
//! [`HttpTransport`] sends a request exactly as it was planned. Limits hold at every stage: nothing waits longer than the
//! total limit, and an answer is counted after decompression while it arrives.
#![expect(clippy::disallowed_methods, reason = "this room measures how long an answer takes")]

mod failure;
mod redirect;

use std::sync::{Arc, Once};
use std::time::{Duration, Instant};

use reqwest::Client;
use thiserror::Error;
use tokio::time::timeout;
use url::{Host, Url};

use crate::engine::{Exchange, Failure, Request, Response, Transport};
use failure::{before_answer, during_body};
use redirect::{MOST_REDIRECTS, follow};

/// Why there is no network at all.
#[derive(Debug, Error)]
#[error("The network cannot be used")]
pub struct NetError(#[from] reqwest::Error);

/// Sends requests over HTTP/1.1 and HTTP/2. Cheap to clone; connections are shared.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    /// Through the system's proxy.
    outside: Client,
    /// For this computer, where no proxy is ever meant.
    loopback: Client,
}

impl HttpTransport {
    /// Prepares the clients; connects to nothing.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new() -> Result<Self, NetError> {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            // Fails only when another provider was installed first, which is then used.
            drop(rustls::crypto::ring::default_provider().install_default());
        });
        // We follow redirects ourselves: a library that does it takes API keys along to other hosts.
        let builder = || Client::builder().redirect(reqwest::redirect::Policy::none()).referer(false);
        let outside = builder().build().or_else(|_| {
            // A slim system without certificates: plain http still works, https says that the certificate is unknown.
            builder().tls_certs_only(std::iter::empty()).build()
        })?;
        let loopback = builder().no_proxy().tls_certs_only(std::iter::empty()).build()?;
        let loopback = builder().no_proxy().build().unwrap_or(loopback);
        Ok(Self { outside, loopback })
    }

    fn client(&self, url: &Url) -> &Client {
        let here = match url.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            Some(Host::Domain(domain)) => domain == "localhost" || domain.ends_with(".localhost"),
            None => false,
        };
        if here { &self.loopback } else { &self.outside }
    }

    /// Sends, follows redirects, reads the body.
    async fn exchange(&self, request: &Request, first_byte: &FirstByte) -> Result<Response, Failure> {
        let mut hop = request.clone();
        for _ in 0..=MOST_REDIRECTS {
            let answer = self.send_once(&hop).await?;
            first_byte.mark();
            match follow(&hop, answer.status().as_u16(), answer.headers())? {
                Some(next) => hop = next,
                None => return read(answer, request).await,
            }
        }
        Err(Failure::Unreadable(format!("it sent the call on more than {MOST_REDIRECTS} times")))
    }

    async fn send_once(&self, request: &Request) -> Result<reqwest::Response, Failure> {
        let method = reqwest::Method::from_bytes(request.method.name().as_bytes()).unwrap_or_default();
        let mut builder = self.client(&request.url).request(method, request.url.clone());
        for (name, value) in &request.headers {
            builder = builder.header(name, value);
        }
        if !request.body.is_empty() || request.method.has_body() {
            builder = builder.body(request.body.clone());
        }
        builder.send().await.map_err(|error| before_answer(&error))
    }
}

/// Reads the body in parts, each within the idle limit, up to the size limit.
async fn read(mut answer: reqwest::Response, request: &Request) -> Result<Response, Failure> {
    let limits = request.limits;
    let status = answer.status().as_u16();
    let headers = answer.headers().iter();
    let headers = headers
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
    let headers = headers.collect();
    let mut body: Vec<u8> = Vec::new();
    loop {
        let part = timeout(Duration::from_millis(limits.idle_ms), answer.chunk()).await;
        let part = part.map_err(|_| Failure::Timeout { limit_ms: limits.idle_ms })?;
        let Some(part) = part.map_err(|error| during_body(&error))? else { break };
        if (body.len() + part.len()) as u64 > limits.largest_bytes {
            return Err(Failure::TooLarge { limit_bytes: limits.largest_bytes });
        }
        body.extend_from_slice(&part);
    }
    Ok(Response { status, headers, body })
}

impl Transport for HttpTransport {
    async fn send(&self, request: &Request) -> Exchange {
        let start = Instant::now();
        let first_byte = FirstByte::new(start);
        let limit_ms = request.limits.total_ms;
        let answer = timeout(Duration::from_millis(limit_ms), self.exchange(request, &first_byte)).await;
        let answer = answer.unwrap_or(Err(Failure::Timeout { limit_ms }));
        Exchange { answer, elapsed_ms: ms(start.elapsed()), first_byte_ms: first_byte.ms() }
    }
}

fn ms(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// When the first byte of the answer came; shared with a future that a time limit may drop.
#[derive(Clone)]
struct FirstByte {
    start: Instant,
    after: Arc<std::sync::OnceLock<Duration>>,
}

impl FirstByte {
    fn new(start: Instant) -> Self {
        Self { start, after: Arc::default() }
    }

    fn mark(&self) {
        self.after.get_or_init(|| self.start.elapsed());
    }

    fn ms(&self) -> Option<u64> {
        self.after.get().copied().map(ms)
    }
}
