//! Recent projects, with what is known about them without opening them.

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Mark, State};
use crate::model::Severity;

/// A project that was opened before.
#[derive(Clone, Debug, PartialEq)]
pub struct Recent {
    /// Its file.
    pub path: PathBuf,
    /// Its name on the screen.
    pub name: String,
    /// When it was opened or saved last.
    pub opened: Timestamp,
    /// How many integrations it had then.
    pub integrations: usize,
    /// How it was doing then.
    pub condition: Condition,
}

/// How a project was doing when it was last open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Nothing to do.
    Ready,
    /// So many findings, hints left out.
    Findings(usize),
    /// No integration has a scenario.
    NeverTested,
    /// The file is no longer there.
    Gone,
}

impl Recent {
    /// Its name, or words in the place of one.
    pub fn title(&self) -> &str {
        if self.name.is_empty() { "Project without a name" } else { &self.name }
    }

    /// The name of the folder that holds the file.
    pub fn folder(&self) -> String {
        let folder = self.path.parent().and_then(|folder| folder.file_name());
        folder.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

impl State {
    /// What the list of recent projects will say about the open one; nothing before it has a file.
    pub fn as_recent(&self) -> Option<Recent> {
        let findings = self.findings().iter().filter(|finding| finding.severity != Severity::Hint).count();
        let mut marks = self.project.integrations.iter().map(|each| self.mark(&each.id));
        let condition = match findings {
            0 if marks.all(|mark| mark == Mark::NeverTested) => Condition::NeverTested,
            0 => Condition::Ready,
            count => Condition::Findings(count),
        };
        Some(Recent {
            path: self.path.clone()?,
            name: self.project.name.clone(),
            opened: self.now,
            integrations: self.project.integrations.len(),
            condition,
        })
    }
}

/// How long ago something was, as people say it: `5 minutes ago`, `yesterday`, `in October`. Counted in hours and not in days of
/// the calendar, as the time zone of this computer is not known here.
pub fn ago(then: Timestamp, now: Timestamp) -> String {
    let minutes = (now.as_second() - then.as_second()).max(0) / 60;
    let count = |count: i64, one: &str, many: &str| match count {
        1 => format!("{one} ago"),
        count => format!("{count} {many} ago"),
    };
    match minutes {
        0 => "just now".to_owned(),
        1..60 => count(minutes, "a minute", "minutes"),
        60..1_440 => count(minutes / 60, "an hour", "hours"),
        1_440..2_880 => "yesterday".to_owned(),
        2_880..20_160 => count(minutes / 1_440, "a day", "days"),
        20_160..86_400 => count(minutes / 10_080, "a week", "weeks"),
        _ => month(then, now),
    }
}

fn month(then: Timestamp, now: Timestamp) -> String {
    let [then, now] = [then, now].map(|moment| moment.to_zoned(TimeZone::UTC).date());
    let months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let name = usize::try_from(then.month() - 1).ok().and_then(|index| months.get(index)).unwrap_or(&"");
    let old = i32::from(now.year()) * 12 + i32::from(now.month())
        - (i32::from(then.year()) * 12 + i32::from(then.month()));
    if old < 12 { format!("in {name}") } else { format!("in {name} {}", then.year()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_ago() {
        let check = |then: &str, expect: &str| {
            let now = "2026-03-16T09:41:00Z".parse().unwrap();
            assert_eq!(ago(then.parse().unwrap(), now), expect);
        };
        check("2026-03-16T09:40:30Z", "just now");
        check("2027-03-16T09:40:30Z", "just now");
        check("2026-03-16T09:40:00Z", "a minute ago");
        check("2026-03-16T09:01:00Z", "40 minutes ago");
        check("2026-03-16T06:41:00Z", "3 hours ago");
        check("2026-03-15T06:41:00Z", "yesterday");
        check("2026-03-10T06:41:00Z", "6 days ago");
        check("2026-02-16T06:41:00Z", "4 weeks ago");
        check("2025-10-16T06:41:00Z", "in October");
        check("2024-10-16T06:41:00Z", "in October 2024");
    }
}
