//! The list at the left: the integrations of the project with their states; a rail in a small window.

use egui::{Frame, Margin, ScrollArea, Ui, vec2};

use super::header;
use super::theme::{Icon, Mark as Shown, Tone, WindowSize, icons, space};
use super::widgets::{
    Field, IconButton, ListRow, MenuItem, NavRow, RailButton, menu_line, row, section_label,
};
use crate::model::{Integration, Risk, Severity};
use crate::state::{Action, Mark, Page, State};

/// Draws the list.
pub fn show(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    match WindowSize::of(ui.ctx()) {
        WindowSize::Large => wide(ui, state, actions),
        WindowSize::Small => rail(ui, state, actions),
    }
}

fn wide(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    Frame::new().inner_margin(Margin { left: 12, right: 12, top: 16, bottom: 12 }).show(ui, |ui| {
        row(ui, |ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            let width = ui.available_width() - 40.0;
            ui.add(
                Field::new("Find an integration", &mut state.view.search)
                    .placeholder("Find")
                    .icon(icons::ICON_SEARCH)
                    .width(width),
            );
            if ui.add(IconButton::new(icons::ICON_ADD, "Add an integration").framed()).clicked() {
                actions.push(Action::AddIntegration);
            }
        });
        ui.add_space(space::L);
        section_label(ui, "Integrations");
        ui.add_space(space::XS);
        // The pages of the project keep their place below, however long the list is.
        let room = ui.available_height() - pages_height();
        ScrollArea::vertical().auto_shrink([false, true]).max_height(room).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
            let search = state.view.search.trim().to_lowercase();
            for index in 0..state.project.integrations.len() {
                let integration = &state.project.integrations[index];
                if search.is_empty() || integration.name.to_lowercase().contains(&search) {
                    integration_row(ui, state, integration, index, actions);
                }
            }
        });
        ui.add_space(space::XL);
        section_label(ui, "This project");
        ui.add_space(space::XS);
        ui.spacing_mut().item_spacing.y = 0.0;
        for page in Page::OF_PROJECT {
            let mut row = NavRow::new(page_icon(page), page.title()).chosen(state.view.page == page);
            if let Some(count) = count(page, state) {
                row = row.count(count);
            }
            if ui.add(row).clicked() {
                actions.push(Action::ChoosePage(page));
            }
        }
    });
}

fn pages_height() -> f32 {
    let rows = Page::OF_PROJECT.len() as f32;
    space::XL + 24.0 + space::XS + rows * space::CONTROL
}

fn page_icon(page: Page) -> Icon {
    match page {
        Page::Drill => icons::ICON_BOLT,
        Page::Scenarios => icons::ICON_CHECKLIST,
        Page::Facts => icons::ICON_PERSON,
        Page::Connections => icons::ICON_CABLE,
        Page::DataFlow => icons::ICON_SHIELD,
        Page::Settings => icons::ICON_TUNE,
        Page::Import => icons::ICON_MOVE_TO_INBOX,
        Page::Export => icons::ICON_IOS_SHARE,
        Page::Start | Page::Integration => icons::ICON_FORUM,
    }
}

/// How many things are on a page of the project.
fn count(page: Page, state: &State) -> Option<usize> {
    let project = &state.project;
    match page {
        Page::Scenarios => Some(project.integrations.iter().map(|each| each.scenarios.len()).sum()),
        Page::Facts => Some(project.context.len()),
        Page::Connections => Some(project.connections.len()),
        _ => None,
    }
}

fn integration_row(
    ui: &mut Ui,
    state: &State,
    integration: &Integration,
    index: usize,
    actions: &mut Vec<Action>,
) {
    let mark = state.derived.marks.get(&integration.id).copied().unwrap_or(Mark::NeverTested);
    let second = second_line(state, integration);
    let (shown, trouble) = match mark {
        Mark::Ready => (Shown::Ready, String::new()),
        Mark::NeverTested => (Shown::NeverTested, String::new()),
        Mark::Findings { worst, count } => {
            let words = if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") };
            (if worst == Severity::Error { Shown::Error } else { Shown::Warning }, words)
        }
    };
    let mut row = ListRow::new(shown, &integration.name)
        .second(&second)
        .chosen(state.view.page == Page::Integration && integration.id == state.view.integration);
    if !trouble.is_empty() {
        row = row.trouble(&trouble, if shown == Shown::Error { Tone::Err } else { Tone::Warn });
    }
    let response = ui.add(row);
    if response.clicked() {
        actions.push(Action::ChooseIntegration(integration.id.clone()));
    }
    response.context_menu(|ui| context_menu(ui, integration, index, actions));
}

/// "Looks up in CRM", "Creates in Tickets · Never tested".
fn second_line(state: &State, integration: &Integration) -> String {
    let does = match integration.trigger.risk {
        Risk::Read => "Looks up in",
        Risk::Write => "Changes",
        Risk::Destructive => "Deletes in",
    };
    let connection = integration.calls.first().and_then(|call| state.project.connection(&call.connection));
    let system = connection.map_or("nothing yet", |connection| &connection.name);
    let tested = if integration.scenarios.is_empty() { " · Never tested" } else { "" };
    format!("{does} {system}{tested}")
}

fn context_menu(ui: &mut Ui, integration: &Integration, index: usize, actions: &mut Vec<Action>) {
    ui.set_width(200.0);
    let id = &integration.id;
    if ui.add(MenuItem::new("Rename").icon(icons::ICON_EDIT)).clicked() {
        ui.memory_mut(|memory| memory.request_focus(header::name_id(id)));
        actions.push(Action::ChooseIntegration(id.clone()));
    }
    if ui.add(MenuItem::new("Duplicate").icon(icons::ICON_CONTENT_COPY)).clicked() {
        actions.push(Action::DuplicateIntegration(id.clone()));
    }
    if ui.add(MenuItem::new("Move up").icon(icons::ICON_EXPAND_LESS)).clicked() && index > 0 {
        actions.push(Action::MoveIntegration { id: id.clone(), to: index - 1 });
    }
    if ui.add(MenuItem::new("Move down").icon(icons::ICON_EXPAND_MORE)).clicked() {
        actions.push(Action::MoveIntegration { id: id.clone(), to: index + 1 });
    }
    menu_line(ui);
    if ui.add(MenuItem::new("Delete").icon(icons::ICON_CLOSE).danger()).clicked() {
        actions.push(Action::DeleteIntegration(id.clone()));
    }
}

fn rail(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    Frame::new().inner_margin(Margin::symmetric(8, 12)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let trouble = state.derived.marks.values().any(|mark| matches!(mark, Mark::Findings { .. }));
        let mut button =
            RailButton::new(icons::ICON_FORUM, "Integrations").chosen(state.view.page == Page::Integration);
        if trouble {
            button = button.trouble("There are findings");
        }
        let button = ui.add(button);
        super::widgets::menu(&button, |ui| {
            for integration in &state.project.integrations {
                let chosen = integration.id == state.view.integration;
                if ui.add(MenuItem::new(&integration.name).chosen(chosen)).clicked() {
                    actions.push(Action::ChooseIntegration(integration.id.clone()));
                }
            }
        });
        if ui.add(RailButton::new(icons::ICON_ADD, "Add an integration")).clicked() {
            actions.push(Action::AddIntegration);
        }
        for page in Page::OF_PROJECT {
            let button = RailButton::new(page_icon(page), page.title()).chosen(state.view.page == page);
            if ui.add(button).clicked() {
                actions.push(Action::ChoosePage(page));
            }
        }
    });
}
