//! One run as a state machine without a network.
//!
//! ```text
//! start ─► inputs ─┬─ missing or wrong ───────────────────────────────┐
//!                  └─► plan ─┬─ value cannot be carried ──────────────┤
//!                     ▲      └─► Send(request) … answer(exchange) ─┬──┤
//!                     │               ▲                            │  │
//!                     │               └─ again, after a pause ◄────┤  │
//!                     └────────────── next call ◄──────────────────┘  ▼
//!                                                         Done(outcome, reply)
//! ```

use serde_json::{Map, Value};

use super::charset::shown_text;
use super::inputs::{InputProblem, collect};
use super::plan::{Refusal, plan};
use super::prepared::prepared;
use super::result::{Attempt, CallRecord, RunResult, ShownRequest, ShownResponse};
use super::retry::{self, Tried};
use super::said::SaidWaiting;
use super::say::{self, answer, input_label};
use super::understand::{Reader, Verdict};
use super::{Done, Exchange, Redactor, Request, Response, Setup, Step};
use crate::model::{Finding, StandardOutcome};

/// What a run wants next.
#[derive(Debug)]
pub enum Next {
    /// This request is to be sent; the run goes on with [`Run::answer`].
    Send(Box<Request>),
    /// It is over.
    Done(Box<RunResult>),
}

/// A run between two requests.
pub struct Run {
    setup: Setup,
    inputs: Map<String, Value>,
    outputs: Map<String, Value>,
    calls: Vec<CallRecord>,
    /// The tries of the call under way.
    attempts: Vec<Attempt>,
    pending: Option<Request>,
    redactor: Redactor,
    elapsed_ms: u64,
}

impl Run {
    fn new(setup: Setup) -> Self {
        Self {
            setup,
            inputs: Map::new(),
            outputs: Map::new(),
            calls: Vec::new(),
            attempts: Vec::new(),
            pending: None,
            redactor: Redactor::default(),
            elapsed_ms: 0,
        }
    }

    /// Collects the inputs and plans the first call.
    ///
    /// # Errors
    /// The findings that make the design impossible to run; nothing was sent and nobody could be served.
    pub fn start(setup: Setup) -> Result<(Self, Next), Vec<Finding>> {
        let mut run = Self::new(setup);
        let next = match collect(&run.setup) {
            Ok(inputs) => {
                run.inputs = inputs;
                run.next_call()?
            }
            Err(problem) => run.refuse_input(&problem),
        };
        Ok((run, next))
    }

    /// The end of a run that nothing saved leads to, with given values; for previews.
    pub(super) fn forced(setup: Setup, outcome: &str, values: Map<String, Value>) -> RunResult {
        let mut run = Self::new(setup);
        run.outputs = values;
        let verdict = Verdict {
            outcome: outcome.to_owned(),
            because: "Shown with the values of the examples".to_owned(),
        };
        run.result(verdict, None)
    }

    /// Takes what came back for the request that [`Next::Send`] handed out.
    pub fn answer(&mut self, exchange: &Exchange) -> Next {
        self.elapsed_ms = self.elapsed_ms.saturating_add(exchange.elapsed_ms);
        exchange.tokens.iter().for_each(|token| self.redactor.add(token));
        if let Some(request) = self.pending.take() {
            self.attempts.push(self.attempt(&request, exchange));
            if let Some(pause_ms) = self.pause_before_next(exchange) {
                return self.again(request, pause_ms);
            }
            let record = self.record(&request, exchange);
            self.calls.push(record);
        }
        let index = self.calls.len().saturating_sub(1);
        let integration = self.setup.integration.clone();
        let prepared = prepared(&integration);
        let is_last = index + 1 >= integration.calls.len();
        let Some((call, prepared)) = integration.calls.get(index).zip(prepared.call(index)) else {
            return self.done(
                Verdict::standard(StandardOutcome::InvalidResponse, "The run has no such call".to_owned()),
                None,
            );
        };
        let values = self.values();
        let connection = self.setup.connection(&call.connection).cloned().unwrap_or_default();
        let (integration, connection, values) = (&integration, &connection, &values);
        let reader = Reader { integration, call, prepared, connection, values, is_last };
        let understood = reader.understand(&exchange.answer);
        // A system that repeats its key must not make the bot say it.
        for (name, mut value) in understood.outputs {
            self.redactor.mask_value(&mut value);
            self.outputs.insert(name, value);
        }
        if let Some(verdict) = understood.verdict {
            return self.done(verdict, None);
        }
        self.next_call().unwrap_or_else(|findings| self.broken_later_call(findings))
    }

    /// How many calls are over.
    pub(super) fn calls_done(&self) -> usize {
        self.calls.len()
    }

    /// The pause after which the call is to be tried again, if it is.
    fn pause_before_next(&self, exchange: &Exchange) -> Option<u64> {
        let integration = &self.setup.integration;
        let call = integration.calls.get(self.calls.len())?;
        // A limit is noticed a moment late, which is no reason to give up a try.
        let limit_ms = call.policy.time_limit_ms;
        let spent = self
            .attempts
            .iter()
            .map(|attempt| attempt.elapsed_ms.min(limit_ms).saturating_add(attempt.after_ms));
        let elapsed = jiff::SignedDuration::from_millis(i64::try_from(self.elapsed_ms).unwrap_or(i64::MAX));
        let start = self.setup.conversation.now;
        let tried = Tried {
            repetitions: u32::try_from(self.attempts.len().saturating_sub(1)).unwrap_or(u32::MAX),
            spent_ms: spent.fold(0, u64::saturating_add),
            now: start.saturating_add(elapsed).unwrap_or(start),
            seed: &self.setup.run_id,
        };
        retry::pause_before_next(call, integration.trigger.risk, exchange, tried)
    }

    fn again(&mut self, mut request: Request, pause_ms: u64) -> Next {
        self.elapsed_ms = self.elapsed_ms.saturating_add(pause_ms);
        request.after_ms = pause_ms;
        self.pending = Some(request.clone());
        Next::Send(Box::new(request))
    }

    fn next_call(&mut self) -> Result<Next, Vec<Finding>> {
        let integration = self.setup.integration.clone();
        let Some(call) = integration.calls.get(self.calls.len()) else {
            let because = "The integration asks nobody".to_owned();
            return Ok(self.done(Verdict::standard(StandardOutcome::Success, because), None));
        };
        match plan(&self.setup, call, &self.values()) {
            Ok(planned) => {
                self.redactor.merge(planned.redactor);
                self.pending = Some(planned.request.clone());
                Ok(Next::Send(Box::new(planned.request)))
            }
            Err(Refusal::Design(findings)) => Err(findings),
            Err(Refusal::Value { finding, missing }) => Ok(self.refuse_value(*finding, missing)),
        }
    }

    /// A design that only fails at its second call has already asked the first: the customer needs an answer.
    fn broken_later_call(&mut self, findings: Vec<Finding>) -> Next {
        let because = findings.first().map_or_else(String::new, |finding| finding.title.clone());
        let mut next = self.done(Verdict::standard(StandardOutcome::InvalidResponse, because), None);
        if let Next::Done(result) = &mut next {
            result.findings.extend(findings);
        }
        next
    }

    fn refuse_input(&mut self, problem: &InputProblem) -> Next {
        let (outcome, input, because) = match problem {
            InputProblem::Missing { input } => {
                let because = format!("{} is not known", input_label(&self.setup, input));
                (StandardOutcome::MissingInput, input, because)
            }
            InputProblem::Wrong { input, reason } => {
                let because = format!("{} {reason}", input_label(&self.setup, input));
                (StandardOutcome::BadInput, input, because)
            }
        };
        self.done(Verdict::standard(outcome, because), Some(input.clone()))
    }

    fn refuse_value(&mut self, finding: Finding, missing: Option<String>) -> Next {
        let input = missing.filter(|name| self.setup.integration.input(name).is_some());
        let outcome = if input.is_some() { StandardOutcome::MissingInput } else { StandardOutcome::BadInput };
        let mut next = self.done(Verdict::standard(outcome, finding.title.clone()), input);
        if let Next::Done(result) = &mut next {
            result.findings.push(finding);
        }
        next
    }

    fn values(&self) -> Map<String, Value> {
        let mut values = self.inputs.clone();
        values.extend(self.outputs.iter().map(|(name, value)| (name.clone(), value.clone())));
        values
    }

    fn done(&mut self, verdict: Verdict, input: Option<String>) -> Next {
        Next::Done(Box::new(self.result(verdict, input)))
    }

    fn result(&mut self, verdict: Verdict, input: Option<String>) -> RunResult {
        let setup = &self.setup;
        // An output may be a large list: it moves, and is not copied.
        let names: Vec<String> = self.outputs.keys().cloned().collect();
        let mut values = self.inputs.clone();
        values.extend(std::mem::take(&mut self.outputs));
        let question = input.as_deref().and_then(|input| say::question(setup, input));
        let answered = answer(setup, &verdict.outcome, &values, question);
        let waiting = setup.integration.waiting.as_ref().filter(|waiting| waiting.after_ms < self.elapsed_ms);
        let waiting = waiting.and_then(|waiting| {
            let text = say::words(setup, &waiting.text, &values)?;
            Some(SaidWaiting { after_ms: waiting.after_ms, text })
        });
        let standard = StandardOutcome::from_id(&verdict.outcome);
        RunResult {
            integration: setup.integration.id.clone(),
            environment: setup.environment_id().to_owned(),
            outcome_name: setup.integration.outcome_name(&verdict.outcome).to_owned(),
            error: standard.is_some_and(StandardOutcome::is_error),
            outcome: verdict.outcome,
            because: self.redactor.mask(&verdict.because),
            input,
            messages: answered.messages,
            fell_back: answered.fell_back,
            waiting,
            remember: answered.remember,
            handoff: answered.handoff,
            inputs: self.inputs.clone(),
            outputs: names.iter().filter_map(|name| values.remove_entry(name)).collect(),
            calls: std::mem::take(&mut self.calls),
            elapsed_ms: self.elapsed_ms,
            findings: answered.findings,
        }
    }

    fn attempt(&self, request: &Request, exchange: &Exchange) -> Attempt {
        Attempt {
            after_ms: request.after_ms,
            status: exchange.answer.as_ref().ok().map(|response| response.status),
            failure: self.shown_failure(exchange),
            elapsed_ms: exchange.elapsed_ms,
            steps: exchange.steps.iter().map(|step| shown_step(step, &self.redactor)).collect(),
        }
    }

    /// The record of a call that is over; takes its tries.
    fn record(&mut self, request: &Request, exchange: &Exchange) -> CallRecord {
        let attempts = std::mem::take(&mut self.attempts);
        let times = attempts.iter().map(|attempt| attempt.after_ms.saturating_add(attempt.elapsed_ms));
        CallRecord {
            call: request.call.clone(),
            request: shown_request(request, &self.redactor),
            response: exchange.answer.as_ref().ok().map(|response| shown_response(response, &self.redactor)),
            failure: self.shown_failure(exchange),
            elapsed_ms: times.fold(0, u64::saturating_add),
            first_byte_ms: exchange.first_byte_ms,
            attempts,
        }
    }

    fn shown_failure(&self, exchange: &Exchange) -> Option<String> {
        exchange.answer.as_ref().err().map(|failure| self.redactor.mask(&failure.to_string()))
    }

    /// The values of the inputs.
    pub fn inputs(&self) -> &Map<String, Value> {
        &self.inputs
    }

    /// The request that is being sent, for people.
    pub fn shown_pending(&self) -> Option<ShownRequest> {
        self.pending.as_ref().map(|request| shown_request(request, &self.redactor))
    }
}

fn shown_request(request: &Request, redactor: &Redactor) -> ShownRequest {
    let headers = request.headers.iter().map(|(name, value)| (name.clone(), redactor.mask(value)));
    ShownRequest {
        method: request.method.name().to_owned(),
        url: redactor.mask(request.url.as_str()),
        headers: headers.collect(),
        body: redactor.mask(&String::from_utf8_lossy(&request.body)),
    }
}

fn shown_step(step: &Step, redactor: &Redactor) -> Step {
    let mut shown = step.clone();
    if let Done::SignedIn { url } | Done::SentOn { url, .. } | Done::NotSentOn { url } = &mut shown.done {
        *url = redactor.mask(url);
    }
    shown
}

fn shown_response(response: &Response, redactor: &Redactor) -> ShownResponse {
    let headers = response.headers.iter().map(|(name, value)| (name.clone(), redactor.mask(value)));
    ShownResponse {
        status: response.status,
        headers: headers.collect(),
        body: redactor.mask_body(&shown_text(response)),
        bytes: response.body.len(),
    }
}
