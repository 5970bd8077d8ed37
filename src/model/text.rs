//! Text with chips, as it stands in the file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A text with chips in its written form, such as `Renews on {{ renews_on | date("long") }}.`.
///
/// The grammar is that of the room `template`; the model only carries the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Text(pub String);

impl Text {
    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// The written form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}
