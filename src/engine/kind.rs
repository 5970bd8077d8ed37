//! Whether a value is of a kind.

use serde_json::Value;

use crate::model::ValueType;

/// Whether `value` is of that kind. An answer's text that holds a number is a text: nothing is converted in silence.
pub fn is_of_kind(value: &Value, kind: ValueType) -> bool {
    match (kind, value) {
        (ValueType::Text, Value::String(_))
        | (ValueType::Number, Value::Number(_))
        | (ValueType::Boolean, Value::Bool(_))
        | (ValueType::List, Value::Array(_))
        | (ValueType::Object, Value::Object(_)) => true,
        (ValueType::Integer, Value::Number(number)) => !number.to_string().contains(['.', 'e', 'E']),
        (ValueType::Email, Value::String(text)) => is_email(text),
        (ValueType::Date, Value::String(text)) => {
            text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok() || is_moment(text)
        }
        (ValueType::Time, Value::String(text)) => text.parse::<jiff::civil::Time>().is_ok(),
        (ValueType::DateTime, Value::String(text)) => is_moment(text),
        _ => false,
    }
}

/// Reads a value that a person or a platform gave as text into the kind that is asked for: `"5"` is a whole number.
/// Used for inputs alone, where chat platforms hand over everything as text.
pub fn read_as_kind(value: &Value, kind: ValueType) -> Option<Value> {
    if is_of_kind(value, kind) {
        return Some(value.clone());
    }
    match (kind, value) {
        (ValueType::Text, Value::Number(number)) => Some(Value::String(number.to_string())),
        (ValueType::Integer | ValueType::Number, Value::String(text)) => {
            let number = serde_json::from_str::<Value>(text.trim()).ok()?;
            is_of_kind(&number, kind).then_some(number)
        }
        (ValueType::Boolean, Value::String(text)) => match text.trim() {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            _ => None,
        },
        _ => None,
    }
}

/// One `@` with something on both sides, a dot-separated domain, and no white space. Whether the mailbox exists only the
/// other system knows.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let plain = |part: &str| {
        !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c.is_control() || c == '@')
    };
    plain(local) && plain(domain) && domain.split('.').all(|label| !label.is_empty()) && text.len() <= 254
}

fn is_moment(text: &str) -> bool {
    text.parse::<jiff::Timestamp>().is_ok() || text.parse::<jiff::civil::DateTime>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn kinds() {
        let check =
            |value: Value, kind, expect| assert_eq!(is_of_kind(&value, kind), expect, "{value} {kind:?}");
        check(json!("a@b.c"), ValueType::Email, true);
        check(json!("a b@b.c"), ValueType::Email, false);
        check(json!("@b.c"), ValueType::Email, false);
        check(json!("a@b..c"), ValueType::Email, false);
        check(json!("2026-03-30"), ValueType::Date, true);
        check(json!("2026-02-30"), ValueType::Date, false);
        check(json!("2026-03-30T10:00:00Z"), ValueType::DateTime, true);
        check(json!("soon"), ValueType::DateTime, false);
        check(json!(5), ValueType::Integer, true);
        check(serde_json::from_str("5.0").unwrap(), ValueType::Integer, false);
        check(json!("5"), ValueType::Integer, false);
        check(json!([]), ValueType::List, true);
        check(json!({}), ValueType::List, false);
    }

    #[test]
    fn reading_keeps_digits() {
        let check =
            |value: Value, kind, expect: Option<Value>| assert_eq!(read_as_kind(&value, kind), expect);
        check(json!("9007199254740993123"), ValueType::Integer, Some(json!(9_007_199_254_740_993_123_u64)));
        check(json!("1e3"), ValueType::Integer, None);
        check(json!(7), ValueType::Text, Some(json!("7")));
        check(json!("yes"), ValueType::Boolean, None);
    }
}
