//! What changed in a live answer against the contract, and who notices.

use egui::{Stroke, Ui, vec2};

use crate::engine::{Change, ChangeKind};
use crate::state::{Action, CameBack, PanelAction, State};
use crate::ui::theme::{TextRole, Tone, icons, space, theme};
use crate::ui::widgets::{Button, card_frame, icon_words, remark, row_with_end, text, text_line};

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
        one(ui, state, (position, answer), actions);
    }
}

/// One frame around what changed and what to do about it.
fn one(ui: &mut Ui, state: &State, (position, answer): (usize, &CameBack), actions: &mut Vec<Action>) {
    let theme = theme(ui);
    let c = &theme.color;
    let breaks = harm(answer) == Harm::Breaks;
    let frame = if breaks {
        card_frame(theme).fill(c.warn_soft).stroke(Stroke::new(space::STROKE, c.warn_line))
    } else {
        card_frame(theme)
    };
    frame.show(ui, |ui| {
        ui.take_available_width();
        ui.spacing_mut().item_spacing = vec2(space::S, 2.0);
        head(ui, answer, position, actions);
        ui.add_space(space::XS);
        changes(ui, state, answer);
    });
}

fn head(ui: &mut Ui, answer: &CameBack, position: usize, actions: &mut Vec<Action>) {
    let breaks = harm(answer) == Harm::Breaks;
    let (icon, tone, sentence) = if breaks {
        (icons::ICON_WARNING, Tone::Warn, "Some replies depend on what changed.")
    } else {
        (icons::ICON_LIGHTBULB, Tone::Second, "No reply depends on what changed.")
    };
    let words = "Update the contract";
    let button = if breaks { Button::warning(words) } else { Button::secondary(words) };
    row_with_end(
        ui,
        space::CONTROL_SMALL,
        |ui| {
            icon_words(ui, icon, tone, if breaks { "Warning" } else { "Hint" });
            text_line(ui, TextRole::ControlTitle, Tone::Main, "The answer is not as agreed.");
            text_line(ui, TextRole::ControlRegular, Tone::Main, sentence);
        },
        |ui| {
            if answer.contract.is_some() && ui.add(button.small()).clicked() {
                actions.push(Action::Panel(PanelAction::AcceptContract(position)));
            }
        },
    );
}

fn changes(ui: &mut Ui, state: &State, answer: &CameBack) {
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
        text(ui, TextRole::Small, Tone::Second, &more);
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
