//! What the bot says, ready for a screen.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

/// One message as the customer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Said {
    /// Words.
    Text {
        /// The words.
        text: String,
        /// Which parts came from a value.
        #[serde(skip)]
        values: Vec<FromValue>,
    },
    /// Buttons under the message before them.
    QuickReplies {
        /// Words and what is sent.
        choices: Vec<SaidChoice>,
    },
    /// A card.
    Card {
        /// The first line.
        title: String,
        /// The second line.
        subtitle: String,
        /// The picture's address.
        #[serde(skip_serializing_if = "String::is_empty")]
        image_url: String,
        /// Buttons that open an address.
        buttons: Vec<SaidButton>,
    },
    /// A list.
    List {
        /// One for each item.
        lines: Vec<String>,
        /// The line after the last, when there are more items.
        #[serde(skip_serializing_if = "Option::is_none")]
        more: Option<String>,
    },
}

impl Said {
    /// The message as plain text, a line for each part.
    pub fn plain(&self) -> String {
        match self {
            Self::Text { text, .. } => text.clone(),
            Self::QuickReplies { choices } => {
                choices.iter().map(|choice| format!("[{}]", choice.label)).collect::<Vec<_>>().join(" ")
            }
            Self::Card { title, subtitle, buttons, .. } => {
                let mut lines = vec![title.clone()];
                lines.extend((!subtitle.is_empty()).then(|| subtitle.clone()));
                lines.extend(buttons.iter().map(|button| format!("[{}] {}", button.label, button.url)));
                lines.join("\n")
            }
            Self::List { lines, more } => {
                let mut all: Vec<_> = lines.iter().map(|line| format!("• {line}")).collect();
                all.extend(more.clone());
                all.join("\n")
            }
        }
    }
}

/// A part of a text that came from a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromValue {
    /// Where in the text, in bytes.
    pub range: Range<usize>,
    /// The value's name.
    pub name: String,
}

/// A quick reply as the customer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SaidChoice {
    /// The words on the button.
    pub label: String,
    /// What is sent when it is pressed.
    pub send: String,
}

/// A button as the customer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SaidButton {
    /// The words on the button.
    pub label: String,
    /// What it opens.
    pub url: String,
}

/// The customer is passed to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SaidHandoff {
    /// To whom.
    pub queue: String,
    /// The note for that person.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The facts that travel along.
    pub context: Map<String, Value>,
}

/// The waiting message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SaidWaiting {
    /// How long after the start it is said, in milliseconds.
    pub after_ms: u64,
    /// The words.
    pub text: String,
}
