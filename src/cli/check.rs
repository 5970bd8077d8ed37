//! `check`: what will or can hurt a customer, where it is and what to do about it.

use std::path::Path;

use serde_json::json;

use super::arguments::{CheckArguments, Format};
use super::terminal::Terminal;
use super::{CliError, Ending, now};
use crate::check::{self, CATALOGUE, Entry};
use crate::files;
use crate::model::{Finding, Part, Place, Severity};

/// Shows the findings of a project, or explains one kind of finding.
pub(super) fn check(arguments: &CheckArguments, terminal: &mut Terminal) -> Result<Ending, CliError> {
    let format = arguments.shape.format;
    if let Some(code) = &arguments.explain {
        return explain(code, format, terminal);
    }
    // The arguments require a project where nothing is to be explained.
    let project = files::load(arguments.project.as_deref().unwrap_or(Path::new("")))?;
    let findings = check::check(&project, now());
    match format {
        Format::Json => terminal.json(&json!({"findings": findings}))?,
        Format::Text => show(&findings, terminal)?,
    }
    let is_error = |finding: &Finding| finding.severity == Severity::Error;
    Ok(if findings.iter().any(is_error) { Ending::No } else { Ending::Good })
}

/// Errors first; a line for what is the case, then what to do and where.
fn show(findings: &[Finding], terminal: &mut Terminal) -> Result<(), CliError> {
    for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
        for finding in findings.iter().filter(|finding| finding.severity == severity) {
            let Finding { code, title, remedy, place, .. } = finding;
            terminal.line(&format!("{:<8} {code}  {title}", severity.title()))?;
            terminal.line(&format!("         {remedy}"))?;
            terminal.line(&format!("         in {}", in_words(place)))?;
        }
    }
    let counts = [Severity::Error, Severity::Warning, Severity::Hint].map(|severity| {
        let count = findings.iter().filter(|finding| finding.severity == severity).count();
        format!("{count} {}{}", severity.title(), if count == 1 { "" } else { "s" })
    });
    terminal.line(&counts.join(", "))
}

/// The errors of a project that is exported all the same.
pub(super) fn note_errors(findings: &[Finding], terminal: &Terminal) {
    for finding in findings.iter().filter(|finding| finding.severity == Severity::Error) {
        terminal.note(&format!(
            "error: {} (in {})\nhint: {}",
            finding.title,
            in_words(&finding.place),
            finding.remedy
        ));
    }
}

fn explain(code: &str, format: Format, terminal: &mut Terminal) -> Result<Ending, CliError> {
    let Some(Entry { code, severity, title, explanation }) = check::explain(code) else {
        let known: Vec<_> = CATALOGUE.iter().map(|entry| format!("`{}`", entry.code)).collect();
        return Err(CliError::UnknownFinding { code: code.to_owned(), known: known.join(", ") });
    };
    match format {
        Format::Json => terminal
            .json(&json!({"code": code, "severity": severity, "title": title, "explanation": explanation}))?,
        Format::Text => terminal.line(&format!("{}: {code}\n\n{title}.\n{explanation}", severity.title()))?,
    }
    Ok(Ending::Good)
}

/// The place for people: `check_subscription, call lookup, path`.
fn in_words(place: &Place) -> String {
    let (kind, name) = match &place.part {
        Part::Whole => (if place.integration.is_none() { "the project" } else { "" }, ""),
        Part::Environment(id) => ("environment", id.as_str()),
        Part::Context(name) => ("context variable", name.as_str()),
        Part::Connection(id) => ("connection", id.as_str()),
        Part::Secret(name) => ("secret", name.as_str()),
        Part::Trigger => ("trigger", ""),
        Part::Input(name) => ("input", name.as_str()),
        Part::Call(id) => ("call", id.as_str()),
        Part::Output(name) => ("output", name.as_str()),
        Part::Outcome(id) => ("outcome", id.as_str()),
        Part::Reply(id) => ("reply", id.as_str()),
        Part::Waiting => ("waiting message", ""),
        Part::Confirmation => ("confirmation", ""),
        Part::Sample(id) => ("sample", id.as_str()),
        Part::Scenario(name) => ("scenario", name.as_str()),
    };
    let named = if name.is_empty() { kind.to_owned() } else { format!("{kind} `{name}`") };
    let integration = place.integration.as_ref().map(|id| format!("`{id}`"));
    let field = Some(&place.field).filter(|field| !field.is_empty()).map(|field| format!("field `{field}`"));
    let parts = integration.into_iter().chain(Some(named).filter(|named| !named.is_empty())).chain(field);
    parts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_words() {
        let check = |place: Place, expect: &str| assert_eq!(in_words(&place), expect);
        check(Place::of_project(Part::Whole, ""), "the project");
        check(Place::of_project(Part::Secret("key".to_owned()), "hosts"), "secret `key`, field `hosts`");
        check(Place::new("a", Part::Whole, ""), "`a`");
        check(Place::new("a", Part::Call("ask".to_owned()), "path"), "`a`, call `ask`, field `path`");
        check(Place::new("a", Part::Waiting, ""), "`a`, waiting message");
    }
}
