//! Bot Framework: an adaptive dialog (`.dialog`) with its words (`.lg`) for every integration, as Composer and the adaptive
//! runtimes of both SDKs load them.

mod account;
mod adaptive;
mod answer;
mod dialog;
mod generation;
mod inputs;
mod mocks;
mod names;
mod replies;
mod request;

use serde_json::{Map, Value, json};

use super::flow::Flow;
use super::{ExportError, Exported, Names, Order};

/// The companion file that names the settings.
const SETTINGS_FILE: &str = "appsettings.example.json";

/// A dialog and its words for each integration, mocks of its saved answers, and the names of the settings.
pub(super) fn export(order: &Order<'_>) -> Result<Exported, ExportError> {
    let flows = order.flows()?;
    let mut exported = Exported::default();
    let mut names = Names::new();
    for flow in &flows {
        let name = names.give(&flow.id);
        let (dialog, words) = dialog::dialog(flow, &name);
        exported.add(format!("{name}.dialog"), pretty(&dialog), "The dialog");
        exported.add(format!("{name}.lg"), words, "Its words");
        for (file, mocks) in mocks::scripts(order, flow, &name) {
            exported.add(file, pretty(&mocks), "A saved answer as a mock, for the test runner");
        }
        exported.report.extend(account::account(order, flow)?);
    }
    if let Some(settings) = settings(&flows) {
        exported.add(SETTINGS_FILE, pretty(&settings), "Names of the secrets; their values are yours to set");
    }
    Ok(exported)
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// The settings with nothing in them.
fn settings(flows: &[Flow]) -> Option<Value> {
    let secrets: Map<String, Value> = flows
        .iter()
        .flat_map(Flow::secrets)
        .map(|name| (names::identifier(&name), Value::from("")))
        .collect();
    (!secrets.is_empty()).then(|| json!({"secrets": secrets}))
}
