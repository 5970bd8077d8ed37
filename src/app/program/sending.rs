//! Live runs: planned at once, sent in a job.

use std::sync::Arc;

use egui::Context;

use super::Program;
use crate::demo;
use crate::engine::{Next, Run, Secrets, Setup, choose_environment, play};
use crate::files;
use crate::net;
use crate::secrets::DemoSecrets;
use crate::state::{Action, News, Notice, SendOrder};

impl Program {
    /// Plans at once, so that the request can be seen while it is under way; the rest happens in a job.
    pub(super) fn send(&mut self, ctx: &Context, order: SendOrder) {
        let number = order.run;
        let setup = match self.setup(order) {
            Ok(setup) => setup,
            Err(notice) => {
                self.apply(ctx, Action::Cancel);
                return self.apply(ctx, Action::Tell(notice));
            }
        };
        match Run::start(setup) {
            Err(findings) => {
                self.apply(ctx, Action::News(News::Finished { run: number, result: Err(findings) }));
            }
            Ok((_, Next::Done(result))) => {
                self.apply(ctx, Action::News(News::Finished { run: number, result: Ok(result) }));
            }
            Ok((mut run, next)) => {
                if let Some(request) = run.shown_pending() {
                    self.apply(ctx, Action::News(News::Sent { run: number, request: Box::new(request) }));
                }
                let network = self.network.clone();
                let job = self.jobs.start(move |_| async move {
                    let result = play(&mut run, next, &network).await;
                    Action::News(News::Finished { run: number, result: Ok(Box::new(result)) })
                });
                self.running.insert(number, job);
            }
        }
    }

    pub(super) fn setup(&mut self, order: SendOrder) -> Result<Setup, Notice> {
        let integration =
            order.project.integrations.iter().find(|each| each.id == order.integration).cloned();
        let integration = integration
            .ok_or_else(|| Notice::problem("There is nothing to send", "Choose an integration"))?;
        let environment = choose_environment(
            &order.project,
            Some(&order.environment).filter(|id| !id.is_empty()).map(|id| id.as_str()),
        );
        let environment = environment
            .map_err(|error| Notice::problem(error.to_string(), "Choose another one at the top"))?;
        let authorities = Arc::new(files::authorities(&order.project, self.state.path.as_deref()));
        let mut setup = Setup {
            project: order.project,
            integration,
            environment,
            demo_origin: None,
            conversation: order.conversation,
            secrets: Arc::new(self.secrets.chain()),
            run_id: net::run_id(),
            authorities,
        };
        if setup.is_demo() {
            setup.demo_origin = Some(self.demo_origin()?);
            setup.secrets = Arc::new(DemoSecrets::new(demo::TOKEN)) as Arc<dyn Secrets>;
        }
        Ok(setup)
    }

    /// The demo server is started by the first call that needs it.
    fn demo_origin(&mut self) -> Result<String, Notice> {
        if self.demo.is_none() {
            let server = self.jobs.block_on(demo::Server::start(0));
            self.demo = Some(
                server.map_err(|error| Notice::problem(error.to_string(), "Choose another environment"))?,
            );
        }
        Ok(self.demo.as_ref().map(demo::Server::origin).unwrap_or_default())
    }
}
