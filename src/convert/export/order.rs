//! What is to be exported.

use std::sync::Arc;

use super::ExportError;
use super::flow::Flow;
use crate::model::{Channel, Environment, Integration, Project};

/// What is to be exported.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// The design.
    pub project: &'a Project,
    /// For one environment; none: `json` keeps all of them, every other target takes the project's first.
    pub environment: Option<&'a str>,
    /// The language of the texts (BCP 47); the project's first when none.
    pub language: Option<&'a str>,
    /// The channel whose messages are taken; the project's first when none.
    pub channel: Option<Channel>,
    /// One integration; none: all of them.
    pub integration: Option<&'a str>,
}

impl<'a> Order<'a> {
    /// Everything, in the first environment and language.
    pub fn new(project: &'a Project) -> Self {
        Self { project, environment: None, language: None, channel: None, integration: None }
    }

    /// The environment, or the first one; none in a project without environments.
    ///
    /// # Errors
    /// When the project has no such environment.
    pub fn chosen_environment(&self) -> Result<Option<&'a Environment>, ExportError> {
        let Some(id) = self.environment else { return Ok(self.project.environments.first()) };
        let found = self.project.environment(id);
        found.map(Some).ok_or_else(|| ExportError::Environment(id.to_owned()))
    }

    /// The language.
    pub fn language(&self) -> &'a str {
        self.language.unwrap_or_else(|| self.project.default_language())
    }

    /// The channel.
    pub fn channel(&self) -> Channel {
        self.channel.unwrap_or_else(|| self.project.default_channel())
    }

    /// The integrations that are asked for, in the order of the project.
    ///
    /// # Errors
    /// When the project has no such integration.
    pub fn integrations(&self) -> Result<&'a [Arc<Integration>], ExportError> {
        let all = &self.project.integrations[..];
        let Some(id) = self.integration else { return Ok(all) };
        let place = all.iter().position(|integration| integration.id == id);
        place.map(|place| &all[place..=place]).ok_or_else(|| ExportError::Integration(id.to_owned()))
    }

    /// The flows of the integrations that are asked for.
    ///
    /// # Errors
    /// As [`Flow::new`].
    pub fn flows(&self) -> Result<Vec<Flow>, ExportError> {
        self.integrations()?.iter().map(|integration| Flow::new(self, integration)).collect()
    }
}
