//! What a platform cannot do, as a kind of limit with its measure.

use crate::check::catalogue::Entry;
use crate::check::catalogue::platforms as codes;
use crate::model::{Authentication, Body, KeyPlace, Method, StandardOutcome};
use serde_json::Value;

/// One limit of a platform. A design that does not touch it is not bothered with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// It calls https addresses alone.
    HttpsOnly,
    /// It runs elsewhere and never reaches an address on this computer.
    NotThisComputer,
    /// It refuses addresses of private networks (RFC 1918, RFC 4193), too.
    PublicAddresses,
    /// It calls with these methods alone.
    Methods(&'static [Method]),
    /// It sends no headers of the design.
    NoHeaders,
    /// It can prove who we are in these ways alone.
    Proofs(&'static [Proof]),
    /// Whoever may see the chatbot there can read its keys.
    ReadableKeys,
    /// A key can stand nowhere but in the authentication.
    NoSecretInText,
    /// It checks no certificate.
    CertificatesUnchecked,
    /// It trusts certificate authorities of its own choice alone.
    OwnAuthorities,
    /// It takes a key in a header or cookie along wherever it is sent on to.
    KeyFollowsRedirects,
    /// It sends these kinds of body alone.
    Bodies(&'static [BodyKind]),
    /// It cannot encode a value for an address.
    NoValueInAddress,
    /// The largest answer that it takes, in bytes.
    Answer(u64),
    /// It calls once.
    NoRetries,
    /// Its time limit cannot be set.
    FixedTimeLimit,
    /// It has no time limit for a call.
    NoTimeLimit,
    /// It reads values by names and positions alone, and knows no searches of JSONPath.
    NoSearch,
    /// It searches a list at a time, and never at any depth.
    NoDeepSearch,
    /// It knows neither `anyOf` nor `oneOf` nor `allOf`.
    NoAlternatives,
    /// Conditions there know no patterns.
    NoPatterns,
    /// These outcomes look like others there.
    Untold(&'static [StandardOutcome]),
    /// It says nothing while a call runs.
    NoWaiting,
    /// The most lines of a list; none at all when zero.
    ListLines(u32),
    /// It sends texts alone.
    TextOnly,
    /// The longest text, in characters.
    TextLength(usize),
    /// A button sends its own words.
    ButtonsSayThemselves,
    /// It can write values in these formats alone.
    Formats(&'static [&'static str]),
    /// An AI agent says the reply in its own words.
    OwnWords,
    /// The longest name of an integration, in characters.
    Name(usize),
    /// The longest hint for AI agents, in characters.
    Hint(usize),
    /// The most integrations.
    Integrations(usize),
}

impl Limit {
    /// The kind of finding that it leads to.
    pub fn entry(self) -> &'static Entry {
        match self {
            Self::HttpsOnly => &codes::NEEDS_HTTPS,
            Self::NotThisComputer | Self::PublicAddresses => &codes::CANNOT_REACH,
            Self::Methods(_) => &codes::METHOD,
            Self::NoHeaders => &codes::HEADERS,
            Self::Proofs(_) => &codes::AUTHENTICATION,
            Self::ReadableKeys => &codes::READABLE_KEY,
            Self::NoSecretInText => &codes::SECRET_IN_TEXT,
            Self::CertificatesUnchecked => &codes::CHECKS_NO_CERTIFICATE,
            Self::OwnAuthorities => &codes::AUTHORITIES,
            Self::KeyFollowsRedirects => &codes::KEY_FOLLOWS_REDIRECT,
            Self::Bodies(_) => &codes::BODY,
            Self::NoValueInAddress => &codes::VALUE_IN_ADDRESS,
            Self::Answer(_) => &codes::ANSWER_SIZE,
            Self::NoRetries => &codes::RETRIES,
            Self::FixedTimeLimit | Self::NoTimeLimit => &codes::TIME_LIMIT,
            Self::NoSearch | Self::NoDeepSearch => &codes::SEARCH_PATH,
            Self::NoAlternatives => &codes::SCHEMA,
            Self::NoPatterns => &codes::PATTERN,
            Self::Untold(_) => &codes::OUTCOME,
            Self::NoWaiting => &codes::WAITING,
            Self::ListLines(_) => &codes::LIST,
            Self::TextOnly => &codes::MESSAGE,
            Self::TextLength(_) => &codes::TEXT_LENGTH,
            Self::ButtonsSayThemselves => &codes::BUTTON_ANSWER,
            Self::Formats(_) => &codes::FORMAT,
            Self::OwnWords => &codes::OWN_WORDS,
            Self::Name(_) => &codes::NAME,
            Self::Hint(_) => &codes::HINT,
            Self::Integrations(_) => &codes::INTEGRATIONS,
        }
    }
}

/// A way to prove who we are, as platforms know them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A key in a header.
    KeyInHeader,
    /// A key in the address.
    KeyInAddress,
    /// A key in a cookie.
    KeyInCookie,
    /// User and password.
    Basic,
    /// A bearer token.
    Bearer,
    /// A sign-in with OAuth 2.0 client credentials.
    SignIn,
    /// A client certificate.
    Certificate,
    /// A signature over the body.
    Signature,
}

impl Proof {
    /// The way of a connection; none when it proves nothing.
    pub(super) fn of(authentication: &Authentication) -> Option<Self> {
        Some(match authentication {
            Authentication::None => return None,
            Authentication::ApiKey { place: KeyPlace::Header, .. } => Self::KeyInHeader,
            Authentication::ApiKey { place: KeyPlace::Query, .. } => Self::KeyInAddress,
            Authentication::ApiKey { place: KeyPlace::Cookie, .. } => Self::KeyInCookie,
            Authentication::Basic { .. } => Self::Basic,
            Authentication::Bearer { .. } => Self::Bearer,
            Authentication::OAuth2ClientCredentials { .. } => Self::SignIn,
            Authentication::MutualTls { .. } => Self::Certificate,
            Authentication::Signature { .. } => Self::Signature,
        })
    }

    /// The word in a sentence.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::KeyInHeader => "a key in a header",
            Self::KeyInAddress => "a key in the address",
            Self::KeyInCookie => "a key in a cookie",
            Self::Basic => "user and password",
            Self::Bearer => "a bearer token",
            Self::SignIn => "a sign-in with OAuth 2.0",
            Self::Certificate => "a client certificate",
            Self::Signature => "a signature",
        }
    }
}

/// A kind of body, as platforms know them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// Any JSON.
    Json,
    /// A JSON record.
    Record,
    /// A JSON record without records and lists in it.
    FlatRecord,
    /// A form.
    Form,
    /// Text or XML.
    Text,
}

impl BodyKind {
    /// Whether such a body is one of these kinds; none is of every kind.
    pub(super) fn covers(kinds: &[Self], body: &Body) -> bool {
        let of_body = |kind: &Self| match (kind, body) {
            (Self::Json, Body::Json { .. })
            | (Self::Record, Body::Json { value: Value::Object(_), .. })
            | (Self::Form, Body::Form { .. })
            | (Self::Text, Body::Text { .. }) => true,
            (Self::FlatRecord, Body::Json { value: Value::Object(fields), .. }) => {
                !fields.values().any(|field| field.is_object() || field.is_array())
            }
            _ => false,
        };
        *body == Body::None || kinds.iter().any(of_body)
    }

    /// The word in a sentence.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Record => "JSON records",
            Self::FlatRecord => "flat JSON records",
            Self::Form => "forms",
            Self::Text => "texts",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_body_is_of_the_kinds_that_cover_it() {
        use BodyKind::{FlatRecord, Form, Json, Record, Text};
        let json = |value| Body::Json { value, schema: None };
        for (kinds, body, expected) in [
            (&[Record][..], json(json!({"a": [1]})), true),
            (&[Record], json(json!([1])), false),
            (&[Json], json(json!([1])), true),
            (&[FlatRecord], json(json!({"a": "b"})), true),
            (&[FlatRecord], json(json!({"a": {"b": 1}})), false),
            (&[Form, Text], Body::Form { fields: Vec::new() }, true),
            (&[Form], Body::Text { content_type: String::new(), text: "".into() }, false),
            (&[], Body::None, true),
        ] {
            assert_eq!(BodyKind::covers(kinds, &body), expected, "{kinds:?} {body:?}");
        }
    }
}
