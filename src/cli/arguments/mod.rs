//! What stands behind `hookwright` on the command line.

mod writing;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};

pub(super) use writing::{ExportArguments, From, ImportArguments, ReportArguments};

/// Reads the arguments of this process. Help, version and usage errors are answered here.
///
/// # Errors
/// The exit code, when there is nothing more to do: 0 after help, 2 after a usage error.
pub fn read_arguments() -> Result<Command, ExitCode> {
    read(std::env::args_os()).map_err(|error| {
        // A terminal that is gone has nobody to tell.
        drop(error.print());
        if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS }
    })
}

fn read(words: impl IntoIterator<Item = OsString>) -> Result<Command, clap::Error> {
    match Arguments::try_parse_from(words)?.words {
        None => Ok(Command::Window(None)),
        Some(Words::Terminal(task)) => Ok(Command::Terminal(TerminalCommand(task))),
        Some(Words::Window(words)) => match &words[..] {
            [first, _, ..] => {
                let sentence = format!("there is no command `{}`", first.display());
                Err(Arguments::command().error(ErrorKind::InvalidSubcommand, sentence))
            }
            words => Ok(Command::Window(words.first().map(PathBuf::from))),
        },
    }
}

/// What is to be done.
#[derive(Debug)]
pub enum Command {
    /// Open the window on this project, or on the story that is built in.
    Window(Option<PathBuf>),
    /// Stay in the terminal; see [`run`](super::run).
    Terminal(TerminalCommand),
}

/// A command of the terminal with its arguments.
#[derive(Debug)]
pub struct TerminalCommand(pub(super) Task);

/// Design a chatbot’s webhook calls without code, and see every reply before going live.
///
/// Without a command, the window opens on PROJECT, or on a demo project when none is given.
#[derive(Debug, Parser)]
#[command(name = "hookwright", version, override_usage = USAGE, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    words: Option<Words>,
}

/// The first word decides.
#[derive(Debug, Subcommand)]
enum Words {
    #[command(flatten)]
    Terminal(Task),
    /// Anything that is no command is a project for the window.
    #[command(external_subcommand)]
    Window(Vec<OsString>),
}

const USAGE: &str = "hookwright [PROJECT]\n       hookwright <COMMAND>";

const EXIT_CODES: &str = "Exit codes: 0 all good; 1 the answer is no (a scenario failed, an outcome is silent, a run \
                          ended in an error outcome, a finding is an error, an \
                          export is blocked, two versions differ); 2 the command \
                          could not be carried out.";

/// The commands of the terminal.
#[derive(Debug, Subcommand)]
pub(super) enum Task {
    /// Run an integration once, live, and print what the bot says
    Run(RunArguments),
    /// Show every outcome with its reply, without any network
    Preview(PreviewArguments),
    /// Play the scenarios of a project
    Test(TestArguments),
    /// Show what will or can hurt a customer, and what to do about it
    Check(CheckArguments),
    /// Show which data goes to which host, and how it is protected
    Data(DataArguments),
    /// Add what cURL commands, an OpenAPI document or a Postman collection describe to a project
    Import(ImportArguments),
    /// Write a project as the files of a platform
    Export(ExportArguments),
    /// Write the hand-over document of a project: requests, data that leaves, every reply, scenarios
    Report(ReportArguments),
    /// Say in words what is different between two versions of a project
    Diff(DiffArguments),
    /// Start the bundled CRM, orders and tickets on this computer
    DemoServer(DemoServerArguments),
}

/// The arguments of `run`.
#[derive(Args, Debug)]
pub(super) struct RunArguments {
    /// The project file
    pub project: PathBuf,
    /// The integration; may be left out when the project has one
    #[arg(short, long, value_name = "ID")]
    pub integration: Option<String>,
    /// What the conversation knows, as JSON or as @FILE: {"user":{"email":"ana@example.com"}}
    #[arg(long, value_name = "JSON")]
    pub context: Option<String>,
    /// Where to run it; the project’s first environment when left out
    #[arg(long = "env", value_name = "ID")]
    pub environment: Option<String>,
    /// What the customer wrote
    #[arg(long, value_name = "TEXT")]
    pub message: Option<String>,
    /// The platform’s id of the customer
    #[arg(long, value_name = "ID")]
    pub user_id: Option<String>,
    /// The customer’s language, such as en or de-AT
    #[arg(long)]
    pub locale: Option<String>,
    /// The channel: web, whatsapp, slack, messenger, sms or email
    #[arg(long)]
    pub channel: Option<String>,
    /// Write to a production system without asking back
    #[arg(long)]
    pub yes: bool,
    /// Show on stderr what was sent and what came back
    #[arg(short, long)]
    pub verbose: bool,
    #[command(flatten)]
    pub shape: Shape,
}

/// The arguments of `preview`.
#[derive(Args, Debug)]
pub(super) struct PreviewArguments {
    /// The project file
    pub project: PathBuf,
    /// Only this integration
    #[arg(short, long, value_name = "ID")]
    pub integration: Option<String>,
    /// The channel; the project’s first when left out
    #[arg(long)]
    pub channel: Option<String>,
    /// The customer’s language; the project’s first when left out
    #[arg(long)]
    pub locale: Option<String>,
    /// Only this outcome
    #[arg(long, value_name = "ID")]
    pub outcome: Option<String>,
    /// The environment; the project’s first when left out
    #[arg(long = "env", value_name = "ID")]
    pub environment: Option<String>,
    #[command(flatten)]
    pub shape: Shape,
}

/// The arguments of `test`.
#[derive(Args, Debug)]
pub(super) struct TestArguments {
    /// The project file
    pub project: PathBuf,
    /// Only the scenarios of this integration
    #[arg(short, long, value_name = "ID")]
    pub integration: Option<String>,
    /// The environment; the project’s first when left out
    #[arg(long = "env", value_name = "ID")]
    pub environment: Option<String>,
    /// Ask the real systems of the environment instead of the samples
    #[arg(long)]
    pub live: bool,
    /// Play live against a production system without asking back
    #[arg(long)]
    pub yes: bool,
    /// Play one scenario for each row of this table (CSV with headings) instead of those of the project
    #[arg(long, value_name = "FILE.csv")]
    pub data: Option<PathBuf>,
    /// Write a report as well: junit:FILE or json:FILE
    #[arg(long, value_name = "FORM:FILE", value_parser = report)]
    pub report: Vec<Report>,
    #[command(flatten)]
    pub shape: Shape,
}

/// The arguments of `check`.
#[derive(Args, Debug)]
pub(super) struct CheckArguments {
    /// The project file
    #[arg(required_unless_present = "explain")]
    pub project: Option<PathBuf>,
    /// Explain one kind of finding, such as silence
    #[arg(long, value_name = "CODE")]
    pub explain: Option<String>,
    #[command(flatten)]
    pub shape: Shape,
}

/// The arguments of `data`.
#[derive(Args, Debug)]
pub(super) struct DataArguments {
    /// The project file
    pub project: PathBuf,
    /// The environment; the project’s first when left out
    #[arg(long = "env", value_name = "ID")]
    pub environment: Option<String>,
    #[command(flatten)]
    pub shape: Shape,
}

/// The arguments of `diff`.
#[derive(Args, Debug)]
pub(super) struct DiffArguments {
    /// The older project file
    pub old: PathBuf,
    /// The newer project file
    pub new: PathBuf,
    #[command(flatten)]
    pub shape: Shape,
}

/// The arguments of `demo-server`.
#[derive(Args, Debug)]
pub(super) struct DemoServerArguments {
    /// The port on 127.0.0.1; 0 is any that is free
    #[arg(long, default_value_t = 4010)]
    pub port: u16,
    #[command(flatten)]
    pub shape: Shape,
}

/// The form of a result, for every command.
#[derive(Args, Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Print for people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// For whom a result is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// A report beside the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Report {
    /// JUnit's XML, which CI servers read.
    Junit(PathBuf),
    /// What `--format json` prints.
    Json(PathBuf),
}

fn report(text: &str) -> Result<Report, String> {
    match text.split_once(':').filter(|(_, file)| !file.is_empty()) {
        Some(("junit", file)) => Ok(Report::Junit(PathBuf::from(file))),
        Some(("json", file)) => Ok(Report::Json(PathBuf::from(file))),
        _ => Err("write junit:FILE or json:FILE".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn without_a_command_there_is_a_window() {
        let check = |words: &[&str], expect: Option<&str>| {
            let command = read(words.iter().map(OsString::from)).unwrap();
            assert!(matches!(command, Command::Window(project) if project == expect.map(PathBuf::from)));
        };
        check(&["hookwright"], None);
        check(&["hookwright", "a.hookwright.json"], Some("a.hookwright.json"));
        let error = read(["hookwright", "chek", "a.json"].map(OsString::from)).unwrap_err();
        assert!(error.to_string().contains("there is no command `chek`"), "{error}");
    }
}
