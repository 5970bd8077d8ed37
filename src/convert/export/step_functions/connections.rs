//! EventBridge connections: the place where Step Functions keeps keys.

use serde_json::{Map, Value, json};

use super::super::Names;
use super::super::flow::{CallStep, Flow};
use crate::model::{Authentication, KeyPlace};

/// The placeholder for the address of a connection, which AWS gives out when it is created.
pub(super) fn arn(connection: &str) -> String {
    let name = Names::at_most(64).give(connection);
    format!("arn:aws:events:us-east-1:123456789012:connection/{name}/00000000-0000-0000-0000-000000000000")
}

/// Whether a connection can hold that proof.
pub(super) fn holds(authentication: &Authentication) -> bool {
    parameters(authentication).is_some()
}

/// A CloudFormation template of all connections; keys are references to the Secrets Manager.
pub(super) fn template(flows: &[Flow]) -> Value {
    let mut resources = Map::new();
    let mut names = Names::new();
    let mut done: Vec<&str> = Vec::new();
    for call in flows.iter().flat_map(|flow| &flow.calls) {
        if done.contains(&call.connection.as_str()) {
            continue;
        }
        done.push(&call.connection);
        let id: String = names.give(&call.connection).chars().filter(char::is_ascii_alphanumeric).collect();
        resources.insert(format!("Connection{}{id}", done.len()), resource(call));
    }
    json!({"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources})
}

fn resource(call: &CallStep) -> Value {
    let (kind, parameters) = parameters(&call.authentication).unwrap_or_else(|| {
        // A connection must have some proof; this one is sent and means nothing.
        let none = json!({"ApiKeyAuthParameters": {"ApiKeyName": "x-hookwright", "ApiKeyValue": "none"}});
        ("API_KEY", none)
    });
    json!({
        "Type": "AWS::Events::Connection",
        "Properties": {
            "Name": Names::at_most(64).give(&call.connection),
            "AuthorizationType": kind,
            "AuthParameters": parameters,
        },
    })
}

fn parameters(authentication: &Authentication) -> Option<(&'static str, Value)> {
    let reference = |secret: &str| format!("{{{{resolve:secretsmanager:{secret}}}}}");
    Some(match authentication {
        Authentication::Bearer { secret } => {
            let value = format!("Bearer {}", reference(secret));
            (
                "API_KEY",
                json!({"ApiKeyAuthParameters": {"ApiKeyName": "Authorization", "ApiKeyValue": value}}),
            )
        }
        Authentication::ApiKey { secret, place: KeyPlace::Header, name } => (
            "API_KEY",
            json!({"ApiKeyAuthParameters": {"ApiKeyName": name, "ApiKeyValue": reference(secret)}}),
        ),
        Authentication::Basic { user, secret } => {
            ("BASIC", json!({"BasicAuthParameters": {"Username": user, "Password": reference(secret)}}))
        }
        Authentication::OAuth2ClientCredentials { token_url, client_id, secret, scopes, .. } => {
            let mut form =
                vec![json!({"Key": "grant_type", "Value": "client_credentials", "IsValueSecret": false})];
            if !scopes.is_empty() {
                form.push(json!({"Key": "scope", "Value": scopes.join(" "), "IsValueSecret": false}));
            }
            let parameters = json!({
                "AuthorizationEndpoint": token_url,
                "HttpMethod": "POST",
                "ClientParameters": {"ClientID": client_id, "ClientSecret": reference(secret)},
                "OAuthHttpParameters": {"BodyParameters": form},
            });
            ("OAUTH_CLIENT_CREDENTIALS", json!({"OAuthParameters": parameters}))
        }
        Authentication::None
        | Authentication::ApiKey { .. }
        | Authentication::MutualTls { .. }
        | Authentication::Signature { .. } => return None,
    })
}
