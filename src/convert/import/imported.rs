//! What was understood of a source, before it is added.

use std::sync::Arc;

use super::{ImportError, Operation, Remark};
use crate::engine::{SECRET_PREFIX, SecretValue};
use crate::model::{Project, Source};

/// What was understood of a source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// Only what the source says: connections, secrets, context variables, environments and integrations.
    pub project: Project,
    /// What could not be carried over, and what was decided on the way, with the place in the source.
    pub remarks: Vec<Remark>,
    /// The values that the source gives for secrets of [`Imported::project`], by the secret's name. Masked in Debug.
    pub secret_values: Vec<(String, SecretValue)>,
}

impl Imported {
    /// The integrations as operations to choose from; their ids are those of the integrations.
    pub fn operations(&self) -> Vec<Operation> {
        let operation = |integration: &Arc<crate::model::Integration>| {
            let call = integration.calls.first()?;
            let base =
                self.project.connection(&call.connection).and_then(|found| found.base_urls.values().next());
            Some(Operation {
                id: integration.id.clone(),
                group: String::new(),
                title: integration.name.clone(),
                method: call.method.name().to_owned(),
                path: format!("{}{}", base.map_or("", String::as_str), call.path.as_str()),
            })
        };
        self.project.integrations.iter().filter_map(operation).collect()
    }

    /// Keeps the integrations that are chosen by id, and what they use.
    ///
    /// # Errors
    /// When there is none of such an id.
    pub fn keep(&mut self, chosen: &[String]) -> Result<(), ImportError> {
        if let Some(unknown) = chosen.iter().find(|id| self.project.integration(id).is_none()) {
            return Err(ImportError::NoOperation(unknown.clone()));
        }
        let project = &mut self.project;
        project.integrations.retain(|integration| chosen.contains(&integration.id));
        let integrations = &project.integrations;
        let is_called =
            |id: &str| integrations.iter().flat_map(|it| &it.calls).any(|call| call.connection == id);
        project.connections.retain(|connection| is_called(&connection.id));
        let is_source = |name: &str| {
            let mut inputs = integrations.iter().flat_map(|it| &it.inputs);
            inputs.any(|input| matches!(&input.source, Source::Context { name: source } if source == name))
        };
        // A chip names a secret or a fact in the text of the file, whatever it stands in.
        let text = serde_json::to_string(&(integrations, &project.connections)).unwrap_or_default();
        let is_proof = |name: &str| {
            project
                .connections
                .iter()
                .any(|it| it.authentication.secret().is_some_and(|secret| secret == name))
        };
        project.context.retain(|variable| is_source(&variable.name) || text.contains(&variable.name));
        project.secrets.retain(|secret| {
            is_proof(&secret.name) || text.contains(&format!("{SECRET_PREFIX}{}", secret.name))
        });
        let secrets = &project.secrets;
        self.secret_values.retain(|(name, _)| secrets.iter().any(|secret| secret.name == *name));
        self.remarks.retain(|remark| remark.integration.as_ref().is_none_or(|id| chosen.contains(id)));
        Ok(())
    }
}
