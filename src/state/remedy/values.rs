//! Remedies for values: names that nobody provides or uses, values that may be missing, contracts and samples.

use serde_json::Value;

use super::{call, call_mut, integration, integration_mut, names, quoted, reply_mut, say};
use crate::engine::{Path, SECRET_PREFIX, infer, is_of_kind, read_as_kind};
use crate::engine::{rename_in_text, texts_at};
use crate::model::{
    Call, ContextVariable, Finding, Integration, Message, Part, Privacy, Project, SampleBody, Source,
};
use crate::template::{Argument, Chip, Format, Part as Piece, escape, format_from_source, is_name, parse};

/// Gives the chip that the finding names something to say when its value is missing.
pub(super) fn stand_in(project: &mut Project, finding: &Finding) {
    each_chip(project, finding, |chip| {
        let mut formats = chip.formats().to_vec();
        let stands_in = formats.iter().any(|format| matches!(format, Format::Default(_)));
        if !names(finding, chip.name()) || stands_in {
            return None;
        }
        formats.push(Format::Default(Argument::Text("–".to_owned())));
        Chip::new(chip.name(), formats).ok().map(|chip| chip.to_string())
    });
}

/// A value that has no words of its own needs a format instead of none.
pub(super) fn fit_format_words(_project: &Project, finding: &Finding) -> Option<String> {
    if !finding.title.contains("has no words") {
        return say("Show it without a format");
    }
    if finding.title.contains("“list”") { say("Say one after the other") } else { None }
}

pub(super) fn fit_format(project: &mut Project, finding: &Finding) {
    if let Some(output) = output_mut(project, finding) {
        output.format.clear();
        return;
    }
    let formats = match finding.title.contains("has no words") {
        true => format_from_source("list").into_iter().collect(),
        false => Vec::new(),
    };
    each_chip(project, finding, |chip| {
        let is_meant = names(finding, chip.name()) && chip.formats() != formats;
        is_meant.then(|| Chip::new(chip.name(), formats.clone()).ok().map(|chip| chip.to_string())).flatten()
    });
}

/// Writes the chips of the texts that a finding is about anew; nothing leaves a chip as it is.
fn each_chip(project: &mut Project, finding: &Finding, rewrite: impl Fn(&Chip) -> Option<String>) {
    texts_at(project, &finding.place, &mut |text| {
        let Ok(parsed) = parse(text) else { return };
        let mut rewritten = String::with_capacity(text.len());
        for piece in parsed.parts() {
            match piece {
                Piece::Literal { span, .. } => rewritten.push_str(&text[span.clone()]),
                Piece::Chip { chip, span } => {
                    let same = || text[span.clone()].to_owned();
                    rewritten.push_str(&rewrite(chip).unwrap_or_else(same));
                }
            }
        }
        *text = rewritten;
    });
}

pub(super) fn escape_braces(project: &mut Project, finding: &Finding) {
    if let Some(output) = output_mut(project, finding) {
        output.format.clear();
        return;
    }
    texts_at(project, &finding.place, &mut |text| {
        if parse(text).is_err() {
            *text = escape(text);
        }
    });
}

pub(super) fn use_known_words(project: &Project, finding: &Finding) -> Option<String> {
    if let Some(meant) = meant(finding) {
        let integration = integration(project, finding);
        let output = integration.and_then(|known| known.output(meant)).map(|output| &output.label);
        let fact = project.variable(meant).map(|fact| &fact.label);
        let label = output.or(fact).filter(|label| !label.is_empty());
        return Some(format!("Use “{}”", label.map_or(meant, String::as_str)));
    }
    say(if can_be_fact(finding) { "Add it to the customer facts" } else { "Take it out" })
}

pub(super) fn use_known(project: &mut Project, finding: &Finding) {
    match meant(finding) {
        Some(meant) => {
            for name in unknown(finding) {
                use_instead(project, finding, name, meant);
            }
        }
        None if can_be_fact(finding) => {
            for name in unknown(finding) {
                let (name, privacy) = (name.to_owned(), Privacy::Personal);
                project.context.push(ContextVariable { name, privacy, ..ContextVariable::default() });
            }
        }
        None => take_out(project, finding),
    }
}

/// The name that was probably meant.
fn meant(finding: &Finding) -> Option<&str> {
    finding.remedy.strip_prefix("Did you mean ").and_then(|rest| quoted(rest).first().copied())
}

fn unknown(finding: &Finding) -> Vec<&str> {
    quoted(&finding.title)
}

/// Whether a fact of that name would help: not for fields of list items, nor for what is only known later.
fn can_be_fact(finding: &Finding) -> bool {
    let is_new =
        finding.title.contains("nobody provides") || finding.title.contains("no fact of the conversation");
    let names = unknown(finding);
    is_new && !names.is_empty() && names.iter().all(|name| is_name(name) && !name.starts_with(SECRET_PREFIX))
}

fn use_instead(project: &mut Project, finding: &Finding, from: &str, to: &str) {
    texts_at(project, &finding.place, &mut |text| rename_in_text(text, from, to));
    if let (Part::Input(name), Some(integration)) = (&finding.place.part, integration_mut(project, finding)) {
        for input in integration.inputs.iter_mut().filter(|input| input.name == *name) {
            if let Source::Context { name } = &mut input.source
                && name == from
            {
                to.clone_into(name);
            }
        }
    }
    let Some(reply) = reply_mut(project, finding) else { return };
    let travelling = reply.handoff.iter_mut().flat_map(|handoff| &mut handoff.context);
    travelling.filter(|name| *name == from).for_each(|name| to.clone_into(name));
    for message in reply.messages.iter_mut().chain(reply.channels.values_mut().flatten()) {
        if let Message::List { items, .. } = message
            && items == from
        {
            to.clone_into(items);
        }
    }
}

fn take_out(project: &mut Project, finding: &Finding) {
    each_chip(project, finding, |chip| names(finding, chip.name()).then(String::new));
    if let Some(handoff) = reply_mut(project, finding).and_then(|reply| reply.handoff.as_mut()) {
        handoff.context.retain(|name| !names(finding, name));
    }
}

pub(super) fn remove_input(project: &mut Project, finding: &Finding) {
    let Part::Input(name) = &finding.place.part else { return };
    if let Some(integration) = integration_mut(project, finding) {
        integration.inputs.retain(|input| input.name != *name);
    }
}

pub(super) fn remove_output(project: &mut Project, finding: &Finding) {
    let Part::Output(name) = &finding.place.part else { return };
    if let Some(integration) = integration_mut(project, finding) {
        for call in &mut integration.calls {
            call.outputs.retain(|output| output.name != *name);
        }
    }
}

fn output_mut<'a>(project: &'a mut Project, finding: &Finding) -> Option<&'a mut crate::model::Output> {
    let Part::Output(name) = &finding.place.part else { return None };
    let calls = &mut integration_mut(project, finding)?.calls;
    calls.iter_mut().flat_map(|call| &mut call.outputs).find(|output| output.name == *name)
}

pub(super) fn drop_pattern(project: &mut Project, finding: &Finding) {
    let Part::Input(name) = &finding.place.part else { return };
    if let Some(integration) = integration_mut(project, finding) {
        let inputs = integration.inputs.iter_mut().filter(|input| input.name == *name);
        inputs.for_each(|input| input.pattern.clear());
    }
}

pub(super) fn drop_example(project: &mut Project, finding: &Finding) {
    match &finding.place.part {
        Part::Context(name) => {
            let facts = project.context.iter_mut().filter(|fact| fact.name == *name);
            facts.for_each(|fact| fact.example = None);
        }
        Part::Input(name) => {
            let Some(integration) = integration_mut(project, finding) else { return };
            let inputs = integration.inputs.iter_mut().filter(|input| input.name == *name);
            inputs.for_each(|input| input.example = None);
        }
        _ => {}
    }
}

pub(super) fn use_utc(project: &mut Project, _finding: &Finding) {
    project.time_zone = None;
}

pub(super) fn delete_meaning(project: &mut Project, finding: &Finding) {
    let Part::Outcome(id) = &finding.place.part else { return };
    if let Some(integration) = integration_mut(project, finding) {
        integration.outcomes.retain(|own| own.id != *id);
        integration.replies.remove(id);
    }
}

pub(super) fn answer_first_call(project: &mut Project, finding: &Finding) {
    let Part::Sample(id) = &finding.place.part else { return };
    let Some(integration) = integration_mut(project, finding) else { return };
    let samples = integration.samples.iter_mut().filter(|sample| sample.id == *id);
    samples.for_each(|sample| sample.call = None);
}

pub(super) fn learn_words(project: &Project, finding: &Finding) -> Option<String> {
    let call = call(project, finding)?;
    if finding.place.field == "body" {
        return say("Do without this contract");
    }
    let can_learn = !good_answers(integration(project, finding)?, call).is_empty();
    say(if can_learn { "Learn it from the samples" } else { "Do without a contract" })
}

pub(super) fn learn(project: &mut Project, finding: &Finding) {
    let Some(known) = integration(project, finding) else { return };
    let answers = call(project, finding).map(|call| good_answers(known, call)).unwrap_or_default();
    let Some(call) = call_mut(project, finding) else { return };
    if finding.place.field == "body" {
        if let crate::model::Body::Json { schema, .. } = &mut call.body {
            *schema = None;
        }
        return;
    }
    call.response_schema = (!answers.is_empty()).then(|| infer(&answers));
}

/// The bodies of the samples of a call that count as success.
pub fn good_answers(integration: &Integration, call: &Call) -> Vec<Value> {
    let is_first = integration.calls.first().is_some_and(|first| first.id == call.id);
    let of_call = integration.samples.iter().filter(|sample| match &sample.call {
        Some(id) => *id == call.id,
        None => is_first,
    });
    let good =
        of_call.filter(|sample| call.success.statuses.iter().any(|range| range.contains(sample.status)));
    good.filter_map(|sample| match &sample.body {
        SampleBody::Json(value) if !value.is_null() => Some(value.clone()),
        _ => None,
    })
    .collect()
}

/// Only an answer in JSON can become part of what is agreed.
pub(super) fn accept_sample_words(project: &Project, finding: &Finding) -> Option<String> {
    let Part::Sample(id) = &finding.place.part else { return None };
    let sample = integration(project, finding)?.sample(id)?;
    if matches!(sample.body, SampleBody::Json(_)) { say("Accept such answers") } else { None }
}

/// The contract is learned anew with this answer, and a value that it does not have need not be there.
pub(super) fn accept_sample(project: &mut Project, finding: &Finding) {
    let Part::Sample(id) = &finding.place.part else { return };
    let Some(integration) = integration_mut(project, finding) else { return };
    let Some(sample) = integration.sample(id).cloned() else { return };
    let SampleBody::Json(document) = &sample.body else { return };
    let index = match &sample.call {
        Some(id) => integration.calls.iter().position(|call| call.id == *id),
        None => Some(0),
    };
    let known = integration.clone();
    let Some(call) = index.and_then(|index| integration.calls.get_mut(index)) else { return };
    if call.response_schema.is_some() {
        call.response_schema = Some(infer(&good_answers(&known, call)));
    }
    for output in &mut call.outputs {
        let Ok(path) = Path::parse(&output.path) else { continue };
        let found = path.find(document).first().map(|value| (*value).clone());
        match found.filter(|value| !value.is_null()) {
            None => output.required = false,
            Some(value) => {
                let fits = is_of_kind(&value, output.value_type)
                    || read_as_kind(&value, output.value_type).is_some();
                if !fits {
                    output.value_type = crate::state::kind_of(&value);
                    output.format.clear();
                }
            }
        }
    }
}
