//! The system's keychain: Keychain on macOS, Credential Manager on Windows, the Secret Service on Linux.
//!
//! A keychain may ask the person for a password and so answer late or never. It is therefore spoken to on a thread of its own,
//! which is started by the first question, and nobody waits longer than a limit. While it is late with an answer, nobody waits
//! for a value at all.

#[cfg(feature = "keychain")]
mod system;

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use crate::engine::{SecretValue, Secrets};

/// Under this name values are listed in the system's own program for its keychain.
pub const KEYCHAIN_SERVICE: &str = "Hookwright";

/// How long a value is waited for. The window stands still meanwhile; a keychain that is open needs 20 ms.
const VALUE_LIMIT: Duration = Duration::from_secs(2);

/// How long a person has to open the keychain.
const PERSON_LIMIT: Duration = Duration::from_secs(60);

/// Written, read and deleted to see whether the keychain is there.
const PROBE: &str = "Hookwright test entry";

/// Secrets in the system's keychain, under the service [`KEYCHAIN_SERVICE`] and the secret's name as account. Where there is
/// no keychain it knows nothing and takes nothing. Clones share the thread.
#[derive(Clone)]
pub struct KeychainSecrets {
    open: Open,
    desk: Arc<OnceLock<Option<Sender<Order>>>>,
    /// Somebody gave up waiting, and the keychain has not answered anybody since: it waits for the person to open it.
    is_late: Arc<AtomicBool>,
}

/// A keychain, as this room needs it.
trait Keychain {
    fn get(&self, account: &str) -> Option<String>;
    fn set(&self, account: &str, value: &str) -> Option<()>;
    fn delete(&self, account: &str) -> Option<()>;
}

type Open = fn() -> Option<Box<dyn Keychain>>;
type Order = Box<dyn FnOnce(Option<&dyn Keychain>) + Send>;

impl Default for KeychainSecrets {
    fn default() -> Self {
        #[cfg(feature = "keychain")]
        let open = system::open;
        #[cfg(not(feature = "keychain"))]
        let open = || None;
        Self::opened_by(open)
    }
}

impl KeychainSecrets {
    /// Whether this computer has a keychain that can be used now. Waits up to a minute, as the person may have to open it:
    /// not for the thread of the window.
    pub fn is_there(&self) -> bool {
        self.ask(PERSON_LIMIT, |_| Some(())).is_some()
    }

    /// Keeps a value for good; whether that went well. Waits like [`is_there`](Self::is_there).
    pub fn keep(&self, name: &str, value: &SecretValue) -> bool {
        let (name, value) = (name.to_owned(), value.clone());
        self.ask(PERSON_LIMIT, move |keychain| keychain.set(&name, value.reveal())).is_some()
    }

    /// Deletes a value for good; whether it is gone. Waits like [`is_there`](Self::is_there).
    pub fn forget(&self, name: &str) -> bool {
        let name = name.to_owned();
        let gone = move |keychain: &dyn Keychain| match keychain.get(&name) {
            Some(_) => keychain.delete(&name),
            None => Some(()),
        };
        self.ask(PERSON_LIMIT, gone).is_some()
    }

    /// What a computer without a keychain has; for tests.
    #[must_use]
    pub fn of_a_computer_without() -> Self {
        Self::opened_by(|| None)
    }

    fn opened_by(open: Open) -> Self {
        Self { open, desk: Arc::default(), is_late: Arc::default() }
    }

    /// The same for a value, which a run waits for: not at all while the keychain is late.
    fn ask_quickly<T: Send + 'static>(
        &self,
        question: impl FnOnce(&dyn Keychain) -> Option<T> + Send + 'static,
    ) -> Option<T> {
        let is_late = self.is_late.load(Ordering::Relaxed);
        self.ask(if is_late { Duration::ZERO } else { VALUE_LIMIT }, question)
    }

    /// What the keychain answers; nothing when there is none or it takes too long.
    fn ask<T: Send + 'static>(
        &self,
        limit: Duration,
        question: impl FnOnce(&dyn Keychain) -> Option<T> + Send + 'static,
    ) -> Option<T> {
        let desk = self.desk.get_or_init(|| start(self.open)).as_ref()?;
        let (answer, answers) = mpsc::channel();
        let is_late = Arc::clone(&self.is_late);
        let order: Order = Box::new(move |keychain| {
            let answered = keychain.and_then(question);
            is_late.store(false, Ordering::Relaxed);
            // Who asked may have gone.
            drop(answer.send(answered));
        });
        desk.send(order).ok()?;
        let answered = answers.recv_timeout(limit);
        if answered.is_err() {
            self.is_late.store(true, Ordering::Relaxed);
        }
        answered.ok().flatten()
    }
}

/// Starts the thread; it ends when nobody can ask any more.
fn start(open: Open) -> Option<Sender<Order>> {
    let (desk, orders) = mpsc::channel::<Order>();
    let thread = thread::Builder::new().name("keychain".to_owned()).spawn(move || {
        let keychain = open().filter(|keychain| works(keychain.as_ref()));
        for order in orders {
            order(keychain.as_deref());
        }
    });
    thread.ok().map(|_| desk)
}

/// A keychain that is locked, with nobody to open it, says that it has no such entry; so it is tried out.
fn works(keychain: &dyn Keychain) -> bool {
    let written = keychain.set(PROBE, PROBE).is_some();
    let found = written && keychain.get(PROBE).as_deref() == Some(PROBE);
    found && keychain.delete(PROBE).is_some()
}

impl fmt::Debug for KeychainSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeychainSecrets")
    }
}

impl Secrets for KeychainSecrets {
    fn value(&self, name: &str) -> Option<SecretValue> {
        let name = name.to_owned();
        let value = self.ask_quickly(move |keychain| keychain.get(&name))?;
        (!value.is_empty()).then(|| SecretValue::new(value))
    }

    fn place(&self, name: &str) -> String {
        let there = self.ask_quickly(|_| Some(())).is_some();
        let is_late = self.is_late.load(Ordering::Relaxed);
        let state = if is_late { ", which waits to be opened" } else { "" };
        let words =
            || format!("this computer’s keychain (service `{KEYCHAIN_SERVICE}`, account `{name}`{state})");
        (there || is_late).then(words).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Default)]
    struct Drawer(RefCell<BTreeMap<String, String>>);

    impl Keychain for Drawer {
        fn get(&self, account: &str) -> Option<String> {
            self.0.borrow().get(account).cloned()
        }

        fn set(&self, account: &str, value: &str) -> Option<()> {
            self.0.borrow_mut().insert(account.to_owned(), value.to_owned());
            Some(())
        }

        fn delete(&self, account: &str) -> Option<()> {
            self.0.borrow_mut().remove(account).map(|_| ())
        }
    }

    /// Takes everything and has nothing, as the Secret Service without anybody to open it.
    struct Locked;

    impl Keychain for Locked {
        fn get(&self, _account: &str) -> Option<String> {
            None
        }

        fn set(&self, _account: &str, _value: &str) -> Option<()> {
            Some(())
        }

        fn delete(&self, _account: &str) -> Option<()> {
            Some(())
        }
    }

    #[test]
    fn what_is_kept_is_found_and_the_test_entry_is_gone() {
        let keychain = KeychainSecrets::opened_by(|| Some(Box::<Drawer>::default()));
        assert_eq!(keychain.value("crm_token"), None);
        assert!(keychain.keep("crm_token", &SecretValue::new("canary")));
        assert_eq!(keychain.clone().value("crm_token").unwrap().reveal(), "canary");
        assert_eq!(keychain.value(PROBE), None);
        assert!(keychain.place("crm_token").contains("account `crm_token`"));
        assert!(!format!("{keychain:?}").contains("canary"));
    }

    #[test]
    fn what_is_forgotten_is_gone() {
        let keychain = KeychainSecrets::opened_by(|| Some(Box::<Drawer>::default()));
        assert!(keychain.keep("crm_token", &SecretValue::new("canary")));
        assert!(keychain.forget("crm_token") && keychain.forget("never_kept"));
        assert_eq!(keychain.value("crm_token"), None);
        assert!(!KeychainSecrets::of_a_computer_without().forget("crm_token"));
    }

    /// The keychain opens when the test says so, as the dialog of the system does when the person does.
    #[test]
    fn a_keychain_that_waits_for_the_person_holds_nobody_up_twice() {
        static DOOR: std::sync::Mutex<()> = std::sync::Mutex::new(());
        let closed = DOOR.lock().unwrap();
        let keychain = KeychainSecrets::opened_by(|| {
            drop(DOOR.lock());
            Some(Box::<Drawer>::default())
        });
        assert_eq!(keychain.value("crm_token"), None);
        let start = std::time::Instant::now();
        for _ in 0..20 {
            assert_eq!(keychain.value("crm_token"), None);
        }
        assert!(keychain.place("crm_token").contains("which waits to be opened"));
        assert!(start.elapsed() < VALUE_LIMIT / 2, "{:?}", start.elapsed());
        drop(closed);
        assert!(keychain.keep("crm_token", &SecretValue::new("canary")));
        assert_eq!(keychain.value("crm_token").unwrap().reveal(), "canary");
    }

    #[test]
    fn a_keychain_that_is_locked_or_missing_is_none() {
        for open in [(|| None) as Open, || Some(Box::new(Locked))] {
            let keychain = KeychainSecrets::opened_by(open);
            assert!(!keychain.is_there());
            assert!(!keychain.keep("crm_token", &SecretValue::new("canary")));
            assert_eq!(keychain.value("crm_token"), None);
            assert_eq!(keychain.place("crm_token"), "");
        }
    }

    /// The real keychain, told that there is no bus: a computer without a desktop.
    #[cfg(all(feature = "keychain", target_os = "linux"))]
    #[test]
    fn without_a_bus_there_is_no_keychain_and_nobody_waits() {
        // The place of the bus is part of the process, so it can only be looked at.
        let has_bus = ["DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"].map(std::env::var_os);
        if has_bus.iter().any(Option::is_some) {
            return;
        }
        let start = std::time::Instant::now();
        assert!(!KeychainSecrets::default().is_there());
        assert!(start.elapsed() < Duration::from_millis(100), "{:?}", start.elapsed());
    }
}
