//! From an answer to outputs and an outcome.

use super::decide::Judge;
use super::writer::Writer;
use super::{contract, kind, literal, path};
use crate::convert::export::flow::{CallStep, Decision, Test};
use crate::model::RetryCause;

/// The steps from `$status`, `$failure`, `$body` and `$is_blank` to the run: with outputs, with an outcome unless another call
/// follows, and with `again` and `pause_ms` when the call is to be tried once more.
pub fn answer(writer: &mut Writer<'_>, call: &CallStep, tries: Tries) -> String {
    let outputs = outputs(writer, call);
    let is_json = "$exists($status) and $is_blank = false and $type($body) != \"string\"";
    let fields: Vec<String> = call
        .outputs
        .iter()
        .zip(&outputs)
        .map(|(output, (_, value, kind))| {
            let default = output.default.as_ref().map_or_else(|| "$nothing".to_owned(), literal::value);
            let name = literal::text(&output.name);
            format!("{name}: $exists({value}) ? ({kind} ? {value}) : {default}")
        })
        .collect();
    writer.script.then(format!("$found := {is_json} ? {{{}}} : {{}}", fields.join(", ")));
    writer.script.then("$outputs := $merge([$lookup($run, \"outputs\"), $found])".to_owned());
    writer.script.then("$values := $merge([$values, $found])".to_owned());
    let contract = match &call.schema {
        None => "true".to_owned(),
        Some(schema) => contract::condition(&mut writer.script, schema, "$body").code,
    };
    let contract = writer.script.step("contract", &contract);
    let mut judge = Judge { script: &mut writer.script, outputs: &outputs, contract: &contract };
    let rows = table(call);
    let outcome = judge.table(&rows);
    let outcome = writer.script.step("outcome", &outcome);
    let ended = format!("$exists({outcome}) ? {{\"outcome\": {outcome}}} : {{}}");
    match again(call, tries) {
        None => format!("$merge([$run, {{\"outputs\": $outputs}}, {ended}])"),
        // A try that is not the last leaves nothing behind.
        Some((condition, record)) => format!(
            "{condition} ? $merge([$run, {record}]) : $merge([$run, {{\"again\": false, \"outputs\": $outputs}}, {ended}])"
        ),
    }
}

/// Who counts the tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tries {
    /// The expression, in `tries` of the run.
    Counted,
    /// The platform.
    ByPlatform,
}

/// For each output its name, the step with its value, and the condition that it is of its kind.
fn outputs(writer: &mut Writer<'_>, call: &CallStep) -> Vec<(String, String, String)> {
    let mut steps = Vec::new();
    for output in &call.outputs {
        let code = path::taken(&mut writer.script, output).unwrap_or_else(|| "$nothing".to_owned());
        let raw = writer.script.step("raw", &format!("$is_blank ? $nothing : {code}"));
        let value = writer.script.step("found", &format!("({raw} != null ? {raw})"));
        let kind = kind::is_of_kind(&mut writer.script, &value, output.value_type);
        steps.push((output.name.clone(), value, kind));
    }
    steps
}

/// The table of a call, in which what does not count as success is decided before flaws are looked for.
fn table(call: &CallStep) -> Vec<Decision> {
    let mut rows = call.table();
    // An answer that is neither: what the platform calls a failure in its own words.
    if let Some(place) = rows.iter().position(|row| !matches!(row.test, Test::Failed(_))) {
        let outcome = "unreachable".to_owned();
        rows.insert(place, Decision { test: Test::Not(Box::new(Test::Status(vec![any_status()]))), outcome });
    }
    rows
}

fn any_status() -> crate::model::StatusRange {
    crate::model::StatusRange { first: 0, last: 999 }
}

/// When the call is tried once more, and the record that asks for it.
fn again(call: &CallStep, tries: Tries) -> Option<(String, String)> {
    let causes = causes(call);
    if call.repetitions == 0 || causes.is_empty() || tries == Tries::ByPlatform {
        return None;
    }
    let (most, pause) = (call.repetitions, call.policy.retries.backoff_ms);
    let tried = "$lookup($run, \"tries\")";
    let record =
        format!("{{\"again\": true, \"tries\": {tried} + 1, \"pause_ms\": {pause} * $power(2, {tried})}}");
    Some((format!("{tried} < {most} and ({})", causes.join(" or ")), record))
}

fn causes(call: &CallStep) -> Vec<String> {
    let code = |cause: &RetryCause| match cause {
        RetryCause::Unreachable => "$failure = \"unreachable\"",
        RetryCause::Timeout => "$failure = \"timeout\" or $status = 408",
        RetryCause::RateLimited => "$status = 429",
        RetryCause::ServerError => "($exists($status) ? $status >= 500 and $status < 600 : false)",
    };
    call.policy.retries.on.iter().map(|cause| code(cause).to_owned()).collect()
}
