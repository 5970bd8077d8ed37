//! A list: a line for each item of an output, at most so many, words for more and for none.

use egui::Ui;

use super::messages::Scene;
use crate::model::Localized;
use crate::ui::chips::{Use, insert_button};
use crate::ui::theme::{TextRole, Tone};
use crate::ui::widgets::{Choice, NumberField, Select, row, row_with_end, text, well};

/// The parts of a list.
pub struct Parts<'a> {
    /// The name of the output.
    pub items: &'a mut String,
    /// The line of each item.
    pub item: &'a mut Localized,
    /// The largest number of lines.
    pub at_most: &'a mut u32,
    /// The line when there are more.
    pub more: &'a mut Localized,
    /// Said when there are none.
    pub empty: &'a mut Localized,
}

/// Draws its editor.
pub fn show(ui: &mut Ui, scene: Scene<'_>, list: Parts<'_>) {
    let writing = scene.writing;
    well(ui, |ui| {
        row(ui, |ui| {
            text(ui, TextRole::ControlRegular, Tone::Second, "A line for each of the");
            which(ui, scene.lists, list.items);
        });
        row(ui, |ui| {
            text(ui, TextRole::ControlRegular, Tone::Second, "at most");
            let mut most = u64::from(*list.at_most);
            let field = NumberField::new("Most lines", &mut most, 1..=50).width(48.0);
            if ui.add(field).changed() {
                *list.at_most = u32::try_from(most).unwrap_or(1);
            }
            text(ui, TextRole::ControlRegular, Tone::Second, "lines");
        });
        row_with_end(
            ui,
            28.0,
            |ui| label(ui, "The line of an item"),
            |ui| insert_button(ui, writing.id_of("item")),
        );
        writing.line(ui, "item", "The line of an item", list.item, Use::ListItem);
        row_with_end(
            ui,
            28.0,
            |ui| label(ui, "When there are more"),
            |ui| insert_button(ui, writing.id_of("more")),
        );
        writing.line(ui, "more", "When there are more", list.more, Use::ListItem);
        label(ui, "When there is none");
        writing.line(ui, "empty", "When there is none", list.empty, Use::Message);
    });
}

fn which(ui: &mut Ui, lists: &[(String, String)], items: &mut String) {
    let words =
        |(name, label): &(String, String)| if label.is_empty() { name.clone() } else { label.clone() };
    let words: Vec<String> = lists.iter().map(words).collect();
    let choices: Vec<Choice<'_>> = words.iter().map(|words| Choice::new(words)).collect();
    let chosen = lists.iter().position(|(name, _)| name == items);
    let pick = Select::new("Which list", &choices, chosen).small().show(ui);
    if let Some((name, _)) = pick.index.and_then(|index| lists.get(index)) {
        items.clone_from(name);
    }
}

fn label(ui: &mut Ui, words: &str) {
    text(ui, TextRole::Small, Tone::Second, words);
}
