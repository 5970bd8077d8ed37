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

/// Opens the window; where there can be none, the project is played in the terminal.
fn open_window(project: Option<&Path>) -> ExitCode {
    let why = cli::no_window().unwrap_or("This Hookwright has no window yet");
    cli::play_without_window(project, why)
}
