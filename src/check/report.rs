//! Collects findings; titles and codes come from the catalogue alone.

use super::catalogue::Entry;
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
            title: format!("{}: {detail}", entry.title),
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
