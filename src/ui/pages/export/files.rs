//! The files, and the text of the chosen one.

use egui::{ScrollArea, Ui, vec2};

use crate::state::{Action, ExportAction, PreparedExport, State};
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{Button, CodeBlock, PickRow, card, follow_focus, row_with_end, text_line};

/// The most of a text that is shown; the file itself is whole.
const MOST_SHOWN_BYTES: usize = 40_000;

/// Draws both cards.
pub fn show(ui: &mut Ui, state: &State, prepared: &PreparedExport, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = space::M;
    card(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
        row_with_end(
            ui,
            space::CONTROL,
            |ui| text_line(ui, TextRole::CardTitle, Tone::Main, "Files"),
            |ui| {
                let count = prepared.files.len();
                let words = if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
                text_line(ui, TextRole::Small, Tone::Second, &words);
            },
        );
        ui.add_space(space::XS);
        ScrollArea::vertical().id_salt("files").max_height(236.0).min_scrolled_height(236.0).show(ui, |ui| {
            follow_focus(ui, |ui| list(ui, state, prepared, actions));
        });
    });
    text_of(ui, state, prepared);
}

fn list(ui: &mut Ui, state: &State, prepared: &PreparedExport, actions: &mut Vec<Action>) {
    for (index, file) in prepared.files.iter().enumerate() {
        let about = format!("{} · {}", file.about, size(file.text.len()));
        let row = PickRow::new(icons::ICON_DESCRIPTION, &file.name)
            .second(&about)
            .chosen(index == state.exporting.file);
        if ui.add(row).clicked() {
            actions.push(Action::Exporting(ExportAction::ShowFile(index)));
        }
    }
}

/// The chosen file.
fn text_of(ui: &mut Ui, state: &State, prepared: &PreparedExport) {
    let Some(file) = prepared.files.get(state.exporting.file) else { return };
    card(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, space::S);
        let copy = row_with_end(
            ui,
            space::CONTROL,
            |ui| text_line(ui, TextRole::CardTitle, Tone::Main, &file.name),
            |ui| ui.add(Button::ghost("Copy").icon(icons::ICON_CONTENT_COPY)).clicked(),
        );
        if copy.1 {
            ui.ctx().copy_text(file.text.clone());
        }
        let shown = beginning(&file.text);
        ui.add(CodeBlock::new(&file.name, shown).bare());
        if shown.len() < file.text.len() {
            text_line(ui, TextRole::Small, Tone::Second, "The rest is in the file.");
        }
    });
}

/// A long text is cut at the end of a line.
fn beginning(text: &str) -> &str {
    if text.len() <= MOST_SHOWN_BYTES {
        return text;
    }
    let mut end = MOST_SHOWN_BYTES;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let end = text[..end].rfind('\n').unwrap_or(end);
    &text[..end]
}

fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        _ => format!("{:.1} kB", bytes as f64 / 1_000.0),
    }
}
