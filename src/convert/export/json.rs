//! Our own document for one environment: no samples, no scenarios, no examples, no notes.

use std::sync::Arc;

use super::{ExportError, Exported, Fate, Line, Order};
use crate::model::{Integration, Part, Place, Project};

/// The config that platforms load: the same document as a project file, without the parts that only the design needs.
pub(super) fn export(order: &Order<'_>) -> Result<Exported, ExportError> {
    let mut project = order.project.clone();
    project.integrations = order.integrations()?.to_vec();
    let mut exported = Exported::default();
    for integration in &project.integrations {
        exported.report.extend(lines(integration));
    }
    if let Some(id) = order.environment {
        keep_environment(&mut project, id);
    }
    project.notes.clear();
    for variable in &mut project.context {
        variable.example = None;
    }
    for integration in &mut project.integrations {
        strip(Arc::make_mut(integration));
    }
    let text = serde_json::to_string_pretty(&project).unwrap_or_default() + "\n";
    exported.add(file_name(&project.name), text, "The config that platforms load");
    Ok(exported)
}

fn keep_environment(project: &mut Project, id: &str) {
    project.environments.retain(|environment| environment.id == id);
    for connection in &mut project.connections {
        connection.base_urls.retain(|environment, _| environment == id);
    }
}

fn lines(integration: &Integration) -> Vec<Line> {
    let line = |fate, subject: &str, detail: &str, code: &str| Line {
        fate,
        subject: subject.to_owned(),
        detail: detail.to_owned(),
        place: Place::new(&integration.id, Part::Whole, ""),
        code: code.to_owned(),
    };
    let mut lines =
        vec![line(Fate::Kept, "Everything that a run needs", "It is the same document", "integration")];
    if !integration.samples.is_empty() || !integration.scenarios.is_empty() {
        let detail = "They stay in the project and run from the command line";
        lines.push(line(Fate::Lost, "Saved answers and scenarios", detail, "tests"));
    }
    if !integration.notes.is_empty() {
        lines.push(line(Fate::Lost, "Notes", "They stay in the project", "notes"));
    }
    lines
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
