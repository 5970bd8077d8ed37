//! Why nothing can be exported.

use thiserror::Error;

use crate::model::{Finding, Place, Severity};

/// Why nothing can be exported.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum ExportError {
    /// No such environment.
    #[error("The project has no environment `{0}`")]
    Environment(String),
    /// No such integration.
    #[error("The project has no integration `{0}`")]
    Integration(String),
    /// The design has a hole that no platform could fill.
    #[error("{}", .0.title)]
    Unfinished(Box<Finding>),
}

impl ExportError {
    /// A design with a hole.
    pub(super) fn unfinished(code: &str, title: &str, place: &Place) -> Self {
        Self::Unfinished(Box::new(Finding {
            code: code.to_owned(),
            severity: Severity::Error,
            title: title.to_owned(),
            remedy: "Finish the design, then export again".to_owned(),
            place: place.clone(),
        }))
    }

    /// What to do about it, as a sentence.
    pub fn hint(&self) -> &str {
        match self {
            Self::Environment(_) => "Choose an environment of the project, or leave it out",
            Self::Integration(_) => {
                "Choose an integration of the project, or leave it out to export all of them"
            }
            Self::Unfinished(finding) => &finding.remedy,
        }
    }
}
