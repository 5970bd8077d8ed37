//! The test panel: values to try, the run that is under way, and how the last one ended.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{CameBack, Derived, Draft, Shown};
use crate::engine::{Conversation, RunResult, ShownRequest, insert, plain};
use crate::model::{Finding, Input, Integration, Source};

/// The test panel.
#[derive(Clone, Debug, Default)]
pub struct TryIt {
    /// What was typed for each input, by the input's name.
    pub values: BTreeMap<String, String>,
    /// The examples that were filled in; a value that nobody changed follows its example.
    filled_in: BTreeMap<String, String>,
    /// The sample that *Preview* answers with.
    pub sample: Option<String>,
    /// The run that is under way.
    pub running: Option<Running>,
    /// How the last one ended.
    pub ended: Option<Ended>,
    /// The answers of the last one, call by call.
    pub came_back: Vec<CameBack>,
    /// A sample or scenario that is looked at before it is kept.
    pub draft: Option<Draft>,
    /// What the conversation shows.
    pub shown: Shown,
    /// The integration whose values these are.
    pub(super) integration: String,
    last_run: u64,
}

/// A run that is under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Running {
    /// Its number.
    pub run: u64,
    /// When it began, in milliseconds since the program started; 0 until the app has said.
    pub since_ms: u64,
    /// The request that is waiting for its answer.
    pub request: Option<Box<ShownRequest>>,
    /// How long it may take.
    pub limit_ms: u64,
    /// The values it was sent with.
    pub values: BTreeMap<String, String>,
}

/// How the last try ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Ended {
    /// Whether the network was asked.
    pub live: bool,
    /// The values it was tried with.
    pub values: BTreeMap<String, String>,
    /// The result, or why it could not start.
    pub result: Result<Box<RunResult>, Vec<Finding>>,
}

impl TryIt {
    /// The inputs that a person can fill in here.
    pub fn fillable(integration: &Integration) -> impl Iterator<Item = &Input> {
        integration.inputs.iter().filter(|input| {
            matches!(input.source, Source::Context { .. } | Source::MessageText | Source::UserId)
        })
    }

    /// Starts anew for another integration; fills in the example of every input that has no value yet.
    pub(super) fn keep_to(&mut self, integration: Option<&Integration>, derived: &Derived) {
        let Some(integration) = integration else { return };
        if self.integration != integration.id {
            let last_run = self.last_run;
            *self = Self { integration: integration.id.clone(), last_run, ..Self::default() };
        }
        for input in Self::fillable(integration) {
            let (value, filled_in) = (self.values.get(&input.name), self.filled_in.get(&input.name));
            let is_untouched =
                value == filled_in || filled_in.is_none() && value.is_some_and(String::is_empty);
            if is_untouched {
                let example = derived.name(&input.name).and_then(|name| name.example.as_ref());
                let example = example.map(plain).unwrap_or_default();
                self.filled_in.insert(input.name.clone(), example.clone());
                self.values.insert(input.name.clone(), example);
            }
        }
        if self.sample.as_deref().is_none_or(|sample| integration.sample(sample).is_none()) {
            self.sample = integration.samples.first().map(|sample| sample.id.clone());
        }
    }

    /// The conversation with the typed values in it.
    pub(super) fn conversation(&self, integration: &Integration, base: &Conversation) -> Conversation {
        let mut conversation = base.clone();
        let mut context = Map::new();
        std::mem::swap(&mut context, &mut conversation.context);
        for input in Self::fillable(integration) {
            let Some(typed) = self.values.get(&input.name) else { continue };
            match &input.source {
                Source::Context { name } => {
                    context.remove(name);
                    insert(&mut context, name, Value::from(typed.as_str()));
                }
                Source::MessageText => conversation.message = Some(typed.clone()),
                Source::UserId => conversation.user_id = Some(typed.clone()),
                _ => {}
            }
        }
        conversation.context = context;
        conversation
    }

    /// The number of the next run.
    pub(super) fn next_run(&mut self) -> u64 {
        self.last_run += 1;
        self.last_run
    }

    /// Forgets how the last try ended once other values stand beside it: an answer for one customer must not be read as that
    /// for another.
    pub(super) fn forget_other_values(&mut self) {
        if self.ended.as_ref().is_some_and(|ended| ended.values != self.values) {
            self.ended = None;
            self.came_back.clear();
            self.draft = None;
            self.shown = Shown::Outcome;
        }
    }

    /// The result of the last try, if it got so far.
    pub fn result(&self) -> Option<&RunResult> {
        self.ended.as_ref().and_then(|ended| ended.result.as_ref().ok()).map(AsRef::as_ref)
    }
}
