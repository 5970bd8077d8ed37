//! A first look at a JSON text without holding it: which format it names, and whether a field stands twice in one object, of
//! which readers silently take one of the two (RFC 8259 §4).

use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::engine::{FieldName, FieldNames};

/// What is seen at once.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FirstLook {
    /// The text of the outermost field `format`.
    pub format: Option<String>,
    /// The path of the first field that is there twice.
    pub repeated: Option<String>,
}

/// Looks at a text.
///
/// # Errors
/// When it is no JSON.
pub(super) fn look(text: &str) -> serde_json::Result<FirstLook> {
    let (mut format, mut repeated) = (None, None);
    let mut reader = serde_json::Deserializer::from_str(text);
    let search = Search { is_outermost: true, format: &mut format, repeated: &mut repeated };
    let seen = search.deserialize(&mut reader).and_then(|()| reader.end());
    match (seen, repeated) {
        (seen, None) => seen.map(|()| FirstLook { format, repeated: None }),
        // The search gave up at the repetition, and has not seen whether the rest is JSON.
        (_, Some(mut path)) => {
            serde_json::from_str::<IgnoredAny>(text)?;
            path.reverse();
            let path = path.concat();
            let path = path.strip_prefix('.').unwrap_or(&path);
            Ok(FirstLook { format, repeated: Some(path.to_owned()) })
        }
    }
}

/// Walks through a document and stops at the first repetition, of which it notes the path from the inside to the outside.
struct Search<'a> {
    is_outermost: bool,
    format: &'a mut Option<String>,
    repeated: &'a mut Option<Vec<String>>,
}

impl Search<'_> {
    fn inner(&mut self) -> Search<'_> {
        Search { is_outermost: false, format: self.format, repeated: self.repeated }
    }

    fn note(&mut self, step: impl FnOnce() -> String) {
        if let Some(path) = self.repeated {
            path.push(step());
        }
    }
}

impl<'de> DeserializeSeed<'de> for Search<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Search<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut names = FieldNames::default();
        while let Some(name) = map.next_key_seed(FieldName)? {
            if let Some(name) = names.add(name.clone()) {
                *self.repeated = Some(vec![format!(".{name}")]);
                return Err(A::Error::custom("found"));
            }
            if self.is_outermost && name == "format" {
                *self.format = map.next_value::<Value>()?.as_str().map(str::to_owned);
            } else if let Err(error) = map.next_value_seed(self.inner()) {
                self.note(|| format!(".{name}"));
                return Err(error);
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        for index in 0.. {
            match items.next_element_seed(self.inner()) {
                Ok(Some(())) => {}
                Ok(None) => break,
                Err(error) => {
                    self.note(|| format!("[{index}]"));
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::look;

    #[test]
    fn repetitions_are_found_with_their_place() {
        let check = |text: &str, expect: Option<&str>| {
            assert_eq!(look(text).unwrap().repeated.as_deref(), expect, "{text}");
        };
        check(r#"{"a": 1, "b": {"a": 1.00}, "c": [{"a": null}, {"a": true}]}"#, None);
        check(r#"{"a": 1, "a": 2}"#, Some("a"));
        check(r#"{"x": {"y": ["s", 1e9, {"z": 1, "z": 1}]}}"#, Some("x.y[2].z"));
        check(r#"[[0, {"z": 1, "z": 1}]]"#, Some("[0][1].z"));
        check(r#"{"a": 1, "\u0061": 2}"#, Some("a"));
    }

    #[test]
    fn the_format_and_what_is_no_json() {
        let format = |text: &str| look(text).unwrap().format;
        assert_eq!(format(r#"{"x": {"format": "inner"}, "format": "outer"}"#).as_deref(), Some("outer"));
        assert_eq!(format(r#"{"format": 1}"#), None);
        assert_eq!(format("[]"), None);
        for text in ["{", "{} {}", r#"{"a": 1, "a": 2"#, r#"{"a": 1, "a": 2} x"#] {
            assert!(look(text).is_err(), "{text}");
        }
    }
}
