//! OpenAPI: a document of the calls for every system, for connectors, extensions and agents that call by themselves.

mod account;
mod definitions;
pub(super) mod operation;
mod rules;
mod scheme;
mod version;
mod written;

use serde_json::{Map, Value, json};

use super::flow::{CallStep, Flow};
use super::{ExportError, Exported, Names, Order};
use crate::model::Authentication;
use scheme::scheme;
pub(super) use version::Version;

/// A document for each system; a second one where two calls would have the same method and path.
pub(super) fn export(order: &Order<'_>, version: Version) -> Result<Exported, ExportError> {
    let flows = order.flows()?;
    let mut exported = Exported::default();
    for document in documents(&flows) {
        let about = format!("The calls, OpenAPI {}", version.short());
        exported.add(document.file_name(), document.text(order, version), &about);
    }
    for flow in &flows {
        exported.report.extend(account::account(order, flow, version)?);
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

    pub(super) fn text(&self, order: &Order<'_>, version: Version) -> String {
        let mut document = self.value(order, version);
        definitions::gather(&mut document);
        version.write(&mut document);
        serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
    }

    fn value(&self, order: &Order<'_>, version: Version) -> Value {
        let mut paths = Map::new();
        let (mut schemes, mut names) = (Map::new(), Names::new());
        let mut known: Vec<(&Authentication, String)> = Vec::new();
        for operation in &self.operations {
            let path = paths.entry(operation::template(operation.call)).or_insert_with(|| json!({}));
            let mut value = operation::value(order, operation);
            let authentication = &operation.call.authentication;
            value["security"] = match scheme(authentication, version) {
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
            "openapi": version.number(),
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
