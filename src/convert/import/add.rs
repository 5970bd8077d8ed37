//! Putting what was imported into an open project, without overwriting anything that stands there.

use std::sync::Arc;

use super::Imported;
use crate::engine::SecretValue;
use crate::model::Project;

/// What was added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// The ids of the new integrations, as they are in the project now.
    pub integrations: Vec<String>,
    /// The values that the source gave for secrets, by the names that the secrets have in the project now.
    pub secret_values: Vec<(String, SecretValue)>,
}

/// Adds what was imported. A name that is taken by something else gets a number; what is the same is not added twice.
pub fn add_to(project: &mut Project, imported: Imported) -> Added {
    let mut new = imported.project;
    for environment in new.environments.drain(..) {
        if project.environment(&environment.id).is_none() {
            project.environments.push(environment);
        }
    }
    for variable in new.context.drain(..) {
        if project.variable(&variable.name).is_none() {
            project.context.push(variable);
        }
    }
    for secret in new.secrets.drain(..) {
        if !project.secrets.iter().any(|known| known.name == secret.name) {
            project.secrets.push(secret);
        }
    }
    let mut added = Added { secret_values: imported.secret_values, ..Added::default() };
    for connection in new.connections.drain(..) {
        let id = free(&connection.id, |id| project.connection(id).is_some());
        for integration in &mut new.integrations {
            let calls = &mut Arc::make_mut(integration).calls;
            calls
                .iter_mut()
                .filter(|call| call.connection == connection.id)
                .for_each(|call| id.clone_into(&mut call.connection));
        }
        project.connections.push(crate::model::Connection { id, ..connection });
    }
    for mut integration in new.integrations {
        let id = free(&integration.id, |id| project.integration(id).is_some());
        Arc::make_mut(&mut integration).id.clone_from(&id);
        project.integrations.push(integration);
        added.integrations.push(id);
    }
    added
}

/// `name`, or `name_2` …, whichever is not taken.
fn free(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut free = name.to_owned();
    let mut number = 1;
    while taken(&free) {
        number += 1;
        free = format!("{name}_{number}");
    }
    free
}
