//! Reads a large JSON text with only the first items of its long lists, and the first fields of its long records: enough to know
//! how it is built.

use std::fmt;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Deserializer, Map, Value};

/// How much is kept of a text.
#[derive(Clone, Copy)]
pub struct Thinning<'a> {
    /// Lists end after so many items.
    pub most_items: usize,
    /// Records end after so many fields; a record with an order under each number is like a list.
    pub most_fields: usize,
    /// Whether a field of this name is kept even so, because the design speaks of it.
    pub is_known: &'a dyn Fn(&str) -> bool,
}

impl Thinning<'_> {
    /// Everything is kept.
    pub const NONE: Self = Self { most_items: usize::MAX, most_fields: usize::MAX, is_known: &|_| true };
}

/// The text as a document without what is not kept, and how many items and fields were left out. Fields that stand twice count
/// once, the last one; nothing is held of what is left out.
///
/// # Errors
/// When the text is no JSON.
pub fn thinned(text: &str, thinning: Thinning<'_>) -> serde_json::Result<(Value, usize)> {
    let mut left_out = 0;
    let mut reader = Deserializer::from_str(text);
    let document = Thinner { thinning, left_out: &mut left_out }.deserialize(&mut reader)?;
    reader.end()?;
    Ok((document, left_out))
}

struct Thinner<'a> {
    thinning: Thinning<'a>,
    left_out: &'a mut usize,
}

/// A plain value or a whole one that is small: read by serde_json itself, which keeps every digit.
impl<'de> DeserializeSeed<'de> for Thinner<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// The key under which serde_json hands over a number with all its digits.
const NUMBER: &str = "$serde_json::private::Number";

impl<'de> Visitor<'de> for Thinner<'_> {
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

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while list.len() < self.thinning.most_items {
            let inner = Thinner { thinning: self.thinning, left_out: self.left_out };
            match items.next_element_seed(inner)? {
                Some(item) => list.push(item),
                None => return Ok(Value::Array(list)),
            }
        }
        while items.next_element::<IgnoredAny>()?.is_some() {
            *self.left_out += 1;
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut record = Map::new();
        while let Some(name) = fields.next_key::<String>()? {
            if name == NUMBER {
                let digits = fields.next_value::<String>()?;
                return digits.parse().map(Value::Number).map_err(serde::de::Error::custom);
            }
            if record.len() >= self.thinning.most_fields && !(self.thinning.is_known)(&name) {
                fields.next_value::<IgnoredAny>()?;
                *self.left_out += 1;
                continue;
            }
            let inner = Thinner { thinning: self.thinning, left_out: self.left_out };
            record.insert(name, fields.next_value_seed(inner)?);
        }
        Ok(Value::Object(record))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_end_early_and_the_rest_is_whole() {
        let text = r#"{"a":[1,2,3,4],"n":1.50,"t":"x","l":[[1,2,3],[]],"e":null,"b":true,"h":-7}"#;
        let two = Thinning { most_items: 2, ..Thinning::NONE };
        let (document, left_out) = thinned(text, two).unwrap();
        assert_eq!(
            document.to_string(),
            r#"{"a":[1,2],"n":1.50,"t":"x","l":[[1,2],[]],"e":null,"b":true,"h":-7}"#
        );
        assert_eq!(left_out, 3);
        assert!(thinned("[1,", two).is_err() && thinned("[1] 2", two).is_err());
        let few = Thinning { most_fields: 2, is_known: &|name| name == "e", ..Thinning::NONE };
        let (document, left_out) = thinned(text, few).unwrap();
        assert_eq!((document.to_string().as_str(), left_out), (r#"{"a":[1,2,3,4],"n":1.50,"e":null}"#, 4));
    }
}
