//! What the window edits in place.

use super::{Derived, KnownSecrets, TryIt, View};
use crate::model::{Channel, Connection, ContextVariable, Environment, Integration, Secret};

/// The parts of the state that the steps draw and edit, borrowed apart.
pub struct Open<'a> {
    /// The chosen integration.
    pub integration: &'a mut Integration,
    /// The systems of the project.
    pub connections: &'a mut Vec<Connection>,
    /// The facts of the conversation.
    pub context: &'a mut Vec<ContextVariable>,
    /// The names of secrets.
    pub secrets: &'a mut Vec<Secret>,
    /// Where calls can go.
    pub environments: &'a [Environment],
    /// The bot's languages.
    pub languages: &'a [String],
    /// The bot's channels.
    pub channels: &'a [Channel],
    /// What is looked at.
    pub view: &'a mut View,
    /// What follows from project and view, as of the last frame.
    pub derived: &'a Derived,
    /// Where the values of secrets are.
    pub known_secrets: &'a KnownSecrets,
    /// The test panel.
    pub try_it: &'a mut TryIt,
}
