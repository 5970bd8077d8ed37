//! Collects findings; titles and codes come from the catalogue alone.

use std::borrow::Cow;

use super::catalogue::Entry;
use super::key_shape::key_in;
use crate::model::{Finding, Place, Severity};

/// The findings so far.
#[derive(Default)]
pub(super) struct Report {
    findings: Vec<Finding>,
}

impl Report {
    /// Adds a finding of the usual severity. `detail` says what it is about, as the end of a sentence without a full stop.
    pub fn add(&mut self, entry: &Entry, place: Place, detail: &str, remedy: &str) {
        self.add_as(entry.severity, entry, place, detail, remedy);
    }

    /// Adds a finding of another severity than the usual one. The same finding is kept once: a text in two languages often
    /// has the same flaw twice.
    pub fn add_as(&mut self, severity: Severity, entry: &Entry, place: Place, detail: &str, remedy: &str) {
        let finding = Finding {
            code: entry.code.to_owned(),
            severity,
            title: format!("{}: {}", entry.title, presentable(detail)),
            remedy: remedy.to_owned(),
            place,
        };
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    /// The findings in the order of their places.
    pub fn in_order<K: Ord>(mut self, rank: impl Fn(&Place) -> K) -> Vec<Finding> {
        self.findings.sort_by_cached_key(|finding| rank(&finding.place));
        self.findings
    }
}

/// The longest detail, in characters; a scenario can differ in whole paragraphs.
const LONGEST_DETAIL: usize = 300;

/// A detail on one line, of bearable length, and without any key that was in the value it speaks of.
fn presentable(detail: &str) -> Cow<'_, str> {
    if key_in(detail).is_some() {
        return Cow::Borrowed("it is about a text with what looks like a key, which is not repeated here");
    }
    if detail.chars().count() <= LONGEST_DETAIL && !detail.contains(char::is_control) {
        return Cow::Borrowed(detail);
    }
    let one_line = detail.split(char::is_control).map(str::trim).collect::<Vec<_>>().join(" / ");
    let shown = one_line.chars().take(LONGEST_DETAIL).collect::<String>();
    Cow::Owned(if shown.len() < one_line.len() { format!("{}…", shown.trim_end()) } else { shown })
}
