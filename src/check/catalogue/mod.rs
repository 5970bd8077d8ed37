//! Every finding that can come out, with what it means and why it matters.

pub(super) mod answers;
pub(super) mod platforms;
pub(super) mod replies;
pub(super) mod requests;
pub(super) mod structure;

use crate::model::Severity;

/// One kind of finding, as `hookwright check --explain CODE` shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Stable name, the same as [`Finding::code`](crate::model::Finding::code).
    pub code: &'static str,
    /// The usual severity; where little is at stake a finding can be milder than this.
    pub severity: Severity,
    /// What it means for the customer or the business. A finding's title begins with it.
    pub title: &'static str,
    /// Why it matters and when it is reported.
    pub explanation: &'static str,
}

/// Every kind of finding, each once.
pub const CATALOGUE: &[Entry] = &concatenate();

/// The entry with that code.
pub fn explain(code: &str) -> Option<&'static Entry> {
    CATALOGUE.iter().find(|entry| entry.code == code)
}

const GROUPS: [&[Entry]; 5] = [structure::ALL, requests::ALL, answers::ALL, replies::ALL, platforms::ALL];
const COUNT: usize = GROUPS[0].len() + GROUPS[1].len() + GROUPS[2].len() + GROUPS[3].len() + GROUPS[4].len();

/// The groups one after the other; an entry cannot be forgotten, because each group lists what it defines.
const fn concatenate() -> [Entry; COUNT] {
    let mut all = [GROUPS[0][0]; COUNT];
    let (mut group, mut filled) = (0, 0);
    while group < GROUPS.len() {
        let mut index = 0;
        while index < GROUPS[group].len() {
            all[filled] = GROUPS[group][index];
            filled += 1;
            index += 1;
        }
        group += 1;
    }
    all
}

/// Defines entries and the list `ALL` of them.
macro_rules! entries {
    ($($name:ident: $severity:ident $code:literal $title:literal $explanation:literal)*) => {
        use super::Entry;
        use crate::model::Severity;

        $(pub(in crate::check) const $name: Entry = Entry {
            code: $code,
            severity: Severity::$severity,
            title: $title,
            explanation: $explanation,
        };)*

        pub(super) const ALL: &[Entry] = &[$($name),*];
    };
}
use entries;
