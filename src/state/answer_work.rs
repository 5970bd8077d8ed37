//! Work on an answer: how it is built, what is searched in it, what changed in it. Pure, so that a job can do it.

use std::collections::HashSet;
use std::sync::Arc;

use regex::RegexBuilder;
use serde_json::{Map, Value};

use crate::engine::{
    Change, Known, Outline, Replaced, Thinning, cleanse, cleanse_text, drift, infer, thinned,
};
use crate::model::{Call, Project, SampleBody};

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
/// Of the lists of a large answer so many items make a sample.
const SAMPLE_ITEMS: usize = 5;
/// Of its records so many fields, and those that the design speaks of.
const SAMPLE_FIELDS: usize = 200;
/// Of the lists and records of a large answer so many items and fields are held against the contract: to hold all would take
/// fifteen times its size.
const COMPARED: usize = 1_000;
/// Larger answers are compared in part.
const COMPARED_WHOLE_BYTES: usize = 1_000_000;
/// Larger answers make samples with shortened lists.
const LARGEST_SAMPLE_BYTES: usize = 100_000;

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

    /// The fields that the design speaks of.
    fn names(&self) -> Names<'_> {
        let mut names = Names::default();
        if let Some(call) = self.call() {
            call.response_schema.iter().for_each(|contract| names.collect(contract));
            names.paths = call.outputs.iter().map(|output| output.path.as_str()).collect();
        }
        names
    }

    /// What changed, and a contract that this answer and every sample keep.
    fn drift(&self, text: &str) -> Option<(Vec<Change>, Option<Value>)> {
        let integration = self.project.integration(&self.integration)?;
        let call = self.call()?;
        let contract = call.response_schema.as_ref()?;
        let names = self.names();
        let is_known = |name: &str| names.has(name);
        let most = if text.len() > COMPARED_WHOLE_BYTES { COMPARED } else { usize::MAX };
        let thinning = Thinning { most_items: most, most_fields: most, is_known: &is_known };
        let (live, _) = thinned(text, thinning).ok()?;
        let changes = drift(contract, &live, integration);
        if changes.is_empty() {
            return None;
        }
        let is_of_call = |of: &Option<String>| of.as_ref().is_none_or(|of| *of == call.id);
        let samples = integration.samples.iter().filter(|sample| {
            is_of_call(&sample.call)
                && call.success.statuses.iter().any(|range| range.contains(sample.status))
        });
        let mut bodies: Vec<Arc<Value>> = samples
            .filter_map(|sample| match &sample.body {
                SampleBody::Json(body) => Some(Arc::clone(body)),
                _ => None,
            })
            .collect();
        bodies.push(Arc::new(live));
        Some((changes, Some(infer(&bodies))))
    }

    fn cleansed(&self, text: &str, inputs: &Map<String, Value>) -> AnswerFound {
        let integration = self.project.integration(&self.integration);
        let known = |answer: &Value| {
            integration
                .map(|integration| Known::of(&self.project, integration, inputs, answer))
                .unwrap_or_default()
        };
        let names = self.names();
        let is_known = |name: &str| names.has(name);
        let thinning = if text.len() > LARGEST_SAMPLE_BYTES {
            Thinning { most_items: SAMPLE_ITEMS, most_fields: SAMPLE_FIELDS, is_known: &is_known }
        } else {
            Thinning::NONE
        };
        match thinned(text, thinning) {
            Ok((answer, left_out)) => {
                let (body, replaced) = cleanse(&answer, &known(&answer));
                AnswerFound::Cleansed { body: SampleBody::Json(body.into()), replaced, left_out }
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

/// Names of fields that a contract or a path speaks of.
#[derive(Default)]
struct Names<'a> {
    in_contract: HashSet<&'a str>,
    paths: Vec<&'a str>,
}

impl<'a> Names<'a> {
    /// Every word of a contract: more than the names of fields, and none of them less.
    fn collect(&mut self, contract: &'a Value) {
        match contract {
            Value::String(word) => drop(self.in_contract.insert(word)),
            Value::Array(items) => items.iter().for_each(|item| self.collect(item)),
            Value::Object(fields) => fields.iter().for_each(|(name, inside)| {
                self.in_contract.insert(name);
                self.collect(inside);
            }),
            _ => {}
        }
    }

    fn has(&self, name: &str) -> bool {
        self.in_contract.contains(name) || self.paths.iter().any(|path| path.contains(name))
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
}
