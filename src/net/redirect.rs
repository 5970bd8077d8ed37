//! Where an answer may send a call, and what goes along.

use reqwest::header::{HeaderMap, LOCATION};
use url::Url;

use crate::engine::{Failure, Request};
use crate::model::{Method, Redirects};

/// More than this is a loop.
pub(super) const MOST_REDIRECTS: usize = 5;

/// The headers that say nothing about who asks; every other one stays behind when scheme, host or port change.
const HARMLESS: [&str; 3] = ["accept", "user-agent", "content-type"];

/// Where an answer leads.
pub(super) enum Direction {
    /// It is to be read as it is.
    Here,
    /// It leads elsewhere, and the design does not allow that: it is to be read as it is.
    NotThere(Url),
    /// The next request, and the headers that stay behind.
    There(Box<Request>, Vec<String>),
}

/// Where the answer to a request leads (RFC 9110 §15.4).
pub(super) fn follow(request: &Request, status: u16, headers: &HeaderMap) -> Result<Direction, Failure> {
    if !matches!(status, 301 | 302 | 303 | 307 | 308) {
        return Ok(Direction::Here);
    }
    let Some(location) = headers.get(LOCATION).and_then(|value| value.to_str().ok()) else {
        return Ok(Direction::Here);
    };
    let url = request
        .url
        .join(location)
        .map_err(|_| Failure::Unreadable("it sends the call to no address".to_owned()))?;
    if request.limits.redirects == Redirects::None {
        return Ok(Direction::NotThere(url));
    }
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Failure::Unreadable(format!("it sends the call to `{}:`", url.scheme())));
    }
    let same_origin = url.origin() == request.url.origin();
    // 303 always, and 301 and 302 by custom, turn a POST into a GET without its body.
    let becomes_get =
        status == 303 && request.method != Method::Head || status <= 302 && request.method == Method::Post;
    let body_may_go = same_origin || becomes_get || !request.body_stays;
    if !same_origin && request.limits.redirects == Redirects::SameOrigin || !body_may_go {
        return Ok(Direction::NotThere(url));
    }
    let mut next = request.clone();
    next.url = url;
    let mut dropped = Vec::new();
    if !same_origin {
        let (kept, left): (Vec<_>, Vec<_>) =
            next.headers.into_iter().partition(|(name, _)| HARMLESS.contains(&name.as_str()));
        next.headers = kept;
        dropped = left.into_iter().map(|(name, _)| name).collect();
        // Who we are is nobody else's business either.
        next.encryption.identity = None;
    }
    if becomes_get {
        next.method = Method::Get;
        next.body.clear();
        next.headers.retain(|(name, _)| name != "content-type");
    }
    Ok(Direction::There(Box::new(next), dropped))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Encryption, Limits};

    fn request(redirects: Redirects) -> Request {
        let limits = Limits { total_ms: 1, connect_ms: 1, idle_ms: 1, largest_bytes: 1, redirects };
        let header = |name: &str| (name.to_owned(), "x".to_owned());
        Request {
            call: "ask".to_owned(),
            method: Method::Post,
            url: "https://crm.example.com/a/b".parse().unwrap(),
            headers: ["accept", "authorization", "x-api-key", "content-type"].map(header).to_vec(),
            body: b"{}".to_vec(),
            limits,
            after_ms: 0,
            sign_in: None,
            encryption: Encryption::default(),
            body_stays: false,
        }
    }

    fn headers(location: &str) -> HeaderMap {
        HeaderMap::from_iter([(LOCATION, location.parse().unwrap())])
    }

    fn check(redirects: Redirects, status: u16, location: &str, expect: Option<&str>) {
        let shown = match follow(&request(redirects), status, &headers(location)).unwrap() {
            Direction::There(next, dropped) => {
                let names: Vec<_> = next.headers.into_iter().map(|(name, _)| name).collect();
                let dropped = dropped.iter().map(|name| format!(" -{name}")).collect::<String>();
                let (method, body) = (next.method.name(), next.body.len());
                Some(format!("{method} {} {} {body}{dropped}", next.url, names.join(",")))
            }
            Direction::Here | Direction::NotThere(_) => None,
        };
        assert_eq!(shown.as_deref(), expect);
    }

    #[test]
    fn keys_stay_with_their_origin() {
        let all = "accept,authorization,x-api-key,content-type";
        check(Redirects::SameOrigin, 307, "/c", Some(&format!("POST https://crm.example.com/c {all} 2")));
        check(
            Redirects::SameOrigin,
            302,
            "c",
            Some("GET https://crm.example.com/a/c accept,authorization,x-api-key 0"),
        );
        check(Redirects::SameOrigin, 307, "https://evil.example/c", None);
        check(Redirects::SameOrigin, 307, "http://crm.example.com/c", None);
        check(Redirects::SameOrigin, 307, "https://crm.example.com:444/c", None);
        check(Redirects::None, 307, "/c", None);
        check(
            Redirects::Any,
            307,
            "https://evil.example/c",
            Some("POST https://evil.example/c accept,content-type 2 -authorization -x-api-key"),
        );
        let without = "GET https://evil.example/c accept 0 -authorization -x-api-key";
        check(Redirects::Any, 303, "https://evil.example/c", Some(without));
        check(Redirects::Any, 200, "/c", None);
    }

    #[test]
    fn a_body_with_a_secret_stays() {
        let request = Request { body_stays: true, ..request(Redirects::Any) };
        let leads = |status, location| follow(&request, status, &headers(location)).unwrap();
        assert!(matches!(leads(307, "https://evil.example/c"), Direction::NotThere(_)));
        assert!(matches!(leads(307, "/c"), Direction::There(..)));
        assert!(matches!(leads(303, "https://evil.example/c"), Direction::There(..)));
    }

    #[test]
    fn other_schemes_are_refused() {
        let refused = follow(&request(Redirects::Any), 302, &headers("file:///etc/passwd"));
        assert!(matches!(refused, Err(Failure::Unreadable(_))));
    }
}
