//! One file: everything that is designed together.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use super::{Channel, Connection, ContextVariable, Environment, Integration, Platform, Secret, Unknown};

/// The value of [`Project::format`] in a file of this version.
pub const FORMAT: &str = "hookwright/1";
/// What stands before the version in [`Project::format`].
pub const FORMAT_PREFIX: &str = "hookwright/";
/// The version that this program writes.
pub const FORMAT_VERSION: u32 = 1;

/// One project: one file `NAME.hookwright.json`. An exported config is the same document without the parts that only the design
/// needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Project {
    /// Format and version: [`FORMAT`].
    pub format: String,
    /// The name on the screen.
    #[serde(default)]
    pub name: String,
    /// What the project is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The bot's languages, most important first (BCP 47 tags).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// The channels it speaks on, most important first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// The time zone of times said to customers (IANA name); UTC when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// The platform that will run it, with its limits; none when nobody has chosen yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform: Option<Platform>,
    /// Where the calls go.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub environments: Vec<Environment>,
    /// The facts that conversations know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub context: Vec<ContextVariable>,
    /// The names of secrets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub secrets: Vec<Secret>,
    /// The systems that are called.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub connections: Vec<Connection>,
    /// What the bot can do. Shared, so that a step of undo costs one integration and not the project.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub integrations: Vec<Arc<Integration>>,
    /// For the next person. Design only: not in an export.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// Fields this version does not know; kept as they are.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Default for Project {
    fn default() -> Self {
        Self {
            format: FORMAT.to_owned(),
            name: String::new(),
            description: String::new(),
            languages: vec!["en".to_owned()],
            channels: vec![Channel::Web],
            time_zone: None,
            platform: None,
            environments: Vec::new(),
            context: Vec::new(),
            secrets: Vec::new(),
            connections: Vec::new(),
            integrations: Vec::new(),
            notes: String::new(),
            unknown: Unknown::default(),
        }
    }
}

impl Project {
    /// The integration with that id.
    pub fn integration(&self, id: &str) -> Option<&Integration> {
        self.integrations.iter().map(AsRef::as_ref).find(|integration| integration.id == id)
    }

    /// The connection with that id.
    pub fn connection(&self, id: &str) -> Option<&Connection> {
        self.connections.iter().find(|connection| connection.id == id)
    }

    /// The environment with that id.
    pub fn environment(&self, id: &str) -> Option<&Environment> {
        self.environments.iter().find(|environment| environment.id == id)
    }

    /// The context variable with that name.
    pub fn variable(&self, name: &str) -> Option<&ContextVariable> {
        self.context.iter().find(|variable| variable.name == name)
    }

    /// The language spoken when nothing else is known.
    pub fn default_language(&self) -> &str {
        self.languages.first().map_or("en", String::as_str)
    }

    /// The channel shown when nothing else is known.
    pub fn default_channel(&self) -> Channel {
        self.channels.first().copied().unwrap_or_default()
    }
}
