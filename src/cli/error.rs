//! Why a command could not be carried out: exit code 2.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::convert::export::ExportError;
use crate::convert::import::ImportError;
use crate::demo::DemoError;
use crate::engine::SetupError;
use crate::engine::data_table::TableError;
use crate::files::FileError;
use crate::model::{Finding, Platform};
use crate::net::NetError;

/// Why a command could not be carried out.
#[derive(Debug, Error)]
pub enum CliError {
    /// A file is not as it should be.
    #[error("{0}")]
    File(#[from] FileError),
    /// No such integration or environment.
    #[error("{0}")]
    Setup(#[from] SetupError),
    /// Nothing of that name.
    #[error("The project has no {what} `{id}`; it has {known}")]
    Unknown {
        /// What kind of thing: `outcome`.
        what: &'static str,
        /// What was asked for.
        id: String,
        /// What there is.
        known: String,
    },
    /// No such kind of finding.
    #[error("There is no finding `{code}`")]
    UnknownFinding {
        /// What was asked for.
        code: String,
        /// What there is.
        known: String,
    },
    /// The project can do several things, and none was named.
    #[error("The project has several integrations: {known}")]
    SeveralIntegrations {
        /// What there is.
        known: String,
    },
    /// The project can do nothing yet.
    #[error("The project has no integration yet")]
    NoIntegration,
    /// `--context` is no JSON.
    #[error("The context is no JSON: {0}")]
    ContextNotJson(String),
    /// `--context` is JSON of another kind.
    #[error("The context is no JSON object")]
    ContextNoObject,
    /// The design cannot be run.
    #[error("{}", .0.title)]
    Design(Box<Finding>),
    /// A write to a production system without consent.
    #[error(
        "The integration `{integration}` can change customers’ data in the environment `{environment}`: it sends \
         {requests}; nothing was sent"
    )]
    Write {
        /// The integration's id.
        integration: String,
        /// The environment's id.
        environment: String,
        /// Methods and hosts: `POST to tickets.example.com`.
        requests: String,
    },
    /// Live scenarios in a production environment without consent.
    #[error("The environment `{environment}` holds real customers’ data; no scenario was played")]
    LiveProduction {
        /// The environment's id.
        environment: String,
    },
    /// A table that cannot be played.
    #[error("`{}` cannot be played: {problem}", .file.display())]
    Table {
        /// The file.
        file: PathBuf,
        /// Why.
        problem: TableError,
    },
    /// Nobody said for which target.
    #[error("{}", no_target(*.0))]
    NoTarget(Option<Platform>),
    /// A file in the way that is no export.
    #[error("`{}` is there already and is no earlier export", .0.display())]
    InTheWay(PathBuf),
    /// Nothing can be exported.
    #[error("{0}")]
    Export(#[from] ExportError),
    /// Nothing can be imported.
    #[error("{0}")]
    Import(#[from] ImportError),
    /// Standard input cannot be read.
    #[error("Standard input cannot be read as text ({0})")]
    Input(io::Error),
    /// No demo server.
    #[error("{0}")]
    Demo(#[from] DemoError),
    /// No network.
    #[error("{0}")]
    Net(#[from] NetError),
    /// The system gives no threads or no event queue.
    #[error("The system gives the program no means to wait for the network ({0})")]
    Runtime(io::Error),
    /// A run ended without a result, which is a mistake of this program.
    #[error("The run ended without a result, which is a mistake of this program")]
    Lost,
    /// stdout cannot be written.
    #[error("The result cannot be written ({0})")]
    Output(io::Error),
}

impl CliError {
    /// What to do about it.
    pub fn hint(&self) -> String {
        let hint = match self {
            Self::File(error) => error.hint(),
            Self::Design(finding) => &finding.remedy,
            Self::UnknownFinding { known, .. } => return format!("Choose one of {known}"),
            Self::Setup(_) | Self::Unknown { .. } => "Choose one of these, spelt as here",
            Self::SeveralIntegrations { .. } => "Choose one of them with -i",
            Self::Table { problem, .. } => problem.hint(),
            Self::NoIntegration => "Open the project in the window and add an integration",
            Self::ContextNotJson(_) | Self::ContextNoObject => {
                "Write it like --context '{\"user\":{\"email\":\"ana@example.com\"}}', or put it into a file and write \
                 --context @FILE"
            }
            Self::Write { .. } | Self::LiveProduction { .. } => {
                "Choose another environment with --env, or add --yes when you mean it"
            }
            Self::NoTarget(_) => "Name a target with --to; `hookwright export --list-targets` shows them all",
            Self::InTheWay(_) => "Choose another folder with -o, or add --force to overwrite the file",
            Self::Export(ExportError::Environment(_)) => {
                "Choose an environment of the project, or leave --env out to export all of them"
            }
            Self::Export(error) => error.hint(),
            Self::Import(error) => error.hint(),
            Self::Input(_) => "Pass a text in UTF-8, or name its file",
            Self::Demo(DemoError::PortTaken { .. } | DemoError::Listen { .. }) => {
                "Choose another port with --port, or --port 0 for any that is free"
            }
            Self::Net(_) => "Check the certificates of this system",
            Self::Runtime(_) => "Close other programs and try again",
            Self::Lost => "Report it together with the project and the lines above",
            Self::Output(_) => "Check that the disk has space and that the place may be written to",
        };
        hint.to_owned()
    }
}

impl From<Vec<Finding>> for CliError {
    /// The first finding is the one that stopped the run.
    fn from(findings: Vec<Finding>) -> Self {
        findings.into_iter().next().map_or(Self::NoIntegration, |finding| Self::Design(Box::new(finding)))
    }
}

fn no_target(platform: Option<Platform>) -> String {
    match platform {
        Some(platform) => {
            format!("The project is for {}, which loads no files that we can make", platform.title())
        }
        None => "The project names no platform, and --to names no target".to_owned(),
    }
}
