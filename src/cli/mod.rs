//! The terminal: arguments in, results on stdout, everything else on stderr, an exit code at the end.
//!
//! ```text
//! arguments ─► Command ─┬─ Window ─► `main` opens it, or play_without_window
//!                       └─ Terminal ─► run ─► preview · run · test · check · data · import · export · report · diff · demo-server
//! ```
//!
//! Exit codes: 0 all good · 1 the answer is no (a scenario failed, an outcome is silent, a run ended in an error outcome,
//! a finding of severity error, two versions that differ) · 2 the command could not be carried out. What goes wrong is told as a sentence and a hint.

mod arguments;
mod check;
mod data;
mod demo_server;
mod diff;
mod error;
mod export;
mod import;
mod live;
mod preview;
mod report;
mod run;
mod secrets;
mod selection;
mod terminal;
mod test;
mod without_window;

use std::process::ExitCode;

use jiff::Timestamp;

use crate::model::Stage;
use arguments::Task;
pub use arguments::{Command, TerminalCommand, read_arguments};
pub use error::CliError;
use terminal::Terminal;
pub use without_window::play_without_window;

/// Carries out a command of the terminal.
pub fn run(command: &TerminalCommand) -> ExitCode {
    let mut terminal = Terminal::new();
    let ended = match &command.0 {
        Task::Run(arguments) => run::run(arguments, &mut terminal),
        Task::Preview(arguments) => preview::preview(arguments, &mut terminal),
        Task::Test(arguments) => test::test(arguments, &mut terminal),
        Task::Check(arguments) => check::check(arguments, &mut terminal),
        Task::Data(arguments) => data::data(arguments, &mut terminal),
        Task::Import(arguments) => import::import(arguments, &mut terminal),
        Task::Export(arguments) => export::export(arguments, &mut terminal),
        Task::Report(arguments) => report::report(arguments, &mut terminal),
        Task::Diff(arguments) => diff::diff(arguments, &mut terminal),
        Task::DemoServer(arguments) => demo_server::demo_server(arguments, &mut terminal),
    };
    exit_code(ended, &terminal)
}

/// How a command ended that could be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// All good.
    Good,
    /// The answer is no.
    No,
}

fn exit_code(ended: Result<Ending, CliError>, terminal: &Terminal) -> ExitCode {
    match ended {
        Ok(Ending::Good) => ExitCode::SUCCESS,
        Ok(Ending::No) => ExitCode::from(1),
        Err(error) => {
            terminal.error(&error);
            ExitCode::from(2)
        }
    }
}

/// The moment a command begins.
#[expect(
    clippy::disallowed_methods,
    reason = "the terminal is a door: time enters here and is a parameter below"
)]
fn now() -> Timestamp {
    Timestamp::now()
}

/// Whether real customers' data is at stake.
fn is_production(environment: Option<&crate::model::Environment>) -> bool {
    environment.is_some_and(|environment| environment.stage == Stage::Production)
}
