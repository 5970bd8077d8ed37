//! Chips of the design: how each name looks, and the editors in which chips are picked, never typed.

use egui::{Id, Rect, Ui};

use super::theme::{Icon, TextRole, Tone, icons};
use super::widgets::{
    Button, ChipLook, ChipText, ClickedChip, Field, FieldState, MenuItem, TextArea, chip_text, menu_line,
    popup_at, section_label, text,
};
use crate::engine::plain;
use crate::model::{Privacy, ValueType};
use crate::state::{Derived, Name, NameKind};
use crate::template::{self, Chip, Format, Place, Scope, Setting, ValueKind};

/// The icon of a kind of name.
pub fn icon(kind: NameKind) -> Icon {
    match kind {
        NameKind::Input | NameKind::Fact => icons::ICON_PERSON,
        NameKind::Answer | NameKind::Item => icons::ICON_OUTPUT,
        NameKind::Secret => icons::ICON_KEY,
    }
}

/// Which names a text may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// A request: what is known before the answer, and secrets.
    Request,
    /// What is said before anything is asked: what is known by then.
    Question,
    /// A message: everything but secrets.
    Message,
    /// The line of a list: a message with the fields of the item.
    ListItem,
}

impl Use {
    fn allows(self, kind: NameKind) -> bool {
        match self {
            Self::Request => matches!(kind, NameKind::Input | NameKind::Fact | NameKind::Secret),
            Self::Question => matches!(kind, NameKind::Input | NameKind::Fact),
            Self::Message => matches!(kind, NameKind::Input | NameKind::Fact | NameKind::Answer),
            Self::ListItem => kind != NameKind::Secret,
        }
    }
}

/// How the chip of a raw token looks: the words and the example of its name.
pub fn look(derived: &Derived, language: &str, raw: &str) -> ChipLook {
    let parsed = template::parse(raw).ok();
    let Some(chip) = parsed.as_ref().and_then(|template| template.sole_chip()) else {
        return ChipLook::broken(raw).tip("This is no value. Delete it and insert it again.");
    };
    let Some(name) = derived.name(chip.name()) else {
        let tip = format!("Nothing is called “{}”. Choose another value, or delete this one.", chip.name());
        return ChipLook::broken(chip.name()).tip(tip);
    };
    let example = example(derived, language, name, chip.formats());
    let look = ChipLook::new(icon(name.kind), &name.label).tip(tip(name));
    if example.is_empty() || name.kind == NameKind::Secret { look } else { look.example(example) }
}

/// The chip of a name, without any format.
pub fn look_of(derived: &Derived, name: &str) -> ChipLook {
    match derived.name(name) {
        Some(name) => ChipLook::new(icon(name.kind), &name.label).tip(tip(name)),
        None => ChipLook::broken(name).tip("Nothing is called so."),
    }
}

fn tip(name: &Name) -> String {
    let from = match name.kind {
        NameKind::Input => "What the integration needs",
        NameKind::Fact => "A fact of the conversation",
        NameKind::Answer => "A value from the answer",
        NameKind::Item => "From the item of the list",
        NameKind::Secret => "A secret; only its name is shown",
    };
    let privacy =
        if name.privacy == Privacy::None { String::new() } else { format!(", {}", name.privacy.title()) };
    format!("{from}: {}{privacy}", name.name)
}

struct Examples<'a>(&'a Derived);

impl Scope for Examples<'_> {
    fn value(&self, name: &str) -> Option<&serde_json::Value> {
        self.0.name(name)?.example.as_ref()
    }
}

/// The example of a name as these formats show it; empty when there is none.
fn example(derived: &Derived, language: &str, name: &Name, formats: &[Format]) -> String {
    let setting = Setting {
        language: template::Language::new(language),
        today: derived.conversation.as_ref().map(|known| known.now.to_zoned(jiff::tz::TimeZone::UTC).date()),
        ..Setting::default()
    };
    let rendered = Chip::new(name.name.clone(), formats.to_vec())
        .ok()
        .and_then(|chip| template::parse(&chip.to_string()).ok())
        .and_then(|template| template::render(&template, &Examples(derived), Place::Message, &setting).ok());
    match rendered {
        Some(rendered) => shorten(&rendered.text),
        None => name
            .example
            .as_ref()
            .filter(|value| !value.is_array() && !value.is_object())
            .map(plain)
            .map(|text| shorten(&text))
            .unwrap_or_default(),
    }
}

fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= 32 { line.to_owned() } else { line.chars().take(31).chain(['…']).collect() }
}

/// An editor for one text with chips, with its list of values.
pub struct ChipField<'a> {
    id: Id,
    name: &'a str,
    lines: Lines,
    uses: Use,
    placeholder: &'a str,
    width: Option<f32>,
    state: FieldState,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Message,
}

impl<'a> ChipField<'a> {
    /// One line. `name` is what a screen reader calls it; the id must be another for every text.
    pub fn line(id: Id, name: &'a str, uses: Use) -> Self {
        Self { id, name, lines: Lines::One, uses, placeholder: "", width: None, state: FieldState::Fine }
    }

    /// The message editor.
    pub fn message(id: Id, name: &'a str, uses: Use) -> Self {
        Self { lines: Lines::Message, ..Self::line(id, name, uses) }
    }

    /// Words shown while the text is empty.
    pub fn placeholder(mut self, words: &'a str) -> Self {
        self.placeholder = words;
        self
    }

    /// The width in points; without it the editor takes all there is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Marks what the text holds as doubtful or wrong.
    pub fn state(mut self, state: FieldState) -> Self {
        self.state = state;
        self
    }

    /// Draws the editor; true when the text changed. With `raw` the written form is shown instead of chips.
    pub fn show(
        self,
        ui: &mut Ui,
        derived: &Derived,
        language: &str,
        raw: bool,
        source: &mut String,
    ) -> bool {
        if raw {
            return match self.lines {
                Lines::One => ui.add(Field::new(self.name, source).technical().state(self.state)).changed(),
                Lines::Message => ui.add(TextArea::new(self.name, source).technical().rows(3)).changed(),
            };
        }
        let look = |token: &str| look(derived, language, token);
        let editor = match self.lines {
            Lines::One => ChipText::line(self.id, self.name, source, &look),
            Lines::Message => ChipText::message(self.id, self.name, source, &look),
        };
        let editor = editor.placeholder(self.placeholder).state(self.state);
        let editor = if let Some(width) = self.width { editor.width(width) } else { editor };
        let shown = editor.show(ui);
        let mut popup: PopupState = ui.data(|data| data.get_temp(self.id)).unwrap_or_default();
        if let Some(rect) = shown.wants_insert {
            popup = PopupState::Values(rect);
        }
        if let Some(clicked) = shown.clicked {
            popup = PopupState::Chip(clicked);
        }
        self.popup(ui, derived, language, &mut popup);
        ui.data_mut(|data| data.insert_temp(self.id, popup));
        shown.response.changed()
    }

    fn popup(&self, ui: &mut Ui, derived: &Derived, language: &str, popup: &mut PopupState) {
        let mut open = true;
        let done = match popup {
            PopupState::Closed => return,
            PopupState::Values(rect) => {
                let picked = popup_at(ui, self.id.with("values"), *rect, 320.0, &mut open, |ui| {
                    value_list(ui, derived, language, self.uses)
                });
                let picked = picked.flatten();
                if let Some(token) = &picked {
                    chip_text::insert_chip(ui.ctx(), self.id, token);
                }
                picked.is_some()
            }
            PopupState::Chip(chip) => {
                let change = popup_at(ui, self.id.with("chip"), chip.rect, 320.0, &mut open, |ui| {
                    chip_menu(ui, derived, language, &chip.raw)
                });
                match change.flatten() {
                    Some(ChipChange::Remove) => chip_text::remove_chip(ui.ctx(), self.id, chip.index),
                    Some(ChipChange::Replace(raw)) => {
                        chip_text::replace_chip(ui.ctx(), self.id, chip.index, &raw);
                    }
                    None => {
                        return if !open {
                            *popup = PopupState::Closed;
                        };
                    }
                }
                true
            }
        };
        if done || !open {
            *popup = PopupState::Closed;
        }
    }
}

#[derive(Clone, Default)]
enum PopupState {
    #[default]
    Closed,
    Values(Rect),
    Chip(ClickedChip),
}

enum ChipChange {
    Remove,
    Replace(String),
}

/// The button that opens the list of values of the editor with this id.
pub fn insert_button(ui: &mut Ui, id: Id) {
    let response = ui.add(Button::link("Insert a value").icon(icons::ICON_ADD_CIRCLE).small());
    if response.clicked() {
        ui.data_mut(|data| data.insert_temp(id, PopupState::Values(response.rect)));
    }
}

/// The values that a text may use, each with its example; the raw token of the one that was picked.
fn value_list(ui: &mut Ui, derived: &Derived, language: &str, uses: Use) -> Option<String> {
    let mut picked = None;
    let groups = [
        ("From the item", [NameKind::Item].as_slice()),
        ("From the answer", &[NameKind::Answer]),
        ("From the customer", &[NameKind::Input]),
        ("Other facts of the conversation", &[NameKind::Fact]),
        ("Secrets", &[NameKind::Secret]),
    ];
    egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut any = false;
        for (title, kinds) in groups {
            let names: Vec<_> = derived
                .names
                .iter()
                .filter(|name| kinds.contains(&name.kind) && uses.allows(name.kind))
                .collect();
            if names.is_empty() {
                continue;
            }
            any = true;
            ui.add_space(4.0);
            section_label(ui, title);
            for name in names {
                let formats = usual_formats(name);
                let example = if name.kind == NameKind::Secret {
                    String::new()
                } else {
                    example(derived, language, name, &formats)
                };
                if ui.add(MenuItem::new(&name.label).icon(icon(name.kind)).secondary(&example)).clicked() {
                    picked = Chip::new(name.name.clone(), formats).ok().map(|chip| chip.to_string());
                }
            }
        }
        if !any {
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
fn chip_menu(ui: &mut Ui, derived: &Derived, language: &str, raw: &str) -> Option<ChipChange> {
    let mut change = None;
    ui.spacing_mut().item_spacing.y = 2.0;
    let parsed = template::parse(raw).ok();
    let chip = parsed.as_ref().and_then(|template| template.sole_chip());
    if let Some((chip, name)) = chip.and_then(|chip| derived.name(chip.name()).map(|name| (chip, name))) {
        section_label(ui, "Show it as");
        let plain = example(derived, language, name, &[]);
        if ui.add(MenuItem::new("As it is").secondary(&plain).chosen(chip.formats().is_empty())).clicked() {
            change =
                Chip::new(chip.name(), Vec::new()).ok().map(|chip| ChipChange::Replace(chip.to_string()));
        }
        for choice in template::choices_for(kind(name.value_type)) {
            let Some(format) = choice.format() else { continue };
            let example = example(derived, language, name, std::slice::from_ref(&format));
            let chosen = chip.formats().first() == Some(&format);
            if ui.add(MenuItem::new(choice.title).secondary(&example).chosen(chosen)).clicked() {
                change = Chip::new(chip.name(), vec![format])
                    .ok()
                    .map(|chip| ChipChange::Replace(chip.to_string()));
            }
        }
        menu_line(ui);
    }
    if ui.add(MenuItem::new("Take it out").icon(icons::ICON_CLOSE).danger()).clicked() {
        change = Some(ChipChange::Remove);
    }
    change
}

/// The formats that suit a kind of value.
pub fn kind(value_type: ValueType) -> ValueKind {
    match value_type {
        ValueType::Integer | ValueType::Number => ValueKind::Number,
        ValueType::Boolean => ValueKind::YesNo,
        ValueType::Date => ValueKind::Date,
        ValueType::DateTime => ValueKind::DateTime,
        ValueType::List => ValueKind::List,
        ValueType::Text | ValueType::Email | ValueType::Time | ValueType::Object => ValueKind::Text,
    }
}
