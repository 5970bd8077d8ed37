//! One run as a state machine without a network.
//!
//! ```text
//! start ─► inputs ─┬─ missing or wrong ─────────────────────────────┐
//!                  └─► plan ─┬─ value cannot be carried ────────────┤
//!                     ▲      └─► Send(request) … answer(exchange) ──┤
//!                     └───────────── next call ◄────┘               ▼
//!                                                       Done(outcome, reply)
//! ```

use serde_json::{Map, Value};

use super::inputs::{InputProblem, collect};
use super::plan::{Refusal, plan};
use super::prepared::prepared;
use super::result::{CallRecord, RunResult, ShownRequest, ShownResponse};
use super::said::SaidWaiting;
use super::say::{self, answer, input_label};
use super::understand::{Reader, Verdict};
use super::{Exchange, Redactor, Request, Response, Setup};
use crate::model::{Finding, StandardOutcome};

/// What a run wants next.
#[derive(Debug)]
pub enum Next {
    /// This request is to be sent; the run goes on with [`Run::answer`].
    Send(Request),
    /// It is over.
    Done(Box<RunResult>),
}

/// A run between two requests.
pub struct Run {
    setup: Setup,
    inputs: Map<String, Value>,
    outputs: Map<String, Value>,
    calls: Vec<CallRecord>,
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
        if let Some(request) = self.pending.take() {
            self.calls.push(self.record(&request, exchange));
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
                Ok(Next::Send(planned.request))
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
        let values = self.values();
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
            outputs: self.outputs.clone(),
            calls: std::mem::take(&mut self.calls),
            elapsed_ms: self.elapsed_ms,
            findings: answered.findings,
        }
    }

    fn record(&self, request: &Request, exchange: &Exchange) -> CallRecord {
        let mask = |text: &str| self.redactor.mask(text);
        CallRecord {
            call: request.call.clone(),
            request: shown_request(request, &self.redactor),
            response: exchange.answer.as_ref().ok().map(|response| shown_response(response, &self.redactor)),
            failure: exchange.answer.as_ref().err().map(|failure| mask(&failure.to_string())),
            elapsed_ms: exchange.elapsed_ms,
            first_byte_ms: exchange.first_byte_ms,
        }
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

fn shown_response(response: &Response, redactor: &Redactor) -> ShownResponse {
    let headers = response.headers.iter().map(|(name, value)| (name.clone(), redactor.mask(value)));
    ShownResponse {
        status: response.status,
        headers: headers.collect(),
        body: redactor.mask(&String::from_utf8_lossy(&response.body)),
        bytes: response.body.len(),
    }
}
