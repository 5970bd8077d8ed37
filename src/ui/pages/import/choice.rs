//! The operations of a source, searched and ticked; only the rows in sight are drawn.

use egui::{Align, Layout, ScrollArea, Ui, vec2};

use crate::state::{Action, ImportAction, ImportOperation, State};
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{Button, Checkbox, Field, Tag, card, row, text, text_line};

/// The height of a row in points.
const ROW: f32 = 44.0;

/// Draws search and list.
pub fn show(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let field = Field::new("Find a request", &mut state.importing.search);
        ui.add(field.placeholder("Find by name, path or group").icon(icons::ICON_SEARCH).width(360.0));
        let found: Vec<String> = state.importing.found().iter().map(|each| each.id.clone()).collect();
        let all = !found.is_empty() && found.iter().all(|id| state.importing.chosen.contains(id));
        let words = match (all, state.importing.search.trim().is_empty()) {
            (true, _) => "Take none of them".to_owned(),
            (false, true) => format!("Take all {}", found.len()),
            (false, false) => format!("Take all {} found", found.len()),
        };
        if ui.add_enabled(!found.is_empty(), Button::ghost(&words)).clicked() {
            actions.push(Action::Import(ImportAction::ToggleAll(found)));
        }
    });
    ui.add_space(space::M);
    let found = state.importing.found();
    if found.is_empty() {
        let words = format!("Nothing is called “{}”.", state.importing.search.trim());
        text(ui, TextRole::ControlRegular, Tone::Second, &words);
        return;
    }
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let height = (ui.available_height() - space::XL).max(ROW * 3.0);
        let area = ScrollArea::vertical().id_salt("operations").auto_shrink([false, true]).max_height(height);
        area.show_rows(ui, ROW, found.len(), |ui, rows| {
            for operation in &found[rows] {
                let chosen = state.importing.chosen.contains(&operation.id);
                if one(ui, operation, chosen) {
                    actions.push(Action::Import(ImportAction::Toggle(operation.id.clone())));
                }
            }
        });
    });
}

/// One operation; answers whether it was ticked or unticked.
fn one(ui: &mut Ui, operation: &ImportOperation, chosen: bool) -> bool {
    let mut ticked = chosen;
    let size = vec2(ui.available_width(), ROW);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(size);
        ui.spacing_mut().item_spacing.x = space::S;
        let name = format!("{} ({} {})", operation.title, operation.method, operation.path);
        let changed = ui.add(Checkbox::bare(&mut ticked, &name)).changed();
        let clicked = ui
            .vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                ui.set_width((size.x - 220.0).max(160.0));
                let title = text_line(ui, TextRole::BodyStrong, Tone::Main, &operation.title);
                text_line(
                    ui,
                    TextRole::Technical,
                    Tone::Third,
                    &format!("{} {}", operation.method, operation.path),
                );
                title.interact(egui::Sense::click()).clicked()
            })
            .inner;
        if !operation.group.is_empty() {
            ui.add(Tag::new(&operation.group));
        }
        changed || clicked
    })
    .inner
}
