//! Adding to a project changes nothing in it, and what is added works as before.

use jiff::Timestamp;
use proptest::prelude::{prop_assert_eq, proptest};
use proptest::sample::select;

use std::sync::Arc;

use super::*;
use crate::convert::import::curl;
use crate::engine::{Conversation, MaskedSecrets, Preview, Setup, preview};
use crate::model::*;

fn previews(project: &Project, integration: &str) -> Vec<Preview> {
    let project = Arc::new(project.clone());
    let found = project.integration(integration).unwrap();
    let conversation = Conversation::example(&project, found, Timestamp::UNIX_EPOCH);
    let environment = found.calls.first().and_then(|call| {
        let connection = project.connection(&call.connection)?;
        connection.base_urls.keys().next().cloned()
    });
    let setup = Setup::new(
        project.clone(),
        integration,
        environment.as_deref(),
        conversation,
        Arc::new(MaskedSecrets),
    );
    preview(&setup.unwrap())
}

const COMMANDS: [&str; 8] = [
    "curl https://crm.example.com/v1/customers/42 -H 'Authorization: Bearer abc'",
    "curl https://crm.example.com/v1/customers/43 -H 'Authorization: Bearer abc'",
    "curl https://crm.example.org/v1/customers/42 -H 'Authorization: Bearer other'",
    "curl https://crm.example.com/v1/orders -d '{\"email\": \"ana@example.com\", \"password\": \"geheim1\"}'",
    "curl https://crm.example.com/v1/orders -d 'email=bob@example.com&order_id=7' -u ana:pw",
    "curl https://crm.test.example/v1/orders?user=ana@example.com -H 'X-Api-Key: abcd1234'",
    "curl https://crm.example.org/v1/orders -H 'X-A: $TOKEN' -H \"X-B: $TOKEN\" -d '{\"order_id\": 9}' -H 'Content-Type: application/json'",
    "curl http://localhost:9/v1/orders/12 -X DELETE",
];

/// What is asked and said, without the ids and names that may get a number.
fn without_names(previews: Vec<Preview>) -> serde_json::Value {
    let mut previews = serde_json::to_value(previews).unwrap();
    for preview in previews.as_array_mut().unwrap() {
        let result = preview["result"].as_object_mut().unwrap();
        for name in ["integration", "environment", "because", "findings"] {
            result.remove(name);
        }
    }
    previews
}

proptest! {
    #[test]
    fn nothing_is_changed_and_everything_works_as_before(
        first in select(&COMMANDS[..]), second in select(&COMMANDS[..]), third in select(&COMMANDS[..]),
    ) {
        let mut project = Project::default();
        for command in [first, second, third] {
            let before = project.clone();
            let imported = curl::import(command).unwrap();
            let alone: Vec<_> = imported.project.integrations.iter().map(|it| without_names(previews(&imported.project, &it.id))).collect();
            let hosts: Vec<_> = imported.secret_values.iter().map(|(name, value)| {
                let secret = imported.project.secrets.iter().find(|secret| secret.name == *name).unwrap();
                (value.clone(), secret.hosts.clone())
            }).collect();
            let added = add_to(&mut project, imported);
            prop_assert_eq!(&project.environments[..before.environments.len()], &before.environments[..]);
            prop_assert_eq!(&project.context[..before.context.len()], &before.context[..]);
            prop_assert_eq!(&project.secrets[..before.secrets.len()], &before.secrets[..]);
            prop_assert_eq!(&project.connections[..before.connections.len()], &before.connections[..]);
            prop_assert_eq!(&project.integrations[..before.integrations.len()], &before.integrations[..]);
            let now: Vec<_> = added.integrations.iter().map(|id| without_names(previews(&project, id))).collect();
            prop_assert_eq!(now, alone);
            for ((name, value), (given, hosts)) in added.secret_values.iter().zip(hosts) {
                let secret = project.secrets.iter().find(|secret| secret.name == *name).unwrap();
                prop_assert_eq!(value, &given);
                prop_assert_eq!(&secret.hosts, &hosts);
            }
        }
    }
}

#[test]
fn the_same_is_not_added_twice() {
    let mut project = Project::default();
    add_to(&mut project, curl::import(COMMANDS[0]).unwrap());
    let added = add_to(&mut project, curl::import(COMMANDS[1]).unwrap());
    assert_eq!(added.integrations, ["get_customer_2"]);
    assert_eq!((project.connections.len(), project.secrets.len(), project.context.len()), (1, 1, 1));
}

#[test]
fn a_secret_for_other_hosts_gets_a_name_of_its_own() {
    let mut project = Project::default();
    add_to(&mut project, curl::import(COMMANDS[0]).unwrap());
    let added = add_to(&mut project, curl::import(COMMANDS[2]).unwrap());
    assert_eq!(added.secret_values[0].0, "crm_token_2");
    assert_eq!(project.secrets[1].hosts, ["crm.example.org"]);
    assert_eq!(
        project.connections[1].authentication,
        Authentication::Bearer { secret: "crm_token_2".to_owned() }
    );
}

#[test]
fn chips_follow_a_secret_that_is_renamed() {
    let with_key =
        |host: &str| format!("curl https://crm.example.{host}/v1/x -d password=geheim1 -d a=1 -u u:p");
    let mut project = Project::default();
    add_to(&mut project, curl::import(&with_key("com")).unwrap());
    add_to(&mut project, curl::import(&with_key("org")).unwrap());
    let text = serde_json::to_string(&project.integrations[1]).unwrap();
    assert!(text.contains("{{ secret.crm_password_"), "{text}");
    for secret in &project.secrets {
        assert_eq!(project.secrets.iter().filter(|other| other.name == secret.name).count(), 1);
    }
}
