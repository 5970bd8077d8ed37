//! Whether a document is what a JSON Schema says, in words.

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, Validator};
use serde_json::Value;

use super::contract_words::{place, sentence};
use super::document::Document;
use super::large;

/// The most that is reported; a list with a thousand wrong items says the same thing a thousand times.
const MOST_PROBLEMS: usize = 5;

/// A contract that answers can be held against.
#[derive(Debug)]
pub struct Contract(Validator);

impl Contract {
    /// Reads a JSON Schema (draft 2020-12; formats are checked). References outside the document are refused: nothing is
    /// fetched from disk or network.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the schema, and where.
    pub fn new(schema: &Value) -> Result<Self, String> {
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(true)
            .build(schema)
            .map(Self)
            .map_err(|error| {
                format!("The contract is no JSON Schema at `{}`: {}", place("", &error), error.masked())
            })
    }

    /// What the document breaks, as sentences; empty when it keeps the contract.
    pub fn problems(&self, document: &Value) -> Vec<String> {
        // The first look is the cheap one, and nearly always the last.
        if self.0.is_valid(document) {
            return Vec::new();
        }
        self.breaches(document).take(MOST_PROBLEMS).map(|breach| breach.sentence).collect()
    }

    /// What an answer breaks first. `schema` is what this contract was read from.
    pub(super) fn first_problem_of(&self, schema: &Value, answer: &Document<'_>) -> Option<String> {
        match answer {
            Document::Held(document) => self.first_problem("", document),
            Document::Large { text, .. } => large::problem(text, schema, self),
        }
    }

    /// What a value breaks first, in the words for a value that stands at `place` (a JSON Pointer, RFC 6901) of its document.
    pub(super) fn first_problem(&self, place: &str, value: &Value) -> Option<String> {
        // The first look is the cheap one, and nearly always the last.
        if self.is_kept_by(value) {
            return None;
        }
        self.0.iter_errors(value).next().map(|error| sentence(place, &error))
    }

    pub(super) fn is_kept_by(&self, value: &Value) -> bool {
        self.0.is_valid(value)
    }

    /// The same with their places, one by one.
    pub(super) fn breaches<'a>(&'a self, document: &'a Value) -> impl Iterator<Item = Breach> + 'a {
        self.0.iter_errors(document).map(|error| Breach {
            pointer: error.instance_path().to_string(),
            missing: match error.kind() {
                ValidationErrorKind::Required { property } => property.as_str().map(str::to_owned),
                _ => None,
            },
            sentence: sentence("", &error),
        })
    }
}

/// One thing that a document breaks.
pub(super) struct Breach {
    /// The value it is about (RFC 6901).
    pub pointer: String,
    /// The field of that value that should be there.
    pub missing: Option<String>,
    /// It in words.
    pub sentence: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn problems_are_sentences() {
        let check = |schema: Value, document: Value, expect: &[&str]| {
            assert_eq!(Contract::new(&schema).unwrap().problems(&document), expect);
        };
        let schema = json!({
            "type": "object",
            "required": ["status"],
            "properties": {
                "status": {"enum": ["active", "expired"]},
                "renews_on": {"type": ["string", "null"], "format": "date"},
                "items": {"type": "array", "items": {"type": "object", "required": ["name"]}},
            },
        });
        check(schema.clone(), json!({"status": "active", "renews_on": "2026-03-30"}), &[]);
        check(schema.clone(), json!({}), &["`status` is missing"]);
        check(schema.clone(), json!([]), &["`the answer` should be a record and is a list of 0"]);
        check(
            schema.clone(),
            json!({"status": "gone"}),
            &["`status` is “gone”, which is none of active, expired"],
        );
        check(
            schema.clone(),
            json!({"status": "active", "renews_on": "soon"}),
            &["`renews_on` should look like a date and is “soon”"],
        );
        check(schema, json!({"status": "active", "items": [{}]}), &["`items[0].name` is missing"]);
    }

    #[test]
    fn nothing_is_fetched() {
        for reference in ["file:///etc/hostname", "http://127.0.0.1/schema.json"] {
            assert!(Contract::new(&json!({"$ref": reference})).is_err(), "{reference}");
        }
    }

    #[test]
    fn large_numbers_are_exact() {
        let contract = Contract::new(&json!({"const": 9_007_199_254_740_993_123_u64})).unwrap();
        assert!(contract.problems(&json!(9_007_199_254_740_993_123_u64)).is_empty());
        assert!(!contract.problems(&json!(9_007_199_254_740_993_124_u64)).is_empty());
    }
}
