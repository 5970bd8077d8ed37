//! A call of a script with its arguments, and where it stands.

use super::super::word::Word;
use super::value::Value;

/// A call.
#[derive(Clone, Debug)]
pub(super) struct Call {
    /// Where its address stands; the text is that of the call.
    pub place: Word,
    /// The address; empty where there is none.
    pub url: String,
    /// Everything else by its name.
    pub settings: Value,
}

impl Call {
    /// A setting as a text; none where it is absent or empty.
    pub fn text(&self, name: &str) -> Option<String> {
        self.settings.field(name).map(Value::text).filter(|text| !text.is_empty())
    }

    /// The place of a setting, as a remark names it.
    pub fn at(&self, part: &str) -> super::super::super::SourcePlace {
        self.place.at(part)
    }

    /// The address as a word at its place.
    pub fn address(&self) -> Word {
        Word { text: self.url.clone(), ..self.place.clone() }
    }
}
