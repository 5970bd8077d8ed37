//! Rasa: domain, rules and sample phrases, and an action in Python that reads the design from a file beside it.

mod account;
mod plan;

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::flow::{Flow, literal};
use super::variables::Variables;
use super::{ExportError, Exported, Names, Order, quote};

/// The action; the same for every design.
const ACTIONS: &str = include_str!("actions.py");

/// Files for a Rasa 3 assistant.
pub(super) fn export(order: &Order<'_>) -> Result<Exported, ExportError> {
    let flows = order.flows()?;
    let mut exported = Exported::default();
    let mut names = Names::at_most(60);
    let mut assistant = Assistant::default();
    for flow in &flows {
        let action = format!("action_{}", names.give(&flow.id).replace('-', "_"));
        assistant.add(flow, &action);
        exported.report.extend(account::lines(order, flow)?);
    }
    let plan = serde_json::to_string_pretty(&assistant.plans).unwrap_or_default() + "\n";
    exported.add("domain.yml", assistant.domain(), "Intents, slots and actions");
    exported.add("data/rules.yml", assistant.rules, "Which intent runs which action");
    exported.add("data/nlu.yml", assistant.phrases, "Sample phrases");
    exported.add("actions/actions.py", ACTIONS, "The action: calls, decides and answers");
    exported.add("actions/design.json", plan, "What the action reads");
    exported.add(
        "actions/__init__.py",
        "\"\"\"Actions of the assistant.\"\"\"\n",
        "Makes the folder a package",
    );
    exported.add(
        "actions/requirements.txt",
        "rasa-sdk>=3.6\njsonschema>=4\ntzdata\n",
        "What the action needs",
    );
    exported.add(
        "endpoints.yml",
        "action_endpoint:\n  url: \"http://localhost:5055/webhook\"\n",
        "Where Rasa finds the action server",
    );
    Ok(exported)
}

/// What is put together from all integrations.
#[derive(Default)]
struct Assistant {
    intents: Vec<String>,
    actions: Vec<String>,
    slots: Vec<String>,
    rules: String,
    phrases: String,
    plans: Vec<Value>,
}

impl Assistant {
    fn add(&mut self, flow: &Flow, action: &str) {
        if self.rules.is_empty() {
            self.rules.push_str("version: \"3.1\"\nrules:\n");
            self.phrases.push_str("version: \"3.1\"\nnlu:\n");
        }
        let mut variables = Variables::new(flow);
        // Slashes are read as commands, and names as identifiers.
        let intent = variables.give(&flow.intent);
        let plan = plan::of(flow, action, &variables);
        let facts = plan::facts(flow, &variables);
        let slots = facts.values().filter_map(Value::as_str).map(str::to_owned);
        let own = [format!("{action}_outcome"), format!("{action}_message")];
        for slot in slots.chain(own) {
            if !self.slots.contains(&slot) {
                self.slots.push(slot);
            }
        }
        match &flow.confirmation {
            None => self.rule(&intent, action, &flow.phrases),
            Some(question) => {
                let words = |text: &[super::flow::Piece]| literal(text).into_iter().collect::<Vec<_>>();
                self.rule(&intent, &format!("{action}_ask"), &flow.phrases);
                self.rule(&format!("{intent}_yes"), action, &words(&question.yes));
                self.rule(&format!("{intent}_no"), &format!("{action}_declined"), &words(&question.no));
            }
        }
        let mut plan = plan;
        plan["intent"] = json!(intent);
        self.plans.push(plan);
    }

    fn rule(&mut self, intent: &str, action: &str, phrases: &[String]) {
        // Writing to a String cannot fail.
        let _ = write!(
            self.rules,
            "  - rule: {}\n    steps:\n      - intent: {intent}\n      - action: {action}\n",
            quote::yaml(&format!("{intent} runs {action}"))
        );
        let _ = write!(self.phrases, "  - intent: {intent}\n    examples: |\n");
        for phrase in phrases {
            let _ = writeln!(self.phrases, "      - {}", plain(phrase));
        }
        self.intents.push(intent.to_owned());
        self.actions.push(action.to_owned());
    }

    fn domain(&self) -> String {
        let list = |names: &[String]| names.iter().map(|name| format!("  - {name}\n")).collect::<String>();
        let slot = |name: &String| {
            format!(
                "  {name}:\n    type: any\n    influence_conversation: false\n    mappings:\n      - type: custom\n"
            )
        };
        format!(
            "version: \"3.1\"\nintents:\n{}slots:\n{}actions:\n{}session_config:\n  session_expiration_time: 60\n  \
             carry_over_slots_to_new_session: true\n",
            list(&self.intents),
            self.slots.iter().map(slot).collect::<String>(),
            list(&self.actions)
        )
    }
}

/// A phrase on one line, without the brackets in which Rasa marks entities.
fn plain(phrase: &str) -> String {
    let letter =
        |c: char| if c.is_control() || matches!(c, '[' | ']' | '\u{2028}' | '\u{2029}') { ' ' } else { c };
    phrase.chars().map(letter).collect::<String>().trim().to_owned()
}
