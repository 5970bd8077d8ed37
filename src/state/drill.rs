//! The failure drill: every outcome with how long the customer waits, and how a live run against the demo compares.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Effect, FALLBACK, Notice, State, condition_words};
use crate::engine::scenario::conversation;
use crate::engine::{Awaits, Conversation, Preview, ProvokedBy, RunResult};
use crate::model::{Channel, Fault, Integration, Project, Stage, StandardOutcome};

/// What a person, or the world, wants of the drill.
#[derive(Clone, Debug, PartialEq)]
pub enum DrillAction {
    /// Open the words of an outcome beside the cards.
    Edit(String),
    /// Put them away.
    CloseEdit,
    /// Provoke every outcome for real, against the demo system.
    RunLive,
    /// Stop that.
    Stop,
    /// One outcome was provoked.
    Ended {
        /// Which drill.
        run: u64,
        /// Which outcome.
        outcome: String,
        /// What happened.
        live: Box<LiveEnd>,
    },
}

/// How an outcome came about when it was provoked for real.
#[derive(Clone, Debug, PartialEq)]
pub enum LiveEnd {
    /// It was as in the preview: outcome and words.
    Same {
        /// How long it took.
        elapsed_ms: u64,
    },
    /// The outcome was the same, with other words.
    OtherWords {
        /// The words of the preview.
        preview: String,
        /// Those of the live run.
        live: String,
    },
    /// The run ended otherwise.
    OtherOutcome {
        /// In which outcome, by name.
        name: String,
        /// Why.
        because: String,
    },
    /// It was not tried, for this reason.
    NotTried(String),
}

/// What is going on with the drill.
#[derive(Clone, Debug, Default)]
pub struct Drill {
    /// The outcome whose words are open.
    pub editing: Option<String>,
    /// The live drill that is under way.
    pub running: Option<RunningDrill>,
    /// How each outcome came about for real, by its id.
    pub live: BTreeMap<String, LiveEnd>,
    /// What the live results belong to.
    of: Option<(Arc<Integration>, String, Channel)>,
    last_run: u64,
}

/// A live drill that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunningDrill {
    /// Its number.
    pub run: u64,
    /// How many outcomes there are.
    pub total: usize,
}

/// Everything that a live drill needs, by value.
#[derive(Clone, Debug, PartialEq)]
pub struct DrillOrder {
    /// Its number.
    pub run: u64,
    /// The design at this moment.
    pub project: Arc<Project>,
    /// Which integration.
    pub integration: String,
    /// An environment of stage `demo`.
    pub environment: String,
    /// What is provoked.
    pub trials: Vec<DrillTrial>,
}

/// One outcome to provoke.
#[derive(Clone, Debug, PartialEq)]
pub struct DrillTrial {
    /// The outcome's id.
    pub outcome: String,
    /// How the preview came to it.
    pub provoked_by: ProvokedBy,
    /// A conversation that leads there when the system works; that of a scenario where there is one.
    pub conversation: Conversation,
    /// Whether that conversation is of a scenario that must end in this outcome.
    pub from_scenario: bool,
}

/// One outcome on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct DrillCard {
    /// The outcome's id, or that of the fallback reply.
    pub outcome: String,
    /// Its name.
    pub name: String,
    /// How it comes about, in a few words.
    pub cause: String,
    /// Whether the fallback reply is said.
    pub fell_back: bool,
    /// Where its preview stands among all; nothing for the fallback reply when nothing falls back.
    pub preview: Option<usize>,
    /// When the customer hears something first; nothing when never.
    pub first_ms: Option<u64>,
    /// When the reply comes.
    pub reply_ms: u64,
    /// How it is.
    pub verdict: Verdict,
    /// For the fallback reply: how many outcomes say it.
    pub said_for: usize,
    /// Who gives up, and when: the one that does so before the customer has what they wait for, else the soonest.
    pub limit: Patience,
}

/// How long somebody waits before they give up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// The name of the platform or channel; none for the most impatient ones, where the project does not say where it runs.
    pub who: Option<&'static str>,
    /// After which time.
    pub ms: u64,
    /// What must have happened by then.
    pub awaits: Awaits,
}

/// How an outcome is for the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They hear something in time.
    Fine,
    /// They hear something, but later than platform or channel wait for it.
    Late,
    /// They hear nothing.
    Silent,
}

/// After this long without a reply the first platforms give up; counts where the project does not say where it runs.
const IMPATIENT_MS: u64 = 5_000;
/// The bar of a card ends here: what takes longer fills it.
pub const LONGEST_SHOWN_MS: u64 = 20_000;

/// The cards of an integration, in the order of its outcomes, the fallback reply last.
pub(super) fn cards(
    project: &Project,
    integration: &Integration,
    (system, channel): (&str, Channel),
    previews: &[Preview],
) -> Vec<DrillCard> {
    let limits = limits(project, channel);
    let mut cards: Vec<_> = previews
        .iter()
        .enumerate()
        .map(|(index, preview)| DrillCard {
            outcome: preview.outcome.clone(),
            name: preview.name.clone(),
            cause: cause(integration, system, preview),
            preview: Some(index),
            said_for: 0,
            ..timed(&preview.result, &limits)
        })
        .collect();
    let said_for = cards.iter().filter(|card| card.fell_back).count();
    let first = previews.iter().position(|preview| preview.result.fell_back);
    let silent = integration.fallback.messages.is_empty();
    cards.push(DrillCard {
        outcome: FALLBACK.to_owned(),
        name: "Fallback reply".to_owned(),
        cause: "everything without its own reply".to_owned(),
        fell_back: false,
        preview: first,
        first_ms: (!silent).then_some(0),
        reply_ms: 0,
        verdict: if silent { Verdict::Silent } else { Verdict::Fine },
        said_for,
        limit: limits[0],
    });
    cards
}

/// Who waits for what, the soonest first; never empty.
fn limits(project: &Project, channel: Channel) -> Vec<Patience> {
    let platform = match project.platform {
        Some(platform) => {
            Patience { who: Some(platform.title()), ms: platform.time_limit_ms(), awaits: Awaits::Reply }
        }
        None => Patience { who: None, ms: IMPATIENT_MS, awaits: Awaits::Reply },
    };
    let first_word = |ms| Patience { who: Some(channel.title()), ms, awaits: Awaits::FirstWord };
    let mut limits: Vec<_> = channel.patience_ms().map(first_word).into_iter().chain([platform]).collect();
    limits.sort_by_key(|limit| limit.ms);
    limits
}

/// When the customer hears something.
fn timed(result: &RunResult, limits: &[Patience]) -> DrillCard {
    let silent = result.is_silent();
    let waiting = result.waiting.as_ref().map(|waiting| waiting.after_ms);
    let reply = (!silent).then_some(result.elapsed_ms);
    let first_ms = waiting.or(reply);
    let reached = |awaits: Awaits| match awaits {
        Awaits::Reply => result.elapsed_ms,
        Awaits::FirstWord => first_ms.unwrap_or(u64::MAX),
    };
    let exceeded = limits.iter().find(|limit| reached(limit.awaits) > limit.ms);
    let verdict = match (silent, exceeded) {
        (true, _) => Verdict::Silent,
        (false, Some(_)) => Verdict::Late,
        (false, None) => Verdict::Fine,
    };
    DrillCard {
        outcome: String::new(),
        name: String::new(),
        cause: String::new(),
        fell_back: result.fell_back,
        preview: None,
        first_ms,
        reply_ms: result.elapsed_ms,
        verdict,
        said_for: 0,
        limit: exceeded.copied().unwrap_or(limits[0]),
    }
}

/// How an outcome comes about, in a few words: "the CRM answers with a web page".
fn cause(integration: &Integration, system: &str, preview: &Preview) -> String {
    let own = integration.outcomes.iter().any(|outcome| outcome.id == preview.outcome);
    let label = |input: &str| match integration.input(input) {
        Some(known) if !known.label.is_empty() => known.label.clone(),
        _ => input.to_owned(),
    };
    let status =
        || preview.result.calls.last().and_then(|call| call.response.as_ref()).map(|answer| answer.status);
    match &preview.provoked_by {
        ProvokedBy::Sample { name, .. } if own => {
            format!("{}: “{name}”", condition_words(integration, &preview.outcome))
        }
        ProvokedBy::Sample { name, .. } => match status() {
            Some(status) if status >= 400 => format!("“{name}”, code {status}"),
            _ => format!("for example “{name}”"),
        },
        ProvokedBy::MissingInput { input } => format!("we do not know: {}", label(input)),
        ProvokedBy::WrongInput { input } => format!("this cannot be right: {}", label(input)),
        ProvokedBy::Example => "nothing saved leads here; with example values".to_owned(),
        ProvokedBy::Fault { fault } => match fault {
            Fault::Slow => slow_words(integration, &preview.result),
            Fault::Down => format!("the {system} cannot be reached"),
            Fault::Malformed => "the answer breaks off in the middle".to_owned(),
            Fault::Html => "a web page instead of an answer".to_owned(),
            Fault::Empty => format!("the {system} sends nothing"),
            Fault::MissingFields => "every field is missing".to_owned(),
            Fault::TooLarge => "the answer is far too large".to_owned(),
            Fault::BadRequest => format!("the {system} calls it invalid, code 400"),
            Fault::KeyRefused => format!("the {system} refuses our key, code 401"),
            Fault::NotFound => format!("the {system} knows no such record, code 404"),
            Fault::RateLimited => format!("the {system} asks us to slow down, code 429"),
            Fault::ServerError => format!("the {system} has an error, code 500"),
        },
    }
}

fn slow_words(integration: &Integration, result: &RunResult) -> String {
    let limit = integration.calls.first().map_or(0, |call| call.policy.time_limit_ms);
    let tries = result.calls.last().map_or(1, |call| call.attempts.len());
    let times = match tries {
        0 | 1 => String::new(),
        2 => ", twice".to_owned(),
        tries => format!(", {tries} times"),
    };
    format!("no answer after {} seconds{times}", crate::engine::seconds(limit))
}

impl State {
    /// Does what is asked of the drill.
    pub(super) fn drill(&mut self, action: DrillAction) -> Vec<Effect> {
        match action {
            DrillAction::Edit(outcome) => {
                self.view.outcome.clone_from(&outcome);
                self.drill.editing = Some(outcome);
            }
            DrillAction::CloseEdit => self.drill.editing = None,
            DrillAction::RunLive => return self.drill_live(),
            DrillAction::Stop => {
                let stopped = self.drill.running.take();
                return stopped.map(|running| Effect::StopDrill(running.run)).into_iter().collect();
            }
            DrillAction::Ended { run, outcome, live } => {
                if let Some(running) = self.drill.running.filter(|running| running.run == run) {
                    self.drill.live.insert(outcome, *live);
                    if self.drill.live.len() >= running.total {
                        self.drill.running = None;
                    }
                }
            }
        }
        Vec::new()
    }

    fn drill_live(&mut self) -> Vec<Effect> {
        let demo = self.project.environments.iter().find(|environment| environment.stage == Stage::Demo);
        let Some(environment) = demo.map(|environment| environment.id.clone()) else {
            let title = "The project has no demo environment, so there is no demo system to ask";
            self.notice =
                Some(Notice::problem(title, "Add an environment of stage demo in the project settings"));
            return Vec::new();
        };
        let chosen = self.project.integrations.iter().find(|each| each.id == self.view.integration).cloned();
        let (Some(integration), Some(base)) = (chosen, self.derived.conversation.clone()) else {
            return Vec::new();
        };
        let trials: Vec<_> =
            self.derived.previews.iter().map(|preview| self.trial(&integration, preview, &base)).collect();
        self.drill.last_run += 1;
        let (run, total) = (self.drill.last_run, trials.len());
        let mut effects: Vec<_> =
            self.drill.running.take().map(|running| Effect::StopDrill(running.run)).into_iter().collect();
        self.drill.live.clear();
        self.drill.of = Some((Arc::clone(&integration), self.view.language.clone(), self.view.channel));
        self.drill.running = Some(RunningDrill { run, total });
        let project = Arc::new(self.project.clone());
        let integration = integration.id.clone();
        effects.push(Effect::Drill(Box::new(DrillOrder { run, project, integration, environment, trials })));
        effects
    }

    fn trial(&self, integration: &Integration, preview: &Preview, base: &Conversation) -> DrillTrial {
        // Only an outcome of a good answer needs a customer of its own; all others are provoked by what goes wrong.
        let good = |outcome: &str| {
            StandardOutcome::from_id(outcome)
                .is_none_or(|known| matches!(known, StandardOutcome::Success | StandardOutcome::BadInput))
        };
        let mut scenarios = integration.scenarios.iter();
        let scenario =
            scenarios.find(|each| each.expect.outcome == preview.outcome).filter(|_| good(&preview.outcome));
        let mut conversation = match scenario {
            Some(scenario) => conversation(&self.project, scenario, self.now),
            None => base.clone(),
        };
        conversation.language.clone_from(&base.language);
        conversation.channel = base.channel;
        conversation.now = self.now;
        DrillTrial {
            outcome: preview.outcome.clone(),
            provoked_by: preview.provoked_by.clone(),
            conversation,
            from_scenario: scenario.is_some(),
        }
    }
}

impl Drill {
    /// After a change of the design, live results say nothing any more.
    pub(super) fn forget_outdated(
        &mut self,
        integration: Option<&Arc<Integration>>,
        language: &str,
        channel: Channel,
    ) {
        let current = self.of.as_ref().zip(integration).is_some_and(|((of, then, on), now)| {
            (Arc::ptr_eq(of, now) || of == now) && then == language && *on == channel
        });
        if !current && self.running.is_none() {
            self.live.clear();
        }
    }
}
