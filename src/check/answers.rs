//! Answers: contract, paths, patterns, and whether the saved answers are as agreed.

use std::sync::Arc;

use regex::Regex;
use serde_json::{Map, Value};

use super::catalogue::answers::{
    BROKEN_PATH, BROKEN_PATTERN, NO_SAMPLE, NO_SUCCESS_STATUS, SAMPLE_BREAKS_CONTRACT, SAMPLE_WITHOUT_CALL,
};
use super::catalogue::requests::BROKEN_SCHEMA;
use super::names::lower_first;
use super::report::Report;
use super::subject::Subject;
use crate::engine::{Contract, Facts, Path, PreparedCall, holds, is_of_kind, prepared};
use crate::model::{Answer, Call, Integration, Output, Part, Sample, SampleBody, StandardOutcome, ValueType};

/// Finds what is wrong with how answers are understood.
pub(super) fn check(subject: &Subject<'_>, integration: &Arc<Integration>, report: &mut Report) {
    // Compiled once, for these rules and for the scenarios that are played after them.
    let prepared = prepared(integration);
    check_patterns(subject, prepared.patterns(&integration.inputs), report);
    for (index, call) in subject.integration.calls.iter().enumerate() {
        let Some(prepared) = prepared.call(index) else { continue };
        let expected = read(subject, call, prepared, report);
        let samples: Vec<_> = samples_of(subject, index).collect();
        if samples.is_empty() {
            let place = subject.call_place(call, "samples");
            let remedy = "Send the call once and keep the answer, or write one by hand.";
            report.add(&NO_SAMPLE, place, "there is no saved answer", remedy);
        }
        for sample in samples {
            check_sample(subject, call, sample, &expected, report);
        }
    }
    for sample in &subject.integration.samples {
        let named = sample.call.as_deref();
        if let Some(name) = named
            && !subject.integration.calls.iter().any(|call| call.id == name)
        {
            let place = subject.place(Part::Sample(sample.id.clone()), "call");
            let detail = format!("there is no call `{name}`");
            report.add(&SAMPLE_WITHOUT_CALL, place, &detail, "Choose the call that it answers.");
        }
    }
}

/// What an answer of a call has to hold.
struct Expected<'a> {
    contract: Option<&'a Contract>,
    outputs: Vec<(&'a Output, &'a Path)>,
}

/// Reads contract and paths; what cannot be read is reported and then left out.
fn read<'a>(
    subject: &Subject<'_>,
    call: &'a Call,
    prepared: &'a PreparedCall,
    report: &mut Report,
) -> Expected<'a> {
    if call.success.statuses.is_empty() {
        let place = subject.call_place(call, "success");
        report.add(&NO_SUCCESS_STATUS, place, "no status is listed", "Enter `200-299`.");
    }
    let contract = prepared.contract(call).and_then(|contract| match contract {
        Ok(contract) => Some(contract),
        Err(problem) => {
            let place = subject.call_place(call, "response_schema");
            let remedy = "Correct the contract, or have it made from a sample again.";
            report.add(&BROKEN_SCHEMA, place, &lower_first(problem), remedy);
            None
        }
    });
    let mut outputs = Vec::with_capacity(call.outputs.len());
    for (output, path) in call.outputs.iter().zip(prepared.paths(call)) {
        match path {
            Ok(path) => outputs.push((output, path)),
            Err(problem) => {
                let place = subject.place(Part::Output(output.name.clone()), "path");
                let remedy = "Click the value in a saved answer, which writes the path.";
                report.add(&BROKEN_PATH, place, problem, remedy);
            }
        }
    }
    Expected { contract, outputs }
}

/// `compiled` are the patterns as the engine reads them: for the whole text.
fn check_patterns(subject: &Subject<'_>, compiled: &[Option<Regex>], report: &mut Report) {
    for (input, compiled) in subject.integration.inputs.iter().zip(compiled) {
        if !input.pattern.is_empty() && compiled.is_none() {
            let place = subject.place(Part::Input(input.name.clone()), "pattern");
            let detail = format!("the pattern of `{}` is no regular expression", input.name);
            let remedy =
                "Correct the pattern: brackets come in pairs, and `\\` stands before a literal sign.";
            report.add(&BROKEN_PATTERN, place, &detail, remedy);
        }
    }
}

/// The samples of a call; one that names no call belongs to the first.
fn samples_of<'a>(subject: &Subject<'a>, index: usize) -> impl Iterator<Item = &'a Sample> {
    let integration = subject.integration;
    let id = &integration.calls[index].id;
    integration.samples.iter().filter(move |sample| match &sample.call {
        Some(call) => call == id,
        None => index == 0,
    })
}

fn check_sample(
    subject: &Subject<'_>,
    call: &Call,
    sample: &Sample,
    expected: &Expected<'_>,
    report: &mut Report,
) {
    let counts = call.success.statuses.iter().any(|range| range.contains(sample.status));
    let nobody_reads = call.outputs.is_empty() && call.response_schema.is_none();
    if !counts || nobody_reads || is_meant(subject, sample) {
        return;
    }
    if let Some(problem) = flaw(call, sample, expected) {
        let place = subject.place(Part::Sample(sample.id.clone()), "body");
        let name = if sample.name.is_empty() { &sample.id } else { &sample.name };
        let detail = format!("the sample “{name}” is not as agreed: {problem}");
        let remedy = "Record it again, make the contract less strict, or write a scenario that expects this.";
        report.add(&SAMPLE_BREAKS_CONTRACT, place, &detail, remedy);
    }
}

/// Whether a scenario says that the answer is broken on purpose.
fn is_meant(subject: &Subject<'_>, sample: &Sample) -> bool {
    let on_purpose = [StandardOutcome::InvalidResponse.id(), StandardOutcome::Empty.id()];
    subject.integration.scenarios.iter().any(|scenario| {
        let answered =
            scenario.answers.iter().any(|answer| matches!(answer, Answer::Sample(id) if *id == sample.id));
        answered && on_purpose.contains(&scenario.expect.outcome.as_str())
    })
}

/// The first thing that is not as agreed, as a run would find it.
fn flaw(call: &Call, sample: &Sample, expected: &Expected<'_>) -> Option<String> {
    let parsed;
    let document = match &sample.body {
        SampleBody::None => return None,
        SampleBody::Json(document) => document,
        SampleBody::Text(text) if text.trim().is_empty() => return None,
        SampleBody::Text(text) => match serde_json::from_str::<Value>(text) {
            Ok(document) => {
                parsed = document;
                &parsed
            }
            Err(_) => return Some("it is no JSON".to_owned()),
        },
    };
    if document.is_null() || document.as_array().is_some_and(Vec::is_empty) {
        return None;
    }
    let mut values = Map::new();
    let mut problem =
        expected.contract.as_ref().and_then(|contract| contract.problems(document).into_iter().next());
    for (output, path) in &expected.outputs {
        match value_of(output, path, document) {
            Ok(Some(value)) => {
                values.insert(output.name.clone(), value);
            }
            Ok(None) => {}
            Err(what) => problem = problem.or(Some(what)),
        }
    }
    let facts = Facts { values: &values, before: None, status: Some(sample.status) };
    let reports_an_error = call.success.rule.as_ref().is_some_and(|rule| !holds(rule, facts));
    problem.filter(|_| !reports_an_error)
}

fn value_of(output: &Output, path: &Path, document: &Value) -> Result<Option<Value>, String> {
    let found = path.find(document);
    let first = found.first().copied();
    if output.value_type == ValueType::List && first.is_some_and(|value| !value.is_array()) {
        // A path to several values makes a list of them.
        return Ok(Some(Value::Array(found.into_iter().cloned().collect())));
    }
    match first.filter(|value| !value.is_null()) {
        Some(value) if is_of_kind(value, output.value_type) => Ok(Some(value.clone())),
        Some(_) => {
            let kind = output.value_type.title().to_lowercase();
            Err(format!("`{}` is not of the kind “{kind}”", output.path))
        }
        None if output.required && output.default.is_none() => Err(format!("`{}` is missing", output.path)),
        None => Ok(output.default.clone()),
    }
}
