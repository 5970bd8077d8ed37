//! Import of OpenAPI: real descriptions become complete integrations, hostile ones become sentences.

#![expect(
    clippy::disallowed_methods,
    reason = "descriptions that are not ours are read from disk where there are some"
)]

mod features;
mod fuzz;
mod real;

use std::sync::Arc;

use hookwright::check::check;
use hookwright::convert::import::Imported;
use hookwright::engine::{Conversation, MaskedSecrets, Next, Run, Setup, preview};
use hookwright::model::{Project, Severity};

fn now() -> jiff::Timestamp {
    "2026-03-27T12:00:00Z".parse().unwrap()
}

/// Why the only integration of what was imported is not complete: a finding that is an error, a request that cannot be
/// planned with the examples, a first sample that does not end well.
fn flaw(imported: &Imported) -> Option<String> {
    let project: &Project = &imported.project;
    let Some(integration) = project.integrations.first() else { return Some("no integration".to_owned()) };
    let findings = check(project, now());
    if let Some(error) = findings.iter().find(|finding| finding.severity == Severity::Error) {
        return Some(format!("{}: {}", error.code, error.title));
    }
    let conversation = Conversation::example(project, integration, now());
    let setup =
        Setup::new(Arc::new(project.clone()), &integration.id, None, conversation, Arc::new(MaskedSecrets))
            .unwrap();
    match Run::start(setup.clone()) {
        Err(findings) => return Some(format!("not planned: {}", findings[0].title)),
        Ok((_, Next::Done(result))) => {
            return Some(format!("nothing sent: {} {:?}", result.outcome, result.findings));
        }
        Ok((_, Next::Send(_))) => {}
    }
    let previews = preview(&setup);
    let is_own = |id: &str| integration.outcomes.iter().any(|own| own.id == id);
    let first = integration.samples.first().map(|sample| sample.id.as_str());
    let good = previews.iter().any(|preview| {
        let by_first = matches!(
            &preview.provoked_by,
            hookwright::engine::ProvokedBy::Sample { id, .. } if Some(id.as_str()) == first
        );
        by_first
            && (preview.outcome == "success" || is_own(&preview.outcome))
            && preview.result.findings.is_empty()
    });
    (!good).then(|| {
        let answer = [hookwright::model::Answer::Sample(first.unwrap_or_default().to_owned())];
        let result = hookwright::engine::play_offline(setup, &answer).unwrap();
        format!("the first sample ends in {}: {} {:?}", result.outcome, result.because, result.findings)
    })
}
