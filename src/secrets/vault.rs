//! An encrypted file of secrets, as bytes: who reads and writes it decides where it lies.
//!
//! ```text
//! "hookwright-secrets/1\n"  nonce (12 bytes)  ChaCha20-Poly1305 of a JSON object, name → value
//! ```
//! The key is 32 random bytes, kept in a file of its own that only its owner can read.

use std::collections::BTreeMap;

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom as _, SystemRandom};
use thiserror::Error;

use super::MemorySecrets;
use crate::engine::SecretValue;

/// What the file begins with. It is authenticated along, so a later version cannot be passed off as this one.
const HEADER: &[u8] = b"hookwright-secrets/1\n";

/// The length of a key in bytes.
const KEY_BYTES: usize = 32;

/// Why a file of secrets cannot be opened or made. Never says anything about its contents.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum VaultError {
    /// Another file, or a newer version.
    #[error("The file holds no secrets of this version")]
    Format,
    /// The wrong key, or the file was changed.
    #[error("The file of secrets cannot be opened with this key, or was changed")]
    Locked,
    /// The key has another length.
    #[error("The key of the file of secrets is not {KEY_BYTES} bytes long")]
    Key,
    /// The system gives no random numbers.
    #[error("The system gives no random numbers")]
    Random,
}

/// A new random key.
///
/// # Errors
/// When the system gives no random numbers.
pub fn new_vault_key() -> Result<Vec<u8>, VaultError> {
    random::<KEY_BYTES>().map(Vec::from)
}

/// The file that holds these values. The same values make other bytes each time.
///
/// # Errors
/// When the key has the wrong length, or the system gives no random numbers.
pub fn lock_vault(values: &BTreeMap<String, SecretValue>, key: &[u8]) -> Result<Vec<u8>, VaultError> {
    let key = sealing(key)?;
    let nonce = random::<NONCE_LEN>()?;
    let plain: serde_json::Map<_, _> =
        values.iter().map(|(name, value)| (name.clone(), value.reveal().into())).collect();
    let mut sealed = serde_json::Value::Object(plain).to_string().into_bytes();
    let done =
        key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(HEADER), &mut sealed);
    done.map_err(|_| VaultError::Key)?;
    Ok([HEADER, &nonce, &sealed].concat())
}

/// The values in a file.
///
/// # Errors
/// When it is no such file, or was changed, or the key is another one.
pub fn open_vault(file: &[u8], key: &[u8]) -> Result<MemorySecrets, VaultError> {
    let rest = file.strip_prefix(HEADER).ok_or(VaultError::Format)?;
    let (nonce, sealed) = rest.split_first_chunk::<NONCE_LEN>().ok_or(VaultError::Format)?;
    let key = sealing(key)?;
    let mut sealed = sealed.to_vec();
    let nonce = Nonce::assume_unique_for_key(*nonce);
    let plain = key.open_in_place(nonce, Aad::from(HEADER), &mut sealed).map_err(|_| VaultError::Locked)?;
    let values: BTreeMap<String, String> = serde_json::from_slice(plain).map_err(|_| VaultError::Format)?;
    let secrets = MemorySecrets::default();
    for (name, value) in values {
        secrets.set(&name, SecretValue::new(value));
    }
    Ok(secrets)
}

fn sealing(key: &[u8]) -> Result<LessSafeKey, VaultError> {
    UnboundKey::new(&CHACHA20_POLY1305, key).map(LessSafeKey::new).map_err(|_| VaultError::Key)
}

fn random<const N: usize>() -> Result<[u8; N], VaultError> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).map_err(|_| VaultError::Random)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Secrets as _;

    fn values() -> BTreeMap<String, SecretValue> {
        BTreeMap::from([("crm_token".to_owned(), SecretValue::new("canary \"ü\n"))])
    }

    #[test]
    fn what_is_locked_can_be_opened_with_the_key_alone() {
        let key = new_vault_key().unwrap();
        let file = lock_vault(&values(), &key).unwrap();
        assert!(!file.windows(6).any(|part| part == b"canary"));
        assert_ne!(file, lock_vault(&values(), &key).unwrap());
        let opened = open_vault(&file, &key).unwrap();
        assert_eq!(opened.value("crm_token").unwrap().reveal(), "canary \"ü\n");
        assert_eq!(open_vault(&file, &new_vault_key().unwrap()).err(), Some(VaultError::Locked));
        assert_eq!(open_vault(&file, b"short").err(), Some(VaultError::Key));
    }

    #[test]
    fn every_change_is_noticed() {
        let key = new_vault_key().unwrap();
        let file = lock_vault(&values(), &key).unwrap();
        for place in 0..file.len() {
            let mut changed = file.clone();
            changed[place] ^= 1;
            assert!(open_vault(&changed, &key).is_err(), "byte {place}");
            assert!(open_vault(&file[..place], &key).is_err(), "up to byte {place}");
        }
    }
}
