//! Opening, saving and closing: what happens to the project as a whole.

use std::path::PathBuf;

use super::change::add_usual_environments;
use super::{Ask, Effect, State};
use crate::model::Project;

impl State {
    /// An empty project, with the places that a project usually has to send to.
    pub(super) fn begin_project(&mut self) -> Vec<Effect> {
        let mut project = Project { name: "New project".to_owned(), ..Project::default() };
        add_usual_environments(&mut project);
        self.replace(project, None)
    }

    pub(super) fn open_path(&mut self, path: PathBuf) -> Vec<Effect> {
        self.view.ask = None;
        vec![Effect::Load(path)]
    }

    /// Goes on without saving.
    pub(super) fn discard(&mut self) -> Vec<Effect> {
        match self.view.ask.take() {
            Some(Ask::Unsaved(action)) => {
                self.let_go = Some(self.project.clone());
                self.apply(*action)
            }
            _ => Vec::new(),
        }
    }

    /// Opens another project; what lies on the desk stays.
    pub(super) fn replace(&mut self, project: Project, path: Option<PathBuf>) -> Vec<Effect> {
        let (theme, panes) = (self.view.theme, self.view.panes);
        let running = self.try_it.running.take();
        let (desk, autosave) = (std::mem::take(&mut self.desk), std::mem::take(&mut self.autosave));
        let deriving = self.deriving.forgotten();
        *self = Self::new(project, path, self.now);
        self.deriving = deriving;
        (self.desk, self.autosave) = (desk, autosave);
        (self.view.theme, self.view.panes) = (theme, panes);
        running.map(|running| Effect::Cancel(running.run)).into_iter().collect()
    }

    pub(super) fn save(&mut self) -> Vec<Effect> {
        match self.path.clone() {
            Some(path) => vec![self.write_to(path)],
            None => self.pick_save(),
        }
    }

    pub(super) fn save_to(&mut self, path: PathBuf) -> Vec<Effect> {
        if matches!(self.view.ask, Some(Ask::Path { .. })) {
            self.view.ask = None;
        }
        vec![self.write_to(path)]
    }

    fn write_to(&self, path: PathBuf) -> Effect {
        Effect::Save { path, project: Box::new(self.project.clone()) }
    }

    pub(super) fn pick_save(&self) -> Vec<Effect> {
        let current = self.path.as_deref().map(file_name);
        vec![Effect::PickSave { name: current.unwrap_or_else(|| project_file_name(&self.project.name)) }]
    }
}

pub(super) fn file_name(path: &std::path::Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// `Customer service bot` is saved as `customer-service-bot.hookwright.json`.
fn project_file_name(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    let stem = plain.split_whitespace().collect::<Vec<_>>().join("-");
    format!("{}.hookwright.json", if stem.is_empty() { "project" } else { &stem })
}
