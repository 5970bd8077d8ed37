//! Editing texts of several languages: the one language that is looked at, with its chips.

use egui::{Id, Ui};

use super::chips::{ChipField, Use};
use super::theme::{TextRole, Tone};
use super::widgets::text;
use crate::model::{Localized, Text};
use crate::state::Derived;

/// In which language, and with what in mind, texts are edited.
#[derive(Clone, Copy)]
pub struct Writing<'a> {
    /// What is known about names.
    pub derived: &'a Derived,
    /// The language being edited.
    pub language: &'a str,
    /// Whether texts show their written form.
    pub raw: bool,
    /// The part of the design whose texts these are; every text needs another id.
    pub id: Id,
}

impl<'a> Writing<'a> {
    /// The same for one of several things, by its place.
    pub fn at(self, index: usize) -> Self {
        Self { id: self.id.with(index), ..self }
    }

    /// The id of a text.
    pub fn id_of(&self, key: &str) -> Id {
        self.id.with(key).with(self.language)
    }

    /// Puts the caret into a text that is drawn from the next frame on.
    pub fn take_caret(&self, ui: &Ui, key: &str) {
        ui.memory_mut(|memory| memory.request_focus(self.id_of(key)));
    }

    /// A line in the language that is looked at; true when it changed.
    pub fn line(&self, ui: &mut Ui, key: &str, name: &str, localized: &mut Localized, uses: Use) -> bool {
        self.line_of_width(ui, key, name, localized, uses, None)
    }

    /// As [`Self::line`], with a width in points.
    pub fn line_of_width(
        &self,
        ui: &mut Ui,
        key: &str,
        name: &str,
        localized: &mut Localized,
        uses: Use,
        width: Option<f32>,
    ) -> bool {
        let field = ChipField::line(self.id_of(key), name, uses).placeholder(placeholder(localized));
        let field = if let Some(width) = width { field.width(width) } else { field };
        self.edit(ui, field, localized)
    }

    /// The message editor in the language that is looked at; true when it changed.
    pub fn message(&self, ui: &mut Ui, key: &str, name: &str, localized: &mut Localized, uses: Use) -> bool {
        let field = ChipField::message(self.id_of(key), name, uses).placeholder(placeholder(localized));
        self.edit(ui, field, localized)
    }

    /// A line that is the same in every language; true when it changed.
    pub fn plain_line(&self, ui: &mut Ui, key: &str, name: &str, value: &mut Text, uses: Use) -> bool {
        let field = ChipField::line(self.id_of(key), name, uses);
        field.show(ui, self.derived, self.language, self.raw, &mut value.0)
    }

    /// Drawing alone must not leave an empty text in the design.
    fn edit(&self, ui: &mut Ui, field: ChipField<'_>, localized: &mut Localized) -> bool {
        let mut words = localized.0.get(self.language).map(|text| text.0.clone()).unwrap_or_default();
        let changed = field.show(ui, self.derived, self.language, self.raw, &mut words);
        if changed {
            *localized.edit(self.language) = words;
        }
        changed
    }
}

fn placeholder(localized: &Localized) -> &'static str {
    if localized.is_blank() { "Nothing yet" } else { "Not translated yet" }
}

/// The small heading over a field.
pub fn field_label(ui: &mut Ui, words: &str) {
    text(ui, TextRole::ControlTitle, Tone::Main, words);
}

/// The name of a language, in English; the tag itself for those that bots rarely speak.
pub fn language_name(tag: &str) -> &str {
    match tag {
        "en" => "English",
        "en-GB" => "English (UK)",
        "de" => "German",
        "de-AT" => "German (Austria)",
        "de-CH" => "German (Switzerland)",
        "fr" => "French",
        "es" => "Spanish",
        "it" => "Italian",
        "pt" => "Portuguese",
        "pt-BR" => "Portuguese (Brazil)",
        "nl" => "Dutch",
        "pl" => "Polish",
        "cs" => "Czech",
        "da" => "Danish",
        "sv" => "Swedish",
        "nb" | "no" => "Norwegian",
        "fi" => "Finnish",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        "ru" => "Russian",
        "ar" => "Arabic",
        "ja" => "Japanese",
        "zh" => "Chinese",
        "ko" => "Korean",
        other => other,
    }
}
