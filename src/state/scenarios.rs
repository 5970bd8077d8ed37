//! The page of the scenarios: how each went, the one that is open, and a table of customers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

use super::{AnsweredBy, DataSheet, Effect, Notice, PlayOrder, Played, State, Trial};
use crate::engine::data_table::ColumnUse;
use crate::engine::scenario::{compare, conversation, is_offline};
use crate::engine::{Difference, RunResult};
use crate::model::{Finding, Integration, Project, Scenario, Stage};

/// What a person, or the world, wants of the scenarios.
#[derive(Clone, Debug, PartialEq)]
pub enum ScenarioAction {
    /// Open a scenario for editing, or close it when it is open.
    Toggle(ScenarioKey),
    /// Add one to the integration with that id, and open it.
    Add(String),
    /// Delete one.
    Delete(ScenarioKey),
    /// Copy one.
    Duplicate(ScenarioKey),
    /// What happened is what must follow from now on.
    Expect(ScenarioKey),
    /// Play one.
    Run(ScenarioKey),
    /// Play all of them; asks first where systems of real customers are reached.
    RunAll,
    /// Play what a person has just agreed to.
    PlayAgreed,
    /// Of what was asked about, play only what saved samples answer.
    PlaySaved,
    /// Stop playing.
    Stop,
    /// Runs ended.
    Played {
        /// Which order.
        run: u64,
        /// Some of its results.
        results: Vec<Played>,
    },
    /// Choose a table for the integration with that id.
    ChooseData(String),
    /// A table was chosen.
    DataChosen(PathBuf),
    /// A table was read.
    DataRead {
        /// From where.
        path: PathBuf,
        /// What stands in it.
        text: String,
    },
    /// Say what a column is.
    UseColumn {
        /// Its place.
        column: usize,
        /// What it is.
        used: ColumnUse,
    },
    /// Play the rows against the saved samples.
    RunData,
    /// Play the rows against the systems of the environment.
    RunDataLive,
    /// Choose a file for how the rows went.
    SaveResults,
    /// Write it; the ending decides the form.
    SaveResultsTo(PathBuf),
    /// Store every row as a scenario of the project.
    KeepRows,
    /// Put the table away.
    CloseData,
}

/// A scenario: its integration and its place there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScenarioKey {
    /// The integration's id.
    pub integration: String,
    /// Its place among the scenarios, counted from 0.
    pub index: usize,
}

/// How a scenario or a row went.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioResult {
    /// Whether it passed.
    pub ended: ScenarioEnded,
    /// How the run ended, when there was one.
    pub result: Option<Box<RunResult>>,
    /// When it was played.
    pub at: Timestamp,
    /// Whether the systems were asked.
    pub live: bool,
}

/// Whether a scenario passed.
#[derive(Clone, Debug, PartialEq)]
pub enum ScenarioEnded {
    /// It ended as expected.
    Passed,
    /// It ended otherwise.
    Failed(Vec<Difference>),
    /// The design cannot be run, or the row cannot be read; each reason is a sentence.
    Impossible(Vec<String>),
}

/// What is going on with the scenarios.
#[derive(Clone, Debug, Default)]
pub struct Scenarios {
    /// The one that is open.
    pub open: Option<ScenarioKey>,
    /// How they went; those that never ran, or that changed since, are missing.
    pub results: BTreeMap<ScenarioKey, ScenarioResult>,
    /// A table of customers.
    pub data: Option<DataSheet>,
    /// What is being played.
    pub playing: Option<Playing>,
    /// The integration that a table is being chosen for.
    pub(super) choosing_for: String,
    /// What each result belongs to: with another design it says nothing any more.
    played_with: BTreeMap<ScenarioKey, (Arc<Project>, Scenario)>,
    last_run: u64,
}

/// What is being played.
#[derive(Clone, Debug, PartialEq)]
pub struct Playing {
    /// The number of the order.
    pub run: u64,
    /// How many have ended.
    pub done: usize,
    /// What each trial belongs to.
    pub targets: Vec<Target>,
    /// Which of them ask the systems, by their place.
    live: BTreeSet<usize>,
    pub(super) project: Arc<Project>,
}

/// What a trial belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A scenario.
    Scenario(ScenarioKey),
    /// A row of the table, by its place.
    Row(usize),
}

impl Scenarios {
    /// Drops what is known about scenarios that are others now, or whose integration is.
    pub(super) fn forget_outdated(&mut self, project: &Project) {
        let current = |key: &ScenarioKey, played: &mut (Arc<Project>, Scenario)| {
            let (with, scenario) = (&played.0, &played.1);
            let now = project.integrations.iter().find(|each| each.id == key.integration);
            let then = with.integrations.iter().find(|each| each.id == key.integration);
            let (Some(now), Some(then)) = (now, then) else { return false };
            now.scenarios.get(key.index) == Some(scenario)
                && (Arc::ptr_eq(now, then) || same_but_scenarios(now, then))
                && with.connections == project.connections
                && with.context == project.context
                && with.environments == project.environments
        };
        self.played_with.retain(current);
        let known = &self.played_with;
        self.results.retain(|key, _| known.contains_key(key));
        let there = |key: &ScenarioKey| {
            project.integration(&key.integration).is_some_and(|each| key.index < each.scenarios.len())
        };
        self.open = self.open.take().filter(there);
        if let Some(data) = &mut self.data {
            data.read_again(project);
        }
    }

    /// Takes over what ended; false when nobody waits for it any more.
    fn take(&mut self, run: u64, results: Vec<Played>, now: Timestamp) -> bool {
        let Some(playing) = self.playing.as_mut().filter(|playing| playing.run == run) else { return false };
        for Played { trial, result } in results {
            playing.done += 1;
            let live = playing.live.contains(&trial);
            match playing.targets.get(trial) {
                Some(Target::Row(row)) => {
                    if let Some(data) = &mut self.data {
                        data.take(&playing.project, *row, result, (now, live));
                    }
                }
                Some(Target::Scenario(key)) => {
                    let found = playing.project.integration(&key.integration);
                    let found = found.and_then(|each| Some((each, each.scenarios.get(key.index)?)));
                    if let Some((integration, scenario)) = found {
                        let judged = judge(integration, scenario, result, (now, live));
                        self.results.insert(key.clone(), judged);
                        self.played_with
                            .insert(key.clone(), (Arc::clone(&playing.project), scenario.clone()));
                    }
                }
                None => {}
            }
        }
        if playing.done >= playing.targets.len() {
            self.playing = None;
        }
        true
    }
}

fn same_but_scenarios(left: &Integration, right: &Integration) -> bool {
    let bare = |integration: &Integration| Integration { scenarios: Vec::new(), ..integration.clone() };
    bare(left) == bare(right)
}

/// Compares how a run ended with what was expected.
pub(super) fn judge(
    integration: &Integration,
    scenario: &Scenario,
    result: Result<Box<RunResult>, Vec<Finding>>,
    (at, live): (Timestamp, bool),
) -> ScenarioResult {
    match result {
        Ok(result) => {
            let differences = compare(integration, scenario, &result);
            let ended = if differences.is_empty() {
                ScenarioEnded::Passed
            } else {
                ScenarioEnded::Failed(differences)
            };
            ScenarioResult { ended, result: Some(result), at, live }
        }
        Err(findings) => {
            let sentences = findings.iter().map(|finding| format!("{}. {}", finding.title, finding.remedy));
            ScenarioResult { ended: ScenarioEnded::Impossible(sentences.collect()), result: None, at, live }
        }
    }
}

impl State {
    /// Does what is asked of the scenarios.
    pub(super) fn scenario(&mut self, action: ScenarioAction) -> Vec<Effect> {
        match action {
            ScenarioAction::Toggle(key) => {
                let open = &mut self.scenarios.open;
                *open = if open.as_ref() == Some(&key) { None } else { Some(key) };
            }
            ScenarioAction::Add(_)
            | ScenarioAction::Delete(_)
            | ScenarioAction::Duplicate(_)
            | ScenarioAction::Expect(_)
            | ScenarioAction::KeepRows => self.change_scenarios(&action),
            ScenarioAction::Run(key) => return self.play_scenarios(vec![key]),
            ScenarioAction::RunAll => return self.play_scenarios(self.all_scenarios()),
            ScenarioAction::PlayAgreed => return self.play_agreed(),
            ScenarioAction::PlaySaved => return self.play_saved(),
            ScenarioAction::SaveResults => return self.pick_results(),
            ScenarioAction::SaveResultsTo(path) => return self.save_results(path),
            ScenarioAction::Stop => {
                let stopped = self.scenarios.playing.take();
                return stopped.map(|playing| Effect::StopPlaying(playing.run)).into_iter().collect();
            }
            ScenarioAction::Played { run, results } => {
                self.scenarios.take(run, results, self.now);
            }
            ScenarioAction::ChooseData(integration) => {
                self.scenarios.choosing_for = integration;
                return vec![Effect::PickData];
            }
            ScenarioAction::DataChosen(path) => {
                self.view.ask = None;
                return vec![Effect::ReadData(path)];
            }
            ScenarioAction::DataRead { path, text } => self.read_data(path, &text),
            ScenarioAction::UseColumn { column, used } => {
                if let Some(data) = &mut self.scenarios.data {
                    data.use_column(&self.project, column, used);
                }
            }
            ScenarioAction::RunData => return self.play_data(Ask::Samples),
            ScenarioAction::RunDataLive => return self.play_data(Ask::Systems),
            ScenarioAction::CloseData => self.scenarios.data = None,
        }
        Vec::new()
    }

    fn all_scenarios(&self) -> Vec<ScenarioKey> {
        let of = |each: &Arc<Integration>| {
            let id = each.id.clone();
            (0..each.scenarios.len()).map(move |index| ScenarioKey { integration: id.clone(), index })
        };
        self.project.integrations.iter().flat_map(of).collect()
    }

    fn play_scenarios(&mut self, keys: Vec<ScenarioKey>) -> Vec<Effect> {
        let (mut trials, mut targets) = (Vec::new(), Vec::new());
        for key in keys {
            let found = self.project.integration(&key.integration);
            let Some(scenario) = found.and_then(|each| each.scenarios.get(key.index)) else { continue };
            let answered_by = match is_offline(scenario) {
                true => AnsweredBy::Saved(scenario.answers.clone()),
                false => AnsweredBy::Systems,
            };
            let conversation = conversation(&self.project, scenario, self.now);
            trials.push(Trial { integration: key.integration.clone(), conversation, answered_by });
            targets.push(Target::Scenario(key));
        }
        self.play_or_ask(trials, targets)
    }

    /// Whether the chosen environment holds real customers' data.
    pub fn reaches_production(&self) -> bool {
        let environment = self.project.environment(&self.view.environment);
        environment.is_none_or(|environment| environment.stage == Stage::Production)
    }

    fn play_data(&mut self, ask: Ask) -> Vec<Effect> {
        let Some(data) = &mut self.scenarios.data else { return Vec::new() };
        data.forget_results();
        let (mut trials, mut targets) = (Vec::new(), Vec::new());
        for (row, case) in data.cases.iter().enumerate() {
            let Ok(scenario) = &case.scenario else { continue };
            let answered_by = match ask {
                Ask::Samples if is_offline(scenario) => AnsweredBy::Saved(scenario.answers.clone()),
                _ => AnsweredBy::Systems,
            };
            let conversation = conversation(&self.project, scenario, self.now);
            trials.push(Trial { integration: data.integration.clone(), conversation, answered_by });
            targets.push(Target::Row(row));
        }
        self.play_or_ask(trials, targets)
    }

    pub(super) fn play(&mut self, trials: Vec<Trial>, targets: Vec<Target>) -> Vec<Effect> {
        let mut effects: Vec<_> = self
            .scenarios
            .playing
            .take()
            .map(|playing| Effect::StopPlaying(playing.run))
            .into_iter()
            .collect();
        if trials.is_empty() {
            return effects;
        }
        self.scenarios.last_run += 1;
        let (run, project) = (self.scenarios.last_run, Arc::new(self.project.clone()));
        let live = trials.iter().enumerate().filter(|(_, trial)| trial.answered_by == AnsweredBy::Systems);
        let live = live.map(|(trial, _)| trial).collect();
        self.scenarios.playing = Some(Playing { run, done: 0, targets, live, project: Arc::clone(&project) });
        let environment = self.view.environment.clone();
        effects.push(Effect::Play(Box::new(PlayOrder { run, project, environment, trials })));
        effects
    }

    fn read_data(&mut self, path: PathBuf, text: &str) {
        let integration = self.scenarios.choosing_for.clone();
        match DataSheet::read(&self.project, &integration, path, text) {
            Ok(sheet) => self.scenarios.data = Some(sheet),
            Err(error) => self.notice = Some(Notice::problem(error.to_string(), error.hint())),
        }
    }
}

/// What answers the rows of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
    Samples,
    Systems,
}

/// The JSON body that a run sent last, when it is JSON.
pub(super) fn sent_body(result: &RunResult) -> Option<Value> {
    serde_json::from_str(&result.calls.last()?.request.body).ok()
}
