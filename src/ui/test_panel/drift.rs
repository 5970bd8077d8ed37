//! What changed in a live answer against the contract, and who notices.

use egui::Ui;

use crate::engine::{Change, ChangeKind};
use crate::state::{Action, CameBack, PanelAction, State};
use crate::ui::theme::{TextRole, Tone, icons};
use crate::ui::widgets::{FindingBox, card, remark, text_with_names};

/// More changes than this are counted.
const MOST_SHOWN: usize = 8;

/// Draws the changes of every answer that break a reply.
pub fn breaking(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    show(ui, state, Harm::Breaks, actions);
}

/// Draws the changes of every answer that break nothing.
pub fn harmless(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    show(ui, state, Harm::None, actions);
}

/// Whether replies depend on what changed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Harm {
    Breaks,
    None,
}

fn harm(answer: &CameBack) -> Harm {
    let breaks = answer.drift.iter().any(|change| !change.outcomes.is_empty());
    if breaks { Harm::Breaks } else { Harm::None }
}

fn show(ui: &mut Ui, state: &State, wanted: Harm, actions: &mut Vec<Action>) {
    let answers = state.try_it.came_back.iter().enumerate();
    for (position, answer) in answers.filter(|(_, answer)| !answer.drift.is_empty() && harm(answer) == wanted)
    {
        card(ui, |ui| one(ui, state, (position, answer), actions));
    }
}

fn one(ui: &mut Ui, state: &State, (position, answer): (usize, &CameBack), actions: &mut Vec<Action>) {
    let breaking = harm(answer) == Harm::Breaks;
    let title = "The answer is not as agreed.";
    let sentence =
        if breaking { "Some replies depend on what changed." } else { "No reply depends on what changed." };
    let shown =
        if breaking { FindingBox::warning(title, sentence) } else { FindingBox::hint(title, sentence) };
    let shown = if answer.contract.is_some() { shown.remedy("Update the contract") } else { shown };
    if shown.show(ui).remedy_clicked() {
        actions.push(Action::Panel(PanelAction::AcceptContract(position)));
    }
    for change in answer.drift.iter().take(MOST_SHOWN) {
        let icon = match change.kind {
            ChangeKind::Vanished => icons::ICON_REMOVE_CIRCLE,
            ChangeKind::New => icons::ICON_ADD_CIRCLE,
            ChangeKind::Changed => icons::ICON_BUILD,
        };
        let tone = if change.outcomes.is_empty() { Tone::Second } else { Tone::Warn };
        remark(ui, icon, tone, &format!("{}.{}", change.sentence, dependents(state, change)));
    }
    if answer.drift.len() > MOST_SHOWN {
        let more = format!("And {} more.", answer.drift.len() - MOST_SHOWN);
        text_with_names(ui, TextRole::Small, Tone::Second, &more);
    }
}

/// ` These replies would break: Active, Expired.`
fn dependents(state: &State, change: &Change) -> String {
    if change.outcomes.is_empty() {
        return String::new();
    }
    let name = |id: &String| {
        let integration = state.integration();
        integration.map_or_else(|| id.clone(), |known| known.outcome_name(id).to_owned())
    };
    let names: Vec<String> = change.outcomes.iter().map(name).collect();
    let words = if names.len() == 1 { "This reply would break" } else { "These replies would break" };
    format!(" {words}: {}.", names.join(", "))
}
