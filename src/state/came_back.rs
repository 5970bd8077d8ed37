//! An answer as the test panel shows it: its build, what is searched in it, what was noticed about it.

use std::sync::Arc;

use regex::RegexBuilder;
use serde_json::{Map, Value};

use crate::engine::{Change, Known, Outline, Replaced, cleanse, cleanse_text, drift, infer, shorten_lists};
use crate::model::{Call, Project, SampleBody};

/// The answer to one call.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CameBack {
    /// The body.
    pub text: Arc<str>,
    /// Its build; nothing as long as it is read, and for what is no JSON.
    pub outline: Option<Arc<Outline>>,
    /// Where the lines of the text begin; empty as long as it is read.
    pub lines: Arc<[u32]>,
    /// How it is looked at.
    pub tab: AnswerTab,
    /// What is searched, as it was typed.
    pub words: String,
    /// Where it was found, in bytes.
    pub hits: Arc<[u32]>,
    /// Which of the places is shown, counted from 0.
    pub hit: usize,
    /// The path that is searched, as it was typed.
    pub path: String,
    /// What the path found.
    pub filter: Filter,
    /// What changed against the contract.
    pub drift: Vec<Change>,
    /// A contract that this answer and all samples keep.
    pub contract: Option<Value>,
    /// Counted up with every place that is to be brought into sight.
    pub shown: u64,
    /// The number of this answer; news about an older one are dropped.
    number: u64,
}

/// How an answer is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AnswerTab {
    /// Fields that open and close.
    #[default]
    Tree,
    /// As it came.
    Text,
    /// Its headers.
    Headers,
}

impl AnswerTab {
    /// In the order of the screen.
    pub const ALL: [Self; 3] = [Self::Tree, Self::Text, Self::Headers];

    /// The words on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Tree => "Tree",
            Self::Text => "Text",
            Self::Headers => "Headers",
        }
    }
}

/// What a path found.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Filter {
    /// No path is searched.
    #[default]
    None,
    /// It is being searched.
    Searching,
    /// These values.
    Found(Arc<[u32]>),
    /// The path is wrong; a sentence.
    Wrong(String),
}

/// Work on an answer. It may take seconds for a large one, so it is done off the window's thread.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerOrder {
    /// The number of the answer.
    pub number: u64,
    /// The position of its call.
    pub call: usize,
    /// The body.
    pub text: Arc<str>,
    /// Its build, where it is known.
    pub outline: Option<Arc<Outline>>,
    /// What to do.
    pub work: AnswerWork,
}

/// What to do with an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerWork {
    /// Find out how it is built, and what changed against the contract of the call, where it is to be kept.
    Read(Option<Design>),
    /// Search these words.
    Search(String),
    /// Follow this path.
    Filter(String),
    /// Make a sample of it that holds nothing personal.
    Cleanse {
        /// What it is an answer to.
        design: Design,
        /// The values of the run.
        inputs: Map<String, Value>,
    },
}

/// The design that an answer belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    /// The project.
    pub project: Arc<Project>,
    /// The integration's id.
    pub integration: String,
    /// The call's id.
    pub call: String,
}

/// What came of an [`AnswerOrder`].
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerNews {
    /// The number of the answer.
    pub number: u64,
    /// The position of its call.
    pub call: usize,
    /// What was found.
    pub found: AnswerFound,
}

/// What was found out about an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerFound {
    /// How it is built.
    Read {
        /// Nothing for what is no JSON.
        outline: Option<Arc<Outline>>,
        /// Where its lines begin.
        lines: Arc<[u32]>,
        /// What changed against the contract.
        drift: Vec<Change>,
        /// A contract without these changes.
        contract: Option<Value>,
    },
    /// Where words were found.
    Search {
        /// The words.
        words: String,
        /// The places in bytes.
        hits: Arc<[u32]>,
    },
    /// What a path found.
    Filter {
        /// The path.
        path: String,
        /// The values, or what is wrong with the path.
        found: Result<Arc<[u32]>, String>,
    },
    /// A sample.
    Cleansed {
        /// Its body.
        body: SampleBody,
        /// What was replaced.
        replaced: Vec<Replaced>,
        /// How many items of long lists were left out.
        left_out: usize,
    },
}

/// Answers up to this size are read at once, without a job: nobody notices.
const AT_ONCE_BYTES: usize = 100_000;
/// More places of a search than this say no more.
pub const MOST_HITS: usize = 10_000;
/// Longer lines are broken.
const LONGEST_LINE: usize = 160;
/// Larger answers make samples with shortened lists.
const LARGEST_SAMPLE_BYTES: usize = 100_000;

impl CameBack {
    /// An answer that is still to be read.
    pub(super) fn new(number: u64, text: Arc<str>) -> Self {
        Self { number, text, ..Self::default() }
    }

    /// Tells this answer from every other one of the window.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Whether it is still being read.
    pub fn is_being_read(&self) -> bool {
        self.lines.is_empty() && !self.text.is_empty()
    }

    /// Work on it.
    pub(super) fn order(&self, call: usize, work: AnswerWork) -> AnswerOrder {
        AnswerOrder {
            number: self.number,
            call,
            text: self.text.clone(),
            outline: self.outline.clone(),
            work,
        }
    }

    /// Takes what was found out; a sample is given back, as it is not the answer's. News about other words are dropped.
    pub(super) fn take(&mut self, news: AnswerNews) -> Option<(SampleBody, Vec<Replaced>, usize)> {
        if news.number != self.number {
            return None;
        }
        match news.found {
            AnswerFound::Read { outline, lines, drift, contract } => {
                if outline.is_none() && self.tab == AnswerTab::Tree {
                    self.tab = AnswerTab::Text;
                }
                self.outline = outline;
                self.lines = lines;
                self.drift = drift;
                self.contract = contract;
            }
            AnswerFound::Search { words, hits } if words == self.words => {
                self.hits = hits;
                self.hit = 0;
                self.shown += 1;
            }
            AnswerFound::Filter { path, found } if path == self.path => {
                self.filter = match found {
                    Ok(found) => Filter::Found(found),
                    Err(sentence) => Filter::Wrong(sentence),
                };
            }
            AnswerFound::Cleansed { body, replaced, left_out } => return Some((body, replaced, left_out)),
            AnswerFound::Search { .. } | AnswerFound::Filter { .. } => {}
        }
        None
    }

    /// Goes to the next place where the words were found, or to the one before; around at the ends.
    pub(super) fn step(&mut self, by: isize) {
        if let Ok(count) = isize::try_from(self.hits.len()).map(|count| count.max(1)) {
            let at = isize::try_from(self.hit).unwrap_or(0) + by;
            self.hit = usize::try_from(at.rem_euclid(count)).unwrap_or(0);
            self.shown += 1;
        }
    }
}

impl AnswerOrder {
    /// Whether it is so little that the window does it itself.
    pub(super) fn is_small(&self) -> bool {
        self.text.len() <= AT_ONCE_BYTES
    }

    /// Does the work. Pure: a job calls it, or the state itself for a small answer.
    pub fn carry_out(self) -> AnswerNews {
        let text = &self.text;
        let found = match self.work {
            AnswerWork::Read(design) => {
                let outline = Outline::read(text).map(Arc::new);
                let (drift, contract) = design.and_then(|design| design.drift(text)).unwrap_or_default();
                AnswerFound::Read { outline, lines: lines(text).into(), drift, contract }
            }
            AnswerWork::Search(words) => {
                let hits = search(text, &words).into();
                AnswerFound::Search { words, hits }
            }
            AnswerWork::Filter(path) => {
                let found = match &self.outline {
                    Some(outline) => outline.find(text, &path).map(Into::into),
                    None => Err("The answer is no JSON".to_owned()),
                };
                AnswerFound::Filter { path, found }
            }
            AnswerWork::Cleanse { design, inputs } => design.cleansed(text, &inputs),
        };
        AnswerNews { number: self.number, call: self.call, found }
    }
}

impl Design {
    fn call(&self) -> Option<&Call> {
        self.project.integration(&self.integration)?.calls.iter().find(|call| call.id == self.call)
    }

    /// What changed, and a contract that this answer and every sample keep.
    fn drift(&self, text: &str) -> Option<(Vec<Change>, Option<Value>)> {
        let integration = self.project.integration(&self.integration)?;
        let call = self.call()?;
        let contract = call.response_schema.as_ref()?;
        let live: Value = serde_json::from_str(text).ok()?;
        let changes = drift(contract, &live, integration);
        if changes.is_empty() {
            return None;
        }
        let is_of_call = |of: &Option<String>| of.as_ref().is_none_or(|of| *of == call.id);
        let samples = integration.samples.iter().filter(|sample| {
            is_of_call(&sample.call)
                && call.success.statuses.iter().any(|range| range.contains(sample.status))
        });
        let mut bodies: Vec<Value> = samples
            .filter_map(|sample| match &sample.body {
                SampleBody::Json(body) => Some(body.clone()),
                _ => None,
            })
            .collect();
        bodies.push(live);
        Some((changes, Some(infer(&bodies))))
    }

    fn cleansed(&self, text: &str, inputs: &Map<String, Value>) -> AnswerFound {
        let integration = self.project.integration(&self.integration);
        let known = |answer: &Value| {
            integration
                .map(|integration| Known::of(&self.project, integration, inputs, answer))
                .unwrap_or_default()
        };
        match serde_json::from_str::<Value>(text) {
            Ok(mut answer) => {
                let left_out = if text.len() > LARGEST_SAMPLE_BYTES { shorten_lists(&mut answer) } else { 0 };
                let (body, replaced) = cleanse(&answer, &known(&answer));
                AnswerFound::Cleansed { body: SampleBody::Json(body), replaced, left_out }
            }
            Err(_) if text.trim().is_empty() => {
                AnswerFound::Cleansed { body: SampleBody::None, replaced: Vec::new(), left_out: 0 }
            }
            Err(_) => {
                let (body, replaced) = cleanse_text(text, &known(&Value::Null));
                AnswerFound::Cleansed { body: SampleBody::Text(body), replaced, left_out: 0 }
            }
        }
    }
}

/// Where lines begin: after each line break, and where a line is longer than is shown.
fn lines(text: &str) -> Vec<u32> {
    let mut starts = Vec::with_capacity(text.len() / LONGEST_LINE + 1);
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        starts.push(u32::try_from(start).unwrap_or(u32::MAX));
        let mut end = (start + LONGEST_LINE).min(bytes.len());
        if let Some(line_break) = bytes[start..end].iter().position(|byte| *byte == b'\n') {
            start += line_break + 1;
            continue;
        }
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        start = end;
    }
    starts
}

/// Where the words stand, without regard to capitals; at most [`MOST_HITS`] places.
fn search(text: &str, words: &str) -> Vec<u32> {
    if words.is_empty() {
        return Vec::new();
    }
    let pattern = RegexBuilder::new(&regex::escape(words)).case_insensitive(true).build();
    let places = pattern.iter().flat_map(|pattern| pattern.find_iter(text));
    places.take(MOST_HITS).filter_map(|found| u32::try_from(found.start()).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_characters() {
        let text = format!("a\n\nb{}\n", "ä".repeat(200));
        let starts = lines(&text);
        assert_eq!(&starts[..3], [0, 2, 3]);
        assert!(starts.iter().all(|start| text.is_char_boundary(*start as usize)));
        assert!(starts.windows(2).all(|pair| pair[1] - pair[0] <= LONGEST_LINE as u32));
        assert!(lines("").is_empty());
    }

    #[test]
    fn words_are_searched_as_they_are() {
        assert_eq!(search("Ana (ANA) ana*", "ana"), [0, 5, 10]);
        assert_eq!(search("Ana (ANA) ana*", "a*"), [12]);
        assert_eq!(search("abc", ""), [0_u32; 0]);
    }

    #[test]
    fn news_about_other_words_and_other_answers_are_dropped() {
        let mut answer = CameBack::new(2, "[1]".into());
        answer.words = "new".to_owned();
        let hits: Arc<[u32]> = [1].into();
        let news = |number, words: &str| AnswerNews {
            number,
            call: 0,
            found: AnswerFound::Search { words: words.to_owned(), hits: hits.clone() },
        };
        answer.take(news(1, "new"));
        answer.take(news(2, "old"));
        assert!(answer.hits.is_empty());
        answer.take(news(2, "new"));
        assert_eq!(*answer.hits, [1]);
    }
}
