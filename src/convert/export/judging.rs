//! What an answer means, as JSON that a small interpreter reads: outputs with their ways, and the tables of outcomes.
//!
//! Two interpreters read it: `rasa/actions.py` and `postman/judge.js`.

use serde_json::{Value, json};

use super::flow::{
    CallStep, Condition, Decision, FailureKind, Origin, OutputStep, PathStep, Pick, Reference, SearchStep,
    Takes, Test,
};
use crate::model::{Secret, StatusRange};

/// The meaning of a call's answers. An answer that leads nowhere goes on with the next call, and is a success after the last one.
pub(super) fn of(call: &CallStep) -> Value {
    json!({
        "outputs": call.outputs.iter().map(output).collect::<Vec<_>>(),
        "schema": call.schema,
        "success": test(&call.success),
        "failures": rows(&call.failures),
        "refused": rows(&call.refused),
        "flaws": rows(&call.flaws),
        "understood": rows(&call.understood),
    })
}

fn output(output: &OutputStep) -> Value {
    let mut plan = json!({
        "name": output.name, "steps": output.steps.as_deref().map(steps), "kind": output.value_type, "default": output.default,
    });
    if let (None, Some(search)) = (&output.steps, &output.search) {
        plan["search"] = search.iter().map(search_step).collect();
        plan["takes_all"] = (output.takes == Takes::All).into();
    }
    plan
}

fn steps(steps: &[PathStep]) -> Value {
    steps.iter().map(step).collect()
}

fn step(step: &PathStep) -> Value {
    match step {
        PathStep::Name(name) => Value::from(name.clone()),
        PathStep::Index(index) => Value::from(*index),
    }
}

fn search_step(search: &SearchStep) -> Value {
    let pick = |pick: &Pick| match pick {
        Pick::One(one) => json!({"one": step(one)}),
        Pick::Every => json!({"every": true}),
        Pick::Range { from, to, step } => json!({"range": [from, to, step]}),
        Pick::Where(condition) => json!({"where": self::condition(condition)}),
    };
    json!({"deep": search.is_deep, "picks": search.picks.iter().map(pick).collect::<Vec<_>>()})
}

fn condition(condition: &Condition) -> Value {
    let all = |parts: &[Condition]| -> Value { parts.iter().map(self::condition).collect() };
    match condition {
        Condition::All(parts) => json!({"all": all(parts)}),
        Condition::Any(parts) => json!({"any": all(parts)}),
        Condition::Not(part) => json!({"not": self::condition(part)}),
        Condition::Exists(path) => json!({"exists": steps(path)}),
        Condition::Is(path, comparator, value) => json!({"is": [steps(path), comparator.sign(), value]}),
    }
}

fn rows(rows: &[Decision]) -> Vec<Value> {
    rows.iter().map(|row| json!({"when": test(&row.test), "outcome": row.outcome})).collect()
}

fn test(test: &Test) -> Value {
    let range = |range: &StatusRange| json!([range.first, range.last]);
    match test {
        Test::Always => json!(true),
        Test::Never => json!(false),
        Test::All(parts) => json!({"all": parts.iter().map(self::test).collect::<Vec<_>>()}),
        Test::Any(parts) => json!({"any": parts.iter().map(self::test).collect::<Vec<_>>()}),
        Test::Not(part) => json!({"not": self::test(part)}),
        Test::Failed(kind) => json!({"failed": match kind {
            FailureKind::TimedOut => "timed_out",
            FailureKind::Unreachable => "unreachable",
            FailureKind::TooLarge => "too_large",
            FailureKind::Unreadable => "unreadable",
            FailureKind::NoToken => "no_token",
        }}),
        Test::Status(ranges) => json!({"status": ranges.iter().map(range).collect::<Vec<_>>()}),
        Test::BodyBlank => json!("blank"),
        Test::BodyNotJson => json!("not_json"),
        Test::BodyEmpty => json!("empty"),
        Test::ContractBroken => json!("contract_broken"),
        Test::OutputMissing(name) => json!({"missing": name}),
        Test::OutputWrong(name) => json!({"wrong": name}),
        Test::ListEmpty(name) => json!({"list_empty": name}),
        Test::Compare(comparison) => json!({
            "field": comparison.field.as_ref().map(reference),
            "operator": comparison.operator,
            "value": comparison.value,
        }),
    }
}

/// A value of the conversation, and the way into it.
pub(super) fn reference(reference: &Reference) -> Value {
    let start = match &reference.origin {
        Origin::Input(name) => json!(["input", name]),
        Origin::Output(name) => json!(["output", name]),
        Origin::Context(name) => json!(["fact", name]),
        Origin::Secret(name) => json!(["secret", Secret::variable_of(name)]),
        Origin::Item => json!(["item", ""]),
        Origin::MoreCount => json!(["more_count", ""]),
    };
    json!({"of": start, "path": reference.path})
}
