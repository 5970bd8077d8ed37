//! Rules as expressions.

use serde_json::Value;

use super::{Dialect, Sign};
use crate::convert::export::flow::{Comparison, Test};
use crate::model::{Operator, ValueType};

/// A test as expression. `leaf` spells everything but comparisons and their combinations; nothing where the platform cannot
/// tell, which never holds.
pub(in crate::convert::export) fn rule(
    dialect: &dyn Dialect,
    test: &Test,
    status: &str,
    leaf: &dyn Fn(&Test) -> Option<String>,
) -> Option<String> {
    let parts = |tests: &[Test]| -> Vec<Option<String>> {
        tests.iter().map(|test| rule(dialect, test, status, leaf)).collect()
    };
    match test {
        Test::Never => None,
        Test::All(tests) => {
            let parts: Vec<String> = parts(tests).into_iter().collect::<Option<_>>()?;
            Some(dialect.all(&parts))
        }
        Test::Any(tests) => {
            let parts: Vec<String> = parts(tests).into_iter().flatten().collect();
            (!parts.is_empty()).then(|| dialect.any(&parts))
        }
        Test::Not(part) => Some(match rule(dialect, part, status, leaf) {
            Some(part) => dialect.not(&part),
            None => "true".to_owned(),
        }),
        Test::Compare(one) => comparison(dialect, one, status),
        Test::Always => Some("true".to_owned()),
        other => leaf(other),
    }
}

/// A comparison; nothing for one that can never hold.
fn comparison(dialect: &dyn Dialect, comparison: &Comparison, status: &str) -> Option<String> {
    let value = comparison.field.as_ref().map_or_else(|| status.to_owned(), |field| dialect.value(field));
    let kind = comparison.value_type;
    let present = || dialect.not(&dialect.is_missing(&value));
    let known = |test: String| Some(dialect.all(&[present(), test]));
    let order = |sign: Sign| {
        let can_be = matches!(comparison.value, Value::Number(_) | Value::String(_));
        can_be.then(|| known(dialect.compares(&value, sign, &comparison.value))).flatten()
    };
    match comparison.operator {
        Operator::IsMissing => Some(dialect.is_missing(&value)),
        Operator::IsPresent => Some(present()),
        Operator::Is => Some(dialect.equals(&value, &comparison.value, kind)),
        Operator::IsNot => Some(dialect.not(&dialect.equals(&value, &comparison.value, kind))),
        Operator::OneOf => {
            let options = comparison.value.as_array()?;
            let equal: Vec<String> =
                options.iter().map(|option| dialect.equals(&value, option, kind)).collect();
            (!equal.is_empty()).then(|| dialect.any(&equal))
        }
        Operator::Contains => known(dialect.contains(&value, &comparison.value, kind)),
        Operator::StartsWith => {
            let beginning = comparison.value.as_str()?;
            let is_text = !matches!(kind, Some(ValueType::Integer | ValueType::Number | ValueType::Boolean));
            is_text.then(|| known(dialect.starts_with(&value, beginning))).flatten()
        }
        Operator::LessThan => order(Sign::Less),
        Operator::AtMost => order(Sign::AtMost),
        Operator::MoreThan => order(Sign::More),
        Operator::AtLeast => order(Sign::AtLeast),
    }
}
