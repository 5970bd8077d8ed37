//! Whether a scenario ends as expected.

use jiff::Timestamp;
use serde_json::Value;

use super::{Conversation, RunResult};
use crate::model::{Answer, Integration, Project, Scenario};

/// The conversation that a scenario describes.
pub fn conversation(project: &Project, scenario: &Scenario, now: Timestamp) -> Conversation {
    let mut conversation = Conversation::new(project, scenario.context.clone(), now);
    conversation.message.clone_from(&scenario.message);
    if let Some(language) = &scenario.language {
        conversation.language.clone_from(language);
    }
    if let Some(channel) = scenario.channel {
        conversation.channel = channel;
    }
    conversation
}

/// Whether the scenario can be played without a network.
pub fn is_offline(scenario: &Scenario) -> bool {
    !scenario.answers.contains(&Answer::Live)
}

/// What is different from what was expected, each as a sentence; empty when the scenario passes.
pub fn differences(integration: &Integration, scenario: &Scenario, result: &RunResult) -> Vec<String> {
    let expect = &scenario.expect;
    let mut differences = Vec::new();
    if result.outcome != expect.outcome {
        differences.push(format!(
            "It should end in “{}” and ended in “{}” ({})",
            integration.outcome_name(&expect.outcome),
            result.outcome_name,
            result.because
        ));
    }
    let words = result.words();
    if !expect.says.is_empty() && words != expect.says {
        differences.push(format!(
            "The bot should say “{}” and said “{}”",
            expect.says.join(" / "),
            words.join(" / ")
        ));
    }
    let all = words.join("\n");
    for part in expect.contains.iter().filter(|part| !all.contains(part.as_str())) {
        differences.push(format!("The words “{part}” should be in “{all}”"));
    }
    let queue = result.handoff.as_ref().map(|handoff| handoff.queue.as_str());
    if expect.handoff.is_some() && expect.handoff.as_deref() != queue {
        differences.push(format!(
            "The customer should be passed to “{}” and was {}",
            expect.handoff.as_deref().unwrap_or_default(),
            queue.map_or_else(|| "not passed on".to_owned(), |queue| format!("passed to “{queue}”"))
        ));
    }
    if let Some(body) = &expect.request_body {
        let sent =
            result.calls.last().and_then(|call| serde_json::from_str::<Value>(&call.request.body).ok());
        if sent.as_ref() != Some(body) {
            let sent = sent.map_or_else(|| "nothing".to_owned(), |sent| sent.to_string());
            differences.push(format!("The request should carry {body} and carried {sent}"));
        }
    }
    differences
}
