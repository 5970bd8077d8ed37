//! The outcomes at the left, each with the beginning of its words; silence in red with its remedy.

use egui::Ui;

use crate::model::{Integration, Localized, Message, Step};
use crate::state::{Action, FALLBACK, Open, OutcomeRow as Row, Page};
use crate::ui::theme::{WindowSize, icons, space};
use crate::ui::widgets::{
    Button, MenuItem, OutcomeRow, context_menu, menu_line, menu_of_width, section_label,
};

/// Draws the list, and the way to give another outcome words of its own.
pub fn show(ui: &mut Ui, open: &mut Open<'_>, actions: &mut Vec<Action>) {
    let derived = open.derived;
    for (index, group) in derived.groups.iter().enumerate() {
        if index > 0 {
            ui.add_space(space::S);
        }
        section_label(ui, &group.title);
        for row in &group.rows {
            ui.push_id(&row.id, |ui| outcome(ui, open, row, actions));
        }
    }
    ui.add_space(space::XS);
    others(ui, open, actions);
}

fn outcome(ui: &mut Ui, open: &mut Open<'_>, row: &Row, actions: &mut Vec<Action>) {
    let chosen = open.view.outcome == row.id;
    let shown = if row.silent {
        let remedy = match (row.id == FALLBACK, WindowSize::of(ui.ctx())) {
            (true, _) => "Write a reply",
            (false, WindowSize::Large) => "Say the fallback reply",
            (false, WindowSize::Small) => "Use fallback",
        };
        OutcomeRow::silent(&row.name, "The customer would hear nothing", remedy)
    } else {
        OutcomeRow::new(&row.name, &row.condition, &row.words)
    };
    let shown = if row.handed_off { shown.handed_off() } else { shown };
    let shown = shown.chosen(chosen).show(ui);
    context_menu(&shown.response, 260.0, |ui| actions.extend(menu(ui, open.integration, &row.id)));
    if chosen {
        come_into_sight(ui, &row.id, &shown.response);
    }
    if shown.remedy_clicked() {
        if row.id == FALLBACK {
            write_fallback(open.integration);
        } else {
            actions.push(Action::SayFallback(row.id.clone()));
        }
        actions.push(Action::ChooseOutcome(row.id.clone()));
    } else if shown.response.clicked() {
        actions.push(Action::ChooseOutcome(row.id.clone()));
    }
}

/// What one can do with an outcome.
fn menu(ui: &mut Ui, integration: &Integration, outcome: &str) -> Vec<Action> {
    let chosen = || Action::ChooseOutcome(outcome.to_owned());
    let mut actions = Vec::new();
    if integration.replies.contains_key(outcome) {
        let words = "Say the fallback reply instead";
        if ui.add(MenuItem::new(words).icon(icons::ICON_SHIELD)).clicked() {
            actions = vec![Action::SayFallback(outcome.to_owned()), chosen()];
        }
    } else if outcome != FALLBACK
        && ui.add(MenuItem::new("Give it words of its own").icon(icons::ICON_CHAT)).clicked()
    {
        actions = vec![Action::AddReply(outcome.to_owned())];
    }
    let is_own = integration.outcomes.iter().any(|own| own.id == outcome);
    if is_own && ui.add(MenuItem::new("Change its rule").icon(icons::ICON_CHECKLIST)).clicked() {
        actions = vec![chosen(), Action::ChooseStep(Step::Understands)];
    }
    if ui.add(MenuItem::new("All side by side").icon(icons::ICON_BOLT)).clicked() {
        actions = vec![chosen(), Action::ChoosePage(Page::Drill)];
    }
    if is_own {
        menu_line(ui);
        if ui.add(MenuItem::new("Delete this outcome").icon(icons::ICON_CLOSE).danger()).clicked() {
            actions = vec![Action::DeleteOutcome(outcome.to_owned())];
        }
    }
    actions
}

/// Scrolls to the chosen outcome once, when it became the chosen one: the choice may have come from elsewhere.
fn come_into_sight(ui: &Ui, outcome: &str, row: &egui::Response) {
    let id = egui::Id::unique("outcome in sight");
    let last: Option<String> = ui.data(|data| data.get_temp(id));
    if last.as_deref() != Some(outcome) {
        // The step begins at its top, whatever is chosen.
        if last.is_some() {
            row.scroll_to_me(None);
        }
        ui.data_mut(|data| data.insert_temp(id, outcome.to_owned()));
    }
}

fn write_fallback(integration: &mut Integration) {
    if integration.fallback.messages.is_empty() {
        integration.fallback.messages.push(Message::Text { text: Localized::default() });
    }
}

/// The outcomes for which the fallback reply is said, in a menu.
fn others(ui: &mut Ui, open: &Open<'_>, actions: &mut Vec<Action>) {
    let groups = &open.derived.groups;
    let has_row = |id: &str| groups.iter().flat_map(|group| &group.rows).any(|row| row.id == id);
    let others: Vec<_> = open.derived.previews.iter().filter(|preview| !has_row(&preview.outcome)).collect();
    if others.is_empty() {
        return;
    }
    let words = match WindowSize::of(ui.ctx()) {
        WindowSize::Large => "Give another outcome its own words",
        WindowSize::Small => "Another outcome",
    };
    let button = ui.add(Button::link(words).icon(icons::ICON_ADD).small());
    menu_of_width(&button, 280.0, |ui| {
        for other in others {
            let condition = crate::state::condition_words(open.integration, &other.outcome);
            if ui.add(MenuItem::new(&other.name).secondary(&condition)).clicked() {
                actions.push(Action::AddReply(other.outcome.clone()));
            }
        }
    });
}
