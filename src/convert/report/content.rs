//! What the document says about the project as a whole.

use super::document::{Block, Cell, Document};
use super::{ScenarioEnd, Subject, integration, live, moment};
use crate::engine::{HostFlow, data_flow, datum_words, exposures, protection_words};
use crate::model::{Privacy, Project};

/// The whole document.
pub(super) fn document(subject: &Subject<'_>) -> Document {
    let Subject { project, integrations, environment, now, .. } = subject;
    let title = match integrations {
        [only] if project.integrations.len() > 1 => named(&only.name, &only.id),
        _ => named(&project.name, "Project"),
    };
    let mut document =
        Document { title: format!("Hand-over: {title}"), language: "en".to_owned(), blocks: Vec::new() };
    let place = environment.map_or_else(String::new, |environment| {
        format!(", for the environment “{}”", named(&environment.name, &environment.id))
    });
    document.paragraph(format!("Written on {}{place}.", moment(project, *now)));
    if !project.description.is_empty() {
        document.paragraph(&project.description);
    }
    summary(&mut document, subject);
    data(&mut document, subject);
    for integration in *integrations {
        integration::section(&mut document, subject, integration);
    }
    document
}

/// The first of two that has words.
pub(super) fn named(name: &str, otherwise: &str) -> String {
    if name.trim().is_empty() { otherwise.to_owned() } else { name.to_owned() }
}

fn summary(document: &mut Document, subject: &Subject<'_>) {
    let count =
        |wanted: fn(&ScenarioEnd) -> bool| subject.played.iter().filter(|each| wanted(&each.ended)).count();
    let passed = count(|ended| matches!(ended, ScenarioEnd::Passed));
    let failed = count(|ended| matches!(ended, ScenarioEnd::Failed(_)));
    let left = count(|ended| matches!(ended, ScenarioEnd::NotPlayed(_)));
    document.heading(2, "In short");
    let mut head = vec!["Integration", "What it may do", "Scenarios"];
    head.extend(subject.live.map(|_| "Last live run"));
    let rows = subject.integrations.iter().map(|each| {
        let mut row = vec![
            Cell::strong(named(&each.name, &each.id)),
            Cell::plain(integration::does(each)),
            tested(subject, &each.id),
        ];
        row.extend(live::last(subject, &each.id));
        row
    });
    let head = head.into_iter().map(str::to_owned).collect();
    document.blocks.push(Block::Table { head, rows: rows.collect() });
    let words = format!("Scenarios: {passed} passed, {failed} failed, {left} not played.");
    if failed > 0 { document.blocks.push(Block::Alarm(words)) } else { document.paragraph(words) }
}

/// How the scenarios went, and when the first of them was played: all of it is at least as new as that.
fn tested(subject: &Subject<'_>, integration: &str) -> Cell {
    let own: Vec<_> = subject.played.iter().filter(|each| each.integration == integration).collect();
    let passed = own.iter().filter(|each| each.ended == ScenarioEnd::Passed).count();
    let failed = own.iter().any(|each| matches!(each.ended, ScenarioEnd::Failed(_)));
    let since = own.iter().filter_map(|each| each.at).min();
    let since = since.map_or_else(String::new, |at| format!(", played {}", moment(subject.project, at)));
    let words = format!("{passed} of {} passed{since}", own.len());
    match (own.is_empty(), failed) {
        (true, _) => Cell::alarm("never tested"),
        (false, true) => Cell::alarm(words),
        (false, false) => Cell::plain(words),
    }
}

fn data(document: &mut Document, subject: &Subject<'_>) {
    let part = Project { integrations: subject.integrations.to_vec(), ..Project::clone(subject.project) };
    let hosts = data_flow(&part, subject.environment);
    document.heading(2, "Data that leaves");
    if hosts.is_empty() {
        document.paragraph("Nothing: no integration calls another system.");
    }
    for host in &hosts {
        one_host(document, &part, host);
    }
}

fn one_host(document: &mut Document, project: &Project, host: &HostFlow) {
    let name = if host.origin.is_empty() { "No address in this environment" } else { &host.origin };
    document.heading(3, name);
    if host.is_demo {
        document.paragraph("The demo server on this computer answers instead, so nothing leaves it.");
    }
    let systems = host
        .systems
        .iter()
        .map(|system| Cell::plain(format!("{}: {}", system.name, protection_words(system))));
    document.blocks.push(Block::Points(systems.collect()));
    let mut rows = Vec::new();
    for flow in &host.flows {
        let integration = project.integration(&flow.integration).map(|found| named(&found.name, &found.id));
        let integration = integration.unwrap_or_else(|| flow.integration.clone());
        if flow.data.is_empty() {
            rows.push([
                Cell::plain(integration.clone()),
                Cell::plain("nothing of the conversation"),
                Cell::plain(""),
                Cell::plain(""),
            ]);
        }
        for data in &flow.data {
            let class = data.datum.privacy.title();
            let place = datum_words(data);
            let place = place.rsplit_once(": ").map_or("", |(_, place)| place).to_owned();
            let exposed = exposures(host, &flow.connection, data);
            let alarm: Vec<_> = exposed.iter().map(|exposure| exposure.sentence()).collect();
            let place = if alarm.is_empty() {
                Cell::plain(place)
            } else {
                Cell::alarm(format!("{place}\n{}", alarm.join("\n")))
            };
            let class = if data.datum.privacy == Privacy::Sensitive {
                Cell::strong(class)
            } else {
                Cell::plain(class)
            };
            rows.push([Cell::plain(integration.clone()), Cell::plain(&data.datum.label), class, place]);
        }
    }
    if !rows.is_empty() {
        document.table(["Integration", "What", "Privacy class", "Where in the request"], rows);
    }
}
