//! Changes of what all integrations share: customer facts, systems, languages, environments.

use std::sync::Arc;

use super::{asks::add_usual_environments, free_name};
use crate::model::{Channel, Connection, ContextVariable, Environment, Privacy, Stage};
use crate::state::{Notice, State};

/// A change of what all integrations share.
#[derive(Clone, Debug, PartialEq)]
pub enum ProjectChange {
    /// Add a customer fact.
    AddFact,
    /// Delete a customer fact by name.
    DeleteFact(String),
    /// Add a system.
    AddSystem,
    /// Delete a system by id. What asks it then asks nobody.
    DeleteSystem(String),
    /// Let the bot speak a language.
    AddLanguage(String),
    /// Let the bot speak it no longer. Its texts stay in the file.
    DeleteLanguage(String),
    /// Let the bot talk on a channel, or no longer.
    ToggleChannel(Channel),
    /// Add an environment.
    AddEnvironment,
    /// Delete an environment by id, with the addresses in it.
    DeleteEnvironment(String),
}

impl State {
    pub(super) fn change_project(&mut self, change: &ProjectChange) -> &'static str {
        match change {
            ProjectChange::AddFact => {
                let name = free_name("user.new_fact", |name| self.project.variable(name).is_some());
                let (label, privacy) = ("New fact".to_owned(), Privacy::Personal);
                self.project.context.push(ContextVariable {
                    name,
                    label,
                    privacy,
                    ..ContextVariable::default()
                });
                "New customer fact"
            }
            ProjectChange::DeleteFact(name) => {
                let words = self.project.variable(name).map_or(name, |fact| &fact.label).clone();
                self.project.context.retain(|fact| fact.name != *name);
                self.notice = Some(Notice::undoable(format!("“{words}” is deleted")));
                "Deletion of a customer fact"
            }
            ProjectChange::AddSystem => {
                let id = free_name("system", |id| self.project.connection(id).is_some());
                let new = Connection { id, name: "New system".to_owned(), ..Connection::default() };
                self.project.connections.push(new);
                "New system"
            }
            ProjectChange::DeleteSystem(id) => {
                self.delete_system(id);
                "Deletion of a system"
            }
            ProjectChange::AddLanguage(tag) => {
                if !self.project.languages.contains(tag) {
                    self.project.languages.push(tag.clone());
                }
                "New language"
            }
            ProjectChange::DeleteLanguage(tag) => {
                // The bot speaks at least one.
                if self.project.languages.len() > 1 {
                    self.project.languages.retain(|known| known != tag);
                    self.notice = Some(Notice::undoable("The bot no longer speaks it; its texts are kept"));
                }
                if self.view.language == *tag {
                    self.view.language = self.project.default_language().to_owned();
                }
                "Deletion of a language"
            }
            ProjectChange::ToggleChannel(channel) => {
                self.toggle_channel(*channel);
                "Choice of channels"
            }
            ProjectChange::AddEnvironment => {
                self.add_environment();
                "New environment"
            }
            ProjectChange::DeleteEnvironment(id) => {
                self.delete_environment(id);
                "Deletion of an environment"
            }
        }
    }

    fn delete_system(&mut self, id: &str) {
        let name = self.project.connection(id).map(|known| known.name.clone()).unwrap_or_default();
        self.project.connections.retain(|known| known.id != id);
        for integration in &mut self.project.integrations {
            if integration.calls.iter().any(|call| call.connection == id) {
                let calls = Arc::make_mut(integration).calls.iter_mut();
                calls.filter(|call| call.connection == id).for_each(|call| call.connection.clear());
            }
        }
        self.notice = Some(Notice::undoable(format!("“{name}” is deleted")));
    }

    /// In the order in which channels are listed; the last one stays.
    fn toggle_channel(&mut self, channel: Channel) {
        let channels = &mut self.project.channels;
        if channels.contains(&channel) {
            if channels.len() > 1 {
                channels.retain(|known| *known != channel);
            }
        } else {
            channels.push(channel);
        }
        if !self.project.channels.contains(&self.view.channel) {
            self.view.channel = self.project.default_channel();
        }
    }

    fn add_environment(&mut self) {
        if self.project.environments.is_empty() {
            add_usual_environments(&mut self.project);
        } else {
            let id = free_name("environment", |id| self.project.environment(id).is_some());
            let (name, stage) = ("New environment".to_owned(), Stage::Test);
            self.project.environments.push(Environment { id, name, stage, ..Environment::default() });
        }
        if self.project.environment(&self.view.environment).is_none()
            && let Some(first) = self.project.environments.first()
        {
            self.view.environment.clone_from(&first.id);
        }
    }

    fn delete_environment(&mut self, id: &str) {
        let name = self.project.environment(id).map(|known| known.name.clone()).unwrap_or_default();
        self.project.environments.retain(|known| known.id != id);
        for connection in &mut self.project.connections {
            connection.base_urls.remove(id);
        }
        if self.view.environment == id {
            let first = self.project.environments.first();
            self.view.environment = first.map(|first| first.id.clone()).unwrap_or_default();
        }
        self.notice = Some(Notice::undoable(format!("“{name}” is deleted, with the addresses in it")));
    }
}
