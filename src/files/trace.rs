//! A file of measurements, line by line, for whoever asks for it.

use std::fs::File;
use std::io::{LineWriter, Write as _};
use std::path::Path;

use super::{FileError, Problem};

/// A file that grows by lines. What cannot be written is lost: a measurement must not disturb what it measures.
#[derive(Debug)]
pub struct Trace(LineWriter<File>);

impl Trace {
    /// Begins an empty file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn create(path: &Path) -> Result<Self, FileError> {
        let file = File::create(path).map_err(|error| FileError::new(path, Problem::Write(error)))?;
        Ok(Self(LineWriter::new(file)))
    }

    /// Adds a line.
    pub fn line(&mut self, line: &str) {
        drop(writeln!(self.0, "{line}"));
    }
}
