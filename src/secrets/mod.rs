//! Values of secrets: environment variables, and the built-in ones of the demo.
//!
//! A project names its secrets; their values are looked up here at the moment of a run and go nowhere but into the request.
#![expect(clippy::disallowed_methods, reason = "this room reads secrets from the process environment")]

use crate::engine::{SecretValue, Secrets};

/// What the names of environment variables start with: `crm_token` is `HOOKWRIGHT_SECRET_CRM_TOKEN`.
pub const VARIABLE_PREFIX: &str = "HOOKWRIGHT_SECRET_";

/// Secrets from environment variables.
#[derive(Clone, Copy, Debug, Default)]
pub struct EnvironmentSecrets;

impl Secrets for EnvironmentSecrets {
    fn value(&self, name: &str) -> Option<SecretValue> {
        // A line break at the end is what `export X=$(cat file)` and editors leave behind.
        let value = std::env::var(variable(name)).ok()?;
        let value = value.trim_end_matches(['\r', '\n']);
        (!value.is_empty()).then(|| SecretValue::new(value))
    }

    fn place(&self, name: &str) -> String {
        format!("the environment variable `{}`", variable(name))
    }
}

/// The environment variable of a secret: capitals, everything but letters and digits as `_`.
pub fn variable(name: &str) -> String {
    let name = name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' });
    VARIABLE_PREFIX.chars().chain(name).collect()
}

/// The secrets of an environment of stage `demo`: whatever the name, the token that the bundled server asks for.
#[derive(Clone, Debug)]
pub struct DemoSecrets {
    token: SecretValue,
}

impl DemoSecrets {
    /// Secrets that all have this value.
    pub fn new(token: &str) -> Self {
        Self { token: SecretValue::new(token) }
    }
}

impl Secrets for DemoSecrets {
    fn value(&self, _name: &str) -> Option<SecretValue> {
        Some(self.token.clone())
    }

    fn place(&self, _name: &str) -> String {
        "the demo server, which has its own".to_owned()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_of_variables() {
        let check = |name: &str, expect: &str| assert_eq!(super::variable(name), expect);
        check("crm_token", "HOOKWRIGHT_SECRET_CRM_TOKEN");
        check("crm-token.v2", "HOOKWRIGHT_SECRET_CRM_TOKEN_V2");
    }
}
