//! Remedies for systems: address, encryption, proof of who we are.

use url::{Host, Url};

use super::{connection, connection_mut, say};
use crate::model::{Authentication, Connection, Finding, KeyPlace, Part, Project, Secret, Stage};
use crate::state::Proof;
use crate::state::change::add_usual_environments;

/// Wherever the address leaves this computer.
pub(super) fn encrypt(project: &mut Project, finding: &Finding) {
    let Some(connection) = connection_mut(project, finding) else { return };
    let of_tokens = match &mut connection.authentication {
        Authentication::OAuth2ClientCredentials { token_url, .. } => Some(token_url),
        _ => None,
    };
    for address in connection.base_urls.values_mut().chain(of_tokens) {
        let leaves = Url::parse(address.trim()).is_ok_and(|url| url.scheme() == "http" && !is_here(&url));
        if leaves && let Some((_, rest)) = address.trim().split_once("://") {
            *address = format!("https://{rest}");
        }
    }
}

pub(super) fn correct_address_words(project: &Project, finding: &Finding) -> Option<String> {
    let mut addresses = connection(project, finding)?.base_urls.values();
    let correct = addresses.find_map(|address| corrected(address))?;
    Some(format!("Make it {correct}"))
}

pub(super) fn correct_address(project: &mut Project, finding: &Finding) {
    let Some(connection) = connection_mut(project, finding) else { return };
    for address in connection.base_urls.values_mut() {
        if let Some(correct) = corrected(address) {
            *address = correct;
        }
    }
}

/// The address that is probably meant by one that is none: with https, without user, password, parameters and fragment.
fn corrected(address: &str) -> Option<String> {
    let address = address.trim();
    let complete = if address.contains("://") { address.to_owned() } else { format!("https://{address}") };
    let mut url = Url::parse(&complete).ok()?;
    let is_web = matches!(url.scheme(), "http" | "https");
    if address.is_empty()
        || !is_web
        || !url.host_str().is_some_and(|host| host.contains('.') || is_here(&url))
    {
        return None;
    }
    let is_fine = complete == address && url.username().is_empty() && url.password().is_none();
    if is_fine && url.query().is_none() && url.fragment().is_none() {
        return None;
    }
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    url.set_query(None);
    url.set_fragment(None);
    Some(url.as_str().trim_end_matches('/').to_owned())
}

pub(super) fn prove_by_key(project: &mut Project, finding: &Finding) {
    let Some(connection) = connection_mut(project, finding) else { return };
    let name = format!("{}_token", connection.id);
    connection.authentication = Proof::SecretKey.with(name.clone());
    if project.secrets.iter().all(|secret| secret.name != name) {
        project.secrets.push(Secret { name, ..Secret::default() });
    }
}

/// The key of a connection, or every parameter of a call that holds one.
pub(super) fn key_into_header(project: &mut Project, finding: &Finding) {
    if let Some(connection) = connection_mut(project, finding)
        && let Authentication::ApiKey { place, .. } = &mut connection.authentication
    {
        *place = KeyPlace::Header;
    }
    let Some(call) = super::call_mut(project, finding) else { return };
    let holds_key = |text: &str| text.contains(crate::engine::SECRET_PREFIX);
    let (keys, rest) = std::mem::take(&mut call.query)
        .into_iter()
        .partition(|parameter| holds_key(parameter.value.as_str()));
    call.query = rest;
    call.headers.extend::<Vec<_>>(keys);
}

pub(super) fn verify_hosts(project: &mut Project, finding: &Finding) {
    if let Some(connection) = connection_mut(project, finding) {
        connection.tls.unverified_hosts.retain(|host| !super::names(finding, host));
    }
}

pub(super) fn allow_hosts_words(project: &Project, finding: &Finding) -> Option<String> {
    let hosts = missing_hosts(project, finding);
    let all = hosts.join(" and ");
    if hosts.is_empty() { None } else { say(&format!("Let it go to {all}")) }
}

pub(super) fn allow_hosts(project: &mut Project, finding: &Finding) {
    let Part::Secret(name) = &finding.place.part else { return };
    let missing = missing_hosts(project, finding);
    if let Some(secret) = project.secrets.iter_mut().find(|secret| secret.name == *name) {
        secret.hosts.extend(missing);
    }
}

/// The hosts that the finding names: those where a connection with this secret goes, and that the secret does not list.
fn missing_hosts(project: &Project, finding: &Finding) -> Vec<String> {
    let Part::Secret(name) = &finding.place.part else { return Vec::new() };
    let Some(secret) = project.secrets.iter().find(|secret| secret.name == *name) else { return Vec::new() };
    let users = project.connections.iter().filter(|known| known.authentication.secret() == Some(name));
    let mut hosts: Vec<String> = Vec::new();
    for host in users.flat_map(|connection| hosts_of(project, connection)) {
        let is_listed = secret.hosts.iter().any(|listed| listed.trim().eq_ignore_ascii_case(&host));
        if !is_listed && !hosts.contains(&host) && super::names(finding, &host) {
            hosts.push(host);
        }
    }
    hosts
}

fn hosts_of(project: &Project, connection: &Connection) -> Vec<String> {
    if let Authentication::OAuth2ClientCredentials { token_url, .. } = &connection.authentication {
        return host(token_url).into_iter().collect();
    }
    let real = project.environments.iter().filter(|known| known.stage != Stage::Demo);
    real.filter_map(|known| host(connection.base_urls.get(&known.id)?)).collect()
}

fn host(address: &str) -> Option<String> {
    Url::parse(address.trim()).ok()?.host_str().map(str::to_owned)
}

pub(super) fn remove_connection(project: &mut Project, finding: &Finding) {
    if let Part::Connection(id) = &finding.place.part {
        project.connections.retain(|known| known.id != *id);
    }
}

pub(super) fn add_environments(project: &mut Project, _finding: &Finding) {
    add_usual_environments(project);
}

fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(domain)) => domain == "localhost" || domain.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn addresses_as_people_paste_them() {
        let check = |typed: &str, expect: Option<&str>| {
            assert_eq!(super::corrected(typed).as_deref(), expect, "{typed}");
        };
        check("crm.example.com/api", Some("https://crm.example.com/api"));
        check("https://ana:x@crm.example.com", Some("https://crm.example.com"));
        check("https://crm.example.com/api?key=1#top", Some("https://crm.example.com/api"));
        check("https://crm.example.com/api", None);
        check("the CRM", None);
        check("ftp://crm.example.com", None);
        check("", None);
    }
}
