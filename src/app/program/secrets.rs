//! Secrets of the open project: where their values are, and putting them there.

use super::Program;
use crate::app::secrets::SecretPlaces;
use crate::engine::SecretValue;
use crate::state::{Action, Keeping, KnownSecrets, News, Notice};

impl Program {
    pub(super) fn look_for_secrets(&mut self) {
        if self.looking.is_due(&self.state) {
            self.look_after(|_| Ok(()));
        }
    }

    pub(super) fn keep_secret(&mut self, name: String, value: SecretValue, keeping: Keeping) {
        match keeping {
            Keeping::UntilClosed => {
                self.secrets.hold(&name, value);
                self.look_after(|_| Ok(()));
            }
            Keeping::OnThisComputer => self.look_after(move |places| places.keep(&name, &value)),
        }
    }

    /// Does something with the places of secrets and looks where their values are then.
    fn look_after(&mut self, change: impl FnOnce(&SecretPlaces) -> Result<(), Notice> + Send + 'static) {
        let (places, names) = (self.secrets.clone(), self.looking.names().to_vec());
        if names.is_empty() {
            return;
        }
        self.jobs.start(move |_| async move {
            // The keychain may wait for a person: not on a thread that serves the network.
            let looked = tokio::task::spawn_blocking(move || change(&places).map(|()| places.look(&names)));
            match looked.await {
                Ok(Ok(known)) => Action::News(News::SecretsKnown(known)),
                Ok(Err(notice)) => Action::Tell(notice),
                Err(_) => Action::News(News::SecretsKnown(KnownSecrets::default())),
            }
        });
    }
}
