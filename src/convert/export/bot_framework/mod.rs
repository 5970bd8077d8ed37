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
mod search;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::export::{Fate, FeatureKind};
    use crate::model::Project;

    fn exported(project: &str) -> Exported {
        let project: Project = serde_json::from_str(project).unwrap();
        export(&Order::new(&project)).unwrap()
    }

    #[test]
    fn a_key_that_could_travel_is_blocked() {
        let exported = exported(include_str!("../../../../projects/order-status.hookwright.json"));
        let blocked: Vec<&str> = exported.blocked(&[]).map(|line| line.code.as_str()).collect();
        assert_eq!(blocked, ["key_follows_redirect"]);
    }

    #[test]
    fn what_the_runtime_cannot_do_is_said() {
        let exported = exported(include_str!("../../../../projects/subscription.hookwright.json"));
        let fate = |kind: FeatureKind| {
            exported.report.iter().find(|line| line.code == kind.code()).map(|line| line.fate)
        };
        assert_eq!(fate(FeatureKind::TimeLimit), Some(Fate::Lost));
        assert_eq!(fate(FeatureKind::Contract), Some(Fate::Lost));
        assert_eq!(fate(FeatureKind::Waiting), Some(Fate::Emulated));
    }

    #[test]
    fn settings_have_names_and_no_values() {
        let exported = exported(include_str!("../../../../projects/subscription.hookwright.json"));
        let file = exported.files.iter().find(|file| file.name == SETTINGS_FILE).unwrap();
        let settings: Value = serde_json::from_str(&file.text).unwrap();
        assert_eq!(settings, json!({"secrets": {"crm_token": ""}}));
    }
}
