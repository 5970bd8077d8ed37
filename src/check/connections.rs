//! Systems that are called: address, encryption, proof of who we are.

use url::{Host, Url};

use super::catalogue::replies::UNKNOWN_NAME;
use super::catalogue::requests::{
    BAD_BASE_URL, BROKEN_HEADER_NAME, HTTP_NOT_HTTPS, KEY_IN_URL, MISSING_BASE_URL, NO_AUTHENTICATION,
    SECRET_HOSTS_DO_NOT_MATCH, UNVERIFIED_TLS_HOST,
};
use super::catalogue::structure::UNUSED_CONNECTION;
use super::known::Reach;
use super::report::Report;
use super::subject::Subject;
use crate::engine::SECRET_PREFIX;
use crate::model::{
    Authentication, Connection, Environment, KeyPlace, Part, Place, Privacy, Project, Severity, Stage,
};
use crate::template::parse;

/// Finds what is wrong with the connections of a project. `subjects` are its integrations.
pub(super) fn check(project: &Project, subjects: &[Subject<'_>], report: &mut Report) {
    for connection in &project.connections {
        let used = uses(connection, subjects);
        if used.calls == 0 {
            let detail = format!("no call uses {}", name(connection));
            report.add(
                &UNUSED_CONNECTION,
                place(connection, "id"),
                &detail,
                "Use it in a call, or remove it.",
            );
        }
        for environment in &project.environments {
            check_address(project, connection, environment, &used, report);
        }
        check_authentication(project, connection, &used, report);
        if used.calls > 0 {
            super::sign_in::check(connection, report);
        }
        check_headers(connection, subjects, report);
    }
}

/// What goes through a connection.
struct Uses {
    calls: usize,
    privacy: Privacy,
    /// A chip of a secret, or a header for it, proves who we are without the connection's own authentication.
    proves_itself: bool,
}

fn uses(connection: &Connection, subjects: &[Subject<'_>]) -> Uses {
    let mut uses = Uses { calls: 0, privacy: Privacy::None, proves_itself: false };
    let headers = connection.headers.iter().filter(|header| header.value.as_str().contains(SECRET_PREFIX));
    uses.proves_itself = headers.count() > 0;
    for subject in subjects {
        let calls = subject.integration.calls.iter().enumerate();
        for (index, call) in calls.filter(|(_, call)| call.connection == connection.id) {
            uses.calls += 1;
            let known = subject.known();
            let names = subject.request_texts(index).flat_map(super::texts::FoundText::chips);
            for chip in names {
                uses.proves_itself |= chip.name().starts_with(SECRET_PREFIX);
                let origin = known.find(chip.name(), Reach { inputs: usize::MAX, calls: index });
                uses.privacy = uses.privacy.max(origin.map_or(Privacy::None, |origin| known.privacy(origin)));
            }
            let outputs = call.outputs.iter().map(|output| output.privacy).max();
            uses.privacy = uses.privacy.max(outputs.unwrap_or_default());
        }
    }
    uses
}

fn check_address(
    project: &Project,
    connection: &Connection,
    environment: &Environment,
    used: &Uses,
    report: &mut Report,
) {
    let about = place(connection, "base_urls");
    let is_production = environment.stage == Stage::Production;
    let where_and_what = format!("{} in {}", name(connection), environment_name(environment));
    let address = connection.base_urls.get(&environment.id).map_or("", |address| address.trim());
    if address.is_empty() {
        if used.calls > 0 {
            let severity = if is_production { Severity::Error } else { Severity::Warning };
            let detail = format!("{where_and_what} has no address");
            report.add_as(severity, &MISSING_BASE_URL, about, &detail, "Enter its address.");
        }
        return;
    }
    let url = match base_url(address) {
        Ok(url) => url,
        Err(problem) => {
            let remedy = "Enter an address such as https://crm.example.com/api.";
            report.add(&BAD_BASE_URL, about, &format!("{where_and_what} {problem}"), remedy);
            return;
        }
    };
    // The demo server never leaves this computer, whatever the address says.
    if environment.stage == Stage::Demo {
        return;
    }
    if url.scheme() == "http" && !is_this_computer(&url) {
        let severity = if is_production { Severity::Error } else { Severity::Warning };
        let detail = format!("{where_and_what} is called without encryption (http://)");
        report.add_as(severity, &HTTP_NOT_HTTPS, about, &detail, "Begin the address with https://.");
    }
    let host = url.host_str().unwrap_or_default();
    if let Some(unverified) = connection.tls.unverified_hosts.iter().find(|known| same_host(known, host)) {
        let severity = if is_production { Severity::Error } else { Severity::Warning };
        let detail = format!("the certificate of `{unverified}` is not verified");
        let remedy = "Take the host out, and add its certificate authority to the connection instead.";
        report.add_as(severity, &UNVERIFIED_TLS_HOST, place(connection, "tls"), &detail, remedy);
    }
    check_secret_host(project, connection, environment, host, report);
}

fn check_secret_host(
    project: &Project,
    connection: &Connection,
    environment: &Environment,
    host: &str,
    report: &mut Report,
) {
    let secret = connection.authentication.secret();
    let token_host = match &connection.authentication {
        Authentication::OAuth2ClientCredentials { token_url, .. } => Url::parse(token_url.trim()).ok(),
        _ => None,
    };
    // The secret of a sign-in goes where tokens are handed out, and not to the system itself.
    let host = token_host.as_ref().and_then(Url::host_str).unwrap_or(host);
    let Some(secret) = secret.and_then(|name| project.secrets.iter().find(|secret| secret.name == name))
    else {
        return;
    };
    if !secret.hosts.is_empty() && !secret.hosts.iter().any(|allowed| same_host(allowed, host)) {
        let detail = format!(
            "`{}` may not go to `{host}`, which is {} in {}",
            secret.name,
            name(connection),
            environment_name(environment)
        );
        let about = Place::of_project(Part::Secret(secret.name.clone()), "hosts");
        let remedy = format!("Add `{host}` to the hosts of the secret, or correct the address.");
        report.add(&SECRET_HOSTS_DO_NOT_MATCH, about, &detail, &remedy);
    }
}

fn check_authentication(project: &Project, connection: &Connection, used: &Uses, report: &mut Report) {
    let about = place(connection, "authentication");
    match &connection.authentication {
        Authentication::None => {
            let leaves_the_house = project.environments.iter().any(|environment| {
                let url = connection.base_urls.get(&environment.id).and_then(|text| Url::parse(text).ok());
                environment.stage != Stage::Demo && url.is_some_and(|url| !is_this_computer(&url))
            });
            if leaves_the_house && used.calls > 0 && !used.proves_itself {
                let personal = used.privacy > Privacy::None;
                let severity = if personal { Severity::Error } else { Severity::Warning };
                let what = if personal { ", and customer data goes through it" } else { "" };
                let detail = format!("{} is asked without any key{what}", name(connection));
                let remedy = "Choose how the connection signs in, for example with a secret key.";
                report.add_as(severity, &NO_AUTHENTICATION, about, &detail, remedy);
            }
        }
        Authentication::ApiKey { place: KeyPlace::Query, name: parameter, .. } => {
            let detail = format!("{} sends it as the parameter `{parameter}`", name(connection));
            let remedy = "Send the key in a header if the system allows it.";
            report.add(&KEY_IN_URL, about, &detail, remedy);
        }
        _ => {}
    }
}

/// The fixed headers are sent with every call, so every integration has to know what is in them.
fn check_headers(connection: &Connection, subjects: &[Subject<'_>], report: &mut Report) {
    let about = || place(connection, "headers");
    for header in &connection.headers {
        if !is_header_name(&header.name) {
            let detail = no_header_name(&header.name);
            report.add(&BROKEN_HEADER_NAME, about(), &detail, "Use letters, digits and hyphens.");
        }
        let parsed = match parse(header.value.as_str()) {
            Ok(parsed) => parsed,
            Err(error) => {
                let detail = super::names::lower_first(&error.to_string());
                report.add(&super::catalogue::replies::BROKEN_TEXT, about(), &detail, &error.hint());
                continue;
            }
        };
        for wanted in parsed.names().into_iter().filter(|name| !name.starts_with(SECRET_PREFIX)) {
            let unknowing = subjects.iter().find(|subject| {
                let mut calls = subject.integration.calls.iter();
                calls.any(|call| call.connection == connection.id)
                    && subject.known().find(wanted, Reach { inputs: usize::MAX, calls: 0 }).is_none()
            });
            if let Some(subject) = unknowing {
                let detail = format!(
                    "the header `{}` needs `{wanted}`, which “{}” does not know",
                    header.name, subject.integration.name
                );
                let remedy = "Use a fact of the conversation, which every integration knows.";
                report.add(&UNKNOWN_NAME, about(), &detail, remedy);
            }
        }
    }
}

/// A complete base address, or what is wrong with it as the end of a sentence.
fn base_url(text: &str) -> Result<Url, &'static str> {
    let url = Url::parse(text).map_err(|_| "has no complete address")?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err("has an address that begins with neither https:// nor http://");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("has a user or password in its address");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("has parameters in its address, which are left out");
    }
    Ok(url)
}

pub(super) fn is_this_computer(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(domain)) => domain == "localhost" || domain.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Hosts are compared as the network does, without regard to capital letters; a port does not belong to a host.
fn same_host(allowed: &str, host: &str) -> bool {
    allowed.trim().eq_ignore_ascii_case(host)
}

/// What is wrong with the name of a header, as the end of a sentence.
pub(super) fn no_header_name(name: &str) -> String {
    if name.trim().is_empty() {
        "a header has no name".to_owned()
    } else {
        format!("`{name}` is no name of a header")
    }
}

/// A token of RFC 9110 section 5.6.2.
pub(super) fn is_header_name(name: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_sign)
}

pub(super) fn place(connection: &Connection, field: &str) -> Place {
    Place::of_project(Part::Connection(connection.id.clone()), field)
}

pub(super) fn name(connection: &Connection) -> &str {
    if connection.name.is_empty() { &connection.id } else { &connection.name }
}

fn environment_name(environment: &Environment) -> &str {
    if environment.name.is_empty() { &environment.id } else { &environment.name }
}
