//! Arazzo 1.0.1: a workflow for every integration, over the OpenAPI documents of its calls.

mod account;
mod criteria;

use serde_json::{Map, Value, json};

use self::criteria::Criteria;
use super::flow::{BodyStep, CallStep, Chip, Field, Flow, JsonNode, Origin, OutputStep, Piece, Reference};
use super::openapi::operation::path_name;
use super::openapi::{Document, Version, documents};
use super::variables::Variables;
use super::{ExportError, Exported, Names, Order, schema};
use crate::engine;
use crate::model::{Authentication, KeyPlace, RetryCause, StandardOutcome};

/// The documents of the calls, and a document of workflows for each integration.
pub(super) fn export(order: &Order<'_>) -> Result<Exported, ExportError> {
    let flows = order.flows()?;
    let documents = documents(&flows);
    let mut exported = Exported::default();
    for document in &documents {
        exported.add(document.file_name(), document.text(order, Version::V31), "The calls, OpenAPI 3.1");
    }
    let mut names = Names::at_most(60);
    for flow in &flows {
        let name = names.give(&flow.id);
        let workflow = Workflow { flow, variables: Variables::new(flow), documents: &documents };
        let text = serde_json::to_string_pretty(&workflow.document(&name)).unwrap_or_default() + "\n";
        exported.add(format!("{name}.arazzo.json"), text, "The calls in their order, Arazzo 1.0.1");
        exported.report.extend(account::lines(order, flow)?);
    }
    Ok(exported)
}

/// An integration as a workflow.
struct Workflow<'a> {
    flow: &'a Flow,
    variables: Variables,
    documents: &'a [Document<'a>],
}

impl Workflow<'_> {
    fn document(&self, name: &str) -> Value {
        let flow = self.flow;
        let sources = self
            .documents
            .iter()
            .filter(|document| document.operations.iter().any(|operation| operation.flow.id == flow.id));
        let source = |document: &Document<'_>| json!({"name": document.file, "type": "openapi", "url": document.file_name()});
        let summary: String = flow.name.chars().take(120).collect();
        let steps: Vec<Value> = flow.calls.iter().map(|call| self.step(call)).collect();
        let mut workflow = json!({
            "workflowId": name,
            "summary": summary,
            "inputs": self.inputs(),
            "steps": steps,
        });
        if !flow.usage_hint.is_empty() {
            workflow["description"] = flow.usage_hint.clone().into();
        }
        let mut outputs = Map::new();
        for output in flow.calls.iter().flat_map(|call| &call.outputs).filter(|output| is_given(flow, output))
        {
            let origin = Origin::Output(output.name.clone());
            outputs.insert(self.variables.name(&origin), self.expression(&Reference::whole(origin)).into());
        }
        if !outputs.is_empty() {
            workflow["outputs"] = outputs.into();
        }
        json!({
            "arazzo": "1.0.1",
            "info": {"title": summary, "version": "1.0.0"},
            "sourceDescriptions": sources.map(source).collect::<Vec<_>>(),
            "workflows": [workflow],
        })
    }

    fn inputs(&self) -> Value {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for input in &self.flow.inputs {
            let name = self.variables.name(&Origin::Input(input.name.clone()));
            let mut schema = schema::of_input(input);
            // Runners are strict about formats that they do not know, and know none but the one for secrets.
            if let Some(schema) = schema.as_object_mut() {
                schema.remove("format");
            }
            if let crate::model::Source::Constant { value } = &input.source {
                schema["default"] = value.clone();
            } else if input.required {
                required.push(name.clone());
            }
            properties.insert(name, schema);
        }
        for fact in self.flow.context_names() {
            let name = self.variables.name(&Origin::Context(fact.clone()));
            properties.entry(name).or_insert_with(|| json!({"type": "string", "description": fact}));
        }
        for secret in self.flow.secrets() {
            let name = self.variables.name(&Origin::Secret(secret.clone()));
            required.push(name.clone());
            let what = format!("The key {secret}; {}", self.key_holds(&secret));
            properties.insert(name, json!({"type": "string", "format": "password", "description": what}));
        }
        json!({"type": "object", "properties": properties, "required": required})
    }

    fn key_holds(&self, secret: &str) -> &'static str {
        let call = self.flow.calls.iter().find(|call| call.authentication.secret() == Some(secret));
        match call.map(|call| &call.authentication) {
            Some(Authentication::Basic { .. }) => "user and password with a colon between them, in base64",
            Some(Authentication::OAuth2ClientCredentials { .. }) => "an access token, fetched before",
            _ => "the key itself",
        }
    }

    fn step(&self, call: &CallStep) -> Value {
        let operations = self
            .documents
            .iter()
            .flat_map(|document| document.operations.iter().map(move |operation| (document, operation)));
        let mut found =
            operations.filter(|(_, known)| known.flow.id == self.flow.id && known.call.id == call.id);
        let operation = found.next().map_or_else(String::new, |(document, operation)| {
            format!("$sourceDescriptions.{}.{}", document.file, operation.id)
        });
        let criteria = Criteria { workflow: self, call };
        let mut step = json!({
            "stepId": step_id(call),
            "operationId": operation,
            "successCriteria": criteria.success(),
        });
        let parameters = self.parameters(call);
        if !parameters.is_empty() {
            step["parameters"] = parameters.into();
        }
        let payload = match &call.body {
            BodyStep::None => None,
            BodyStep::Json(node) => Some(self.node(node)),
            BodyStep::Form(fields) => {
                let field = |field: &Field| (field.name.clone(), Value::from(self.text(&field.value)));
                Some(Value::Object(fields.iter().map(field).collect()))
            }
            BodyStep::Text { text, .. } => Some(self.text(text).into()),
        };
        if let Some(payload) = payload {
            step["requestBody"] = json!({"contentType": call.content_type, "payload": payload});
        }
        let outputs: Map<String, Value> = call
            .outputs
            .iter()
            .filter(|output| is_given(self.flow, output))
            .filter_map(|output| {
                let pointer = criteria::pointer(output)?;
                let name = self.variables.name(&Origin::Output(output.name.clone()));
                Some((name, format!("$response.body#{pointer}").into()))
            })
            .collect();
        if !outputs.is_empty() {
            step["outputs"] = outputs.into();
        }
        let (reached, failed) = (criteria.reached(), self.failed(call, &criteria));
        if !reached.is_empty() {
            step["onSuccess"] = reached.into();
        }
        if !failed.is_empty() {
            step["onFailure"] = failed.into();
        }
        step
    }

    /// Second tries first, then an end for every outcome of a failure.
    fn failed(&self, call: &CallStep, criteria: &Criteria<'_>) -> Vec<Value> {
        let mut actions = Vec::new();
        let tries = [
            (RetryCause::RateLimited, "$statusCode == 429"),
            (RetryCause::ServerError, "$statusCode >= 500"),
        ];
        for (cause, condition) in tries {
            if call.repetitions > 0 && call.policy.retries.on.contains(&cause) {
                let after: Value =
                    engine::seconds(call.policy.retries.backoff_ms).parse::<f64>().unwrap_or(1.0).into();
                actions.push(json!({
                    "name": format!("retry-{}", actions.len() + 1),
                    "type": "retry",
                    "retryAfter": after,
                    "retryLimit": call.repetitions,
                    "criteria": [{"condition": condition}],
                }));
            }
        }
        actions.extend(criteria.refused());
        actions
    }

    fn parameters(&self, call: &CallStep) -> Vec<Value> {
        let mut parameters: Vec<Value> = Vec::new();
        let chips = call.path.iter().filter(|piece| matches!(piece, Piece::Chip(_)));
        for (number, chip) in chips.enumerate() {
            let value = self.text(std::slice::from_ref(chip));
            parameters.push(json!({"name": path_name(call, number), "in": "path", "value": value}));
        }
        for (place, fields) in [("query", &call.query), ("header", &call.headers), ("cookie", &call.cookies)]
        {
            for field in fields {
                let value = self.text(&field.value);
                parameters.push(json!({"name": field.name, "in": place, "value": value}));
            }
        }
        let mut prove = |name: &str, place: &str, before: &str, secret: &String| {
            let value =
                format!("{before}{{{}}}", self.expression(&Reference::whole(Origin::Secret(secret.clone()))));
            parameters.push(json!({"name": name, "in": place, "value": value}));
        };
        match &call.authentication {
            Authentication::Bearer { secret } | Authentication::OAuth2ClientCredentials { secret, .. } => {
                prove("Authorization", "header", "Bearer ", secret);
            }
            Authentication::Basic { secret, .. } => prove("Authorization", "header", "Basic ", secret),
            Authentication::ApiKey { secret, place, name } => {
                let place = match place {
                    KeyPlace::Header => "header",
                    KeyPlace::Query => "query",
                    KeyPlace::Cookie => "cookie",
                };
                prove(name, place, "", secret);
            }
            Authentication::None | Authentication::MutualTls { .. } | Authentication::Signature { .. } => {}
        }
        parameters
    }

    /// The runtime expression of a value.
    fn expression(&self, reference: &Reference) -> String {
        let name = self.variables.name(&reference.origin);
        let rest: String = reference.path.iter().map(|step| format!(".{step}")).collect();
        let of_call = |output: &str| {
            let mut calls = self.flow.calls.iter();
            calls.find(|call| call.outputs.iter().any(|known| known.name == output)).map(step_id)
        };
        match &reference.origin {
            Origin::Output(output) => match of_call(output) {
                Some(step) => format!("$steps.{step}.outputs.{name}{rest}"),
                None => format!("$inputs.{name}{rest}"),
            },
            _ => format!("$inputs.{name}{rest}"),
        }
    }

    /// A text; a chip alone is its expression, others stand in braces.
    fn text(&self, text: &[Piece]) -> String {
        match text {
            [Piece::Chip(chip)] => self.expression(&chip.reference),
            _ => {
                let piece = |piece: &Piece| match piece {
                    Piece::Literal(text) => text.clone(),
                    Piece::Chip(chip) => format!("{{{}}}", self.expression(&chip.reference)),
                };
                text.iter().map(piece).collect()
            }
        }
    }

    fn node(&self, node: &JsonNode) -> Value {
        match node {
            JsonNode::Object(fields) => fields
                .iter()
                .map(|(name, node)| (name.clone(), self.node(node)))
                .collect::<Map<_, _>>()
                .into(),
            JsonNode::Array(items) => items.iter().map(|item| self.node(item)).collect(),
            JsonNode::Chip(Chip { reference, .. }) => self.expression(reference).into(),
            JsonNode::Text(text) => self.text(text).into(),
            JsonNode::Literal(value) => value.clone(),
        }
    }
}

/// Whether a value is an output of its step. Runners stop at one that is not there, so it is one when it must be there, or when
/// a later call needs it.
fn is_given(flow: &Flow, output: &OutputStep) -> bool {
    let origin = Origin::Output(output.name.clone());
    let used =
        || flow.calls.iter().flat_map(CallStep::references).any(|reference| reference.origin == origin);
    criteria::pointer(output).is_some() && (output.required || used())
}

/// Names of steps are letters, digits, `-` and `_` (Arazzo 1.0.1, 4.6.5).
fn step_id(call: &CallStep) -> String {
    call.id
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' })
        .collect()
}

/// The name of an action for an outcome; several rows may lead to it.
fn action_name(outcome: &str, place: usize) -> String {
    let is_standard = StandardOutcome::from_id(outcome).is_some();
    let plain: String = outcome.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let kind = if is_standard { "" } else { "own_" };
    format!("{kind}{plain}_{place}")
}
