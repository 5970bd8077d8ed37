//! What can be wrong with a file.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::DocumentError;

/// A file and what is wrong with it.
#[derive(Debug, Error)]
#[error("`{}`: {problem}", path.display())]
pub struct FileError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a file.
#[derive(Debug, Error)]
pub enum Problem {
    /// It cannot be read.
    #[error("The file cannot be read ({0})")]
    Read(io::Error),
    /// It cannot be written.
    #[error("The file cannot be saved ({0})")]
    Write(io::Error),
    /// It is larger than anything of ours.
    #[error("The file is larger than any project")]
    TooLarge,
    /// It is no text.
    #[error("The file is no text in UTF-8")]
    NotText,
    /// It is no project.
    #[error("{0}")]
    Document(DocumentError),
}

impl FileError {
    pub(super) fn new(path: &Path, problem: Problem) -> Self {
        Self { path: path.to_owned(), problem }
    }

    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match &self.problem {
            Problem::Read(error) if error.kind() == io::ErrorKind::NotFound => {
                "Check the name, or open the file from the folder where it is now"
            }
            Problem::Read(_) => "Check that the file is a file and that you may read it",
            Problem::Write(_) => {
                "Check that the folder is there, has space and that you may write to it, or save elsewhere"
            }
            Problem::TooLarge | Problem::NotText => "Choose a file whose name ends with `.hookwright.json`",
            Problem::Document(error) => error.hint(),
        }
    }
}
