//! The operations of a source, searched and ticked; only the rows in sight are drawn.

use egui::{CursorIcon, ScrollArea, Sense, Ui, UiBuilder, vec2};

use crate::state::{Action, ImportAction, ImportOperation, State};
use crate::ui::rows::rows_in_sight;
use crate::ui::theme::{TextRole, Tone, icons, space, theme};
use crate::ui::widgets::{Button, Checkbox, Field, Tag, card, row, row_with_end, text, text_line};

/// The height of a row in points.
const ROW: f32 = 52.0;

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
        rows_in_sight(ui, area, ROW, found.len(), |ui, rows| {
            let first = rows.start;
            for (position, operation) in found[rows].iter().enumerate() {
                if first + position > 0 {
                    let line = ui.max_rect().x_range();
                    ui.painter().hline(line, ui.cursor().top(), theme(ui).line());
                }
                let chosen = state.importing.chosen.contains(&operation.id);
                if ui.push_id(&operation.id, |ui| one(ui, operation, chosen)).inner {
                    actions.push(Action::Import(ImportAction::Toggle(operation.id.clone())));
                }
            }
        });
    });
}

/// One operation; answers whether it was ticked or unticked. All of the row can be clicked, and the box takes the keys.
fn one(ui: &mut Ui, operation: &ImportOperation, chosen: bool) -> bool {
    let mut ticked = chosen;
    let (rect, whole) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
    if whole.hovered() {
        let under = rect.shrink2(vec2(0.0, 1.0));
        ui.painter().rect_filled(under, f32::from(space::RADIUS_CONTROL), theme(ui).color.hover);
    }
    let inside = UiBuilder::new().max_rect(rect.shrink2(vec2(space::S, 0.0)));
    let changed = ui.scope_builder(inside, |ui| {
        let (changed, ()) = row_with_end(
            ui,
            ROW,
            |ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                let name = format!("{} ({} {})", operation.title, operation.method, operation.path);
                let changed = ui.add(Checkbox::bare(&mut ticked, &name)).changed();
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    ui.add_space((ROW - 41.0) / 2.0);
                    text_line(ui, TextRole::BodyStrong, Tone::Main, &operation.title);
                    let technical = format!("{} {}", operation.method, operation.path);
                    text_line(ui, TextRole::Technical, Tone::Third, &technical);
                });
                changed
            },
            |ui| {
                if !operation.group.is_empty() {
                    ui.add(Tag::new(&operation.group));
                }
            },
        );
        changed
    });
    changed.inner || whole.on_hover_cursor(CursorIcon::PointingHand).clicked()
}
