//! What a colour means: tones of text and the marks of state. Colour never speaks alone; a mark is also an icon and a word.

use egui::Color32;

use super::{Colors, Icon, icons};

/// What a text or an icon wants to say by its colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Main text.
    #[default]
    Main,
    /// Second lines, icons at rest.
    Second,
    /// Group labels, placeholders, technical names.
    Third,
    /// Links and what is selected.
    Accent,
    /// Text on the accent colour or on solid red.
    OnAccent,
    /// Ready, kept, found.
    Ok,
    /// Late, built differently.
    Warn,
    /// Silence, blocked.
    Err,
}

impl Tone {
    pub(super) fn color(self, color: &Colors) -> Color32 {
        match self {
            Self::Main => color.text,
            Self::Second => color.text_2,
            Self::Third => color.text_3,
            Self::Accent => color.accent_text,
            Self::OnAccent => color.on_accent,
            Self::Ok => color.ok,
            Self::Warn => color.warn,
            Self::Err => color.err,
        }
    }
}

/// How something is doing, as shown in lists, steps and findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nothing to complain about.
    Ready,
    /// It will not work.
    Error,
    /// It will work, but not as one would like.
    Warning,
    /// It could be better.
    Hint,
    /// Nobody has tried it yet.
    NeverTested,
}

impl Mark {
    /// The picture that goes with it.
    pub fn icon(self) -> Icon {
        match self {
            Self::Ready => icons::ICON_CHECK_CIRCLE,
            Self::Error => icons::ICON_ERROR,
            Self::Warning => icons::ICON_WARNING,
            Self::Hint => icons::ICON_LIGHTBULB,
            Self::NeverTested => icons::ICON_RADIO_BUTTON_UNCHECKED,
        }
    }

    /// The colour that goes with it.
    pub fn tone(self) -> Tone {
        match self {
            Self::Ready => Tone::Ok,
            Self::Error => Tone::Err,
            Self::Warning => Tone::Warn,
            Self::Hint | Self::NeverTested => Tone::Second,
        }
    }

    /// The words that go with it, for a tooltip and for screen readers.
    pub fn words(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Error => "has errors",
            Self::Warning => "has warnings",
            Self::Hint => "has hints",
            Self::NeverTested => "never tested",
        }
    }
}
