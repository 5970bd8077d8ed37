//! About a system: its name and what it is, in a pop-up beside the choice of systems.

use egui::{Response, Ui};

use super::Asking;
use crate::model::{Connection, Part};
use crate::state::{Change, Unnamed, View, is_unnamed};
use crate::ui::caret;
use crate::ui::steps::fields::Texts;
use crate::ui::theme::{TextRole, Tone, space};
use crate::ui::widgets::{Field, popup_at, section_label, text};

/// What a system is called before anybody has named it.
const BEGINS_AS: &str = "New system";

/// Draws the pop-up while it is open; a click on `button` opens it.
pub fn show(ui: &mut Ui, asking: &mut Asking<'_, '_>, index: usize, button: &Response) {
    let connection = &mut asking.connections[index];
    let id = asking.texts.id("about system").with(&connection.id);
    let mut open: bool = ui.data(|data| data.get_temp(id)).unwrap_or(false);
    let was_open = open;
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
    let is_named = is_unnamed(&connection.id) && connection.name != BEGINS_AS;
    if was_open && !open && is_named {
        let id = connection.id.clone();
        asking.change(Change::NameByWords(Unnamed::Connection(id)));
    }
}

/// Opens the pop-up of a system that was added just now, with the caret in its name.
pub fn open_for_new(ui: &Ui, view: &mut View, texts: &Texts<'_>, connections: &[Connection]) {
    let Some(Part::Connection(added)) = &view.just_added else { return };
    let Some(connection) = connections.iter().find(|known| known.id == *added) else { return };
    let id = texts.id("about system").with(&connection.id);
    if ui.memory(|memory| memory.has_focus(id.with("name"))) {
        view.just_added = None;
        return;
    }
    // The list in which it was chosen takes the focus back once more.
    ui.data_mut(|data| data.insert_temp(id, true));
    caret::take(ui, id.with("name"), &connection.name);
}
