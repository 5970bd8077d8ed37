//! What a text is for, and the font, size and line height that follow from it.

use egui::{Align, Color32, FontFamily, FontId, TextFormat};

use super::fonts;

/// The part a text plays. Nothing is ever smaller than 12 points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextRole {
    /// The one large line of the start screen.
    Display,
    /// The name of the integration or page.
    Title,
    /// The same in a small window.
    TitleSmall,
    /// The chosen outcome, the heading of the right pane.
    Section,
    /// The heading of a card, the question of a form row.
    CardTitle,
    /// The read-back of the whole integration.
    Reading,
    /// A name inside the read-back.
    ReadingStrong,
    /// The read-back in a small window.
    ReadingSmall,
    /// A name inside the read-back in a small window.
    ReadingSmallStrong,
    /// The message editor.
    Editor,
    /// Everything that is not something else.
    Body,
    /// A name or title among body text.
    BodyStrong,
    /// Buttons and chips.
    Control,
    /// Tables, menus and what is written beside controls.
    ControlRegular,
    /// The first words of a finding.
    ControlTitle,
    /// Second lines, hints and counts.
    Small,
    /// The labels of groups and tags.
    SmallStrong,
    /// Addresses, JSON, names of fields.
    Technical,
}

impl TextRole {
    /// Font family and size in points.
    pub fn font(self) -> FontId {
        FontId::new(self.size(), self.family())
    }

    /// Distance in points between two lines of text.
    pub fn line_height(self) -> f32 {
        match self {
            Self::Display => 36.0,
            Self::Title | Self::Reading | Self::ReadingStrong => 28.0,
            Self::TitleSmall | Self::Section | Self::ReadingSmall | Self::ReadingSmallStrong => 24.0,
            Self::Editor => 30.0,
            Self::CardTitle | Self::Body | Self::BodyStrong | Self::Technical => 20.0,
            Self::Control | Self::ControlRegular | Self::ControlTitle => 18.0,
            Self::Small | Self::SmallStrong => 16.0,
        }
    }

    /// How a run of such text is laid out.
    pub fn format(self, color: Color32) -> TextFormat {
        TextFormat {
            font_id: self.font(),
            extra_letter_spacing: self.letter_spacing(),
            line_height: Some(self.line_height()),
            color,
            valign: Align::Center,
            ..TextFormat::default()
        }
    }

    fn size(self) -> f32 {
        match self {
            Self::Display => 28.0,
            Self::Title => 22.0,
            Self::TitleSmall => 18.0,
            Self::Section => 16.0,
            Self::Reading | Self::ReadingStrong | Self::Editor => 15.0,
            Self::CardTitle | Self::Body | Self::BodyStrong => 14.0,
            Self::ReadingSmall | Self::ReadingSmallStrong => 13.0,
            Self::Control | Self::ControlRegular | Self::ControlTitle => 13.0,
            Self::Small | Self::SmallStrong | Self::Technical => 12.0,
        }
    }

    fn family(self) -> FontFamily {
        match self {
            Self::Display | Self::Title | Self::TitleSmall => fonts::semibold(),
            Self::Section | Self::CardTitle | Self::ControlTitle => fonts::semibold(),
            Self::ReadingStrong | Self::ReadingSmallStrong => fonts::medium(),
            Self::BodyStrong | Self::Control | Self::SmallStrong => fonts::medium(),
            Self::Reading | Self::ReadingSmall | Self::Editor => FontFamily::Proportional,
            Self::Body | Self::ControlRegular | Self::Small => FontFamily::Proportional,
            Self::Technical => FontFamily::Monospace,
        }
    }

    fn letter_spacing(self) -> f32 {
        match self {
            Self::Display => -0.5,
            Self::Title | Self::TitleSmall => -0.2,
            _ => 0.0,
        }
    }
}
