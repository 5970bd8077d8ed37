//! Whether a rule holds.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::conversation::lookup;
use super::decimal;
use crate::model::{Condition, Operator, Rule};

/// What a rule is held against.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Inputs and outputs by name.
    pub values: &'a Map<String, Value>,
    /// Those that were known before, where they are kept apart; `values` win.
    pub before: Option<&'a Map<String, Value>>,
    /// The status of the answer.
    pub status: Option<u16>,
}

/// Whether the rule holds. An empty `all` never holds: a rule that says nothing must not win.
pub fn holds(rule: &Rule, facts: Facts<'_>) -> bool {
    match rule {
        Rule::All { all } => !all.is_empty() && all.iter().all(|part| holds(part, facts)),
        Rule::Any { any } => any.iter().any(|part| holds(part, facts)),
        Rule::Condition(condition) => condition_holds(condition, facts),
    }
}

fn condition_holds(condition: &Condition, facts: Facts<'_>) -> bool {
    let status = facts.status.map(Value::from);
    let found = if condition.field == Condition::HTTP_STATUS {
        status.as_ref()
    } else {
        let before = || lookup(facts.before?, &condition.field);
        lookup(facts.values, &condition.field).or_else(before)
    };
    let found = found.filter(|value| !value.is_null());
    let wanted = &condition.value;
    match condition.operator {
        Operator::IsMissing => found.is_none(),
        Operator::IsPresent => found.is_some(),
        Operator::IsNot => !found.is_some_and(|found| equal(found, wanted)),
        operator => found.is_some_and(|found| compare(found, operator, wanted)),
    }
}

fn compare(found: &Value, operator: Operator, wanted: &Value) -> bool {
    match operator {
        Operator::Is => equal(found, wanted),
        Operator::OneOf => {
            wanted.as_array().is_some_and(|options| options.iter().any(|option| equal(found, option)))
        }
        Operator::Contains => match (found, wanted) {
            (Value::String(found), Value::String(wanted)) => found.contains(wanted.as_str()),
            (Value::Array(items), wanted) => items.iter().any(|item| equal(item, wanted)),
            _ => false,
        },
        Operator::StartsWith => match (found, wanted) {
            (Value::String(found), Value::String(wanted)) => found.starts_with(wanted.as_str()),
            _ => false,
        },
        Operator::LessThan => order(found, wanted) == Some(Ordering::Less),
        Operator::MoreThan => order(found, wanted) == Some(Ordering::Greater),
        Operator::AtMost => matches!(order(found, wanted), Some(Ordering::Less | Ordering::Equal)),
        Operator::AtLeast => matches!(order(found, wanted), Some(Ordering::Greater | Ordering::Equal)),
        Operator::IsMissing | Operator::IsPresent | Operator::IsNot => false,
    }
}

/// Equal by value. A rule typed by hand has texts, so `"5"` in a rule equals the number 5, and `"true"` the truth value.
fn equal(found: &Value, wanted: &Value) -> bool {
    match (found, wanted) {
        (Value::Number(found), Value::Number(wanted)) => {
            decimal::compare(&found.to_string(), &wanted.to_string()) == Ordering::Equal
        }
        (Value::Number(_), Value::String(text)) => serde_json::from_str::<Value>(text)
            .is_ok_and(|number| number.is_number() && equal(found, &number)),
        (Value::Bool(found), Value::String(text)) => *text == found.to_string(),
        _ => found == wanted,
    }
}

/// The order of numbers, moments and dates. Texts have none: "10" before "9" would surprise everybody.
fn order(found: &Value, wanted: &Value) -> Option<Ordering> {
    match (found, wanted) {
        (Value::Number(found), Value::Number(wanted)) => {
            Some(decimal::compare(&found.to_string(), &wanted.to_string()))
        }
        (Value::Number(_), Value::String(text)) => {
            order(found, &serde_json::from_str::<Value>(text).ok().filter(Value::is_number)?)
        }
        (Value::String(found), Value::String(wanted)) => moments(found, wanted),
        _ => None,
    }
}

fn moments(found: &str, wanted: &str) -> Option<Ordering> {
    if let (Ok(found), Ok(wanted)) = (found.parse::<jiff::Timestamp>(), wanted.parse::<jiff::Timestamp>()) {
        return Some(found.cmp(&wanted));
    }
    let (found, wanted) =
        (found.parse::<jiff::civil::DateTime>().ok()?, wanted.parse::<jiff::civil::DateTime>().ok()?);
    Some(found.cmp(&wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(values: &Value, field: &str, operator: Operator, wanted: &Value, expect: bool) {
        let rule = Rule::condition(field, operator, wanted.clone());
        let facts = Facts { values: values.as_object().unwrap(), before: None, status: Some(404) };
        assert_eq!(holds(&rule, facts), expect, "{values} {field} {operator:?} {wanted}");
    }

    #[test]
    fn operators() {
        check(&json!({"s": "active"}), "s", Operator::Is, &json!("active"), true);
        check(&json!({"s": "Active"}), "s", Operator::Is, &json!("active"), false);
        check(&json!({"s": 5}), "s", Operator::Is, &json!("5"), true);
        check(&json!({"s": true}), "s", Operator::Is, &json!("true"), true);
        check(&json!({}), "s", Operator::Is, &json!("active"), false);
        check(&json!({}), "s", Operator::IsNot, &json!("active"), true);
        check(&json!({"s": null}), "s", Operator::IsMissing, &json!(null), true);
        check(&json!({"s": "a"}), "s", Operator::OneOf, &json!(["b", "a"]), true);
        check(&json!({"s": ["a", "b"]}), "s", Operator::Contains, &json!("b"), true);
        check(&json!({"n": 10}), "n", Operator::MoreThan, &json!("9"), true);
        check(&json!({"n": "10"}), "n", Operator::MoreThan, &json!("9"), false);
        check(&json!({"d": "2026-03-30"}), "d", Operator::LessThan, &json!("2026-04-01"), true);
        check(&json!({}), Condition::HTTP_STATUS, Operator::Is, &json!(404), true);
        check(&json!({"user": {"age": 3}}), "user.age", Operator::AtMost, &json!(3), true);
    }

    #[test]
    fn a_rule_without_parts_never_holds() {
        let values = Map::new();
        let facts = Facts { values: &values, before: None, status: None };
        assert!(!holds(&Rule::All { all: vec![] }, facts));
        assert!(!holds(&Rule::Any { any: vec![] }, facts));
    }
}
