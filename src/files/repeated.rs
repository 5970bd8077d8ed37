//! Fields that stand twice in one object of a JSON text: readers silently take one of the two (RFC 8259 §4).

use std::collections::HashSet;
use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};

/// The path of the first field that is there twice. A text that is no JSON has none.
pub(super) fn find(text: &str) -> Option<String> {
    let mut found = None;
    let search = Search { path: &mut Vec::new(), found: &mut found };
    // The search gives up with an error once it has found something.
    drop(search.deserialize(&mut serde_json::Deserializer::from_str(text)));
    found
}

/// Walks through a document and stops at the first repetition.
struct Search<'a> {
    path: &'a mut Vec<String>,
    found: &'a mut Option<String>,
}

impl Search<'_> {
    fn inner(&mut self) -> Search<'_> {
        Search { path: self.path, found: self.found }
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
        let mut seen = HashSet::new();
        while let Some(field) = map.next_key::<String>()? {
            self.path.push(if self.path.is_empty() { field.clone() } else { format!(".{field}") });
            if !seen.insert(field) {
                *self.found = Some(self.path.concat());
                return Err(A::Error::custom("found"));
            }
            map.next_value_seed(self.inner())?;
            self.path.pop();
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        for index in 0.. {
            self.path.push(format!("[{index}]"));
            if items.next_element_seed(self.inner())?.is_none() {
                break;
            }
            self.path.pop();
        }
        self.path.pop();
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
    #[test]
    fn repetitions_are_found_with_their_place() {
        let check =
            |text: &str, expect: Option<&str>| assert_eq!(super::find(text).as_deref(), expect, "{text}");
        check(r#"{"a": 1, "b": {"a": 1.00}, "c": [{"a": null}, {"a": true}]}"#, None);
        check(r#"{"a": 1, "a": 2}"#, Some("a"));
        check(r#"{"x": {"y": ["s", 1e9, {"z": 1, "z": 1}]}}"#, Some("x.y[2].z"));
        check(r#"{"a": 1, "\u0061": 2}"#, Some("a"));
        check("{", None);
    }
}
