//! Clients by the way they encrypt: building one is slow, and connections are only shared within one.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use reqwest::Client;
use url::{Host, Url};

use super::NetError;
use super::encryption::{Trust, settings};
use super::watch::{Names, WatchLayer};
use crate::engine::{ExtraAuthorities, Failure, Request};

/// More headers than this are no answer. The library's own limit is 100, which real systems come near.
const MOST_HEADERS: usize = 250;

/// More kinds than a project has connections; then all are built anew.
const MOST_CLIENTS: usize = 64;

/// The clients built so far.
pub(super) struct Clients {
    known: Mutex<HashMap<Kind, Client>>,
}

/// What tells clients apart.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
struct Kind {
    /// For this computer, where no proxy is ever meant.
    is_here: bool,
    authorities: Option<Arc<[u8]>>,
    identity: Option<String>,
    is_unverified: bool,
}

impl Clients {
    /// Builds the client of most calls at once, to learn whether there is any encryption to be had.
    pub(super) fn new() -> Result<Self, NetError> {
        let usual = build(&Kind::default()).map_err(NetError)?;
        Ok(Self { known: Mutex::new(HashMap::from([(Kind::default(), usual)])) })
    }

    /// The client that may send a request.
    pub(super) fn of(&self, request: &Request) -> Result<Client, Failure> {
        let kind = kind(request)?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = known.get(&kind) {
            return Ok(client.clone());
        }
        let client = build(&kind).map_err(Failure::Unreachable)?;
        if known.len() >= MOST_CLIENTS {
            known.clear();
        }
        known.insert(kind, client.clone());
        Ok(client)
    }
}

impl fmt::Debug for Clients {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clients")
    }
}

fn kind(request: &Request) -> Result<Kind, Failure> {
    let is_here = is_this_computer(&request.url);
    if request.url.scheme() != "https" {
        return Ok(Kind { is_here, ..Kind::default() });
    }
    let encryption = &request.encryption;
    let authorities = match &encryption.authorities {
        ExtraAuthorities::None => None,
        ExtraAuthorities::Pem(pem) => Some(pem.clone()),
        ExtraAuthorities::Missing(file) => {
            let what = format!("the file `{file}` with its certificate authority cannot be read");
            return Err(Failure::Unreachable(what));
        }
    };
    let host = request.url.host_str().unwrap_or_default();
    let is_unverified =
        encryption.unverified_hosts.iter().any(|known| known.trim().eq_ignore_ascii_case(host));
    let identity = encryption.identity.as_ref().map(|identity| identity.reveal().to_owned());
    Ok(Kind { is_here, authorities, identity, is_unverified })
}

fn is_this_computer(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(domain)) => domain == "localhost" || domain.ends_with(".localhost"),
        None => false,
    }
}

/// The client, or why there can be none as the end of a sentence.
///
/// We follow redirects ourselves: a library that does it takes API keys along to other hosts.
fn build(kind: &Kind) -> Result<Client, String> {
    let trust = match &kind.authorities {
        _ if kind.is_unverified => Trust::Anybody,
        None => Trust::System,
        Some(pem) => Trust::Also(pem),
    };
    let mut builder = Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .http1_max_headers(MOST_HEADERS)
        .dns_resolver(Names)
        .connector_layer(WatchLayer)
        .tls_backend_preconfigured(settings(&trust, kind.identity.as_deref())?);
    if kind.is_here {
        builder = builder.no_proxy();
    }
    builder.build().map_err(|_| "the settings of its connection cannot be used".to_owned())
}
