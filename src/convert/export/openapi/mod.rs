//! OpenAPI 3.1: a document of the calls for every system, for connectors, extensions and agents that call by themselves.

pub(super) mod operation;
mod rules;

use serde_json::{Map, Value, json};

use super::flow::{CallStep, Flow};
use super::{ExportError, Exported, FeatureKind as Kind, Ledger, Names, Order, Verdict};
use crate::model::{Authentication, KeyPlace};

/// A document for each system; a second one where two calls would have the same method and path.
pub(super) fn export(order: &Order<'_>) -> Result<Exported, ExportError> {
    let flows = order.flows()?;
    let mut exported = Exported::default();
    for document in documents(&flows) {
        exported.add(document.file_name(), document.text(order), "The calls, OpenAPI 3.1");
    }
    for flow in &flows {
        exported.report.extend(account(order, flow)?);
    }
    Ok(exported)
}

/// The calls of one system.
pub(super) struct Document<'a> {
    pub file: String,
    pub system: &'a str,
    pub base_url: &'a str,
    pub operations: Vec<Operation<'a>>,
}

/// One call under a name of its own.
pub(super) struct Operation<'a> {
    pub id: String,
    pub flow: &'a Flow,
    pub call: &'a CallStep,
}

/// The documents of all flows, in the order in which their systems are first called.
pub(super) fn documents(flows: &[Flow]) -> Vec<Document<'_>> {
    let (mut files, mut ids) = (Names::new(), Names::at_most(64));
    let mut documents: Vec<Document<'_>> = Vec::new();
    for flow in flows {
        for call in &flow.calls {
            let wanted =
                if flow.calls.len() == 1 { flow.id.clone() } else { format!("{}_{}", flow.id, call.id) };
            let operation = Operation { id: ids.give(&wanted), flow, call };
            let key = |known: &Operation<'_>| {
                (known.call.method, operation::template(known.call))
                    == (operation.call.method, operation::template(operation.call))
            };
            let fits = |known: &&mut Document<'_>| {
                known.base_url == call.base_url && !known.operations.iter().any(key)
            };
            if let Some(document) = documents.iter_mut().find(fits) {
                document.operations.push(operation);
            } else {
                documents.push(Document {
                    file: files.give(&call.connection),
                    system: &call.system,
                    base_url: &call.base_url,
                    operations: vec![operation],
                });
            }
        }
    }
    documents
}

impl Document<'_> {
    pub(super) fn file_name(&self) -> String {
        format!("{}.openapi.json", self.file)
    }

    pub(super) fn text(&self, order: &Order<'_>) -> String {
        serde_json::to_string_pretty(&self.value(order)).unwrap_or_default() + "\n"
    }

    fn value(&self, order: &Order<'_>) -> Value {
        let mut paths = Map::new();
        let (mut schemes, mut names) = (Map::new(), Names::new());
        let mut known: Vec<(&Authentication, String)> = Vec::new();
        for operation in &self.operations {
            let path = paths.entry(operation::template(operation.call)).or_insert_with(|| json!({}));
            let mut value = operation::value(operation);
            let authentication = &operation.call.authentication;
            value["security"] = match scheme(authentication) {
                None => json!([]),
                Some(scheme) => {
                    let earlier = known.iter().find(|(other, _)| *other == authentication);
                    let name = earlier.map_or_else(
                        || names.give(authentication.secret().unwrap_or_default()),
                        |(_, name)| name.clone(),
                    );
                    schemes.insert(name.clone(), scheme);
                    known.push((authentication, name.clone()));
                    let scopes = match authentication {
                        Authentication::OAuth2ClientCredentials { scopes, .. } => scopes.clone(),
                        _ => Vec::new(),
                    };
                    json!([{name: scopes}])
                }
            };
            path[operation.call.method.name().to_lowercase()] = value;
        }
        let mut document = json!({
            "openapi": "3.1.0",
            "info": {"title": self.system, "version": "1.0.0"},
            "servers": [{"url": self.base_url}],
            "paths": paths,
        });
        if !order.project.description.is_empty() {
            document["info"]["description"] = Value::from(order.project.description.clone());
        }
        if !schemes.is_empty() {
            document["components"] = json!({"securitySchemes": schemes});
        }
        document
    }
}

/// How a call proves who it is; nothing for what OpenAPI has no word for.
fn scheme(authentication: &Authentication) -> Option<Value> {
    Some(match authentication {
        Authentication::None | Authentication::Signature { .. } => return None,
        Authentication::ApiKey { place, name, .. } => {
            let place = match place {
                KeyPlace::Header => "header",
                KeyPlace::Query => "query",
                KeyPlace::Cookie => "cookie",
            };
            json!({"type": "apiKey", "in": place, "name": name})
        }
        Authentication::Basic { user, .. } => {
            json!({"type": "http", "scheme": "basic", "description": format!("The user is {user}")})
        }
        Authentication::Bearer { .. } => json!({"type": "http", "scheme": "bearer"}),
        Authentication::OAuth2ClientCredentials { token_url, scopes, .. } => {
            let scopes: Map<String, Value> =
                scopes.iter().map(|scope| (scope.clone(), Value::from(""))).collect();
            json!({"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": token_url, "scopes": scopes}}})
        }
        Authentication::MutualTls { .. } => json!({"type": "mutualTLS"}),
    })
}

fn account(order: &Order<'_>, flow: &Flow) -> Result<Vec<super::Line>, ExportError> {
    let mut ledger = Ledger::new(order, flow)?;
    ledger.kept(&[
        Kind::UsageHint,
        Kind::Request,
        Kind::ValueInPath,
        Kind::Query,
        Kind::OptionalParameter,
        Kind::Headers,
        Kind::Cookies,
        Kind::JsonBody,
        Kind::FormBody,
        Kind::TextBody,
        Kind::Contract,
        Kind::SuccessStatuses,
        Kind::InputKind,
        Kind::InputChoices,
        Kind::InputPattern,
        Kind::LocalAddress,
    ]);
    ledger.set(&[Kind::Input], &Verdict::kept_as("A parameter or field; whoever calls fills it"));
    ledger.set(&[Kind::InputQuestion], &Verdict::emulated("Stands in the description of the parameter"));
    ledger.set(&[Kind::Risk], &Verdict::emulated("x-openai-isConsequential asks before the call"));
    ledger.set(
        &[Kind::SeveralCalls],
        &Verdict::lost("Each call stands alone; the target arazzo keeps their order"),
    );
    ledger.set(
        &[Kind::Output, Kind::RequiredOutput, Kind::OutputKind],
        &Verdict::emulated("A field of the answer’s schema"),
    );
    ledger.set(
        &[Kind::StandardOutcome, Kind::OwnOutcome, Kind::Fallback, Kind::Trigger],
        &Verdict::lost("A document of calls has no conversation"),
    );
    ledger.decide(|feature| {
        (feature.kind == Kind::Authentication).then(|| {
            let known = flow.calls.iter().find(|call| call.authentication.secret() == Some(&feature.name));
            known
                .and_then(|call| scheme(&call.authentication))
                .map(|_| Verdict::kept_as("A security scheme; the platform asks for the value"))
                .unwrap_or_else(|| {
                    Verdict::blocked("authentication_dropped", "OpenAPI has no word for signatures")
                })
        })
    });
    ledger.set(
        &[Kind::SecretInText],
        &Verdict::blocked("secret_as_parameter", "It becomes a parameter, which platforms do not hide"),
    );
    rules::check(flow, &mut ledger);
    Ok(ledger.close())
}
