//! How the rows of a table went, for a file that other programs read.

use std::path::PathBuf;

use super::{Effect, ScenarioEnded, ScenarioResult, State};

/// Everything that the file needs, by value.
#[derive(Clone, Debug, PartialEq)]
pub struct ResultsOrder {
    /// Where to.
    pub path: PathBuf,
    /// The name of the project.
    pub project: String,
    /// The integration's id.
    pub integration: String,
    /// The rows in the order of the table.
    pub rows: Vec<PlayedRow>,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct PlayedRow {
    /// The name of its scenario, or its line.
    pub name: String,
    /// How it ended.
    pub ended: RowEnd,
    /// The outcome's id; nothing when there was no run.
    pub outcome: Option<String>,
    /// From the start to the reply; 0 when nothing was sent.
    pub elapsed_ms: u64,
}

/// How a row ended.
#[derive(Clone, Debug, PartialEq)]
pub enum RowEnd {
    /// As expected.
    Passed,
    /// Otherwise, or it cannot be read; each reason is a sentence.
    Failed(Vec<String>),
    /// It was not played.
    NotPlayed,
}

impl State {
    /// Asks for a file.
    pub(super) fn pick_results(&self) -> Vec<Effect> {
        let Some(data) = &self.scenarios.data else { return Vec::new() };
        let stem = data.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        vec![Effect::PickResults { name: format!("{stem}-results.xml") }]
    }

    /// Writes how the rows went.
    pub(super) fn save_results(&mut self, path: PathBuf) -> Vec<Effect> {
        self.view.ask = None;
        let Some(data) = &self.scenarios.data else { return Vec::new() };
        let results = data.results.iter().map(Option::as_ref).chain(std::iter::repeat(None));
        let rows = data.cases.iter().zip(results).map(|(case, result)| match &case.scenario {
            Err(problem) => row(format!("Line {}", case.line), RowEnd::Failed(vec![problem.clone()]), None),
            Ok(scenario) => row(scenario.name.clone(), end(result), result),
        });
        vec![Effect::WriteResults(Box::new(ResultsOrder {
            path,
            project: self.project.name.clone(),
            integration: data.integration.clone(),
            rows: rows.collect(),
        }))]
    }
}

fn row(name: String, ended: RowEnd, result: Option<&ScenarioResult>) -> PlayedRow {
    let run = result.and_then(|known| known.result.as_ref());
    // What a sample would have taken says nothing about time.
    let elapsed_ms = run.filter(|_| result.is_some_and(|known| known.live)).map_or(0, |run| run.elapsed_ms);
    PlayedRow { name, ended, outcome: run.map(|run| run.outcome.clone()), elapsed_ms }
}

fn end(result: Option<&ScenarioResult>) -> RowEnd {
    match result.map(|known| &known.ended) {
        None => RowEnd::NotPlayed,
        Some(ScenarioEnded::Passed) => RowEnd::Passed,
        Some(ScenarioEnded::Failed(differences)) => {
            RowEnd::Failed(differences.iter().map(ToString::to_string).collect())
        }
        Some(ScenarioEnded::Impossible(reasons)) => RowEnd::Failed(reasons.clone()),
    }
}
