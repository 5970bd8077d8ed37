//! Whether a scenario ends as expected.

use jiff::Timestamp;
use serde_json::Value;

use super::{Conversation, Difference, RunResult};
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
    compare(integration, scenario, result).iter().map(Difference::to_string).collect()
}

/// As [`differences`], with the words apart so that those that differ can be marked. An empty expected outcome is not compared.
pub fn compare(integration: &Integration, scenario: &Scenario, result: &RunResult) -> Vec<Difference> {
    let expect = &scenario.expect;
    let mut differences = Vec::new();
    let mut other = |sentence: String| differences.push(Difference::Other(sentence));
    if !expect.outcome.is_empty() && result.outcome != expect.outcome {
        other(format!(
            "It should end in “{}” and ended in “{}” ({})",
            integration.outcome_name(&expect.outcome),
            result.outcome_name,
            result.because
        ));
    }
    let words = result.words();
    let all = words.join("\n");
    for part in expect.contains.iter().filter(|part| !all.contains(part.as_str())) {
        other(format!("The words “{part}” should be in “{all}”"));
    }
    let queue = result.handoff.as_ref().map(|handoff| handoff.queue.as_str());
    if expect.handoff.is_some() && expect.handoff.as_deref() != queue {
        other(format!(
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
            other(format!("The request should carry {body} and carried {sent}"));
        }
    }
    if !says_as_expected(&expect.says, &words) {
        let at = differences.len().min(1);
        let (expected, said) = (expect.says.join(" / "), words.join(" / "));
        differences.insert(at, Difference::Words { expected, said });
    }
    differences
}

/// One expected text may also be the words of all messages, as a cell of a table holds them.
fn says_as_expected(expected: &[String], said: &[String]) -> bool {
    match expected {
        [] => true,
        [all] => said == expected || *all == said.join("\n"),
        _ => said == expected,
    }
}
