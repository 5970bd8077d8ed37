//! From the bytes of an answer to a JSON document, or to what they are instead.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Deserializer, Map, Number, Value};

use super::charset::text_of;
use super::large::{LARGE_BYTES, LargeText, Size};
use super::{Path, Response};

/// An answer that is JSON.
pub(super) enum Document<'t> {
    /// Held as a document.
    Held(Value),
    /// Too large for that.
    Large { text: LargeText<'t>, size: Size },
}

/// The answer as JSON (RFC 8259), whatever its content type says; or what it is instead, as the end of "answered with …".
///
/// Nothing is guessed: a text is read in the encoding that the answer names, or else in UTF-8, and refused where it does not
/// fit; so is a document in which a field stands twice, as systems differ in which of the two they mean (RFC 8259, section 4). Numbers keep every digit. Documents nested deeper
/// than 127 levels are refused.
pub(super) fn read_document(response: &Response) -> Result<Document<'_>, String> {
    let text = text_of(response).map_err(|flaw| flaw.to_string())?;
    if text.len() < LARGE_BYTES {
        return parse(&text).map(Document::Held).map_err(|flaw| flaw.in_words(response, &text));
    }
    match measure(&text) {
        Ok(size) => Ok(Document::Large { text: LargeText::new(text), size }),
        Err(flaw) => Err(flaw.in_words(response, &text)),
    }
}

impl Document<'_> {
    /// What a path finds, at most so many values of it; nothing when the search would take too long, see
    /// [`is_affordable`](Self::is_affordable).
    pub fn find(&self, path: &Path, most: usize) -> Vec<Cow<'_, Value>> {
        match self {
            Self::Held(document) => path.find(document).into_iter().take(most).map(Cow::Borrowed).collect(),
            Self::Large { text, size } => {
                path.find_in(text, *size, most).into_iter().map(Cow::Owned).collect()
            }
        }
    }

    /// Whether a path can be followed through it in a fraction of a second.
    pub fn is_affordable(&self, path: &Path) -> bool {
        match self {
            Self::Held(document) => path.is_affordable(document),
            Self::Large { size, .. } => path.is_affordable_in(*size),
        }
    }

    /// Whether it holds nothing at all: `null`, or a list without items.
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Held(document) => document.is_null() || document.as_array().is_some_and(Vec::is_empty),
            Self::Large { text, .. } => {
                matches!(text.text(text.whole()).as_bytes(), b"null" | [b'[', ..])
                    && text.is_empty_inside(text.whole())
            }
        }
    }
}

/// What is wrong with a text that should be JSON.
pub(super) enum Flaw {
    /// This field stands twice in one record.
    Twice(String),
    Syntax(serde_json::Error),
}

fn parse(text: &str) -> Result<Value, Flaw> {
    let twice = RefCell::new(None);
    let mut reader = Deserializer::from_str(text);
    let read = Reader { twice: &twice }.deserialize(&mut reader);
    let read = read.and_then(|document| reader.end().map(|()| document));
    read.map_err(|error| twice.take().map_or(Flaw::Syntax(error), Flaw::Twice))
}

/// The same without holding the document.
pub(super) fn measure(text: &str) -> Result<Size, Flaw> {
    let twice = RefCell::new(None);
    Size::of(text, &twice).map_err(|error| twice.take().map_or(Flaw::Syntax(error), Flaw::Twice))
}

impl Flaw {
    fn in_words(&self, response: &Response, text: &str) -> String {
        let error = match self {
            Self::Twice(name) => return format!("JSON in which the field `{name}` stands twice"),
            Self::Syntax(error) => error,
        };
        let start: String = text.trim_start().chars().take(20).collect::<String>().to_ascii_lowercase();
        let says_html = response.header("content-type").is_some_and(|kind| kind.contains("html"));
        if says_html || start.starts_with("<!doctype html") || start.starts_with("<html") {
            "a web page instead of JSON".to_owned()
        } else if start.starts_with('<') {
            "XML instead of JSON".to_owned()
        } else if error.is_eof() {
            "JSON that breaks off".to_owned()
        } else if error.to_string().starts_with("recursion limit") {
            "JSON that is nested too deep".to_owned()
        } else {
            format!("a text that is no JSON (line {}, column {})", error.line(), error.column())
        }
    }
}

/// The key under which serde_json hands over a number that is no small whole one, with all its digits.
const NUMBER: &str = "$serde_json::private::Number";

/// Builds the document and notices fields that stand twice.
#[derive(Clone, Copy)]
struct Reader<'a> {
    twice: &'a RefCell<Option<String>>,
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut record = Map::new();
        while let Some(name) = fields.next_key::<String>()? {
            if name == NUMBER {
                let digits = fields.next_value::<String>()?;
                return digits.parse::<Number>().map(Value::Number).map_err(A::Error::custom);
            }
            let value = fields.next_value_seed(self)?;
            if record.contains_key(&name) {
                *self.twice.borrow_mut() = Some(name);
                return Err(A::Error::custom("a field stands twice"));
            }
            record.insert(name, value);
        }
        Ok(Value::Object(record))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(content_type: &str, body: &[u8]) -> Response {
        let headers = vec![("content-type".to_owned(), content_type.to_owned())];
        Response { status: 200, headers, body: body.to_vec() }
    }

    #[test]
    fn documents_are_the_same_as_ever() {
        let digits = format!("[{}, 1e400, -0.10]", "7".repeat(400));
        for text in [
            "{}",
            "[]",
            "null",
            " true ",
            "\"ä\\u00e9\\ud83d\\ude00\"",
            r#"{"b":{"a":[1,{}]},"a":null}"#,
            &digits,
        ] {
            let expect: Value = serde_json::from_str(text).unwrap();
            let answer = response("application/json", text.as_bytes());
            let Document::Held(read) = read_document(&answer).unwrap() else { panic!("{text}") };
            assert_eq!(read.to_string(), expect.to_string());
        }
    }

    #[test]
    fn a_large_answer_that_holds_nothing() {
        let spaces = " ".repeat(LARGE_BYTES);
        for (text, expect) in [("null", true), ("[ ]", true), ("[0]", false), ("{}", false), ("7", false)] {
            let answer = response("application/json", format!("{spaces}{text}\n").as_bytes());
            let read = read_document(&answer).unwrap();
            assert!(matches!(read, Document::Large { .. }));
            assert_eq!(read.is_nothing(), expect, "{text}");
        }
    }

    #[test]
    fn what_is_no_document_is_named() {
        let check = |content_type: &str, body: &[u8], expect: &str| {
            let answer = response(content_type, body);
            assert_eq!(read_document(&answer).err().as_deref(), Some(expect));
            // A large answer is refused in the same words without being held.
            if let Ok(text) = std::str::from_utf8(body) {
                let flaw = measure(text).err().map(|flaw| flaw.in_words(&answer, text));
                assert_eq!(flaw.as_deref(), Some(expect));
            }
        };
        check(
            "application/json",
            b"{\"a\":1,\"b\":{\"c\":1,\"c\":1}}",
            "JSON in which the field `c` stands twice",
        );
        check("application/json", b"<html><body>", "a web page instead of JSON");
        check("text/html", b"Back soon", "a web page instead of JSON");
        check("application/json", b"<?xml version=\"1.0\"?><a/>", "XML instead of JSON");
        check("application/json", b"{\"a\":", "JSON that breaks off");
        check("application/json", b"{} {}", "a text that is no JSON (line 1, column 4)");
        check("application/json", b"{\"a\":NaN}", "a text that is no JSON (line 1, column 6)");
        check("application/json", b"\xff", "a text that is not UTF-8");
        check("application/json; charset=utf-8", b"\"\xe4\"", "a text that is not UTF-8");
        let wrong = "a text that is not in the encoding `shift_jis` that it names";
        check("application/json; charset=Shift_JIS", b"\"\x93\"", wrong);
        check("application/json", "[".repeat(100_000).as_bytes(), "JSON that is nested too deep");
    }
}
