//! What becomes of a run of the history: it is run again, it becomes a scenario, or it is forgotten with all others.

use super::draft::{Draft, DraftPart, Purpose, Seed};
use super::kept_call::KeptEnd;
use super::recorded::{Keep, Recorded, RecordedRun, values_of};
use super::scenario_changes::free_name;
use super::{Effect, Notice, Removed, State};
use crate::engine::ProvokedBy;
use crate::model::{Answer, Fault, StandardOutcome};

/// What a person, or the disk, does with the history of live runs. Runs are named by their position.
#[derive(Clone, Debug, PartialEq)]
pub enum HistoryAction {
    /// It was read.
    Loaded(Box<Recorded>),
    /// Send the values of a run again.
    RunAgain(usize),
    /// Make a scenario of a run.
    MakeScenario(usize),
    /// Forget every run.
    ForgetAll,
    /// Put back what was forgotten last.
    PutBack,
    /// It was written, or why not.
    Kept(Option<Notice>),
    /// Keep runs, or do not and forget those that were kept.
    Keep(Keep),
}

impl State {
    /// The history of live runs.
    pub(super) fn history_of_runs(&mut self, action: HistoryAction) -> Vec<Effect> {
        match action {
            HistoryAction::Loaded(recorded) => {
                self.recorded = *recorded;
                return Vec::new();
            }
            HistoryAction::Kept(problem) => {
                self.notice = problem.or(self.notice.take());
                return Vec::new();
            }
            HistoryAction::RunAgain(run) => {
                let sends = self.take_values(run);
                return if sends { self.send_or_ask() } else { Vec::new() };
            }
            HistoryAction::MakeScenario(run) => {
                self.scenario_of(run);
                return Vec::new();
            }
            HistoryAction::ForgetAll => {
                self.recorded.forget();
                self.notice = Some(Notice::removed("The history of live runs is empty", Removed::Runs));
            }
            HistoryAction::PutBack => self.recorded.put_back(),
            HistoryAction::Keep(keep) => {
                self.recorded.keeping = keep;
                if keep == Keep::Off && !self.recorded.runs.is_empty() {
                    self.recorded.forget();
                    let words = "Live runs are no longer kept, and those of before are gone";
                    self.notice = Some(Notice::removed(words, Removed::Runs));
                }
            }
        }
        vec![Effect::KeepHistory(self.recorded.to_text())]
    }

    /// Puts the values of a run into the fields; false when there is no such run.
    fn take_values(&mut self, run: usize) -> bool {
        let Some(run) = self.recorded.runs.get(run) else { return false };
        let (values, masked) = values_of(run, &self.try_it.values);
        self.try_it.values = values;
        if !masked.is_empty() {
            self.notice = Some(Notice::done(format!(
                "Personal values are not kept in the history. What stands in the field is used for: {}",
                self.labels(&masked)
            )));
        }
        true
    }

    fn labels(&self, inputs: &[String]) -> String {
        let label =
            |name: &String| self.derived.name(name).map_or_else(|| name.clone(), |known| known.label.clone());
        inputs.iter().map(label).collect::<Vec<_>>().join(", ")
    }

    /// A scenario that ends as the run did: answered by what came back, as far as it was kept, else by what leads there offline.
    fn scenario_of(&mut self, run: usize) {
        let Some(run) = self.recorded.runs.get(run).cloned() else { return };
        let Some(integration) = self.integration().filter(|known| known.id == run.integration) else {
            return;
        };
        let name = free_name(integration, &run.outcome_name);
        let seed = match self.seed(&run) {
            Ok(seed) => seed,
            Err(notice) => return self.notice = Some(notice),
        };
        let (mut parts, mut answers) = (Vec::new(), Vec::new());
        for position in 0..calls(&run) {
            match self.part_or_answer(&run, position) {
                Ok(Made::Part(part)) => {
                    parts.push(*part);
                    answers.push(None);
                }
                Ok(Made::Answer(answer)) => answers.push(Some(answer)),
                Err(notice) => return self.notice = Some(notice),
            }
        }
        if parts.is_empty() {
            let answers: Vec<Answer> = answers.into_iter().flatten().collect();
            self.add_drafted_scenario(&seed, &name, answers, &[]);
        } else {
            self.try_it.draft = Some(Draft { purpose: Purpose::Scenario, name, parts, answers, seed });
        }
    }

    /// The values of a run; a notice when the scenario would be about a value that was not kept.
    fn seed(&self, run: &RecordedRun) -> Result<Seed, Notice> {
        let (values, masked) = values_of(run, &std::collections::BTreeMap::new());
        let refused = run.input.clone().filter(|_| run.asked.is_empty());
        if let Some(refused) = refused.as_ref().filter(|refused| masked.contains(refused)) {
            let title =
                format!("The run ended so because of “{}”", self.labels(std::slice::from_ref(refused)));
            let hint = "That value is personal, so the history did not keep it. Type it in the test panel, send it and keep that as a test";
            return Err(Notice::problem(title, hint));
        }
        Ok(Seed { values, refused, outcome: Some((run.outcome.clone(), run.outcome_name.clone())) })
    }

    /// What answers a call in the scenario.
    fn part_or_answer(&self, run: &RecordedRun, position: usize) -> Result<Made, Notice> {
        let kept = run.calls.get(position);
        let is_last = position + 1 >= calls(run);
        match kept.map(|kept| (&kept.call, &kept.end)) {
            Some((call, KeptEnd::Answer { status, headers, body, .. })) => {
                Ok(Made::Part(Box::new(DraftPart {
                    position,
                    call: call.clone(),
                    status: *status,
                    headers: headers.clone(),
                    body: Some(body.clone()),
                    replaced: Vec::new(),
                    left_out: 0,
                })))
            }
            Some((_, KeptEnd::Nothing)) => Ok(Made::Answer(Answer::Fault(self.silence(run)))),
            // A run that was kept by an older version says only which status came last.
            None if run.status.is_none() => Ok(Made::Answer(Answer::Fault(self.silence(run)))),
            Some((_, KeptEnd::LeftOut { .. })) | None => {
                let known = self.derived.preview(&run.outcome).filter(|_| is_last);
                match known.map(|preview| &preview.provoked_by) {
                    Some(ProvokedBy::Sample { id, .. }) => Ok(Made::Answer(Answer::Sample(id.clone()))),
                    Some(ProvokedBy::Fault { fault }) => Ok(Made::Answer(Answer::Fault(*fault))),
                    _ => {
                        let title = format!("No saved sample leads to “{}”", run.outcome_name);
                        let hint = "The answer of that run was too large or too old to be kept. Run it again and keep that as a test";
                        Err(Notice::problem(title, hint))
                    }
                }
            }
        }
    }

    /// What stands in for a call that nothing came back from.
    fn silence(&self, run: &RecordedRun) -> Fault {
        let provoked = self.derived.preview(&run.outcome).map(|preview| &preview.provoked_by);
        match (StandardOutcome::from_id(&run.outcome), provoked) {
            (Some(StandardOutcome::Timeout), _) => Fault::Slow,
            (_, Some(ProvokedBy::Fault { fault })) => *fault,
            (Some(StandardOutcome::InvalidResponse), _) => Fault::Malformed,
            _ => Fault::Down,
        }
    }
}

/// What answers a call in a scenario.
enum Made {
    /// A sample that is still to be looked at.
    Part(Box<DraftPart>),
    /// Something that is there already.
    Answer(Answer),
}

/// How many calls a run made.
fn calls(run: &RecordedRun) -> usize {
    run.calls.len().max(usize::from(!run.asked.is_empty()))
}
