//! Every outcome of an integration with its reply, without a network.

use serde::Serialize;
use serde_json::{Map, Value};

use super::provoke::{from_fault, from_sample};
use super::{Exchange, Next, Request, Run, RunResult, Setup, inputs};
use crate::model::{Answer, Fault, Finding, Integration, Sample, Source, StandardOutcome, ValueType};

/// One outcome as the customer would meet it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Preview {
    /// The outcome's id.
    pub outcome: String,
    /// The outcome's name on the screen.
    pub name: String,
    /// What leads to it.
    pub provoked_by: ProvokedBy,
    /// The run.
    pub result: RunResult,
}

/// What leads to an outcome in a preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ProvokedBy {
    /// A saved answer.
    Sample {
        /// Its id.
        id: String,
        /// Its name on the screen.
        name: String,
    },
    /// Something that goes wrong.
    Fault {
        /// What.
        fault: Fault,
    },
    /// An input that is not known.
    MissingInput {
        /// Its name.
        input: String,
    },
    /// An input that is not acceptable.
    WrongInput {
        /// Its name.
        input: String,
    },
    /// Nothing saved leads there; the words are shown with the values of the examples.
    Example,
}

/// Previews every outcome that can occur, in the order of [`Integration::outcome_ids`]. `setup.conversation` should know
/// everything ([`Conversation::example`](super::Conversation::example)).
pub fn preview(setup: &Setup) -> Vec<Preview> {
    let sampled = by_sample(setup);
    let examples = example_values(setup, &sampled);
    let ids = setup.integration.outcome_ids().into_iter();
    let possible = ids
        .filter(|id| id != StandardOutcome::MissingInput.id() || first_askable(&setup.integration).is_some());
    possible.map(|outcome| one(setup, &outcome, &sampled, &examples)).collect()
}

/// Plays a run against prepared answers, one for each call; a call without one is answered by its first sample.
///
/// # Errors
/// The findings that make the design impossible to run.
pub fn play_offline(setup: Setup, answers: &[Answer]) -> Result<RunResult, Vec<Finding>> {
    let integration = setup.integration.clone();
    let (mut run, mut next) = Run::start(setup)?;
    loop {
        match next {
            Next::Done(result) => return Ok(*result),
            Next::Send(request) => {
                // A call that is tried again meets the same answer.
                let exchange = prepared(&integration, &request, answers.get(run.calls_done()));
                next = run.answer(&exchange);
            }
        }
    }
}

/// The answers that lead where a preview was led, for playing it again with another conversation.
pub fn answers_for(integration: &Integration, provoked_by: &ProvokedBy) -> Vec<Answer> {
    match provoked_by {
        ProvokedBy::Sample { id, .. } => {
            integration.sample(id).map(|sample| answers_with(integration, sample)).unwrap_or_default()
        }
        ProvokedBy::Fault { fault } => vec![Answer::Fault(*fault)],
        ProvokedBy::MissingInput { .. } | ProvokedBy::WrongInput { .. } | ProvokedBy::Example => Vec::new(),
    }
}

/// What a call is answered with. A live answer cannot be had here; the first sample stands in.
fn prepared(integration: &Integration, request: &Request, answer: Option<&Answer>) -> Exchange {
    let sample = match answer {
        Some(Answer::Fault(fault)) => return from_fault(*fault, request),
        Some(Answer::Sample(id)) => integration.sample(id),
        Some(Answer::Live) | None => samples_of(integration, &request.call).next(),
    };
    sample.map_or_else(|| from_fault(Fault::NotFound, request), from_sample)
}

/// The samples of a call; one that names no call belongs to the first.
fn samples_of<'a>(integration: &'a Integration, call: &str) -> impl Iterator<Item = &'a Sample> {
    let is_first = integration.calls.first().is_some_and(|first| first.id == call);
    integration.samples.iter().filter(move |sample| sample.call.as_deref().map_or(is_first, |id| id == call))
}

/// The answers that let `sample` answer its own call, after first samples for the calls before it.
fn answers_with(integration: &Integration, sample: &Sample) -> Vec<Answer> {
    let call = sample.call.as_deref();
    let position =
        integration.calls.iter().position(|candidate| Some(candidate.id.as_str()) == call).unwrap_or(0);
    let mut answers: Vec<_> = (0..position)
        .map(|index| {
            let first = samples_of(integration, &integration.calls[index].id).next();
            first.map_or(Answer::Fault(Fault::NotFound), |first| Answer::Sample(first.id.clone()))
        })
        .collect();
    answers.push(Answer::Sample(sample.id.clone()));
    answers
}

/// Every sample with the run it leads to.
fn by_sample(setup: &Setup) -> Vec<(&Sample, RunResult)> {
    let integration = &setup.integration;
    let played = integration.samples.iter().map(|sample| {
        let result = play_offline(setup.clone(), &answers_with(integration, sample));
        result.ok().map(|result| (sample, result))
    });
    played.flatten().collect()
}

fn one(
    setup: &Setup,
    outcome: &str,
    sampled: &[(&Sample, RunResult)],
    examples: &Map<String, Value>,
) -> Preview {
    let (provoked_by, result) = by_own_sample(outcome, sampled)
        .or_else(|| by_accident(setup, outcome))
        .unwrap_or_else(|| (ProvokedBy::Example, Run::forced(setup.clone(), outcome, examples.clone())));
    Preview {
        outcome: outcome.to_owned(),
        name: setup.integration.outcome_name(outcome).to_owned(),
        provoked_by,
        result,
    }
}

fn by_own_sample(outcome: &str, sampled: &[(&Sample, RunResult)]) -> Option<(ProvokedBy, RunResult)> {
    let (sample, result) = sampled.iter().find(|(_, result)| result.outcome == outcome)?;
    let name = if sample.name.is_empty() { &sample.id } else { &sample.name };
    Some((ProvokedBy::Sample { id: sample.id.clone(), name: name.clone() }, result.clone()))
}

/// Without a sample: the accident that leads to a standard outcome.
fn by_accident(setup: &Setup, outcome: &str) -> Option<(ProvokedBy, RunResult)> {
    let standard = StandardOutcome::from_id(outcome)?;
    let fault = match standard {
        StandardOutcome::Success => return None,
        StandardOutcome::MissingInput => return without_input(setup),
        StandardOutcome::BadInput => {
            if let Some(found) = with_wrong_input(setup) {
                return Some(found);
            }
            Fault::BadRequest
        }
        StandardOutcome::Empty => Fault::Empty,
        StandardOutcome::NotFound => Fault::NotFound,
        StandardOutcome::Unauthorized => Fault::KeyRefused,
        StandardOutcome::RateLimited => Fault::RateLimited,
        StandardOutcome::ServerError => Fault::ServerError,
        StandardOutcome::Timeout => Fault::Slow,
        StandardOutcome::Unreachable => Fault::Down,
        StandardOutcome::InvalidResponse => Fault::Malformed,
    };
    let result = play_offline(setup.clone(), &[Answer::Fault(fault)]).ok()?;
    (result.outcome == outcome).then_some((ProvokedBy::Fault { fault }, result))
}

/// The first required input that a conversation may not know.
fn first_askable(integration: &Integration) -> Option<&crate::model::Input> {
    integration.inputs.iter().find(|input| {
        input.required
            && matches!(input.source, Source::Context { .. } | Source::MessageText | Source::UserId)
    })
}

fn without_input(setup: &Setup) -> Option<(ProvokedBy, RunResult)> {
    let input = first_askable(&setup.integration)?;
    let result = play_offline(with_fact(setup, &input.source, Value::Null), &[]).ok()?;
    let provoked_by = ProvokedBy::MissingInput { input: input.name.clone() };
    (result.outcome == StandardOutcome::MissingInput.id()).then_some((provoked_by, result))
}

/// A value that no pattern, list of allowed values or kind but plain text accepts.
fn with_wrong_input(setup: &Setup) -> Option<(ProvokedBy, RunResult)> {
    let picky = setup.integration.inputs.iter().find(|input| {
        let asks =
            !input.pattern.is_empty() || !input.allowed.is_empty() || input.value_type != ValueType::Text;
        asks && matches!(input.source, Source::Context { .. } | Source::MessageText)
    })?;
    let result = play_offline(with_fact(setup, &picky.source, Value::from("?")), &[]).ok()?;
    let provoked_by = ProvokedBy::WrongInput { input: picky.name.clone() };
    (result.outcome == StandardOutcome::BadInput.id()).then_some((provoked_by, result))
}

/// The setup with one fact of the conversation replaced.
fn with_fact(setup: &Setup, source: &Source, value: Value) -> Setup {
    let mut setup = setup.clone();
    match source {
        Source::Context { name } => {
            setup.conversation.context.remove(name);
            super::insert(&mut setup.conversation.context, name, value);
        }
        Source::MessageText => setup.conversation.message = value.as_str().map(str::to_owned),
        Source::UserId => setup.conversation.user_id = value.as_str().map(str::to_owned),
        _ => {}
    }
    setup
}

/// Values for words that no sample leads to: the inputs, and the outputs of the first sample that has any.
fn example_values(setup: &Setup, sampled: &[(&Sample, RunResult)]) -> Map<String, Value> {
    let mut values = inputs::collect(setup).unwrap_or_default();
    if let Some((_, result)) = sampled.iter().find(|(_, result)| !result.outputs.is_empty()) {
        values.extend(result.outputs.clone());
    }
    values
}
