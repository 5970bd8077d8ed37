//! Where the window finds the values of secrets, and where it keeps them.

use std::sync::Arc;

use crate::engine::SecretValue;
use crate::files::{self, PrivateFiles};
use crate::model::Stage;
use crate::secrets::{
    EnvironmentSecrets, FileSecrets, KeychainSecrets, MemorySecrets, SealedSecrets, SecretChain,
};
use crate::state::{FoundIn, Keeper, KnownSecrets, Notice, State};

/// The places of secrets. Clones share what was typed.
#[derive(Clone, Default)]
pub(super) struct SecretPlaces {
    typed: MemorySecrets,
    kept: Option<Kept>,
}

/// Places that outlive the window.
#[derive(Clone)]
struct Kept {
    keychain: KeychainSecrets,
    files: Option<PrivateFiles>,
}

impl SecretPlaces {
    /// With the keychain and the encrypted file of this computer.
    pub(super) fn of_this_computer() -> Self {
        let kept = Kept { keychain: KeychainSecrets::default(), files: files::private_files() };
        Self { typed: MemorySecrets::default(), kept: Some(kept) }
    }

    /// All places, in the order in which they are asked.
    pub(super) fn chain(&self) -> SecretChain {
        let mut chain = SecretChain::default()
            .then("environment", Arc::new(EnvironmentSecrets))
            .then("window", Arc::new(self.typed.clone()));
        if let Some(kept) = &self.kept {
            chain = chain.then("keychain", Arc::new(kept.keychain.clone()));
            if let Some(file) = kept.file() {
                chain = chain.then("file", Arc::new(file));
            }
        }
        chain
    }

    /// Holds a value until the window is closed; an empty one is forgotten.
    pub(super) fn hold(&self, name: &str, value: SecretValue) {
        self.typed.set(name, value);
    }

    /// Looks where the values are. May wait for the person to open the keychain.
    pub(super) fn look(&self, names: &[String]) -> KnownSecrets {
        let chain = self.chain();
        let keeper = self.keeper();
        let found = names.iter().filter_map(|name| {
            let found = match chain.found_in(name)? {
                "environment" => FoundIn::Environment,
                "window" => FoundIn::Window,
                "keychain" => FoundIn::Keychain,
                _ => FoundIn::File,
            };
            Some((name.clone(), found))
        });
        KnownSecrets { found: found.collect(), keeper }
    }

    /// Keeps a value for good, in the keychain or, where there is none, in the encrypted file.
    pub(super) fn keep(&self, name: &str, value: &SecretValue) -> Result<(), Notice> {
        let keeper = self.keeper();
        match (keeper, &self.kept) {
            (Keeper::Keychain, Some(kept)) if kept.keychain.keep(name, value) => {}
            (Keeper::File, Some(kept)) => kept.write(name, value)?,
            _ => {
                return Err(Notice::problem(
                    "The keychain did not take the value",
                    "Open it in your system’s settings, or use the value until you close the window",
                ));
            }
        }
        // What was typed before would be found first.
        self.hold(name, SecretValue::new(""));
        Ok(())
    }

    fn keeper(&self) -> Keeper {
        match &self.kept {
            Some(kept) if kept.keychain.is_there() => Keeper::Keychain,
            Some(kept) if kept.files.is_some() => Keeper::File,
            _ => Keeper::Nothing,
        }
    }
}

impl Kept {
    fn file(&self) -> Option<FileSecrets> {
        let files = self.files.clone()?;
        Some(FileSecrets::new(move || files.read().map(|(file, key)| SealedSecrets { file, key })))
    }

    fn write(&self, name: &str, value: &SecretValue) -> Result<(), Notice> {
        let (Some(secrets), Some(files)) = (self.file(), &self.files) else { return Ok(()) };
        let sealed = secrets.with(name, value).map_err(|error| {
            let hint = format!("Move {} away to begin anew", files.secrets.display());
            Notice::problem(error.to_string(), hint)
        })?;
        files
            .write(&sealed.file, &sealed.key)
            .map_err(|error| Notice::problem(error.to_string(), error.hint()))
    }
}

/// Of which secrets it was last looked where their values are.
#[derive(Default)]
pub(super) struct Looking {
    environment: String,
    names: Vec<String>,
}

impl Looking {
    /// Whether others are needed than last time, and remembers that. The demo needs none: it has its own, and nobody is asked
    /// to open a keychain for it.
    pub(super) fn is_due(&mut self, state: &State) -> bool {
        let environment = &state.view.environment;
        let known = state.project.environment(environment);
        let is_demo = known.is_some_and(|known| known.stage == Stage::Demo);
        let names = state.project.secrets.iter().filter(|_| !is_demo).map(|secret| &secret.name);
        if names.clone().eq(&self.names) && *environment == self.environment {
            return false;
        }
        self.names = names.cloned().collect();
        self.environment.clone_from(environment);
        true
    }

    /// The names of the secrets.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Secrets as _;

    /// A computer without a keychain: a program that is built without the feature has none either.
    #[test]
    fn what_is_kept_in_the_file_is_found_by_the_next_window() {
        let folder = tempfile::tempdir().unwrap();
        let kept = || Kept {
            keychain: KeychainSecrets::of_a_computer_without(),
            files: Some(PrivateFiles::in_folder(folder.path())),
        };
        let places = SecretPlaces { typed: MemorySecrets::default(), kept: Some(kept()) };
        let names = ["hookwright_test_key".to_owned()];
        places.hold(&names[0], SecretValue::new("typed"));
        assert_eq!(places.look(&names).found[&names[0]], FoundIn::Window);
        places.keep(&names[0], &SecretValue::new("canary")).unwrap();
        let next = SecretPlaces { typed: MemorySecrets::default(), kept: Some(kept()) };
        let known = next.look(&names);
        assert_eq!((known.found[&names[0]], known.keeper), (FoundIn::File, Keeper::File));
        assert_eq!(next.chain().value(&names[0]).unwrap().reveal(), "canary");
    }

    #[test]
    fn without_places_that_stay_nothing_is_kept() {
        let places = SecretPlaces::default();
        assert_eq!(places.look(&["hookwright_test_key".to_owned()]), KnownSecrets::default());
        assert!(places.keep("hookwright_test_key", &SecretValue::new("canary")).is_err());
    }
}
