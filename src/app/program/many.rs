//! Many runs at once: offline ones in batches off the window's thread, live ones a few at a time.

use std::sync::Arc;

use egui::Context;
use tokio::sync::Semaphore;

use super::Program;
use crate::app::disk;
use crate::engine::{MaskedSecrets, PREVIEW_RUN_ID, Run, Setup, play, play_offline};
use crate::model::{Answer, Finding, Severity};
use crate::state::{
    Action, AnsweredBy, ComparingAction, DeriveOrder, Effect, News, Notice, PathPurpose, PlayOrder, Played,
    ReportAction, ScenarioAction, SendOrder, Trial,
};

/// Live runs that are under way at the same time.
const MOST_AT_ONCE: usize = 8;
/// Offline runs that answer together: small enough to show progress, large enough not to flood the window.
const BATCH: usize = 50;

/// What jobs belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Many {
    /// Scenarios or the rows of a table.
    Play(u64),
    /// A failure drill.
    Drill(u64),
}

impl Program {
    fn play_many(&mut self, ctx: &Context, order: PlayOrder) {
        let run = order.run;
        let trials: Vec<(usize, Trial)> = order.trials.iter().cloned().enumerate().collect();
        let (saved, live): (Vec<_>, Vec<_>) =
            trials.into_iter().partition(|(_, trial)| matches!(trial.answered_by, AnsweredBy::Saved(_)));
        for batch in saved.chunks(BATCH) {
            let (batch, order) = (batch.to_vec(), PlayOrder { trials: Vec::new(), ..order.clone() });
            let job = self.jobs.start(move |_| async move {
                let trials: Vec<usize> = batch.iter().map(|(trial, _)| *trial).collect();
                let played = tokio::task::spawn_blocking(move || play_batch(&order, batch)).await;
                let lost = |trial: &usize| Played { trial: *trial, result: Err(vec![lost()]) };
                let results = played.unwrap_or_else(|_| trials.iter().map(lost).collect());
                Action::Scenario(ScenarioAction::Played { run, results })
            });
            self.many.push((Many::Play(run), job));
        }
        let turns = Arc::new(Semaphore::new(MOST_AT_ONCE));
        for (trial, each) in live {
            self.play_live(ctx, &order, trial, each, &turns);
        }
    }

    fn play_live(
        &mut self,
        ctx: &Context,
        order: &PlayOrder,
        trial: usize,
        each: Trial,
        turns: &Arc<Semaphore>,
    ) {
        let run = order.run;
        let setup = self.setup(SendOrder {
            run,
            project: Arc::clone(&order.project),
            integration: each.integration,
            environment: order.environment.clone(),
            conversation: each.conversation,
        });
        let setup = match setup {
            Ok(setup) => setup,
            Err(notice) => {
                let results = vec![Played { trial, result: Err(vec![told(&notice)]) }];
                return self.apply(ctx, Action::Scenario(ScenarioAction::Played { run, results }));
            }
        };
        let (network, turns) = (self.network.clone(), Arc::clone(turns));
        let job = self.jobs.start(move |_| async move {
            // The semaphore is never closed; without a turn the run would only start early.
            let _turn = turns.acquire_owned().await.ok();
            let result = match Run::start(setup) {
                Ok((mut run, next)) => Ok(Box::new(play(&mut run, next, &network).await)),
                Err(findings) => Err(findings),
            };
            Action::Scenario(ScenarioAction::Played { run, results: vec![Played { trial, result }] })
        });
        self.many.push((Many::Play(run), job));
    }

    /// Works out what follows from a large project.
    fn derive(&self, order: DeriveOrder) {
        self.jobs.start(move |_| async move {
            // It keeps a thread busy for a while: not one that serves the network.
            match tokio::task::spawn_blocking(move || order.carry_out()).await {
                Ok(news) => Action::News(News::Derived(Box::new(news))),
                Err(_) => Action::Tell(Notice::problem(
                    "The findings could not be brought up to date, which is a mistake of this program",
                    "Save the project and open it again",
                )),
            }
        });
    }

    fn stop_many(&mut self, which: Many) {
        self.many.retain(|(of, job)| {
            if *of == which {
                job.cancel();
            }
            *of != which
        });
    }

    /// What is done for scenarios, tables, the drill and the hand-over document.
    pub(super) fn perform_many(&mut self, ctx: &Context, effect: Effect) {
        match effect {
            Effect::Play(order) => self.play_many(ctx, *order),
            Effect::StopPlaying(run) => self.stop_many(Many::Play(run)),
            Effect::Drill(order) => self.drill(ctx, *order),
            Effect::StopDrill(run) => self.stop_many(Many::Drill(run)),
            Effect::Derive(order) => self.derive(*order),
            Effect::PickData => self.pick(PathPurpose::Data, String::new(), |path| {
                Action::Scenario(ScenarioAction::DataChosen(path.to_owned()))
            }),
            Effect::PickReport { name } => self.pick(PathPurpose::Report, name, |path| {
                Action::Report(ReportAction::WriteTo(path.to_owned()))
            }),
            Effect::PickCompared => self.pick(PathPurpose::Compare, String::new(), |path| {
                Action::Comparing(ComparingAction::FileChosen(path.to_owned()))
            }),
            Effect::ReadCompared(path) => {
                self.jobs.start(move |_| async move { disk::read_compared(path) });
            }
            Effect::ReadData(path) => {
                self.jobs.start(move |_| async move { disk::read_table(path) });
            }
            Effect::PickResults { name } => self.pick(PathPurpose::Results, name, |path| {
                Action::Scenario(ScenarioAction::SaveResultsTo(path.to_owned()))
            }),
            Effect::WriteResults(order) => {
                self.jobs.start(move |_| async move { super::results::write(*order) });
            }
            Effect::WriteReport(order) => {
                self.jobs.start(move |_| async move { super::report::write(&order) });
            }
            _ => {}
        }
    }
}

fn play_batch(order: &PlayOrder, batch: Vec<(usize, Trial)>) -> Vec<Played> {
    let played = batch.into_iter().map(|(trial, each)| {
        let answers = match &each.answered_by {
            AnsweredBy::Saved(answers) => answers.clone(),
            AnsweredBy::Systems => Vec::new(),
        };
        Played { trial, result: offline(order, each, &answers) }
    });
    played.collect()
}

fn offline(
    order: &PlayOrder,
    trial: Trial,
    answers: &[Answer],
) -> Result<Box<crate::engine::RunResult>, Vec<Finding>> {
    let found = order.project.integrations.iter().find(|each| each.id == trial.integration);
    let integration = found.cloned().ok_or_else(|| vec![lost()])?;
    let project = &order.project;
    let setup = Setup {
        project: Arc::clone(project),
        integration,
        environment: project.environment(&order.environment).or(project.environments.first()).cloned(),
        demo_origin: None,
        conversation: trial.conversation,
        secrets: Arc::new(MaskedSecrets),
        run_id: PREVIEW_RUN_ID.to_owned(),
        authorities: Arc::default(),
    };
    play_offline(setup, answers).map(Box::new)
}

fn told(notice: &Notice) -> Finding {
    Finding { severity: Severity::Error, title: notice.title.clone(), remedy: notice.hint.clone(), ..lost() }
}

fn lost() -> Finding {
    Finding {
        severity: Severity::Error,
        code: "lost".to_owned(),
        title: "The run ended without a result, which is a mistake of this program".to_owned(),
        remedy: "Report it together with the project".to_owned(),
        place: crate::model::Place::default(),
    }
}
