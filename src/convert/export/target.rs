//! The platforms and programs that an export can be made for.

/// What an export is made for. Each is a folder or file of this module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// Our own document without the parts that only the design needs.
    Json,
}

impl Target {
    /// Every target, in the order of a menu.
    pub const ALL: &'static [Self] = &[Self::Json];

    /// The word on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
        }
    }

    /// The name on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Json => "Hookwright",
        }
    }

    /// What it writes, and for whom, in a few words.
    pub fn description(self) -> &'static str {
        match self {
            Self::Json => "Our own document, for the library and the command line",
        }
    }

    /// The target of that word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|target| target.id() == id)
    }
}
