//! How long a call may take, and what is tried again.

use super::{Unknown, is_default};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Limits of a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Policy {
    /// From the start of a try to the last byte of its answer, in milliseconds. Every repetition has this time again.
    pub time_limit_ms: u64,
    /// Until the connection stands, in milliseconds; 5,000 when not set. Not longer than the time limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connect_limit_ms: Option<u64>,
    /// The longest silence between two parts of an answer, in milliseconds; 5,000 when not set. Not longer than the time limit.
    /// The wait for the first part is no silence: the time limit holds for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idle_limit_ms: Option<u64>,
    /// What is tried again.
    #[serde(skip_serializing_if = "is_default")]
    pub retries: Retries,
    /// The largest answer that is read, in bytes, counted after decompression.
    pub largest_response_bytes: u64,
    /// Whether the call may be sent elsewhere.
    #[serde(skip_serializing_if = "is_default")]
    pub redirects: Redirects,
    /// The header that makes a repeated write harmless, such as `Idempotency-Key`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idempotency_header: Option<String>,
    /// Fields this version does not know; kept as they are.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Policy {
    /// The limit of the connection where none is set: a system that is there answers a connection at once.
    pub const CONNECT_LIMIT_MS: u64 = 5_000;
    /// The limit of silence in the middle of an answer where none is set.
    pub const IDLE_LIMIT_MS: u64 = 5_000;
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            time_limit_ms: 8_000,
            connect_limit_ms: None,
            idle_limit_ms: None,
            retries: Retries::default(),
            largest_response_bytes: 1_000_000,
            redirects: Redirects::default(),
            idempotency_header: None,
            unknown: Unknown::default(),
        }
    }
}

/// What is tried again, and when.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retries {
    /// How often, after the first try; at most 10 times.
    #[serde(default)]
    pub count: u32,
    /// The longest pause before the first repetition, in milliseconds; doubled each time. Chance makes each pause shorter, by
    /// at most a half, so that many conversations do not come back at the same moment.
    #[serde(default)]
    pub backoff_ms: u64,
    /// On which causes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on: Vec<RetryCause>,
}

/// Why a call is tried again.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RetryCause {
    /// No connection.
    #[default]
    Unreachable,
    /// No answer within the limit.
    Timeout,
    /// Status 429.
    RateLimited,
    /// Status 500 to 599.
    ServerError,
}

/// Whether an answer may send the call elsewhere.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Redirects {
    /// A redirect is an answer like any other.
    None,
    /// Followed when scheme, host and port stay the same.
    #[default]
    SameOrigin,
    /// Followed anywhere, without any authentication once scheme, host or port change.
    Any,
}
