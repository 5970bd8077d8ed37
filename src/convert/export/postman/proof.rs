//! How a request proves who it is.

use serde_json::{Value, json};

use super::item::Writer;
use crate::model::{Authentication, CredentialsPlace, KeyPlace};

impl Writer<'_> {
    /// The authentication; a key in a cookie stands among the headers.
    pub(super) fn proof(&mut self, authentication: &Authentication) -> Value {
        let Some(secret) = authentication.secret() else { return json!({"type": "noauth"}) };
        let value = self.key(secret);
        let set = |key: &str, value: &str| json!({"key": key, "value": value, "type": "string"});
        match authentication {
            Authentication::Bearer { .. } => json!({"type": "bearer", "bearer": [set("token", &value)]}),
            Authentication::Basic { user, .. } => {
                json!({"type": "basic", "basic": [set("username", user), set("password", &value)]})
            }
            Authentication::ApiKey { place: KeyPlace::Cookie, .. } | Authentication::None => {
                json!({"type": "noauth"})
            }
            Authentication::ApiKey { place, name, .. } => {
                let place = if *place == KeyPlace::Query { "query" } else { "header" };
                json!({"type": "apikey", "apikey": [set("key", name), set("value", &value), set("in", place)]})
            }
            Authentication::OAuth2ClientCredentials { token_url, client_id, scopes, credentials, .. } => {
                json!({
                    "type": "oauth2",
                    "oauth2": [
                        set("grant_type", "client_credentials"), set("accessTokenUrl", token_url),
                        set("clientId", client_id), set("clientSecret", &value), set("scope", &scopes.join(" ")),
                        set("addTokenTo", "header"), set("client_authentication", in_token_request(*credentials)),
                    ],
                })
            }
            Authentication::MutualTls { .. } | Authentication::Signature { .. } => json!({"type": "noauth"}),
        }
    }
}

fn in_token_request(credentials: CredentialsPlace) -> &'static str {
    match credentials {
        CredentialsPlace::Basic => "header",
        CredentialsPlace::Body => "body",
    }
}
