//! The list of values for a text, and the menu of a chip: by mouse, or by the keys that the editor hands on.

use egui::{Response, ScrollArea, Ui};

use super::{Use, example, icon, kind};
use crate::model::ValueType;
use crate::state::{Derived, Name, NameKind};
use crate::template::{self, Chip, Format};
use crate::ui::theme::{TextRole, Tone, icons};
use crate::ui::widgets::{MenuItem, menu_label, menu_line, text};

/// Where the keys stand in a menu.
#[derive(Clone, Copy, Default)]
pub struct Cursor {
    at: usize,
    /// Whether the entry under it is to be taken.
    pub take: bool,
    closed: bool,
    entries: usize,
    moved: bool,
}

impl Cursor {
    /// One entry down or up, from the last to the first and back.
    pub fn step(&mut self, down: bool, up: bool) {
        let count = self.entries.max(1);
        if down {
            self.at = (self.at + 1) % count;
        } else if up {
            self.at = (self.at + count - 1) % count;
        }
        self.moved = down || up;
    }

    /// Closes the menu.
    pub fn close(&mut self) {
        self.closed = true;
    }

    /// Whether it was closed by key.
    pub fn is_closed(self) -> bool {
        self.closed
    }

    /// Whether there was nothing to choose from.
    pub fn is_empty(self) -> bool {
        self.entries == 0
    }

    fn begin(&mut self) {
        self.entries = 0;
    }

    /// There are words instead of entries.
    fn shows_words(&mut self) {
        self.entries = 1;
    }

    /// Draws the next entry; true when it is taken, by mouse or key.
    fn entry(&mut self, ui: &mut Ui, item: MenuItem<'_>) -> bool {
        let here = self.entries == self.at;
        self.entries += 1;
        let response: Response = ui.add(item.under_cursor(here));
        if here && self.moved {
            response.scroll_to_me(None);
        }
        response.clicked() || here && std::mem::take(&mut self.take)
    }
}

/// What is done with a chip.
pub enum ChipChange {
    /// It is taken out.
    Remove,
    /// Another token stands in its place.
    Replace(String),
}

/// The values that a text may use and whose words hold `word`, each with its example; the raw token of the one that was picked.
pub fn value_list(
    ui: &mut Ui,
    derived: &Derived,
    language: &str,
    (uses, word): (Use, &str),
    cursor: &mut Cursor,
) -> Option<String> {
    cursor.begin();
    let mut picked = None;
    let groups = [
        ("From the item", [NameKind::Item].as_slice()),
        ("From the answer", &[NameKind::Answer]),
        ("From the customer", &[NameKind::Input]),
        ("Other facts of the conversation", &[NameKind::Fact]),
        ("Secrets", &[NameKind::Secret]),
    ];
    ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut any = false;
        for (title, kinds) in groups {
            let names: Vec<_> = derived
                .names
                .iter()
                .filter(|name| kinds.contains(&name.kind) && uses.allows(name.kind))
                .filter(|name| !is_known_as_input(derived, name) && is_looked_for(name, word))
                .collect();
            if names.is_empty() {
                continue;
            }
            any = true;
            menu_label(ui, title);
            for name in names {
                let formats = usual_formats(name);
                let example = if name.kind == NameKind::Secret {
                    String::new()
                } else {
                    example(derived, language, name, &formats)
                };
                let item = MenuItem::new(&name.label).icon(icon(name.kind)).secondary(&example);
                if cursor.entry(ui, item) {
                    picked = Chip::new(name.name.clone(), formats).ok().map(|chip| chip.to_string());
                }
            }
        }
        if !any && word.is_empty() {
            cursor.shows_words();
            text(
                ui,
                TextRole::Body,
                Tone::Second,
                "There is nothing to insert yet. Add a fact in the step Needs.",
            );
        }
    });
    picked
}

/// A fact that the integration takes as an input is offered once, as the input.
fn is_known_as_input(derived: &Derived, fact: &Name) -> bool {
    let same = |name: &&Name| name.kind == NameKind::Input && name.label == fact.label;
    fact.kind == NameKind::Fact && derived.names.iter().any(|name| same(&name))
}

/// Whether the words of a name hold what is typed; blanks do not count, as they would end the search.
fn is_looked_for(name: &Name, word: &str) -> bool {
    let plain = |text: &str| text.to_lowercase().replace([' ', '_', '-', '.'], "");
    let word = plain(word);
    plain(&name.label).contains(&word) || plain(&name.name).contains(&word)
}

/// A date is picked as words, unless somebody wants it otherwise.
fn usual_formats(name: &Name) -> Vec<Format> {
    let source = match name.value_type {
        ValueType::Date => "date(\"long\")",
        ValueType::DateTime => "datetime(\"long\")",
        _ => return Vec::new(),
    };
    template::format_from_source(source).ok().into_iter().collect()
}

/// "Show it as", in examples; and removal.
pub fn chip_menu(
    ui: &mut Ui,
    derived: &Derived,
    language: &str,
    raw: &str,
    cursor: &mut Cursor,
) -> Option<ChipChange> {
    cursor.begin();
    let mut change = None;
    ui.spacing_mut().item_spacing.y = 2.0;
    let parsed = template::parse(raw).ok();
    let chip = parsed.as_ref().and_then(|template| template.sole_chip());
    if let Some((chip, name)) = chip.and_then(|chip| derived.name(chip.name()).map(|name| (chip, name))) {
        menu_label(ui, "Show it as");
        let plain = example(derived, language, name, &[]);
        if cursor.entry(ui, MenuItem::new("As it is").secondary(&plain).chosen(chip.formats().is_empty())) {
            change =
                Chip::new(chip.name(), Vec::new()).ok().map(|chip| ChipChange::Replace(chip.to_string()));
        }
        for choice in template::choices_for(kind(name.value_type)) {
            let Some(format) = choice.format() else { continue };
            let example = example(derived, language, name, std::slice::from_ref(&format));
            let chosen = chip.formats().first() == Some(&format);
            if cursor.entry(ui, MenuItem::new(choice.title).secondary(&example).chosen(chosen)) {
                change = Chip::new(chip.name(), vec![format])
                    .ok()
                    .map(|chip| ChipChange::Replace(chip.to_string()));
            }
        }
        menu_line(ui);
    }
    if cursor.entry(ui, MenuItem::new("Take it out").icon(icons::ICON_CLOSE).danger()) {
        change = Some(ChipChange::Remove);
    }
    change
}
