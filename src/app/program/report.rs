//! Writes the hand-over document; scenarios that nobody played yet are played offline for it.

use std::sync::Arc;

use crate::convert::report::{LiveRun, PlayedScenario, ScenarioEnd, Subject, report};
use crate::engine::{MaskedSecrets, Setup, play_offline, scenario};
use crate::files;
use crate::model::{Integration, Scenario};
use crate::state::{Action, Notice, RecordedRun, ReportOf, ReportOrder};

pub(super) fn write(order: &ReportOrder) -> Action {
    let project = &order.project;
    let integrations: Vec<Arc<Integration>> = match &order.of {
        ReportOf::Project => project.integrations.clone(),
        ReportOf::Integration(id) => {
            project.integrations.iter().filter(|each| each.id == *id).cloned().collect()
        }
    };
    let live: Vec<LiveRun> = order.runs.iter().map(live).collect();
    let played: Vec<_> = integrations
        .iter()
        .flat_map(|integration| integration.scenarios.iter().map(move |each| (integration, each)))
        .map(|(integration, each)| played(order, integration, each))
        .collect();
    let document = report(&Subject {
        project,
        integrations: &integrations,
        environment: project.environment(&order.environment).or(project.environments.first()),
        played: &played,
        live: Some(&live),
        now: order.now,
    });
    let ending = order.path.extension().map(|ending| ending.to_ascii_lowercase());
    let is_markdown = ending.is_some_and(|ending| ending == "md" || ending == "markdown");
    let text = if is_markdown { document.markdown() } else { document.html() };
    match files::write_text(&order.path, &text) {
        Ok(()) => {
            Action::Tell(Notice::done(format!("The hand-over document is in {}", order.path.display())))
        }
        Err(error) => Action::Tell(Notice::problem(error.to_string(), error.hint())),
    }
}

fn live(run: &RecordedRun) -> LiveRun {
    LiveRun {
        at_ms: run.at_ms,
        integration: run.integration.clone(),
        environment: run.environment.clone(),
        outcome_name: run.outcome_name.clone(),
        error: run.error,
        elapsed_ms: run.elapsed_ms,
        said: run.said.clone(),
        asked: run.asked.clone(),
    }
}

fn played(order: &ReportOrder, integration: &Arc<Integration>, each: &Scenario) -> PlayedScenario {
    let mut known = order.played.iter();
    let known = known.find(|(id, name, ..)| *id == integration.id && *name == each.name);
    let (ended, at) = match known {
        Some((_, _, differences, at)) if differences.is_empty() => (ScenarioEnd::Passed, Some(*at)),
        Some((_, _, differences, at)) => (ScenarioEnd::Failed(differences.clone()), Some(*at)),
        None if !scenario::is_offline(each) => {
            (ScenarioEnd::NotPlayed("it asks the real system".to_owned()), None)
        }
        None => (offline(order, integration, each), Some(order.now)),
    };
    PlayedScenario { integration: integration.id.clone(), scenario: each.name.clone(), ended, at }
}

fn offline(order: &ReportOrder, integration: &Arc<Integration>, each: &Scenario) -> ScenarioEnd {
    let conversation = scenario::conversation(&order.project, each, order.now);
    let environment = Some(order.environment.as_str()).filter(|id| !id.is_empty());
    let secrets = Arc::new(MaskedSecrets);
    let setup = Setup::new(Arc::clone(&order.project), &integration.id, environment, conversation, secrets);
    let setup = match setup {
        Ok(setup) => setup,
        Err(error) => return ScenarioEnd::NotPlayed(error.to_string()),
    };
    match play_offline(setup, &each.answers) {
        Ok(result) => match scenario::differences(integration, each, &result) {
            differences if differences.is_empty() => ScenarioEnd::Passed,
            differences => ScenarioEnd::Failed(differences),
        },
        Err(findings) => ScenarioEnd::Failed(findings.into_iter().map(|finding| finding.title).collect()),
    }
}
