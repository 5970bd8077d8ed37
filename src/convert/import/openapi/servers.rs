//! Where the calls go: servers, their variables, and which of them are for tests.

use url::{Host, Url};

use super::remarks::Remarks;
use super::source::{Node, Source};
use crate::model::{Environment, Stage, words};

/// Servers that are looked at.
const MOST: usize = 20;
/// Words that say that a server is no production, with the environment that it becomes.
const TESTS: [(&str, &str); 15] = [
    ("sandbox", "sandbox"),
    ("staging", "staging"),
    ("stage", "staging"),
    ("stg", "staging"),
    ("preprod", "staging"),
    ("development", "development"),
    ("dev", "development"),
    ("test", "test"),
    ("testing", "test"),
    ("qa", "test"),
    ("uat", "test"),
    ("mock", "test"),
    ("demo", "test"),
    ("local", "local"),
    ("localhost", "local"),
];

/// An address in an environment.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Address {
    pub environment: Environment,
    pub url: String,
}

/// The addresses of an operation: its own, those of its path, or those of the whole description.
pub(super) fn addresses(source: &Source, levels: &[Node<'_>], remarks: &mut Remarks) -> Vec<Address> {
    let mut written = levels.iter().find_map(|level| {
        let servers: Vec<_> = level.get("servers")?.items().take(MOST).collect();
        (!servers.is_empty())
            .then(|| servers.iter().flat_map(|server| expanded(server, remarks)).collect::<Vec<_>>())
    });
    if written.is_none() && source.top().get("host").is_some() {
        written = Some(swagger(source));
    }
    let base_path = source.top().text("basePath").unwrap_or("/").to_owned();
    let written = written.unwrap_or_else(|| vec![(base_path, String::new(), String::new())]);
    let mut found: Vec<Address> = Vec::new();
    let mut further = Vec::new();
    for (address, description, pointer) in written {
        let Some(url) = absolute(source, &address, &pointer, remarks) else { continue };
        let environment = environment_of(&url, &description);
        if found.iter().any(|known| known.environment.id == environment.id) {
            further.push(format!("`{url}`"));
        } else {
            found.push(Address { environment, url: plain(&url) });
        }
    }
    if !further.is_empty() {
        further.truncate(5);
        let title = format!("There are further servers: {}", further.join(", "));
        remarks.hint(
            "further_servers",
            title,
            "Enter another address in the step Asks if one of them is meant",
            "/servers",
        );
    }
    // What is for tests comes first, so that nothing is tried on real customers by accident.
    found.sort_by_key(|address| address.environment.stage != Stage::Test);
    found
}

/// The address of a server with its variables filled in, and once more for each value that names a test.
fn expanded(server: &Node<'_>, remarks: &mut Remarks) -> Vec<(String, String, String)> {
    let written = server.text("url").unwrap_or("/").trim().to_owned();
    let description = server.text("description").unwrap_or_default().to_owned();
    let mut plain = written.clone();
    let mut others = Vec::new();
    let mut guessed = Vec::new();
    for name in placeholders(&written) {
        let variable = server.get("variables").and_then(|variables| variables.get(&name));
        let text =
            |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let values: Vec<String> = variable
            .as_ref()
            .and_then(|variable| variable.get("enum"))
            .map(|values| values.items().map(|value| text(value.value)).collect())
            .unwrap_or_default();
        let default =
            variable.as_ref().and_then(|variable| variable.get("default")).map(|value| text(value.value));
        let value = default.or_else(|| values.first().cloned()).unwrap_or_else(|| name.clone());
        let test = values.iter().find(|other| **other != value && test_word(other).is_some());
        others.extend(test.map(|other| (name.clone(), other.clone())));
        if values.is_empty() {
            guessed.push(format!("`{name}` ({value})"));
        }
        plain = plain.replace(&format!("{{{name}}}"), &value);
    }
    if !guessed.is_empty() {
        let title = format!("The address has parts that differ between customers: {}", guessed.join(", "));
        let remedy = "Check the address of the connection in the step Asks";
        remarks.warning("server_variable", title, remedy, &server.pointer);
    }
    let mut all = vec![(plain, description, server.pointer.clone())];
    for (name, value) in others.into_iter().take(3) {
        let mut address = written.replace(&format!("{{{name}}}"), &value);
        for other in placeholders(&address) {
            let default =
                server.value.pointer(&format!("/variables/{other}/default")).and_then(|it| it.as_str());
            address = address.replace(&format!("{{{other}}}"), default.unwrap_or(&other));
        }
        all.push((address, value, server.pointer.clone()));
    }
    all
}

/// The names in braces of an address.
fn placeholders(address: &str) -> Vec<String> {
    let parts = address.split('{').skip(1).filter_map(|part| part.split_once('}'));
    parts.map(|(name, _)| name.to_owned()).collect()
}

fn swagger(source: &Source) -> Vec<(String, String, String)> {
    let top = source.top();
    let schemes: Vec<_> = top
        .get("schemes")
        .map(|it| it.items().filter_map(|it| it.value.as_str()).collect())
        .unwrap_or_default();
    let scheme = if schemes.contains(&"https") || !schemes.contains(&"http") { "https" } else { "http" };
    let host = top.text("host").unwrap_or_default();
    let host = host.trim_start_matches("https://").trim_start_matches("http://").trim_matches('/');
    let path = top.text("basePath").unwrap_or_default().trim_matches('/');
    vec![(format!("{scheme}://{host}/{path}"), String::new(), "/host".to_owned())]
}

/// A complete address of a server, with what was assumed about it.
fn absolute(source: &Source, address: &str, pointer: &str, remarks: &mut Remarks) -> Option<Url> {
    let begins_with_host =
        |text: &str| text.split('/').next().is_some_and(|host| host.contains('.') || host.contains(':'));
    let complete = match address {
        text if text.contains("://") => text.to_owned(),
        text if text.starts_with("//") => format!("https:{text}"),
        text if !text.starts_with(['/', '.']) && begins_with_host(text) => format!("https://{text}"),
        text => {
            let path = text.trim_start_matches('.').trim_matches('/');
            let host = super::words::name(
                source.top().get("info").and_then(|it| it.text("title")).unwrap_or(""),
                "system",
            );
            let host: String =
                host.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
            let placeholder = format!("https://{}.example/{path}", host.trim_matches('-'));
            let title =
                format!("The description does not say which host is called; `{placeholder}` stands for it");
            remarks.error(
                "no_host",
                title,
                "Enter the real address of the connection in the step Asks",
                pointer,
            );
            placeholder
        }
    };
    let Some(mut url) =
        Url::parse(&complete).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
    else {
        let title = format!("`{address}` is no address of a system that can be called");
        remarks.warning("server_address", title, "Enter its address in the step Asks", pointer);
        return None;
    };
    if url.scheme() == "http"
        && url.port().is_none()
        && !is_this_computer(&url)
        && url.set_scheme("https").is_ok()
    {
        let title = format!("The description calls `{address}` without encryption; https:// was entered");
        let remedy = "Make sure that the system answers under https://";
        remarks.warning("http_to_https", title, remedy, pointer);
    }
    Some(url)
}

/// The address as a connection holds it.
fn plain(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.set_fragment(None);
    // Both only fail for addresses without a host.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.as_str().trim_end_matches('/').to_owned()
}

fn is_this_computer(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(domain)) => domain == "localhost" || domain.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback() || address.is_unspecified(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn environment_of(url: &Url, description: &str) -> Environment {
    let host = url.host_str().unwrap_or_default();
    let says = words(description);
    let is_production = says.iter().any(|word| matches!(word.as_str(), "production" | "prod" | "live"));
    let test = if is_this_computer(url) {
        Some("local")
    } else if is_production {
        None
    } else {
        test_word(description).or_else(|| test_word(host.rsplit_once('.').map_or(host, |(host, _)| host)))
    };
    match test {
        Some(id) => Environment {
            id: id.to_owned(),
            name: super::words::first_upper(id),
            stage: Stage::Test,
            ..Environment::default()
        },
        None => Environment {
            id: "production".to_owned(),
            name: "Production".to_owned(),
            stage: Stage::Production,
            ..Environment::default()
        },
    }
}

fn test_word(text: &str) -> Option<&'static str> {
    let words = words(text);
    TESTS.iter().find(|(word, _)| words.iter().any(|known| known == word)).map(|(_, id)| *id)
}
