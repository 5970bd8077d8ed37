//! `test`: plays the scenarios of a project, offline from samples and faults or live against an environment.

mod samples;
mod table;
mod tried;

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use super::arguments::{Format, Report, TestArguments};
use super::live::Live;
use super::terminal::Terminal;
use super::{CliError, Ending, is_production, now, selection};
use crate::convert::report::{PlayedScenario, ScenarioEnd};
use crate::convert::results::{Status, Tried, junit, summary};
use crate::engine::{MaskedSecrets, Secrets, Setup, choose_environment, play_offline, scenario};
use crate::files;
use crate::model::{Environment, Integration, Project, Scenario};
use samples::play_samples;
use tried::judged;

/// Plays the scenarios.
pub(super) fn test(arguments: &TestArguments, terminal: &mut Terminal) -> Result<Ending, CliError> {
    let project = Arc::new(files::load(&arguments.project)?);
    let integrations = selection::integrations(&project, arguments.integration.as_deref())?;
    let environment = choose_environment(&project, arguments.environment.as_deref())?;
    if arguments.live && !arguments.yes && is_production(environment.as_ref()) {
        let environment = environment.map(|environment| environment.id).unwrap_or_default();
        return Err(CliError::LiveProduction { environment });
    }
    let bench =
        Bench { file: &arguments.project, project: &project, environment: environment.as_ref(), now: now() };
    let mut printer = Printer { terminal, format: arguments.shape.format, several: integrations.len() > 1 };
    let table = match &arguments.data {
        Some(file) => Some(table::rows(file, &project, arguments.integration.as_deref())?),
        None => None,
    };
    let trials = table.as_ref().map_or_else(|| trials(&integrations), table::Rows::trials);
    let mut tried = if arguments.live {
        play_live(&bench, &trials, &mut printer)?
    } else {
        play_samples(&bench, &trials, &mut printer)?
    };
    if let Some(table) = &table {
        let unread = table.unread();
        printer.some(&unread)?;
        tried.extend(unread);
    }
    printer.finish(&tried)?;
    for report in &arguments.report {
        match report {
            Report::Junit(file) => files::write_text(file, &junit(&project.name, &tried))?,
            Report::Json(file) => {
                let text = serde_json::to_string_pretty(&summary(&tried));
                let text = text.map_err(|error| CliError::Output(error.into()))?;
                files::write_text(file, &(text + "\n"))?;
            }
        }
    }
    Ok(ending(&tried))
}

/// Plays the scenarios that need no network, for the hand-over document.
pub(super) fn play_for_report(
    project: &Arc<Project>,
    integrations: &[Arc<Integration>],
    environment: Option<&Environment>,
    now: Timestamp,
) -> Result<Vec<PlayedScenario>, CliError> {
    let bench = Bench { file: Path::new(""), project, environment, now };
    let mut played = Vec::new();
    for trial in trials(integrations) {
        let ended = if scenario::is_offline(trial.scenario) {
            let tried = bench.play_sample(trial)?;
            if tried.status == Status::Passed {
                ScenarioEnd::Passed
            } else {
                ScenarioEnd::Failed(tried.differences)
            }
        } else {
            ScenarioEnd::NotPlayed("it asks the real system".to_owned())
        };
        let at = (!matches!(ended, ScenarioEnd::NotPlayed(_))).then_some(now);
        let (integration, scenario) = (trial.integration.id.clone(), trial.scenario.name.clone());
        played.push(PlayedScenario { integration, scenario, ended, at });
    }
    Ok(played)
}

/// Plays all scenarios of a project offline; for a start without a window.
pub(super) fn offline(project: &Arc<Project>, terminal: &mut Terminal) -> Result<Ending, CliError> {
    let environment = choose_environment(project, None)?;
    let bench = Bench { file: Path::new(""), project, environment: environment.as_ref(), now: now() };
    let several = project.integrations.len() > 1;
    let mut printer = Printer { terminal, format: Format::Text, several };
    let tried = play_samples(&bench, &trials(&project.integrations), &mut printer)?;
    printer.finish(&tried)?;
    Ok(ending(&tried))
}

fn ending(tried: &[Tried]) -> Ending {
    if tried.iter().any(|tried| tried.status == Status::Failed) { Ending::No } else { Ending::Good }
}

/// Where and when scenarios are played.
struct Bench<'a> {
    /// The project's file; certificates stand beside it.
    file: &'a Path,
    project: &'a Arc<Project>,
    environment: Option<&'a Environment>,
    now: Timestamp,
}

impl Bench<'_> {
    fn setup(&self, trial: Trial<'_>, secrets: Arc<dyn Secrets>) -> Result<Setup, CliError> {
        let conversation = scenario::conversation(self.project, trial.scenario, self.now);
        let environment = self.environment.map(|environment| environment.id.as_str());
        let project = Arc::clone(self.project);
        Ok(Setup::new(project, &trial.integration.id, environment, conversation, secrets)?)
    }

    fn play_sample(&self, trial: Trial<'_>) -> Result<Tried, CliError> {
        let setup = self.setup(trial, Arc::new(MaskedSecrets))?;
        let result = play_offline(setup, &trial.scenario.answers);
        // What a sample would have taken says nothing about time.
        Ok(Tried { elapsed_ms: 0, ..judged(trial.integration, trial.scenario, Some(result)) })
    }
}

/// A scenario and the integration it belongs to.
#[derive(Clone, Copy)]
struct Trial<'a> {
    integration: &'a Integration,
    scenario: &'a Scenario,
}

fn trials(integrations: &[Arc<Integration>]) -> Vec<Trial<'_>> {
    let of = |integration: &'_ Integration| integration.scenarios.len();
    let mut trials = Vec::with_capacity(integrations.iter().map(|integration| of(integration)).sum());
    for integration in integrations {
        trials.extend(integration.scenarios.iter().map(|scenario| Trial { integration, scenario }));
    }
    trials
}

fn play_live(
    bench: &Bench<'_>,
    trials: &[Trial<'_>],
    printer: &mut Printer<'_>,
) -> Result<Vec<Tried>, CliError> {
    let live = Live::start(bench.environment, files::authorities(bench.project, Some(bench.file)))?;
    let setups = trials.iter().map(|trial| bench.setup(*trial, live.secrets()));
    let setups: Vec<_> = setups.collect::<Result<_, _>>()?;
    let mut all = Vec::new();
    let mut printed = Ok(());
    let mut left = trials.iter();
    live.play_all(setups, |result| {
        let Some(trial) = left.next() else { return };
        let tried = judged(trial.integration, trial.scenario, result);
        if printed.is_ok() {
            printed = printer.some(std::slice::from_ref(&tried));
        }
        all.push(tried);
    });
    printed.map(|()| all)
}

/// Prints each scenario as soon as it has ended, or all of them at the end for programs.
struct Printer<'a> {
    terminal: &'a mut Terminal,
    format: Format,
    /// Whether the integration must be named.
    several: bool,
}

impl Printer<'_> {
    fn some(&mut self, tried: &[Tried]) -> Result<(), CliError> {
        if self.format == Format::Json || tried.is_empty() {
            return Ok(());
        }
        let mut lines = Vec::new();
        for tried in tried {
            let integration = if self.several { format!("{}: ", tried.integration) } else { String::new() };
            lines.push(format!("{:<8}{integration}{}", tried::word(tried.status), tried.scenario));
            let differences = tried.differences.iter();
            lines.extend(
                differences.map(|difference| format!("        {}", difference.replace('\n', "\n        "))),
            );
        }
        self.terminal.line(&lines.join("\n"))
    }

    fn finish(&mut self, tried: &[Tried]) -> Result<(), CliError> {
        let count = |status: Status| tried.iter().filter(|tried| tried.status == status).count();
        let (passed, failed, skipped) =
            (count(Status::Passed), count(Status::Failed), count(Status::Skipped));
        if tried.is_empty() {
            self.terminal.note("There are no scenarios to play");
        }
        match self.format {
            Format::Text => {
                self.terminal.line(&format!("{passed} passed, {failed} failed, {skipped} skipped"))
            }
            Format::Json => self.terminal.json(&summary(tried)),
        }
    }
}
