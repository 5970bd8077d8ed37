//! A request as a source describes it, and how it becomes an integration.
//!
//! cURL commands and Postman collections say the same things in different words: a method, an address, headers, a body and
//! a proof of who calls. Each is read into a [`Described`]; the [`Designer`] makes integrations of them:
//!
//! - *Connection*: scheme, host and port, and the leading part of the path up to the last segment that is `api`, `rest` or a
//!   version such as `v2` or `2.0` within the first four segments. So further calls of the same system find the same
//!   connection, whichever is imported first.
//! - *Secrets*: what proves who calls, and values whose field or form says that they are keys. They are named after the
//!   host, may go to that host only, and their values come back apart.
//! - *Inputs*: values that look like a customer's, by their form (e-mail address, phone number) or their field (order
//!   number). The value becomes the example, and the fact of the conversation has a privacy class.
//! - Everything else stays as it is, byte for byte.

mod address;
mod body;
mod cookies;
mod declared;
mod designer;
mod draft;
mod fact;
mod headers;
mod key;
pub(super) mod marked;
mod multipart;
pub(super) mod names;
mod wording;

pub(super) use body::form_encoded;
pub(super) use designer::Designer;
pub(super) use fact::is_customers;
pub(super) use key::{is_key, is_key_variable};
pub(super) use multipart::{Part, PartText, boundary, multipart_text};

use super::SourcePlace;
use crate::convert::handed_on::HandedOn;
use crate::model::{CredentialsPlace, Policy, Sample};

/// A request as a source describes it. Every text may hold [marks](marked).
#[derive(Clone, Debug, Default)]
pub(super) struct Described {
    /// Its name in words; made from method and path when empty.
    pub title: String,
    /// What it is for.
    pub description: String,
    /// The HTTP method as written.
    pub method: String,
    /// The whole address, encoded as it is to be sent.
    pub url: String,
    /// The same in the environments after the first.
    pub further_urls: Vec<String>,
    /// Headers in order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub payload: Payload,
    /// How it proves who calls, beyond what stands in headers and address.
    pub proof: Proof,
    /// Limits.
    pub policy: Policy,
    /// The certificate of the system is not verified.
    pub encryption: Verification,
    /// Saved answers.
    pub samples: Vec<Sample>,
    /// Marks whose meaning the source says.
    pub declared: Vec<HandedOn>,
    /// Where it stands in the source.
    pub at: SourcePlace,
}

/// A body as a source describes it.
#[derive(Clone, Debug, Default)]
pub(super) enum Payload {
    /// None.
    #[default]
    None,
    /// The text that is sent.
    Raw {
        /// The text.
        text: String,
        /// What it is announced as when no header says otherwise; empty: nothing.
        content_type: String,
    },
    /// `multipart/form-data` (RFC 7578).
    Parts(Vec<Part>),
}

/// How a request proves who calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Proof {
    /// As its headers and address say.
    #[default]
    AsWritten,
    /// Not at all, whatever looks like it.
    Nothing,
    /// A bearer token.
    Bearer(String),
    /// User and password; without the latter where the source asks for it.
    Basic(String, Option<String>),
    /// A key in a header.
    Header(String, String),
    /// A key in the query.
    Query(String, String),
    /// A key in a cookie.
    Cookie(String, String),
    /// Client id and secret, exchanged for a token.
    ClientCredentials {
        /// Where the token is fetched.
        token_url: String,
        /// The client's id.
        client_id: String,
        /// The client's secret.
        secret: String,
        /// What is asked for.
        scopes: Vec<String>,
        /// Where id and secret stand.
        credentials: CredentialsPlace,
    },
    /// A client certificate, in the file of that name.
    Certificate(String),
}

/// How the certificate of a system is verified.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Verification {
    /// With the authorities of the computer.
    #[default]
    Usual,
    /// With further ones from a file.
    Authorities(String),
    /// Not at all.
    Off,
}
