//! About a system: its name and what it is, in a pop-up beside the choice of systems.

use egui::{Response, Ui};

use super::Asking;
use crate::ui::theme::{TextRole, Tone, space};
use crate::ui::widgets::{Field, popup_at, section_label, text};

/// Draws the pop-up while it is open; a click on `button` opens it.
pub fn show(ui: &mut Ui, asking: &mut Asking<'_, '_>, index: usize, button: &Response) {
    let connection = &mut asking.connections[index];
    let id = asking.texts.id("about system").with(&connection.id);
    let mut open: bool = ui.data(|data| data.get_temp(id)).unwrap_or(false);
    open ^= button.clicked();
    popup_at(ui, id.with("popup"), button.rect, 320.0, &mut open, |ui| {
        ui.set_min_width(320.0);
        egui::Frame::new().inner_margin(8).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            section_label(ui, "Name");
            ui.add(Field::new("Name of the system", &mut connection.name).id(id.with("name")));
            section_label(ui, "What it is");
            let field = Field::new("Description of the system", &mut connection.description);
            ui.add(field.placeholder("For the next person").id(id.with("description")));
            text(ui, TextRole::Small, Tone::Second, "Every integration that asks this system shares this.");
        });
    });
    ui.data_mut(|data| data.insert_temp(id, open));
}
