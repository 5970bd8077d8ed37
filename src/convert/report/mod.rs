//! The hand-over document: what an integration asks, what leaves for which host, what the bot says, and what was tested.
//!
//! ```text
//! project ─ report ─► Document ─┬─ markdown ─► NAME.md
//!                               └─ html     ─► NAME.html, in one file with its look
//! ```

mod content;
mod document;
mod html;
mod integration;
mod live;
mod markdown;
mod replies;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::{Environment, Integration, Project};
use crate::template::time_zone;
pub use document::{Block, Cell, Document, Weight};
pub use live::LiveRun;

/// What a report is about.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The project.
    pub project: &'a Arc<Project>,
    /// The integrations that are handed over.
    pub integrations: &'a [Arc<Integration>],
    /// Where the calls go; none in a project that has no environments yet.
    pub environment: Option<&'a Environment>,
    /// How the scenarios went, in the order of the project.
    pub played: &'a [PlayedScenario],
    /// The live runs of the history, newest first; none when no history was looked at.
    pub live: Option<&'a [LiveRun]>,
    /// The moment of the report.
    pub now: Timestamp,
}

/// How a scenario went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlayedScenario {
    /// The integration's id.
    pub integration: String,
    /// The scenario's name.
    pub scenario: String,
    /// How it ended.
    pub ended: ScenarioEnd,
    /// When it was played; nothing when it was not.
    pub at: Option<Timestamp>,
}

/// How a scenario ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScenarioEnd {
    /// As expected.
    Passed,
    /// Otherwise; each difference is a sentence.
    Failed(Vec<String>),
    /// It was not played, for this reason.
    NotPlayed(String),
}

/// Makes the document.
pub fn report(subject: &Subject<'_>) -> Document {
    content::document(subject)
}

/// A moment where the bot's customers are: `2026-03-16 10:41 Europe/Berlin`.
fn moment(project: &Project, at: Timestamp) -> String {
    let zone = project.time_zone.as_deref().and_then(time_zone).unwrap_or(TimeZone::UTC);
    at.to_zoned(zone).strftime("%Y-%m-%d %H:%M %Q").to_string()
}
