//! Values of secrets: environment variables, memory, the keychain, an encrypted file, and the built-in ones of the demo.
//!
//! A project names its secrets; their values are looked up here at the moment of a run and go nowhere but into the request.
#![expect(clippy::disallowed_methods, reason = "this room reads secrets from the process environment")]

mod chain;
mod kept_file;
mod keychain;
mod memory;
mod vault;

use crate::engine::{SecretValue, Secrets};
use crate::model::Secret;
pub use chain::SecretChain;
pub use kept_file::{FileSecrets, SealedSecrets};
pub use keychain::{KEYCHAIN_SERVICE, KeychainSecrets};
pub use memory::MemorySecrets;
pub use vault::{VaultError, lock_vault, new_vault_key, open_vault};

/// Secrets from environment variables.
#[derive(Clone, Copy, Debug, Default)]
pub struct EnvironmentSecrets;

impl Secrets for EnvironmentSecrets {
    fn value(&self, name: &str) -> Option<SecretValue> {
        // A line break at the end is what `export X=$(cat file)` and editors leave behind.
        let value = std::env::var(Secret::variable_of(name)).ok()?;
        let value = value.trim_end_matches(['\r', '\n']);
        (!value.is_empty()).then(|| SecretValue::new(value))
    }

    fn place(&self, name: &str) -> String {
        format!("the environment variable `{}`", Secret::variable_of(name))
    }
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
