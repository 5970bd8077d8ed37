//! What is done with files, each with the action that answers.

use std::path::PathBuf;

use crate::files;
use crate::model::Project;
use crate::state::{Action, ComparingAction, Loaded, News, Notice, ScenarioAction};

pub(super) fn load(path: PathBuf) -> Action {
    let project = files::load(&path);
    opened(project, Some(path))
}

pub(super) fn opened(project: Result<Project, files::FileError>, path: Option<PathBuf>) -> Action {
    match project {
        Ok(project) => Action::News(News::Opened(Box::new(Loaded { path, project }))),
        Err(error) => Action::Tell(Notice::problem(error.to_string(), error.hint())),
    }
}

pub(super) fn save(path: PathBuf, project: Box<Project>) -> Action {
    match files::save(&path, &project) {
        Ok(()) => Action::News(News::Saved { path, project }),
        Err(error) => Action::Tell(Notice::problem(error.to_string(), error.hint())),
    }
}

pub(super) fn read_table(path: PathBuf) -> Action {
    match files::read_text(&path) {
        Ok(text) => Action::Scenario(ScenarioAction::DataRead { path, text }),
        Err(error) => Action::Tell(Notice::problem(error.to_string(), error.hint())),
    }
}

pub(super) fn read_compared(path: PathBuf) -> Action {
    match files::load(&path) {
        Ok(project) => Action::Comparing(ComparingAction::FileRead(Box::new((path, project)))),
        Err(error) => Action::Tell(Notice::problem(error.to_string(), error.hint())),
    }
}
