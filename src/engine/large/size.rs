//! Whether a text is JSON as an answer must be, found out without holding it, and how much it holds.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Deserializer, Number};

use crate::engine::{FieldName, FieldNames};

/// How many values a text holds, and how deep they are nested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) struct Size {
    pub values: u64,
    pub depth: u64,
}

impl Size {
    /// Reads a text to its end.
    ///
    /// # Errors
    /// When it is no JSON, or a field stands twice in one record: then `twice` holds its name.
    pub fn of(text: &str, twice: &RefCell<Option<String>>) -> serde_json::Result<Self> {
        let values = Cell::new(0);
        let mut reader = Deserializer::from_str(text);
        let depth = Reader { twice, values: &values }.deserialize(&mut reader)?;
        reader.end()?;
        Ok(Self { values: values.get(), depth })
    }
}

/// Reads a value and says how deep it is.
#[derive(Clone, Copy)]
struct Reader<'a> {
    twice: &'a RefCell<Option<String>>,
    values: &'a Cell<u64>,
}

impl Reader<'_> {
    fn count(self) -> u64 {
        self.values.set(self.values.get() + 1);
        1
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = u64;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<u64, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// The key under which serde_json hands over a number with all its digits.
const NUMBER: &str = "$serde_json::private::Number";

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = u64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<u64, E> {
        Ok(self.count())
    }

    fn visit_bool<E>(self, _: bool) -> Result<u64, E> {
        Ok(self.count())
    }

    fn visit_u64<E>(self, _: u64) -> Result<u64, E> {
        Ok(self.count())
    }

    fn visit_i64<E>(self, _: i64) -> Result<u64, E> {
        Ok(self.count())
    }

    fn visit_str<E>(self, _: &str) -> Result<u64, E> {
        Ok(self.count())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<u64, A::Error> {
        let mut depth = self.count();
        while let Some(inner) = items.next_element_seed(self)? {
            depth = depth.max(inner + 1);
        }
        Ok(depth)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<u64, A::Error> {
        let mut depth = self.count();
        let mut names = FieldNames::default();
        while let Some(name) = fields.next_key_seed(FieldName)? {
            if name == NUMBER {
                let digits = fields.next_value::<String>()?;
                return digits.parse::<Number>().map(|_| 1).map_err(A::Error::custom);
            }
            depth = depth.max(fields.next_value_seed(self)? + 1);
            if let Some(name) = names.add(name) {
                *self.twice.borrow_mut() = Some(name.into_owned());
                return Err(A::Error::custom("a field stands twice"));
            }
        }
        Ok(depth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_depth_are_counted() {
        let check = |text: &str, values, depth| {
            assert_eq!(Size::of(text, &RefCell::default()).unwrap(), Size { values, depth }, "{text}");
        };
        check("1e400", 1, 1);
        check(r#"{"a":[1,{"b":null}],"c":-0.5,"d":true,"e":"x"}"#, 8, 4);
        check("[]", 1, 1);
    }

    #[test]
    fn what_stands_twice_is_named() {
        let names = (0..40).map(|number| format!("\"n{number}\":{number}")).collect::<Vec<_>>().join(",");
        for (text, expect) in [
            (r#"{"b":{"c":1,"c":1}}"#.to_owned(), Some("c")),
            (r#"{"ä":1,"\u00e4":1}"#.to_owned(), Some("ä")),
            (format!("{{{names},\"n39\":1}}"), Some("n39")),
            (format!("{{{names}}}"), None),
        ] {
            let twice = RefCell::default();
            assert_eq!(Size::of(&text, &twice).is_ok(), expect.is_none(), "{text}");
            assert_eq!(twice.take().as_deref(), expect, "{text}");
        }
    }
}
