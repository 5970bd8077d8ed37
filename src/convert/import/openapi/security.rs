//! How a call proves who it is: the best of the ways that the description offers and that can be carried over.

use super::remarks::Remarks;
use super::source::{Node, Source};
use crate::convert::handed_on::{CLIENT_ID, CREDENTIALS, SECRET, USER};
use crate::engine::SECRET_PREFIX;
use crate::model::{Authentication, KeyPlace, Parameter, Secret, words};
use crate::template::is_name;

/// What proves who we are, for a connection and its calls.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Proof {
    pub authentication: Authentication,
    /// Headers of the connection that hold further keys.
    pub headers: Vec<Parameter>,
    /// Parameters of the call that hold further keys.
    pub query: Vec<Parameter>,
    /// Cookies of the call that hold further keys.
    pub cookies: Vec<Parameter>,
    pub secrets: Vec<Secret>,
    /// The scheme's name, to tell connections apart.
    pub name: String,
}

impl Proof {
    /// Adds secrets that it does not have yet.
    pub fn add(&mut self, secrets: Vec<Secret>) {
        for secret in secrets {
            if !self.secrets.iter().any(|known| known.name == secret.name) {
                self.secrets.push(secret);
            }
        }
    }
}

/// A scheme of the description with what an operation asks of it.
struct Scheme<'a> {
    name: String,
    node: Node<'a>,
    scopes: Vec<String>,
}

/// Chooses among the requirements of the operation, or of the whole description.
pub(super) fn proof(
    source: &Source,
    operation: &Node<'_>,
    owner: &str,
    base: &str,
    remarks: &mut Remarks,
) -> Proof {
    let top = source.top();
    let requirements = operation.get("security").or_else(|| top.get("security"));
    let alternatives: Vec<Vec<Scheme<'_>>> = match &requirements {
        Some(list) => list.items().map(|requirement| schemes(source, &requirement, remarks)).collect(),
        // Schemes that no operation asks for: the author forgot to say so.
        None if !says_anywhere(source) => forgotten(source, operation, remarks),
        None => Vec::new(),
    };
    let is_optional = alternatives.iter().any(Vec::is_empty);
    let mut ranked: Vec<_> = alternatives.into_iter().filter(|schemes| !schemes.is_empty()).collect();
    ranked.sort_by_key(|schemes| schemes.iter().map(rank).max());
    let mut ranked = ranked.into_iter();
    let Some(best) = ranked.next() else { return Proof::default() };
    let others: Vec<String> = ranked.map(|schemes| names(&schemes)).collect();
    if !others.is_empty() {
        let title = format!(
            "Of several ways to sign in, `{}` was chosen before `{}`",
            names(&best),
            others.join("`, `")
        );
        remarks.hint(
            "sign_in_chosen",
            title,
            "Choose another one in the step Asks if it is not offered to you",
            &operation.pointer,
        );
    } else if is_optional {
        let title = format!("Signing in with `{}` is optional; it was set up", names(&best));
        remarks.hint(
            "sign_in_optional",
            title,
            "Choose no sign-in in the step Asks if none is needed",
            &operation.pointer,
        );
    }
    let count = defined(source).map_or(0, |defined| defined.entries().count());
    let mut maker =
        Maker { count, owner, base, remarks, proof: Proof { name: names(&best), ..Proof::default() } };
    let mut best = best;
    best.sort_by_key(rank);
    for (index, scheme) in best.iter().enumerate() {
        if index == 0 {
            maker.proof.authentication = maker.first(scheme);
        } else {
            maker.further(scheme);
        }
    }
    maker.proof
}

fn schemes<'a>(source: &'a Source, requirement: &Node<'a>, remarks: &mut Remarks) -> Vec<Scheme<'a>> {
    let mut found = Vec::new();
    for (name, scopes) in requirement.entries() {
        let defined = defined(source);
        let node = defined.and_then(|defined| defined.get(name)).map(|node| source.follow(node));
        match node {
            Some(Ok(node)) => {
                let scopes =
                    scopes.items().filter_map(|scope| scope.value.as_str().map(str::to_owned)).collect();
                found.push(Scheme { name: name.to_owned(), node, scopes });
            }
            Some(Err(broken)) => remarks.broken(&broken, &requirement.pointer),
            None => {
                let title = format!("The way to sign in `{name}` is not described");
                remarks.warning(
                    "sign_in_missing",
                    title,
                    "Choose how to sign in in the step Asks",
                    &requirement.pointer,
                );
            }
        }
    }
    found
}

/// The ways to sign in that the description defines, by name.
fn defined(source: &Source) -> Option<Node<'_>> {
    let top = source.top();
    let of_components = top.get("components").and_then(|components| components.get("securitySchemes"));
    of_components.or_else(|| top.get("securityDefinitions"))
}

/// Whether the description says anywhere which operations need a sign-in.
fn says_anywhere(source: &Source) -> bool {
    let top = source.top();
    let paths = top.get("paths");
    let items = paths.iter().flat_map(|paths| paths.value.as_object().into_iter().flatten());
    top.get("security").is_some()
        || items
            .into_iter()
            .flat_map(|(_, item)| item.as_object().into_iter().flatten())
            .any(|(_, it)| it.get("security").is_some())
}

fn forgotten<'a>(source: &'a Source, operation: &Node<'_>, remarks: &mut Remarks) -> Vec<Vec<Scheme<'a>>> {
    let defined = defined(source);
    let schemes = defined.iter().flat_map(Node::entries).filter_map(|(name, node)| {
        Some(vec![Scheme { name: name.to_owned(), node: source.follow(node).ok()?, scopes: Vec::new() }])
    });
    let schemes: Vec<_> = schemes.take(10).collect();
    if !schemes.is_empty() {
        let title =
            "The description knows ways to sign in and does not say where they are needed; one was set up"
                .to_owned();
        remarks.hint(
            "sign_in_assumed",
            title,
            "Choose no sign-in in the step Asks if none is needed",
            &operation.pointer,
        );
    }
    schemes
}

fn names(schemes: &[Scheme<'_>]) -> String {
    schemes.iter().map(|scheme| scheme.name.as_str()).collect::<Vec<_>>().join(" + ")
}

/// What can be carried over whole comes first.
fn rank(scheme: &Scheme<'_>) -> u8 {
    let (kind, way) =
        (scheme.node.text("type").unwrap_or_default(), scheme.node.text("scheme").unwrap_or_default());
    match (kind.to_ascii_lowercase().as_str(), way.to_ascii_lowercase().as_str()) {
        ("oauth2", _) if client_credentials(&scheme.node).is_some() => 0,
        ("http", "bearer") => 1,
        ("apikey", _) => match scheme.node.text("in") {
            Some("header") => 2,
            Some("cookie") => 4,
            _ => 5,
        },
        ("http" | "basic", "basic" | "") => 3,
        ("mutualtls", _) => 6,
        ("oauth2" | "openidconnect", _) => 7,
        _ => 8,
    }
}

/// The flow for programs: of OpenAPI, of Swagger, and as it is misspelled.
fn client_credentials<'a>(node: &Node<'a>) -> Option<Node<'a>> {
    let flows = node.get("flows").or_else(|| node.get("flow").filter(|flow| flow.value.is_object()));
    match flows {
        Some(flows) => flows.get("clientCredentials").or_else(|| flows.get("application")),
        None => matches!(node.text("flow"), Some("application" | "clientCredentials")).then(|| node.clone()),
    }
}

struct Maker<'a, 'r> {
    /// The name of the system, for secrets.
    owner: &'a str,
    /// The address of the system, for token addresses that are relative to it.
    base: &'a str,
    remarks: &'r mut Remarks,
    proof: Proof,
    /// How many ways to sign in there are; each of several has a secret of its own name, the same in every operation.
    count: usize,
}

impl Maker<'_, '_> {
    fn first(&mut self, scheme: &Scheme<'_>) -> Authentication {
        let node = &scheme.node;
        let way = node.text("scheme").unwrap_or_default().to_ascii_lowercase();
        match (node.text("type").unwrap_or_default().to_ascii_lowercase().as_str(), way.as_str()) {
            ("oauth2", _) => match client_credentials(node) {
                Some(flow) => self.client_credentials(scheme, &flow),
                None => self.token_by_hand(scheme, "a person signs in there"),
            },
            ("openidconnect", _) => self.token_by_hand(scheme, "a person signs in there (OpenID Connect)"),
            ("http", "bearer") => Authentication::Bearer { secret: self.secret("token", scheme) },
            ("http", "basic") | ("basic", _) => {
                let user = node.text(USER).unwrap_or_default().to_owned();
                if user.is_empty() {
                    let title = "The user name for signing in is not in the description".to_owned();
                    let remedy = "Enter the user name in the step Asks";
                    self.remarks.warning("no_user", title, remedy, &node.pointer);
                }
                Authentication::Basic { user, secret: self.secret("password", scheme) }
            }
            ("apikey", _) => {
                let name = node.text("name").unwrap_or("api_key").to_owned();
                let place = match node.text("in") {
                    Some("query") => KeyPlace::Query,
                    Some("cookie") => KeyPlace::Cookie,
                    _ => KeyPlace::Header,
                };
                // A key under this name is a token with its scheme in front of it more often than not.
                Authentication::ApiKey { secret: self.secret("key", scheme), place, name }
            }
            ("mutualtls", _) => Authentication::MutualTls { secret: self.secret("certificate", scheme) },
            ("http", way)
                if !matches!(way, "" | "digest" | "hoba" | "mutual" | "negotiate" | "noauth" | "none") =>
            {
                let secret = self.secret("token", scheme);
                let scheme_word = super::words::first_upper(node.text("scheme").unwrap_or_default());
                self.proof.headers.push(Parameter {
                    name: "Authorization".to_owned(),
                    value: crate::model::Text(format!(
                        "{} {{{{ secret.{secret} }}}}",
                        crate::template::escape(&scheme_word)
                    )),
                    optional: false,
                });
                Authentication::None
            }
            ("http", "noauth" | "none") => Authentication::None,
            _ => {
                let title = format!("The way to sign in `{}` cannot be carried over", scheme.name);
                self.remarks.error(
                    "sign_in_unknown",
                    title,
                    "Choose how to sign in in the step Asks",
                    &node.pointer,
                );
                Authentication::None
            }
        }
    }

    fn client_credentials(&mut self, scheme: &Scheme<'_>, flow: &Node<'_>) -> Authentication {
        let written = flow.text("tokenUrl").unwrap_or_default().trim();
        let token_url = match url::Url::parse(self.base).and_then(|base| base.join(written)) {
            Ok(url) if !written.is_empty() => url.to_string(),
            _ => format!("{}/oauth/token", self.base),
        };
        if written.is_empty() {
            let title =
                format!("The address for tokens is not in the description; `{token_url}` was entered");
            self.remarks.warning("no_token_address", title, "Correct it in the step Asks", &flow.pointer);
        }
        let client_id = scheme.node.text(CLIENT_ID).unwrap_or_default().to_owned();
        if client_id.is_empty() {
            let title = "The client id for signing in is not in the description".to_owned();
            self.remarks.warning("no_client", title, "Enter the client id in the step Asks", &flow.pointer);
        }
        let credentials = scheme.node.get(CREDENTIALS).map(|it| it.value.clone());
        let secret = self.secret("client_secret", scheme);
        let host = url::Url::parse(&token_url).ok().and_then(|url| url.host_str().map(str::to_owned));
        if let Some(known) = self.proof.secrets.iter_mut().find(|known| known.name == secret) {
            known.hosts = host.into_iter().collect();
        }
        Authentication::OAuth2ClientCredentials {
            token_url,
            client_id,
            secret,
            scopes: scheme.scopes.clone(),
            credentials: credentials.and_then(|it| serde_json::from_value(it).ok()).unwrap_or_default(),
        }
    }

    fn token_by_hand(&mut self, scheme: &Scheme<'_>, why: &str) -> Authentication {
        let title =
            format!("`{}` hands out a token only when {why}; a fixed token was set up instead", scheme.name);
        let remedy = "Ask the operator for a token that lasts, or for a sign-in with client credentials";
        self.remarks.warning("sign_in_by_person", title, remedy, &scheme.node.pointer);
        Authentication::Bearer { secret: self.secret("token", scheme) }
    }

    /// A second proof beside the first.
    fn further(&mut self, scheme: &Scheme<'_>) {
        let node = &scheme.node;
        if !node.text("type").unwrap_or_default().eq_ignore_ascii_case("apiKey") {
            let title = format!("Beside the first way to sign in, `{}` cannot be carried over", scheme.name);
            self.remarks.error(
                "second_sign_in",
                title,
                "Ask the operator whether one way suffices",
                &node.pointer,
            );
            return;
        }
        let name = node.text("name").unwrap_or("api_key").to_owned();
        let secret = self.secret(&super::words::name(&name, "key"), scheme);
        let value = crate::model::Text(format!("{{{{ secret.{secret} }}}}"));
        let parameter = Parameter { name, value, optional: false };
        match node.text("in") {
            Some("query") => self.proof.query.push(parameter),
            Some("cookie") => self.proof.cookies.push(parameter),
            _ => self.proof.headers.push(parameter),
        }
    }

    fn secret(&mut self, kind: &str, scheme: &Scheme<'_>) -> String {
        let of_scheme = super::words::name(&scheme.name, kind);
        let name = secret_name(self.owner, if self.count > 1 { &of_scheme } else { kind });
        let own = scheme.node.text(SECRET).filter(|own| is_name(&format!("{SECRET_PREFIX}{own}")));
        if let Some(own) = own {
            self.proof.secrets.push(Secret { name: own.to_owned(), ..Secret::default() });
            return own.to_owned();
        }
        let name =
            super::words::free(&name, |name| self.proof.secrets.iter().any(|known| known.name == name));
        let description = scheme.node.text("description").map(|text| super::words::beginning(text, 200));
        let description = description.unwrap_or_else(|| format!("For signing in with {}.", scheme.name));
        self.proof.secrets.push(Secret { name: name.clone(), description, ..Secret::default() });
        name
    }
}

/// `crm` and `api_key` are `crm_api_key`; a kind that begins with the system's name says it already.
pub(super) fn secret_name(owner: &str, kind: &str) -> String {
    if kind.starts_with(owner) { kind.to_owned() } else { format!("{owner}_{kind}") }
}

/// Whether a parameter of that name holds a key rather than a fact.
pub(super) fn is_key(name: &str) -> bool {
    let words = words(name);
    let joined = words.join("_");
    let ends = [
        "api_key",
        "apikey",
        "access_token",
        "auth_token",
        "client_secret",
        "secret_key",
        "app_key",
        "subscription_key",
    ];
    joined == "authorization"
        || joined == "token"
        || joined == "key" && name.len() == 3
        || ends.iter().any(|end| joined.ends_with(end))
}
