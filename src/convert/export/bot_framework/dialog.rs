//! A flow as an adaptive dialog: everything leads to the property `dialog.outcome`, and one switch says its reply.

use std::cell::RefCell;

use serde_json::{Value, json};

use super::adaptive::{Adaptive, Helpers, quote};
use super::generation::Generation;
use super::names::Properties;
use super::{answer, inputs, replies, request};
use crate::convert::export::flow::Flow;

/// The property that holds how the run ended.
pub(super) const OUTCOME: &str = "dialog.outcome";
/// Nothing has ended the run yet.
pub(super) const RUNNING: &str = "not(exists(dialog.outcome))";

/// What a dialog is written with.
pub(super) struct Writer<'a> {
    pub flow: &'a Flow,
    /// For expressions in the dialog, where there are no templates.
    pub dialect: Adaptive<'a>,
    pub words: Generation<'a>,
}

/// The dialog, and its file of words.
pub(super) fn dialog(flow: &Flow, name: &str) -> (Value, String) {
    let properties = Properties::new(flow);
    let dialect = |helpers| Adaptive { properties: &properties, time_zone: &flow.time_zone, helpers };
    let words = Generation::new(dialect(Some(RefCell::new(Helpers::default()))));
    let mut writer = Writer { flow, dialect: dialect(None), words };
    let mut actions = inputs::actions(&mut writer);
    if let Some(waiting) = &flow.waiting {
        let activity = writer.words.say("waiting", &waiting.text);
        actions.push(when(RUNNING, vec![send(&activity)]));
    }
    for call in &flow.calls {
        let mut steps = request::actions(&writer, call);
        steps.extend(answer::actions(&writer, call));
        actions.push(when(RUNNING, steps));
    }
    actions.extend(replies::actions(&mut writer));
    let intents: Vec<Value> = flow.phrases.iter().map(|phrase| pattern(phrase)).collect();
    let intents: Vec<Value> =
        intents.into_iter().map(|pattern| json!({"intent": flow.intent, "pattern": pattern})).collect();
    let dialog = json!({
        "$kind": "Microsoft.AdaptiveDialog",
        "id": name,
        "autoEndDialog": true,
        "defaultResultProperty": "dialog.result",
        "recognizer": {"$kind": "Microsoft.RegexRecognizer", "intents": intents},
        "generator": format!("{name}.lg"),
        "triggers": [{"$kind": "Microsoft.OnIntent", "intent": flow.intent, "actions": actions}],
    });
    (dialog, writer.words.file())
}

/// A phrase as a pattern: the same words, capitals aside, and any sign at the end.
fn pattern(phrase: &str) -> Value {
    let words = phrase.trim().trim_end_matches(['.', '?', '!']);
    let mut pattern = "(?i)".to_owned();
    for letter in words.chars() {
        match letter {
            letter if letter.is_whitespace() => pattern.push_str("\\s+"),
            letter if letter.is_ascii_punctuation() => pattern.extend(['\\', letter]),
            letter => pattern.push(letter),
        }
    }
    Value::from(pattern)
}

/// Actions under a condition.
pub(super) fn when(condition: &str, actions: Vec<Value>) -> Value {
    json!({"$kind": "Microsoft.IfCondition", "condition": format!("={condition}"), "actions": actions})
}

/// A property set to an expression.
pub(super) fn set(property: &str, expression: &str) -> Value {
    json!({"$kind": "Microsoft.SetProperty", "property": property, "value": format!("={expression}")})
}

/// An outcome, if nothing has ended the run yet.
pub(super) fn ends(condition: &str, outcome: &str) -> Value {
    let condition =
        if condition == "true" { RUNNING.to_owned() } else { format!("{RUNNING} && {condition}") };
    when(&condition, vec![set(OUTCOME, &quote(outcome))])
}

/// An activity.
pub(super) fn send(activity: &str) -> Value {
    json!({"$kind": "Microsoft.SendActivity", "activity": activity})
}
