//! The world of live runs: a runtime, the network, secrets, and the demo server where it is asked for.

use std::sync::Arc;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::{CliError, secrets};
use crate::demo;
use crate::engine::{self, Authorities, Run, RunResult, Secrets, Setup};
use crate::model::{Environment, Finding, Stage};
use crate::net::{self, HttpTransport};
use crate::secrets::DemoSecrets;

/// Runs that are under way at the same time.
const MOST_AT_ONCE: usize = 8;

/// Two, because runs wait for the network nearly all the time; the second keeps time limits exact while the first works.
const WORKER_THREADS: usize = 2;

/// Everything that a live run needs beyond its design.
pub(super) struct Live {
    /// Only taken when dropped.
    runtime: Option<Runtime>,
    transport: HttpTransport,
    demo: Option<demo::Server>,
    secrets: Arc<dyn Secrets>,
    authorities: Arc<Authorities>,
}

impl Live {
    /// Prepares for one environment; starts the demo server when it is of stage `demo`.
    /// `authorities` are those that the project names.
    pub(super) fn start(
        environment: Option<&Environment>,
        authorities: Authorities,
    ) -> Result<Self, CliError> {
        let runtime = Builder::new_multi_thread().worker_threads(WORKER_THREADS).enable_all().build();
        let runtime = runtime.map_err(CliError::Runtime)?;
        let is_demo = environment.is_some_and(|environment| environment.stage == Stage::Demo);
        let demo = if is_demo { Some(runtime.block_on(demo::Server::start(0))?) } else { None };
        let secrets: Arc<dyn Secrets> =
            if is_demo { Arc::new(DemoSecrets::new(demo::TOKEN)) } else { Arc::new(secrets::secrets()) };
        let (transport, authorities) = (HttpTransport::new()?, Arc::new(authorities));
        Ok(Self { runtime: Some(runtime), transport, demo, secrets, authorities })
    }

    /// Where the values of secrets come from in this environment.
    pub(super) fn secrets(&self) -> Arc<dyn Secrets> {
        Arc::clone(&self.secrets)
    }

    /// Plays one run to its end.
    ///
    /// # Errors
    /// When the design cannot be run; nothing was sent then.
    pub(super) fn play(&self, setup: Setup) -> Result<RunResult, CliError> {
        let mut only = None;
        self.play_all(vec![setup], |result| only = result);
        match only {
            Some(result) => Ok(result?),
            None => Err(CliError::Lost),
        }
    }

    /// Plays many runs, up to [`MOST_AT_ONCE`] at a time, and hands over each result in the order of the setups as soon as
    /// those before it are there. A run that was lost to a panic is handed over as nothing.
    pub(super) fn play_all(
        &self,
        setups: Vec<Setup>,
        mut each: impl FnMut(Option<Result<RunResult, Vec<Finding>>>),
    ) {
        let Some(runtime) = &self.runtime else { return };
        runtime.block_on(async {
            let count = setups.len();
            let mut runs = self.spawn(setups);
            let mut waiting: Vec<_> = (0..count).map(|_| None).collect();
            let mut next = 0;
            while let Some(ended) = runs.join_next().await {
                if let Ok((index, result)) = ended {
                    waiting[index] = Some(result);
                }
                while next < count && waiting[next].is_some() {
                    each(waiting[next].take());
                    next += 1;
                }
            }
            for left in waiting.drain(next..) {
                each(left);
            }
        });
    }

    /// Starts the runs in order; each waits for its turn.
    fn spawn(&self, setups: Vec<Setup>) -> JoinSet<(usize, Result<RunResult, Vec<Finding>>)> {
        let turns = Arc::new(Semaphore::new(MOST_AT_ONCE));
        let mut runs = JoinSet::new();
        for (index, mut setup) in setups.into_iter().enumerate() {
            setup.demo_origin = self.demo.as_ref().map(demo::Server::origin);
            setup.run_id = net::run_id();
            setup.authorities = Arc::clone(&self.authorities);
            let (turns, transport) = (Arc::clone(&turns), self.transport.clone());
            runs.spawn(async move {
                // The semaphore is never closed; without a turn the run would only start early.
                let _turn = turns.acquire_owned().await.ok();
                (index, play(setup, &transport).await)
            });
        }
        runs
    }
}

async fn play(setup: Setup, transport: &HttpTransport) -> Result<RunResult, Vec<Finding>> {
    let (mut run, next) = Run::start(setup)?;
    Ok(engine::play(&mut run, next, transport).await)
}

impl Drop for Live {
    /// A look-up of a host's name cannot be cancelled; waiting for it would keep the customer longer than the time limit.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
