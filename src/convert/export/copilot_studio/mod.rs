//! Copilot Studio: a topic in YAML for every integration, as its code editor takes it. Everything that is worked out is Power Fx.

mod account;
mod answer;
mod inputs;
mod json_text;
mod limits;
mod names;
mod power_fx;
mod replies;
mod request;
mod search;
mod topic;
mod types;
mod yaml;

use super::flow::Flow;
use super::{ExportError, Exported, Names, Order};

/// The companion file that names the environment variables.
const VARIABLES_FILE: &str = "environment-variables.md";

/// A topic for each integration, and the names of the environment variables.
pub(super) fn export(order: &Order<'_>) -> Result<Exported, ExportError> {
    let flows = order.flows()?;
    let mut exported = Exported::default();
    let mut names = Names::new();
    for flow in &flows {
        let text = yaml::document(&topic::topic(flow));
        exported.add(format!("{}.mcs.yml", names.give(&flow.id)), text, "The topic, for the code editor");
        exported.report.extend(account::account(order, flow)?);
    }
    let mut secrets: Vec<String> = flows.iter().flat_map(Flow::secrets).collect();
    secrets.sort();
    secrets.dedup();
    if !secrets.is_empty() {
        let mut text = "# Environment variables\n\nMake these in Power Apps, with the data type Secret, and publish the topic \
                        afterwards. Where your publisher puts a prefix before the name, write it in the topic too.\n\n"
            .to_owned();
        for name in secrets {
            text.push_str(&format!("- `{}`\n", names::identifier(&name)));
        }
        exported.add(VARIABLES_FILE, text, "Names of the secrets; their values are yours to set");
    }
    Ok(exported)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Project;

    fn topic(project: &str) -> String {
        let project: Project = serde_json::from_str(project).unwrap();
        let exported = export(&Order::new(&project)).unwrap();
        exported.files.into_iter().next().unwrap().text
    }

    #[test]
    fn a_body_keeps_its_kinds() {
        let topic = topic(include_str!("../../../../tests/data/nasty.hookwright.json"));
        let content = topic.lines().find(|line| line.trim_start().starts_with("content: ")).unwrap();
        // A number without quotes, a null, and a text with the escapes of JSON.
        assert!(
            content.contains("\"\"count\"\":\" & Text(Topic.count, \"0.##########\", \"en-US\")"),
            "{content}"
        );
        assert!(content.contains("[1.5,null,true,"), "{content}");
        assert!(content.contains("Substitute("), "{content}");
    }

    #[test]
    fn secrets_are_references() {
        let topic = topic(include_str!("../../../../projects/subscription.hookwright.json"));
        assert!(topic.contains("Authorization: =\"Bearer \" & Env.crm_token\n"), "{topic}");
        assert!(topic.contains("latencyMessageDelayInMilliseconds: 1500\n"), "{topic}");
        assert!(topic.contains("requestTimeoutInMilliseconds: 5000\n"), "{topic}");
    }
}
