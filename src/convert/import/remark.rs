//! What a person should know about something in a source that was imported.

use serde::Serialize;

use crate::model::Severity;

/// Something that was not carried over, or was decided, on the way from a source to a project.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Remark {
    /// Stable name: `certificate_check_off`.
    pub code: String,
    /// An error means that a part is missing, a warning that it differs, a hint that something was decided.
    pub severity: Severity,
    /// What is the case.
    pub title: String,
    /// What to do about it.
    pub remedy: String,
    /// Where in the source.
    pub at: SourcePlace,
    /// The id of the integration in [`Imported::project`](super::Imported) that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integration: Option<String>,
}

/// A place in a source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SourcePlace {
    /// The line, counted from 1; none where only the part is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The column in characters, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// The part in words of the source: an option such as `--insecure`, or a JSON Pointer (RFC 6901).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub part: String,
}

impl SourcePlace {
    /// A part of a document, by its JSON Pointer.
    pub fn part(part: impl Into<String>) -> Self {
        Self { line: None, column: None, part: part.into() }
    }
}
