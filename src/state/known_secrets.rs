//! Where the values of secrets are; never the values.

use std::collections::BTreeMap;

/// Where the values of secrets are, as the world last said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownSecrets {
    /// The place of each value that was found, by the secret’s name.
    pub found: BTreeMap<String, FoundIn>,
    /// Where this computer can keep a value for good.
    pub keeper: Keeper,
}

/// Where a value was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundIn {
    /// In its environment variable.
    Environment,
    /// Typed into the window.
    Window,
    /// In the system's keychain.
    Keychain,
    /// In the encrypted file.
    File,
}

/// What can keep a value for good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeper {
    /// Nothing, or it is not known yet.
    #[default]
    Nothing,
    /// The system's keychain.
    Keychain,
    /// An encrypted file, as there is no keychain.
    File,
}

/// How long a value is to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Until the window is closed.
    UntilClosed,
    /// For good, by the [`Keeper`].
    OnThisComputer,
}
