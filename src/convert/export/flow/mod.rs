//! An integration as every target sees it: everything looked up, parsed and put in the order in which it happens.
//!
//! ```text
//! inputs → confirmation → [call → failures → refused → flaws → understood]* → reply
//! ```
//!
//! A target only translates: names are resolved ([`Reference`]), texts are pieces ([`Piece`]) in one language, formats are
//! taken apart ([`Shape`]), rules are trees with typed values ([`Test`]), and the order in which outcomes are tried is a table
//! ([`Decision`]). Nothing here knows a platform.

mod call;
mod calls;
mod decision;
mod input;
mod output;
mod piece;
mod reader;
mod reference;
mod reply;
mod search;
mod tables;

use std::collections::BTreeMap;

pub use call::{BodyStep, CallStep, Field, JsonNode};
pub use decision::{Comparison, Decision, FailureKind, Test};
pub use input::{InputStep, Question, WaitingStep};
pub use output::{OutputStep, PathStep, Takes};
pub use piece::{Chip, Piece, Shape, literal};
pub use reader::Reader;
pub use reference::{Origin, Reference};
pub use reply::{ButtonStep, ChoiceStep, HandoffStep, MessageStep, RememberStep, ReplyStep};
pub use search::{Comparator, Condition, Lookup, Pick, SearchStep};

use super::{ExportError, Order};
use crate::model::{Channel, Integration, Risk};

/// One integration in one environment, language and channel.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// The integration's id.
    pub id: String,
    /// The name on the screen.
    pub name: String,
    /// The intent's name on the platform; the id when there is none.
    pub intent: String,
    /// What customers write, in the language of the export.
    pub phrases: Vec<String>,
    /// When an AI agent should use it.
    pub usage_hint: String,
    /// What it can do to the customer's data.
    pub risk: Risk,
    /// The environment's id; empty when the project has none.
    pub environment: String,
    /// The language of all texts (BCP 47).
    pub language: String,
    /// The channel whose messages were taken.
    pub channel: Channel,
    /// The time zone of times said to customers (IANA name).
    pub time_zone: String,
    /// What must be known, in the order in which it is looked up.
    pub inputs: Vec<InputStep>,
    /// What is asked before a write.
    pub confirmation: Option<Question>,
    /// Said while the calls run.
    pub waiting: Option<WaitingStep>,
    /// The calls, in order.
    pub calls: Vec<CallStep>,
    /// The name on the screen of every outcome, by id: own ones first, in the order of the design.
    pub outcomes: Vec<(String, String)>,
    /// The replies, by outcome. An outcome without one has the fallback reply: use [`Flow::reply`].
    pub replies: BTreeMap<String, ReplyStep>,
    /// Said for every outcome without a reply of its own, and instead of a reply that needs a value which is missing.
    pub fallback: ReplyStep,
}

impl Flow {
    /// The flow of an integration.
    ///
    /// # Errors
    /// [`ExportError::Unfinished`] when a text cannot be read, or a call has no address in the environment.
    pub fn new(order: &Order<'_>, integration: &Integration) -> Result<Self, ExportError> {
        Reader::new(order, integration)?.flow()
    }

    /// The reply of an outcome: its own, else the fallback reply.
    pub fn reply(&self, outcome: &str) -> &ReplyStep {
        self.replies.get(outcome).unwrap_or(&self.fallback)
    }

    /// The input with that name.
    pub fn input(&self, name: &str) -> Option<&InputStep> {
        self.inputs.iter().find(|input| input.name == name)
    }

    /// The output with that name, of whichever call.
    pub fn output(&self, name: &str) -> Option<&OutputStep> {
        self.calls.iter().flat_map(|call| &call.outputs).find(|output| output.name == name)
    }

    /// Whether the value may be missing when every call succeeded: anything but a required input, an output that is required
    /// or has a default, and the parts of a list message.
    pub fn may_be_missing(&self, reference: &Reference) -> bool {
        let always = match &reference.origin {
            Origin::Input(name) => self.input(name).is_some_and(|input| input.required),
            Origin::Output(name) => {
                self.output(name).is_some_and(|output| output.required || output.default.is_some())
            }
            Origin::Item | Origin::MoreCount | Origin::Secret(_) => true,
            Origin::Context(_) => false,
        };
        !always || !reference.path.is_empty()
    }

    /// The names of all secrets that the calls need, each once, in order.
    pub fn secrets(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for call in &self.calls {
            let own = call.authentication.secret().map(str::to_owned);
            let in_texts = call.references().into_iter().filter_map(|reference| match &reference.origin {
                Origin::Secret(name) => Some(name.clone()),
                _ => None,
            });
            for name in own.into_iter().chain(in_texts) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    }

    /// The context variables that are read, each once, in order: by inputs, requests, rules and replies.
    pub fn context_names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut add = |reference: &Reference| {
            if let Origin::Context(name) = &reference.origin
                && !names.contains(name)
            {
                names.push(name.clone());
            }
        };
        for input in &self.inputs {
            input.references().into_iter().for_each(&mut add);
        }
        for call in &self.calls {
            call.references().into_iter().for_each(&mut add);
        }
        for reply in self.replies.values().chain([&self.fallback]) {
            reply.references().into_iter().for_each(&mut add);
        }
        names
    }
}
