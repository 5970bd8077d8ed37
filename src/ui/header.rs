//! Above the steps: the integration's name, what it can do to data, the read-back, and the stepper.

use egui::{Id, Ui, vec2};

use super::theme::{Mark, TextRole, WindowSize, icons, space};
use super::widgets::{
    Button, ChipLook, Field, IconButton, MenuItem, Piece as Shown, Step as Cell, Tag, menu, menu_line, paint,
    row_with_end, sentence, stepper,
};
use super::{chips, list};
use crate::engine::seconds;
use crate::model::{Finding, Integration, Part, Risk, Severity, Step};
use crate::state::{Action, Change, Derived, Page, Piece, State, Unnamed, is_unnamed};

/// What an integration is called before anybody has named it.
const BEGINS_AS: &str = "New integration";

/// Draws it.
pub fn show(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    let large = WindowSize::of(ui.ctx()) == WindowSize::Large;
    ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
    title(ui, state, actions);
    ui.add_space(if large { 6.0 } else { 2.0 });
    read_back(ui, state, actions);
    ui.add_space(if large { 14.0 } else { 8.0 });
    steps(ui, state, actions);
}

fn title(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    let integration_id = state.view.integration.clone();
    let Some(open) = state.open() else { return };
    let integration = open.integration;
    let (icon, words) = match integration.trigger.risk {
        Risk::Read => (icons::ICON_VISIBILITY, "Only looks things up"),
        Risk::Write => (icons::ICON_BUILD, "Changes data"),
        Risk::Destructive => (icons::ICON_WARNING, "Deletes data"),
    };
    let large = WindowSize::of(ui.ctx()) == WindowSize::Large;
    let role = if large { TextRole::Title } else { TextRole::TitleSmall };
    let mut named = false;
    row_with_end(
        ui,
        32.0,
        |ui| {
            let galley = paint::line(ui, role, egui::Color32::PLACEHOLDER, &integration.name, f32::INFINITY);
            let width = (galley.size().x + 14.0)
                .clamp(120.0, (ui.available_width() - if large { 180.0 } else { 36.0 }).max(120.0));
            let name = Field::heading("Name of the integration", &mut integration.name, role);
            let name = ui.add(name.width(width).id(name_id(&integration_id)));
            named = name.lost_focus() && is_unnamed(&integration_id) && integration.name != BEGINS_AS;
            if !large {
                // The list has no room beside the steps: it comes out of the name.
                let others = IconButton::new(icons::ICON_KEYBOARD_ARROW_DOWN, "Choose another integration");
                ui.add_space(-space::S);
                let others = ui.add(others.small());
                if others.clicked() {
                    list::toggle_narrow(ui, others.rect);
                }
            }
            if ui.available_width() > 60.0 {
                ui.add(Tag::new(words).icon(icon).bare());
            }
        },
        |ui| {
            let more = ui.add(IconButton::new(icons::ICON_MORE_HORIZ, "More"));
            if ui.add(Button::secondary("Try every failure").icon(icons::ICON_BOLT)).clicked() {
                actions.push(Action::ChoosePage(Page::Drill));
            }
            menu(&more, |ui| {
                if ui.add(MenuItem::new("Rename").icon(icons::ICON_EDIT)).clicked() {
                    ui.memory_mut(|memory| memory.request_focus(name_id(&integration_id)));
                }
                if ui.add(MenuItem::new("Duplicate").icon(icons::ICON_CONTENT_COPY)).clicked() {
                    actions.push(Action::DuplicateIntegration(integration_id.clone()));
                }
                menu_line(ui);
                if ui.add(MenuItem::new("Delete").icon(icons::ICON_CLOSE).danger()).clicked() {
                    actions.push(Action::DeleteIntegration(integration_id.clone()));
                }
            });
        },
    );
    if named {
        actions.push(Action::Design(Change::NameByWords(Unnamed::Integration)));
    }
}

/// The field with the name of an integration, for those who give it the focus.
pub(super) fn name_id(integration: &str) -> Id {
    Id::unique("name of the integration").with(integration)
}

fn read_back(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let large = WindowSize::of(ui.ctx()) == WindowSize::Large;
    let said = if large { &state.derived.read_back } else { &state.derived.read_back_short };
    let looks: Vec<ChipLook> = said.iter().map(look).collect();
    let pieces: Vec<Shown<'_>> = said
        .iter()
        .zip(&looks)
        .map(|(piece, look)| match piece {
            Piece::Words(words) => Shown::Words(words),
            Piece::Quote(words) => Shown::Strong(words),
            Piece::Value { .. } | Piece::System(_) => Shown::Chip(look),
        })
        .collect();
    if let Some(index) = sentence(ui, &pieces) {
        match &said[index] {
            Piece::Value { step, .. } => actions.push(Action::ChooseStep(*step)),
            _ => actions.push(Action::ChooseStep(Step::Asks)),
        }
    }
}

fn look(piece: &Piece) -> ChipLook {
    match piece {
        Piece::Value { label, kind, .. } => ChipLook::new(chips::icon(*kind), label),
        Piece::System(name) => ChipLook::plain(icons::ICON_CABLE, name),
        Piece::Words(words) | Piece::Quote(words) => ChipLook::new(icons::ICON_OUTPUT, words),
    }
}

fn steps(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let Some(integration) = state.integration() else { return };
    let seconds: Vec<String> =
        Step::ALL.iter().map(|step| second_line(*step, integration, &state.derived)).collect();
    let cells: Vec<Cell<'_>> = Step::ALL
        .iter()
        .zip(&seconds)
        .map(|(step, second)| Cell { title: step.title(), second, mark: mark(*step, integration, state) })
        .collect();
    let chosen = Step::ALL.iter().position(|step| *step == state.view.step).unwrap_or(0);
    if let Some(index) = stepper(ui, "Steps", &cells, chosen).index {
        actions.push(Action::ChooseStep(Step::ALL[index]));
    }
}

fn second_line(step: Step, integration: &Integration, derived: &Derived) -> String {
    let count = |count: usize, one: &str, many: &str| match count {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    match step {
        Step::When => count(integration.trigger.phrases.len(), "sample phrase", "sample phrases"),
        Step::Needs => match integration.inputs.as_slice() {
            [] => "nothing".to_owned(),
            [input] => {
                if input.label.is_empty() {
                    input.name.clone()
                } else {
                    input.label.clone()
                }
            }
            inputs => format!("{} facts", inputs.len()),
        },
        Step::Asks => integration.calls.first().map_or_else(
            || "nobody".to_owned(),
            |call| format!("{}, {} seconds", derived.system, seconds(call.policy.time_limit_ms)),
        ),
        Step::Understands => count(integration.outputs().count(), "value", "values"),
        Step::Says => {
            let silent = derived.previews.iter().filter(|preview| preview.result.is_silent()).count();
            let replies = count(integration.replies.len(), "reply", "replies");
            if silent == 0 { replies } else { format!("{replies}, {silent} silent") }
        }
    }
}

/// The worst finding of a step, also of what it shares with other integrations.
fn mark(step: Step, integration: &Integration, state: &State) -> Mark {
    let asked = |id: &String| integration.calls.iter().any(|call| call.connection == *id);
    let concerns = |finding: &&Finding| match (&finding.place.integration, &finding.place.part) {
        (Some(id), _) => *id == integration.id,
        (None, Part::Connection(id)) => asked(id),
        (None, Part::Secret(name)) => {
            let mut connections = state.project.connections.iter().filter(|known| asked(&known.id));
            connections.any(|known| known.authentication.secret() == Some(name))
        }
        _ => false,
    };
    let findings = state.derived.findings.iter().filter(concerns);
    let here = findings.filter(|finding| finding.place.part.step() == Some(step));
    match here.map(|finding| finding.severity).max() {
        Some(Severity::Error) => Mark::Error,
        Some(Severity::Warning) => Mark::Warning,
        Some(Severity::Hint) => Mark::Hint,
        None => Mark::Ready,
    }
}
