//! Changes of the scenarios of the project, each a step of undo.

use std::sync::Arc;

use serde_json::Map;

use super::scenarios::sent_body;
use super::{Notice, ScenarioAction, ScenarioKey, State};
use crate::engine::{Conversation, RunResult, insert};
use crate::model::{Answer, Expectation, Integration, Scenario, Source};

impl State {
    pub(super) fn change_scenarios(&mut self, action: &ScenarioAction) {
        let before = self.project.clone();
        let label = match action {
            ScenarioAction::Add(integration) => self.add_scenario(integration),
            ScenarioAction::Delete(key) => self.delete_scenario(key),
            ScenarioAction::Duplicate(key) => self.duplicate_scenario(key),
            ScenarioAction::Expect(key) => self.expect_what_happened(key),
            ScenarioAction::KeepRows => self.keep_rows(),
            _ => return,
        };
        self.history.note_step(&before, &label);
        self.settled = self.project.clone();
        self.derive();
    }

    fn design_of(&mut self, integration: &str) -> Option<&mut Integration> {
        let found = self.project.integrations.iter_mut().find(|each| each.id == integration)?;
        Some(Arc::make_mut(found))
    }

    fn add_scenario(&mut self, integration: &str) -> String {
        let Some(design) = self.project.integration(integration) else { return String::new() };
        let example = Conversation::example(&self.project, design, self.now);
        let first = design.outcomes.first().map_or("success", |outcome| &outcome.id);
        let scenario = Scenario {
            name: free_name(design, "New scenario"),
            context: used_facts(design, &example),
            answers: design
                .samples
                .first()
                .map(|sample| Answer::Sample(sample.id.clone()))
                .into_iter()
                .collect(),
            expect: Expectation { outcome: first.to_owned(), ..Expectation::default() },
            ..Scenario::default()
        };
        let index = design.scenarios.len();
        if let Some(design) = self.design_of(integration) {
            design.scenarios.push(scenario);
        }
        self.scenarios.open = Some(ScenarioKey { integration: integration.to_owned(), index });
        "New scenario".to_owned()
    }

    fn delete_scenario(&mut self, key: &ScenarioKey) -> String {
        let Some(design) = self.design_of(&key.integration) else { return String::new() };
        if key.index < design.scenarios.len() {
            let gone = design.scenarios.remove(key.index);
            self.notice = Some(Notice::undoable(format!("“{}” is deleted", gone.name)));
        }
        self.scenarios.open = None;
        "Deletion of a scenario".to_owned()
    }

    fn duplicate_scenario(&mut self, key: &ScenarioKey) -> String {
        let Some(design) = self.design_of(&key.integration) else { return String::new() };
        if let Some(scenario) = design.scenarios.get(key.index) {
            let copy = Scenario { name: free_name(design, &scenario.name), ..scenario.clone() };
            design.scenarios.insert(key.index + 1, copy);
        }
        "Copy of a scenario".to_owned()
    }

    fn expect_what_happened(&mut self, key: &ScenarioKey) -> String {
        let result = self.scenarios.results.get(key).and_then(|known| known.result.clone());
        let design = self.design_of(&key.integration);
        let scenario = design.and_then(|design| design.scenarios.get_mut(key.index));
        if let Some((result, scenario)) = result.zip(scenario) {
            let (happened, expect) = (expectation(&result), &mut scenario.expect);
            expect.outcome = happened.outcome;
            let all = happened.says.join("\n");
            expect.contains.retain(|part| all.contains(part.as_str()));
            if !expect.says.is_empty() || expect.contains.is_empty() {
                expect.says = happened.says;
            }
            expect.handoff = happened.handoff.filter(|_| expect.handoff.is_some());
            expect.request_body = happened.request_body.filter(|_| expect.request_body.is_some());
        }
        "What a scenario expects".to_owned()
    }

    fn keep_rows(&mut self) -> String {
        let Some(data) = self.scenarios.data.take() else { return String::new() };
        let kept: Vec<Scenario> = data.cases.iter().filter_map(|case| case.scenario.clone().ok()).collect();
        self.notice = Some(Notice::undoable(format!("{} scenarios are kept in the project", kept.len())));
        if let Some(design) = self.design_of(&data.integration) {
            design.scenarios.extend(kept);
        }
        "Scenarios from a table".to_owned()
    }
}

/// What happened, as what must follow.
fn expectation(result: &RunResult) -> Expectation {
    Expectation {
        outcome: result.outcome.clone(),
        says: result.words(),
        contains: Vec::new(),
        handoff: result.handoff.as_ref().map(|handoff| handoff.queue.clone()),
        request_body: sent_body(result),
    }
}

/// The facts that the inputs take; nothing else of the conversation belongs into a file.
pub(super) fn used_facts(
    integration: &Integration,
    conversation: &Conversation,
) -> Map<String, serde_json::Value> {
    let mut facts = Map::new();
    for input in &integration.inputs {
        if let Source::Context { name } = &input.source
            && let Some(value) = conversation.fact(name)
        {
            insert(&mut facts, name, value.clone());
        }
    }
    facts
}

/// `name`, or `name 2` …, whichever is not taken.
pub(super) fn free_name(integration: &Integration, name: &str) -> String {
    let taken = |name: &str| integration.scenarios.iter().any(|known| known.name == name);
    let numbered = (2..).map(|number| format!("{name} {number}"));
    std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
}
