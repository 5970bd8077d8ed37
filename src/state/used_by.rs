//! Which integrations use what the project shares.

use std::collections::BTreeMap;

use crate::engine::names_in;
use crate::model::Project;

/// The names of the integrations that use each customer fact, by the fact's name. It reads every text of the project.
pub fn fact_users(project: &Project) -> BTreeMap<String, Vec<String>> {
    let mut users: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for integration in &project.integrations {
        let names = names_in(integration);
        for fact in &project.context {
            let is_used = |name: &String| {
                let rest = name.strip_prefix(&fact.name);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            if names.iter().any(is_used) {
                users.entry(fact.name.clone()).or_default().push(integration.name.clone());
            }
        }
    }
    users
}
