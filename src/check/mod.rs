//! Findings about a design: what will or can hurt a customer, where it is, and what to do about it.
//!
//! Nothing here stops anybody from saving or opening a design; a half-finished one is normal. Every kind of finding stands
//! in the [`CATALOGUE`], with its title and an explanation. Each file holds the rules of one family; all of them look at
//! a subject, which is an integration with every text parsed once.

mod answers;
mod catalogue;
mod channels;
mod connections;
pub mod diff;
mod formats;
mod key_shape;
mod known;
mod languages;
mod memory;
mod names;
mod platform;
mod presence;
mod replies;
mod report;
mod requests;
mod rules;
mod scenarios;
mod secrets;
mod sign_in;
mod structure;
mod subject;
mod suggest;
mod texts;
mod time;

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::Timestamp;

pub use catalogue::{CATALOGUE, Entry, explain};
pub use key_shape::{key_in, key_under};
pub use memory::Memory;
pub use platform::{BodyKind, Limit, Proof, platform_limits};

use crate::model::{Finding, Integration, Part, Place, Project};
use report::Report;
use scenarios::Stage;
use subject::{FALLBACK, Subject};

/// Whether what stands in the field of that name looks like a key, token or password.
pub fn looks_like_key(name: &str, text: &str) -> bool {
    key_under(name, text).is_some()
}

/// Everything that is worth saying about a project: errors first, then warnings and hints, each in the order of the project.
/// The same project always has the same findings. `now` is the moment that scenarios are played at.
pub fn check(project: &Project, now: Timestamp) -> Vec<Finding> {
    Memory::default().check(project, now)
}

/// Everything that is worth saying about one integration of a project, in the same order. Connections, secrets and what else
/// belongs to the whole project are left to [`check`].
pub fn check_integration(project: &Project, integration: &Integration, now: Timestamp) -> Vec<Finding> {
    let known = project.integrations.iter().find(|known| std::ptr::eq(known.as_ref(), integration));
    let shared = known.cloned().unwrap_or_else(|| Arc::new(integration.clone()));
    let subject = Subject::new(project, &shared);
    let mut findings = check_subject(&subject, &shared, &Stage::new(project, now));
    worst_first(&mut findings);
    findings
}

/// What belongs to the project and to none of its integrations.
fn check_around(project: &Project, subjects: &[Subject<'_>]) -> Vec<Finding> {
    let mut report = Report::default();
    structure::check_project(project, &mut report);
    connections::check(project, subjects, &mut report);
    secrets::check_project(project, subjects, &mut report);
    platform::check_project(project, subjects, &mut report);
    report.in_order(|place| rank_in_project(project, place))
}

fn check_subject(subject: &Subject<'_>, integration: &Arc<Integration>, stage: &Stage) -> Vec<Finding> {
    let mut report = Report::default();
    structure::check(subject, &mut report);
    names::check(subject, &mut report);
    formats::check(subject, &mut report);
    requests::check(subject, &mut report);
    time::check(subject, &mut report);
    platform::check(subject, &mut report);
    secrets::check(subject, &mut report);
    answers::check(subject, integration, &mut report);
    rules::check(subject, &mut report);
    replies::check(subject, &mut report);
    presence::check(subject, &mut report);
    languages::check(subject, &mut report);
    channels::check(subject, &mut report);
    scenarios::check(subject, integration, stage, &mut report);
    report.in_order(|place| rank_in_integration(integration, place))
}

/// Within a severity the order stays as it is.
fn worst_first(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| Reverse(finding.severity));
}

/// Where a part stands in the file: the kind of part, then its position.
fn rank_in_project(project: &Project, place: &Place) -> (u8, usize) {
    let at = |position: Option<usize>| position.unwrap_or(usize::MAX);
    match &place.part {
        Part::Environment(id) => (1, at(project.environments.iter().position(|it| it.id == *id))),
        Part::Context(name) => (2, at(project.context.iter().position(|it| it.name == *name))),
        Part::Secret(name) => (3, at(project.secrets.iter().position(|it| it.name == *name))),
        Part::Connection(id) => (4, at(project.connections.iter().position(|it| it.id == *id))),
        _ => match &place.integration {
            Some(id) => (5, at(project.integrations.iter().position(|it| it.id == *id))),
            None => (0, 0),
        },
    }
}

/// The same within an integration, in the order of the five steps.
fn rank_in_integration(integration: &Integration, place: &Place) -> (u8, usize) {
    let at = |position: Option<usize>| position.unwrap_or(usize::MAX);
    match &place.part {
        Part::Trigger => (1, 0),
        Part::Confirmation => (2, 0),
        Part::Input(name) => (3, at(integration.inputs.iter().position(|it| it.name == *name))),
        Part::Call(id) => (4, at(integration.calls.iter().position(|it| it.id == *id))),
        Part::Output(name) => (5, at(integration.outputs().position(|it| it.name == *name))),
        Part::Outcome(id) => (6, at(integration.outcomes.iter().position(|it| it.id == *id))),
        Part::Waiting => (7, 0),
        Part::Reply(id) if id == FALLBACK => (9, 0),
        Part::Reply(id) => (8, at(integration.outcome_ids().iter().position(|it| it == id))),
        Part::Sample(id) => (10, at(integration.samples.iter().position(|it| it.id == *id))),
        Part::Scenario(name) => (11, at(integration.scenarios.iter().position(|it| it.name == *name))),
        Part::Whole | Part::Environment(_) | Part::Context(_) | Part::Secret(_) | Part::Connection(_) => {
            (0, 0)
        }
    }
}
