//! The address of a request, taken apart without losing how it is written.

use url::Url;

use super::marked::{Piece, has_marks, pieces, written};

/// How many leading segments of a path may belong to the base address.
const BASE_SEGMENTS: usize = 4;

/// An address, taken apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Address {
    /// Scheme, host and port, and the part of the path that belongs to the system; empty where the host is not known.
    pub base: String,
    /// The host alone, in lower case; empty where it is not known.
    pub host: String,
    /// Scheme, host and port as the source writes them.
    pub origin_as_written: String,
    /// The rest of the path, still encoded.
    pub segments: Vec<String>,
    /// Names, decoded, and values, still encoded; a word without `=` has an empty name.
    pub query: Vec<(String, String)>,
    /// User and password that stand in it, encoded.
    pub user_info: Option<String>,
    /// It began with a host.
    pub scheme_was_missing: bool,
}

impl Address {
    /// Takes an address apart. A part after `#` is never sent and dropped.
    pub fn read(url: &str) -> Result<Self, String> {
        let url = url.trim();
        let url = url.split_once('#').map_or(url, |(before, _)| before);
        let (scheme, rest) = match split_scheme(url) {
            Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
            None => (String::new(), url),
        };
        if !matches!(scheme.as_str(), "" | "http" | "https") {
            return Err(format!("only http and https are called, not `{scheme}`"));
        }
        let end = rest.find(['/', '?', '\\']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at(end);
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (user_info, authority) = match authority.rsplit_once('@') {
            Some((user, host)) => (Some(user.to_owned()), host),
            None => (None, authority),
        };
        let begins_unknown = has_marks(authority);
        let mut address = Self {
            origin_as_written: written(authority),
            query: read_query(query),
            user_info,
            scheme_was_missing: scheme.is_empty() && !begins_unknown,
            ..Self::default()
        };
        let mut segments = resolved(path);
        if !begins_unknown {
            let scheme = if scheme.is_empty() { "http" } else { &scheme };
            let origin =
                Url::parse(&format!("{scheme}://{authority}/")).map_err(|error| error.to_string())?;
            address.host = origin.host_str().ok_or("it has no host")?.to_ascii_lowercase();
            let of_base = base_segments(&segments);
            let own = segments.split_off(of_base);
            let base = origin.as_str().trim_end_matches('/');
            address.base =
                [base].into_iter().chain(segments.iter().map(String::as_str)).collect::<Vec<_>>().join("/");
            segments = own;
        }
        address.segments = segments;
        Ok(address)
    }
}

fn split_scheme(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    let is_scheme =
        !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then_some((scheme, rest))
}

/// The segments after the first slash, with `.` and `..` resolved (RFC 3986 §5.2.4).
fn resolved(path: &str) -> Vec<String> {
    let Some(path) = path.strip_prefix(['/', '\\']) else { return Vec::new() };
    let mut segments: Vec<String> = Vec::new();
    let all: Vec<_> = path.split('/').collect();
    for (index, segment) in all.iter().enumerate() {
        let is_last = index + 1 == all.len();
        match *segment {
            "." | ".." => {
                if *segment == ".." {
                    segments.pop();
                }
                if is_last {
                    segments.push(String::new());
                }
            }
            other => segments.push(other.to_owned()),
        }
    }
    segments
}

/// How many leading segments belong to the system rather than to one call: up to the last that is `api`, `rest` or a version.
fn base_segments(segments: &[String]) -> usize {
    let candidates = segments.iter().take(BASE_SEGMENTS).take(segments.len().saturating_sub(1));
    let is_plain = |segment: &String| {
        !segment.is_empty() && segment.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
    };
    let candidates: Vec<_> = candidates.take_while(|segment| is_plain(segment)).collect();
    candidates.iter().rposition(|segment| is_marker(segment)).map_or(0, |position| position + 1)
}

/// `api`, `rest`, `v2`, `v1.1`, `v1beta`, `2.0`.
fn is_marker(segment: &str) -> bool {
    let lower = segment.to_ascii_lowercase();
    if matches!(lower.as_str(), "api" | "rest") {
        return true;
    }
    let is_number = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit())
            && text
                .trim_end_matches(|c: char| c.is_ascii_alphabetic())
                .chars()
                .all(|c| c.is_ascii_digit() || c == '.')
    };
    lower.strip_prefix('v').is_some_and(is_number) || (lower.contains('.') && is_number(&lower))
}

fn read_query(query: &str) -> Vec<(String, String)> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts
        .map(|part| match part.split_once('=') {
            Some((name, value)) if !name.is_empty() => (decoded_name(name), value.to_owned()),
            // A word alone, or a value without a name: it stands as it is written.
            _ => (String::new(), part.to_owned()),
        })
        .collect()
}

/// Names cannot hold values that are filled in later.
fn decoded_name(name: &str) -> String {
    let plain: String = pieces(name)
        .into_iter()
        .map(|piece| match piece {
            Piece::Literal(text) => text,
            Piece::Mark { written, .. } => written,
        })
        .collect();
    percent_encoding::percent_decode_str(&plain.replace('+', " ")).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_and_path() {
        let check = |url: &str, base: &str, path: &str| {
            let address = Address::read(url).unwrap();
            assert_eq!((address.base.as_str(), address.segments.join("/").as_str()), (base, path), "{url}");
        };
        check("https://crm.example.com/api/v1/customers", "https://crm.example.com/api/v1", "customers");
        check("https://crm.example.com/v1", "https://crm.example.com", "v1");
        check("https://crm.example.com", "https://crm.example.com", "");
        check("http://h:80/a/./b/../c/", "http://h", "a/c/");
        check("http://h/shop/api/2.0/x?q#f", "http://h/shop/api/2.0", "x");
        check("h:8080?q=1", "http://h:8080", "");
        check("HTTP://ana:pw@H/x", "http://h", "x");
        assert!(Address::read("ftp://h/x").is_err());
        assert!(Address::read("http:///x").is_err());
    }

    #[test]
    fn queries() {
        let address = Address::read("http://h/?a%5B%5D=1&b&=c&d=x=y&&e=").unwrap();
        let pairs: Vec<_> =
            address.query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(pairs, [("a[]", "1"), ("", "b"), ("", "=c"), ("d", "x=y"), ("e", "")]);
    }
}
