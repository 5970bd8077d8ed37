//! What a document breaks in a contract, in words.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use serde_json::Value;

/// What the whole document is called.
const WHOLE: &str = "the answer";

/// Where, as a path a person can read: `items[0].price`, or `the answer` for the whole. `within` is the JSON Pointer (RFC 6901) of
/// the value that was looked at.
pub(super) fn place(within: &str, error: &ValidationError<'_>) -> String {
    let mut place = String::new();
    for part in format!("{within}{}", error.instance_path()).split('/').skip(1) {
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
    if place.is_empty() { WHOLE.to_owned() } else { place }
}

/// One problem as a sentence without a full stop, see [`place`].
pub(super) fn sentence(within: &str, error: &ValidationError<'_>) -> String {
    let place = place(within, error);
    let found = found(error.instance());
    match error.kind() {
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            if place == WHOLE {
                format!("`{name}` is missing")
            } else {
                format!("`{place}.{name}` is missing")
            }
        }
        ValidationErrorKind::Type { kind } => {
            format!("`{place}` should be {} and is {found}", expected(kind))
        }
        ValidationErrorKind::Enum { options } => {
            let options: Vec<_> = options.as_array().into_iter().flatten().map(super::show::plain).collect();
            format!("`{place}` is {found}, which is none of {}", options.join(", "))
        }
        ValidationErrorKind::Constant { expected_value } => {
            format!("`{place}` should be {} and is {found}", self::found(expected_value))
        }
        ValidationErrorKind::Format { format } => {
            format!("`{place}` should look like {} and is {found}", format_title(format))
        }
        ValidationErrorKind::Pattern { .. } => {
            format!("`{place}` is {found}, which does not have the expected form")
        }
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            none_fits(within, &place, &found, context)
        }
        ValidationErrorKind::OneOfMultipleValid { .. } => {
            format!("`{place}` fits several of the forms that the contract allows, and only one may fit")
        }
        ValidationErrorKind::AdditionalProperties { unexpected }
        | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
            format!("`{place}` has a field that the contract does not know: {}", unexpected.join(", "))
        }
        ValidationErrorKind::PropertyNames { error } => {
            format!(
                "`{place}` has a field whose name the contract does not allow: {}",
                self::found(error.instance())
            )
        }
        // The rule alone, without any field that is allowed.
        ValidationErrorKind::FalseSchema
            if error.schema_path().to_string().ends_with("additionalProperties") =>
        {
            format!("`{place}` has a field that the contract does not know")
        }
        kind => size(&place, &found, error.instance(), kind).unwrap_or_else(|| {
            format!("`{place}` is {found}, which the contract does not allow ({})", kind.keyword())
        }),
    }
}

/// Limits of numbers, lengths and counts.
fn size(place: &str, found: &str, instance: &Value, kind: &ValidationErrorKind) -> Option<String> {
    let number = |words: &str, limit: &Value| format!("`{place}` should be {words} {limit} and is {found}");
    let length = |words: &str, limit: u64| {
        let characters = instance.as_str().map_or(0, |text| text.chars().count());
        format!("`{place}` should have {words} {} and has {characters}", count(limit, "character"))
    };
    let items = |words: &str, limit: u64| {
        let items = instance.as_array().map_or(0, Vec::len);
        format!("`{place}` should have {words} {} and has {items}", count(limit, "item"))
    };
    let fields = |words: &str, limit: u64| {
        let fields = instance.as_object().map_or(0, serde_json::Map::len);
        format!("`{place}` should have {words} {} and has {fields}", count(limit, "field"))
    };
    Some(match kind {
        ValidationErrorKind::Minimum { limit } => number("at least", limit),
        ValidationErrorKind::Maximum { limit } => number("at most", limit),
        ValidationErrorKind::ExclusiveMinimum { limit } => number("more than", limit),
        ValidationErrorKind::ExclusiveMaximum { limit } => number("less than", limit),
        ValidationErrorKind::MultipleOf { multiple_of } => number("a multiple of", multiple_of),
        ValidationErrorKind::MinLength { limit } => length("at least", *limit),
        ValidationErrorKind::MaxLength { limit } => length("at most", *limit),
        ValidationErrorKind::MinItems { limit } => items("at least", *limit),
        ValidationErrorKind::MaxItems { limit } => items("at most", *limit),
        ValidationErrorKind::AdditionalItems { limit } => items("at most", *limit as u64),
        ValidationErrorKind::MinProperties { limit } => fields("at least", *limit),
        ValidationErrorKind::MaxProperties { limit } => fields("at most", *limit),
        ValidationErrorKind::UniqueItems => format!("`{place}` holds the same item twice"),
        ValidationErrorKind::Contains => format!("`{place}` lacks an item that the contract asks for"),
        ValidationErrorKind::UnevaluatedItems { .. } => {
            format!("`{place}` has an item that the contract does not know")
        }
        ValidationErrorKind::FalseSchema => format!("`{place}` should not be there"),
        ValidationErrorKind::Not { .. } => format!("`{place}` is {found}, which the contract rules out"),
        _ => return None,
    })
}

/// The alternative with the fewest problems is the one that was meant.
fn none_fits(
    within: &str,
    place: &str,
    found: &str,
    alternatives: &[Vec<ValidationError<'static>>],
) -> String {
    let only_kind = |problems: &[ValidationError<'_>]| only_kind(within, place, problems);
    let kinds: Option<Vec<_>> = alternatives.iter().map(|problems| only_kind(problems)).collect();
    if let Some(kinds) = kinds {
        return format!("`{place}` should be {} and is {found}", kinds.join(" or "));
    }
    let is_other_kind = |problems: &&Vec<ValidationError<'_>>| only_kind(problems).is_some();
    let closest =
        alternatives.iter().filter(|problems| !is_other_kind(problems)).min_by_key(|problems| problems.len());
    match closest.and_then(|problems| problems.first()) {
        Some(problem) => {
            format!("`{place}` has none of the forms that the contract allows: {}", sentence(within, problem))
        }
        None => format!("`{place}` has none of the forms that the contract allows"),
    }
}

/// The kind that an alternative asks for, when that is all that is wrong with it.
fn only_kind(within: &str, at: &str, problems: &[ValidationError<'_>]) -> Option<String> {
    match problems {
        [problem] if place(within, problem) == at => match problem.kind() {
            ValidationErrorKind::Type { kind } => Some(expected(kind)),
            _ => None,
        },
        _ => None,
    }
}

fn count(number: u64, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn format_title(format: &str) -> &str {
    match format {
        "date" => "a date",
        "date-time" => "a date with a time",
        "time" => "a time of day",
        "email" | "idn-email" => "an e-mail address",
        "uri" | "iri" => "a web address",
        "uuid" => "an id such as 123e4567-e89b-12d3-a456-426614174000",
        "ipv4" | "ipv6" => "an IP address",
        "hostname" | "idn-hostname" => "a host name",
        "duration" => "a duration",
        other => other,
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
            let mut words: Vec<_> = many.iter().map(|one| word(&one.to_string())).collect();
            // “a text or empty” reads better than “empty or a text”.
            words.sort_by_key(|word| word == "empty");
            words.join(" or ")
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
        Value::Number(number) if number.to_string().len() > 40 => "a long number".to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Contract;
    use serde_json::{Value, json};

    #[test]
    fn every_rule_has_its_sentence() {
        let check = |schema: Value, document: Value, expect: &str| {
            let whole = json!({"properties": {"x": schema}});
            let problems = Contract::new(&whole).unwrap().problems(&json!({"x": document}));
            assert_eq!(problems, [expect], "{schema}");
        };
        check(json!({"minimum": 5}), json!(4), "`x` should be at least 5 and is 4");
        check(json!({"maximum": 5}), json!(5.5), "`x` should be at most 5 and is 5.5");
        check(json!({"exclusiveMinimum": 0}), json!(0), "`x` should be more than 0 and is 0");
        check(json!({"exclusiveMaximum": 9}), json!(9), "`x` should be less than 9 and is 9");
        check(json!({"multipleOf": 5}), json!(7), "`x` should be a multiple of 5 and is 7");
        check(json!({"minLength": 2}), json!("ä"), "`x` should have at least 2 characters and has 1");
        check(json!({"maxLength": 1}), json!("äö"), "`x` should have at most 1 character and has 2");
        check(json!({"minItems": 1}), json!([]), "`x` should have at least 1 item and has 0");
        check(json!({"maxItems": 1}), json!([1, 2]), "`x` should have at most 1 item and has 2");
        check(json!({"minProperties": 1}), json!({}), "`x` should have at least 1 field and has 0");
        check(
            json!({"maxProperties": 1}),
            json!({"a": 1, "b": 2}),
            "`x` should have at most 1 field and has 2",
        );
        check(json!({"pattern": "^SO-"}), json!("7"), "`x` is “7”, which does not have the expected form");
        check(json!({"const": "eu"}), json!("us"), "`x` should be “eu” and is “us”");
        check(json!({"uniqueItems": true}), json!([1, 1]), "`x` holds the same item twice");
        check(json!({"contains": {"const": 1}}), json!([2]), "`x` lacks an item that the contract asks for");
        check(json!({"not": {"const": 0}}), json!(0), "`x` is 0, which the contract rules out");
        check(json!(false), json!(0), "`x` should not be there");
        check(
            json!({"format": "email"}),
            json!("ana"),
            "`x` should look like an e-mail address and is “ana”",
        );
        check(
            json!({"additionalProperties": false, "properties": {"z": {}}}),
            json!({"y": 1, "z": 2}),
            "`x` has a field that the contract does not know: y",
        );
        check(
            json!({"additionalProperties": false}),
            json!({"y": 1}),
            "`x` has a field that the contract does not know",
        );
        check(
            json!({"propertyNames": {"maxLength": 1}}),
            json!({"ab": 1}),
            "`x` has a field whose name the contract does not allow: “ab”",
        );
        check(
            json!({"type": "integer"}),
            json!("9".repeat(41)),
            "`x` should be a whole number and is a long text",
        );
    }

    #[test]
    fn alternatives_name_what_was_meant() {
        let check = |schema: Value, document: Value, expect: &str| {
            let problems = Contract::new(&json!({"properties": {"x": schema}})).unwrap();
            assert_eq!(problems.problems(&json!({"x": document})), [expect]);
        };
        let kinds = json!({"anyOf": [{"type": "string"}, {"type": "integer"}]});
        check(kinds.clone(), json!(null), "`x` should be a text or a whole number and is empty");
        check(
            json!({"oneOf": kinds["anyOf"]}),
            json!([]),
            "`x` should be a text or a whole number and is a list of 0",
        );
        let record = json!({"oneOf": [
            {"type": "null"},
            {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}},
        ]});
        check(
            record.clone(),
            json!({}),
            "`x` has none of the forms that the contract allows: `x.id` is missing",
        );
        check(
            record,
            json!({"id": "7"}),
            "`x` has none of the forms that the contract allows: `x.id` should be a whole number and is “7”",
        );
        check(
            json!({"oneOf": [{"type": "integer"}, {"type": "number"}]}),
            json!(1),
            "`x` fits several of the forms that the contract allows, and only one may fit",
        );
    }
}
