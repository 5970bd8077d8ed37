//! What the platform that a project is for cannot do.
//!
//! The table says which limits a platform has; each limit has one rule here, which says what of the design touches it.

mod calls;
mod connections;
mod limit;
mod replies;
mod table;

pub use limit::{BodyKind, Limit, Proof};
pub use table::platform_limits;

use super::report::Report;
use super::subject::Subject;
use crate::model::{Part, Place, Project, Severity};

/// Finds what the platform cannot do of an integration; nothing without a platform.
pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    let Some(platform) = subject.project.platform else { return };
    for limit in platform_limits(platform) {
        let mut limits = Touched { limit: *limit, name: platform.title(), report };
        match *limit {
            Limit::Name(most) => check_name(subject, most, &mut limits),
            Limit::Hint(most) => check_hint(subject, most, &mut limits),
            Limit::NoPatterns => check_patterns(subject, &mut limits),
            _ => {
                calls::check(subject, &mut limits);
                replies::check(subject, &mut limits);
            }
        }
    }
}

/// Finds what the platform cannot do of the project around its integrations.
pub(super) fn check_project(project: &Project, subjects: &[Subject<'_>], report: &mut Report) {
    let Some(platform) = project.platform else { return };
    for limit in platform_limits(platform) {
        let mut limits = Touched { limit: *limit, name: platform.title(), report };
        if let Limit::Integrations(most) = *limit {
            check_number(project, most, &mut limits);
        } else {
            connections::check(project, subjects, &mut limits);
        }
    }
}

/// A limit of the platform, and where to say what touches it.
struct Touched<'r> {
    limit: Limit,
    /// The platform's name on the screen.
    name: &'static str,
    report: &'r mut Report,
}

impl Touched<'_> {
    fn add(&mut self, place: Place, detail: &str, remedy: &str) {
        self.add_as(self.limit.entry().severity, place, detail, remedy);
    }

    fn add_as(&mut self, severity: Severity, place: Place, detail: &str, remedy: &str) {
        let detail = format!("{} {detail}", self.name);
        self.report.add_as(severity, self.limit.entry(), place, &detail, remedy);
    }
}

fn check_name(subject: &Subject<'_>, most: usize, limits: &mut Touched<'_>) {
    let id = &subject.integration.id;
    let length = id.chars().count();
    if length > most {
        let detail = format!("allows names of {most} characters, and `{id}` has {length}");
        limits.add(subject.place(Part::Whole, "id"), &detail, "Give the integration a shorter id.");
    }
}

fn check_hint(subject: &Subject<'_>, most: usize, limits: &mut Touched<'_>) {
    let length = subject.integration.trigger.usage_hint.trim().chars().count();
    if length > most {
        let detail = format!("takes {most} characters of the hint, and it has {length}");
        let remedy = "Put what matters most first.";
        limits.add(subject.place(Part::Trigger, "usage_hint"), &detail, remedy);
    }
}

fn check_patterns(subject: &Subject<'_>, limits: &mut Touched<'_>) {
    for input in subject.integration.inputs.iter().filter(|input| !input.pattern.is_empty()) {
        let place = subject.place(Part::Input(input.name.clone()), "pattern");
        let detail = format!("does not hold `{}` against its pattern", input.name);
        let remedy = "List the allowed values instead, or have the system refuse what does not fit.";
        limits.add(place, &detail, remedy);
    }
}

fn check_number(project: &Project, most: usize, limits: &mut Touched<'_>) {
    let count = project.integrations.len();
    if count > most {
        let detail = format!("takes {most}, and the project has {count}");
        let remedy = "Divide the project into several, one for each assistant.";
        limits.add(Place::of_project(Part::Whole, "integrations"), &detail, remedy);
    }
}
