//! Scenarios, played offline.

use std::sync::Arc;

use jiff::Timestamp;

use super::catalogue::answers::{NO_SCENARIO, SCENARIO_FAILS, SCENARIO_UNKNOWN_SAMPLE};
use super::names::lower_first;
use super::report::Report;
use super::subject::Subject;
use crate::engine::{MaskedSecrets, PREVIEW_RUN_ID, Setup, play_offline, scenario};
use crate::model::{Answer, Integration, Part, Project, Scenario};

/// What scenarios are played with: the project without its other integrations, which no run asks for.
pub(super) struct Stage {
    project: Arc<Project>,
    secrets: Arc<MaskedSecrets>,
    now: Timestamp,
}

impl Stage {
    pub fn new(project: &Project, now: Timestamp) -> Self {
        Self { project: Arc::new(surroundings(project)), secrets: Arc::new(MaskedSecrets), now }
    }

    /// The same at another moment.
    pub fn at(self, now: Timestamp) -> Self {
        Self { now, ..self }
    }

    /// Whether everything that integrations depend on is as it was.
    pub fn is_for(&self, project: &Project) -> bool {
        *self.project == surroundings(project)
    }

    fn setup(&self, integration: &Arc<Integration>, scenario: &Scenario) -> Setup {
        Setup {
            project: self.project.clone(),
            integration: integration.clone(),
            environment: self.project.environments.first().cloned(),
            demo_origin: None,
            conversation: scenario::conversation(&self.project, scenario, self.now),
            secrets: self.secrets.clone(),
            run_id: PREVIEW_RUN_ID.to_owned(),
            authorities: Arc::default(),
        }
    }
}

/// What the findings of an integration depend on besides itself.
fn surroundings(project: &Project) -> Project {
    Project {
        languages: project.languages.clone(),
        channels: project.channels.clone(),
        platform: project.platform,
        time_zone: project.time_zone.clone(),
        environments: project.environments.clone(),
        context: project.context.clone(),
        secrets: project.secrets.clone(),
        connections: project.connections.clone(),
        ..Project::default()
    }
}

/// Plays every scenario that needs no network.
pub(super) fn check(
    subject: &Subject<'_>,
    integration: &Arc<Integration>,
    stage: &Stage,
    report: &mut Report,
) {
    if integration.scenarios.is_empty() && !integration.calls.is_empty() {
        let place = subject.place(Part::Whole, "scenarios");
        let remedy = "Save what the test panel shows as a scenario.";
        report.add(&NO_SCENARIO, place, "the integration has no scenario", remedy);
    }
    for scenario in &integration.scenarios {
        if has_samples(subject, scenario, report) && scenario::is_offline(scenario) {
            play(subject, integration, scenario, stage, report);
        }
    }
}

fn has_samples(subject: &Subject<'_>, scenario: &Scenario, report: &mut Report) -> bool {
    let samples = scenario.answers.iter().filter_map(|answer| match answer {
        Answer::Sample(id) => Some(id),
        Answer::Fault(_) | Answer::Live => None,
    });
    let unknown: Vec<_> = samples.filter(|id| subject.integration.sample(id).is_none()).collect();
    for id in &unknown {
        let place = subject.place(Part::Scenario(scenario.name.clone()), "answers");
        let detail = format!("“{}” is answered by the sample `{id}`, which is not there", scenario.name);
        report.add(&SCENARIO_UNKNOWN_SAMPLE, place, &detail, "Choose another sample, or add this one.");
    }
    unknown.is_empty()
}

fn play(
    subject: &Subject<'_>,
    integration: &Arc<Integration>,
    scenario: &Scenario,
    stage: &Stage,
    report: &mut Report,
) {
    // A design that cannot be run at all has findings of its own.
    let Ok(result) = play_offline(stage.setup(integration, scenario), &scenario.answers) else { return };
    if let Some(difference) = scenario::differences(integration, scenario, &result).into_iter().next() {
        let place = subject.place(Part::Scenario(scenario.name.clone()), "expect");
        let detail = format!("“{}”: {}", scenario.name, lower_first(&difference));
        let remedy = "Correct the design, or what the scenario expects.";
        report.add(&SCENARIO_FAILS, place, &detail, remedy);
    }
}
