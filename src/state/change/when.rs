//! Changes of the step *When*.

use super::Change;
use crate::model::{Confirmation, Localized, Project};
use crate::state::{ReadyWords, State};

impl State {
    pub(super) fn change_when(&mut self, change: &Change) -> &'static str {
        let question = question(&self.project);
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
                integration.confirmation.get_or_insert(question);
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
pub(in crate::state) fn question(project: &Project) -> Confirmation {
    Confirmation {
        ask: ReadyWords::ASK_FIRST.of(project),
        yes: ReadyWords::YES.of(project),
        no: ReadyWords::NO.of(project),
        declined: ReadyWords::DECLINED.of(project),
    }
}
