//! What the world answers: a run goes on, a file was read or written.

use std::path::PathBuf;

use super::{Ask, DeriveNews, Effect, Ended, KnownSecrets, Notice, Panel, PathPurpose, State};
use crate::engine::{RunResult, ShownRequest};
use crate::model::{Finding, Project};

/// What the world answers to an [`Effect`]; no view asks for any of it.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// A request left for the network.
    Sent {
        /// Which run.
        run: u64,
        /// What was sent.
        request: Box<ShownRequest>,
    },
    /// A run ended.
    Finished {
        /// Which run.
        run: u64,
        /// How, or why it could not even start.
        result: Result<Box<RunResult>, Vec<Finding>>,
    },
    /// A job worked out what follows from the project.
    Derived(Box<DeriveNews>),
    /// It was looked where the values of secrets are.
    SecretsKnown(KnownSecrets),
    /// A file was read.
    Opened(Box<Loaded>),
    /// A file was saved.
    Saved {
        /// Which.
        path: PathBuf,
        /// What was saved; typing may have gone on meanwhile.
        project: Box<Project>,
    },
    /// This computer has no file dialog: ask for the path here.
    NoDialog {
        /// What for.
        purpose: PathPurpose,
        /// A path to begin with.
        path: String,
    },
}

/// A project that was read from disk.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// From where; none for the story that comes with the program.
    pub path: Option<PathBuf>,
    /// The project.
    pub project: Project,
}

impl State {
    pub(super) fn news(&mut self, news: News) -> Vec<Effect> {
        match news {
            News::Sent { run, request } => {
                if let Some(running) = self.try_it.running.as_mut().filter(|running| running.run == run) {
                    running.request = Some(request);
                }
                Vec::new()
            }
            News::Finished { run, result } => self.finished(run, result),
            News::Derived(news) => self.take_derived(*news),
            News::SecretsKnown(known) => {
                self.known_secrets = known;
                Vec::new()
            }
            News::Opened(loaded) => self.replace(loaded.project, loaded.path),
            News::Saved { path, project } => self.saved_to(path, *project),
            News::NoDialog { purpose, path } => {
                self.view.ask = Some(Ask::Path { purpose, path });
                Vec::new()
            }
        }
    }

    /// A result of a run that was stopped or overtaken is dropped.
    fn finished(&mut self, run: u64, result: Result<Box<RunResult>, Vec<Finding>>) -> Vec<Effect> {
        if self.try_it.running.as_ref().is_none_or(|running| running.run != run) {
            return Vec::new();
        }
        let values = self.try_it.running.take().map(|running| running.values).unwrap_or_default();
        if let Ok(result) = &result {
            self.view.outcome.clone_from(&result.outcome);
        }
        self.view.panel = Panel::Open;
        self.end_try(Ended { live: true, values, result })
    }

    fn saved_to(&mut self, path: PathBuf, project: Project) -> Vec<Effect> {
        self.saved = Some(project);
        self.comparing.forget();
        self.notice = Some(Notice::done(format!("Saved as {}", super::saving::file_name(&path))));
        self.path = Some(path);
        match self.view.ask.take() {
            Some(Ask::Unsaved(action)) if !self.is_unsaved() => self.apply(*action),
            _ => Vec::new(),
        }
    }
}
