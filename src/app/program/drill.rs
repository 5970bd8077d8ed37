//! The failure drill against the bundled demo server: which customer provokes what, and whether it ends as in the preview.

use std::sync::Arc;

use egui::Context;
use serde_json::Value;

use super::Program;
use super::many::Many;
use crate::demo::MISBEHAVIOURS;
use crate::engine::{
    Conversation, MaskedSecrets, ProvokedBy, Run, RunResult, Setup, answers_for, insert, play, play_offline,
};
use crate::model::{Fault, Input, Integration, Source, StandardOutcome, ValueType};
use crate::net::HttpTransport;
use crate::state::{Action, DrillAction, DrillOrder, DrillTrial, LiveEnd, SendOrder};

/// A customer and an order that none of the services knows.
const UNKNOWN: (&str, &str) = ("nobody@example.com", "A-0000");

impl Program {
    pub(super) fn drill(&mut self, ctx: &Context, order: DrillOrder) {
        let run = order.run;
        let found = order.project.integrations.iter().find(|each| each.id == order.integration).cloned();
        let Some(integration) = found else { return };
        for trial in order.trials {
            let outcome = trial.outcome.clone();
            let provoked = provoke(&integration, &trial).and_then(|conversation| {
                let order = SendOrder {
                    run,
                    project: Arc::clone(&order.project),
                    integration: order.integration.clone(),
                    environment: order.environment.clone(),
                    conversation,
                };
                self.setup(order).map_err(|notice| format!("{}. {}", notice.title, notice.hint))
            });
            match provoked {
                Err(why) => {
                    let live = Box::new(LiveEnd::NotTried(why));
                    self.apply(ctx, Action::Drill(DrillAction::Ended { run, outcome, live }));
                }
                Ok(setup) => {
                    let network = self.network.clone();
                    let job = self.jobs.start(move |_| async move {
                        let live = Box::new(compare(setup, &trial, &network).await);
                        Action::Drill(DrillAction::Ended { run, outcome, live })
                    });
                    self.many.push((Many::Drill(run), job));
                }
            }
        }
    }
}

/// Plays live, and offline with the same conversation, and compares both.
async fn compare(setup: Setup, trial: &DrillTrial, network: &HttpTransport) -> LiveEnd {
    let answers = answers_for(&setup.integration, &trial.provoked_by);
    let secrets = Arc::new(MaskedSecrets);
    let offline = play_offline(Setup { secrets, demo_origin: None, ..setup.clone() }, &answers);
    let live: RunResult = match Run::start(setup) {
        Ok((mut run, next)) => play(&mut run, next, network).await,
        Err(findings) => {
            let first = findings.into_iter().next().map(|finding| finding.title);
            return LiveEnd::NotTried(first.unwrap_or_default());
        }
    };
    if live.outcome != trial.outcome {
        let good = StandardOutcome::from_id(&live.outcome).is_none_or(|outcome| !outcome.is_error());
        let needs_a_customer = matches!(trial.provoked_by, ProvokedBy::Sample { .. }) && !trial.from_scenario;
        if needs_a_customer && good {
            let why = "The demo system has no customer for it by itself; add a scenario with one who ends so";
            return LiveEnd::NotTried(why.to_owned());
        }
        return LiveEnd::OtherOutcome { name: live.outcome_name, because: live.because };
    }
    let preview = offline.map(|result| result.words().join("\n")).unwrap_or_default();
    let words = live.words().join("\n");
    if preview == words {
        LiveEnd::Same { elapsed_ms: live.elapsed_ms }
    } else {
        LiveEnd::OtherWords { preview, live: words }
    }
}

/// The conversation that provokes an outcome, or why none does.
fn provoke(integration: &Integration, trial: &DrillTrial) -> Result<Conversation, String> {
    let mut conversation = trial.conversation.clone();
    if trial.from_scenario {
        return Ok(conversation);
    }
    let fault = match &trial.provoked_by {
        ProvokedBy::MissingInput { input } => {
            let input = integration.input(input).ok_or_else(String::new)?;
            set(&mut conversation, input, Value::Null);
            return Ok(conversation);
        }
        ProvokedBy::WrongInput { input } => {
            let input = integration.input(input).ok_or_else(String::new)?;
            set(&mut conversation, input, Value::from("?"));
            return Ok(conversation);
        }
        ProvokedBy::Example => return Err("Nothing saved leads there either".to_owned()),
        ProvokedBy::Fault { fault } => *fault,
        ProvokedBy::Sample { .. } => match fault_of(&trial.outcome) {
            Some(fault) => fault,
            None => return Ok(conversation),
        },
    };
    let (email, order) = customer(fault).ok_or("The demo system cannot go wrong in this way")?;
    let (input, key) = key_input(integration).ok_or(
        "The demo system goes wrong for certain e-mail addresses and order numbers, and no input is one of them",
    )?;
    set(&mut conversation, input, Value::from(if key == Key::Email { email } else { order }));
    Ok(conversation)
}

/// What goes wrong in an outcome that the preview reached with a sample.
fn fault_of(outcome: &str) -> Option<Fault> {
    match StandardOutcome::from_id(outcome)? {
        StandardOutcome::Success | StandardOutcome::MissingInput => None,
        StandardOutcome::BadInput => Some(Fault::BadRequest),
        StandardOutcome::Empty => Some(Fault::Empty),
        StandardOutcome::NotFound => Some(Fault::NotFound),
        StandardOutcome::Unauthorized => Some(Fault::KeyRefused),
        StandardOutcome::RateLimited => Some(Fault::RateLimited),
        StandardOutcome::ServerError => Some(Fault::ServerError),
        StandardOutcome::Timeout => Some(Fault::Slow),
        StandardOutcome::Unreachable => Some(Fault::Down),
        StandardOutcome::InvalidResponse => Some(Fault::Malformed),
    }
}

/// The customer and the order that make the demo server do it.
fn customer(fault: Fault) -> Option<(&'static str, &'static str)> {
    let name = match fault {
        Fault::NotFound => return Some(UNKNOWN),
        Fault::TooLarge | Fault::BadRequest => return None,
        Fault::Slow => "slow",
        Fault::Down => "down",
        Fault::Malformed => "malformed",
        Fault::Html => "html",
        Fault::Empty => "empty",
        Fault::MissingFields => "incomplete",
        Fault::KeyRefused => "refused",
        Fault::RateLimited => "limited",
        Fault::ServerError => "broken",
    };
    let row = MISBEHAVIOURS.iter().find(|row| row.name == name)?;
    Some((row.email, row.order))
}

/// By what the demo server chooses how to misbehave.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Email,
    Order,
}

/// The input that carries an e-mail address or else an order number, by its kind, its example or its name.
fn key_input(integration: &Integration) -> Option<(&Input, Key)> {
    let from_customer = |input: &&Input| matches!(input.source, Source::Context { .. } | Source::MessageText);
    let called = |input: &Input, word: &str| {
        [&input.name, &input.label].iter().any(|name| name.to_lowercase().contains(word))
    };
    let inputs = || integration.inputs.iter().filter(from_customer);
    let orders = |input: &&Input| called(input, "order") || called(input, "number");
    let order = inputs().find(orders).map(|input| (input, Key::Order));
    let email = inputs()
        .find(|input| input.value_type == ValueType::Email || called(input, "mail"))
        .map(|input| (input, Key::Email));
    order.or(email)
}

fn set(conversation: &mut Conversation, input: &Input, value: Value) {
    match &input.source {
        Source::Context { name } => {
            conversation.context.remove(name);
            insert(&mut conversation.context, name, value);
        }
        Source::MessageText => conversation.message = value.as_str().map(str::to_owned),
        _ => {}
    }
}
