//! Takes what is personal out of an answer before it is kept: real customers' data never stands in a project.

mod forms;
mod names;

use serde_json::Value;

use super::extract::Path;
use crate::model::{Integration, Privacy, Project, Source, ValueType};
use forms::{CARD, EMAIL, digits, is_card, without_forms};
use names::{by_name, names_a_person};

/// A value that was replaced.
#[derive(Clone, Debug, PartialEq)]
pub struct Replaced {
    /// Where it stands, as a JSON pointer (RFC 6901).
    pub pointer: String,
    /// What was there.
    pub was: Value,
    /// What stands there now.
    pub becomes: Value,
    /// Why, as the end of "replaced because …".
    pub why: &'static str,
}

/// Values that are known to be personal, with what stands in for them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// Value and example.
    values: Vec<(Value, Value)>,
    /// Fields of the answer that are classed, as JSON pointers.
    pointers: Vec<(String, Privacy)>,
}

impl Known {
    /// What the integration says about `inputs`, the values of the run, and about the fields of `answer`.
    pub fn of(
        project: &Project,
        integration: &Integration,
        inputs: &serde_json::Map<String, Value>,
        answer: &Value,
    ) -> Self {
        let mut known = Self::default();
        for input in &integration.inputs {
            let Some(value) = inputs.get(&input.name) else { continue };
            let (privacy, example) = match &input.source {
                Source::Context { name } => {
                    let variable = project.variable(name);
                    let example = variable.and_then(|variable| variable.example.clone());
                    // A fact that nobody has classed may be anything.
                    (variable.map_or(Privacy::Personal, |variable| variable.privacy), example)
                }
                Source::MessageText | Source::UserId => (Privacy::Personal, None),
                _ => (Privacy::None, None),
            };
            if privacy != Privacy::None {
                let example = input.example.clone().or(example);
                let example = example.unwrap_or_else(|| invented(input.value_type, value));
                known.values.push((value.clone(), example));
            }
        }
        let classed = integration.outputs().filter(|output| output.privacy != Privacy::None);
        for output in classed {
            let Ok(path) = Path::parse(&output.path) else { continue };
            let found: Vec<*const Value> = path.find(answer).into_iter().map(std::ptr::from_ref).collect();
            pointers_of(answer, &mut String::new(), &mut |pointer, value| {
                if found.contains(&std::ptr::from_ref(value)) {
                    known.pointers.push((pointer.to_owned(), output.privacy));
                }
            });
        }
        known
    }
}

/// The answer without what is personal in it, and what was replaced: values that the customer gave, fields that the design classes,
/// and what looks personal by its name (`iban`, `last_name`) or by its form (an e-mail address, a bank account, a card). A value
/// keeps its kind, and the same value is replaced by the same one everywhere.
pub fn cleanse(answer: &Value, known: &Known) -> (Value, Vec<Replaced>) {
    let mut cleaned = answer.clone();
    let mut replaced = Vec::new();
    let mut cleaner = Cleaner { known, replaced: &mut replaced };
    cleaner.value(&mut cleaned, &mut String::new(), "", Around::Unknown);
    (cleaned, replaced)
}

/// What a text is without the personal values in it; for a body that is no JSON.
pub fn cleanse_text(text: &str, known: &Known) -> (String, Vec<Replaced>) {
    let mut value = Value::from(text);
    let mut replaced = Vec::new();
    let mut cleaner = Cleaner { known, replaced: &mut replaced };
    cleaner.value(&mut value, &mut String::new(), "", Around::Unknown);
    (value.as_str().unwrap_or_default().to_owned(), replaced)
}

/// Whether the record around a value is about a person.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    Person,
    Unknown,
}

struct Cleaner<'a> {
    known: &'a Known,
    replaced: &'a mut Vec<Replaced>,
}

impl Cleaner<'_> {
    fn value(&mut self, value: &mut Value, pointer: &mut String, key: &str, around: Around) {
        let length = pointer.len();
        match value {
            Value::Object(fields) => {
                let person =
                    names_a_person(key) || fields.keys().any(|name| by_name(name, Around::Unknown).is_some());
                let around = if person { Around::Person } else { Around::Unknown };
                for (name, field) in fields.iter_mut() {
                    pointer.push_str(&format!("/{}", name.replace('~', "~0").replace('/', "~1")));
                    self.value(field, pointer, name, around);
                    pointer.truncate(length);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    pointer.push_str(&format!("/{index}"));
                    self.value(item, pointer, key, around);
                    pointer.truncate(length);
                }
            }
            Value::Null | Value::Bool(_) => {}
            plain => {
                if let Some((becomes, why)) =
                    self.instead(plain, pointer, key, around).filter(|(new, _)| new != plain)
                {
                    let was = std::mem::replace(plain, becomes.clone());
                    self.replaced.push(Replaced { pointer: pointer.clone(), was, becomes, why });
                }
            }
        }
    }

    fn instead(
        &self,
        value: &Value,
        pointer: &str,
        key: &str,
        around: Around,
    ) -> Option<(Value, &'static str)> {
        if let Some((_, example)) = self.known.values.iter().find(|(known, _)| known == value) {
            return Some((example.clone(), "the customer gave it"));
        }
        if let Some(example) = by_name(key, around) {
            return Some((like(value, example), "of its name"));
        }
        let inside = |known: &str| {
            pointer == known || pointer.strip_prefix(known).is_some_and(|rest| rest.starts_with('/'))
        };
        let is_classed = self.known.pointers.iter().any(|(known, _)| inside(known));
        if is_classed || Privacy::by_name(key, "") != Privacy::None {
            let example = value.as_str().map_or_else(|| Value::from(1), |text| Value::from(by_form(text)));
            let why = if is_classed { "of its privacy class" } else { "of its name" };
            return Some((like(value, example.as_str().unwrap_or("1")), why));
        }
        let Value::String(text) = value else {
            let is_card = digits(&value.to_string()).is_some_and(|digits| is_card(&digits));
            return is_card.then(|| (like(value, CARD), "it looks like a card number"));
        };
        let mut cleaned = text.clone();
        let mut why = "it looks personal";
        for (known, example) in &self.known.values {
            // Shorter values occur in ordinary words.
            if let (Value::String(known), Some(example)) = (known, example.as_str())
                && known.chars().count() >= 4
                && cleaned.contains(known.as_str())
            {
                cleaned = cleaned.replace(known.as_str(), example);
                why = "the customer gave it";
            }
        }
        let cleaned = without_forms(&cleaned);
        (cleaned != *text).then(|| (Value::from(cleaned), why))
    }
}

/// The example in the kind of the value: a number stays one.
fn like(value: &Value, example: &str) -> Value {
    if value.is_number() {
        let digits: String = example.chars().filter(char::is_ascii_digit).collect();
        return digits.parse::<u64>().map_or(Value::from(1), Value::from);
    }
    Value::from(example)
}

/// What a text of a classed field is replaced by: the same form where there is one.
fn by_form(text: &str) -> String {
    let cleaned = without_forms(text);
    if cleaned != text {
        return cleaned;
    }
    let is_date = text.len() >= 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    if is_date && text[..4].bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("1990-01-01{}", text.get(10..).unwrap_or_default());
    }
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return "1234567890".chars().cycle().take(text.len()).collect();
    }
    "example".to_owned()
}

fn invented(value_type: ValueType, value: &Value) -> Value {
    match (value_type, value) {
        (ValueType::Email, _) => Value::from(EMAIL),
        (_, Value::String(text)) => Value::from(by_form(text)),
        (_, Value::Number(_)) => Value::from(1),
        _ => value.clone(),
    }
}

fn pointers_of(value: &Value, pointer: &mut String, found: &mut impl FnMut(&str, &Value)) {
    found(pointer, value);
    let length = pointer.len();
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                pointer.push_str(&format!("/{}", name.replace('~', "~0").replace('/', "~1")));
                pointers_of(field, pointer, found);
                pointer.truncate(length);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointer.push_str(&format!("/{index}"));
                pointers_of(item, pointer, found);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_personal_is_replaced_and_the_rest_stays() {
        let check = |answer: Value, expect: Value| {
            let (cleaned, replaced) = cleanse(&answer, &Known::default());
            assert_eq!(cleaned, expect);
            for each in &replaced {
                assert_eq!(answer.pointer(&each.pointer), Some(&each.was));
                assert_eq!(cleaned.pointer(&each.pointer), Some(&each.becomes));
            }
        };
        check(
            json!({"status": "active", "plan": {"name": "Basic"}}),
            json!({"status": "active", "plan": {"name": "Basic"}}),
        );
        check(
            json!({"customer": {"name": "Eva Kern", "since": "2020-01-01"}, "E-Mail": "eva@kern.example"}),
            json!({"customer": {"name": "Ana Example", "since": "2020-01-01"}, "E-Mail": "ana@example.com"}),
        );
        check(
            json!({"note": "write to eva@kern.org or +49 171 2345678"}),
            json!({"note": "write to ana@example.com or +1 202 555 0100"}),
        );
        check(
            json!([{"iban": "DE89370400440532013000", "zip": 50667}]),
            json!([{"iban": "DE02120300000000202051", "zip": 12345}]),
        );
        check(
            json!({"paid_with": "5555 5555 5555 4444", "order": "1234567812345678"}),
            json!({"paid_with": CARD, "order": "1234567812345678"}),
        );
        check(
            json!({"salary": 84000, "diagnosis": "J45", "hostName": "db-1"}),
            json!({"salary": 1, "diagnosis": "example", "hostName": "db-1"}),
        );
        check(
            json!({"a/b~c": {"email": null, "active": true}}),
            json!({"a/b~c": {"email": null, "active": true}}),
        );
    }

    #[test]
    fn what_the_customer_gave_is_replaced_inside_texts_too() {
        let known = Known {
            values: vec![(json!("K-77123"), json!("K-1"))],
            pointers: vec![("/city".to_owned(), Privacy::Personal)],
        };
        let (cleaned, replaced) = cleanse(
            &json!({"id": "K-77123", "hello": "Order K-77123 is on its way", "city": "Bonn"}),
            &known,
        );
        assert_eq!(cleaned, json!({"id": "K-1", "hello": "Order K-1 is on its way", "city": "example"}));
        assert_eq!(replaced.len(), 3);
    }
}
