//! Values of secrets on their way into a request.

use std::fmt;

/// The value of a secret. Debug and Display show a mask; only [`SecretValue::reveal`] gives it away.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretValue(String);

impl SecretValue {
    /// What is shown instead of a secret.
    pub const MASK: &'static str = "••••••••";

    /// Wraps a value.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value itself, for the request alone.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::MASK)
    }
}

impl fmt::Display for SecretValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::MASK)
    }
}

/// Where the values of secrets come from.
pub trait Secrets: Send + Sync {
    /// The value of the secret with that name, if it is known.
    fn value(&self, name: &str) -> Option<SecretValue>;

    /// Where a person can put the value: `the environment variable HOOKWRIGHT_SECRET_CRM_TOKEN`.
    fn place(&self, name: &str) -> String;
}

/// For previews: every secret is there, and is its own mask.
#[derive(Clone, Copy, Debug, Default)]
pub struct MaskedSecrets;

impl Secrets for MaskedSecrets {
    fn value(&self, _name: &str) -> Option<SecretValue> {
        Some(SecretValue::new(SecretValue::MASK))
    }

    fn place(&self, _name: &str) -> String {
        String::new()
    }
}
