//! A card: a title, a line under it, a picture, and buttons that open an address.

use egui::Ui;

use crate::model::{Button as Link, Localized, Text};
use crate::ui::chips::Use;
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{Button, IconButton, row_with_end, text, well};
use crate::ui::writing::Writing;

/// The parts of a card.
pub struct Parts<'a> {
    /// The first line.
    pub title: &'a mut Localized,
    /// The second line.
    pub subtitle: &'a mut Localized,
    /// The picture's address.
    pub image_url: &'a mut Text,
    /// The buttons.
    pub buttons: &'a mut Vec<Link>,
}

/// Draws its editor. When a button with words was taken out just now, what to tell about it.
pub fn show(ui: &mut Ui, writing: Writing<'_>, card: Parts<'_>) -> Option<&'static str> {
    well(ui, |ui| {
        label(ui, "Title");
        writing.line(ui, "title", "Title of the card", card.title, Use::Message);
        label(ui, "Line under it");
        writing.line(ui, "subtitle", "Line under the title", card.subtitle, Use::Message);
        label(ui, "Address of a picture");
        writing.plain_line(ui, "image", "Address of a picture", card.image_url, Use::Message);
        let mut removed = None;
        for (index, link) in card.buttons.iter_mut().enumerate() {
            ui.add_space(space::XS);
            if button(ui, writing.at(index), index, link) {
                removed = Some(index);
            }
        }
        let removed = removed.map(|index| card.buttons.remove(index));
        if ui.add(Button::link("Add a button").icon(icons::ICON_ADD).small()).clicked() {
            writing.at(card.buttons.len()).take_caret(ui, "label");
            card.buttons.push(Link::default());
        }
        let lost = removed.is_some_and(|link| !link.label.is_blank() || !link.url.is_blank());
        lost.then_some("The button is taken out")
    })
    .inner
}

/// The words on a button and the address it opens; true when it shall go.
fn button(ui: &mut Ui, writing: Writing<'_>, index: usize, link: &mut Link) -> bool {
    let number = index + 1;
    let mut removed = false;
    row_with_end(
        ui,
        24.0,
        |ui| label(ui, &format!("Button {number}: words, and the address it opens")),
        |ui| {
            let name = format!("Remove button {number}");
            removed = ui.add(IconButton::new(icons::ICON_CLOSE, &name).small()).clicked();
        },
    );
    writing.line(ui, "label", &format!("Words on button {number}"), &mut link.label, Use::Message);
    writing.plain_line(ui, "url", &format!("Address of button {number}"), &mut link.url, Use::Message);
    removed
}

fn label(ui: &mut Ui, words: &str) {
    text(ui, TextRole::Small, Tone::Second, words);
}
