//! The history of live runs: short, without secrets, with personal values masked, and never in the project.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::kept_call::KeptCall;
use crate::engine::{RunResult, Said, plain};
use crate::model::{Integration, Privacy, Project, Source, Stage};

/// The runs of one project, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recorded {
    /// Version of the file.
    version: u32,
    /// Whether runs are kept.
    pub keeping: Keep,
    /// The runs.
    pub runs: Vec<RecordedRun>,
    /// What is searched in them.
    #[serde(skip)]
    pub words: String,
    /// The integrations that answered well while the window was open, whether or not runs are kept.
    #[serde(skip)]
    answered: BTreeSet<String>,
    /// The runs that were forgotten last, until the window is closed.
    #[serde(skip)]
    forgotten: Vec<RecordedRun>,
}

/// Whether runs are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// They are.
    #[default]
    On,
    /// They are not.
    Off,
}

/// One live run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordedRun {
    /// When it ended, in milliseconds since 1970.
    pub at_ms: i64,
    /// The integration's id.
    pub integration: String,
    /// The environment's name.
    pub environment: String,
    /// The outcome's id.
    pub outcome: String,
    /// The outcome's name then.
    pub outcome_name: String,
    /// Whether it was an error outcome.
    pub error: bool,
    /// From the start to the reply.
    pub elapsed_ms: u64,
    /// The values that were tried, by the input's name.
    pub values: BTreeMap<String, KeptValue>,
    /// What the bot said, its beginning.
    pub said: String,
    /// The method and host of the last call.
    pub asked: String,
    /// The status of its answer.
    pub status: Option<u16>,
    /// Whether it went to real customers' systems.
    pub production: bool,
    /// The input that was missing or not accepted, when that is why it ended so.
    pub input: Option<String>,
    /// What came back from each call, without what is personal.
    pub calls: Vec<KeptCall>,
    /// The values as they were typed, as long as the window is open; never on disk.
    #[serde(skip)]
    pub typed: Option<BTreeMap<String, String>>,
}

/// A value of a recorded run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptValue {
    /// As it was: it is not personal, or is an invented example.
    Plain(String),
    /// What is shown of a personal one.
    Masked(String),
}

impl KeptValue {
    /// What is shown of it.
    pub fn shown(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Masked(text) => text,
        }
    }
}

/// More runs than this are forgotten, the oldest first.
const MOST_RUNS: usize = 200;
/// Older runs are forgotten.
const MOST_DAYS: i64 = 90;
/// The answers of older runs are forgotten once all of them are larger than this, in bytes.
const MOST_ANSWER_BYTES: usize = 1_000_000;
/// Longer values and words are kept by their beginning.
const LONGEST: usize = 200;
/// The version of the file that this program writes.
const VERSION: u32 = 1;

impl Default for Recorded {
    fn default() -> Self {
        Self {
            version: VERSION,
            keeping: Keep::On,
            runs: Vec::new(),
            words: String::new(),
            answered: BTreeSet::new(),
            forgotten: Vec::new(),
        }
    }
}

impl Recorded {
    /// Reads a file; an empty history when it is none of ours.
    pub fn read(text: &str, now: Timestamp) -> Self {
        let mut read: Self = serde_json::from_str(text).unwrap_or_default();
        read.bound(now);
        read
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default() + "\n"
    }

    /// Puts a run in front, unless none are kept.
    pub(super) fn add(&mut self, run: RecordedRun, now: Timestamp) {
        if !run.error {
            self.answered.insert(run.integration.clone());
        }
        if self.keeping == Keep::On {
            self.runs.insert(0, run);
            self.bound(now);
        }
    }

    /// Whether the integration was ever called and ended in something other than an error.
    pub fn has_succeeded(&self, integration: &str) -> bool {
        self.answered.contains(integration)
            || self.runs.iter().any(|run| run.integration == integration && !run.error)
    }

    /// Forgets every run, as long as nobody puts them back.
    pub(super) fn forget(&mut self) {
        self.forgotten = std::mem::take(&mut self.runs);
    }

    /// Puts those back that were forgotten last; then runs are kept again.
    pub(super) fn put_back(&mut self) {
        self.keeping = Keep::On;
        self.runs.append(&mut self.forgotten);
    }

    fn bound(&mut self, now: Timestamp) {
        let oldest_ms = now.as_millisecond() - MOST_DAYS * 24 * 3_600 * 1_000;
        self.runs.retain(|run| run.at_ms >= oldest_ms);
        self.runs.truncate(MOST_RUNS);
        let mut left = MOST_ANSWER_BYTES;
        for call in self.runs.iter_mut().flat_map(|run| &mut run.calls) {
            match left.checked_sub(call.bytes()) {
                Some(rest) => left = rest,
                None => call.leave_out(),
            }
        }
    }

    /// The runs of an integration that hold the searched words, with their position.
    pub fn found(&self, integration: &str) -> impl Iterator<Item = (usize, &RecordedRun)> {
        let words = self.words.trim().to_lowercase();
        let of_it =
            move |(_, run): &(usize, &RecordedRun)| run.integration == integration && run.holds(&words);
        self.runs.iter().enumerate().filter(of_it)
    }
}

impl RecordedRun {
    /// A run that has just ended.
    pub(super) fn of(
        project: &Project,
        integration: &Integration,
        result: &RunResult,
        typed: &BTreeMap<String, String>,
        now: Timestamp,
    ) -> Self {
        let values =
            typed.iter().map(|(name, value)| (name.clone(), kept(project, integration, name, value)));
        let last = result.calls.last();
        let asked = last.map(|call| {
            let host = url::Url::parse(&call.request.url).ok();
            let host = host.as_ref().and_then(url::Url::host_str).unwrap_or_default().to_owned();
            format!("{} {host}", call.request.method)
        });
        let environment = project.environment(&result.environment);
        let production = environment.is_none_or(|environment| environment.stage == Stage::Production);
        let environment = environment.map_or("", |environment| &environment.name);
        Self {
            at_ms: now.as_millisecond(),
            integration: integration.id.clone(),
            environment: environment.to_owned(),
            outcome: result.outcome.clone(),
            outcome_name: result.outcome_name.clone(),
            error: result.error,
            elapsed_ms: result.elapsed_ms,
            values: values.collect(),
            said: shorten(&said(project, integration, result)),
            asked: asked.unwrap_or_default(),
            status: last.and_then(|call| call.response.as_ref()).map(|response| response.status),
            production,
            input: result.input.clone(),
            calls: Vec::new(),
            typed: Some(typed.clone()),
        }
    }

    /// The values in one line.
    pub fn values_line(&self) -> String {
        let shown = self.values.values().map(KeptValue::shown).filter(|value| !value.is_empty());
        shown.collect::<Vec<_>>().join(" · ")
    }

    fn holds(&self, words: &str) -> bool {
        let all = format!(
            "{} {} {} {} {}",
            self.outcome_name,
            self.values_line(),
            self.said,
            self.asked,
            self.environment
        );
        words.is_empty() || all.to_lowercase().contains(words)
    }
}

/// A value that a customer gave is masked, unless it is the invented example.
fn kept(project: &Project, integration: &Integration, name: &str, value: &str) -> KeptValue {
    let Some(input) = integration.input(name) else { return KeptValue::Masked(mask(value)) };
    let variable = match &input.source {
        Source::Context { name } => project.variable(name),
        _ => None,
    };
    let example = input.example.as_ref().or_else(|| variable.and_then(|variable| variable.example.as_ref()));
    let is_example = example.is_some_and(|example| plain(example) == value);
    if is_example || value.is_empty() || variable.is_some_and(|variable| variable.privacy == Privacy::None) {
        KeptValue::Plain(shorten(value))
    } else {
        KeptValue::Masked(mask(value))
    }
}

/// Enough to tell two values apart in a list, and not enough to know them: `e•••@k•••`.
fn mask(value: &str) -> String {
    let part = |text: &str| text.chars().next().map_or_else(String::new, |first| format!("{first}•••"));
    match value.split_once('@') {
        Some((name, host)) => format!("{}@{}", part(name), part(host)),
        None => part(value),
    }
}

/// What the bot said first, without values that are personal.
fn said(project: &Project, integration: &Integration, result: &RunResult) -> String {
    match result.messages.first() {
        Some(Said::Text { text, values }) => {
            let mut words = text.clone();
            for value in values.iter().rev() {
                let example = result.inputs.get(&value.name).map(plain);
                let is_kept = match integration.input(&value.name) {
                    Some(_) => example.is_some_and(|example| {
                        matches!(kept(project, integration, &value.name, &example), KeptValue::Plain(_))
                    }),
                    None => is_open(project, integration, &value.name),
                };
                if !is_kept && words.get(value.range.clone()).is_some() {
                    words.replace_range(value.range.clone(), "•••");
                }
            }
            words
        }
        Some(Said::QuickReplies { .. }) => "Buttons".to_owned(),
        Some(Said::Card { .. }) => "A card".to_owned(),
        Some(Said::List { .. }) => "A list".to_owned(),
        None => String::new(),
    }
}

/// Whether a value of this name may be kept: an output or a fact that is not personal.
fn is_open(project: &Project, integration: &Integration, name: &str) -> bool {
    let output = integration.output(name).map(|output| output.privacy);
    let fact = || project.variable(name).map(|variable| variable.privacy);
    output.or_else(fact) == Some(Privacy::None)
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        text.to_owned()
    } else {
        text.chars().take(LONGEST - 1).chain(['…']).collect()
    }
}

/// A run that a scenario or a further run is made of: values that were masked are the examples again.
pub(super) fn values_of(
    run: &RecordedRun,
    current: &BTreeMap<String, String>,
) -> (BTreeMap<String, String>, Vec<String>) {
    if let Some(typed) = &run.typed {
        return (typed.clone(), Vec::new());
    }
    let mut values = current.clone();
    let mut masked = Vec::new();
    for (name, value) in &run.values {
        match value {
            KeptValue::Plain(text) => drop(values.insert(name.clone(), text.clone())),
            KeptValue::Masked(_) => masked.push(name.clone()),
        }
    }
    (values, masked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> RecordedRun {
        RecordedRun { at_ms: ms, integration: "a".to_owned(), ..RecordedRun::default() }
    }

    #[test]
    fn it_is_bounded_in_number_and_age() {
        let now: Timestamp = "2026-03-16T09:30:00Z".parse().unwrap();
        let mut recorded = Recorded::default();
        for _ in 0..MOST_RUNS + 10 {
            recorded.add(at(now.as_millisecond()), now);
        }
        assert_eq!(recorded.runs.len(), MOST_RUNS);
        recorded.runs.push(at(now.as_millisecond() - 91 * 24 * 3_600_000));
        let read = Recorded::read(&recorded.to_text(), now);
        assert_eq!(read.runs.len(), MOST_RUNS);
        assert_eq!(Recorded::read("no file of ours", now), Recorded::default());
    }

    #[test]
    fn nothing_is_kept_when_it_is_off() {
        let mut recorded = Recorded { keeping: Keep::Off, ..Recorded::default() };
        recorded.add(at(0), Timestamp::UNIX_EPOCH);
        assert!(recorded.runs.is_empty());
    }

    #[test]
    fn what_was_typed_never_reaches_the_file() {
        let typed = BTreeMap::from([("email".to_owned(), "eva@kern.org".to_owned())]);
        let values = BTreeMap::from([("email".to_owned(), KeptValue::Masked(mask("eva@kern.org")))]);
        let run = RecordedRun { typed: Some(typed), values, at_ms: 5, ..RecordedRun::default() };
        let recorded = Recorded { runs: vec![run], ..Recorded::default() };
        let text = recorded.to_text();
        assert!(text.contains("e•••@k•••") && !text.contains("eva"), "{text}");
    }
}
