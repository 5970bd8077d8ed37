//! Chips of the design: how each name looks, and the editors in which chips are picked, never typed.

mod field;
mod menus;

use super::theme::{Icon, icons};
use super::widgets::ChipLook;
use crate::engine::plain;
use crate::model::{Privacy, ValueType};
use crate::state::{Derived, Name, NameKind};
use crate::template::{self, Chip, Format, Place, Scope, Setting, ValueKind};
pub use field::{ChipField, insert_button, turns_written};

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
