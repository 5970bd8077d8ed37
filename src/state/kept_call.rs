//! What the history keeps of the calls of a run: small answers, without anything personal, so that a scenario can be made of them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::answer_work::{AnswerFound, AnswerOrder, AnswerWork, Design};
use crate::engine::RunResult;
use crate::model::{Header, Project, SampleBody};

/// Larger answers are not kept, in bytes.
pub(super) const LARGEST_KEPT: usize = 16_000;

/// One call of a recorded run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptCall {
    /// The call's id.
    pub call: String,
    /// What came back.
    pub end: KeptEnd,
}

/// What came back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptEnd {
    /// Nothing.
    #[default]
    Nothing,
    /// This answer, with examples in the place of what is personal.
    Answer {
        /// The status.
        status: u16,
        /// The headers that matter.
        headers: Vec<Header>,
        /// The body.
        body: SampleBody,
        /// How large it was.
        bytes: usize,
    },
    /// An answer that is too large or too old to be kept.
    LeftOut {
        /// Its status.
        status: u16,
    },
}

impl KeptCall {
    /// How large the answer is that is kept, in bytes.
    pub(super) fn bytes(&self) -> usize {
        match &self.end {
            KeptEnd::Answer { bytes, .. } => *bytes,
            KeptEnd::Nothing | KeptEnd::LeftOut { .. } => 0,
        }
    }

    /// Keeps only that there was an answer.
    pub(super) fn leave_out(&mut self) {
        if let KeptEnd::Answer { status, .. } = self.end {
            self.end = KeptEnd::LeftOut { status };
        }
    }
}

/// The calls of a run that has just ended.
pub(super) fn kept_calls(project: &Project, result: &RunResult) -> Vec<KeptCall> {
    let project = Arc::new(project.clone());
    let records = result.calls.iter().enumerate();
    let kept = records.map(|(position, record)| {
        let end = match &record.response {
            None => KeptEnd::Nothing,
            Some(answer) if answer.body.len() > LARGEST_KEPT => KeptEnd::LeftOut { status: answer.status },
            Some(answer) => {
                let design = Design {
                    project: Arc::clone(&project),
                    integration: result.integration.clone(),
                    call: record.call.clone(),
                };
                let order = AnswerOrder {
                    number: 0,
                    call: position,
                    text: Arc::clone(&answer.body),
                    outline: None,
                    work: AnswerWork::Cleanse { design, inputs: result.inputs.clone() },
                };
                match order.carry_out().found {
                    AnswerFound::Cleansed { body, .. } => KeptEnd::Answer {
                        status: answer.status,
                        headers: headers_that_matter(&answer.headers),
                        body,
                        bytes: answer.body.len(),
                    },
                    _ => KeptEnd::LeftOut { status: answer.status },
                }
            }
        };
        KeptCall { call: record.call.clone(), end }
    });
    kept.collect()
}

/// The kind of the body, unless it is the usual one.
pub(super) fn headers_that_matter(headers: &[(String, String)]) -> Vec<Header> {
    let kind = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    let other = kind.filter(|(_, value)| !value.starts_with("application/json"));
    other.map(|(name, value)| Header { name: name.clone(), value: value.clone() }).into_iter().collect()
}
