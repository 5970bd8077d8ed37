//! The pages of the window.

/// What the middle of the window shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Page {
    /// Recent projects and ways to begin; covers the whole window.
    Start,
    /// The chosen integration: five steps, the conversation, the test panel.
    #[default]
    Integration,
    /// Every outcome of the chosen integration side by side.
    Drill,
    /// The scenarios of the project.
    Scenarios,
    /// The facts of the conversation.
    Facts,
    /// The systems that are asked.
    Connections,
    /// Which data leaves for which host.
    DataFlow,
    /// Name, languages, channels, environments and platform of the project.
    Settings,
    /// What a source brings, before it is added.
    Import,
    /// The files of a platform, with what is kept and lost.
    Export,
}

impl Page {
    /// The pages about the whole project, as the list at the left names them.
    pub const OF_PROJECT: [Self; 6] =
        [Self::Drill, Self::Scenarios, Self::Facts, Self::Connections, Self::DataFlow, Self::Settings];

    /// The pages that show a project by themselves, so that they can be gone back to the next day.
    pub fn lasting() -> impl Iterator<Item = Self> {
        [Self::Integration].into_iter().chain(Self::OF_PROJECT)
    }

    /// The words on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Start => "Start",
            Self::Integration => "Integration",
            Self::Drill => "Failure drill",
            Self::Scenarios => "Test scenarios",
            Self::Facts => "Customer facts",
            Self::Connections => "Connections",
            Self::DataFlow => "Where data goes",
            Self::Settings => "Project settings",
            Self::Import => "Import",
            Self::Export => "Export",
        }
    }
}
