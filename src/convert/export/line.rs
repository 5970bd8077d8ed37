//! One line of a report: what became of one thing that was designed.

use serde::Serialize;

use crate::model::Place;

/// What became of one thing that was designed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// What became of it.
    pub fate: Fate,
    /// What it is, in a few words: "Time limit".
    pub subject: String,
    /// How it was designed and how it goes on, in a sentence without a full stop at the end.
    pub detail: String,
    /// The field that it is about; the window leads there.
    pub place: Place,
    /// Stable name: `time_limit`; of a blocked line, what is acknowledged: `plain_http`.
    pub code: String,
}

/// What became of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// A loss that can hurt security: the files are written once somebody has acknowledged it.
    Blocked,
    /// Works as designed.
    Kept,
    /// The same result, built differently.
    Emulated,
    /// Not there.
    Lost,
}

impl Fate {
    /// Every fate, in the order of a report.
    pub const ALL: [Self; 4] = [Self::Blocked, Self::Kept, Self::Emulated, Self::Lost];

    /// The word on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Blocked => "Blocked",
            Self::Kept => "Kept",
            Self::Emulated => "Emulated",
            Self::Lost => "Lost",
        }
    }

    /// What the word means.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Blocked => "needs your consent",
            Self::Kept => "works as designed",
            Self::Emulated => "same result, built differently",
            Self::Lost => "not there",
        }
    }
}
