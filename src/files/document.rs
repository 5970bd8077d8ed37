//! The text of a project file, without the disk.

use std::borrow::Cow;

use thiserror::Error;

use super::repeated::look;
use crate::model::{FORMAT_PREFIX, FORMAT_VERSION, Project};

/// Reads the text of a project file; an older version is migrated.
///
/// # Errors
/// When the text is no JSON, no project, or one of a newer version.
pub fn read(text: &str) -> Result<Project, DocumentError> {
    let seen = look(text).map_err(|error| DocumentError::NotJson {
        line: error.line(),
        column: error.column(),
        problem: short(&error),
    })?;
    seen.repeated.map_or(Ok(()), |path| Err(DocumentError::Repeated { path }))?;
    let text = migrate(text, seen.format)?;
    // From the text and not from the value: serde hands over a value's numbers as u128 or f64, which the fields that we
    // keep aside cannot hold; a text's numbers keep all their digits.
    serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(&text)).map_err(|error| {
        DocumentError::Field { path: error.path().to_string(), problem: short(error.inner()) }
    })
}

/// The text of a project file: two spaces, one field a line, a line break at the end. The same project is always the same
/// bytes.
pub fn write(project: &Project) -> String {
    // A project is plain data with text keys; there is nothing in it that JSON could not hold.
    serde_json::to_string_pretty(project).unwrap_or_default() + "\n"
}

/// Brings the text of an older version to this one. There is only one version yet.
fn migrate(text: &str, format: Option<String>) -> Result<Cow<'_, str>, DocumentError> {
    let format = format.ok_or(DocumentError::NoFormat)?;
    let version = format.strip_prefix(FORMAT_PREFIX).and_then(|version| version.parse::<u32>().ok());
    match version {
        Some(FORMAT_VERSION) => Ok(Cow::Borrowed(text)),
        Some(version) if version > FORMAT_VERSION => Err(DocumentError::Newer { version }),
        _ => Err(DocumentError::UnknownFormat(format)),
    }
}

/// serde_json repeats the position, which we say ourselves.
fn short(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.as_str(), |(problem, _)| problem).to_owned()
}

/// Why a text is no project.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum DocumentError {
    /// No JSON.
    #[error("It is no JSON: {problem} in line {line}, column {column}")]
    NotJson {
        /// Counted from 1.
        line: usize,
        /// Counted from 1, in bytes.
        column: usize,
        /// What was expected there.
        problem: String,
    },
    /// JSON of another kind.
    #[error("It is no Hookwright project: the field `format` is missing")]
    NoFormat,
    /// A format that never was ours.
    #[error("It is no Hookwright project: its `format` is `{0}`")]
    UnknownFormat(String),
    /// Written by a newer program.
    #[error(
        "It was saved by a newer Hookwright (format {version}, this program reads up to {FORMAT_VERSION})"
    )]
    Newer {
        /// Its version.
        version: u32,
    },
    /// A field that is there twice; with the next save one of the two would be lost.
    #[error("The field `{path}` is there twice")]
    Repeated {
        /// Where.
        path: String,
    },
    /// A field that is not as the format says.
    #[error("The field `{path}` is not as it should be: {problem}")]
    Field {
        /// Where.
        path: String,
        /// What.
        problem: String,
    },
}

impl DocumentError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotJson { .. } => {
                "Correct the file in a text editor, or open a copy from before it was changed"
            }
            Self::Repeated { .. } => "Take one of the two out in a text editor",
            Self::NoFormat | Self::UnknownFormat(_) => {
                "Choose a file whose name ends with `.hookwright.json`"
            }
            Self::Newer { .. } => "Install the newer version, or ask for the file in the older format",
            Self::Field { .. } => {
                "Correct that field in a text editor; assets/hookwright.schema.json says what it may hold"
            }
        }
    }
}
