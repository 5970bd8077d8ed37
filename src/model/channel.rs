//! Where the conversation takes place.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A channel, with its own look and limits.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A chat on a web page.
    #[default]
    Web,
    /// WhatsApp Business.
    #[serde(rename = "whatsapp")]
    WhatsApp,
    /// Slack.
    Slack,
    /// Facebook Messenger.
    Messenger,
    /// Text messages.
    Sms,
    /// E-mail.
    Email,
}

impl Channel {
    /// Every channel, in the order of a menu.
    pub const ALL: [Self; 6] =
        [Self::Web, Self::WhatsApp, Self::Slack, Self::Messenger, Self::Sms, Self::Email];

    /// The name on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Web => "Web chat",
            Self::WhatsApp => "WhatsApp",
            Self::Slack => "Slack",
            Self::Messenger => "Messenger",
            Self::Sms => "SMS",
            Self::Email => "E-mail",
        }
    }

    /// The word in files and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::WhatsApp => "whatsapp",
            Self::Slack => "slack",
            Self::Messenger => "messenger",
            Self::Sms => "sms",
            Self::Email => "email",
        }
    }
}
