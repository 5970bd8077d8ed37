//! A flow as a topic: everything leads to the variable `Topic.Outcome`, and one group of conditions says its reply.

use std::cell::Cell;

use serde_json::{Value, json};

use super::names::{OUTCOME, Variables, WORDS};
use super::power_fx::{PowerFx, quote};
use super::{answer, inputs, replies, request};
use crate::convert::export::expression::text;
use crate::convert::export::flow::{Flow, Piece, literal};

/// What a topic is written with.
pub(super) struct Writer<'a> {
    pub flow: &'a Flow,
    pub dialect: PowerFx<'a>,
    numbers: Cell<usize>,
}

/// Nothing has ended the run yet.
pub(super) const RUNNING: &str = "IsBlank(Topic.Outcome)";

/// The topic.
pub(super) fn topic(flow: &Flow) -> Value {
    let variables = Variables::new(flow);
    let dialect = PowerFx { variables: &variables, bound: Cell::new(0) };
    let writer = Writer { flow, dialect, numbers: Cell::new(0) };
    let mut actions = vec![writer.set(OUTCOME, "\"\"")];
    actions.extend(inputs::actions(&writer));
    for (place, call) in flow.calls.iter().enumerate() {
        let mut steps = request::actions(&writer, call, place == 0);
        steps.extend(answer::actions(&writer, call));
        actions.push(writer.when(RUNNING, steps));
    }
    actions.push(replies::actions(&writer));
    let phrases: Vec<Value> = flow.phrases.iter().map(|phrase| Value::from(phrase.clone())).collect();
    let mut topic = json!({"kind": "AdaptiveDialog"});
    if !flow.usage_hint.trim().is_empty() {
        topic["modelDescription"] = Value::from(flow.usage_hint.clone());
    }
    topic["beginDialog"] = json!({
        "kind": "OnRecognizedIntent",
        "id": "main",
        "intent": {"displayName": literal_text(&flow.name), "triggerQueries": phrases},
        "actions": actions,
    });
    topic
}

/// A text where a formula could stand: what begins with `=` would be one.
fn literal_text(text: &str) -> String {
    if text.starts_with('=') { format!("={}", quote(text)) } else { text.to_owned() }
}

impl Writer<'_> {
    /// An id that no other part of the topic has.
    pub fn id(&self, kind: &str) -> String {
        self.numbers.set(self.numbers.get() + 1);
        format!("{kind}_{}", self.numbers.get())
    }

    /// A variable set to a formula.
    pub fn set(&self, variable: &str, formula: &str) -> Value {
        let id = self.id("setVariable");
        json!({"kind": "SetVariable", "id": id, "variable": variable, "value": format!("={formula}")})
    }

    /// Actions under a condition.
    pub fn when(&self, condition: &str, actions: Vec<Value>) -> Value {
        self.first(vec![(condition.to_owned(), actions)], Vec::new())
    }

    /// The actions of the first condition that holds.
    pub fn first(&self, rows: Vec<(String, Vec<Value>)>, otherwise: Vec<Value>) -> Value {
        let id = self.id("conditionGroup");
        let row = |(condition, actions): (String, Vec<Value>)| json!({"id": self.id("conditionItem"), "condition": format!("={condition}"), "actions": actions});
        let rows: Vec<Value> = rows.into_iter().map(row).collect();
        let mut group = json!({"kind": "ConditionGroup", "id": id, "conditions": rows});
        if !otherwise.is_empty() {
            group["elseActions"] = Value::from(otherwise);
        }
        group
    }

    /// An outcome, if nothing has ended the run yet.
    pub fn ends(&self, condition: &str, outcome: &str) -> Value {
        let condition = format!("And({RUNNING}, {condition})");
        self.when(&condition, vec![self.set(OUTCOME, &quote(outcome))])
    }

    /// A text in a message: as it is where it can be, else a variable that is set before.
    pub fn words(&self, pieces: &[Piece], before: &mut Vec<Value>) -> String {
        match literal(pieces).filter(|text| is_template(text)) {
            Some(text) => text,
            None => {
                let variable = format!("{WORDS}{}", before.len() + 1);
                before.push(self.set(&variable, &text(&self.dialect, pieces)));
                format!("{{{variable}}}")
            }
        }
    }

    /// A text where a formula can stand.
    pub fn formula(&self, pieces: &[Piece]) -> String {
        match literal(pieces).filter(|text| is_template(text)) {
            Some(text) => text,
            None => format!("={}", text(&self.dialect, pieces)),
        }
    }
}

/// Whether a text means itself in a message.
fn is_template(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('=') && !text.contains(['{', '}', '\\']) && text.trim() == text
}
