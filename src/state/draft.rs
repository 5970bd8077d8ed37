//! What a try leaves in the project: a sample, a scenario. Personal values are replaced, and shown before anything is kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::answer_work::{AnswerOrder, AnswerWork, Design};
use super::derived::setup;
use super::kept_call::headers_that_matter;
use super::scenario_changes::{free_name, used_facts};
use super::{Notice, State, TryIt};
use crate::engine::{CallRecord, Conversation, Replaced, RunResult, play_offline};
use crate::model::{
    Answer, Expectation, Fault, Header, Integration, Sample, SampleBody, Scenario, Source, StandardOutcome,
};

/// A sample, or a scenario with its samples, that a person looks at before it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// What it becomes.
    pub purpose: Purpose,
    /// Its name, as typed.
    pub name: String,
    /// The answers, one for each call that was answered.
    pub parts: Vec<DraftPart>,
    /// What stands in for each call that was not; nothing for those that a part answers.
    pub answers: Vec<Option<Answer>>,
    /// The customer of a scenario.
    pub seed: Seed,
}

/// The customer of a scenario, and how it is to end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seed {
    /// The values that were tried, by the input's name. Examples take the place of those that are personal.
    pub values: BTreeMap<String, String>,
    /// The input that was refused before anything was sent: its value is what the scenario is about, and stays.
    pub refused: Option<String>,
    /// Id and name of the outcome that it must end in; any when none.
    pub outcome: Option<(String, String)>,
}

/// What a draft becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A sample.
    Sample,
    /// A scenario, with the samples that it needs.
    Scenario,
}

/// The answer of one call.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftPart {
    /// The position of the call.
    pub position: usize,
    /// The call's id.
    pub call: String,
    /// The status.
    pub status: u16,
    /// The headers that matter.
    pub headers: Vec<Header>,
    /// The body without personal values; nothing as long as it is made.
    pub body: Option<SampleBody>,
    /// What was replaced.
    pub replaced: Vec<Replacement>,
    /// How many items of long lists were left out.
    pub left_out: usize,
}

/// A value that was replaced, and what a person wants there instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Replacement {
    /// What was replaced.
    pub made: Replaced,
    /// What is to stand there, as typed.
    pub text: String,
}

impl State {
    /// Begins a draft of one call's answer, or of a scenario of the whole run.
    pub(super) fn begin_draft(&mut self, purpose: Purpose, call: Option<usize>) -> Vec<AnswerOrder> {
        let Some(ended) = &self.try_it.ended else { return Vec::new() };
        let (Some(integration), Ok(result)) = (self.integration(), &ended.result) else { return Vec::new() };
        let seed = Seed {
            values: ended.values.clone(),
            refused: result.input.clone().filter(|_| result.calls.is_empty()),
            outcome: None,
        };
        if purpose == Purpose::Scenario
            && (!ended.live || result.calls.iter().all(|call| call.response.is_none()))
        {
            let answers = if ended.live { faults(result) } else { self.offline_answers() };
            self.add_drafted_scenario(&seed, &free_name(integration, &result.outcome_name), answers, &[]);
            return Vec::new();
        }
        let unanswered = result.calls.iter().zip(faults(result));
        let answers = unanswered.map(|(call, fault)| call.response.is_none().then_some(fault)).collect();
        let wanted = |position: &usize| call.is_none_or(|call| call == *position);
        let records = result.calls.iter().enumerate().filter(|(position, _)| wanted(position));
        let parts: Vec<DraftPart> = records.filter_map(|(position, record)| part(position, record)).collect();
        let inputs = result.inputs.clone();
        let name = match purpose {
            Purpose::Sample => unused(&result.outcome_name, |name| {
                integration.samples.iter().any(|known| known.name == *name)
            }),
            Purpose::Scenario => free_name(integration, &result.outcome_name),
        };
        let project = Arc::new(self.project.clone());
        let orders = parts.iter().filter_map(|part| {
            let design = Design {
                project: project.clone(),
                integration: integration.id.clone(),
                call: part.call.clone(),
            };
            let answer = self.try_it.came_back.get(part.position)?;
            Some(answer.order(part.position, AnswerWork::Cleanse { design, inputs: inputs.clone() }))
        });
        let orders = orders.collect();
        self.try_it.draft = Some(Draft { purpose, name, parts, answers, seed });
        orders
    }

    /// Takes the body that was made for a part.
    pub(super) fn fill_draft(
        &mut self,
        position: usize,
        body: SampleBody,
        replaced: Vec<Replaced>,
        left_out: usize,
    ) {
        let Some(draft) = &mut self.try_it.draft else { return };
        if let Some(part) = draft.parts.iter_mut().find(|part| part.position == position) {
            let shown = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let rows = replaced.into_iter().map(|made| Replacement { text: shown(&made.becomes), made });
            part.replaced = rows.collect();
            part.body = Some(body);
            part.left_out = left_out;
        }
    }

    /// Keeps the draft; each a step of undo.
    pub(super) fn keep_draft(&mut self) {
        let Some(mut draft) = self.try_it.draft.take_if(|draft| draft.is_ready()) else { return };
        draft.parts.iter_mut().for_each(DraftPart::apply_typed);
        let name =
            if draft.name.trim().is_empty() { "Sample".to_owned() } else { draft.name.trim().to_owned() };
        let Some(integration) = self.integration() else { return };
        let several = integration.calls.len() > 1;
        let mut new: Vec<Sample> = Vec::new();
        for part in &draft.parts {
            let made = part.sample(&name, several);
            let same = |known: &&Sample| {
                known.status == made.status && known.body == made.body && known.call == made.call
            };
            let known = integration.samples.iter().find(same).filter(|_| draft.purpose == Purpose::Scenario);
            let id = match known {
                Some(known) => known.id.clone(),
                None => {
                    let taken = |id: &String| {
                        integration.sample(id).is_some() || new.iter().any(|sample: &Sample| sample.id == *id)
                    };
                    let id = unused_id(&made.name, taken);
                    new.push(Sample { id: id.clone(), ..made });
                    id
                }
            };
            if let Some(place) = draft.answers.get_mut(part.position) {
                *place = Some(Answer::Sample(id));
            }
        }
        match draft.purpose {
            Purpose::Scenario => {
                let answers = draft.answers.iter().flatten().cloned().collect();
                self.add_drafted_scenario(&draft.seed, &name, answers, &new);
            }
            Purpose::Sample => {
                let chosen = new.first().map(|sample| sample.id.clone());
                self.step_of_design("New sample", |integration, _| integration.samples.extend(new));
                self.try_it.sample = chosen.or(self.try_it.sample.take());
                self.notice = Some(Notice::undoable(format!("“{name}” is kept as a sample")));
            }
        }
    }

    /// Adds a scenario that expects what these answers lead to, and the samples it needs.
    pub(super) fn add_drafted_scenario(
        &mut self,
        seed: &Seed,
        name: &str,
        answers: Vec<Answer>,
        samples: &[Sample],
    ) {
        let Some(base) = self.derived.conversation.clone() else { return };
        let Some(known) = self.project.integrations.iter().find(|each| each.id == self.view.integration)
        else {
            return;
        };
        let mut integration = known.as_ref().clone();
        integration.samples.extend_from_slice(samples);
        let conversation = self.invented_conversation(seed, &integration, &base);
        let played = play_offline(
            setup(&self.project, &Arc::new(integration.clone()), &self.view, conversation.clone()),
            &answers,
        );
        let Ok(played) = played else {
            self.notice = Some(Notice::problem(
                "The try cannot be kept",
                "Repair the findings of the integration first",
            ));
            return;
        };
        if let Some((_, name)) = seed.outcome.as_ref().filter(|(outcome, _)| *outcome != played.outcome) {
            let title = format!("Offline it ends in “{}” and not in “{name}”", played.outcome_name);
            let hint = "The design has changed since that run, or it depended on a personal value, which the history does not keep. Run it again and keep that as a test";
            self.notice = Some(Notice::problem(title, hint));
            return;
        }
        let asks_message = integration.inputs.iter().any(|input| input.source == Source::MessageText);
        let project = &self.project;
        let says = played.words().into_iter().filter(|words| !words.trim().is_empty()).collect();
        let scenario = Scenario {
            name: name.to_owned(),
            context: used_facts(&integration, &conversation),
            message: conversation.message.clone().filter(|_| asks_message),
            language: Some(conversation.language.clone()).filter(|tag| tag != project.default_language()),
            channel: Some(conversation.channel).filter(|channel| *channel != project.default_channel()),
            answers,
            expect: Expectation {
                outcome: played.outcome.clone(),
                says,
                handoff: played.handoff.as_ref().map(|handoff| handoff.queue.clone()),
                ..Expectation::default()
            },
            ..Scenario::default()
        };
        let samples = samples.to_vec();
        self.step_of_design("New scenario", |integration, _| {
            integration.samples.extend(samples);
            integration.scenarios.push(scenario);
        });
        self.notice = Some(Notice::undoable(format!("“{name}” is kept as a test")));
    }

    /// The conversation of a try, with the example for everything personal that was typed.
    fn invented_conversation(
        &self,
        seed: &Seed,
        integration: &Integration,
        base: &Conversation,
    ) -> Conversation {
        let mut tried = TryIt::default();
        tried.values.clone_from(&seed.values);
        for input in TryIt::fillable(integration) {
            let privacy = match &input.source {
                Source::Context { name } => self.project.variable(name).map(|variable| variable.privacy),
                _ => None,
            };
            if privacy != Some(crate::model::Privacy::None) && seed.refused.as_ref() != Some(&input.name) {
                tried.values.remove(&input.name);
            }
        }
        tried.conversation(integration, base)
    }

    fn offline_answers(&self) -> Vec<Answer> {
        self.try_it.sample.iter().map(|sample| Answer::Sample(sample.clone())).collect()
    }
}

impl Draft {
    /// Whether every body is made.
    pub fn is_ready(&self) -> bool {
        self.parts.iter().all(|part| part.body.is_some())
    }
}

impl DraftPart {
    /// Puts what was typed into the body. A value that was a number stays one where it can.
    fn apply_typed(&mut self) {
        let Some(SampleBody::Json(body)) = &mut self.body else { return };
        for row in &self.replaced {
            let typed = match &row.made.becomes {
                Value::Number(_) => serde_json::from_str::<Value>(&row.text).ok().filter(Value::is_number),
                _ => None,
            };
            if let Some(place) = Arc::make_mut(body).pointer_mut(&row.made.pointer) {
                *place = typed.unwrap_or_else(|| Value::from(row.text.as_str()));
            }
        }
    }

    fn sample(&self, name: &str, several: bool) -> Sample {
        Sample {
            name: if several { format!("{name} ({})", self.call) } else { name.to_owned() },
            call: several.then(|| self.call.clone()),
            status: self.status,
            headers: self.headers.clone(),
            body: self.body.clone().unwrap_or_default(),
            ..Sample::default()
        }
    }
}

fn part(position: usize, record: &CallRecord) -> Option<DraftPart> {
    let response = record.response.as_ref()?;
    Some(DraftPart {
        position,
        call: record.call.clone(),
        status: response.status,
        headers: headers_that_matter(&response.headers),
        body: None,
        replaced: Vec::new(),
        left_out: 0,
    })
}

/// What stands in for calls that were not answered.
fn faults(result: &RunResult) -> Vec<Answer> {
    let slow = result.outcome == StandardOutcome::Timeout.id();
    result.calls.iter().map(|_| Answer::Fault(if slow { Fault::Slow } else { Fault::Down })).collect()
}

/// `name`, or `name 2` …, whichever is not taken.
fn unused(name: &str, taken: impl Fn(&String) -> bool) -> String {
    let mut free = name.to_owned();
    let mut number = 1;
    while taken(&free) {
        number += 1;
        free = format!("{name} {number}");
    }
    free
}

/// `Active subscription` becomes `active_subscription`.
fn unused_id(name: &str, taken: impl Fn(&String) -> bool) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join("_");
    let base = if words.is_empty() { "sample".to_owned() } else { words };
    let mut id = base.clone();
    let mut number = 1;
    while taken(&id) {
        number += 1;
        id = format!("{base}_{number}");
    }
    id
}
