//! From a project to the files of a platform.

mod json;

use thiserror::Error;

use crate::model::{Finding, Project};

/// What an export is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Our own document without the parts that only the design needs.
    Json,
}

impl Target {
    /// Every target.
    pub const ALL: [Self; 1] = [Self::Json];

    /// The word on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
        }
    }

    /// The target of that word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.id() == id)
    }
}

/// Files to be written, and what they lack.
#[derive(Clone, Debug, PartialEq)]
pub struct Exported {
    /// File names and contents.
    pub files: Vec<(String, String)>,
    /// What was left out or changed on the way.
    pub findings: Vec<Finding>,
}

/// Why nothing can be exported.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ExportError {
    /// No such environment.
    #[error("The project has no environment `{0}`")]
    Environment(String),
}

/// Makes the files of a target, for one environment or for all.
///
/// # Errors
/// When the project has no such environment.
pub fn export(project: &Project, target: Target, environment: Option<&str>) -> Result<Exported, ExportError> {
    match target {
        Target::Json => json::export(project, environment),
    }
}
