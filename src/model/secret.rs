//! The name of a secret.

use super::Unknown;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A secret by its name. Its value is never part of a file: it lives in the system keychain or in the environment
/// variable `HOOKWRIGHT_SECRET_` followed by the name in capitals.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Secret {
    /// Lower case with underscores: `crm_token`.
    pub name: String,
    /// What it is and who hands it out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The hosts it may be sent to. Empty: only the hosts of the connections that use it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<String>,
    /// Fields this version does not know; kept as they are.
    #[serde(flatten)]
    pub unknown: Unknown,
}
