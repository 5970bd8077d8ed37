//! How a scenario went on the command line.

use crate::convert::results::{Status, Tried};
use crate::engine::{RunResult, scenario};
use crate::model::{Finding, Integration, Scenario};

/// The word in front of the line.
pub(super) fn word(status: Status) -> &'static str {
    match status {
        Status::Passed => "ok",
        Status::Failed => "FAILED",
        Status::Skipped => "skipped",
    }
}

/// Compares how a run ended with what was expected. A run without a result has failed.
pub(super) fn judged(
    integration: &Integration,
    scenario: &Scenario,
    result: Option<Result<RunResult, Vec<Finding>>>,
) -> Tried {
    let mut tried = Tried {
        integration: integration.id.clone(),
        scenario: scenario.name.clone(),
        status: Status::Failed,
        differences: Vec::new(),
        outcome: None,
        elapsed_ms: 0,
    };
    match result {
        Some(Ok(result)) => {
            tried.differences = scenario::differences(integration, scenario, &result);
            tried.elapsed_ms = result.elapsed_ms;
            tried.outcome = Some(result.outcome);
        }
        Some(Err(findings)) => {
            let sentences = findings.iter().map(|finding| format!("{}. {}", finding.title, finding.remedy));
            tried.differences = sentences.collect();
        }
        None => tried.differences.push("The run ended without a result".to_owned()),
    }
    if tried.outcome.is_some() && tried.differences.is_empty() {
        tried.status = Status::Passed;
    }
    tried
}

/// A scenario that could not even begin.
pub(super) fn failed(integration: &Integration, scenario: &Scenario, why: &str) -> Tried {
    Tried { status: Status::Failed, ..skipped(integration, scenario, why) }
}

/// A scenario that is not played.
pub(super) fn skipped(integration: &Integration, scenario: &Scenario, why: &str) -> Tried {
    let tried = judged(integration, scenario, None);
    Tried { status: Status::Skipped, differences: vec![why.to_owned()], ..tried }
}
