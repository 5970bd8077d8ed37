//! How scenarios went, in forms that other programs read: JUnit's XML, JSON.

mod junit;

use serde::Serialize;
use serde_json::json;

/// How a scenario went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tried {
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
pub enum Status {
    /// It ended as expected.
    Passed,
    /// It did not.
    Failed,
    /// It was not played.
    Skipped,
}

/// JUnit's XML for the project of that name.
pub fn junit(project: &str, tried: &[Tried]) -> String {
    junit::report(project, tried)
}

/// Every scenario, and how many passed, failed and were skipped.
pub fn summary(tried: &[Tried]) -> serde_json::Value {
    let count = |status: Status| tried.iter().filter(|tried| tried.status == status).count();
    json!({
        "passed": count(Status::Passed),
        "failed": count(Status::Failed),
        "skipped": count(Status::Skipped),
        "scenarios": tried,
    })
}
