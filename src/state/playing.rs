//! Many runs at once: scenarios, the rows of a table, the failure drill.

use std::sync::Arc;

use crate::engine::{Conversation, RunResult};
use crate::model::{Answer, Finding, Project};

/// Everything that many runs need, by value.
#[derive(Clone, Debug, PartialEq)]
pub struct PlayOrder {
    /// The number of the order; results with another one are dropped.
    pub run: u64,
    /// The design at this moment.
    pub project: Arc<Project>,
    /// Where live runs go.
    pub environment: String,
    /// What is played.
    pub trials: Vec<Trial>,
}

/// One run of many.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// Which integration.
    pub integration: String,
    /// What is known.
    pub conversation: Conversation,
    /// Where the answers come from.
    pub answered_by: AnsweredBy,
}

/// Where the answers of a run come from.
#[derive(Clone, Debug, PartialEq)]
pub enum AnsweredBy {
    /// Samples and things that go wrong.
    Saved(Vec<Answer>),
    /// The systems of the environment.
    Systems,
}

/// How one run of many ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Played {
    /// Its place in the order.
    pub trial: usize,
    /// The result, or why it could not start.
    pub result: Result<Box<RunResult>, Vec<Finding>>,
}
