//! Putting one project into another, without overwriting anything that stands there.

use std::sync::Arc;

use super::{Connection, Project};

impl Project {
    /// Adds the environments, facts, secrets, connections and integrations of another project, and returns the ids of the new
    /// integrations as they are here. A name that is taken by something else gets a number; a connection that is here already,
    /// in all its parts, is not added twice. Name, languages and channels stay as they are.
    pub fn add(&mut self, mut new: Self) -> Vec<String> {
        for environment in new.environments.drain(..) {
            if self.environment(&environment.id).is_none() {
                self.environments.push(environment);
            }
        }
        for variable in new.context.drain(..) {
            if self.variable(&variable.name).is_none() {
                self.context.push(variable);
            }
        }
        for secret in new.secrets.drain(..) {
            if !self.secrets.iter().any(|known| known.name == secret.name) {
                self.secrets.push(secret);
            }
        }
        let names: Vec<_> = new
            .connections
            .drain(..)
            .map(|connection| (connection.id.clone(), self.add_connection(connection)))
            .collect();
        let mut added = Vec::new();
        for mut integration in new.integrations {
            let id = free(&integration.id, |id| self.integration(id).is_some());
            let inside = Arc::make_mut(&mut integration);
            inside.id.clone_from(&id);
            for call in &mut inside.calls {
                if let Some((_, here)) = names.iter().find(|(there, _)| *there == call.connection) {
                    here.clone_into(&mut call.connection);
                }
            }
            self.integrations.push(integration);
            added.push(id);
        }
        added
    }

    /// The id that the connection has here.
    fn add_connection(&mut self, connection: Connection) -> String {
        if self.connection(&connection.id) == Some(&connection) {
            return connection.id;
        }
        let id = free(&connection.id, |id| self.connection(id).is_some());
        self.connections.push(Connection { id: id.clone(), ..connection });
        id
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Call, Integration};

    fn project(system: &str) -> Project {
        let calls = vec![Call { connection: "crm".to_owned(), ..Call::default() }];
        Project {
            connections: vec![Connection {
                id: "crm".to_owned(),
                name: system.to_owned(),
                ..Connection::default()
            }],
            integrations: vec![Arc::new(Integration {
                id: "check".to_owned(),
                calls,
                ..Integration::default()
            })],
            ..Project::default()
        }
    }

    fn check(there: &str, connections: &[&str], called: &str) {
        let mut here = project("CRM");
        assert_eq!(here.add(project(there)), ["check_2"]);
        let ids: Vec<_> = here.connections.iter().map(|connection| connection.id.as_str()).collect();
        assert_eq!(ids, connections);
        assert_eq!(here.integrations[1].calls[0].connection, called);
    }

    #[test]
    fn the_same_connection_is_shared_and_another_gets_a_name_of_its_own() {
        check("CRM", &["crm"], "crm");
        check("Other CRM", &["crm", "crm_2"], "crm_2");
    }

    #[test]
    fn connections_whose_names_change_places_keep_their_calls() {
        let mut here = project("CRM");
        let mut there = project("Other CRM");
        there.connections.push(Connection {
            id: "crm_2".to_owned(),
            name: "Third".to_owned(),
            ..Connection::default()
        });
        let second = vec![Call { connection: "crm_2".to_owned(), ..Call::default() }];
        there.integrations.push(Arc::new(Integration {
            id: "other".to_owned(),
            calls: second,
            ..Integration::default()
        }));
        here.add(there);
        let called: Vec<_> = here.integrations.iter().map(|each| each.calls[0].connection.clone()).collect();
        let name = |id: &String| here.connection(id).unwrap().name.clone();
        assert_eq!(called.iter().map(name).collect::<Vec<_>>(), ["CRM", "Other CRM", "Third"]);
    }
}
