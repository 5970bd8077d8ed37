//! What must be known before a call, and what is said meanwhile.

use serde_json::Value;

use super::piece::chips;
use super::{Origin, Piece, Reference};
use crate::model::{Privacy, Source, ValueType};

/// One input, in the order in which they are looked up.
#[derive(Clone, Debug, PartialEq)]
pub struct InputStep {
    /// Used in references.
    pub name: String,
    /// The name on the screen; the name itself when it has none.
    pub label: String,
    /// The kind of value; a text that holds a number or `true` is read as one.
    pub value_type: ValueType,
    /// A missing one ends in `missing_input`.
    pub required: bool,
    /// Where it comes from.
    pub source: Source,
    /// The text of [`Source::Expression`]; empty otherwise.
    pub expression: Vec<Piece>,
    /// What the bot asks when it is missing; empty: nothing.
    pub ask: Vec<Piece>,
    /// The only values accepted; empty: any. Another one ends in `bad_input`.
    pub allowed: Vec<Value>,
    /// A regular expression for the whole text, without anchors; empty: none. A text that does not match ends in `bad_input`.
    pub pattern: String,
    /// An invented value.
    pub example: Option<Value>,
    /// The class of the context variable that it comes from.
    pub privacy: Privacy,
}

impl InputStep {
    /// Every value that it is made from.
    pub fn references(&self) -> Vec<&Reference> {
        chips(&self.expression).chain(chips(&self.ask)).map(|chip| &chip.reference).collect()
    }

    /// The context variable that it comes from, if it does.
    pub fn context(&self) -> Option<Origin> {
        match &self.source {
            Source::Context { name } => Some(Origin::Context(name.clone())),
            _ => None,
        }
    }
}

/// What is asked before a write.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The question.
    pub ask: Vec<Piece>,
    /// The answer that goes on.
    pub yes: Vec<Piece>,
    /// The answer that stops.
    pub no: Vec<Piece>,
    /// What is said when the customer stops; may be empty.
    pub declined: Vec<Piece>,
}

/// Said while the calls still run.
#[derive(Clone, Debug, PartialEq)]
pub struct WaitingStep {
    /// How long after the start, in milliseconds.
    pub after_ms: u64,
    /// The words.
    pub text: Vec<Piece>,
}
