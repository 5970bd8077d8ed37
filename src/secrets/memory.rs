//! Secrets that a person typed in, for as long as the program runs.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::engine::{SecretValue, Secrets};

/// Values held in memory and written nowhere. Clones share them.
#[derive(Clone, Default)]
pub struct MemorySecrets(Arc<Mutex<BTreeMap<String, SecretValue>>>);

impl MemorySecrets {
    /// Remembers a value; an empty one is forgotten.
    pub fn set(&self, name: &str, value: SecretValue) {
        if value.reveal().is_empty() {
            self.values().remove(name);
        } else {
            self.values().insert(name.to_owned(), value);
        }
    }

    /// The names of the values that are known.
    pub fn names(&self) -> Vec<String> {
        self.values().keys().cloned().collect()
    }

    fn values(&self) -> MutexGuard<'_, BTreeMap<String, SecretValue>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for MemorySecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}

impl Secrets for MemorySecrets {
    fn value(&self, name: &str) -> Option<SecretValue> {
        self.values().get(name).cloned()
    }

    fn place(&self, _name: &str) -> String {
        "the field that asks for it".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_shared_and_never_shown() {
        let secrets = MemorySecrets::default();
        secrets.clone().set("token", SecretValue::new("canary"));
        assert_eq!(secrets.value("token").unwrap().reveal(), "canary");
        assert!(!format!("{secrets:?}").contains("canary"));
        secrets.set("token", SecretValue::new(""));
        assert_eq!(secrets.value("token"), None);
    }
}
