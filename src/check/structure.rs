//! The project as a whole: what is there, how things are named, what the file holds beyond that.

use std::collections::BTreeSet;

use super::catalogue::structure::{
    BROKEN_NAME, DUPLICATE_ID, EXAMPLE_DOES_NOT_FIT, NO_ENVIRONMENT, NO_ID, NO_INTEGRATION, UNKNOWN_FIELD,
    UNKNOWN_TIME_ZONE,
};
use super::report::Report;
use super::subject::Subject;
use crate::engine::read_as_kind;
use crate::model::{Part, Place, Project, Unknown};
use crate::template::{is_name, time_zone};

/// Finds what is wrong with the project around its integrations.
pub(super) fn check_project(project: &Project, report: &mut Report) {
    let whole = |field: &str| Place::of_project(Part::Whole, field);
    if project.environments.is_empty() {
        let remedy = "Add an environment, for example one of the stage demo.";
        report.add(&NO_ENVIRONMENT, whole("environments"), "the project has no environment", remedy);
    }
    if project.integrations.is_empty() {
        let remedy = "Add an integration for the first thing that the bot should do.";
        report.add(&NO_INTEGRATION, whole("integrations"), "the project has no integration", remedy);
    }
    if let Some(zone) = project.time_zone.as_deref().filter(|zone| time_zone(zone).is_none()) {
        let detail = format!("`{zone}` is no time zone");
        report.add(&UNKNOWN_TIME_ZONE, whole("time_zone"), &detail, "Choose one such as `Europe/Berlin`.");
    }
    let place = Place::of_project;
    let environments = project.environments.iter().map(|it| it.id.as_str());
    ids("environment", environments, |id| place(Part::Environment(id), "id"), report);
    let facts = project.context.iter().map(|fact| fact.name.as_str());
    ids("fact", facts.clone(), |name| place(Part::Context(name), "name"), report);
    names(facts, |name| place(Part::Context(name), "name"), report);
    let secrets = project.secrets.iter().map(|secret| secret.name.as_str());
    ids("secret", secrets.clone(), |name| place(Part::Secret(name), "name"), report);
    names(secrets, |name| place(Part::Secret(name), "name"), report);
    let connections = project.connections.iter().map(|connection| connection.id.as_str());
    ids("connection", connections, |id| place(Part::Connection(id), "id"), report);
    let integrations = project.integrations.iter().map(|integration| integration.id.as_str());
    ids("integration", integrations, |id| Place::new(&id, Part::Whole, "id"), report);
    check_examples(project, report);
    unknown_of_project(project, report);
}

/// Finds what is wrong with the names inside an integration.
pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    let integration = subject.integration;
    let place = |part: Part, field: &str| subject.place(part, field);
    let inputs = integration.inputs.iter().map(|input| input.name.as_str());
    let outputs = integration.calls.iter().flat_map(|call| &call.outputs).map(|output| output.name.as_str());
    let calls = integration.calls.iter().map(|call| call.id.as_str());
    let outcomes = integration.outcomes.iter().map(|outcome| outcome.id.as_str());
    let samples = integration.samples.iter().map(|sample| sample.id.as_str());
    names(inputs.clone(), |name| place(Part::Input(name), "name"), report);
    names(outputs.clone(), |name| place(Part::Output(name), "name"), report);
    ids("input", inputs.clone(), |name| place(Part::Input(name), "name"), report);
    ids("output", outputs.clone(), |name| place(Part::Output(name), "name"), report);
    ids("call", calls, |id| place(Part::Call(id), "id"), report);
    ids("outcome", outcomes, |id| place(Part::Outcome(id), "id"), report);
    ids("sample", samples, |id| place(Part::Sample(id), "id"), report);
    for output in outputs.filter(|output| inputs.clone().any(|input| input == *output)) {
        let detail = format!("an input and an output are both called `{output}`");
        let about = place(Part::Output(output.to_owned()), "name");
        report.add(&DUPLICATE_ID, about, &detail, "Give one of them another name.");
    }
    for outcome in &integration.outcomes {
        if crate::model::StandardOutcome::from_id(&outcome.id).is_some() {
            let detail = format!("`{}` is an outcome that every integration has", outcome.id);
            let about = place(Part::Outcome(outcome.id.clone()), "id");
            report.add(&DUPLICATE_ID, about, &detail, "Give the outcome another id.");
        }
    }
    check_input_examples(subject, report);
    unknown_of_integration(subject, report);
}

/// Ids that are empty, and those that are there twice.
fn ids<'a>(
    kind: &str,
    ids: impl Iterator<Item = &'a str>,
    place: impl Fn(String) -> Place,
    report: &mut Report,
) {
    let mut seen = BTreeSet::new();
    for id in ids {
        if id.trim().is_empty() {
            let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
            let detail = format!("{article} {kind} has no name in the file");
            report.add(&NO_ID, place(id.to_owned()), &detail, "Give it a short name without spaces.");
        } else if !seen.insert(id) {
            let detail = format!("`{id}` is there twice as the name of the same kind of thing ({kind})");
            report.add(&DUPLICATE_ID, place(id.to_owned()), &detail, "Give one of them another name.");
        }
    }
}

/// Names that no chip can have.
fn names<'a>(names: impl Iterator<Item = &'a str>, place: impl Fn(String) -> Place, report: &mut Report) {
    for name in names.filter(|name| !name.trim().is_empty() && !is_name(name)) {
        let detail = format!("`{name}` is not a name that a text can use");
        let remedy = "Use letters, digits and `_`, beginning with a letter, such as `renews_on`.";
        report.add(&BROKEN_NAME, place(name.to_owned()), &detail, remedy);
    }
}

fn check_examples(project: &Project, report: &mut Report) {
    for fact in &project.context {
        let misfit = fact.example.as_ref().filter(|example| read_as_kind(example, fact.value_type).is_none());
        if misfit.is_some() {
            let kind = fact.value_type.title().to_lowercase();
            let detail = format!("the example of `{}` is not of the kind “{kind}”", fact.name);
            let place = Place::of_project(Part::Context(fact.name.clone()), "example");
            report.add(&EXAMPLE_DOES_NOT_FIT, place, &detail, "Correct the example or the kind.");
        }
    }
}

fn check_input_examples(subject: &Subject<'_>, report: &mut Report) {
    for input in &subject.integration.inputs {
        let Some(example) = &input.example else { continue };
        let typed = read_as_kind(example, input.value_type);
        let allowed = |value: &serde_json::Value| input.allowed.is_empty() || input.allowed.contains(value);
        if !typed.is_some_and(|value| allowed(&value)) {
            let detail = format!("the example of `{}` would not be accepted", input.name);
            let place = subject.place(Part::Input(input.name.clone()), "example");
            report.add(
                &EXAMPLE_DOES_NOT_FIT,
                place,
                &detail,
                "Correct the example, the kind or the allowed values.",
            );
        }
    }
}

fn unknown_of_project(project: &Project, report: &mut Report) {
    let mut unknown =
        |fields: &Unknown, part: Part| unknown_fields(fields, Place::of_project(part, ""), report);
    unknown(&project.unknown, Part::Whole);
    for it in &project.environments {
        unknown(&it.unknown, Part::Environment(it.id.clone()));
    }
    for it in &project.context {
        unknown(&it.unknown, Part::Context(it.name.clone()));
    }
    for it in &project.secrets {
        unknown(&it.unknown, Part::Secret(it.name.clone()));
    }
    for it in &project.connections {
        unknown(&it.unknown, Part::Connection(it.id.clone()));
        unknown(&it.tls.unknown, Part::Connection(it.id.clone()));
    }
}

fn unknown_of_integration(subject: &Subject<'_>, report: &mut Report) {
    let integration = subject.integration;
    let mut unknown = |fields: &Unknown, part: Part| unknown_fields(fields, subject.place(part, ""), report);
    unknown(&integration.unknown, Part::Whole);
    unknown(&integration.trigger.unknown, Part::Trigger);
    for it in &integration.inputs {
        unknown(&it.unknown, Part::Input(it.name.clone()));
    }
    for call in &integration.calls {
        unknown(&call.unknown, Part::Call(call.id.clone()));
        unknown(&call.policy.unknown, Part::Call(call.id.clone()));
        for output in &call.outputs {
            unknown(&output.unknown, Part::Output(output.name.clone()));
        }
    }
    for (outcome, reply) in super::names::replies(subject) {
        unknown(&reply.unknown, Part::Reply(outcome.to_owned()));
    }
    for it in &integration.samples {
        unknown(&it.unknown, Part::Sample(it.id.clone()));
    }
    for it in &integration.scenarios {
        unknown(&it.unknown, Part::Scenario(it.name.clone()));
    }
}

/// `$schema` is for editors of text.
fn unknown_fields(fields: &Unknown, mut place: Place, report: &mut Report) {
    for name in fields.0.keys().filter(|name| *name != "$schema") {
        place.field.clone_from(name);
        let detail = format!("this version does not know the field `{name}`");
        report.add(&UNKNOWN_FIELD, place.clone(), &detail, "Check how it is spelled, or remove it.");
    }
}
