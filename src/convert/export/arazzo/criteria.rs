//! What makes a step succeed, and which outcome it then leads to.

use serde_json::{Value, json};

use super::{Workflow, action_name, step_id};
use crate::convert::export::flow::{CallStep, Comparison, Decision, Origin, OutputStep, PathStep, Test};
use crate::engine;
use crate::model::{Operator, StatusRange};

/// The criteria of a call.
pub(super) struct Criteria<'a> {
    pub workflow: &'a Workflow<'a>,
    pub call: &'a CallStep,
}

/// The way to an output as a JSON Pointer (RFC 6901); nothing for searches and positions from the end.
pub(super) fn pointer(output: &OutputStep) -> Option<String> {
    let step = |step: &PathStep| match step {
        PathStep::Name(name) => Some(format!("/{}", name.replace('~', "~0").replace('/', "~1"))),
        PathStep::Index(index) => (*index >= 0).then(|| format!("/{index}")),
    };
    output.steps.as_ref()?.iter().map(step).collect()
}

impl Criteria<'_> {
    /// The statuses, the rule, and every required value.
    pub(super) fn success(&self) -> Vec<Value> {
        let mut criteria: Vec<Value> = Vec::new();
        match self.of(&self.call.success) {
            Some(condition) => criteria.push(json!({"condition": condition})),
            None => {
                if let Some(condition) = statuses(&self.call.statuses) {
                    criteria.push(json!({"condition": condition}));
                }
            }
        }
        for output in self.call.outputs.iter().filter(|output| output.required && output.default.is_none()) {
            if let Some(value) = self.output(output) {
                criteria.push(json!({"condition": format!("{value} != null")}));
            }
        }
        criteria
    }

    /// An end for every own outcome of a success.
    pub(super) fn reached(&self) -> Vec<Value> {
        let is_last = !self.call.understood.is_empty();
        let rows = self.ends(&self.call.understood);
        // Another call follows by itself.
        if is_last { rows } else { Vec::new() }
    }

    /// An end for every outcome of a failure.
    pub(super) fn refused(&self) -> Vec<Value> {
        self.ends(&self.call.refused)
    }

    fn ends(&self, rows: &[Decision]) -> Vec<Value> {
        let mut actions = Vec::new();
        for row in rows {
            let name = format!("{}_{}", step_id(self.call), action_name(&row.outcome, actions.len() + 1));
            let mut action = json!({"name": name, "type": "end"});
            match (&row.test, self.of(&row.test)) {
                (Test::Always, _) => {}
                (_, Some(condition)) => action["criteria"] = json!([{"condition": condition}]),
                (_, None) => continue,
            }
            actions.push(action);
        }
        actions
    }

    fn output(&self, output: &OutputStep) -> Option<String> {
        let belongs = self.call.outputs.iter().any(|known| known.name == output.name);
        let pointer = pointer(output)?;
        if belongs {
            return Some(format!("$response.body#{pointer}"));
        }
        let origin = Origin::Output(output.name.clone());
        Some(self.workflow.expression(&crate::convert::export::flow::Reference::whole(origin)))
    }

    /// A test as a simple condition (Arazzo 1.0.1, 4.6.11); nothing for what such a condition cannot say.
    fn of(&self, test: &Test) -> Option<String> {
        let join = |parts: &[Test], sign: &str| {
            let parts: Option<Vec<String>> = parts.iter().map(|part| self.of(part)).collect();
            parts.map(|parts| parts.join(sign))
        };
        match test {
            Test::All(parts) => join(parts, " && "),
            Test::Any(parts) => join(parts, " || ").map(|any| format!("({any})")),
            Test::Status(ranges) => statuses(ranges),
            Test::OutputMissing(name) => {
                let output = self.workflow.flow.output(name)?;
                Some(format!("{} == null", self.output(output)?))
            }
            Test::Compare(comparison) => self.compare(comparison),
            // No condition can look at the raw body.
            _ => None,
        }
    }

    fn compare(&self, comparison: &Comparison) -> Option<String> {
        let value = match &comparison.field {
            None => "$statusCode".to_owned(),
            Some(field) => match &field.origin {
                Origin::Output(name) if field.path.is_empty() => {
                    self.output(self.workflow.flow.output(name)?)?
                }
                _ => self.workflow.expression(field),
            },
        };
        let one = |sign: &str, wanted: &Value| Some(format!("{value} {sign} {}", literal(wanted)?));
        let wanted = &comparison.value;
        match comparison.operator {
            Operator::Is => one("==", wanted),
            Operator::IsNot => one("!=", wanted),
            Operator::OneOf => {
                let options: Option<Vec<String>> =
                    wanted.as_array()?.iter().map(|option| one("==", option)).collect();
                Some(format!("({})", options?.join(" || ")))
            }
            Operator::LessThan => one("<", wanted),
            Operator::AtMost => one("<=", wanted),
            Operator::MoreThan => one(">", wanted),
            Operator::AtLeast => one(">=", wanted),
            Operator::IsMissing => Some(format!("{value} == null")),
            Operator::IsPresent => Some(format!("{value} != null")),
            Operator::Contains | Operator::StartsWith => None,
        }
    }

    /// Whether every row of the rules of the analyst's own can be said.
    pub(super) fn says(&self, outcome: &str) -> bool {
        let rows = self.call.understood.iter().chain(&self.call.refused);
        let mut own = rows.filter(|row| row.outcome == outcome && !matches!(row.test, Test::Always));
        own.all(|row| self.of(&row.test).is_some())
    }
}

fn statuses(ranges: &[StatusRange]) -> Option<String> {
    let range = |range: &StatusRange| {
        if range.first == range.last {
            format!("$statusCode == {}", range.first)
        } else {
            format!("$statusCode >= {} && $statusCode <= {}", range.first, range.last)
        }
    };
    match ranges {
        [] => None,
        [one] => Some(range(one)),
        _ => Some(format!("({})", ranges.iter().map(range).collect::<Vec<_>>().join(" || "))),
    }
}

/// A literal in single quotes, with `''` for a quote (Arazzo 1.0.1, 4.6.11.1). Nothing for a text with line breaks or a
/// backslash, which readers disagree about.
fn literal(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if text.contains(['\\', '\n', '\r']) => None,
        Value::String(text) => Some(format!("'{}'", text.replace('\'', "''"))),
        other => Some(engine::plain(other)),
    }
}
