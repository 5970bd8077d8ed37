//! The keychain of this system, spoken to through `keyring-core`.

use std::sync::Arc;

use keyring_core::{CredentialStore, Entry, Result};

use super::{KEYCHAIN_SERVICE, Keychain};

/// The keychain, if there is one.
pub(super) fn open() -> Option<Box<dyn Keychain>> {
    let store = store()?.ok()?;
    Some(Box::new(System { store }))
}

struct System {
    store: Arc<CredentialStore>,
}

impl System {
    fn entry(&self, account: &str) -> Result<Entry> {
        self.store.build(KEYCHAIN_SERVICE, account, None)
    }
}

impl Keychain for System {
    fn get(&self, account: &str) -> Option<String> {
        self.entry(account).and_then(|entry| entry.get_password()).ok()
    }

    fn set(&self, account: &str, value: &str) -> Option<()> {
        self.entry(account).and_then(|entry| entry.set_password(value)).ok()
    }

    fn delete(&self, account: &str) -> Option<()> {
        self.entry(account).and_then(|entry| entry.delete_credential()).ok()
    }
}

#[cfg(any(target_os = "linux", target_os = "freebsd"))]
fn store() -> Option<Result<Arc<CredentialStore>>> {
    Some(zbus_secret_service_keyring_store::Store::new().map(|store| store as Arc<CredentialStore>))
}

#[cfg(target_os = "macos")]
fn store() -> Option<Result<Arc<CredentialStore>>> {
    Some(apple_native_keyring_store::keychain::Store::new().map(|store| store as Arc<CredentialStore>))
}

#[cfg(target_os = "windows")]
fn store() -> Option<Result<Arc<CredentialStore>>> {
    Some(windows_native_keyring_store::Store::new().map(|store| store as Arc<CredentialStore>))
}

#[cfg(not(any(target_os = "linux", target_os = "freebsd", target_os = "macos", target_os = "windows")))]
fn store() -> Option<Result<Arc<CredentialStore>>> {
    None
}
