//! How a call proves who it is, as a security scheme.

use serde_json::{Map, Value, json};

use super::Version;
use crate::convert::handed_on::{CLIENT_ID, CREDENTIALS, SECRET, USER};
use crate::model::{Authentication, KeyPlace};

/// How a call proves who it is; nothing for what OpenAPI has no word for.
pub(super) fn scheme(authentication: &Authentication, version: Version) -> Option<Value> {
    let mut scheme = match authentication {
        Authentication::None | Authentication::Signature { .. } => return None,
        // A word of 3.1.
        Authentication::MutualTls { .. } if version == Version::V30 => return None,
        Authentication::ApiKey { place, name, .. } => {
            let place = match place {
                KeyPlace::Header => "header",
                KeyPlace::Query => "query",
                KeyPlace::Cookie => "cookie",
            };
            json!({"type": "apiKey", "in": place, "name": name})
        }
        Authentication::Basic { user, .. } => {
            json!({"type": "http", "scheme": "basic", "description": format!("The user is {user}"), USER: user})
        }
        Authentication::Bearer { .. } => json!({"type": "http", "scheme": "bearer"}),
        Authentication::OAuth2ClientCredentials { token_url, client_id, scopes, credentials, .. } => {
            let scopes: Map<String, Value> =
                scopes.iter().map(|scope| (scope.clone(), Value::from(""))).collect();
            let flows = json!({"clientCredentials": {"tokenUrl": token_url, "scopes": scopes}});
            json!({"type": "oauth2", "flows": flows, CLIENT_ID: client_id, CREDENTIALS: credentials})
        }
        Authentication::MutualTls { .. } => json!({"type": "mutualTLS"}),
    };
    if let Some(secret) = authentication.secret() {
        scheme[SECRET] = Value::from(secret);
    }
    Some(scheme)
}
