//! The network: the only room that names reqwest.
//!
//! [`HttpTransport`] sends a request exactly as it was planned. Limits hold at every stage: nothing waits longer than the
//! total limit, and an answer is counted after decompression while it arrives. Dropping a future of this room closes its
//! connections.
#![expect(clippy::disallowed_methods, reason = "this room measures time and waits")]

mod body;
mod clients;
mod encryption;
mod failure;
mod journey;
mod redirect;
mod sessions;
mod tokens;
mod watch;

use std::sync::{Arc, Once};
use std::time::Duration;

use reqwest::Client;
use thiserror::Error;
use tokio::time::timeout;

use crate::engine::{Done, Exchange, Failure, Request, Response, SecretValue, SignIn, Transport};
use body::{ENCODINGS, read};
use clients::Clients;
use failure::before_answer;
use journey::Journey;
use redirect::{Direction, MOST_REDIRECTS, follow};
use tokens::Tokens;
use watch::watched;

/// Why there is no network at all.
#[derive(Debug, Error)]
#[error("The network cannot be used: {0}")]
pub struct NetError(String);

/// Sends requests over HTTP/1.1 and HTTP/2. Cheap to clone; connections and tokens are shared.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    clients: Arc<Clients>,
    tokens: Arc<Tokens>,
}

impl HttpTransport {
    /// Prepares the client of most calls; connects to nothing.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new() -> Result<Self, NetError> {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            // Fails only when another provider was installed first, which is then used.
            drop(rustls::crypto::ring::default_provider().install_default());
        });
        Ok(Self { clients: Arc::new(Clients::new()?), tokens: Arc::default() })
    }

    /// Signs in where that is asked for, sends, and signs in once more when the token is refused.
    async fn exchange(&self, request: &Request, journey: &Journey) -> Result<Response, Failure> {
        let Some(sign_in) = &request.sign_in else { return self.travel(request, journey).await };
        let token = self.token(sign_in, request, journey).await?;
        let response = self.travel(&bearing(request, &token), journey).await?;
        if response.status != 401 {
            return Ok(response);
        }
        journey.done(Done::TokenRefused);
        self.tokens.forget(sign_in, &token);
        let token = self.token(sign_in, request, journey).await?;
        self.travel(&bearing(request, &token), journey).await
    }

    async fn token(
        &self,
        sign_in: &SignIn,
        request: &Request,
        journey: &Journey,
    ) -> Result<SecretValue, Failure> {
        let slot = self.tokens.slot(sign_in);
        // Runs that need the same token wait for the first one instead of fetching their own.
        let mut known = slot.lock().await;
        if let Some(token) = known.as_ref().and_then(tokens::Token::valid) {
            journey.token(&token, Done::TokenKnown);
            return Ok(token);
        }
        let order = tokens::order(sign_in, request);
        let answer = self.travel(&order, &journey.aside()).await.map_err(tokens::in_sign_in)?;
        let token = tokens::read(&answer)?;
        let value = token.value();
        let url = sign_in.token_url.to_string();
        journey.token(&value, Done::SignedIn { url });
        *known = Some(token);
        Ok(value)
    }

    /// Sends, follows redirects, reads the body.
    async fn travel(&self, request: &Request, journey: &Journey) -> Result<Response, Failure> {
        let mut hop = request.clone();
        for _ in 0..=MOST_REDIRECTS {
            let answer = self.send_once(&hop, journey).await?;
            let status = answer.status().as_u16();
            match follow(&hop, status, answer.headers())? {
                Direction::Here => return read(answer, request, journey).await,
                Direction::NotThere(url) => {
                    journey.done(Done::NotSentOn { url: url.to_string() });
                    return read(answer, request, journey).await;
                }
                Direction::There(next, dropped) => {
                    journey.done(Done::SentOn { url: next.url.to_string(), dropped });
                    hop = *next;
                }
            }
        }
        Err(Failure::Unreadable(format!("it sent the call on more than {MOST_REDIRECTS} times")))
    }

    async fn send_once(&self, request: &Request, journey: &Journey) -> Result<reqwest::Response, Failure> {
        let client = self.clients.of(request)?;
        let watch = journey.watch(request);
        let answer = watched(watch.clone(), send(&client, request)).await;
        let answer = answer.map_err(|error| before_answer(&error))?;
        if !watch.has_connected() {
            journey.reused(watch.start());
        }
        journey.answered(answer.status().as_u16());
        Ok(answer)
    }
}

async fn send(client: &Client, request: &Request) -> Result<reqwest::Response, reqwest::Error> {
    let method = reqwest::Method::from_bytes(request.method.name().as_bytes()).unwrap_or_default();
    let mut builder = client.request(method, request.url.clone());
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    if !request.headers.iter().any(|(name, _)| name == "accept-encoding") {
        builder = builder.header("accept-encoding", ENCODINGS);
    }
    if !request.body.is_empty() || request.method.has_body() {
        builder = builder.body(request.body.clone());
    }
    builder.send().await
}

/// The request with a token in the place of the mask.
fn bearing(request: &Request, token: &SecretValue) -> Request {
    let mut request = request.clone();
    for (_, value) in request.headers.iter_mut().filter(|(name, _)| name == "authorization") {
        *value = format!("Bearer {}", token.reveal());
    }
    request
}

impl Transport for HttpTransport {
    async fn send(&self, request: &Request) -> Exchange {
        let journey = Journey::start();
        let limit_ms = request.limits.total_ms;
        let answer = timeout(Duration::from_millis(limit_ms), self.exchange(request, &journey)).await;
        journey.end(answer.unwrap_or(Err(Failure::Timeout { limit_ms })))
    }

    async fn pause(&self, ms: u64) {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
}

/// A new run id: a random UUID (RFC 9562, version 4).
pub fn run_id() -> String {
    use ring::rand::SecureRandom as _;
    let mut bytes = [0_u8; 16];
    if ring::rand::SystemRandom::new().fill(&mut bytes).is_err() {
        // A system without randomness: unique by the moment at least.
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        bytes = since.as_nanos().to_be_bytes();
    }
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

#[cfg(test)]
mod tests {
    #[test]
    fn run_ids_are_uuids_and_differ() {
        let (one, other) = (super::run_id(), super::run_id());
        assert_ne!(one, other);
        assert_eq!(one.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert!(one[14..].starts_with('4') && one[19..].starts_with(['8', '9', 'a', 'b']), "{one}");
    }
}
