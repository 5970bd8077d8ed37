//! The same project in the terminal, where no window can be opened.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use super::preview::{self, Listener, Page};
use super::terminal::Terminal;
use super::{CliError, Ending, exit_code, now, test};
use crate::files;
use crate::model::Project;

/// Says why there is no window and what to do about it, then shows every reply of the project and plays its scenarios, all
/// offline. Without a project it is the story that is built in.
pub fn play_without_window(project: Option<&Path>, why: &str, hint: &str) -> ExitCode {
    let mut terminal = Terminal::new();
    let ended = open(project).and_then(|project| {
        terminal.note(&format!("{why}; the project is played here instead\nhint: {hint}"));
        play(&Arc::new(project), &mut terminal)
    });
    exit_code(ended, &terminal)
}

fn play(project: &Arc<Project>, terminal: &mut Terminal) -> Result<Ending, CliError> {
    terminal.line(&format!("{}\n", project.name))?;
    let listener = Listener { channel: None, language: None, environment: None, now: now() };
    let integrations = project.integrations.iter();
    let pages = integrations.map(|integration| Page::new(project, integration, &listener));
    let pages: Vec<_> = pages.collect::<Result<_, _>>()?;
    preview::show(&pages, terminal)?;
    terminal.line("\nScenarios\n")?;
    let tested = test::offline(project, terminal)?;
    Ok(if preview::ending(&pages) == Ending::No { Ending::No } else { tested })
}

fn open(path: Option<&Path>) -> Result<Project, CliError> {
    let Some(path) = path else { return Ok(files::story()?) };
    Ok(files::load(path)?)
}
