//! What is looked at: nothing of it is part of the project.

use super::{Overlay, Page, Renaming};
use crate::model::{Channel, Part, Place, Project, Step};

/// What is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// What the middle of the window shows.
    pub page: Page,
    /// The chosen integration's id.
    pub integration: String,
    /// The chosen step.
    pub step: Step,
    /// The chosen outcome's id, or [`FALLBACK`](super::FALLBACK).
    pub outcome: String,
    /// The language of the conversation and of the texts being edited.
    pub language: String,
    /// The channel of the conversation.
    pub channel: Channel,
    /// The environment that *Send* uses.
    pub environment: String,
    /// Light, dark, or as the system.
    pub theme: ThemeChoice,
    /// The test panel below.
    pub panel: Panel,
    /// What is searched in the list.
    pub search: String,
    /// Whether the list of findings is open.
    pub findings_open: bool,
    /// The field that a finding led to; drawn with a mark until the next click.
    pub led_to: Option<Place>,
    /// What was added just now; its first field takes the caret, once.
    pub just_added: Option<Part>,
    /// A question that must be answered before anything else.
    pub ask: Option<Ask>,
    /// The name that is being typed in the list.
    pub renaming: Option<Renaming>,
    /// What lies above the window until Escape.
    pub overlay: Option<Overlay>,
    /// Whether texts show their written form instead of chips.
    pub raw_texts: bool,
    /// How wide and high somebody has made the panes.
    pub panes: PaneSizes,
}

/// Sizes of the panes in points; 0 where nobody has changed them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PaneSizes {
    /// Width of the list at the left.
    pub left: f32,
    /// Width of the conversation at the right.
    pub right: f32,
    /// Height of the open test panel.
    pub below: f32,
}

impl View {
    /// How a project is first looked at.
    pub fn of(project: &Project) -> Self {
        let id = |ids: Option<&String>| ids.cloned().unwrap_or_default();
        Self {
            page: Page::Integration,
            integration: project.integrations.first().map(|first| first.id.clone()).unwrap_or_default(),
            step: Step::Says,
            outcome: String::new(),
            language: id(project.languages.first()),
            channel: project.default_channel(),
            environment: id(project.environments.first().map(|environment| &environment.id)),
            theme: ThemeChoice::System,
            panel: Panel::Closed,
            search: String::new(),
            findings_open: false,
            led_to: None,
            just_added: None,
            ask: None,
            renaming: None,
            overlay: None,
            raw_texts: false,
            panes: PaneSizes::default(),
        }
    }

    /// Whether the previews of `other` would not do.
    pub(super) fn differs_for_preview(&self, other: &Self) -> bool {
        self.integration != other.integration
            || self.language != other.language
            || self.channel != other.channel
            || self.environment != other.environment
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The test panel below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// Only its bar.
    Closed,
    /// All of it.
    Open,
}

/// What the conversation shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// The preview of the chosen outcome.
    #[default]
    Outcome,
    /// How the last try ended.
    Try,
}

/// A question before something that cannot be undone.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// A call that changes data is about to be sent.
    SendWrite(Box<super::WriteQuestion>),
    /// Many calls are about to be sent to systems of real customers.
    Batch(Box<super::BatchQuestion>),
    /// Where a file is, on a computer without a file dialog.
    Path {
        /// What for.
        purpose: PathPurpose,
        /// What was typed so far.
        path: String,
    },
    /// The window closes, or another project opens, with changes that are not saved.
    Unsaved(Box<super::Action>),
}

/// What a path is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathPurpose {
    /// A project to open.
    Open,
    /// Where to save.
    Save,
    /// A file to import.
    Import,
    /// A folder for the export.
    Export,
    /// A table of customers.
    Data,
    /// A project to compare with.
    Compare,
    /// Where the hand-over document goes.
    Report,
    /// Where it is written how the rows of a table went.
    Results,
}
