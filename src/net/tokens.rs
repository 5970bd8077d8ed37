//! Tokens of OAuth 2.0 client credentials (RFC 6749 §4.4): how they are asked for, read and kept.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::engine::{Encryption, Failure, Request, Response, SecretValue, SignIn, basic_credentials};
use crate::model::{CredentialsPlace, Method, Redirects};

/// A token is given up this long before it expires, so that it does not expire on the way.
const MARGIN: Duration = Duration::from_secs(60);

/// How long a token is kept whose system does not say how long it is valid. A refusal ends it sooner.
const UNSAID: Duration = Duration::from_secs(300 + 60);

/// No honest answer with a token is larger.
const LARGEST_BYTES: u64 = 64 * 1024;

/// A token and when it is given up.
pub(super) struct Token {
    value: SecretValue,
    until: Instant,
}

impl Token {
    pub(super) fn value(&self) -> SecretValue {
        self.value.clone()
    }

    /// The token, unless it is about to expire.
    pub(super) fn valid(&self) -> Option<SecretValue> {
        (Instant::now() < self.until).then(|| self.value())
    }
}

type Slot = Arc<tokio::sync::Mutex<Option<Token>>>;

/// The tokens of this process, in memory only.
#[derive(Default)]
pub(super) struct Tokens(Mutex<HashMap<String, Slot>>);

impl Tokens {
    /// The place of a token; empty until it was fetched.
    pub(super) fn slot(&self, sign_in: &SignIn) -> Slot {
        let SignIn { token_url, client_id, secret, scopes, credentials: _ } = sign_in;
        let key = [token_url.as_str(), client_id, secret.reveal(), &scopes.join(" ")].join("\n");
        self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default().clone()
    }

    /// Forgets a token that was refused, unless another run has replaced it already.
    pub(super) fn forget(&self, sign_in: &SignIn, refused: &SecretValue) {
        let slot = self.slot(sign_in);
        // Whoever holds the slot is fetching a new one.
        if let Ok(mut known) = slot.try_lock()
            && known.as_ref().is_some_and(|token| token.value == *refused)
        {
            *known = None;
        }
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tokens")
    }
}

/// The request for a token: client id and secret as Basic or in the body, never sent on elsewhere.
pub(super) fn order(sign_in: &SignIn, request: &Request) -> Request {
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    body.append_pair("grant_type", "client_credentials");
    if !sign_in.scopes.is_empty() {
        body.append_pair("scope", &sign_in.scopes.join(" "));
    }
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let user_agent = request.headers.iter().find(|(name, _)| name == "user-agent").cloned();
    let mut headers = vec![
        header("accept", "application/json"),
        header("content-type", "application/x-www-form-urlencoded"),
    ];
    match sign_in.credentials {
        CredentialsPlace::Basic => {
            let credentials = basic_credentials(&sign_in.client_id, sign_in.secret.reveal());
            headers.push(header("authorization", &format!("Basic {credentials}")));
        }
        CredentialsPlace::Body => {
            body.append_pair("client_id", &sign_in.client_id);
            body.append_pair("client_secret", sign_in.secret.reveal());
        }
    }
    headers.extend(user_agent);
    let mut limits = request.limits;
    limits.redirects = Redirects::None;
    limits.largest_bytes = LARGEST_BYTES;
    Request {
        call: request.call.clone(),
        method: Method::Post,
        url: sign_in.token_url.clone(),
        headers,
        body: body.finish().into_bytes(),
        limits,
        after_ms: 0,
        sign_in: None,
        encryption: Encryption { identity: None, ..request.encryption.clone() },
        body_stays: true,
    }
}

/// The token of an answer.
pub(super) fn read(response: &Response) -> Result<Token, Failure> {
    let document: Value = serde_json::from_slice(&response.body).unwrap_or_default();
    let text = |name: &str| document.get(name).and_then(Value::as_str).map(printable);
    if let Some(error) = text("error") {
        let more = text("error_description").map(|more| format!(" ({more})")).unwrap_or_default();
        return Err(Failure::SignIn(format!("it answered `{error}`{more}")));
    }
    match response.status {
        200..=299 => {}
        429 | 500..=599 => {
            return Err(Failure::Unreachable(format!("its sign-in answered {}", response.status)));
        }
        status => return Err(Failure::SignIn(format!("it answered {status}"))),
    }
    let token = document.get("access_token").and_then(Value::as_str).unwrap_or_default();
    if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Failure::SignIn("its answer holds no token".to_owned()));
    }
    if text("token_type").is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer")) {
        return Err(Failure::SignIn("its token is no bearer token".to_owned()));
    }
    let expires_in = document.get("expires_in").and_then(seconds);
    let kept = expires_in.unwrap_or(UNSAID).saturating_sub(MARGIN);
    let now = Instant::now();
    Ok(Token { value: SecretValue::new(token), until: now.checked_add(kept).unwrap_or(now) })
}

/// Some systems send the seconds as a text.
fn seconds(value: &Value) -> Option<Duration> {
    let seconds = value.as_u64().or_else(|| value.as_str()?.parse().ok())?;
    Some(Duration::from_secs(seconds))
}

fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(200).collect()
}

/// A failure on the way to a token, as one of the call.
pub(super) fn in_sign_in(failure: Failure) -> Failure {
    match failure {
        Failure::Unreachable(what) => Failure::Unreachable(format!("its sign-in: {what}")),
        Failure::Unreadable(what) => Failure::SignIn(format!("the answer is not readable: {what}")),
        Failure::TooLarge { .. } => Failure::SignIn("the answer is too large for a token".to_owned()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Result<Token, Failure> {
        read(&Response { status, headers: vec![], body: body.as_bytes().to_vec() })
    }

    #[test]
    fn tokens_are_read_and_kept_for_a_minute_less_than_they_are_valid() {
        let kept = |body: &str| {
            let token = answer(200, body).unwrap_or_else(|failure| panic!("{failure}: {body}"));
            assert_eq!(token.value.reveal(), "abc");
            token.until.saturating_duration_since(Instant::now()).as_secs_f64().round() as u64
        };
        assert_eq!(kept("{\"access_token\":\"abc\",\"token_type\":\"Bearer\",\"expires_in\":3600}"), 3540);
        assert_eq!(kept("{\"access_token\":\"abc\",\"expires_in\":\"120\"}"), 60);
        assert_eq!(kept("{\"access_token\":\"abc\",\"expires_in\":30}"), 0);
        assert_eq!(kept("{\"access_token\":\"abc\"}"), 300);
        assert_eq!(kept("{\"access_token\":\"abc\",\"expires_in\":18446744073709551615}"), 0);
    }

    #[test]
    fn refusals_are_explained() {
        let check = |status, body: &str, expect: &str| {
            let failure = answer(status, body).err().unwrap();
            assert!(failure.to_string().contains(expect), "{failure}");
        };
        check(400, "{\"error\":\"invalid_client\"}", "No token: it answered `invalid_client`");
        check(200, "{\"error\":\"invalid_scope\",\"error_description\":\"a\\nb\"}", "`invalid_scope` (ab)");
        check(401, "", "it answered 401");
        check(503, "", "its sign-in answered 503");
        check(200, "{}", "holds no token");
        check(200, "{\"access_token\":\"a\\r\\nb\"}", "holds no token");
        check(200, "{\"access_token\":\"a\",\"token_type\":\"mac\"}", "no bearer token");
        check(200, "<html>", "holds no token");
    }
}
