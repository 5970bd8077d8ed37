//! How a system is convinced that it is us, as a person chooses it.

use crate::model::{Authentication, CredentialsPlace, KeyPlace, SignatureScheme};

/// A way to prove who we are, without its details.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A bearer token.
    SecretKey,
    /// User and password.
    Password,
    /// An API key in a header, the query or a cookie.
    KeyInHeader,
    /// A token that is fetched first.
    SignInFirst,
    /// A client certificate.
    Certificate,
    /// A signature over what is sent.
    Signature,
    /// None is asked for.
    Nothing,
}

impl Proof {
    /// In the order of the screen.
    pub const ALL: [Self; 7] = [
        Self::SecretKey,
        Self::Password,
        Self::KeyInHeader,
        Self::SignInFirst,
        Self::Certificate,
        Self::Signature,
        Self::Nothing,
    ];

    /// The words on the screen, and the name IT uses.
    pub fn titles(self) -> (&'static str, &'static str) {
        match self {
            Self::SecretKey => ("A secret key", "Bearer token"),
            Self::Password => ("User, password", "Basic"),
            Self::KeyInHeader => ("A key with a name", "API key"),
            Self::SignInFirst => ("Client id, secret", "OAuth 2"),
            Self::Certificate => ("A certificate", "Mutual TLS"),
            Self::Signature => ("A key to sign with", "HMAC"),
            Self::Nothing => ("Nothing", "Open to all"),
        }
    }

    /// The way of a connection.
    pub fn of(authentication: &Authentication) -> Self {
        match authentication {
            Authentication::None => Self::Nothing,
            Authentication::ApiKey { .. } => Self::KeyInHeader,
            Authentication::Basic { .. } => Self::Password,
            Authentication::Bearer { .. } => Self::SecretKey,
            Authentication::OAuth2ClientCredentials { .. } => Self::SignInFirst,
            Authentication::MutualTls { .. } => Self::Certificate,
            Authentication::Signature { .. } => Self::Signature,
        }
    }

    /// What its secret is called after the name of the system.
    pub(super) fn secret_word(self) -> &'static str {
        match self {
            Self::SecretKey | Self::Nothing => "token",
            Self::Password => "password",
            Self::KeyInHeader => "key",
            Self::SignInFirst => "client_secret",
            Self::Certificate => "certificate",
            Self::Signature => "signing_key",
        }
    }

    /// An authentication of this way with that secret.
    pub(super) fn with(self, secret: String) -> Authentication {
        match self {
            Self::SecretKey => Authentication::Bearer { secret },
            Self::Password => Authentication::Basic { user: String::new(), secret },
            Self::KeyInHeader => {
                Authentication::ApiKey { secret, place: KeyPlace::Header, name: "X-Api-Key".to_owned() }
            }
            Self::SignInFirst => Authentication::OAuth2ClientCredentials {
                token_url: String::new(),
                client_id: String::new(),
                secret,
                scopes: Vec::new(),
                credentials: CredentialsPlace::Basic,
            },
            Self::Certificate => Authentication::MutualTls { secret },
            Self::Signature => {
                Authentication::Signature { secret, scheme: SignatureScheme::StandardWebhooks }
            }
            Self::Nothing => Authentication::None,
        }
    }
}
