//! A Postman collection (2.1): a folder for each integration, keys and values as variables, saved answers as examples.
//!
//! Postman puts variables into a request as they are. A script before each request therefore writes every value for the place
//! where it stands, into a variable of its own: `{{email}}` inside JSON, `{{number_in_path}}`, `{{since_in_query}}`. Notes in
//! that script say which variables are inputs and which are keys, see `convert/handed_on`.

mod account;
mod behaviour;
mod body;
mod item;
mod proof;
mod script;

use serde_json::{Value, json};

use super::flow::Flow;
use super::notes::Notes;
use super::{ExportError, Exported, Names, Order};
use item::Writer;

/// One collection for the whole project.
pub(super) fn export(order: &Order<'_>) -> Result<Exported, ExportError> {
    let flows = order.flows()?;
    let mut variables: Vec<(String, Value)> = Vec::new();
    let folders: Vec<Value> = flows.iter().map(|flow| folder(order, flow, &mut variables)).collect();
    let variable = |(key, value): &(String, Value)| json!({"key": key, "value": value, "type": "string"});
    let collection = json!({
        "info": {
            "name": order.project.name,
            "description": order.project.description,
            "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
        },
        "item": folders,
        "variable": variables.iter().map(variable).collect::<Vec<_>>(),
    });
    let mut exported = Exported::default();
    let name = Names::new().give(&order.project.name);
    let text = serde_json::to_string_pretty(&collection).unwrap_or_default() + "\n";
    exported.add(format!("{name}.postman_collection.json"), text, "Collection 2.1, ready to import");
    for flow in &flows {
        exported.report.extend(account::account(order, flow)?);
    }
    Ok(exported)
}

fn folder(order: &Order<'_>, flow: &Flow, variables: &mut Vec<(String, Value)>) -> Value {
    let mut notes = Notes::new(order, flow, variable);
    flow.secrets().iter().for_each(|secret| notes.secret(secret));
    let calls = flow.calls.iter().map(|call| {
        let mut writer = Writer { flow, notes: notes.clone(), prepared: Vec::new(), variables };
        writer.item(order, call)
    });
    json!({"name": flow.name, "description": flow.usage_hint, "item": calls.collect::<Vec<_>>()})
}

/// The name of a variable of the collection.
fn variable(name: &str) -> String {
    name.replace(['.', '-'], "_")
}
