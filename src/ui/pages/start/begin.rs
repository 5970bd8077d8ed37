//! Ways to begin: empty, from a line that IT gave, from a file, by dropping something.

use egui::{Key, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::tile::{HEIGHT, Tile, face};
use crate::state::{Action, ImportAction, State};
use crate::ui::commands::keys_of;
use crate::ui::theme::{TextRole, icons, space, theme};
use crate::ui::widgets::{Button, Field, paint, row, text};

/// Draws them.
pub fn show(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    text(ui, TextRole::BodyStrong, crate::ui::theme::Tone::Main, "Start something new");
    ui.add_space(space::S);
    let keys = keys_of(ui.ctx(), "New project");
    let empty = Tile::new(icons::ICON_NOTE_ADD, "Empty project", "Begin with the question the customer asks");
    if ui.add(empty.keys(&keys)).clicked() {
        actions.push(Action::New);
    }
    ui.add_space(space::S);
    paste(ui, state, actions);
    ui.add_space(space::S);
    let openapi =
        Tile::new(icons::ICON_DESCRIPTION, "Open an OpenAPI file", "Pick from everything a system can do");
    if ui.add(openapi).clicked() {
        actions.push(Action::Import(ImportAction::PickFile));
    }
    ui.add_space(space::S);
    let postman = Tile::new(
        icons::ICON_MOVE_TO_INBOX,
        "Bring a Postman collection",
        "Requests become integrations, their examples samples",
    );
    if ui.add(postman).clicked() {
        actions.push(Action::Import(ImportAction::PickFile));
    }
    ui.add_space(space::L);
    drop_area(ui);
}

/// A tile with a field; what is pasted on the page stands in it.
fn paste(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    let size = vec2(ui.available_width(), HEIGHT + 44.0);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let c = &theme(ui).color;
    paint::frame(ui.painter(), rect, space::RADIUS_CARD, c.surface, c.line);
    let keys = ui.ctx().format_shortcut(&egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, Key::V));
    let words = "A line that begins with “curl” becomes an integration";
    face(ui, rect, &Tile::new(icons::ICON_CONTENT_PASTE, "Paste what IT gave you", words).keys(&keys));
    let place = Rect::from_min_max(
        pos2(rect.left() + 55.0, rect.top() + HEIGHT - 4.0),
        pos2(rect.right() - 16.0, rect.bottom() - 12.0),
    );
    let mut beside = ui.new_child(UiBuilder::new().max_rect(place).id_salt("pasted"));
    row(&mut beside, |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let filled = !state.desk.pasted.trim().is_empty();
        let width = ui.available_width() - if filled { 92.0 } else { 0.0 };
        let field = Field::new("A line that begins with curl", &mut state.desk.pasted)
            .placeholder("curl https://…")
            .technical()
            .width(width);
        let field = ui.add(field);
        let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let clicked = filled && ui.add(Button::secondary("Read it").least_width(84.0)).clicked();
        if filled && (enter || clicked) {
            actions.push(Action::Import(ImportAction::Paste(state.desk.pasted.clone())));
        }
    });
}

fn drop_area(ui: &mut Ui) {
    let hovered = ui.input(|input| !input.raw.hovered_files.is_empty());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 106.0), Sense::hover());
    let c = &theme(ui).color;
    let (fill, edge) = if hovered { (c.accent_soft, c.accent) } else { (c.panel, c.line_control) };
    ui.painter().rect_filled(rect, f32::from(space::RADIUS_CARD), fill);
    dashed(ui, rect.shrink(0.5), egui::Stroke::new(space::STROKE, edge));
    let middle = rect.center();
    paint::icon(ui.painter(), icons::ICON_UPLOAD_FILE, 28.0, middle - vec2(0.0, 26.0), c.text_2);
    let words = "Project, OpenAPI, Postman, or a file with cURL lines";
    let lines =
        [(TextRole::BodyStrong, c.text, "Drop a file here", 6.0), (TextRole::Small, c.text_2, words, 27.0)];
    for (role, color, words, below) in lines {
        let line = paint::line(ui, role, color, words, rect.width() - 32.0);
        let left = pos2(middle.x - line.size().x / 2.0, middle.y + below);
        paint::text_left(ui.painter(), left, line);
    }
}

fn dashed(ui: &Ui, rect: Rect, stroke: egui::Stroke) {
    let radius = f32::from(space::RADIUS_CARD);
    let mut path = Vec::new();
    let corners = [
        (pos2(rect.right() - radius, rect.top() + radius), 270.0_f32),
        (pos2(rect.right() - radius, rect.bottom() - radius), 0.0),
        (pos2(rect.left() + radius, rect.bottom() - radius), 90.0),
        (pos2(rect.left() + radius, rect.top() + radius), 180.0),
    ];
    for (center, from) in corners {
        for step in 0..=6_u8 {
            let angle = (from + f32::from(step) * 15.0).to_radians();
            path.push(center + radius * vec2(angle.cos(), angle.sin()));
        }
    }
    path.extend(path.first().copied());
    ui.painter().extend(egui::Shape::dashed_line(&path, stroke, 4.0, 4.0));
}
