//! Whether a document is what a JSON Schema says, in words.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{Draft, ValidationError, Validator};
use serde_json::Value;

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
                format!("The contract is no JSON Schema at `{}`: {}", place(&error), error.masked())
            })
    }

    /// What the document breaks, as sentences; empty when it keeps the contract.
    pub fn problems(&self, document: &Value) -> Vec<String> {
        self.0.iter_errors(document).take(MOST_PROBLEMS).map(|error| sentence(&error)).collect()
    }
}

/// Where, as a path a person can read: `items[0].price`, or `the answer` for the whole.
fn place(error: &ValidationError<'_>) -> String {
    let mut place = String::new();
    for part in error.instance_path().to_string().split('/').skip(1) {
        let part = part.replace("~1", "/").replace("~0", "~");
        if part.chars().all(|c| c.is_ascii_digit()) && !part.is_empty() {
            place.push_str(&format!("[{part}]"));
        } else if place.is_empty() {
            place.push_str(&part);
        } else {
            place.push('.');
            place.push_str(&part);
        }
    }
    if place.is_empty() { "the answer".to_owned() } else { place }
}

fn sentence(error: &ValidationError<'_>) -> String {
    let place = place(error);
    match error.kind() {
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            if place == "the answer" {
                format!("`{name}` is missing")
            } else {
                format!("`{place}.{name}` is missing")
            }
        }
        ValidationErrorKind::Type { kind } => {
            format!("`{place}` should be {} and is {}", expected(kind), found(error.instance()))
        }
        ValidationErrorKind::Enum { options } => {
            let options: Vec<_> = options.as_array().into_iter().flatten().map(super::show::plain).collect();
            format!("`{place}` is {}, which is none of {}", found(error.instance()), options.join(", "))
        }
        ValidationErrorKind::Format { format } => {
            format!("`{place}` should look like a {format} and is {}", found(error.instance()))
        }
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            format!("`{place}` has a field that the contract does not know: {}", unexpected.join(", "))
        }
        _ => format!("`{place}`: {}", error.masked_with(found(error.instance()))),
    }
}

fn expected(kind: &TypeKind) -> String {
    let word = |name: &str| match name {
        "object" => "a record".to_owned(),
        "array" => "a list".to_owned(),
        "string" => "a text".to_owned(),
        "integer" => "a whole number".to_owned(),
        "number" => "a number".to_owned(),
        "boolean" => "yes or no".to_owned(),
        "null" => "empty".to_owned(),
        other => other.to_owned(),
    };
    match kind {
        TypeKind::Single(one) => word(&one.to_string()),
        TypeKind::Multiple(many) => {
            many.iter().map(|one| word(&one.to_string())).collect::<Vec<_>>().join(" or ")
        }
    }
}

/// What is there instead, short.
fn found(value: &Value) -> String {
    match value {
        Value::Null => "empty".to_owned(),
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Object(_) => "a record".to_owned(),
        Value::String(text) if text.chars().count() > 40 => "a long text".to_owned(),
        Value::String(text) => format!("“{text}”"),
        other => other.to_string(),
    }
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
