//! Opening, saving and closing: what happens to the project as a whole.

use std::path::PathBuf;

use super::{Action, Ask, Effect, Notice, State};
use crate::model::Project;

impl State {
    /// Files.
    pub(super) fn file(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::New | Action::Open | Action::OpenPath(_) | Action::OpenStory | Action::Close
                if self.would_lose() =>
            {
                self.view.ask = Some(Ask::Unsaved(Box::new(action)));
                Vec::new()
            }
            Action::Discard => match self.view.ask.take() {
                Some(Ask::Unsaved(action)) => {
                    self.let_go = Some(self.project.clone());
                    self.apply(*action)
                }
                _ => Vec::new(),
            },
            Action::New => {
                self.replace(Project { name: "New project".to_owned(), ..Project::default() }, None)
            }
            Action::Open => vec![Effect::PickProject],
            Action::OpenPath(path) => {
                self.view.ask = None;
                vec![Effect::Load(path)]
            }
            Action::OpenStory => vec![Effect::LoadStory],
            Action::Opened(loaded) => self.replace(loaded.project, loaded.path),
            Action::Save => self.save(),
            Action::SaveAs => self.pick_save(),
            Action::SaveTo(path) => {
                if matches!(self.view.ask, Some(Ask::Path { .. })) {
                    self.view.ask = None;
                }
                self.save_to(path)
            }
            Action::Saved { path, project } => {
                self.saved = Some(*project);
                self.comparing.forget();
                self.notice = Some(Notice::done(format!("Saved as {}", file_name(&path))));
                self.path = Some(path);
                match self.view.ask.take() {
                    Some(Ask::Unsaved(action)) if !self.is_unsaved() => self.apply(*action),
                    _ => Vec::new(),
                }
            }
            Action::Export => {
                self.show_export();
                Vec::new()
            }
            Action::NoDialog { purpose, path } => {
                self.view.ask = Some(Ask::Path { purpose, path });
                Vec::new()
            }
            Action::Tell(notice) => {
                self.notice = Some(notice);
                Vec::new()
            }
            Action::Close => vec![Effect::Close],
            _ => Vec::new(),
        }
    }

    /// Opens another project; what lies on the desk stays.
    pub(super) fn replace(&mut self, project: Project, path: Option<PathBuf>) -> Vec<Effect> {
        let theme = self.view.theme;
        let running = self.try_it.running.take();
        let (desk, autosave) = (std::mem::take(&mut self.desk), std::mem::take(&mut self.autosave));
        let deriving = self.deriving.forgotten();
        *self = Self::new(project, path, self.now);
        self.deriving = deriving;
        (self.desk, self.autosave) = (desk, autosave);
        self.view.theme = theme;
        running.map(|running| Effect::Cancel(running.run)).into_iter().collect()
    }

    fn save(&self) -> Vec<Effect> {
        match self.path.clone() {
            Some(path) => self.save_to(path),
            None => self.pick_save(),
        }
    }

    fn save_to(&self, path: PathBuf) -> Vec<Effect> {
        vec![Effect::Save { path, project: Box::new(self.project.clone()) }]
    }

    fn pick_save(&self) -> Vec<Effect> {
        let current = self.path.as_deref().map(file_name);
        vec![Effect::PickSave { name: current.unwrap_or_else(|| project_file_name(&self.project.name)) }]
    }
}

fn file_name(path: &std::path::Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// `Customer service bot` is saved as `customer-service-bot.hookwright.json`.
fn project_file_name(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    let stem = plain.split_whitespace().collect::<Vec<_>>().join("-");
    format!("{}.hookwright.json", if stem.is_empty() { "project" } else { &stem })
}
