//! Rules as conditions of routes.

use serde_json::Value;

use super::parameters::{Parameters, quoted};
use crate::convert::export::flow::{Comparison, Flow, OutputStep, Test};
use crate::engine;
use crate::model::{Operator, StatusRange, ValueType};

/// Where the status of the answer is found.
pub(super) const STATUS: &str = "$request.webhook_status_code";

/// What conditions are written with.
pub(super) struct Conditions<'a> {
    pub flow: &'a Flow,
    pub parameters: &'a Parameters,
    /// Where the status is found here.
    pub status: String,
}

/// What a test becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    /// Always.
    Always,
    /// Never, or nothing here can tell.
    Never,
    /// When the expression holds.
    When(String),
}

impl Conditions<'_> {
    /// A test. What this platform cannot tell (the raw body, the contract) never holds.
    pub(super) fn of(&self, test: &Test) -> Condition {
        match test {
            Test::Always => Condition::Always,
            Test::All(parts) => all(parts.iter().map(|part| self.of(part))),
            Test::Any(parts) => any(parts.iter().map(|part| self.of(part))),
            Test::Not(part) => match self.of(part) {
                Condition::Always => Condition::Never,
                Condition::Never => Condition::Always,
                Condition::When(expression) => Condition::When(format!("NOT ({expression})")),
            },
            Test::Status(ranges) => self.status(ranges),
            Test::OutputMissing(name) => match self.output(name) {
                Some((value, _)) => Condition::When(format!("{value} = null")),
                None => Condition::Never,
            },
            Test::ListEmpty(name) => match self.output(name) {
                Some((value, _)) => {
                    Condition::When(format!("{value} != null AND $sys.func.COUNT({value}) = 0"))
                }
                None => Condition::Never,
            },
            Test::Compare(comparison) => self.compare(comparison),
            Test::Never
            | Test::Failed(_)
            | Test::BodyBlank
            | Test::BodyNotJson
            | Test::BodyEmpty
            | Test::ContractBroken
            | Test::OutputWrong(_) => Condition::Never,
        }
    }

    fn output(&self, name: &str) -> Option<(String, &OutputStep)> {
        let output = self.flow.output(name).filter(|output| output.steps.is_some())?;
        let origin = crate::convert::export::flow::Origin::Output(name.to_owned());
        Some((format!("$session.params.{}", self.parameters.name(&origin)), output))
    }

    fn status(&self, ranges: &[StatusRange]) -> Condition {
        let range = |range: &StatusRange| {
            let (first, last) = (range.first, range.last);
            Condition::When(if first == last {
                format!("{} = {first}", self.status)
            } else {
                format!("{0} >= {first} AND {0} <= {last}", self.status)
            })
        };
        any(ranges.iter().map(range))
    }

    fn compare(&self, comparison: &Comparison) -> Condition {
        let value = comparison
            .field
            .as_ref()
            .map_or_else(|| self.status.clone(), |field| self.parameters.reference(field));
        let one = |operator: &str, wanted: &Value| {
            Condition::When(format!("{value} {operator} {}", literal(wanted)))
        };
        let known = |condition| all([Condition::When(format!("{value} != null")), condition]);
        let wanted = &comparison.value;
        match comparison.operator {
            Operator::Is => known(one("=", wanted)),
            Operator::IsNot => any([Condition::When(format!("{value} = null")), one("!=", wanted)]),
            Operator::OneOf => {
                let options = wanted.as_array().map(Vec::as_slice).unwrap_or_default();
                known(any(options.iter().map(|option| one("=", option))))
            }
            Operator::Contains if comparison.value_type == Some(ValueType::List) => {
                known(Condition::When(format!("$sys.func.CONTAIN({value}, {}) = true", literal(wanted))))
            }
            Operator::Contains => known(one(":", wanted)),
            Operator::StartsWith => {
                let length = engine::plain(wanted).chars().count();
                known(Condition::When(format!("$sys.func.MID({value}, 1, {length}) = {}", literal(wanted))))
            }
            // Days and moments in one notation are in the order of their letters.
            Operator::LessThan => known(one("<", wanted)),
            Operator::AtMost => known(one("<=", wanted)),
            Operator::MoreThan => known(one(">", wanted)),
            Operator::AtLeast => known(one(">=", wanted)),
            Operator::IsMissing => Condition::When(format!("{value} = null")),
            Operator::IsPresent => Condition::When(format!("{value} != null")),
        }
    }
}

/// Every one.
pub(super) fn all(conditions: impl IntoIterator<Item = Condition>) -> Condition {
    join(conditions, " AND ", &Condition::Always, Condition::Never)
}

/// At least one.
pub(super) fn any(conditions: impl IntoIterator<Item = Condition>) -> Condition {
    join(conditions, " OR ", &Condition::Never, Condition::Always)
}

fn join(
    conditions: impl IntoIterator<Item = Condition>,
    sign: &str,
    neutral: &Condition,
    decides: Condition,
) -> Condition {
    let mut parts: Vec<String> = Vec::new();
    for condition in conditions {
        match condition {
            condition if condition == decides => return decides,
            Condition::When(part) if !parts.contains(&part) => parts.push(part),
            _ => {}
        }
    }
    match parts.len() {
        0 => neutral.clone(),
        1 => Condition::When(parts.remove(0)),
        _ => Condition::When(parts.iter().map(|part| format!("({part})")).collect::<Vec<_>>().join(sign)),
    }
}

fn literal(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        other => other.to_string(),
    }
}
