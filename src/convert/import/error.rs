//! Why a source cannot be imported at all.

use thiserror::Error;

/// Why nothing of a source could be understood. What is understood in part is imported, with remarks.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ImportError {
    /// Nothing but white space.
    #[error("There is nothing to import")]
    Empty,
    /// Over the limit of its kind of source.
    #[error("The source is larger than {} MB, the most that is read", .most_bytes / 1_000_000)]
    TooLarge {
        /// The limit.
        most_bytes: usize,
    },
    /// Not what was announced: `cURL command`, `Postman collection`.
    #[error("It is no {expected}: {problem}")]
    NotOfKind {
        /// What it should be, as the end of a sentence.
        expected: &'static str,
        /// Why it is not, as the end of a sentence.
        problem: String,
        /// The line, counted from 1, where it is known.
        line: Option<usize>,
        /// The column, counted from 1, where it is known.
        column: Option<usize>,
    },
    /// A version that is not read.
    #[error("It is a {what}, which is not read")]
    Version {
        /// Which: `Postman collection of version 1`.
        what: String,
        /// What to do, as a sentence without its period.
        remedy: &'static str,
    },
    /// An operation that was chosen is not there.
    #[error("The source has no operation `{0}`")]
    NoOperation(String),
}

impl ImportError {
    /// What to do about it.
    pub fn hint(&self) -> &str {
        match self {
            Self::Empty => "Paste or choose what you were given",
            Self::TooLarge { .. } => "Take out what is not needed, or import it in parts",
            Self::NotOfKind { .. } => "Check that it is complete, and that it is of the kind you chose",
            Self::Version { remedy, .. } => remedy,
            Self::NoOperation(_) => "List the operations first, and spell them as they are listed",
        }
    }
}
