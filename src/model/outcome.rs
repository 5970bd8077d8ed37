//! How a run can end.

use super::Rule;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The outcomes that every integration has. The first that fits wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StandardOutcome {
    /// Answered, understood, and no own outcome fits.
    Success,
    /// Answered with nothing in it.
    Empty,
    /// Status 404 or 410.
    NotFound,
    /// An input is not acceptable (before anything is sent), or status 400, 409 or 422.
    BadInput,
    /// A required input is not known; nothing was sent.
    MissingInput,
    /// Status 401 or 403.
    Unauthorized,
    /// Status 429.
    RateLimited,
    /// Status 500 to 599.
    ServerError,
    /// No complete answer within the time limit.
    Timeout,
    /// No connection, or one that broke.
    Unreachable,
    /// An answer that is not what the contract says: no JSON, missing fields, wrong types, too large, an unexpected status.
    InvalidResponse,
}

impl StandardOutcome {
    /// Every one, in the order of the screen.
    pub const ALL: [Self; 11] = [
        Self::Success,
        Self::Empty,
        Self::NotFound,
        Self::BadInput,
        Self::MissingInput,
        Self::Unauthorized,
        Self::RateLimited,
        Self::ServerError,
        Self::Timeout,
        Self::Unreachable,
        Self::InvalidResponse,
    ];

    /// The word in files and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Empty => "empty",
            Self::NotFound => "not_found",
            Self::BadInput => "bad_input",
            Self::MissingInput => "missing_input",
            Self::Unauthorized => "unauthorized",
            Self::RateLimited => "rate_limited",
            Self::ServerError => "server_error",
            Self::Timeout => "timeout",
            Self::Unreachable => "unreachable",
            Self::InvalidResponse => "invalid_response",
        }
    }

    /// The outcome with that id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.id() == id)
    }

    /// The name on the screen, unless the integration has its own for it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Success => "Any other answer",
            Self::Empty => "Empty answer",
            Self::NotFound => "Not found",
            Self::BadInput => "Not accepted",
            Self::MissingInput => "Something missing",
            Self::Unauthorized => "Key refused",
            Self::RateLimited => "Too many requests",
            Self::ServerError => "Error in the system",
            Self::Timeout => "Slow",
            Self::Unreachable => "Down",
            Self::InvalidResponse => "Malformed answer",
        }
    }

    /// Whether a run that ends so did what it was for.
    pub fn is_error(self) -> bool {
        !matches!(self, Self::Success | Self::Empty | Self::NotFound)
    }
}

/// An outcome of the analyst's own: a rule over outputs and status. Own outcomes are tried in order, before the standard ones
/// that an answer can lead to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnOutcome {
    /// Used as the key of its reply.
    pub id: String,
    /// The name on the screen: "Expired".
    #[serde(default)]
    pub name: String,
    /// When it applies.
    pub when: Rule,
}
