//! Tiledesk: one chatbot with blocks for every integration.
//!
//! ```text
//! trigger ─► (question) ─► call ─► decide ─┬─► reply of the outcome
//!                            ▲              └─► next call
//!                            └──────────────────────┘
//! ```

mod account;
mod decide;
mod formats;
mod liquid;
mod replies;
mod request;

use std::cell::Cell;

use serde_json::{Value, json};

use self::decide::{Decide, FALLBACK, Kept, NEXT, taken};
use self::liquid::Liquid;
use self::replies::Replies;
use self::request::Requests;
use super::flow::{CallStep, Flow, InputStep, Origin};
use super::variables::Variables;
use super::{ExportError, Exported, Order};
use crate::model::Source;

/// The chatbot.
pub(super) fn export(order: &Order<'_>) -> Result<Exported, ExportError> {
    let mut exported = Exported::default();
    let (mut blocks, mut globals): (Vec<Value>, Vec<Value>) = (Vec::new(), Vec::new());
    for flow in order.flows()? {
        let mut variables = Variables::new(&flow);
        let outcome = variables.give(&format!("{}_outcome", flow.id));
        let kept: Vec<Kept> = flow
            .calls
            .iter()
            .map(|call| {
                let mut give = |what: &str| variables.give(&format!("{}_{}_{what}", flow.id, call.id));
                Kept { answer: give("answer"), status: give("status"), error: give("error") }
            })
            .collect();
        for secret in flow.secrets() {
            let global = json!({"key": variables.name(&Origin::Secret(secret)), "value": ""});
            if !globals.contains(&global) {
                globals.push(global);
            }
        }
        let liquid = Liquid { variables: &variables, time_zone: &flow.time_zone, count: Cell::new(0) };
        let blocks_of = Blocks { flow: &flow, liquid: &liquid, kept: &kept, outcome };
        blocks.extend(blocks_of.all());
        exported.report.extend(account::lines(order, &flow)?);
    }
    let chatbot = json!({
        "webhook_enabled": false,
        "language": order.language(),
        "name": order.project.name,
        "type": "tilebot",
        "attributes": {"globals": globals},
        "intents": blocks,
    });
    let text = serde_json::to_string_pretty(&chatbot).unwrap_or_default() + "\n";
    exported.add("chatbot.json", text, "The chatbot, for Import");
    Ok(exported)
}

/// The blocks of an integration.
struct Blocks<'a> {
    flow: &'a Flow,
    liquid: &'a Liquid<'a>,
    kept: &'a [Kept],
    /// The attribute that holds the outcome.
    outcome: String,
}

impl Blocks<'_> {
    fn all(&self) -> Vec<Value> {
        let mut blocks = vec![self.trigger()];
        if let Some(question) = &self.flow.confirmation {
            let replies = self.replies();
            let choices = [(&question.yes, self.id("call-1")), (&question.no, self.id("declined"))];
            blocks.push(self.block("question", "", vec![replies.question(&question.ask, &choices)]));
            let declined = if question.declined.is_empty() {
                Vec::new()
            } else {
                vec![replies.text(&question.declined)]
            };
            blocks.push(self.block("declined", "", declined));
        }
        for (place, (call, kept)) in self.flow.calls.iter().zip(self.kept).enumerate() {
            blocks.push(self.call(place, call, kept));
            blocks.push(self.decision(place, call, kept));
        }
        let mut outcomes: Vec<&str> = vec!["missing_input", "bad_input"];
        let tables: Vec<_> = self.flow.calls.iter().map(CallStep::table).collect();
        for row in tables.iter().flatten() {
            if !outcomes.contains(&row.outcome.as_str()) {
                outcomes.push(&row.outcome);
            }
        }
        for outcome in outcomes {
            blocks.push(self.block(outcome, "", self.said(outcome)));
        }
        blocks.push(self.block(FALLBACK, "", self.replies().actions(&self.flow.fallback)));
        blocks
    }

    /// What is done for an outcome. An input that is missing is asked for.
    fn said(&self, outcome: &str) -> Vec<Value> {
        let asks = self.flow.inputs.iter().filter(|input| input.required && !input.ask.is_empty());
        let replies = self.replies();
        if outcome == "missing_input" && !self.flow.replies.contains_key(outcome) {
            let asks: Vec<&InputStep> = asks.collect();
            if !asks.is_empty() {
                return vec![replies.first_missing(&asks)];
            }
        }
        replies.actions(self.flow.reply(outcome))
    }

    fn trigger(&self) -> Value {
        let set = |input: &InputStep| {
            let name = self.liquid.variables.name(&Origin::Input(input.name.clone()));
            let json = |value: &str| {
                format!(
                    "{{% if {value} == nil %}}null{{% else %}}{{{{ {value} | json | replace: \"\\u0024\", \"\\\\u0024\" }}}}{{% endif %}}"
                )
            };
            let value = match &input.source {
                Source::Context { .. } => return None,
                Source::Constant { value } => liquid::literal(&value.to_string()),
                Source::MessageText => json("lastUserText"),
                Source::UserId => json("user_id"),
                Source::Locale => liquid::literal(&Value::from(self.flow.language.clone()).to_string()),
                Source::Now => json("now"),
                Source::Expression { .. } => {
                    let text = self.liquid.text(&input.expression, liquid::Spot::Plain);
                    format!("{{% capture hwx %}}{text}{{% endcapture %}}{}", json("hwx"))
                }
            };
            Some(set_json(&name, value))
        };
        let mut actions: Vec<Value> = self.flow.inputs.iter().filter_map(set).collect();
        let decide = Decide { flow: self.flow, liquid: self.liquid };
        for input in self.flow.inputs.iter().filter(|input| !input.pattern.is_empty()) {
            let name = self.liquid.variables.name(&Origin::Input(input.name.clone()));
            let pattern = format!("^(?:{})$", input.pattern).replace('$', "$$");
            let condition = |operator: &str, value: &str| {
                let wanted = json!({"type": "const", "value": value, "name": ""});
                json!({"type": "condition", "operand1": name, "operator": operator, "operand2": wanted})
            };
            let or = json!({"type": "operator", "operator": "OR"});
            let parts = json!([
                condition("isUndefined", ""),
                or,
                condition("isNull", ""),
                or,
                condition("isEmpty", ""),
                or,
                condition("matches", &pattern)
            ]);
            actions.push(json!({
                "_tdActionType": "jsoncondition",
                "groups": [{"type": "expression", "conditions": parts}],
                "falseIntent": self.id("bad_input"),
            }));
        }
        actions.push(set_text(&self.outcome, decide.inputs()));
        let next = if self.flow.confirmation.is_some() { "question" } else { "call-1" };
        actions.extend(self.goes(["missing_input", "bad_input"], next));
        self.block("", &self.flow.phrases.join("\n"), actions)
    }

    fn call(&self, place: usize, call: &CallStep, kept: &Kept) -> Value {
        let delete = |name: &String| json!({"_tdActionType": "delete", "variableName": name});
        // What an earlier run has left would be read as this answer.
        let mut actions: Vec<Value> = [&kept.answer, &kept.status, &kept.error].map(delete).to_vec();
        if let Some(waiting) = self.flow.waiting.as_ref().filter(|_| place == 0) {
            actions.push(self.replies().text(&waiting.text));
        }
        let requests = Requests { liquid: self.liquid };
        actions.push(requests.action(call, kept, &self.id(&format!("decide-{}", place + 1))));
        self.block(&format!("call-{}", place + 1), "", actions)
    }

    fn decision(&self, place: usize, call: &CallStep, kept: &Kept) -> Value {
        let mut actions: Vec<Value> = call
            .outputs
            .iter()
            .map(|output| {
                let name = self.liquid.variables.name(&Origin::Output(output.name.clone()));
                set_json(&name, taken(output, &kept.answer))
            })
            .collect();
        let decide = Decide { flow: self.flow, liquid: self.liquid };
        actions.push(set_text(&self.outcome, decide.call(call, kept)));
        let mut outcomes: Vec<String> = Vec::new();
        for row in call.table() {
            if !outcomes.contains(&row.outcome) {
                outcomes.push(row.outcome);
            }
        }
        let next =
            if call.understood.is_empty() { format!("call-{}", place + 2) } else { FALLBACK.to_owned() };
        actions.extend(self.goes(outcomes.iter().map(String::as_str), &next));
        self.block(&format!("decide-{}", place + 1), "", actions)
    }

    /// Goes to the block of the outcome; conditions that fail go on with the next action.
    fn goes<'o>(&self, outcomes: impl IntoIterator<Item = &'o str>, next: &str) -> Vec<Value> {
        let go = |outcome: &str, block: &str| {
            let wanted = json!({"type": "const", "value": outcome, "name": ""});
            let condition = json!({"type": "condition", "operand1": self.outcome, "operator": "equalAsStrings", "operand2": wanted});
            json!({
                "_tdActionType": "jsoncondition",
                "groups": [{"type": "expression", "conditions": [condition]}],
                "trueIntent": self.id(block),
            })
        };
        let mut actions = vec![go(NEXT, next)];
        actions.extend(outcomes.into_iter().map(|outcome| go(outcome, outcome)));
        actions.push(json!({"_tdActionType": "intent", "intentName": self.id(FALLBACK)}));
        actions
    }

    fn replies(&self) -> Replies<'_> {
        Replies { liquid: self.liquid }
    }

    /// The way to a block.
    fn id(&self, name: &str) -> String {
        format!("#{}", identity(&format!("{}/{name}", self.flow.id)))
    }

    fn block(&self, name: &str, question: &str, actions: Vec<Value>) -> Value {
        let shown =
            if name.is_empty() { self.flow.intent.clone() } else { format!("{}_{name}", self.flow.id) };
        // Names of blocks are commands too: letters, digits and `_`.
        let shown: String = shown.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        let numbered = |(place, mut action): (usize, Value)| {
            action["_tdActionId"] = identity(&format!("{}/{name}/{place}", self.flow.id)).into();
            action
        };
        let actions: Vec<Value> = actions.into_iter().enumerate().map(numbered).collect();
        json!({
            "webhook_enabled": false,
            "enabled": true,
            "language": self.flow.language,
            // Tiledesk passes over blocks that answer nothing by themselves.
            "answer": "-",
            "intent_display_name": shown,
            "intent_id": identity(&format!("{}/{name}", self.flow.id)),
            "question": question,
            "actions": actions,
        })
    }
}

fn set_text(name: &str, value: String) -> Value {
    json!({
        "_tdActionType": "setattribute-v2",
        "destination": name,
        "operation": {"operands": [{"value": value, "isVariable": false}]},
    })
}

/// Keeps the kind of the value, which is written as JSON.
fn set_json(name: &str, value: String) -> Value {
    let mut action = set_text(name, value);
    action["operation"]["operands"][0]["function"] = "JSONparse".into();
    action
}

/// An id in the form of a UUID, the same for the same name (FNV-1a, 64 bits).
fn identity(name: &str) -> String {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{:08x}-{:04x}-4000-8000-{:012x}", hash >> 32, (hash >> 16) & 0xffff, hash & 0xffff_ffff_ffff)
}
