//! Changes of the step *When*.

use super::Change;
use crate::model::{Confirmation, Integration, Localized, Project, Risk};
use crate::state::{ReadyWords, State};

impl State {
    pub(super) fn change_when(&mut self, change: &Change) -> &'static str {
        let question = question(&self.project);
        let hint = self.integration().map(|integration| usage_hint(&self.project, integration));
        let Some(integration) = self.chosen_mut() else { return "" };
        let phrases = &mut integration.trigger.phrases;
        match change {
            Change::AddPhrase => {
                phrases.push(Localized::default());
                "New sample phrase"
            }
            Change::WriteUsageHint => {
                integration.trigger.usage_hint = hint.unwrap_or_default();
                "New hint for AI agents"
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

/// What the design says about when it is of use, in sentences to go on from.
fn usage_hint(project: &Project, integration: &Integration) -> String {
    let phrases = integration.trigger.phrases.iter();
    let phrases = phrases.filter_map(|phrase| phrase.get("en", &project.languages));
    let said: Vec<String> = phrases
        .map(|phrase| phrase.0.trim())
        .filter(|phrase| !phrase.is_empty())
        .take(2)
        .map(|phrase| format!("“{phrase}”"))
        .collect();
    let when = match said.as_slice() {
        [] => format!("Use it when a customer needs this: {}.", integration.name),
        said => format!("Use it when a customer says something like {}.", said.join(" or ")),
    };
    let call = integration.calls.first();
    let system = call.and_then(|call| project.connection(&call.connection));
    let system = system.map_or("another system", |connection| connection.name.as_str());
    let does = match integration.trigger.risk {
        Risk::Read => format!("It only looks things up in {system} and changes nothing."),
        Risk::Write => format!("It changes data in {system}."),
        Risk::Destructive => format!("It deletes data in {system}, which cannot be taken back."),
    };
    format!("{when} {does}")
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
