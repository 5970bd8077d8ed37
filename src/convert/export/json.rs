//! Our own document for one environment: no samples, no scenarios, no examples, no notes.

use std::sync::Arc;

use super::{ExportError, Exported};
use crate::model::{Integration, Project};

/// The config that platforms load: the same document as a project file, without the parts that only the design needs.
pub(super) fn export(project: &Project, environment: Option<&str>) -> Result<Exported, ExportError> {
    let mut project = project.clone();
    if let Some(id) = environment {
        keep_environment(&mut project, id)?;
    }
    project.notes.clear();
    for variable in &mut project.context {
        variable.example = None;
    }
    for integration in &mut project.integrations {
        strip(Arc::make_mut(integration));
    }
    let name = file_name(&project.name);
    let text = serde_json::to_string_pretty(&project).unwrap_or_default() + "\n";
    Ok(Exported { files: vec![(name, text)], findings: Vec::new() })
}

fn keep_environment(project: &mut Project, id: &str) -> Result<(), ExportError> {
    if project.environment(id).is_none() {
        return Err(ExportError::Environment(id.to_owned()));
    }
    project.environments.retain(|environment| environment.id == id);
    for connection in &mut project.connections {
        connection.base_urls.retain(|environment, _| environment == id);
    }
    Ok(())
}

fn strip(integration: &mut Integration) {
    integration.samples.clear();
    integration.scenarios.clear();
    integration.notes.clear();
    for input in &mut integration.inputs {
        input.example = None;
    }
}

/// `Customer service bot` is `customer-service-bot.config.json`.
fn file_name(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    let words: Vec<_> = plain.split_whitespace().collect();
    let stem = if words.is_empty() { "hookwright".to_owned() } else { words.join("-") };
    format!("{stem}.config.json")
}
