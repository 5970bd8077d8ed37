//! Google Dialogflow CX: flexible webhooks, an intent and pages, each as a resource that its API takes.
//!
//! ```text
//! flow ─ intent ─► page of the inputs ─► page of the question ─► page of a call ─┬─► reply, back to the start page
//!                                                                                 └─ webhook.error ─► page of refusals
//! ```

mod account;
mod condition;
mod parameters;
mod replies;
mod webhook;

use serde_json::{Value, json};

use self::condition::{Condition, Conditions, STATUS, all};
use self::parameters::Parameters;
use self::replies::Replies;
use super::flow::{CallStep, Decision, FailureKind, Flow, Origin, Piece, Question, Test};
use super::{ExportError, Exported, Names, Order};
use crate::engine;
use crate::model::{Source, StandardOutcome};

const AGENT: &str = "projects/PROJECT/locations/LOCATION/agents/AGENT";

/// A file for each resource; the names of project, location and agent are for whoever loads them to fill in.
pub(super) fn export(order: &Order<'_>) -> Result<Exported, ExportError> {
    let mut exported = Exported::default();
    let mut names = Names::at_most(60);
    let mut routes = Vec::new();
    for flow in order.flows()? {
        let parameters = Parameters::new(&flow);
        let name = names.give(&flow.id);
        let pages = Pages {
            flow: &flow,
            name: name.clone(),
            parameters: &parameters,
            replies: Replies { flow: &flow, parameters: &parameters },
        };
        exported.add(format!("intents/{name}.json"), text(&pages.intent()), "The intent");
        for call in &flow.calls {
            let webhook = pages.webhook_name(call);
            let value = webhook::value(&webhook, &flow, call, &parameters);
            exported.add(format!("webhooks/{webhook}.json"), text(&value), "A call, as a flexible webhook");
        }
        if flow.confirmation.is_some() {
            let value = pages.answers();
            exported.add(format!("entity_types/{name}.json"), text(&value), "Yes and no, for the question");
        }
        for page in pages.all() {
            let file = page["displayName"].as_str().unwrap_or_default().to_owned();
            exported.add(format!("pages/{file}.json"), text(&page), "A page");
        }
        routes.push(json!({"intent": format!("{AGENT}/intents/{name}"), "targetPage": page_of(&name)}));
        exported.report.extend(account::lines(order, &flow)?);
    }
    let flow = json!({"displayName": "Default Start Flow", "transitionRoutes": routes});
    exported.add("flow.json", text(&flow), "The routes from the intents to the pages");
    Ok(exported)
}

fn text(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

fn page_of(name: &str) -> String {
    format!("{AGENT}/flows/FLOW/pages/{name}")
}

/// The pages of an integration.
struct Pages<'a> {
    flow: &'a Flow,
    name: String,
    parameters: &'a Parameters,
    replies: Replies<'a>,
}

impl Pages<'_> {
    fn webhook_name(&self, call: &CallStep) -> String {
        let call: String =
            call.id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '_' }).collect();
        if self.flow.calls.len() == 1 { self.name.clone() } else { format!("{}-{call}", self.name) }
    }

    fn call_page(&self, place: usize) -> String {
        format!("{}-call-{}", self.name, place + 1)
    }

    fn intent(&self) -> Value {
        let phrase = |phrase: &String| json!({"parts": [{"text": phrase}], "repeatCount": 1});
        let phrases: Vec<Value> = self.flow.phrases.iter().map(phrase).collect();
        let mut intent =
            json!({"displayName": self.flow.intent, "priority": 500_000, "trainingPhrases": phrases});
        if !self.flow.usage_hint.is_empty() {
            // The longest description that Dialogflow takes.
            intent["description"] = self.flow.usage_hint.chars().take(140).collect::<String>().into();
        }
        intent
    }

    fn answers(&self) -> Value {
        let words = |text: &[Piece], plain: &str| {
            let said = self.parameters.text(text, &self.flow.language);
            if said.is_empty() { plain.to_owned() } else { said }
        };
        let question = self.flow.confirmation.as_ref();
        let (yes, no) = question.map_or_else(Default::default, |known| (known.yes.clone(), known.no.clone()));
        let entity = |value: &str, said: String| json!({"value": value, "synonyms": [value, said]});
        json!({
            "displayName": format!("{}-answer", self.name),
            "kind": "KIND_MAP",
            "entities": [entity("yes", words(&yes, "yes")), entity("no", words(&no, "no"))],
        })
    }

    fn all(&self) -> Vec<Value> {
        let mut pages = vec![self.inputs()];
        if let Some(question) = &self.flow.confirmation {
            pages.push(self.question(question));
        }
        for (place, call) in self.flow.calls.iter().enumerate() {
            pages.push(self.call(place, call));
            pages.push(self.refusals(place, call));
        }
        pages
    }

    /// Looks the inputs up, and asks for what is missing.
    fn inputs(&self) -> Value {
        let language = &self.flow.language;
        let set = |input: &super::flow::InputStep| {
            let value = match &input.source {
                Source::Context { .. } => return None,
                Source::Constant { value } => value.clone(),
                Source::MessageText => "$request.user-utterance".into(),
                Source::UserId => "$session.params.user_id".into(),
                Source::Locale => language.clone().into(),
                Source::Now => "$sys.func.NOW()".into(),
                Source::Expression { .. } => self.parameters.text(&input.expression, language).into(),
            };
            Some(Parameters::set(&self.parameters.name(&Origin::Input(input.name.clone())), value))
        };
        let mut actions: Vec<Value> = self.flow.inputs.iter().filter_map(set).collect();
        actions.push(Parameters::set(&self.parameters.status, Value::Null));
        actions.push(Parameters::set(&self.parameters.confirmed, Value::Null));
        let mut routes = Vec::new();
        let conditions = self.conditions(STATUS);
        for input in &self.flow.inputs {
            let value =
                format!("$session.params.{}", self.parameters.name(&Origin::Input(input.name.clone())));
            if input.required {
                let missing = Condition::When(format!("{value} = null OR {value} = \"\""));
                let own = self.flow.replies.get(StandardOutcome::MissingInput.id());
                match own {
                    None if !input.ask.is_empty() => {
                        let ask = Replies::saying(vec![self.replies.text(&input.ask)]);
                        routes.extend(route(&missing, ask, &start_page()));
                    }
                    _ => self.reply(StandardOutcome::MissingInput.id(), &missing, &conditions, &mut routes),
                }
            }
            if !input.allowed.is_empty() {
                let differs = input.allowed.iter().map(|allowed| {
                    let wanted = parameters::quoted(&engine::plain(allowed));
                    Condition::When(format!("{value} != {wanted}"))
                });
                let there = Condition::When(format!("{value} != null"));
                let wrong = all(std::iter::once(there).chain(differs));
                self.reply(StandardOutcome::BadInput.id(), &wrong, &conditions, &mut routes);
            }
        }
        let next = if self.flow.confirmation.is_some() {
            format!("{}-confirm", self.name)
        } else {
            self.call_page(0)
        };
        routes.push(json!({"condition": "true", "targetPage": page_of(&next)}));
        json!({
            "displayName": self.name,
            "entryFulfillment": {"setParameterActions": actions},
            "transitionRoutes": routes,
        })
    }

    /// Asks before a write.
    fn question(&self, question: &Question) -> Value {
        let confirmed = &self.parameters.confirmed;
        let ask = Replies::saying(vec![
            self.replies.text(&question.ask),
            json!({"message": {"payload": {"richContent": [[{"type": "chips", "options": [
                {"text": self.parameters.text(&question.yes, &self.flow.language)},
                {"text": self.parameters.text(&question.no, &self.flow.language)},
            ]}]]}}}),
        ]);
        let declined = if question.declined.is_empty() {
            json!({})
        } else {
            Replies::saying(vec![self.replies.text(&question.declined)])
        };
        let yes = Condition::When(format!("$session.params.{confirmed} = \"yes\""));
        let no = Condition::When(format!("$session.params.{confirmed} = \"no\""));
        let routes: Vec<Value> = route(&no, declined, &start_page())
            .into_iter()
            .chain(route(&yes, json!({}), &page_of(&self.call_page(0))))
            .collect();
        json!({
            "displayName": format!("{}-confirm", self.name),
            "form": {"parameters": [{
                "displayName": confirmed,
                "required": true,
                "entityType": format!("{AGENT}/entityTypes/{}-answer", self.name),
                "fillBehavior": {"initialPromptFulfillment": ask},
            }]},
            "transitionRoutes": routes,
        })
    }

    /// Calls, then decides.
    fn call(&self, place: usize, call: &CallStep) -> Value {
        let webhook = self.webhook_name(call);
        let clear = |output: &super::flow::OutputStep| {
            Parameters::set(&self.parameters.name(&Origin::Output(output.name.clone())), Value::Null)
        };
        let mut actions: Vec<Value> = call.outputs.iter().map(clear).collect();
        let mut encoded = Vec::new();
        let in_query = call.query.iter().flat_map(|field| &field.value);
        for piece in call.path.iter().chain(in_query) {
            let Piece::Chip(chip) = piece else { continue };
            let name = webhook::encoded_name(&self.parameters.name(&chip.reference.origin));
            if !encoded.contains(&name) {
                let value = self.parameters.text(&[Piece::Chip(chip.clone())], &self.flow.language);
                actions.push(Parameters::set(&name, format!("$sys.func.URL_ENCODE({value})")));
                encoded.push(name);
            }
        }
        let mut entry = json!({"webhook": format!("{AGENT}/webhooks/{webhook}"), "tag": webhook, "setParameterActions": actions});
        if let Some(waiting) = self.flow.waiting.as_ref().filter(|_| place == 0) {
            let words = Replies::saying(vec![self.replies.text(&waiting.text)]);
            for (key, value) in words.as_object().into_iter().flatten() {
                entry[key.as_str()] = value.clone();
            }
            entry["returnPartialResponses"] = true.into();
        }
        let conditions = self.conditions(STATUS);
        let mut routes = Vec::new();
        // Dialogflow takes every 2xx for a success; a design that does not has the others refused.
        let takes_all = (200..300).all(|status| call.statuses.iter().any(|range| range.contains(status)));
        if !takes_all || call.success != Test::Status(call.statuses.clone()) {
            let refused = Condition::When(format!("NOT ({})", expression(&conditions.of(&call.success))));
            for row in &call.refused {
                let condition = all([refused.clone(), conditions.of(&row.test)]);
                self.reply(&row.outcome, &condition, &conditions, &mut routes);
            }
        }
        self.decide(call.flaws.iter().chain(&call.understood), &conditions, &mut routes);
        if place + 1 < self.flow.calls.len() {
            let next = page_of(&self.call_page(place + 1));
            routes.push(json!({"condition": "true", "targetPage": next}));
        }
        json!({
            "displayName": self.call_page(place),
            "entryFulfillment": entry,
            "transitionRoutes": routes,
            "eventHandlers": self.handlers(place, call),
        })
    }

    /// What happens when no answer comes, or one with an error.
    fn handlers(&self, place: usize, call: &CallStep) -> Vec<Value> {
        let outcome = |kind: FailureKind| {
            let row = call.failures.iter().find(|row| row.test == Test::Failed(kind));
            row.map_or(StandardOutcome::Unreachable.id(), |row| row.outcome.as_str())
        };
        // A handler has no condition, so a reply that may lack a value gives way to the fallback reply at once.
        let handler = |event: &str, kind| {
            let reply = self.flow.reply(outcome(kind));
            let conditions = self.conditions(STATUS);
            let sure = self.replies.can_be_said(reply, &conditions) == Condition::Always;
            let said = self.replies.fulfillment(if sure { reply } else { &self.flow.fallback });
            json!({"event": event, "triggerFulfillment": said, "targetPage": start_page()})
        };
        let status = Parameters::set(&self.parameters.status, STATUS);
        vec![
            handler("webhook.error.timeout", FailureKind::TimedOut),
            handler("webhook.error.not-found", FailureKind::Unreachable),
            json!({
                "event": "webhook.error",
                "triggerFulfillment": {"setParameterActions": [status]},
                "targetPage": page_of(&format!("{}-refused", self.call_page(place))),
            }),
        ]
    }

    /// Answers that are no success, by their status.
    fn refusals(&self, place: usize, call: &CallStep) -> Value {
        let status = format!("$session.params.{}", self.parameters.status);
        let conditions = self.conditions(&status);
        let mut routes = Vec::new();
        let unknown = Condition::When(format!("{status} = null"));
        self.reply(StandardOutcome::Unreachable.id(), &unknown, &conditions, &mut routes);
        self.decide(call.refused.iter(), &conditions, &mut routes);
        json!({"displayName": format!("{}-refused", self.call_page(place)), "transitionRoutes": routes})
    }

    fn conditions(&self, status: &str) -> Conditions<'_> {
        Conditions { flow: self.flow, parameters: self.parameters, status: status.to_owned() }
    }

    fn decide<'d>(
        &self,
        rows: impl Iterator<Item = &'d Decision>,
        conditions: &Conditions<'_>,
        routes: &mut Vec<Value>,
    ) {
        for row in rows {
            self.reply(&row.outcome, &conditions.of(&row.test), conditions, routes);
        }
    }

    /// The routes of an outcome: its reply, or the fallback reply when a value is missing.
    fn reply(
        &self,
        outcome: &str,
        condition: &Condition,
        conditions: &Conditions<'_>,
        routes: &mut Vec<Value>,
    ) {
        let reply = self.flow.reply(outcome);
        let sayable = self.replies.can_be_said(reply, conditions);
        let said = all([condition.clone(), sayable.clone()]);
        routes.extend(route(&said, self.replies.fulfillment(reply), &start_page()));
        if sayable != Condition::Always {
            routes.extend(route(condition, self.replies.fulfillment(&self.flow.fallback), &start_page()));
        }
    }
}

fn start_page() -> String {
    page_of("START_PAGE")
}

fn expression(condition: &Condition) -> String {
    match condition {
        Condition::Always => "true".to_owned(),
        Condition::Never => "false".to_owned(),
        Condition::When(expression) => expression.clone(),
    }
}

/// A route; none for what never holds.
fn route(condition: &Condition, fulfillment: Value, target: &str) -> Option<Value> {
    if *condition == Condition::Never {
        return None;
    }
    let mut route = json!({"condition": expression(condition), "targetPage": target});
    if fulfillment.as_object().is_some_and(|parts| !parts.is_empty()) {
        route["triggerFulfillment"] = fulfillment;
    }
    Some(route)
}
