//! Secrets in an encrypted file, for computers without a keychain.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{VaultError, lock_vault, new_vault_key, open_vault};
use crate::engine::{SecretValue, Secrets};

/// An encrypted file and its key, as bytes.
#[derive(Clone)]
pub struct SealedSecrets {
    /// The file.
    pub file: Vec<u8>,
    /// The key, which lies in a file of its own.
    pub key: Vec<u8>,
}

/// Secrets in an encrypted file. It is read anew for each value, so that what was just kept is found.
#[derive(Clone)]
pub struct FileSecrets {
    read: Arc<dyn Fn() -> Option<SealedSecrets> + Send + Sync>,
}

impl FileSecrets {
    /// Secrets in the file that `read` gives; nothing when there is none.
    pub fn new(read: impl Fn() -> Option<SealedSecrets> + Send + Sync + 'static) -> Self {
        Self { read: Arc::new(read) }
    }

    /// The file with one value more, to be written by the caller. Without a file a new key is made.
    ///
    /// # Errors
    /// When the file that is there cannot be opened: it is then not to be overwritten.
    pub fn with(&self, name: &str, value: &SecretValue) -> Result<SealedSecrets, VaultError> {
        let (mut values, key) = match (self.read)() {
            Some(sealed) => (values(&sealed)?, sealed.key),
            None => (BTreeMap::new(), new_vault_key()?),
        };
        values.insert(name.to_owned(), value.clone());
        Ok(SealedSecrets { file: lock_vault(&values, &key)?, key })
    }

    /// The file without a value, to be written by the caller; nothing when it holds no such value.
    ///
    /// # Errors
    /// When the file that is there cannot be opened: it is then not to be overwritten.
    pub fn without(&self, name: &str) -> Result<Option<SealedSecrets>, VaultError> {
        let Some(sealed) = (self.read)() else { return Ok(None) };
        let mut values = values(&sealed)?;
        if values.remove(name).is_none() {
            return Ok(None);
        }
        Ok(Some(SealedSecrets { file: lock_vault(&values, &sealed.key)?, key: sealed.key }))
    }
}

fn values(sealed: &SealedSecrets) -> Result<BTreeMap<String, SecretValue>, VaultError> {
    let known = open_vault(&sealed.file, &sealed.key)?;
    let all = known.names().into_iter();
    Ok(all.filter_map(|name| known.value(&name).map(|value| (name, value))).collect())
}

impl Secrets for FileSecrets {
    fn value(&self, name: &str) -> Option<SecretValue> {
        let sealed = (self.read)()?;
        open_vault(&sealed.file, &sealed.key).ok()?.value(name)
    }

    /// Nothing: nobody puts a value there by hand.
    fn place(&self, _name: &str) -> String {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn values_are_added_and_found_at_once() {
        let disk: Arc<Mutex<Option<SealedSecrets>>> = Arc::default();
        let reading = Arc::clone(&disk);
        let secrets = FileSecrets::new(move || reading.lock().unwrap().clone());
        for (name, value) in [("a", "first"), ("b", "second"), ("a", "third")] {
            assert_ne!(secrets.value(name).map(|found| found.reveal() == value), Some(true));
            let sealed = secrets.with(name, &SecretValue::new(value)).unwrap();
            *disk.lock().unwrap() = Some(sealed);
            assert_eq!(secrets.value(name).unwrap().reveal(), value);
        }
        assert_eq!(secrets.value("b").unwrap().reveal(), "second");
        assert!(secrets.without("c").unwrap().is_none());
        *disk.lock().unwrap() = secrets.without("a").unwrap();
        assert_eq!(secrets.value("a"), None);
        assert_eq!(secrets.value("b").unwrap().reveal(), "second");
    }

    #[test]
    fn a_file_that_cannot_be_opened_is_not_replaced() {
        let key = new_vault_key().unwrap();
        let sealed = SealedSecrets { file: b"something else".to_vec(), key };
        let secrets = FileSecrets::new(move || Some(sealed.clone()));
        assert_eq!(secrets.with("a", &SecretValue::new("value")).err(), Some(VaultError::Format));
        assert_eq!(secrets.value("a"), None);
    }
}
