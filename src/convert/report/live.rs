//! Live runs in the document: where they went, how they ended, what the customer heard. Read from the window's history, in which
//! personal values are masked.

use jiff::Timestamp;
use serde::Deserialize;

use super::document::{Block, Cell, Document};
use super::{Subject, moment};
use crate::engine::seconds;

/// A live run of the history.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct LiveRun {
    /// When it ended, in milliseconds since 1970.
    pub at_ms: i64,
    /// The integration's id.
    pub integration: String,
    /// The environment's name.
    pub environment: String,
    /// The name of its outcome.
    pub outcome_name: String,
    /// Whether it was an error outcome.
    pub error: bool,
    /// From the start to the reply.
    pub elapsed_ms: u64,
    /// What the bot said, its beginning.
    pub said: String,
    /// The method and host of its last call.
    pub asked: String,
}

/// So many runs of an integration stand in the document.
const MOST_SHOWN: usize = 10;

#[derive(Default, Deserialize)]
#[serde(default)]
struct History {
    runs: Vec<LiveRun>,
}

impl LiveRun {
    /// The runs in a history that the window wrote, newest first; none where it cannot be read.
    pub fn in_history(text: &str) -> Vec<Self> {
        serde_json::from_str::<History>(text).unwrap_or_default().runs
    }

    fn at(&self) -> Timestamp {
        Timestamp::from_millisecond(self.at_ms).unwrap_or_default()
    }
}

/// The newest live run in few words, for the summary.
pub(super) fn last(subject: &Subject<'_>, integration: &str) -> Option<Cell> {
    let mut own = subject.live?.iter().filter(|run| run.integration == integration);
    let Some(last) = own.next() else { return Some(Cell::plain("none")) };
    let place = place(last);
    let words = format!("{} in {place}, {}", last.outcome_name, moment(subject.project, last.at()));
    Some(Cell::plain(words))
}

/// The live runs of an integration; nothing where no history was looked at.
pub(super) fn section(document: &mut Document, subject: &Subject<'_>, integration: &str) {
    let Some(live) = subject.live else { return };
    let own: Vec<&LiveRun> = live.iter().filter(|run| run.integration == integration).collect();
    document.heading(3, "Live runs");
    if own.is_empty() {
        document.paragraph("The history on this computer knows no live run of it.");
        return;
    }
    document
        .paragraph("From the history on the computer that made this document. Personal values are masked.");
    let rows = own.iter().take(MOST_SHOWN).map(|run| {
        let outcome = &run.outcome_name;
        [
            Cell::plain(moment(subject.project, run.at())),
            Cell::plain(place(run)),
            if run.error { Cell::strong(format!("{outcome} (an error)")) } else { Cell::plain(outcome) },
            Cell::plain(&run.said),
            Cell::plain(format!("{} s", seconds((run.elapsed_ms + 5) / 10 * 10))),
        ]
    });
    document.table(["When", "Environment", "Ended in", "The bot said", "Took"], rows.collect());
    if let Some(more) = own.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0) {
        document.blocks.push(Block::Paragraph(format!("And {more} older ones.")));
    }
}

fn place(run: &LiveRun) -> String {
    let host = run.asked.split_whitespace().last().unwrap_or_default();
    match (run.environment.is_empty(), host.is_empty()) {
        (true, true) => "no environment".to_owned(),
        (true, false) => host.to_owned(),
        (false, true) => run.environment.clone(),
        (false, false) => format!("{} ({host})", run.environment),
    }
}
