//! The hand-over document, and texts for the clipboard.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use super::{Effect, RecordedRun, ScenarioEnded, ScenarioKey, State};
use crate::engine::data_flow_text;
use crate::model::Project;

/// What a person wants of the hand-over document.
#[derive(Clone, Debug, PartialEq)]
pub enum ReportAction {
    /// Choose where it goes.
    Write(ReportOf),
    /// Write it there; the ending decides the form.
    WriteTo(PathBuf),
    /// Copy where data goes, as text.
    CopyDataFlow,
}

/// What is handed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ReportOf {
    /// The whole project.
    #[default]
    Project,
    /// One integration, by id.
    Integration(String),
}

/// Everything that the document needs, by value.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportOrder {
    /// Where to.
    pub path: PathBuf,
    /// What.
    pub project: Arc<Project>,
    /// All of it, or one integration.
    pub of: ReportOf,
    /// The environment's id.
    pub environment: String,
    /// The moment.
    pub now: Timestamp,
    /// How the scenarios went that were played: integration, scenario, differences (none: passed), when.
    pub played: Vec<(String, String, Vec<String>, Timestamp)>,
    /// The live runs of the history, newest first.
    pub runs: Vec<RecordedRun>,
}

impl State {
    /// Does what is asked.
    pub(super) fn report(&mut self, action: ReportAction) -> Vec<Effect> {
        match action {
            ReportAction::Write(of) => {
                let name = match &of {
                    ReportOf::Project => self.project.name.clone(),
                    ReportOf::Integration(id) => {
                        self.project.integration(id).map(|each| each.name.clone()).unwrap_or_default()
                    }
                };
                self.reporting = of;
                vec![Effect::PickReport { name: format!("{}-hand-over.html", stem(&name)) }]
            }
            ReportAction::WriteTo(path) => {
                self.view.ask = None;
                vec![Effect::WriteReport(Box::new(ReportOrder {
                    path,
                    project: Arc::new(self.project.clone()),
                    of: self.reporting.clone(),
                    runs: self.recorded.runs.clone(),
                    environment: self.view.environment.clone(),
                    now: self.now,
                    played: self.played(),
                }))]
            }
            ReportAction::CopyDataFlow => {
                vec![Effect::Copy(data_flow_text(&self.project, &self.derived.data_flow))]
            }
        }
    }

    fn played(&self) -> Vec<(String, String, Vec<String>, Timestamp)> {
        let name = |key: &ScenarioKey| {
            let integration = self.project.integration(&key.integration)?;
            Some(integration.scenarios.get(key.index)?.name.clone())
        };
        let one = |(key, known): (&ScenarioKey, &super::ScenarioResult)| {
            let differences = match &known.ended {
                ScenarioEnded::Passed => Vec::new(),
                ScenarioEnded::Failed(differences) => differences.iter().map(ToString::to_string).collect(),
                ScenarioEnded::Impossible(reasons) => reasons.clone(),
            };
            Some((key.integration.clone(), name(key)?, differences, known.at))
        };
        self.scenarios.results.iter().filter_map(one).collect()
    }
}

/// `Customer service bot` becomes `customer-service-bot`.
fn stem(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let plain = |c: &char| c.is_alphanumeric() || *c == '-';
    let stem: String = words.join("-").chars().filter(plain).collect();
    if stem.is_empty() { "project".to_owned() } else { stem }
}
