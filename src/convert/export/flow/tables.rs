//! From rules to tables: the same order of decisions in which the engine understands an answer.

use serde_json::Value;

use super::{Comparison, Decision, FailureKind, Reader, Test};
use crate::model::{
    Authentication, Call, Condition, Operator, Rule, StandardOutcome, StatusRange, ValueType,
};

/// The tables of a call, see [`CallStep`](super::CallStep).
pub(super) struct Tables {
    pub success: Test,
    pub failures: Vec<Decision>,
    pub refused: Vec<Decision>,
    pub flaws: Vec<Decision>,
    pub understood: Vec<Decision>,
}

/// Whether a rule may look at the status of the answer. Once a call has succeeded, nobody asks for it any more.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Status {
    Known,
    Unknown,
}

impl Reader<'_> {
    pub(super) fn tables(&self, call: &Call, is_last: bool) -> Tables {
        let own = |status| self.integration.outcomes.iter().map(move |own| (own, status));
        let own = |status| own(status).map(|(own, status)| row(self.test(&own.when, status), &own.id));
        let statuses = Test::Status(call.success.statuses.clone());
        let success = match &call.success.rule {
            None => statuses.clone(),
            Some(rule) => {
                Test::all([statuses.clone(), Test::any([Test::BodyNotJson, self.test(rule, Status::Known)])])
            }
        };
        let mut refused: Vec<_> = own(Status::Known).collect();
        if call.success.rule.is_some() {
            refused.push(standard(statuses, StandardOutcome::ServerError));
        }
        refused.extend(by_status());
        let mut understood: Vec<_> = own(Status::Unknown).collect();
        understood.push(standard(Test::Always, StandardOutcome::Success));
        Tables {
            success,
            failures: self.failures(call),
            refused: used(refused),
            flaws: used(flaws(call)),
            understood: if is_last { used(understood) } else { Vec::new() },
        }
    }

    fn failures(&self, call: &Call) -> Vec<Decision> {
        let failed = |kind, outcome| standard(Test::Failed(kind), outcome);
        let mut rows = vec![
            failed(FailureKind::TimedOut, StandardOutcome::Timeout),
            failed(FailureKind::Unreachable, StandardOutcome::Unreachable),
            failed(FailureKind::TooLarge, StandardOutcome::InvalidResponse),
            failed(FailureKind::Unreadable, StandardOutcome::InvalidResponse),
        ];
        let connection = self.project.connection(&call.connection);
        let signs_in = |authentication: &Authentication| {
            matches!(authentication, Authentication::OAuth2ClientCredentials { .. })
        };
        if !self.is_demo() && connection.is_some_and(|known| signs_in(&known.authentication)) {
            rows.push(failed(FailureKind::NoToken, StandardOutcome::Unauthorized));
        }
        rows
    }

    fn test(&self, rule: &Rule, status: Status) -> Test {
        match rule {
            // A rule that says nothing must not win.
            Rule::All { all } if all.is_empty() => Test::Never,
            Rule::All { all } => Test::all(all.iter().map(|part| self.test(part, status))),
            Rule::Any { any } => Test::any(any.iter().map(|part| self.test(part, status))),
            Rule::Condition(condition) => self.comparison(condition, status),
        }
    }

    fn comparison(&self, condition: &Condition, status: Status) -> Test {
        let is_status = condition.field == Condition::HTTP_STATUS;
        if is_status && status == Status::Unknown {
            let holds = matches!(condition.operator, Operator::IsMissing | Operator::IsNot);
            return if holds { Test::Always } else { Test::Never };
        }
        let field = (!is_status).then(|| self.reference(&condition.field));
        let value_type = field.as_ref().map_or(Some(ValueType::Integer), |field| self.kind(field));
        let value = match &condition.value {
            Value::Array(options) => options.iter().map(|option| typed(option, value_type)).collect(),
            one => typed(one, value_type),
        };
        Test::Compare(Comparison { field, value_type, operator: condition.operator, value })
    }
}

fn by_status() -> Vec<Decision> {
    let range = |first, last| StatusRange { first, last };
    let rows = [
        (vec![range(401, 401), range(403, 403)], StandardOutcome::Unauthorized),
        (vec![range(404, 404), range(410, 410)], StandardOutcome::NotFound),
        (vec![range(400, 400), range(409, 409), range(422, 422)], StandardOutcome::BadInput),
        (vec![range(408, 408)], StandardOutcome::Timeout),
        (vec![range(429, 429)], StandardOutcome::RateLimited),
        (vec![range(500, 599)], StandardOutcome::ServerError),
    ];
    let rows = rows.into_iter().map(|(ranges, outcome)| standard(Test::Status(ranges), outcome));
    rows.chain([standard(Test::Always, StandardOutcome::InvalidResponse)]).collect()
}

/// Nothing is asked of an answer that nobody reads.
fn flaws(call: &Call) -> Vec<Decision> {
    if call.outputs.is_empty() && call.response_schema.is_none() {
        return Vec::new();
    }
    let mut rows = vec![
        standard(Test::BodyBlank, StandardOutcome::Empty),
        standard(Test::BodyNotJson, StandardOutcome::InvalidResponse),
        standard(Test::BodyEmpty, StandardOutcome::Empty),
    ];
    let mut invalid = |test| rows.push(standard(test, StandardOutcome::InvalidResponse));
    if call.response_schema.is_some() {
        invalid(Test::ContractBroken);
    }
    for output in &call.outputs {
        if output.required && output.default.is_none() {
            invalid(Test::OutputMissing(output.name.clone()));
        }
        invalid(Test::OutputWrong(output.name.clone()));
    }
    let lists = call.outputs.iter().filter(|output| output.required && output.value_type == ValueType::List);
    rows.extend(lists.map(|list| standard(Test::ListEmpty(list.name.clone()), StandardOutcome::Empty)));
    rows
}

fn row(test: Test, outcome: &str) -> Decision {
    Decision { test, outcome: outcome.to_owned() }
}

fn standard(test: Test, outcome: StandardOutcome) -> Decision {
    row(test, outcome.id())
}

/// The rows up to the first that always holds, without those that never do.
fn used(rows: Vec<Decision>) -> Vec<Decision> {
    let mut used = Vec::new();
    for row in rows.into_iter().filter(|row| row.test != Test::Never) {
        let is_end = row.test == Test::Always;
        used.push(row);
        if is_end {
            break;
        }
    }
    used
}

/// A rule typed by hand has texts: `"5"` equals the number 5, and `"true"` the truth value.
fn typed(value: &Value, kind: Option<ValueType>) -> Value {
    let read = |text: &str| serde_json::from_str::<Value>(text).ok();
    let typed = match (kind, value) {
        (Some(ValueType::Integer | ValueType::Number), Value::String(text)) => {
            read(text).filter(Value::is_number)
        }
        (Some(ValueType::Boolean), Value::String(text)) => read(text).filter(Value::is_boolean),
        _ => None,
    };
    typed.unwrap_or_else(|| value.clone())
}
