//! Changes of the step *Asks* about whom we ask, and how we prove who we are.

use std::sync::Arc;

use super::{Change, free_name};
use crate::engine::{rename_secret, rename_secret_in_connection};
use crate::model::{Call, Connection, Environment, Integration, Part, Project, Risk, Secret, Stage};
use crate::state::{Intention, Notice, Proof, State};

impl State {
    pub(super) fn change_asks(&mut self, change: &Change) -> &'static str {
        match change {
            Change::AddConnection { call } => {
                self.add_connection(call);
                "New system"
            }
            Change::ChooseIntention { call, intention } => {
                if let Some(integration) = self.chosen_mut() {
                    choose_intention(integration, call, *intention);
                }
                "What a call does"
            }
            Change::ProveBy { connection, proof } => {
                self.prove_by(connection, *proof);
                "How we prove who we are"
            }
            Change::UseSecret { connection, secret } => {
                self.use_secret(connection, secret.clone());
                "Choice of a secret"
            }
            Change::AddSecret { connection } => {
                let secret = self.free_secret(connection);
                self.use_secret(connection, secret);
                "New secret"
            }
            Change::RenameSecret { from, to } => {
                self.rename_secret(from, to);
                "New name of a secret"
            }
            Change::AddEnvironments => {
                self.add_environments();
                "New environments"
            }
            Change::AddCall => {
                self.add_call();
                "New question to a system"
            }
            Change::DeleteCall(id) => {
                if let Some(integration) = self.chosen_mut() {
                    integration.calls.retain(|call| call.id != *id);
                }
                self.notice = Some(Notice::undoable("The question to the system is deleted"));
                "Deletion of a question to a system"
            }
            _ => "",
        }
    }

    pub(super) fn call_mut(&mut self, id: &str) -> Option<&mut Call> {
        self.chosen_mut()?.calls.iter_mut().find(|call| call.id == id)
    }

    pub(super) fn connection_mut(&mut self, id: &str) -> Option<&mut Connection> {
        self.project.connections.iter_mut().find(|connection| connection.id == id)
    }

    fn add_connection(&mut self, call: &str) {
        let id = free_name("system", |id| self.project.connection(id).is_some());
        let new = Connection { id: id.clone(), name: "New system".to_owned(), ..Connection::default() };
        self.project.connections.push(new);
        if let Some(call) = self.call_mut(call) {
            id.clone_into(&mut call.connection);
        }
        self.view.just_added = Some(Part::Connection(id));
    }

    fn prove_by(&mut self, id: &str, proof: Proof) {
        let known = self.project.connection(id).and_then(|connection| connection.authentication.secret());
        let secret = match known {
            Some(secret) => secret.to_owned(),
            None if proof == Proof::Nothing => String::new(),
            None => format!("{id}_{}", proof.secret_word()),
        };
        self.know_secret(&secret);
        if let Some(connection) = self.connection_mut(id) {
            connection.authentication = proof.with(secret);
        }
    }

    fn use_secret(&mut self, id: &str, name: String) {
        self.know_secret(&name);
        if let Some(connection) = self.connection_mut(id) {
            connection.authentication.choose_secret(&name);
        }
    }

    fn know_secret(&mut self, name: &str) {
        if !name.is_empty() && self.project.secrets.iter().all(|secret| secret.name != name) {
            self.project.secrets.push(Secret { name: name.to_owned(), ..Secret::default() });
        }
    }

    fn free_secret(&self, connection: &str) -> String {
        let is_known = |name: &str| self.project.secrets.iter().any(|secret| secret.name == name);
        free_name(&format!("{connection}_token"), is_known)
    }

    fn rename_secret(&mut self, from: &str, to: &str) {
        let secrets = &mut self.project.secrets;
        if secrets.iter().any(|secret| secret.name == to) {
            return;
        }
        secrets
            .iter_mut()
            .filter(|secret| secret.name == from)
            .for_each(|secret| to.clone_into(&mut secret.name));
        for connection in &mut self.project.connections {
            if connection.authentication.secret() == Some(from) {
                connection.authentication.choose_secret(to);
            }
            rename_secret_in_connection(connection, from, to);
        }
        for integration in &mut self.project.integrations {
            rename_secret(Arc::make_mut(integration), from, to);
        }
    }

    fn add_environments(&mut self) {
        add_usual_environments(&mut self.project);
        if self.project.environment(&self.view.environment).is_none() {
            "demo".clone_into(&mut self.view.environment);
        }
    }

    fn add_call(&mut self) {
        let first = self.project.connections.first().map(|first| first.id.clone()).unwrap_or_default();
        let Some(integration) = self.chosen_mut() else { return };
        let id = free_name("ask", |id| integration.calls.iter().any(|call| call.id == id));
        let connection = integration.calls.last().map_or(first, |last| last.connection.clone());
        integration.calls.push(Call { id, connection, ..Call::default() });
    }
}

/// The three environments that a project usually has.
pub(in crate::state) fn add_usual_environments(project: &mut Project) {
    let usual = [
        ("demo", "Demo", Stage::Demo),
        ("staging", "Staging", Stage::Test),
        ("production", "Production", Stage::Production),
    ];
    for (id, name, stage) in usual {
        if project.environment(id).is_none() {
            let (id, name) = (id.to_owned(), name.to_owned());
            project.environments.push(Environment { id, name, stage, ..Environment::default() });
        }
    }
}

/// Sets the method, and the risk of the whole integration: that of its most daring call.
fn choose_intention(integration: &mut Integration, id: &str, intention: Intention) {
    let until_now = integration.trigger.risk;
    let Some(call) = integration.calls.iter_mut().find(|call| call.id == id) else { return };
    call.method = intention.method();
    let others = integration.calls.iter().filter(|call| call.id != id);
    let most = others.map(|call| Intention::of(call.method, until_now).risk()).max();
    integration.trigger.risk = intention.risk().max(most.unwrap_or(Risk::Read));
}
