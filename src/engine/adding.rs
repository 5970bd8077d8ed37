//! Putting one project into another, without changing anything that stands there.
//!
//! What is the same is used again: an environment, a secret for the same hosts, a context variable of the same kind, a
//! connection with the same addresses and proof. Whatever only has the same name gets a number, and everything that mentions
//! it follows. A secret is never merged with one for other hosts: the key of one system would go to another.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{SECRET_PREFIX, SecretValue, insert, rename_fact, rename_secret, rename_secret_in_connection};
use crate::model::{
    Authentication, Connection, ContextVariable, Environment, Integration, Project, Secret, Source,
};
use crate::template;

/// What was added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// The ids of the new integrations, as they are in the project now.
    pub integrations: Vec<String>,
    /// The values that came along for secrets, by the names that the secrets have in the project now.
    pub secret_values: Vec<(String, SecretValue)>,
}

/// Adds the environments, facts, secrets, connections and integrations of another project, and what came along for its secrets.
/// A name that is taken by something else gets a number; what is the same is not added twice. Name, languages and channels
/// stay as they are.
pub fn add_to(
    project: &mut Project,
    mut new: Project,
    mut secret_values: Vec<(String, SecretValue)>,
) -> Added {
    add_environments(project, &mut new);
    add_secrets(project, &mut new, &mut secret_values);
    add_variables(project, &mut new);
    add_connections(project, &mut new);
    let mut added = Added { secret_values, ..Added::default() };
    for mut integration in new.integrations {
        let id = free_name(&integration.id, |id| project.integration(id).is_some());
        Arc::make_mut(&mut integration).id.clone_from(&id);
        project.integrations.push(integration);
        added.integrations.push(id);
    }
    added
}

/// An environment of the same id and stage is the same; of another stage, calls would go elsewhere.
fn add_environments(project: &mut Project, new: &mut Project) {
    for environment in std::mem::take(&mut new.environments) {
        let is_same = |known: &Environment| known.id == environment.id && known.stage == environment.stage;
        if project.environments.iter().any(is_same) {
            continue;
        }
        let id = free_name(&environment.id, |id| {
            project.environment(id).is_some() || (id != environment.id && new.environment(id).is_some())
        });
        for connection in &mut new.connections {
            if let Some(url) = connection.base_urls.remove(&environment.id) {
                connection.base_urls.insert(id.clone(), url);
            }
        }
        project.environments.push(Environment { id, ..environment });
    }
}

fn add_secrets(project: &mut Project, new: &mut Project, values: &mut [(String, SecretValue)]) {
    let mine: Vec<_> = project.secrets.iter().map(|secret| hosts_of(project, secret)).collect();
    let theirs: Vec<_> = new.secrets.iter().map(|secret| hosts_of(new, secret)).collect();
    for (mut secret, hosts) in std::mem::take(&mut new.secrets).into_iter().zip(theirs) {
        let known = project.secrets.iter().zip(&mine).find(|(known, _)| known.name == secret.name);
        if known.is_some_and(|(_, mine)| !hosts.is_empty() && *mine == hosts) {
            continue;
        }
        let before = secret.name.clone();
        let used: BTreeSet<_> = values.iter().map(|(name, _)| name.clone()).collect();
        let name = free_name(&before, |name| {
            project.secrets.iter().any(|known| known.name == name) || (name != before && used.contains(name))
        });
        if name != before {
            rename_secret_everywhere(new, &before, &name);
            values
                .iter_mut()
                .filter(|(known, _)| *known == before)
                .for_each(|value| value.0.clone_from(&name));
            secret.name = name;
        }
        project.secrets.push(secret);
    }
}

/// The hosts that a secret goes to: those it names, else those of the connections that use it.
fn hosts_of(project: &Project, secret: &Secret) -> BTreeSet<String> {
    if !secret.hosts.is_empty() {
        return secret.hosts.iter().map(|host| host.to_ascii_lowercase()).collect();
    }
    let chip = format!("{SECRET_PREFIX}{}", secret.name);
    let is_used_by = |connection: &&Connection| {
        let proves = connection.authentication.secret().is_some_and(|used| used == secret.name);
        let in_headers = connection.headers.iter().any(|header| mentions(header.value.as_str(), &chip));
        let in_calls = project.integrations.iter().flat_map(|it| &it.calls).any(|call| {
            let text = serde_json::to_string(call).unwrap_or_default();
            call.connection == connection.id && text.contains(&chip)
        });
        proves || in_headers || in_calls
    };
    let urls =
        project.connections.iter().filter(is_used_by).flat_map(|connection| connection.base_urls.values());
    let hosts = urls.filter_map(|url| url::Url::parse(url).ok()?.host_str().map(str::to_ascii_lowercase));
    hosts.collect()
}

fn mentions(text: &str, name: &str) -> bool {
    template::parse(text).is_ok_and(|text| text.names().contains(&name))
}

fn rename_secret_everywhere(project: &mut Project, from: &str, to: &str) {
    for connection in &mut project.connections {
        rename_secret_in_connection(connection, from, to);
        match &mut connection.authentication {
            Authentication::None => {}
            Authentication::ApiKey { secret, .. }
            | Authentication::Basic { secret, .. }
            | Authentication::Bearer { secret }
            | Authentication::OAuth2ClientCredentials { secret, .. }
            | Authentication::MutualTls { secret }
            | Authentication::Signature { secret, .. } => {
                if secret == from {
                    to.clone_into(secret);
                }
            }
        }
    }
    for integration in &mut project.integrations {
        rename_secret(Arc::make_mut(integration), from, to);
    }
}

/// A context variable of the same kind and privacy is the same, unless its example is what previews would show.
fn add_variables(project: &mut Project, new: &mut Project) {
    for variable in std::mem::take(&mut new.context) {
        let name = free_name(&variable.name, |name| {
            let is_other = |known: &ContextVariable| {
                let fits =
                    known.name == variable.name && name == variable.name && fits(known, &variable, new);
                overlaps(&known.name, name) && !fits
            };
            project.context.iter().any(is_other)
                || (name != variable.name && new.context.iter().any(|it| it.name == name))
        });
        if name != variable.name {
            for integration in &mut new.integrations {
                let integration = Arc::make_mut(integration);
                rename_fact(integration, &variable.name, &name);
                rename_in_scenarios(integration, &variable.name, &name);
            }
        }
        if project.variable(&name).is_none() {
            project.context.push(ContextVariable { name, ..variable });
        }
    }
}

/// `user` holds `user.email`: with both, one would take the place of the other.
fn overlaps(one: &str, other: &str) -> bool {
    let holds =
        |outer: &str, inner: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'));
    one == other || holds(one, other) || holds(other, one)
}

fn fits(known: &ContextVariable, variable: &ContextVariable, new: &Project) -> bool {
    let is_example_of_input = |integration: &Arc<Integration>| {
        let mut inputs = integration
            .inputs
            .iter()
            .filter(|input| matches!(&input.source, Source::Context { name } if *name == variable.name));
        inputs.next().is_none_or(|input| input.example.is_some())
    };
    known.value_type == variable.value_type
        && known.privacy == variable.privacy
        && (known.example == variable.example || new.integrations.iter().all(is_example_of_input))
}

fn rename_in_scenarios(integration: &mut Integration, from: &str, to: &str) {
    for scenario in &mut integration.scenarios {
        let found = scenario.context.remove(from).or_else(|| {
            let (holder, last) = from.rsplit_once('.')?;
            let pointer = format!("/{}", holder.replace('.', "/"));
            let mut context = serde_json::Value::Object(std::mem::take(&mut scenario.context));
            let found = context.pointer_mut(&pointer).and_then(|holder| holder.as_object_mut()?.remove(last));
            if let serde_json::Value::Object(context) = context {
                scenario.context = context;
            }
            found
        });
        if let Some(value) = found {
            insert(&mut scenario.context, to, value);
        }
    }
}

/// A connection with the same addresses in the imported environments and the same proof is used as it is.
fn add_connections(project: &mut Project, new: &mut Project) {
    let mut ids = Vec::new();
    for connection in std::mem::take(&mut new.connections) {
        let known = project.connections.iter().find(|known| is_same(known, &connection));
        let id = known.map(|known| known.id.clone()).unwrap_or_else(|| {
            let id = free_name(&connection.id, |id| project.connection(id).is_some());
            project.connections.push(Connection { id: id.clone(), ..connection.clone() });
            id
        });
        ids.push((connection.id, id));
    }
    for integration in &mut new.integrations {
        for call in &mut Arc::make_mut(integration).calls {
            if let Some((_, id)) = ids.iter().find(|(before, _)| *before == call.connection) {
                id.clone_into(&mut call.connection);
            }
        }
    }
}

fn is_same(known: &Connection, new: &Connection) -> bool {
    let same_url = |(environment, url): (&String, &String)| {
        known
            .base_urls
            .get(environment)
            .is_some_and(|known| known.trim_end_matches('/') == url.trim_end_matches('/'))
    };
    !new.base_urls.is_empty()
        && new.base_urls.iter().all(same_url)
        && known.authentication == new.authentication
        && known.headers == new.headers
        && known.tls == new.tls
}

/// `name`, or `name_2` …, whichever is not taken.
pub fn free_name(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut free = name.to_owned();
    let mut number = 1;
    while taken(&free) {
        number += 1;
        free = format!("{name}_{number}");
    }
    free
}
