//! Changes of the step *When*.

use super::Change;
use crate::model::{Confirmation, Localized};
use crate::state::State;

impl State {
    pub(super) fn change_when(&mut self, change: &Change) -> &'static str {
        let language = self.project.default_language().to_owned();
        let Some(integration) = self.chosen_mut() else { return "" };
        let phrases = &mut integration.trigger.phrases;
        match change {
            Change::AddPhrase => {
                phrases.push(Localized::default());
                "New sample phrase"
            }
            Change::DeletePhrase(index) if *index < phrases.len() => {
                phrases.remove(*index);
                "Deletion of a sample phrase"
            }
            Change::ShowPhrase(index) if *index < phrases.len() => {
                let phrase = phrases.remove(*index);
                phrases.insert(0, phrase);
                "New order of the sample phrases"
            }
            Change::AskFirst => {
                integration.confirmation.get_or_insert_with(|| question(&language));
                "New question before a change"
            }
            Change::DoNotAsk => {
                integration.confirmation = None;
                "Deletion of the question before a change"
            }
            _ => "",
        }
    }
}

/// Words to begin with, so that nobody starts at an empty page.
fn question(language: &str) -> Confirmation {
    Confirmation {
        ask: Localized::new(language, "Shall I do that now?"),
        yes: Localized::new(language, "Yes"),
        no: Localized::new(language, "No"),
        declined: Localized::new(language, "All right, I have not changed anything."),
    }
}
