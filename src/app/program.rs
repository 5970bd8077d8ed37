//! The program as the window library sees it: a frame draws, settles, and performs what was asked.

mod drill;
mod many;
mod report;
mod results;
mod secrets;
mod sending;

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui::{Context, ThemePreference, Ui, ViewportCommand};
use jiff::Timestamp;

use super::disk::{load, opened, save};
use super::exporting;
use super::last_export::LastExports;
use super::remembering::Keeper;
use super::runs::Runs;
use super::secrets::{Looking, SecretPlaces};
use crate::demo;
use crate::files::{self, Settings};
use crate::jobs::{Job, Jobs};
use crate::model::Project;
use crate::net::HttpTransport;
use crate::state::{
    Action, AnswerOrder, Effect, ExportAction, HistoryAction, ImportAction, News, Notice, PanelAction,
    PathPurpose, State, ThemeChoice,
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
    pub(super) state: State,
    pub(super) jobs: Jobs<Action>,
    running: HashMap<u64, Job>,
    many: Vec<(many::Many, Job)>,
    network: HttpTransport,
    demo: Option<demo::Server>,
    secrets: SecretPlaces,
    looking: Looking,
    runs: Runs,
    last_exports: LastExports,
    trace: Option<files::Trace>,
    pub(super) dialogs: Dialogs,
    pub(super) settings: Settings,
    pub(super) settings_file: Option<PathBuf>,
    /// The window as it is since that moment, and not yet remembered.
    pub(super) window_since: Option<(files::WindowState, u64)>,
    /// What was taken from the recent projects last, and where it stood.
    pub(super) forgotten: Option<(usize, files::RecentProject)>,
    /// The project whose file is gone and is being looked for.
    pub(super) looked_for: Option<PathBuf>,
    pub(super) keeper: Option<Keeper>,
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
        let mut state = State::new(project, path, Timestamp::now());
        state.desk.targets = exporting::targets();
        Ok(Self {
            state,
            jobs: Jobs::new(move || waker.request_repaint())?,
            running: HashMap::new(),
            many: Vec::new(),
            network: HttpTransport::new()?,
            demo: None,
            secrets: SecretPlaces::default(),
            looking: Looking::default(),
            runs: Runs::default(),
            last_exports: LastExports::default(),
            trace: None,
            dialogs,
            settings: Settings::default(),
            settings_file: None,
            window_since: None,
            forgotten: None,
            looked_for: None,
            keeper: None,
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
        self.restore_window();
        self
    }

    /// The same with the keychain and the encrypted file of this computer as places of secrets.
    #[must_use]
    pub fn with_kept_secrets(mut self) -> Self {
        self.secrets = SecretPlaces::of_this_computer();
        self
    }

    /// The same with the histories of live runs and what was exported last in that folder; without one they end with the window.
    #[must_use]
    pub fn with_runs(mut self, folder: Option<PathBuf>) -> Self {
        self.last_exports = LastExports::in_folder(folder.clone());
        self.runs = Runs::in_folder(folder);
        self
    }

    /// The same, writing how long each frame takes, in microseconds: collecting, drawing and applying.
    #[must_use]
    pub fn with_trace(mut self, trace: Option<files::Trace>) -> Self {
        self.trace = trace;
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
            self.drop_file(ctx, path);
        }
        if ctx.input(|input| input.viewport().close_requested()) && !self.may_close && self.state.would_lose()
        {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.apply(ctx, Action::Close);
        }
        self.look_for_secrets();
        self.runs.look(&self.jobs, &self.state, self.state.now);
        self.last_exports.look(&self.jobs, &self.state);
        self.show_theme(ctx);
        self.show_title(ctx);
    }

    /// Draws one frame, notices what was typed, then does what was asked.
    pub fn ui(&mut self, ui: &mut Ui) {
        let actions = ui::show(ui, &mut self.state);
        self.settle(ui.ctx());
        if actions.is_empty() {
            return;
        }
        for action in actions {
            self.apply(ui.ctx(), action);
        }
        self.settle(ui.ctx());
        ui.ctx().request_repaint();
    }

    fn settle(&mut self, ctx: &Context) {
        let at_ms = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.state.settle(at_ms);
        if let Some(effect) = self.state.work() {
            self.perform(ctx, effect);
        }
        self.remember_window(ctx, at_ms);
        let step = self.state.autosave(at_ms);
        if let Some(effect) = step.effect {
            self.perform(ctx, effect);
        }
        if let Some(again_ms) = step.again_ms {
            ctx.request_repaint_after(Duration::from_millis(again_ms));
        }
    }

    fn drop_file(&mut self, ctx: &Context, path: PathBuf) {
        let is_project = path.to_string_lossy().ends_with(files::EXTENSION);
        let action =
            if is_project { Action::OpenPath(path) } else { Action::Import(ImportAction::File(path)) };
        self.apply(ctx, action);
    }

    fn apply(&mut self, ctx: &Context, action: Action) {
        if let Action::News(News::Finished { run, .. }) = &action {
            self.running.remove(run);
        }
        let leaves = matches!(action, Action::News(News::Opened(_)));
        let arrives = matches!(action, Action::News(News::Opened(_)) | Action::News(News::Saved { .. }));
        if let Action::History(HistoryAction::Kept(_)) = &action {
            self.runs.kept(&self.jobs);
        }
        if matches!(action, Action::News(News::Opened(_)) | Action::New) {
            self.runs.forget();
            self.last_exports.forget();
        }
        if let Action::Recovery(action) = &action
            && action.ends_a_job()
        {
            self.kept();
        }
        if leaves {
            self.remember_project();
        }
        let effects = self.state.apply(action);
        if arrives {
            self.remember_project();
        }
        for effect in effects {
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
            Effect::Answer(order) => self.read_answer(*order),
            Effect::KeepHistory(text) => self.runs.keep(&self.jobs, text),
            Effect::PickProject => {
                self.pick(PathPurpose::Open, String::new(), |path| Action::OpenPath(path.to_owned()));
            }
            Effect::PickSave { name } => {
                self.pick(PathPurpose::Save, name, |path| Action::SaveTo(path.to_owned()));
            }
            Effect::PickExport => {
                self.pick(PathPurpose::Export, String::new(), |path| {
                    Action::Exporting(ExportAction::Write(path.to_owned()))
                });
            }
            Effect::PrepareExport(order) => {
                self.jobs.start(move |_| async move { exporting::prepare(*order) });
            }
            Effect::WriteExport { files, folder, order } => {
                self.jobs.start(move |_| async move { exporting::write(&files, &folder, order) });
            }
            Effect::KeepExport(last) => self.last_exports.keep(&self.jobs, *last),
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
            Effect::Theme(theme) => self.keep_theme(theme),
            Effect::Start(effect) => self.perform_start(effect),
            Effect::Import(effect) => self.import(effect),
            Effect::Recovery(effect) => self.recover(effect),
            Effect::AskClipboard => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
            Effect::Close => {
                self.may_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            effect => self.perform_many(ctx, effect),
        }
    }

    fn read_answer(&mut self, order: AnswerOrder) {
        self.jobs.start(move |_| async move {
            // Reading a large answer keeps a thread busy for a while: not one that serves the network.
            let news = tokio::task::spawn_blocking(move || order.carry_out()).await;
            match news {
                Ok(news) => Action::Panel(PanelAction::Found(Box::new(news))),
                Err(_) => Action::Tell(Notice::problem("The answer could not be read", "Send it again")),
            }
        });
    }

    fn keep_theme(&mut self, theme: ThemeChoice) {
        self.settings.theme = match theme {
            ThemeChoice::System => "",
            ThemeChoice::Light => "light",
            ThemeChoice::Dark => "dark",
        }
        .to_owned();
        self.save_settings();
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

    pub(super) fn save_settings(&self) {
        // Settings that cannot be saved are no reason to bother anybody.
        if let Some(file) = &self.settings_file {
            drop(self.settings.save(file));
        }
    }
}

impl eframe::App for Program {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        let began = Instant::now();
        Self::logic(self, ctx);
        if let Some(trace) = &mut self.trace {
            trace.line(&format!("logic {}", began.elapsed().as_micros()));
        }
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let began = Instant::now();
        Self::ui(self, ui);
        if let Some(trace) = &mut self.trace {
            trace.line(&format!("ui {}", began.elapsed().as_micros()));
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.end();
    }
}
