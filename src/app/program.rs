//! The program as the window library sees it: a frame draws, settles, and performs what was asked.

mod drill;
mod many;
mod report;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, ThemePreference, Ui, ViewportCommand};
use jiff::Timestamp;

use super::disk::{load, opened, save, write_export};
use super::secrets::{Looking, SecretPlaces};
use crate::demo;
use crate::engine::{Next, Run, SecretValue, Secrets, Setup, choose_environment, play};
use crate::files::{self, Settings};
use crate::jobs::{Job, Jobs};
use crate::model::Project;
use crate::net::{self, HttpTransport};
use crate::secrets::DemoSecrets;
use crate::state::{
    Action, Effect, Keeping, KnownSecrets, Notice, PathPurpose, SendOrder, State, ThemeChoice,
};
use crate::ui;

/// Where paths are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialogs {
    /// In the system's file dialogs.
    System,
    /// In the window itself; for tests, and where the system has none.
    Own,
}

/// The whole program: the state, and the world it acts on.
pub struct Program {
    state: State,
    jobs: Jobs<Action>,
    running: HashMap<u64, Job>,
    many: Vec<(many::Many, Job)>,
    network: HttpTransport,
    demo: Option<demo::Server>,
    secrets: SecretPlaces,
    looking: Looking,
    dialogs: Dialogs,
    settings: Settings,
    settings_file: Option<PathBuf>,
    started: Instant,
    title: String,
    may_close: bool,
}

impl Program {
    /// The program on a project.
    ///
    /// # Errors
    /// When there are no threads or no network to be had.
    pub fn new(
        ctx: &Context,
        project: Project,
        path: Option<PathBuf>,
        dialogs: Dialogs,
    ) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        ui::install(ctx);
        // Not every system says whether it is light or dark.
        ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
        let waker = ctx.clone();
        Ok(Self {
            state: State::new(project, path, Timestamp::now()),
            jobs: Jobs::new(move || waker.request_repaint())?,
            running: HashMap::new(),
            many: Vec::new(),
            network: HttpTransport::new()?,
            demo: None,
            secrets: SecretPlaces::default(),
            looking: Looking::default(),
            dialogs,
            settings: Settings::default(),
            settings_file: None,
            started: Instant::now(),
            title: String::new(),
            may_close: false,
        })
    }

    /// The same with what was remembered from last time.
    #[must_use]
    pub fn with_settings(mut self, settings: Settings, file: Option<PathBuf>) -> Self {
        self.state.view.theme = match settings.theme.as_str() {
            "light" => ThemeChoice::Light,
            "dark" => ThemeChoice::Dark,
            _ => ThemeChoice::System,
        };
        self.settings = settings;
        self.settings_file = file;
        self
    }

    /// The same with the keychain and the encrypted file of this computer as places of secrets.
    #[must_use]
    pub fn with_kept_secrets(mut self) -> Self {
        self.secrets = SecretPlaces::of_this_computer();
        self
    }

    /// What is going on.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Takes what came in from the world since the last frame. Also called while the window is hidden.
    pub fn logic(&mut self, ctx: &Context) {
        self.state.now = Timestamp::now();
        let arrived: Vec<_> = self.jobs.poll().map(|(_, action)| action).collect();
        for action in arrived {
            self.apply(ctx, action);
        }
        let dropped = ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        if let Some(path) = dropped {
            self.apply(ctx, Action::OpenPath(path));
        }
        if ctx.input(|input| input.viewport().close_requested()) && !self.may_close && self.state.is_unsaved()
        {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.apply(ctx, Action::Close);
        }
        self.look_for_secrets();
        self.show_theme(ctx);
        self.show_title(ctx);
    }

    /// Draws one frame, notices what was typed, then does what was asked.
    pub fn ui(&mut self, ui: &mut Ui) {
        let actions = ui::show(ui, &mut self.state);
        self.settle();
        if actions.is_empty() {
            return;
        }
        for action in actions {
            self.apply(ui.ctx(), action);
        }
        self.settle();
        ui.ctx().request_repaint();
    }

    fn settle(&mut self) {
        let at_ms = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.state.settle(at_ms);
    }

    fn apply(&mut self, ctx: &Context, action: Action) {
        if let Action::Finished { run, .. } = &action {
            self.running.remove(run);
        }
        let used = match &action {
            Action::Opened(loaded) => loaded.path.as_deref(),
            Action::Saved { path, .. } => Some(path.as_path()),
            _ => None,
        };
        if let Some(path) = used {
            self.settings.remember(path);
            self.save_settings();
        }
        for effect in self.state.apply(action) {
            self.perform(ctx, effect);
        }
    }

    fn perform(&mut self, ctx: &Context, effect: Effect) {
        match effect {
            Effect::Send(order) => self.send(ctx, *order),
            Effect::Cancel(run) => {
                if let Some(job) = self.running.remove(&run) {
                    job.cancel();
                }
            }
            Effect::KeepSecret { name, value, keeping } => self.keep_secret(name, value, keeping),
            Effect::PickProject => {
                self.pick(PathPurpose::Open, String::new(), |path| Action::OpenPath(path.to_owned()));
            }
            Effect::PickSave { name } => {
                self.pick(PathPurpose::Save, name, |path| Action::SaveTo(path.to_owned()));
            }
            Effect::PickExport { .. } => {
                self.pick(PathPurpose::Export, String::new(), |path| Action::ExportTo(path.to_owned()));
            }
            Effect::Export { project, environment, folder } => {
                self.jobs
                    .start(move |_| async move { write_export(&project, environment.as_deref(), &folder) });
            }
            Effect::Copy(text) => ctx.copy_text(text),
            Effect::Load(path) => {
                self.jobs.start(move |_| async move { load(path) });
            }
            Effect::LoadStory => {
                self.jobs.start(|_| async { opened(files::story(), None) });
            }
            Effect::Save { path, project } => {
                self.jobs.start(move |_| async move { save(path, project) });
            }
            Effect::Theme(theme) => {
                self.settings.theme = match theme {
                    ThemeChoice::System => "",
                    ThemeChoice::Light => "light",
                    ThemeChoice::Dark => "dark",
                }
                .to_owned();
                self.save_settings();
            }
            Effect::Close => {
                self.may_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            effect => self.perform_many(ctx, effect),
        }
    }

    /// Plans at once, so that the request can be seen while it is under way; the rest happens in a job.
    fn send(&mut self, ctx: &Context, order: SendOrder) {
        let number = order.run;
        let setup = match self.setup(order) {
            Ok(setup) => setup,
            Err(notice) => {
                self.apply(ctx, Action::Cancel);
                return self.apply(ctx, Action::Tell(notice));
            }
        };
        match Run::start(setup) {
            Err(findings) => self.apply(ctx, Action::Finished { run: number, result: Err(findings) }),
            Ok((_, Next::Done(result))) => {
                self.apply(ctx, Action::Finished { run: number, result: Ok(result) });
            }
            Ok((mut run, next)) => {
                if let Some(request) = run.shown_pending() {
                    self.apply(ctx, Action::Sent { run: number, request: Box::new(request) });
                }
                let network = self.network.clone();
                let job = self.jobs.start(move |_| async move {
                    let result = play(&mut run, next, &network).await;
                    Action::Finished { run: number, result: Ok(Box::new(result)) }
                });
                self.running.insert(number, job);
            }
        }
    }

    fn setup(&mut self, order: SendOrder) -> Result<Setup, Notice> {
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

    fn look_for_secrets(&mut self) {
        if self.looking.is_due(&self.state) {
            self.look_after(|_| Ok(()));
        }
    }

    fn keep_secret(&mut self, name: String, value: SecretValue, keeping: Keeping) {
        match keeping {
            Keeping::UntilClosed => {
                self.secrets.hold(&name, value);
                self.look_after(|_| Ok(()));
            }
            Keeping::OnThisComputer => self.look_after(move |places| places.keep(&name, &value)),
        }
    }

    /// Does something with the places of secrets and looks where their values are then.
    fn look_after(&mut self, change: impl FnOnce(&SecretPlaces) -> Result<(), Notice> + Send + 'static) {
        let (places, names) = (self.secrets.clone(), self.looking.names().to_vec());
        if names.is_empty() {
            return;
        }
        self.jobs.start(move |_| async move {
            // The keychain may wait for a person: not on a thread that serves the network.
            let looked = tokio::task::spawn_blocking(move || change(&places).map(|()| places.look(&names)));
            match looked.await {
                Ok(Ok(known)) => Action::SecretsKnown(known),
                Ok(Err(notice)) => Action::Tell(notice),
                Err(_) => Action::SecretsKnown(KnownSecrets::default()),
            }
        });
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

    /// Asks for a path in the system's dialog. One that is gone at once without an answer is none at all (Linux without a
    /// portal says neither): then the window asks itself.
    fn pick(&mut self, purpose: PathPurpose, name: String, chosen: fn(&Path) -> Action) {
        let folder = self
            .state
            .path
            .as_deref()
            .and_then(Path::parent)
            .map(Path::to_owned)
            .or_else(files::documents_folder);
        let suggestion = folder.clone().unwrap_or_default().join(&name).to_string_lossy().into_owned();
        if self.dialogs == Dialogs::Own {
            self.jobs.start(move |_| async move { Action::NoDialog { purpose, path: suggestion } });
            return;
        }
        let mut dialog = rfd::AsyncFileDialog::new();
        if let Some(folder) = folder.filter(|folder| folder.is_absolute()) {
            dialog = dialog.set_directory(folder);
        }
        let dialog = match purpose {
            PathPurpose::Open => {
                Box::pin(dialog.add_filter("Hookwright project", &["json"]).pick_file()) as Picking
            }
            PathPurpose::Save | PathPurpose::Report => Box::pin(dialog.set_file_name(name).save_file()),
            PathPurpose::Data => Box::pin(dialog.add_filter("Table", &["csv", "tsv", "txt"]).pick_file()),
            PathPurpose::Export => Box::pin(dialog.pick_folder()),
        };
        let asked = Instant::now();
        self.jobs.start(move |_| async move {
            match dialog.await {
                Some(file) => chosen(file.path()),
                None if asked.elapsed() < Duration::from_millis(200) => {
                    Action::NoDialog { purpose, path: suggestion }
                }
                None => Action::DismissAsk,
            }
        });
    }

    fn show_theme(&self, ctx: &Context) {
        let wanted = match self.state.view.theme {
            ThemeChoice::System => ThemePreference::System,
            ThemeChoice::Light => ThemePreference::Light,
            ThemeChoice::Dark => ThemePreference::Dark,
        };
        if ctx.options(|options| options.theme_preference) != wanted {
            ctx.set_theme(wanted);
        }
    }

    fn show_title(&mut self, ctx: &Context) {
        let mark = if self.state.is_unsaved() { "• " } else { "" };
        let title = format!("{mark}{} – Hookwright", self.state.project.name);
        if title != self.title {
            self.title.clone_from(&title);
            ctx.send_viewport_cmd(ViewportCommand::Title(title));
        }
    }

    fn save_settings(&self) {
        // Settings that cannot be saved are no reason to bother anybody.
        if let Some(file) = &self.settings_file {
            drop(self.settings.save(file));
        }
    }
}

type Picking = std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>;

impl eframe::App for Program {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        Self::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        Self::ui(self, ui);
    }
}
