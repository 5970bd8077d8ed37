//! What an answer means: its values, and the table of outcomes as a group of conditions.

use serde_json::Value;

use super::inputs::not_of_kind;
use super::names::{OUTCOME, field};
use super::power_fx::{constant, quote};
use super::search;
use super::topic::Writer;
use crate::convert::export::expression::rule;
use crate::convert::export::flow::{CallStep, FailureKind, OutputStep, PathStep, Test};
use crate::model::ValueType;

/// Takes the values, then decides.
pub(super) fn actions(writer: &Writer<'_>, call: &CallStep) -> Vec<Value> {
    let variable = |what: &str| writer.dialect.variables.answer(&call.id, what);
    let mut actions = Vec::new();
    for output in &call.outputs {
        let raw = raw(&variable(""), output);
        let value = match &output.default {
            None => raw,
            Some(default) => format!("If(IsBlank({raw}), {}, {raw})", constant(default)),
        };
        actions.push(writer.set(&writer.dialect.variables.output(&output.name), &value));
    }
    let mut rows = Vec::new();
    let mut last = Vec::new();
    for decision in call.table() {
        let leaf = |test: &Test| leaf(call, &variable(""), &variable("_Code"), test);
        let outcome = vec![writer.set(OUTCOME, &quote(&decision.outcome))];
        match rule(&writer.dialect, &decision.test, &variable("_Code"), &leaf) {
            Some(always) if always == "true" => {
                last = outcome;
                break;
            }
            Some(test) => rows.push((test, outcome)),
            None => {}
        }
    }
    if rows.is_empty() {
        actions.extend(last);
    } else {
        actions.push(writer.first(rows, last));
    }
    // A path that could not be used has ended the run before.
    let has_values =
        call.path.iter().any(|piece| matches!(piece, crate::convert::export::flow::Piece::Chip(_)));
    if has_values { vec![writer.when(super::topic::RUNNING, actions)] } else { actions }
}

/// The value of an output as it came; blank when there is none.
fn raw(answer: &str, output: &OutputStep) -> String {
    let Some(steps) = &output.steps else {
        let Some(lookup) = search::lookup(output) else { return "Blank()".to_owned() };
        let steps: Vec<PathStep> = lookup.list.iter().map(|step| (*step).clone()).collect();
        let found = search::found(&at(answer, &steps, output.value_type), &lookup, output.takes);
        return format!("IfError({found}, Blank())");
    };
    let value = at(answer, steps, output.value_type);
    let has_position = steps.iter().any(|step| matches!(step, PathStep::Index(_)));
    if has_position { format!("IfError({value}, Blank())") } else { value }
}

/// What steps lead to.
fn at(answer: &str, steps: &[PathStep], value_type: ValueType) -> String {
    let mut value = answer.to_owned();
    for (place, step) in steps.iter().enumerate() {
        value = match step {
            PathStep::Name(name) => format!("{value}.{}", field(name)),
            PathStep::Index(index) if *index >= 0 => format!("Index({value}, {})", index.saturating_add(1)),
            PathStep::Index(index) => {
                format!("Index({value}, CountRows({value}) - {})", index.unsigned_abs() - 1)
            }
        };
        // A row is a record; a list of anything else is a table with the one column `Value`.
        let next_is_name = matches!(steps.get(place + 1), Some(PathStep::Name(_)));
        let is_record = place + 1 == steps.len() && value_type == ValueType::Object;
        if matches!(step, PathStep::Index(_)) && !next_is_name && !is_record {
            value.push_str(".Value");
        }
    }
    value
}

/// What only this platform can tell; nothing for what it cannot.
fn leaf(call: &CallStep, answer: &str, code: &str, test: &Test) -> Option<String> {
    let raw_of = |name: &str| {
        let output = call.outputs.iter().find(|output| output.name == name)?;
        Some((raw(answer, output), output.value_type))
    };
    Some(match test {
        Test::Failed(FailureKind::Unreachable) => format!("{code} = 0"),
        Test::Status(ranges) => {
            let range = |range: &crate::model::StatusRange| match (range.first, range.last) {
                (first, last) if first == last => format!("{code} = {first}"),
                (first, last) => format!("And({code} >= {first}, {code} <= {last})"),
            };
            match &ranges.iter().map(range).collect::<Vec<_>>()[..] {
                [] => return None,
                [one] => one.clone(),
                several => format!("Or({})", several.join(", ")),
            }
        }
        // What does not fit the type of the answer is blank, whatever it was.
        Test::BodyNotJson => format!("IsBlank({answer})"),
        Test::OutputMissing(name) => format!("IsBlank({})", raw_of(name)?.0),
        Test::OutputWrong(name) => {
            let (value, kind) = raw_of(name)?;
            let wrong = not_of_kind(&value, kind)?;
            format!("And(Not(IsBlank({value})), {wrong})")
        }
        Test::ListEmpty(name) => format!("CountRows({}) = 0", raw_of(name)?.0),
        _ => return None,
    })
}
