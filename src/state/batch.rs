//! The question before many calls to systems of real customers: what only looks something up takes one yes, what changes data
//! takes a yes for each call.

use super::guard::Harm;
use super::playing::{AnsweredBy, Trial};
use super::scenarios::Target;
use super::{Ask, Effect, Notice, State, WriteRequest};

/// More calls that change real data than this are not sent together: nobody reads so many.
const MOST_WRITES: usize = 50;

/// What is about to be sent to real systems.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchQuestion {
    /// The environment's name.
    pub environment: String,
    /// How many runs only look something up, by the host of their first call.
    pub lookups: Vec<(String, usize)>,
    /// The runs that change data, each with its own consent.
    pub writes: Vec<BatchWrite>,
    /// How many runs are answered by saved samples, and harm nobody.
    pub saved: usize,
    /// What is played.
    pub(super) trials: Vec<Trial>,
    /// What each of them belongs to.
    pub(super) targets: Vec<Target>,
}

/// A run that changes data.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchWrite {
    /// Its place in the order.
    pub(super) trial: usize,
    /// The name of the scenario, or the line of the table.
    pub name: String,
    /// What happens to data.
    pub harm: Harm,
    /// Its first request.
    pub request: WriteRequest,
    /// The customer's values that go along: label and value.
    pub record: Vec<(String, String)>,
    /// Whether a person has agreed to it.
    pub agreed: bool,
}

impl BatchQuestion {
    /// How many runs would ask the real systems after a yes now.
    pub fn live(&self) -> usize {
        self.lookups.iter().map(|(_, count)| count).sum::<usize>() + self.agreed()
    }

    /// How many of the runs that change data a person has agreed to.
    pub fn agreed(&self) -> usize {
        self.writes.iter().filter(|write| write.agreed).count()
    }
}

impl State {
    /// Plays at once what harms nobody; asks first where runs reach systems of real customers.
    pub(super) fn play_or_ask(&mut self, trials: Vec<Trial>, targets: Vec<Target>) -> Vec<Effect> {
        let live = trials.iter().any(|trial| trial.answered_by == AnsweredBy::Systems);
        if !live || !self.reaches_production() {
            return self.play(trials, targets);
        }
        let question = self.question(trials, targets);
        let count = question.writes.len();
        if count > MOST_WRITES {
            let title = format!("{count} calls would change real data, and each needs a yes of its own");
            let hint = format!(
                "Play at most {MOST_WRITES} of them at once, or choose an environment for tests at the top"
            );
            self.notice = Some(Notice::problem(title, hint));
            return Vec::new();
        }
        self.view.ask = Some(Ask::Batch(Box::new(question)));
        Vec::new()
    }

    fn question(&self, trials: Vec<Trial>, targets: Vec<Target>) -> BatchQuestion {
        let environment = self.project.environment(&self.view.environment);
        let mut question = BatchQuestion {
            environment: environment.map(|known| known.name.clone()).unwrap_or_default(),
            lookups: Vec::new(),
            writes: Vec::new(),
            saved: 0,
            trials: Vec::new(),
            targets: Vec::new(),
        };
        for (index, (trial, target)) in trials.iter().zip(&targets).enumerate() {
            if trial.answered_by != AnsweredBy::Systems {
                question.saved += 1;
                continue;
            }
            let found = self.project.integrations.iter().find(|each| each.id == trial.integration);
            // What cannot be planned is not sent either; it ends in its findings.
            let Some((integration, (request, record))) =
                found.and_then(|each| Some((each, self.first_request(each, trial.conversation.clone())?)))
            else {
                continue;
            };
            match Harm::of(integration) {
                Some(harm) => {
                    let name = self.name_of(target);
                    let write = BatchWrite { trial: index, name, harm, request, record, agreed: false };
                    question.writes.push(write);
                }
                None => match question.lookups.iter_mut().find(|(host, _)| *host == request.host) {
                    Some((_, count)) => *count += 1,
                    None => question.lookups.push((request.host, 1)),
                },
            }
        }
        BatchQuestion { trials, targets, ..question }
    }

    fn name_of(&self, target: &Target) -> String {
        let name = match target {
            Target::Scenario(key) => self
                .project
                .integration(&key.integration)
                .and_then(|each| Some(each.scenarios.get(key.index)?.name.clone())),
            Target::Row(row) => {
                let data = self.scenarios.data.as_ref();
                data.and_then(|data| Some(format!("Line {}", data.cases.get(*row)?.line)))
            }
        };
        name.unwrap_or_default()
    }

    /// Plays what a person has agreed to: everything but the runs that change data and have no yes.
    pub(super) fn play_agreed(&mut self) -> Vec<Effect> {
        let Some(Ask::Batch(question)) = self.view.ask.take() else { return Vec::new() };
        let refused =
            |index: usize| question.writes.iter().any(|write| write.trial == index && !write.agreed);
        self.play_those(*question.clone(), |index, _| !refused(index))
    }

    /// Plays only what saved samples answer.
    pub(super) fn play_saved(&mut self) -> Vec<Effect> {
        let Some(Ask::Batch(question)) = self.view.ask.take() else { return Vec::new() };
        self.play_those(*question, |_, trial| trial.answered_by != AnsweredBy::Systems)
    }

    fn play_those(&mut self, question: BatchQuestion, wanted: impl Fn(usize, &Trial) -> bool) -> Vec<Effect> {
        let all = question.trials.into_iter().zip(question.targets).enumerate();
        let (trials, targets) =
            all.filter(|(index, (trial, _))| wanted(*index, trial)).map(|(_, both)| both).unzip();
        self.play(trials, targets)
    }
}
