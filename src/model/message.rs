//! What the bot says, one message at a time.

use super::{Localized, is_default};
use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Number;

/// One message of a reply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[serde(deny_unknown_fields)]
pub enum Message {
    /// Words.
    Text {
        /// The words.
        text: Localized,
    },
    /// Buttons under the message before them.
    QuickReplies {
        /// The buttons.
        choices: Vec<Choice>,
    },
    /// A card.
    Card {
        /// The first line.
        title: Localized,
        /// The second line.
        #[serde(default, skip_serializing_if = "Localized::is_blank")]
        subtitle: Localized,
        /// The picture's address; a text with chips.
        #[serde(default, skip_serializing_if = "is_default")]
        image_url: super::Text,
        /// Buttons that open an address.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        buttons: Vec<Button>,
    },
    /// A line for each item of an output.
    List {
        /// The name of an output of type list.
        items: String,
        /// The line; `item` and its fields (`item.name`) are chips in it.
        item: Localized,
        /// The largest number of lines.
        #[serde(deserialize_with = "exact_count")]
        at_most: u32,
        /// The line after the last when there are more; `more_count` is a chip in it.
        #[serde(default, skip_serializing_if = "Localized::is_blank")]
        more: Localized,
        /// Said when there are no items.
        #[serde(default, skip_serializing_if = "Localized::is_blank")]
        empty: Localized,
    },
}

/// serde puts a tagged record aside before it reads it, and a number that was put aside is a text of digits: only so are
/// numbers with more digits than any type holds kept everywhere else.
fn exact_count<'de, D: Deserializer<'de>>(source: D) -> Result<u32, D::Error> {
    let number = Number::deserialize(source)?;
    let count = number.as_u64().and_then(|count| u32::try_from(count).ok());
    count.ok_or_else(|| Error::custom(format!("`{number}` is no number of lines")))
}

/// A quick reply.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The words on the button.
    pub label: Localized,
    /// What is sent when it is pressed; the label when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send: Option<String>,
}

/// A button that opens an address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Button {
    /// The words on the button.
    pub label: Localized,
    /// The address; a text with chips.
    pub url: super::Text,
}
