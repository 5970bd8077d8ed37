//! The same project in the terminal, where no window can be opened.
#![expect(
    clippy::disallowed_methods,
    reason = "whether there is a display stands in the process environment"
)]

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use super::preview::{self, Listener, Page};
use super::terminal::Terminal;
use super::{CliError, Ending, exit_code, now, test};
use crate::files;
use crate::model::Project;

/// Why no window can be opened here, as a sentence; nothing when one can be tried.
pub fn no_window() -> Option<&'static str> {
    let has = |variable: &str| std::env::var_os(variable).is_some_and(|value| !value.is_empty());
    if cfg!(not(feature = "window")) {
        return Some("This Hookwright was built without its window");
    }
    let needs_display =
        cfg!(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android"))));
    (needs_display && !has("DISPLAY") && !has("WAYLAND_DISPLAY"))
        .then_some("There is no display for a window")
}

/// Says why there is no window, then shows every reply of the project and plays its scenarios, all offline. Without a
/// project it is the story that is built in.
pub fn play_without_window(project: Option<&Path>, why: &str) -> ExitCode {
    let mut terminal = Terminal::new();
    terminal
        .note(&format!("{why}, so the project is played here; `hookwright --help` lists what else there is"));
    let ended = play(project, &mut terminal);
    exit_code(ended, &terminal)
}

fn play(path: Option<&Path>, terminal: &mut Terminal) -> Result<Ending, CliError> {
    let project = Arc::new(open(path)?);
    terminal.line(&format!("{}\n", project.name))?;
    let listener = Listener { channel: None, language: None, environment: None, now: now() };
    let integrations = project.integrations.iter();
    let pages = integrations.map(|integration| Page::new(&project, integration, &listener));
    let pages: Vec<_> = pages.collect::<Result<_, _>>()?;
    preview::show(&pages, terminal)?;
    terminal.line("\nScenarios\n")?;
    let tested = test::offline(&project, terminal)?;
    Ok(if preview::ending(&pages) == Ending::No { Ending::No } else { tested })
}

fn open(path: Option<&Path>) -> Result<Project, CliError> {
    let Some(path) = path else { return Ok(files::story()?) };
    Ok(files::load(path)?)
}
