//! From samples to a contract: the JSON Schema that describes them.

use std::borrow::Borrow;
use std::sync::OnceLock;

use jsonschema::{Draft, Validator};
use serde_json::{Map, Value, json};

/// More different values than this are no list of choices.
const MOST_CHOICES: usize = 8;
/// How many values must be repetitions before different values look like choices.
const FEWEST_REPEATS: usize = 2;

/// A JSON Schema (draft 2020-12) that accepts every sample.
///
/// It names the kinds of value, tells whole numbers from others, asks for the fields that every sample has, and for a format
/// (`date`, `date-time`, `email`, `uri`, `uuid`) where every text has it. Values that look like choices stand under
/// `examples`, which allows others: a status that no sample shows must not make an answer malformed. Fields that the samples
/// do not have are allowed. Without samples the schema accepts everything.
pub fn infer<V: Borrow<Value>>(samples: &[V]) -> Value {
    Value::Object(schema_of(&samples.iter().map(Borrow::borrow).collect::<Vec<_>>()))
}

fn schema_of(values: &[&Value]) -> Map<String, Value> {
    let mut schema = Map::new();
    let kinds = kinds(values);
    match kinds.as_slice() {
        [] => return schema,
        [one] => schema.insert("type".to_owned(), json!(one)),
        many => schema.insert("type".to_owned(), json!(many)),
    };
    let records: Vec<_> = values.iter().filter_map(|value| value.as_object()).collect();
    if !records.is_empty() {
        describe_records(&records, &mut schema);
    }
    let items: Vec<_> = values.iter().filter_map(|value| value.as_array()).flatten().collect();
    if !items.is_empty() {
        schema.insert("items".to_owned(), Value::Object(schema_of(&items)));
    }
    let texts: Vec<_> = values.iter().filter_map(|value| value.as_str()).collect();
    if !texts.is_empty() {
        describe_texts(&texts, &mut schema);
    }
    schema
}

/// The kinds that occur, in the words of JSON Schema.
fn kinds(values: &[&Value]) -> Vec<&'static str> {
    let any = |is: fn(&Value) -> bool| values.iter().any(|value| is(value));
    let mut kinds = Vec::new();
    let mut add = |kind, occurs: bool| kinds.extend(occurs.then_some(kind));
    add("object", any(Value::is_object));
    add("array", any(Value::is_array));
    add("string", any(Value::is_string));
    let is_fraction = |value: &Value| value.is_number() && !is_whole(value);
    let fraction = values.iter().any(|value| is_fraction(value));
    add("number", fraction);
    add("integer", !fraction && any(Value::is_number));
    add("boolean", any(Value::is_boolean));
    add("null", any(Value::is_null));
    kinds
}

/// Whether a number is written without a fraction and an exponent.
fn is_whole(value: &Value) -> bool {
    matches!(value, Value::Number(number) if !number.to_string().contains(['.', 'e', 'E']))
}

fn describe_records(records: &[&Map<String, Value>], schema: &mut Map<String, Value>) {
    let mut fields: Map<String, Value> = Map::new();
    let mut required = Vec::new();
    for name in records.iter().flat_map(|record| record.keys()) {
        if fields.contains_key(name) {
            continue;
        }
        let values: Vec<_> = records.iter().filter_map(|record| record.get(name)).collect();
        if values.len() == records.len() {
            required.push(name.as_str());
        }
        fields.insert(name.clone(), Value::Object(schema_of(&values)));
    }
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    if !fields.is_empty() {
        schema.insert("properties".to_owned(), Value::Object(fields));
    }
}

fn describe_texts(texts: &[&str], schema: &mut Map<String, Value>) {
    if let Some(format) = format_of(texts) {
        schema.insert("format".to_owned(), json!(format));
        return;
    }
    let mut different: Vec<&str> = Vec::new();
    for text in texts {
        if !different.contains(text) {
            different.push(text);
        }
        if different.len() > MOST_CHOICES {
            return;
        }
    }
    if texts.len() - different.len() >= FEWEST_REPEATS {
        schema.insert("examples".to_owned(), json!(different));
    }
}

/// The format that every text has, by the same rules that contracts are checked with.
fn format_of(texts: &[&str]) -> Option<&'static str> {
    let formats = formats().iter().filter(|format| texts.iter().all(|text| format.looks_like(text)));
    formats.map(|format| format.name).next()
}

struct Format {
    name: &'static str,
    /// What every text of the format holds; `a:b` is a web address by the letter of the standard.
    holds: &'static str,
    rule: Validator,
}

impl Format {
    fn looks_like(&self, text: &str) -> bool {
        text.contains(self.holds) && self.rule.is_valid(&Value::from(text))
    }
}

fn formats() -> &'static [Format] {
    static FORMATS: OnceLock<Vec<Format>> = OnceLock::new();
    FORMATS.get_or_init(|| {
        let names = [("date", "-"), ("date-time", ":"), ("uuid", "-"), ("email", "@"), ("uri", "://")];
        let read = names.into_iter().filter_map(|(name, holds)| {
            let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true);
            let rule = options.build(&json!({"format": name})).ok()?;
            Some(Format { name, holds, rule })
        });
        read.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_become_a_contract() {
        let check = |samples: Value, expect: Value| {
            let Value::Array(samples) = samples else { panic!("a list of samples") };
            assert_eq!(infer(&samples), expect, "{samples:?}");
        };
        check(json!([]), json!({}));
        check(json!([null]), json!({"type": "null"}));
        check(json!([1, 2]), json!({"type": "integer"}));
        check(json!([1, 2.5]), json!({"type": "number"}));
        check(json!([1.0]), json!({"type": "number"}));
        check(json!([true, null]), json!({"type": ["boolean", "null"]}));
        check(json!([[]]), json!({"type": "array"}));
        check(json!([[1], ["a"]]), json!({"type": "array", "items": {"type": ["string", "integer"]}}));
        check(json!([{}]), json!({"type": "object"}));
        check(
            json!([{"a": 1, "b": null}, {"a": 2}]),
            json!({
                "type": "object",
                "required": ["a"],
                "properties": {"a": {"type": "integer"}, "b": {"type": "null"}},
            }),
        );
    }

    #[test]
    fn formats_and_choices() {
        let check = |texts: &[&str], expect: Value| {
            let mut expect = expect;
            expect["type"] = json!("string");
            assert_eq!(infer(&texts.iter().map(|text| json!(text)).collect::<Vec<_>>()), expect, "{texts:?}");
        };
        check(&["2026-03-30"], json!({"format": "date"}));
        check(&["2026-03-30", "soon"], json!({}));
        check(&["2026-02-30"], json!({}));
        check(&["2026-03-30T10:00:00Z", "2026-03-30T10:00:00.5+02:00"], json!({"format": "date-time"}));
        check(&["ana@example.com"], json!({"format": "email"}));
        check(&["https://example.com/a?b=c"], json!({"format": "uri"}));
        check(&["note:later"], json!({}));
        check(&["123e4567-e89b-12d3-a456-426614174000"], json!({"format": "uuid"}));
        check(&["open", "open", "closed", "open"], json!({"examples": ["open", "closed"]}));
        check(&["open", "open", "closed"], json!({}));
        check(&["1", "2", "3", "4", "5", "6", "7", "8", "9", "9", "9"], json!({}));
    }
}
