//! Takes secrets out of everything that is shown.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use url::form_urlencoded::byte_serialize;

use super::SecretValue;
use crate::template::{self, Place};

/// Knows the secrets of one run and masks them in any text: as they are, in base64, percent-encoded,
/// and escaped for JSON and XML.
#[derive(Clone, Default)]
pub struct Redactor {
    needles: Vec<String>,
    /// Values too short to look for inside a text; masked where a text is nothing else.
    whole: Vec<String>,
}

const PLACES: [Place; 5] = [Place::PathSegment, Place::Query, Place::Form, Place::Cookie, Place::Xml];

/// Shorter values would mask ordinary words everywhere.
const SHORTEST: usize = 4;

impl Redactor {
    /// Remembers one more secret.
    pub fn add(&mut self, secret: &SecretValue) {
        let value = secret.reveal();
        if value == SecretValue::MASK {
            return;
        }
        if value.len() < SHORTEST {
            self.whole.extend([value.to_owned(), format!("Bearer {value}")]);
            return;
        }
        let json = Value::from(value).to_string();
        let forms = [
            value.to_owned(),
            json.trim_matches('"').to_owned(),
            utf8_percent_encode(value, NON_ALPHANUMERIC).to_string(),
            STANDARD.encode(value),
            STANDARD_NO_PAD.encode(value),
            URL_SAFE.encode(value),
            URL_SAFE_NO_PAD.encode(value),
        ];
        self.needles.extend(forms);
        // As our own chips and the query of an address write it.
        let encoded = PLACES.iter().filter_map(|place| template::encode(value, *place).ok());
        self.needles.extend(encoded.map(std::borrow::Cow::into_owned));
        self.needles.push(byte_serialize(value.as_bytes()).collect());
        self.sort();
    }

    /// Takes over the secrets of another call of the same run.
    pub fn merge(&mut self, other: Self) {
        self.needles.extend(other.needles);
        self.whole.extend(other.whole);
        self.sort();
    }

    fn sort(&mut self) {
        // The longest first, or a form that contains another would be masked in part.
        self.needles.sort_by(|left, right| right.len().cmp(&left.len()).then_with(|| left.cmp(right)));
        self.needles.dedup();
    }

    /// The text with every known secret masked.
    pub fn mask(&self, text: &str) -> String {
        if self.whole.iter().any(|whole| whole == text) {
            return SecretValue::MASK.to_owned();
        }
        self.needles.iter().fold(text.to_owned(), |text, needle| {
            if text.contains(needle.as_str()) {
                text.replace(needle.as_str(), SecretValue::MASK)
            } else {
                text
            }
        })
    }

    /// The text of a body with every known secret masked; a body without one is not copied more often than it must be.
    pub(super) fn mask_body(&self, text: &str) -> Arc<str> {
        let is_clean = !self.needles.iter().any(|needle| text.contains(needle.as_str()));
        if is_clean && !self.whole.iter().any(|whole| whole == text) {
            return text.into();
        }
        self.mask(text).into()
    }

    /// Masks every text in a value. The names of fields stay as they are.
    pub fn mask_value(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.mask(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.mask_value(item)),
            Value::Object(fields) => fields.values_mut().for_each(|field| self.mask_value(field)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_masked() {
        let mut redactor = Redactor::default();
        redactor.add(&SecretValue::new("s3cret/\"tö"));
        let check =
            |text: &str| assert_eq!(redactor.mask(text), format!("a {} b", SecretValue::MASK), "{text}");
        check("a s3cret/\"tö b");
        check("a s3cret/\\\"tö b");
        check("a s3cret%2F%22t%C3%B6 b");
        check("a s3cret/&quot;tö b");
        check(&format!("a {} b", STANDARD.encode("s3cret/\"tö")));
        check(&format!("a {} b", URL_SAFE_NO_PAD.encode("s3cret/\"tö")));
    }

    #[test]
    fn spaces_are_masked_as_they_are_sent() {
        let mut redactor = Redactor::default();
        redactor.add(&SecretValue::new("a b&c=d"));
        for text in ["a b&c=d", "a+b%26c%3Dd", "a%20b%26c%3Dd", "a%20b&c=d", "a b&amp;c=d"] {
            assert_eq!(redactor.mask(text), SecretValue::MASK, "{text}");
        }
    }

    #[test]
    fn a_short_value_does_not_mask_words() {
        let mut redactor = Redactor::default();
        redactor.add(&SecretValue::new("a"));
        assert_eq!(redactor.mask("a banana"), "a banana");
        assert_eq!(redactor.mask("Bearer a"), SecretValue::MASK);
    }
}
