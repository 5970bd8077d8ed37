//! How a call proves who it is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::is_default;

/// How a call proves who it is. Every secret is a name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[serde(deny_unknown_fields)]
pub enum Authentication {
    /// Open to all.
    #[default]
    None,
    /// A key in a header, the query or a cookie.
    ApiKey {
        /// The secret's name.
        secret: String,
        /// Where it stands.
        place: KeyPlace,
        /// The header's, parameter's or cookie's name.
        name: String,
    },
    /// User and password (RFC 7617).
    Basic {
        /// The user's name; not secret.
        user: String,
        /// The password's name as a secret.
        secret: String,
    },
    /// A bearer token (RFC 6750).
    Bearer {
        /// The secret's name.
        secret: String,
    },
    /// Client id and secret, exchanged for a token first (RFC 6749 §4.4).
    #[serde(rename = "oauth2_client_credentials")]
    OAuth2ClientCredentials {
        /// Where the token is fetched.
        token_url: String,
        /// The client's id; not secret.
        client_id: String,
        /// The client secret's name as a secret.
        secret: String,
        /// Requested scopes.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        scopes: Vec<String>,
        /// Where client id and secret stand in the request for the token.
        #[serde(default, skip_serializing_if = "is_default")]
        credentials: CredentialsPlace,
    },
    /// A client certificate.
    MutualTls {
        /// The secret that holds certificate and key in PEM.
        secret: String,
    },
    /// A keyed hash over the request.
    Signature {
        /// The key's name as a secret.
        secret: String,
        /// Which scheme.
        scheme: SignatureScheme,
    },
}

impl Authentication {
    /// The secret it needs, by name.
    pub fn secret(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::ApiKey { secret, .. }
            | Self::Basic { secret, .. }
            | Self::Bearer { secret }
            | Self::OAuth2ClientCredentials { secret, .. }
            | Self::MutualTls { secret }
            | Self::Signature { secret, .. } => Some(secret),
        }
    }

    /// Uses the secret of that name; nothing when none is needed.
    pub fn choose_secret(&mut self, name: &str) {
        match self {
            Self::None => {}
            Self::ApiKey { secret, .. }
            | Self::Basic { secret, .. }
            | Self::Bearer { secret }
            | Self::OAuth2ClientCredentials { secret, .. }
            | Self::MutualTls { secret }
            | Self::Signature { secret, .. } => name.clone_into(secret),
        }
    }
}

/// Where client id and secret stand in the request for a token (RFC 6749 §2.3.1).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CredentialsPlace {
    /// As user and password in the header `authorization`. Every system that keeps the standard takes it.
    #[default]
    Basic,
    /// As `client_id` and `client_secret` in the body, for systems that take nothing else.
    Body,
}

/// Where an API key stands.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum KeyPlace {
    /// In a request header.
    #[default]
    Header,
    /// In the query of the address.
    Query,
    /// In a cookie.
    Cookie,
}

/// How a signature is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[serde(deny_unknown_fields)]
pub enum SignatureScheme {
    /// Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature` (v1, HMAC-SHA256).
    StandardWebhooks,
    /// HMAC-SHA256 in a header of choice.
    HmacSha256 {
        /// The header's name.
        header: String,
        /// What stands before the signature, such as `sha256=`.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        prefix: String,
    },
}
