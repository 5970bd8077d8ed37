//! Where the terminal finds the values of secrets.

use std::collections::BTreeMap;
use std::io::{IsTerminal as _, stderr, stdin};
use std::sync::{Arc, Mutex, PoisonError};

use crate::engine::{SecretValue, Secrets};
use crate::files;
use crate::secrets::{EnvironmentSecrets, FileSecrets, KeychainSecrets, SealedSecrets, SecretChain};

/// Environment variables, the keychain, the encrypted file of the window; and the person, where there is one.
pub(super) fn secrets() -> SecretChain {
    let mut chain = SecretChain::default()
        .then("environment variable", Arc::new(EnvironmentSecrets))
        .then("keychain", Arc::new(KeychainSecrets::default()));
    if let Some(kept) = files::private_files() {
        let read = move || kept.read().map(|(file, key)| SealedSecrets { file, key });
        chain = chain.then("encrypted file", Arc::new(FileSecrets::new(read)));
    }
    if stdin().is_terminal() && stderr().is_terminal() {
        chain = chain.then("terminal", Arc::new(AskedSecrets::default()));
    }
    chain
}

/// Asks the person once for each secret, without showing what is typed, and holds it for this process.
#[derive(Default)]
struct AskedSecrets {
    /// An answer that is none is remembered too. Locked while asking, so that runs at the same time ask once.
    answers: Mutex<BTreeMap<String, Option<SecretValue>>>,
}

impl Secrets for AskedSecrets {
    fn value(&self, name: &str) -> Option<SecretValue> {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.entry(name.to_owned()).or_insert_with(|| ask(name)).clone()
    }

    /// Nothing: who was asked and did not answer needs another place.
    fn place(&self, _name: &str) -> String {
        String::new()
    }
}

fn ask(name: &str) -> Option<SecretValue> {
    // A name from a file must not move the cursor.
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    let typed =
        rpassword::prompt_password(format!("Value of the secret {name} (not shown, not kept): ")).ok()?;
    (!typed.is_empty()).then(|| SecretValue::new(typed))
}
