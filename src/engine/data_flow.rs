//! What leaves the building: for each host, which data goes there, in which place, under which protection.
//!
//! It is read off the design, nothing is run: what *can* go to a host is listed whether or not a conversation knows it.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use url::Url;

use super::data_trace::Tracer;
use crate::model::{Authentication, Connection, Environment, Privacy, Project, Redirects, Stage};

/// Everything that goes to one host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HostFlow {
    /// Scheme, host and port: `https://crm.example.com`. For the stage `demo` the address in the design; the bundled server on
    /// this computer answers instead. Empty for a connection that has no address in the environment. An address that is
    /// itself a value stands as its chip, `{{ tracking_url }}`: it may lead anywhere.
    pub origin: String,
    /// Whether the bundled demo server answers, and nothing leaves this computer.
    pub is_demo: bool,
    /// How each system at that host is protected; none for a host that only addresses in replies lead to.
    pub systems: Vec<Protection>,
    /// What goes there, by integration and call, in the order of the design.
    pub flows: Vec<Flow>,
}

/// How one system is protected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Protection {
    /// The connection's id.
    pub connection: String,
    /// The connection's name on the screen.
    pub name: String,
    /// Whether everything is encrypted on the way: `https`.
    pub encrypted: bool,
    /// Whether the certificate is verified.
    pub verified: bool,
    /// How we prove who we are, by its name in the file: `none`, `bearer` …
    pub authentication: String,
    /// The secret that this takes, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
}

/// What one call takes to a host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Flow {
    /// The integration's id.
    pub integration: String,
    /// The call's id; empty for an address in a reply.
    pub call: String,
    /// What takes it there.
    pub by: Carrier,
    /// `GET`, `POST` …
    pub method: String,
    /// The connection's id; empty for an address in a reply.
    pub connection: String,
    /// Whether an answer may send it on to any other host, with its address and body but without any authentication.
    pub goes_on_anywhere: bool,
    /// What it takes along. A value that stands in several places is listed for each.
    pub data: Vec<DataFlow>,
}

/// What takes values to a host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Carrier {
    /// The call itself.
    Call,
    /// The request for a token that the call needs first.
    SignIn,
    /// The address of a button or a picture in the reply for this outcome (`fallback` for the fallback reply): the customer's
    /// own device goes there.
    Reply(String),
}

/// One value on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DataFlow {
    /// What it is.
    #[serde(flatten)]
    pub datum: Datum,
    /// Where it stands in the request.
    pub place: DataPlace,
    /// The parameter, header, cookie or field: `email`, `customer.address[0].city`. Empty for the path and for a text.
    pub field: String,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Datum {
    /// Where it comes from in the end.
    #[serde(rename = "from")]
    pub origin: DataOrigin,
    /// Its name there: the context variable, the output, the secret; the input for everything else.
    pub name: String,
    /// The name on the screen.
    pub label: String,
    /// How sensitive it is. What the customer writes may hold anything and counts as personal.
    pub privacy: Privacy,
}

/// Where a value comes from in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DataOrigin {
    /// A fact of the conversation.
    Context,
    /// The answer of an earlier call.
    Output,
    /// What the customer wrote.
    MessageText,
    /// The platform's id of the customer.
    UserId,
    /// The customer's language.
    Locale,
    /// The moment of the run.
    Now,
    /// A value in the design.
    Constant,
    /// A secret in a chip, or the one that is exchanged for a token; all others stand under [`Protection`].
    Secret,
    /// A name that the project does not know.
    Unknown,
}

/// Where a value stands in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DataPlace {
    /// In the path of the address, which systems on the way may keep.
    Path,
    /// In the query of the address, which systems on the way may keep.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
    /// In the body.
    Body,
}

impl DataPlace {
    /// The word on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Body => "body",
        }
    }
}

/// What goes to which host in an environment, hosts in the order of their first call; those that only addresses in replies
/// lead to come with their integration. Calls that take nothing along are listed too: that they are made says something by
/// itself.
pub fn data_flow(project: &Project, environment: Option<&Environment>) -> Vec<HostFlow> {
    let mut hosts: Vec<HostFlow> = Vec::new();
    let is_demo = environment.is_some_and(|environment| environment.stage == Stage::Demo);
    for integration in &project.integrations {
        let tracer = Tracer { project, integration };
        for call in &integration.calls {
            let Some(connection) = project.connection(&call.connection) else { continue };
            let base = environment.and_then(|environment| connection.base_urls.get(&environment.id));
            let url = base.and_then(|base| Url::parse(base.trim()).ok());
            let flow = |by, method: &str, data| Flow {
                integration: integration.id.clone(),
                call: call.id.clone(),
                by,
                method: method.to_owned(),
                connection: connection.id.clone(),
                goes_on_anywhere: false,
                data,
            };
            let data = tracer.data(call, connection);
            let goes_on_anywhere = call.policy.redirects == Redirects::Any && !is_demo;
            let host = system(&mut hosts, is_demo, connection, url.as_ref());
            host.flows.push(Flow { goes_on_anywhere, ..flow(Carrier::Call, call.method.name(), data) });
            if let Authentication::OAuth2ClientCredentials { token_url, .. } = &connection.authentication {
                let host =
                    system(&mut hosts, is_demo, connection, Url::parse(token_url.trim()).ok().as_ref());
                let data = tracer.sign_in(&connection.authentication);
                host.flows.push(flow(Carrier::SignIn, "POST", data));
            }
        }
        for address in tracer.addresses() {
            host(&mut hosts, &address.origin, false).flows.push(Flow {
                integration: integration.id.clone(),
                call: String::new(),
                by: Carrier::Reply(address.reply),
                method: "GET".to_owned(),
                connection: String::new(),
                goes_on_anywhere: false,
                data: address.data,
            });
        }
    }
    hosts
}

/// The host of a system, with its protection.
fn system<'a>(
    hosts: &'a mut Vec<HostFlow>,
    is_demo: bool,
    connection: &Connection,
    url: Option<&Url>,
) -> &'a mut HostFlow {
    let protection = protection(connection, url);
    let host = host(hosts, &url.map(origin).unwrap_or_default(), is_demo);
    if !host.systems.contains(&protection) {
        host.systems.push(protection);
    }
    host
}

pub(super) fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// What this computer answers itself is told apart from what goes out to a host of the same name.
fn host<'a>(hosts: &'a mut Vec<HostFlow>, origin: &str, is_demo: bool) -> &'a mut HostFlow {
    let known = |host: &HostFlow| host.origin == origin && host.is_demo == is_demo;
    let index = hosts.iter().position(known).unwrap_or_else(|| {
        hosts.push(HostFlow { origin: origin.to_owned(), is_demo, systems: Vec::new(), flows: Vec::new() });
        hosts.len() - 1
    });
    &mut hosts[index]
}

fn protection(connection: &Connection, url: Option<&Url>) -> Protection {
    let host = url.and_then(Url::host_str).unwrap_or_default();
    let kind = serde_json::to_value(&connection.authentication).unwrap_or_default();
    Protection {
        connection: connection.id.clone(),
        name: if connection.name.is_empty() { connection.id.clone() } else { connection.name.clone() },
        encrypted: url.is_some_and(|url| url.scheme() == "https"),
        verified: !connection.tls.unverified_hosts.iter().any(|known| known.eq_ignore_ascii_case(host)),
        authentication: kind.get("kind").and_then(Value::as_str).unwrap_or("none").to_owned(),
        secret: connection.authentication.secret().map(str::to_owned),
    }
}
