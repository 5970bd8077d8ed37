//! How a scenario went.

use serde::Serialize;

use crate::engine::{RunResult, scenario};
use crate::model::{Finding, Integration, Scenario};

/// How a scenario went.
#[derive(Debug, Serialize)]
pub(super) struct Tried {
    /// The integration's id.
    pub integration: String,
    /// The scenario's name.
    pub scenario: String,
    /// Whether it passed.
    pub status: Status,
    /// What is different from what was expected, or why it was skipped.
    pub differences: Vec<String>,
    /// How the run ended; nothing when there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// From the start to the reply; 0 when nothing was sent.
    pub elapsed_ms: u64,
}

/// Whether a scenario passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Status {
    /// It ended as expected.
    Passed,
    /// It did not.
    Failed,
    /// It was not played.
    Skipped,
}

impl Status {
    /// The word in front of the line.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Passed => "ok",
            Self::Failed => "FAILED",
            Self::Skipped => "skipped",
        }
    }
}

impl Tried {
    /// Compares how a run ended with what was expected. A run without a result has failed.
    pub(super) fn new(
        integration: &Integration,
        scenario: &Scenario,
        result: Option<Result<RunResult, Vec<Finding>>>,
    ) -> Self {
        let mut tried = Self {
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
                let sentences =
                    findings.iter().map(|finding| format!("{}. {}", finding.title, finding.remedy));
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
    pub(super) fn failed(integration: &Integration, scenario: &Scenario, why: &str) -> Self {
        Self { status: Status::Failed, ..Self::skipped(integration, scenario, why) }
    }

    /// A scenario that is not played.
    pub(super) fn skipped(integration: &Integration, scenario: &Scenario, why: &str) -> Self {
        let tried = Self::new(integration, scenario, None);
        Self { status: Status::Skipped, differences: vec![why.to_owned()], ..tried }
    }
}
