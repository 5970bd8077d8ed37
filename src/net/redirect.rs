//! Where an answer may send a call, and what goes along.

use reqwest::header::{HeaderMap, LOCATION};

use crate::engine::{Failure, Request};
use crate::model::{Method, Redirects};

/// More than this is a loop.
pub(super) const MOST_REDIRECTS: usize = 5;

/// The headers that say nothing about who asks; every other one stays behind when scheme, host or port change.
const HARMLESS: [&str; 3] = ["accept", "user-agent", "content-type"];

/// The next request of a redirect that may be followed; nothing when the answer is to be read as it is.
pub(super) fn follow(
    request: &Request,
    status: u16,
    headers: &HeaderMap,
) -> Result<Option<Request>, Failure> {
    if !matches!(status, 301 | 302 | 303 | 307 | 308) || request.limits.redirects == Redirects::None {
        return Ok(None);
    }
    let Some(location) = headers.get(LOCATION).and_then(|value| value.to_str().ok()) else { return Ok(None) };
    let url = request
        .url
        .join(location)
        .map_err(|_| Failure::Unreadable("it sends the call to no address".to_owned()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Failure::Unreadable(format!("it sends the call to `{}:`", url.scheme())));
    }
    let same_origin = url.origin() == request.url.origin();
    if !same_origin && request.limits.redirects == Redirects::SameOrigin {
        return Ok(None);
    }
    let mut next = request.clone();
    next.url = url;
    if !same_origin {
        next.headers.retain(|(name, _)| HARMLESS.contains(&name.as_str()));
    }
    // RFC 9110 §15.4: 303 always, and 301 and 302 by custom, turn a POST into a GET without its body.
    let becomes_get =
        status == 303 && next.method != Method::Head || status <= 302 && next.method == Method::Post;
    if becomes_get {
        next.method = Method::Get;
        next.body.clear();
        next.headers.retain(|(name, _)| name != "content-type");
    }
    Ok(Some(next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Limits;

    fn check(redirects: Redirects, status: u16, location: &str, expect: Option<&str>) {
        let limits = Limits { total_ms: 1, connect_ms: 1, idle_ms: 1, largest_bytes: 1, redirects };
        let header = |name: &str| (name.to_owned(), "x".to_owned());
        let request = Request {
            call: "ask".to_owned(),
            method: Method::Post,
            url: "https://crm.example.com/a/b".parse().unwrap(),
            headers: vec![
                header("accept"),
                header("authorization"),
                header("x-api-key"),
                header("content-type"),
            ],
            body: b"{}".to_vec(),
            limits,
        };
        let mut headers = HeaderMap::new();
        headers.insert(LOCATION, location.parse().unwrap());
        let next = follow(&request, status, &headers).unwrap();
        let shown = next.map(|next| {
            let names: Vec<_> = next.headers.into_iter().map(|(name, _)| name).collect();
            format!("{} {} {} {}", next.method.name(), next.url, names.join(","), next.body.len())
        });
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
            Some("POST https://evil.example/c accept,content-type 2"),
        );
        check(Redirects::Any, 303, "https://evil.example/c", Some("GET https://evil.example/c accept 0"));
        check(Redirects::Any, 200, "/c", None);
    }

    #[test]
    fn other_schemes_are_refused() {
        let mut headers = HeaderMap::new();
        headers.insert(LOCATION, "file:///etc/passwd".parse().unwrap());
        let limits =
            Limits { total_ms: 1, connect_ms: 1, idle_ms: 1, largest_bytes: 1, redirects: Redirects::Any };
        let url = "https://crm.example.com/".parse().unwrap();
        let request =
            Request { call: String::new(), method: Method::Get, url, headers: vec![], body: vec![], limits };
        assert!(matches!(follow(&request, 302, &headers), Err(Failure::Unreadable(_))));
    }
}
