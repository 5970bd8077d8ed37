//! The name of a secret.

use super::Unknown;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A secret by its name. Its value is never part of a file: it is looked up when a call is made, in the environment
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

/// What the names of environment variables of secrets start with.
const VARIABLE_PREFIX: &str = "HOOKWRIGHT_SECRET_";

impl Secret {
    /// The environment variable in which the value of the secret of that name is looked up: `crm_token` is
    /// `HOOKWRIGHT_SECRET_CRM_TOKEN`. Everything but letters and digits becomes `_`.
    pub fn variable_of(name: &str) -> String {
        let name = name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' });
        VARIABLE_PREFIX.chars().chain(name).collect()
    }

    /// The name of the secret whose value is looked up in the environment variable of that name, as far as it can be told:
    /// `HOOKWRIGHT_SECRET_CRM_TOKEN` is `crm_token`. None for every other variable.
    pub fn of_variable(variable: &str) -> Option<String> {
        let rest = variable.strip_prefix(VARIABLE_PREFIX).filter(|rest| !rest.is_empty())?;
        Some(rest.to_ascii_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn names_of_variables() {
        let check = |name: &str, expect: &str| assert_eq!(Secret::variable_of(name), expect);
        check("crm_token", "HOOKWRIGHT_SECRET_CRM_TOKEN");
        check("crm-token.v2", "HOOKWRIGHT_SECRET_CRM_TOKEN_V2");
        assert_eq!(Secret::of_variable("HOOKWRIGHT_SECRET_CRM_TOKEN").as_deref(), Some("crm_token"));
        assert_eq!(Secret::of_variable("CRM_TOKEN"), None);
        assert_eq!(Secret::of_variable("HOOKWRIGHT_SECRET_"), None);
    }
}
