//! What an answer means: its values, and the table of outcomes as conditions.

use serde_json::Value;

use super::adaptive::constant;
use super::dialog::{Writer, ends, set};
use super::search;
use crate::convert::export::expression::rule;
use crate::convert::export::flow::{CallStep, FailureKind, OutputStep, Test};
use crate::model::ValueType;

/// Takes the values, then decides.
pub(super) fn actions(writer: &Writer<'_>, call: &CallStep) -> Vec<Value> {
    let answer = writer.dialect.properties.answer(&call.id);
    let mut actions = Vec::new();
    for output in &call.outputs {
        let raw = raw(&answer, output);
        let value = match &output.default {
            None => raw,
            Some(default) => format!("if({raw} == null, {}, {raw})", constant(default)),
        };
        actions.push(set(&writer.dialect.properties.output(&output.name), &value));
    }
    let status = format!("{answer}.statusCode");
    for decision in call.table() {
        let leaf = |test: &Test| leaf(call, &answer, test);
        if let Some(test) = rule(&writer.dialect, &decision.test, &status, &leaf) {
            actions.push(ends(&test, &decision.outcome));
        }
    }
    actions
}

/// The value of an output as it came; null when there is none.
fn raw(answer: &str, output: &OutputStep) -> String {
    let content = format!("{answer}.content");
    match &output.steps {
        Some(steps) => steps.iter().fold(content, |value, step| search::item(&value, step)),
        None => output
            .lookup()
            .and_then(|lookup| search::found(&content, &lookup, output.takes))
            .unwrap_or_else(|| "null".to_owned()),
    }
}

/// Whether the search of an output has a counterpart in this language.
pub(super) fn is_found(output: &OutputStep) -> bool {
    output.lookup().is_some_and(|lookup| search::found("", &lookup, output.takes).is_some())
}

/// What only this runtime can tell; nothing for what it cannot.
fn leaf(call: &CallStep, answer: &str, test: &Test) -> Option<String> {
    let content = format!("{answer}.content");
    let status = format!("{answer}.statusCode");
    let output = |name: &str| call.outputs.iter().find(|output| output.name == name);
    Some(match test {
        // The runtime reports a connection that failed as 404. No answer of a system is without headers.
        Test::Failed(FailureKind::Unreachable) => format!("({status} == 404 && empty({answer}.headers))"),
        Test::Status(ranges) => {
            let range = |range: &crate::model::StatusRange| match (range.first, range.last) {
                (first, last) if first == last => format!("{status} == {first}"),
                (first, last) => format!("({status} >= {first} && {status} <= {last})"),
            };
            let ranges: Vec<String> = ranges.iter().map(range).collect();
            if ranges.is_empty() { return None } else { format!("({})", ranges.join(" || ")) }
        }
        Test::BodyBlank => format!("(isString({content}) && trim({content}) == '')"),
        // What is no JSON stays the text that it was.
        Test::BodyNotJson => format!("isString({content})"),
        Test::BodyEmpty => format!("({content} == null || (isArray({content}) && count({content}) == 0))"),
        Test::OutputMissing(name) => format!("{} == null", raw(answer, output(name)?)),
        Test::OutputWrong(name) => {
            let output = output(name)?;
            let value = raw(answer, output);
            format!("(exists({value}) && not({}))", is_of_kind(&value, output.value_type))
        }
        Test::ListEmpty(name) => format!("count({}) == 0", raw(answer, output(name)?)),
        _ => return None,
    })
}

/// Whether a value is of a kind.
pub(super) fn is_of_kind(value: &str, kind: ValueType) -> String {
    let matches = |pattern: &str| format!("isString({value}) && isMatch({value}, '{pattern}')");
    let is_day = || {
        let day = format!("substring({value}, 0, 10)");
        format!("formatDateTime({day}, 'yyyy-MM-dd') == {day}")
    };
    let text = match kind {
        ValueType::Text => return format!("isString({value})"),
        ValueType::Boolean => return format!("isBoolean({value})"),
        ValueType::Integer => return format!("isInteger({value})"),
        ValueType::List => return format!("isArray({value})"),
        ValueType::Object => return format!("isObject({value})"),
        ValueType::Number => format!("isInteger({value}) || isFloat({value})"),
        ValueType::Email => matches("^[^@ ]+@[^@ .]+([.][^@ .]+)*$"),
        ValueType::Time => matches("^[0-2][0-9]:[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?$"),
        ValueType::Date => {
            format!("{} && {}", matches("^[0-9]{4}-[0-9][0-9]-[0-9][0-9]([T ][0-9].*)?$"), is_day())
        }
        ValueType::DateTime => {
            format!("{} && {}", matches("^[0-9]{4}-[0-9][0-9]-[0-9][0-9][T ][0-9].*$"), is_day())
        }
    };
    format!("({text})")
}
