//! The arguments of the commands that write files: `import`, `export`, `report`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Shape;
use crate::convert::export::Target;

/// The arguments of `import`.
#[derive(Args, Debug)]
pub(in crate::cli) struct ImportArguments {
    /// The kind of source
    #[arg(value_enum)]
    pub from: From,
    /// The file, - for standard input, or for curl the command itself in quotes
    #[arg(allow_hyphen_values = true)]
    pub source: String,
    /// The project file; made when it is not there
    #[arg(short, long, value_name = "PROJECT", required_unless_present_any = ["list", "dry_run"])]
    pub output: Option<PathBuf>,
    /// Only list what the source holds
    #[arg(long)]
    pub list: bool,
    /// Only what has one of these ids, as --list shows them
    #[arg(long, value_name = "ID", value_delimiter = ',', num_args = 1..)]
    pub only: Vec<String>,
    /// A Postman environment; may be given several times, and the first gives the examples
    #[arg(long = "env", value_name = "FILE")]
    pub environments: Vec<PathBuf>,
    /// Show what was understood, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub shape: Shape,
}

/// What can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum From {
    /// cURL commands.
    Curl,
    /// An OpenAPI document.
    Openapi,
    /// A Postman collection.
    Postman,
}

/// The arguments of `export`.
#[derive(Args, Debug)]
pub(in crate::cli) struct ExportArguments {
    /// The project file
    #[arg(required_unless_present = "list_targets")]
    pub project: Option<PathBuf>,
    /// The target, --list-targets shows them all; that of the project’s platform when left out
    #[arg(long, value_parser = target, value_name = "TARGET")]
    pub to: Option<Target>,
    /// The folder for the files; made when it is not there
    #[arg(short, long, value_name = "DIR", required_unless_present = "list_targets")]
    pub output: Option<PathBuf>,
    /// Only this environment; all when left out, or the first where a platform takes one
    #[arg(long = "env", value_name = "ID")]
    pub environment: Option<String>,
    /// The language of the texts; the project’s first when left out
    #[arg(long)]
    pub language: Option<String>,
    /// The channel whose messages are taken; the project’s first when left out
    #[arg(long)]
    pub channel: Option<String>,
    /// Only this integration
    #[arg(short, long, value_name = "ID")]
    pub integration: Option<String>,
    /// Write the files although this is lost, such as plain_http; may be given several times
    #[arg(long, value_name = "CODE", num_args = 1..)]
    pub accept: Vec<String>,
    /// Write the files whatever is lost
    #[arg(long)]
    pub accept_all: bool,
    /// Show the platforms
    #[arg(long)]
    pub list_targets: bool,
    /// Overwrite files that are no exports
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub shape: Shape,
}

/// The arguments of `report`.
#[derive(Args, Debug)]
pub(in crate::cli) struct ReportArguments {
    /// The project file
    pub project: PathBuf,
    /// Where to write it; the ending .md or .html decides the form
    #[arg(short, long, value_name = "FILE", value_parser = document)]
    pub output: PathBuf,
    /// Only this integration
    #[arg(short, long, value_name = "ID")]
    pub integration: Option<String>,
    /// The environment; the project’s first when left out
    #[arg(long = "env", value_name = "ID")]
    pub environment: Option<String>,
    #[command(flatten)]
    pub shape: Shape,
}

fn document(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    match ending.as_deref().and_then(|ending| ending.to_str()) {
        Some("md" | "markdown" | "html" | "htm") => Ok(path),
        _ => Err("write a file that ends with .md or .html".to_owned()),
    }
}

fn target(text: &str) -> Result<Target, String> {
    let known: Vec<&str> = Target::ALL.iter().map(|target| target.id()).collect();
    Target::from_id(text).ok_or_else(|| format!("the known platforms are {}", known.join(", ")))
}
