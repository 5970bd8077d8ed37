//! Everything that one run needs to know.

use std::sync::Arc;

use thiserror::Error;

use super::{Authorities, Conversation, Secrets};
use crate::model::{Connection, Environment, Integration, Project, Stage};

/// The design, the environment and the conversation of one run.
#[derive(Clone)]
pub struct Setup {
    /// The design.
    pub project: Arc<Project>,
    /// Which integration runs.
    pub integration: Arc<Integration>,
    /// Where it runs; none in a project that has no environments yet.
    pub environment: Option<Environment>,
    /// `http://127.0.0.1:PORT` of the running demo server, for environments of stage `demo`.
    pub demo_origin: Option<String>,
    /// What is known.
    pub conversation: Conversation,
    /// Where the values of secrets come from.
    pub secrets: Arc<dyn Secrets>,
    /// Tells this run from every other one: a UUID. Systems recognise a repetition by it, so a live run needs one of its own.
    pub run_id: String,
    /// The certificate authorities that connections name.
    pub authorities: Arc<Authorities>,
}

/// The run id of previews.
pub const PREVIEW_RUN_ID: &str = "00000000-0000-4000-8000-000000000000";

impl Setup {
    /// Finds the integration and the environment. Without an environment id the project's first one is taken.
    ///
    /// # Errors
    /// When the project has no such integration or environment; the error lists those it has.
    pub fn new(
        project: Arc<Project>,
        integration: &str,
        environment: Option<&str>,
        conversation: Conversation,
        secrets: Arc<dyn Secrets>,
    ) -> Result<Self, SetupError> {
        let found = project.integrations.iter().find(|candidate| candidate.id == integration);
        let integration = found.cloned().ok_or_else(|| SetupError::Integration {
            id: integration.to_owned(),
            known: list(project.integrations.iter().map(|integration| integration.id.as_str())),
        })?;
        let environment = choose_environment(&project, environment)?;
        let (run_id, authorities) = (PREVIEW_RUN_ID.to_owned(), Arc::default());
        Ok(Self {
            project,
            integration,
            environment,
            demo_origin: None,
            conversation,
            secrets,
            run_id,
            authorities,
        })
    }

    /// The connection of a call, if it exists.
    pub fn connection(&self, id: &str) -> Option<&Connection> {
        self.project.connection(id)
    }

    /// The environment's id; empty when there is none.
    pub fn environment_id(&self) -> &str {
        self.environment.as_ref().map_or("", |environment| &environment.id)
    }

    /// Whether the bundled demo server answers.
    pub fn is_demo(&self) -> bool {
        self.environment.as_ref().is_some_and(|environment| environment.stage == Stage::Demo)
    }
}

/// The environment with that id, or the first one.
///
/// # Errors
/// When there is none with that id.
pub fn choose_environment(project: &Project, id: Option<&str>) -> Result<Option<Environment>, SetupError> {
    let Some(id) = id else { return Ok(project.environments.first().cloned()) };
    project.environment(id).cloned().map(Some).ok_or_else(|| SetupError::Environment {
        id: id.to_owned(),
        known: list(project.environments.iter().map(|environment| environment.id.as_str())),
    })
}

fn list<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let ids: Vec<_> = ids.map(|id| format!("`{id}`")).collect();
    if ids.is_empty() { "none".to_owned() } else { ids.join(", ") }
}

/// Why a run cannot be set up.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SetupError {
    /// No such integration.
    #[error("The project has no integration `{id}`; it has {known}")]
    Integration {
        /// What was asked for.
        id: String,
        /// What there is.
        known: String,
    },
    /// No such environment.
    #[error("The project has no environment `{id}`; it has {known}")]
    Environment {
        /// What was asked for.
        id: String,
        /// What there is.
        known: String,
    },
}
