//! From the bytes of an answer to a text, in the encoding that the answer names.

use std::borrow::Cow;
use std::fmt;

use encoding_rs::{Encoding, UTF_8};

use super::Response;

/// The mark that some systems put before a text (RFC 8259 §8.1 lets us ignore it).
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The body as a text, in the encoding of the parameter `charset` of its content type, in UTF-8 without one. What the names
/// mean stands in the WHATWG Encoding Standard: `iso-8859-1` is windows-1252.
pub(super) fn text_of(response: &Response) -> Result<Cow<'_, str>, NoText> {
    let Named { encoding, name } = named(response);
    let utf8 = || std::str::from_utf8(response.body.strip_prefix(MARK).unwrap_or(&response.body)).ok();
    match encoding {
        Some(encoding) if encoding != UTF_8 => {
            let bytes = without_mark(encoding, &response.body);
            let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
            text.ok_or(NoText::Wrong(name))
        }
        Some(_) => utf8().map(Cow::Borrowed).ok_or(NoText::Wrong(None)),
        None => utf8().map(Cow::Borrowed).ok_or(NoText::Unknown(name.unwrap_or_default())),
    }
}

/// The body as a text for people; what cannot be read is shown as �.
pub(super) fn shown_text(response: &Response) -> Cow<'_, str> {
    match text_of(response) {
        Ok(text) => text,
        Err(_) => named(response).encoding.unwrap_or(UTF_8).decode(&response.body).0,
    }
}

/// Why the bytes are no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NoText {
    /// They do not fit the encoding; none was named.
    Wrong(Option<String>),
    /// They are no UTF-8, and nobody here knows the encoding that was named.
    Unknown(String),
}

impl fmt::Display for NoText {
    /// As the end of "answered with …".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wrong(None) => f.write_str("a text that is not UTF-8"),
            Self::Wrong(Some(name)) => write!(f, "a text that is not in the encoding `{name}` that it names"),
            Self::Unknown(name) => write!(f, "a text in the encoding `{name}`, which is not known here"),
        }
    }
}

/// What the answer says about its encoding.
struct Named {
    /// Nothing for a name that nobody knows.
    encoding: Option<&'static Encoding>,
    name: Option<String>,
}

fn named(response: &Response) -> Named {
    let name = response.header("content-type").and_then(charset);
    let encoding = name.as_ref().map_or(Some(UTF_8), |name| Encoding::for_label(name.as_bytes()));
    Named { encoding, name }
}

/// The bytes without the mark of their own encoding, which UTF-16 has as well.
fn without_mark<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> &'a [u8] {
    match Encoding::for_bom(bytes) {
        Some((marked, length)) if marked == encoding => &bytes[length..],
        _ => bytes,
    }
}

/// The parameter `charset` of a content type (RFC 9110 §8.3), in lower case.
fn charset(content_type: &str) -> Option<String> {
    let mut parameters = content_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let (_, value) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    let value = value.trim().trim_matches('"').trim().to_ascii_lowercase();
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(content_type: &str, body: &[u8]) -> Response {
        let headers = vec![("content-type".to_owned(), content_type.to_owned())];
        Response { status: 200, headers, body: body.to_vec() }
    }

    #[test]
    fn texts_are_read_in_the_encoding_that_they_name() {
        let check = |content_type, body: &[u8], expect: &str| {
            let response = response(content_type, body);
            assert_eq!(text_of(&response).as_deref(), Ok(expect), "{content_type}");
            assert_eq!(shown_text(&response), expect, "{content_type}");
        };
        check("application/json; charset=iso-8859-1", b"Jos\xe9", "José");
        check("application/json;Charset=\"ISO-8859-1\"", b"Jos\xe9", "José");
        check("text/plain; charset=windows-1252", b"\x80 5", "€ 5");
        check("text/plain; charset=iso-8859-15", b"\xa4 5", "€ 5");
        check("application/json; charset=shift_jis", b"\x93\xfa\x96\x7b", "日本");
        check("application/json; charset=gbk", b"\xc4\xe3", "你");
        check("application/json; charset=utf-16le", b"\xff\xfeA\0", "A");
        check("application/json; charset=utf-16be", b"\0A", "A");
        check("application/json; charset=us-ascii", b"abc", "abc");
        check("application/json; charset=UTF8", "\u{feff}é".as_bytes(), "é");
        check("application/json; charset=", "é".as_bytes(), "é");
        check("application/json; charset=klingon", "é".as_bytes(), "é");
        check("application/json", "é".as_bytes(), "é");
    }

    #[test]
    fn what_does_not_fit_is_told_and_shown_as_far_as_it_goes() {
        let check = |content_type, body: &[u8], expect: &str, shown: &str| {
            let response = response(content_type, body);
            assert_eq!(text_of(&response).unwrap_err().to_string(), expect);
            assert_eq!(shown_text(&response), shown);
        };
        check("application/json", b"a\xff", "a text that is not UTF-8", "a\u{fffd}");
        check("application/json; charset=utf-8", b"\xe4", "a text that is not UTF-8", "\u{fffd}");
        let wrong = "a text that is not in the encoding `shift_jis` that it names";
        check("application/json; charset=Shift_JIS", b"\x93", wrong, "\u{fffd}");
        let unknown = "a text in the encoding `klingon`, which is not known here";
        check("application/json; charset=klingon", b"\xff", unknown, "\u{fffd}");
    }
}
