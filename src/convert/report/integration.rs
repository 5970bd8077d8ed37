//! What the document says about one integration.

use std::sync::Arc;

use super::content::named;
use super::document::{Block, Cell, Document};
use super::replies::{Spoken, outcomes};
use super::{ScenarioEnd, Subject, live, moment};
use crate::engine::{Preview, seconds, worst_case_ms};
use crate::model::{Integration, Privacy, Project, Risk, Source};

/// The section of an integration.
pub(super) fn section(document: &mut Document, subject: &Subject<'_>, integration: &Arc<Integration>) {
    document.heading(2, named(&integration.name, &integration.id));
    document.paragraph(read_back(subject.project, integration));
    let languages = languages(subject.project);
    let spoken: Vec<Spoken> =
        languages.into_iter().map(|language| Spoken::of(subject, integration, language)).collect();
    needs(document, subject.project, integration);
    if let Some(first) = spoken.first() {
        requests(document, subject.project, integration, &first.previews);
    }
    outcomes(document, integration, &spoken);
    scenarios(document, subject, integration);
    live::section(document, subject, &integration.id);
    if !integration.notes.trim().is_empty() {
        document.heading(3, "Notes");
        document.paragraph(&integration.notes);
    }
}

/// What an integration may do to data.
pub(super) fn does(integration: &Integration) -> &'static str {
    match integration.trigger.risk {
        Risk::Read => "Only looks things up",
        Risk::Write => "Changes data",
        Risk::Destructive => "Deletes data",
    }
}

fn languages(project: &Project) -> Vec<String> {
    if project.languages.is_empty() { vec!["en".to_owned()] } else { project.languages.clone() }
}

/// "When a customer asks “…”, the bot gives the e-mail to the CRM and learns the status. It only looks things up."
fn read_back(project: &Project, integration: &Integration) -> String {
    let mut phrases = integration.trigger.phrases.iter();
    let phrase = phrases.find_map(|phrase| phrase.get(project.default_language(), &project.languages));
    let start = phrase.map_or_else(
        || "When the platform decides to use it".to_owned(),
        |phrase| format!("When a customer asks “{}”", phrase.as_str()),
    );
    let mut systems: Vec<String> = Vec::new();
    for call in &integration.calls {
        let found = project.connection(&call.connection);
        let name = found.map_or_else(|| call.connection.clone(), |found| named(&found.name, &found.id));
        if !systems.contains(&name) {
            systems.push(name);
        }
    }
    if systems.is_empty() {
        return format!("{start}, the bot answers without asking any system.");
    }
    let list = |words: Vec<String>| words.join(", ");
    let given = list(integration.inputs.iter().map(|input| named(&input.label, &input.name)).collect());
    let given = if given.is_empty() { "nothing about the customer".to_owned() } else { given };
    let learned = list(integration.outputs().map(|output| named(&output.label, &output.name)).collect());
    let learned = if learned.is_empty() { "nothing but whether it worked".to_owned() } else { learned };
    let systems = systems.join(" and ");
    let does = does(integration);
    format!("{start}, the bot gives {given} to {systems} and learns {learned}. {does}.")
}

fn needs(document: &mut Document, project: &Project, integration: &Integration) {
    if integration.inputs.is_empty() {
        return;
    }
    document.heading(3, "What it needs");
    let rows = integration.inputs.iter().map(|input| {
        let variable = match &input.source {
            Source::Context { name } => project.variable(name),
            _ => None,
        };
        let source = match &input.source {
            Source::Context { name } => format!("the customer fact {name}"),
            Source::Constant { .. } => "always the same".to_owned(),
            Source::MessageText => "what the customer writes".to_owned(),
            Source::UserId => "the platform’s id of the customer".to_owned(),
            Source::Locale => "the customer’s language".to_owned(),
            Source::Now => "the moment".to_owned(),
            Source::Expression { .. } => "put together from others".to_owned(),
        };
        let privacy = match &input.source {
            Source::MessageText | Source::UserId => Privacy::Personal,
            _ => variable.map_or(Privacy::None, |variable| variable.privacy),
        };
        let needed = if input.required { "yes" } else { "no" };
        [named(&input.label, &input.name), source, needed.to_owned(), privacy.title().to_owned()]
            .map(Cell::plain)
    });
    document.table(["What", "From", "Needed", "Privacy class"], rows.collect());
}

/// The requests as they are sent with the values of the examples; secrets are masked.
fn requests(document: &mut Document, project: &Project, integration: &Integration, previews: &[Preview]) {
    if integration.calls.is_empty() {
        return;
    }
    document.heading(3, "What it asks");
    // The preview that gets furthest shows the most calls.
    let furthest = previews.iter().max_by_key(|preview| preview.result.calls.len());
    for call in &integration.calls {
        let found = project.connection(&call.connection);
        let system = found.map_or_else(|| call.connection.clone(), |found| named(&found.name, &found.id));
        let repeats = match call.policy.retries.count {
            0 => "it is not tried again".to_owned(),
            1 => "it is tried once more".to_owned(),
            count => format!("it is tried {count} times more"),
        };
        document.paragraph(format!(
            "{system}: at most {} seconds a try, {repeats}; the customer waits {} seconds at worst.",
            seconds(call.policy.time_limit_ms),
            seconds(worst_case_ms(&call.policy))
        ));
        let record =
            furthest.and_then(|furthest| furthest.result.calls.iter().find(|record| record.call == call.id));
        let Some(record) = record else {
            document.blocks.push(Block::Alarm("The request cannot be made from the examples.".to_owned()));
            continue;
        };
        let request = &record.request;
        let mut lines = vec![format!("{} {}", request.method, request.url)];
        lines.extend(request.headers.iter().map(|(name, value)| format!("{name}: {value}")));
        if !request.body.is_empty() {
            lines.push(String::new());
            lines.push(request.body.clone());
        }
        document.blocks.push(Block::Code(lines.join("\n")));
    }
}

fn scenarios(document: &mut Document, subject: &Subject<'_>, integration: &Integration) {
    document.heading(3, "Scenarios");
    if integration.scenarios.is_empty() {
        document.blocks.push(Block::Alarm("There are no scenarios: nobody has tested it.".to_owned()));
        return;
    }
    let mut rows = Vec::new();
    for scenario in &integration.scenarios {
        let mut played = subject.played.iter();
        let played = played.find(|each| each.integration == integration.id && each.scenario == scenario.name);
        let at =
            played.and_then(|played| played.at).map(|at| moment(subject.project, at)).unwrap_or_default();
        let ended = match played.map(|played| &played.ended) {
            Some(ScenarioEnd::Passed) => Cell::plain("passed"),
            Some(ScenarioEnd::Failed(differences)) => {
                Cell::alarm(format!("failed\n{}", differences.join("\n")))
            }
            Some(ScenarioEnd::NotPlayed(why)) => Cell::plain(format!("not played: {why}")),
            None => Cell::plain("not played"),
        };
        let expected = integration.outcome_name(&scenario.expect.outcome);
        rows.push([Cell::plain(&scenario.name), Cell::plain(expected), ended, Cell::plain(at)]);
    }
    document.table(["Scenario", "Must end in", "Result", "Played"], rows);
}
