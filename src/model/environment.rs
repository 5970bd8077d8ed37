//! Where the calls go: demo, staging, production.

use super::Unknown;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A set of base addresses and secret names, chosen as one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Environment {
    /// Referenced by [`Connection::base_urls`](super::Connection::base_urls).
    pub id: String,
    /// The name on the screen.
    pub name: String,
    /// What is at stake there.
    #[serde(default)]
    pub stage: Stage,
    /// Fields this version does not know; kept as they are.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What is at stake in an environment.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The bundled demo server; started by Hookwright itself, whatever port the base address names.
    Demo,
    /// Real systems with test data: writes need no confirmation by the person who tests.
    Test,
    /// Real customers' data.
    #[default]
    Production,
}
