//! Arguments to window or terminal.

use std::path::Path;
use std::process::ExitCode;

use hookwright::cli::{self, Command};

fn main() -> ExitCode {
    match cli::read_arguments() {
        Ok(Command::Window(project)) => open_window(project.as_deref()),
        Ok(Command::Terminal(command)) => cli::run(&command),
        Err(code) => code,
    }
}

/// Opens the window; where there can be none, says why and plays the project in the terminal.
#[cfg(feature = "window")]
fn open_window(project: Option<&Path>) -> ExitCode {
    match hookwright::app::run(project) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => cli::play_without_window(project, &error.to_string(), &error.hint()),
    }
}

/// Without the window the project is played in the terminal.
#[cfg(not(feature = "window"))]
fn open_window(project: Option<&Path>) -> ExitCode {
    let hint = "Build it with the feature `window`, or use the commands of `hookwright --help`";
    cli::play_without_window(project, "This Hookwright was built without its window", hint)
}
