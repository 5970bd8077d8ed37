//! One thing that the bot can do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::{
    Call, Confirmation, Input, Output, OwnOutcome, Reply, Sample, Scenario, StandardOutcome, Trigger,
    Unknown, Waiting, is_default,
};

/// One thing that the bot can do with the help of other systems: "Check subscription".
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Integration {
    /// Used on the command line and by platforms: `check_subscription`.
    pub id: String,
    /// The name on the screen.
    pub name: String,
    /// When: what makes the bot use it.
    #[serde(default)]
    pub trigger: Trigger,
    /// Needs: what must be known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<Input>,
    /// What the bot asks before it carries out a write.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmation: Option<Confirmation>,
    /// Said while the calls run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Waiting>,
    /// Asks: the calls, in order; a later one sees the outputs of the earlier ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<Call>,
    /// Understands: the analyst's own outcomes, first match wins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<OwnOutcome>,
    /// Names of standard outcomes where the usual one does not fit.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub outcome_names: BTreeMap<StandardOutcome, String>,
    /// Says: the reply of each outcome, by the outcome's id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub replies: BTreeMap<String, Reply>,
    /// Said for every outcome without a reply of its own.
    #[serde(default)]
    pub fallback: Reply,
    /// Saved answers. Design only: not in an export.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub samples: Vec<Sample>,
    /// Tries with a known end. Design only: not in an export.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scenarios: Vec<Scenario>,
    /// For the next person. Design only: not in an export.
    #[serde(default, skip_serializing_if = "is_default")]
    pub notes: String,
    /// Fields this version does not know; kept as they are.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Integration {
    /// Every output of every call, in order.
    pub fn outputs(&self) -> impl Iterator<Item = &Output> {
        self.calls.iter().flat_map(|call| &call.outputs)
    }

    /// The output with that name.
    pub fn output(&self, name: &str) -> Option<&Output> {
        self.outputs().find(|output| output.name == name)
    }

    /// The input with that name.
    pub fn input(&self, name: &str) -> Option<&Input> {
        self.inputs.iter().find(|input| input.name == name)
    }

    /// The sample with that id.
    pub fn sample(&self, id: &str) -> Option<&Sample> {
        self.samples.iter().find(|sample| sample.id == id)
    }

    /// The ids of all outcomes: own ones first, as they are tried first.
    pub fn outcome_ids(&self) -> Vec<String> {
        let own = self.outcomes.iter().map(|outcome| outcome.id.clone());
        own.chain(StandardOutcome::ALL.iter().map(|outcome| outcome.id().to_owned())).collect()
    }

    /// The name on the screen of an outcome; the id itself when there is no such outcome.
    pub fn outcome_name<'a>(&'a self, id: &'a str) -> &'a str {
        if let Some(own) = self.outcomes.iter().find(|outcome| outcome.id == id) {
            return if own.name.is_empty() { &own.id } else { &own.name };
        }
        match StandardOutcome::from_id(id) {
            Some(standard) => self.outcome_names.get(&standard).map_or(standard.title(), String::as_str),
            None => id,
        }
    }
}
