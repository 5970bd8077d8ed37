//! Where the information is: the system's address in each environment, the path, and parameters.

use egui::Ui;

use super::{Asking, connection, parameters, samples};
use crate::model::{Call, Environment, Part, Stage};
use crate::state::{Change, ParameterList};
use crate::ui::chips::{ChipField, Use, insert_button};
use crate::ui::stage::look;
use crate::ui::steps::fields::link;
use crate::ui::theme::{TextRole, Tone, WindowSize, icons, space};
use crate::ui::widgets::{Button, Chip, ChipLook, Field, FormRow, row, row_with_end, text, text_line};

/// The room that the button behind the path needs.
const INSERT_WIDTH: f32 = 168.0;

/// Draws the row.
pub fn show(ui: &mut Ui, asking: &mut Asking<'_, '_>, call: &mut Call) {
    FormRow::new("Where is the information?").hint("In grey: as IT would write it").show(ui, |ui| {
        let index = connection::index_of(asking, call);
        let folded_out = base_and_path(ui, asking, call, index);
        if let Some(request) = asking.request {
            let words = format!("{} {}", request.method, request.url);
            text(ui, TextRole::Technical, Tone::Second, &words);
        }
        asking.texts.beside(ui, &asking.part(), "path");
        if let Some(index) = index {
            if folded_out {
                addresses(ui, asking, index);
            }
            let part = Part::Connection(asking.connections[index].id.clone());
            asking.texts.beside(ui, &part, "base_urls");
        }
        parameters::show(ui, asking, ParameterList::Query, &mut call.query);
        asking.texts.beside(ui, &asking.part(), "query");
    });
}

/// "CRM address / path"; whether the addresses of the system are shown.
fn base_and_path(ui: &mut Ui, asking: &mut Asking<'_, '_>, call: &mut Call, index: Option<usize>) -> bool {
    let id = asking.id("addresses");
    let missing = index.is_some_and(|index| {
        let known = &asking.connections[index].base_urls;
        asking.environments.is_empty()
            || asking.environments.iter().any(|environment| !known.contains_key(&environment.id))
    });
    let id = id.with(index);
    let mut open: bool = ui.data(|data| data.get_temp(id)).unwrap_or(missing);
    // While an address is typed it is no longer missing, and its field must stay.
    ui.data_mut(|data| data.insert_temp(id, open));
    row(ui, |ui| {
        if let Some(index) = index {
            let name = &asking.connections[index].name;
            let tip = asking.connections[index].base_urls.get(&asking.environment);
            let tip = tip.map_or("It has no address here yet", String::as_str);
            let look = ChipLook::plain(icons::ICON_CABLE, format!("{name} address")).tip(tip);
            if ui.add(Chip::new(&look)).clicked() {
                open = !open;
                ui.data_mut(|data| data.insert_temp(id, open));
            }
        }
        let field = ChipField::path(asking.id("path"), "Path", Use::Question)
            .placeholder("/subscriptions/lookup")
            .state(asking.texts.state(&asking.part(), "path"))
            .width((ui.available_width() - INSERT_WIDTH).max(120.0));
        asking.texts.show(ui, field, &mut call.path.0);
        insert_button(ui, asking.id("path"));
    });
    open
}

/// The address of the system in each environment.
pub fn addresses(ui: &mut Ui, asking: &mut Asking<'_, '_>, index: usize) {
    let id = asking.texts.id("address").with(&asking.connections[index].id);
    let width = if WindowSize::of(ui.ctx()) == WindowSize::Large { 120.0 } else { 96.0 };
    if asking.environments.is_empty() {
        let words = "An address belongs to an environment, and there is none yet.";
        text(ui, TextRole::ControlRegular, Tone::Second, words);
        let button = Button::link("Add demo, staging and production").icon(icons::ICON_ADD).small();
        if link(ui, button).clicked() {
            asking.change(Change::AddEnvironments);
        }
    }
    for environment in asking.environments {
        let base = asking.connections[index].base_urls.get(&environment.id);
        let mut shown = base.cloned().unwrap_or_default();
        let changed = row_with_end(
            ui,
            space::CONTROL,
            |ui| {
                let size = egui::vec2(width, space::CONTROL);
                ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.set_min_width(width);
                    let is_real = environment.stage == Stage::Production;
                    let tone = if is_real { look(environment.stage).tone } else { Tone::Second };
                    text_line(ui, TextRole::ControlRegular, tone, &environment.name);
                });
                let name = format!("Address in {}", environment.name);
                let field = Field::new(&name, &mut shown).technical().id(id.with(&environment.id));
                ui.add(field.placeholder("https://crm.example.com/api"))
                    .on_hover_text(tip(environment))
                    .changed()
            },
            |_| {},
        );
        let is_demo = environment.stage == Stage::Demo;
        let sampled = is_demo && samples::show(ui, id.with("samples"), &mut shown);
        if changed.0 || sampled {
            let base_urls = &mut asking.connections[index].base_urls;
            if shown.is_empty() {
                base_urls.remove(&environment.id);
            } else {
                base_urls.insert(environment.id.clone(), shown);
            }
        }
    }
}

fn tip(environment: &Environment) -> &'static str {
    match environment.stage {
        Stage::Demo => "Only the path counts; the demo server is started on this computer.",
        Stage::Test => "A system with test data.",
        Stage::Production => "The system with real customers.",
    }
}
