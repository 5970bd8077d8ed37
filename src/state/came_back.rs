//! An answer as the test panel shows it: its build, what is searched in it, what was noticed about it.

use std::sync::Arc;

use serde_json::Value;

use super::answer_work::{AnswerFound, AnswerNews, AnswerOrder, AnswerWork};
use crate::engine::{Change, Outline, Replaced};
use crate::model::SampleBody;

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
    /// Whether it has to keep a contract.
    keeps: Keeps,
    /// The contract that it is held against.
    held: Option<Value>,
    /// Those that it was held against, with what was found: a change of the contract may be taken back.
    known: Vec<Compared>,
}

/// Whether an answer has to keep the contract of its call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Keeps {
    #[default]
    Nothing,
    Contract,
}

/// An answer against a contract.
#[derive(Clone, Debug, PartialEq)]
struct Compared {
    held: Option<Value>,
    drift: Vec<Change>,
    contract: Option<Value>,
}

/// So many contracts are remembered.
const MOST_KNOWN: usize = 8;

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

impl CameBack {
    /// An answer that is still to be read.
    pub(super) fn new(number: u64, text: Arc<str>) -> Self {
        Self { number, text, ..Self::default() }
    }

    /// It has to keep this contract.
    pub(super) fn must_keep(&mut self, contract: Option<&Value>) {
        self.keeps = Keeps::Contract;
        self.held = contract.cloned();
    }

    /// Holds it against this contract; false when that is still to be worked out.
    pub(super) fn hold_to(&mut self, contract: Option<&Value>) -> bool {
        if self.keeps == Keeps::Nothing || self.held.as_ref() == contract {
            return true;
        }
        self.held = contract.cloned();
        let known = self.known.iter().find(|known| known.held.as_ref() == contract);
        (self.drift, self.contract) =
            known.map(|known| (known.drift.clone(), known.contract.clone())).unwrap_or_default();
        known.is_some()
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
                self.known.truncate(MOST_KNOWN - 1);
                let (held, found) = (self.held.clone(), (drift.clone(), contract.clone()));
                self.known.insert(0, Compared { held, drift: found.0, contract: found.1 });
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

#[cfg(test)]
mod tests {
    use super::*;

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
