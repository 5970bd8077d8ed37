//! A system that is called.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::{Authentication, Parameter, Unknown, is_default};

/// A system to call, and how we prove who we are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Connection {
    /// Referenced by [`Call::connection`](super::Call::connection).
    pub id: String,
    /// The name on the screen: "CRM".
    pub name: String,
    /// What the system is, for the next person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The address that every path is appended to, per environment id. In an environment of stage `demo` scheme, host
    /// and port are those of the bundled demo server and only the path counts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub base_urls: BTreeMap<String, String>,
    /// How we prove who we are.
    #[serde(default, skip_serializing_if = "is_default")]
    pub authentication: Authentication,
    /// Sent with every call.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<Parameter>,
    /// Encryption settings beyond the safe default.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tls: Tls,
    /// Fields this version does not know; kept as they are.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// Encryption settings. Certificates are always verified; an exception names its host.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Tls {
    /// Path of a PEM file with further certificate authorities, relative to the project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra_authorities: Option<String>,
    /// Hosts whose certificate is not verified. Each one is a finding.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unverified_hosts: Vec<String>,
    /// Fields this version does not know; kept as they are.
    #[serde(flatten)]
    pub unknown: Unknown,
}
