//! Systems that the platform cannot reach, or cannot sign in to.

use std::net::IpAddr;

use url::{Host, Url};

use super::{Limit, Proof, Touched};
use crate::check::connections::{is_this_computer, name, place};
use crate::check::subject::Subject;
use crate::engine::SECRET_PREFIX;
use crate::model::{Connection, Project, Stage};

pub(super) fn check(project: &Project, subjects: &[Subject<'_>], limits: &mut Touched<'_>) {
    for connection in project.connections.iter().filter(|connection| is_used(connection, subjects)) {
        match limits.limit {
            Limit::HttpsOnly | Limit::NotThisComputer | Limit::PublicAddresses => {
                check_addresses(project, connection, limits);
            }
            Limit::NoHeaders => check_headers(connection, limits),
            Limit::Proofs(known) => check_proof(connection, known, limits),
            Limit::ReadableKeys => check_readable(connection, limits),
            Limit::NoSecretInText => check_secret_headers(connection, limits),
            Limit::CertificatesUnchecked => {
                let detail = format!("does not check the certificate of {}", name(connection));
                let remedy =
                    "Agree on it with whoever is responsible, or let something in between call this system.";
                limits.add(place(connection, "tls"), &detail, remedy);
            }
            Limit::OwnAuthorities if connection.tls.extra_authorities.is_some() => {
                let detail = format!("does not know the certificate authority of {}", name(connection));
                let remedy =
                    "Ask IT for a certificate of a public authority, or add the authority there by hand.";
                limits.add(place(connection, "tls"), &detail, remedy);
            }
            _ => {}
        }
    }
}

fn is_used(connection: &Connection, subjects: &[Subject<'_>]) -> bool {
    let mut calls = subjects.iter().flat_map(|subject| &subject.integration.calls);
    calls.any(|call| call.connection == connection.id)
}

/// The demo runs on this computer and on no platform.
fn check_addresses(project: &Project, connection: &Connection, limits: &mut Touched<'_>) {
    let environments = project.environments.iter().filter(|environment| environment.stage != Stage::Demo);
    for environment in environments {
        let address = connection.base_urls.get(&environment.id).map_or("", |address| address.trim());
        let Ok(url) = Url::parse(address) else { continue };
        let is_here = is_this_computer(&url);
        let about = place(connection, "base_urls");
        let what = format!("{} in {}", name(connection), environment.name);
        match limits.limit {
            Limit::HttpsOnly if url.scheme() == "http" && !is_here => {
                let detail = format!("needs https://, and {what} has an address with http://");
                limits.add(about, &detail, "Begin the address with https://.");
            }
            Limit::NotThisComputer if is_here => {
                let detail = format!("runs elsewhere, and {what} is on this computer");
                limits.add(about, &detail, "Enter the address at which the system is known outside.");
            }
            Limit::PublicAddresses if !is_here && is_private(&url) => {
                let detail = format!("refuses private networks, and {what} is in one");
                limits.add(about, &detail, "Enter the address at which the system is known outside.");
            }
            _ => {}
        }
    }
}

/// Addresses that no public network leads to: RFC 1918, RFC 3927, RFC 4193, RFC 4291.
fn is_private(url: &Url) -> bool {
    let address = match url.host() {
        Some(Host::Ipv4(address)) => IpAddr::V4(address),
        Some(Host::Ipv6(address)) => address.to_canonical(),
        Some(Host::Domain(_)) | None => return false,
    };
    match address {
        IpAddr::V4(address) => address.is_private() || address.is_link_local() || address.is_unspecified(),
        IpAddr::V6(address) => {
            address.is_unique_local() || address.is_unicast_link_local() || address.is_unspecified()
        }
    }
}

fn check_headers(connection: &Connection, limits: &mut Touched<'_>) {
    let names: Vec<&str> = connection.headers.iter().map(|header| header.name.as_str()).collect();
    if let Some(detail) = sends_none_of(&names) {
        limits.add(place(connection, "headers"), &detail, NO_HEADERS_REMEDY);
    }
}

/// What to do where there are no headers.
pub(super) const NO_HEADERS_REMEDY: &str =
    "Ask IT whether the system takes them as parameters, or let something in between add them.";

/// The end of a sentence about the headers that a platform leaves out; none when it sets all of them itself.
pub(super) fn sends_none_of(names: &[&str]) -> Option<String> {
    let usual = ["accept", "content-type", "user-agent"];
    let own = names.iter().filter(|name| !usual.iter().any(|usual| name.eq_ignore_ascii_case(usual)));
    let own: Vec<String> = own.map(|name| format!("`{name}`")).collect();
    (!own.is_empty()).then(|| format!("sends no headers, so these are left out: {}", own.join(", ")))
}

fn check_proof(connection: &Connection, known: &[Proof], limits: &mut Touched<'_>) {
    let Some(proof) = Proof::of(&connection.authentication).filter(|proof| !known.contains(proof)) else {
        return;
    };
    let detail = format!("does not know {}, which {} asks for", proof.words(), name(connection));
    let others: Vec<&str> = known.iter().map(|proof| proof.words()).collect();
    let remedy = format!("Ask IT whether the system takes {}.", one_of(&others));
    limits.add(place(connection, "authentication"), &detail, &remedy);
}

fn check_readable(connection: &Connection, limits: &mut Touched<'_>) {
    let Some(secret) = connection.authentication.secret().filter(|secret| !secret.is_empty()) else { return };
    let detail = format!("keeps `{secret}` as a plain text");
    let remedy = "Ask IT for a key that may do nothing but this, and that can be changed often.";
    limits.add(place(connection, "authentication"), &detail, remedy);
}

fn check_secret_headers(connection: &Connection, limits: &mut Touched<'_>) {
    for header in connection.headers.iter().filter(|header| header.value.as_str().contains(SECRET_PREFIX)) {
        let detail = format!("has no safe place for the key in the header `{}`", header.name);
        limits.add(place(connection, "headers"), &detail, SECRET_REMEDY);
    }
}

/// What to do with a key inside a text.
pub(super) const SECRET_REMEDY: &str = "Choose it as the authentication of the connection.";

/// “a, b or c”.
pub(super) fn one_of(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
