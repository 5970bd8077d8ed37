//! How a system is convinced that it is us, as a person chooses it.

use crate::model::{Authentication, CredentialsPlace, KeyPlace};

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
    /// None is asked for.
    Nothing,
}

impl Proof {
    /// In the order of the screen.
    pub const ALL: [Self; 5] =
        [Self::SecretKey, Self::Password, Self::KeyInHeader, Self::SignInFirst, Self::Nothing];

    /// The words on the screen, and the name IT uses.
    pub fn titles(self) -> (&'static str, &'static str) {
        match self {
            Self::SecretKey => ("Secret key", "Bearer token"),
            Self::Password => ("Password", "Basic"),
            Self::KeyInHeader => ("Key in a header", "API key"),
            Self::SignInFirst => ("Sign in first", "OAuth 2"),
            Self::Nothing => ("Nothing", "open to all"),
        }
    }

    /// The way of a connection; none for the ways that only a file can hold (certificates and signatures).
    pub fn of(authentication: &Authentication) -> Option<Self> {
        match authentication {
            Authentication::None => Some(Self::Nothing),
            Authentication::ApiKey { .. } => Some(Self::KeyInHeader),
            Authentication::Basic { .. } => Some(Self::Password),
            Authentication::Bearer { .. } => Some(Self::SecretKey),
            Authentication::OAuth2ClientCredentials { .. } => Some(Self::SignInFirst),
            Authentication::MutualTls { .. } | Authentication::Signature { .. } => None,
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
            Self::Nothing => Authentication::None,
        }
    }
}
