//! Writes a value so that whoever reads the place where it stands gets exactly that value.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

/// Where a value stands, and so which characters have a meaning of their own there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// A message to the customer.
    Message,
    /// A part of the path of an address (RFC 3986, section 3.3).
    PathSegment,
    /// A name or a value in the query of an address (RFC 3986, section 3.4).
    Query,
    /// A name or a value in a form (`application/x-www-form-urlencoded`, URL Standard, section 5).
    Form,
    /// The value of a header (RFC 9110, section 5.5).
    Header,
    /// The value of a cookie (RFC 6265, section 4.1.1), percent-encoded as servers expect it.
    Cookie,
    /// Inside the quotes of a JSON string (RFC 8259, section 7).
    JsonString,
    /// In an XML element or between the quotes of an attribute (XML 1.0, section 2.4).
    Xml,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Message => "a message",
            Self::PathSegment => "an address",
            Self::Query => "a query",
            Self::Form => "a form",
            Self::Header => "a header",
            Self::Cookie => "a cookie",
            Self::JsonString => "JSON",
            Self::Xml => "XML",
        })
    }
}

/// A text that a place cannot carry, whatever is done to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotCarry {
    /// An empty part of a path would change which address is meant.
    #[error("An address cannot carry an empty text")]
    Empty,
    /// Servers read `.` and `..` as the same and the parent folder.
    #[error("An address cannot carry `.` or `..` as a part of its path")]
    Dots,
    /// Line breaks would begin a new header; other control characters are not allowed either.
    #[error("A header cannot carry line breaks or other control characters")]
    ControlCharacter,
    /// XML 1.0 has no spelling for them.
    #[error("XML cannot carry control characters")]
    NotXml,
    /// How other letters are read in a header is up to each server.
    #[error(
        "A header can carry the letters A to Z, digits and plain signs only, no accents and no other scripts"
    )]
    NotAscii,
    /// Spaces at both ends of a header get lost.
    #[error("A header cannot carry spaces at the beginning or the end")]
    SpaceAtEnd,
}

impl CannotCarry {
    /// What to do about it, as a sentence.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Empty => "Make the value required, or give it a default.",
            Self::Dots | Self::NotXml => "Check where the value comes from.",
            Self::ControlCharacter | Self::NotAscii => "Send the value in the body instead.",
            Self::SpaceAtEnd => "Add the format `trim`.",
        }
    }
}

/// Everything but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Everything but the `cookie-octet` of RFC 6265; and `%`, so that decoding gives back the value.
const NOT_IN_COOKIE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b',').add(b';').add(b'\\').add(b'%');

/// Writes `text` for `place`.
///
/// # Errors
///
/// [`CannotCarry`] when no spelling of it would arrive as it is.
pub fn encode(text: &str, place: Place) -> Result<Cow<'_, str>, CannotCarry> {
    match place {
        Place::Message => Ok(Cow::Borrowed(text)),
        Place::PathSegment => match text {
            "" => Err(CannotCarry::Empty),
            "." | ".." => Err(CannotCarry::Dots),
            _ => Ok(utf8_percent_encode(text, RESERVED).into()),
        },
        Place::Query => Ok(utf8_percent_encode(text, RESERVED).into()),
        Place::Form => Ok(url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().into()),
        Place::Header if text.starts_with(' ') || text.ends_with(' ') => Err(CannotCarry::SpaceAtEnd),
        Place::Header => check_literal(text, place).map(|()| Cow::Borrowed(text)),
        Place::Cookie => Ok(utf8_percent_encode(text, NOT_IN_COOKIE).into()),
        Place::JsonString => Ok(json_string(text)),
        Place::Xml => xml(text),
    }
}

/// Writes what the author of a text wrote around its chips. What is encoded already stays as it is; in a query or a form, what
/// would end the value (`&`, `#`, a `%` that begins no `%XX`, in a form also a space) is encoded, so that "Tom & Jerry" stays one value.
pub fn encode_literal(text: &str, place: Place) -> Cow<'_, str> {
    let ends_value = |at: usize, sign: char| match sign {
        '&' | '#' => true,
        ' ' => place == Place::Form,
        '%' => {
            let digits = text.as_bytes().get(at + 1..at + 3);
            !digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        }
        _ => false,
    };
    let is_list = matches!(place, Place::Query | Place::Form);
    if !is_list || !text.char_indices().any(|(at, sign)| ends_value(at, sign)) {
        return Cow::Borrowed(text);
    }
    let mut written = String::with_capacity(text.len() + 8);
    for (at, sign) in text.char_indices() {
        match sign {
            _ if !ends_value(at, sign) => written.push(sign),
            '&' => written.push_str("%26"),
            '#' => written.push_str("%23"),
            ' ' => written.push('+'),
            _ => written.push_str("%25"),
        }
    }
    Cow::Owned(written)
}

/// Refuses what may not stand in a place even where the author of the text wrote it.
pub(super) fn check_literal(text: &str, place: Place) -> Result<(), CannotCarry> {
    if !matches!(place, Place::Header | Place::Cookie) {
        return Ok(());
    }
    if text.chars().any(char::is_control) {
        return Err(CannotCarry::ControlCharacter);
    }
    if text.is_ascii() { Ok(()) } else { Err(CannotCarry::NotAscii) }
}

fn json_string(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| c.is_control() || matches!(c, '"' | '\\')) {
        return Cow::Borrowed(text);
    }
    let quoted = Value::from(text).to_string();
    let inside = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(&quoted);
    Cow::Owned(inside.to_owned())
}

/// Tabs and line breaks become references too: a reader of XML may turn them into spaces or into one another.
fn xml(text: &str) -> Result<Cow<'_, str>, CannotCarry> {
    if !text
        .contains(|c: char| c < ' ' || matches!(c, '&' | '<' | '>' | '"' | '\'' | '\u{FFFE}' | '\u{FFFF}'))
    {
        return Ok(Cow::Borrowed(text));
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\0'..' ' | '\u{FFFE}' | '\u{FFFF}' => return Err(CannotCarry::NotXml),
            _ => out.push(character),
        }
    }
    Ok(Cow::Owned(out))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    use super::*;

    #[test]
    fn encodes() {
        use Place::{Cookie, Form, Header, JsonString, Message, PathSegment, Query, Xml};
        for (text, place, expected) in [
            ("{{<&\n", Message, "{{<&\n"),
            ("a b/c?d#é%2e", PathSegment, "a%20b%2Fc%3Fd%23%C3%A9%252e"),
            ("...", PathSegment, "..."),
            ("a+b&c=d", Query, "a%2Bb%26c%3Dd"),
            ("a b+*~", Form, "a+b%2B*%7E"),
            ("Bearer a:b, c", Header, "Bearer a:b, c"),
            ("a=b; c\"%", Cookie, "a=b%3B%20c%22%25"),
            ("a\"\\\n\u{1}é", JsonString, "a\\\"\\\\\\n\\u0001é"),
            ("<a b=\"c\">'&\r\n\t", Xml, "&lt;a b=&quot;c&quot;&gt;&apos;&amp;&#13;&#10;&#9;"),
        ] {
            assert_eq!(encode(text, place).as_deref(), Ok(expected), "{text:?} in {place}");
        }
    }

    #[test]
    fn what_stands_around_chips_cannot_end_a_value() {
        let check =
            |text: &str, place, expect: &str| assert_eq!(encode_literal(text, place), expect, "{text}");
        check("Tom & Jerry #1", Place::Query, "Tom %26 Jerry %231");
        check("Tom & Jerry #1", Place::Form, "Tom+%26+Jerry+%231");
        check("a%20b+c", Place::Query, "a%20b+c");
        check("100% of 50%2", Place::Query, "100%25 of 50%252");
        check("a & b", Place::PathSegment, "a & b");
        check("a & b", Place::Message, "a & b");
    }

    #[test]
    fn refuses() {
        use CannotCarry::{ControlCharacter, Dots, Empty, NotAscii, NotXml, SpaceAtEnd};
        for (text, place, expected) in [
            ("", Place::PathSegment, Empty),
            (".", Place::PathSegment, Dots),
            ("..", Place::PathSegment, Dots),
            ("a\r\nX: y", Place::Header, ControlCharacter),
            ("a\0", Place::Header, ControlCharacter),
            ("a\tb", Place::Header, ControlCharacter),
            ("é", Place::Header, NotAscii),
            (" a", Place::Header, SpaceAtEnd),
            ("a\u{8}", Place::Xml, NotXml),
            ("\u{FFFE}", Place::Xml, NotXml),
        ] {
            assert_eq!(encode(text, place), Err(expected), "{text:?} in {place}");
        }
    }

    fn percent_decoded(text: &str) -> String {
        percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned()
    }

    fn xml_decoded(text: &str) -> String {
        let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#9;", "\t")];
        let named = named.into_iter().chain([("&#10;", "\n"), ("&#13;", "\r"), ("&amp;", "&")]);
        named.fold(text.to_owned(), |text, (reference, sign)| text.replace(reference, sign))
    }

    proptest! {
        #[test]
        fn path_arrives(text in any::<String>()) {
            if let Ok(encoded) = encode(&text, Place::PathSegment) {
                let url = url::Url::parse(&format!("http://h/a/{encoded}/b")).unwrap();
                let segments: Vec<_> = url.path_segments().unwrap().collect();
                prop_assert_eq!(segments.len(), 3);
                prop_assert_eq!(percent_decoded(segments[1]), text);
            }
        }

        #[test]
        fn query_and_form_arrive(text in any::<String>()) {
            for place in [Place::Query, Place::Form] {
                let encoded = encode(&text, place).unwrap();
                let url = url::Url::parse(&format!("http://h/?a={encoded}&b")).unwrap();
                prop_assert_eq!(url.query_pairs().next().unwrap().1, text.as_str());
                prop_assert_eq!(url.fragment(), None);
            }
            prop_assert_eq!(percent_decoded(&encode(&text, Place::Query).unwrap()), text);
        }

        #[test]
        fn header_and_cookie_are_clean(text in any::<String>()) {
            if let Ok(encoded) = encode(&text, Place::Header) {
                prop_assert_eq!(encoded.trim_matches([' ', '\t']), text.as_str());
                prop_assert!(encoded.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
            }
            let encoded = encode(&text, Place::Cookie).unwrap();
            let octet = |byte| matches!(byte, 0x21 | 0x23..=0x2B | 0x2D..=0x3A | 0x3C..=0x5B | 0x5D..=0x7E);
            prop_assert!(encoded.bytes().all(octet));
            prop_assert_eq!(percent_decoded(&encoded), text);
        }

        #[test]
        fn json_and_xml_arrive(text in any::<String>()) {
            let encoded = encode(&text, Place::JsonString).unwrap();
            let decoded: String = serde_json::from_str(&format!("\"{encoded}\"")).unwrap();
            prop_assert_eq!(&decoded, &text);
            if let Ok(encoded) = encode(&text, Place::Xml) {
                prop_assert!(!encoded.contains(['<', '>', '"', '\'', '\n', '\r', '\t']));
                prop_assert_eq!(xml_decoded(&encoded), text);
            }
        }
    }
}
