//! From an answer to an outcome: which one fits, and why.

use serde_json::{Map, Value};

use super::document::{Document, read_document};
use super::extract::{Extracted, extract};
use super::judge::{Facts, holds};
use super::prepared::PreparedCall;
use super::response::seconds;
use super::{Failure, Response};
use crate::model::{Call, Connection, Integration, StandardOutcome};

/// What a call's answer means.
#[derive(Debug)]
pub(super) struct Understood {
    /// The values taken from the answer.
    pub outputs: Map<String, Value>,
    /// How the run ends, unless it goes on with the next call.
    pub verdict: Option<Verdict>,
}

/// An outcome, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub outcome: String,
    /// A sentence without a full stop: "CRM answered 404".
    pub because: String,
}

impl Verdict {
    pub fn standard(outcome: StandardOutcome, because: String) -> Self {
        Self { outcome: outcome.id().to_owned(), because }
    }
}

/// The reader of one call's answer. `values` are those known before it.
pub(super) struct Reader<'a> {
    pub integration: &'a Integration,
    pub call: &'a Call,
    pub prepared: &'a PreparedCall,
    pub connection: &'a Connection,
    pub values: &'a Map<String, Value>,
    pub is_last: bool,
}

impl Reader<'_> {
    /// Decides. The first that fits wins: no answer; no success; nothing in it; not what was agreed; an own outcome; success.
    pub fn understand(&self, answer: &Result<Response, Failure>) -> Understood {
        let response = match answer {
            Ok(response) => response,
            Err(failure) => return self.ends(Map::new(), self.failed(failure)),
        };
        let document = read_document(response);
        let take = |document| extract(&self.call.outputs, self.prepared.paths(self.call), document);
        let extracted = document.as_ref().map(take).unwrap_or_default();
        let facts = self.facts(&extracted.values, Some(response.status));
        let status_counts = self.call.success.statuses.iter().any(|range| range.contains(response.status));
        let rule_holds = self.call.success.rule.as_ref().is_none_or(|rule| holds(rule, facts));
        if !status_counts || (document.is_ok() && !rule_holds) {
            let own = self.own_outcome(facts);
            let verdict = own.unwrap_or_else(|| self.refused(response.status, status_counts));
            return self.ends(extracted.values, verdict);
        }
        match self.flaw(response, document, &extracted) {
            Some(verdict) => self.ends(extracted.values, verdict),
            None => self.succeeded(extracted.values),
        }
    }

    fn ends(&self, outputs: Map<String, Value>, verdict: Verdict) -> Understood {
        Understood { outputs, verdict: Some(verdict) }
    }

    fn succeeded(&self, outputs: Map<String, Value>) -> Understood {
        if !self.is_last {
            return Understood { outputs, verdict: None };
        }
        let own = self.own_outcome(self.facts(&outputs, None));
        let verdict = own.unwrap_or_else(|| {
            Verdict::standard(StandardOutcome::Success, format!("{} answered as agreed", self.system()))
        });
        self.ends(outputs, verdict)
    }

    /// What is wrong with an answer that counts as a success by its status; nothing is asked of one that nobody reads.
    fn flaw(
        &self,
        response: &Response,
        document: Result<Document<'_>, String>,
        extracted: &Extracted,
    ) -> Option<Verdict> {
        if self.call.outputs.is_empty() && self.call.response_schema.is_none() {
            return None;
        }
        let system = self.system();
        let empty =
            |what: &str| Some(Verdict::standard(StandardOutcome::Empty, format!("{system} answered {what}")));
        if response.body.iter().all(u8::is_ascii_whitespace) {
            return empty("with nothing");
        }
        let invalid = |why: String| Some(Verdict::standard(StandardOutcome::InvalidResponse, why));
        let document = match document {
            Ok(document) => document,
            Err(problem) => return invalid(format!("{system} answered with {problem}")),
        };
        if document.is_nothing() {
            return empty("with an empty list");
        }
        match self.prepared.contract(self.call) {
            Some(Err(problem)) => return invalid(problem.clone()),
            Some(Ok(contract)) => {
                let schema = self.call.response_schema.as_ref().unwrap_or(&Value::Bool(true));
                if let Some(problem) = contract.first_problem_of(schema, &document) {
                    return invalid(format!("The answer of {system} is not as agreed: {problem}"));
                }
            }
            None => {}
        }
        if let Some(problem) = extracted.problems.first() {
            return invalid(format!("The answer of {system} is not as agreed: {problem}"));
        }
        if extracted.empty { empty("with an empty list") } else { None }
    }

    fn facts<'f>(&'f self, outputs: &'f Map<String, Value>, status: Option<u16>) -> Facts<'f> {
        Facts { values: outputs, before: Some(self.values), status }
    }

    fn own_outcome(&self, facts: Facts<'_>) -> Option<Verdict> {
        let own = self.integration.outcomes.iter().find(|own| holds(&own.when, facts))?;
        let because = format!(
            "{} answered, and the rule of “{}” fits",
            self.system(),
            self.integration.outcome_name(&own.id)
        );
        Some(Verdict { outcome: own.id.clone(), because })
    }

    fn system(&self) -> &str {
        &self.connection.name
    }

    fn failed(&self, failure: &Failure) -> Verdict {
        let system = self.system();
        match failure {
            Failure::Timeout { limit_ms } => Verdict::standard(
                StandardOutcome::Timeout,
                format!("{system} did not answer within {} seconds", seconds(*limit_ms)),
            ),
            Failure::Unreachable(what) => {
                Verdict::standard(StandardOutcome::Unreachable, format!("{system} cannot be reached: {what}"))
            }
            Failure::Unreadable(what) => Verdict::standard(
                StandardOutcome::InvalidResponse,
                format!("The answer of {system} is not readable: {what}"),
            ),
            Failure::TooLarge { limit_bytes } => Verdict::standard(
                StandardOutcome::InvalidResponse,
                format!("The answer of {system} is larger than {limit_bytes} bytes"),
            ),
            Failure::SignIn(what) => Verdict::standard(
                StandardOutcome::Unauthorized,
                format!("{system} handed out no token: {what}"),
            ),
            Failure::Cancelled => {
                Verdict::standard(StandardOutcome::Unreachable, "The run was stopped by hand".to_owned())
            }
        }
    }

    fn refused(&self, status: u16, status_counts: bool) -> Verdict {
        let system = self.system();
        if status_counts {
            let because = format!("{system} answered {status}, but the answer reports an error");
            return Verdict::standard(StandardOutcome::ServerError, because);
        }
        let outcome = match status {
            401 | 403 => StandardOutcome::Unauthorized,
            404 | 410 => StandardOutcome::NotFound,
            400 | 409 | 422 => StandardOutcome::BadInput,
            408 => StandardOutcome::Timeout,
            429 => StandardOutcome::RateLimited,
            500..=599 => StandardOutcome::ServerError,
            _ => StandardOutcome::InvalidResponse,
        };
        Verdict::standard(outcome, format!("{system} answered {status}"))
    }
}
