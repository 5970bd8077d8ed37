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

    /// What it can show, as its operator documents it; none where a reply meets no limit: the project's own web chat, e-mail.
    pub fn limits(self) -> Option<ChannelLimits> {
        let limits = |text, text_with_buttons, buttons, button| {
            Some(ChannelLimits { text, text_with_buttons, buttons, button })
        };
        match self {
            // Meta, WhatsApp Cloud API: text messages; interactive reply buttons.
            Self::WhatsApp => limits(4096, 1024, 3, 20),
            // Meta, Messenger Platform: quick replies. Meta states no limit for the text; 2000 is what its users report.
            Self::Messenger => limits(2000, 2000, 13, 20),
            // Slack, Block Kit: section text; elements of an actions block; button text.
            Self::Slack => limits(3000, 3000, 25, 75),
            // Twilio, Programmable Messaging: the body of a message, sent in up to ten parts.
            Self::Sms => limits(1600, 1600, 0, 0),
            Self::Web | Self::Email => None,
        }
    }

    /// How long it waits for the first word before it gives up or delivers the message again, in milliseconds; none where no such
    /// limit is documented.
    pub fn patience_ms(self) -> Option<u64> {
        match self {
            // Slack, Events API: an event that is not answered within three seconds is delivered again.
            Self::Slack => Some(3_000),
            Self::Web | Self::WhatsApp | Self::Messenger | Self::Sms | Self::Email => None,
        }
    }

    /// Whether it shows quick replies as buttons.
    pub fn shows_buttons(self) -> bool {
        !matches!(self, Self::Sms | Self::Email)
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

/// What a channel can show. Lengths are in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChannelLimits {
    /// The longest text.
    pub text: usize,
    /// The longest text with buttons under it.
    pub text_with_buttons: usize,
    /// The most buttons.
    pub buttons: usize,
    /// The longest words on a button.
    pub button: usize,
}
