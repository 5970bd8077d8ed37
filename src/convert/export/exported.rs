//! What an export gives: files, and what became of everything that was designed.

use serde::Serialize;

use super::{Fate, Line};

/// Files to be written, and what became of everything that was designed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Exported {
    /// The files, the report last.
    pub files: Vec<File>,
    /// A line for everything that the design uses, in its order.
    pub report: Vec<Line>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct File {
    /// Its name; folders are divided by `/`. Letters, digits, `.`, `-` and `_` only.
    pub name: String,
    /// Its text, in UTF-8.
    pub text: String,
    /// What it is, in a few words: "Topic, ready to paste".
    pub about: String,
}

impl Exported {
    /// The lines that somebody has to acknowledge before the files are written. `accepted` are the codes that were.
    pub fn blocked<'a>(&'a self, accepted: &'a [String]) -> impl Iterator<Item = &'a Line> {
        self.report.iter().filter(move |line| line.fate == Fate::Blocked && !accepted.contains(&line.code))
    }

    /// Adds a file.
    pub(super) fn add(&mut self, name: impl Into<String>, text: impl Into<String>, about: &str) {
        self.files.push(File { name: name.into(), text: text.into(), about: about.to_owned() });
    }
}
