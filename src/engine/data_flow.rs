//! What leaves the building: for each host, which data goes there, in which place, under which protection.
//!
//! It is read off the design, nothing is run: what *can* go to a host is listed whether or not a conversation knows it.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use url::Url;

use super::SECRET_PREFIX;
use super::uses::names;
use crate::model::{
    Authentication, Body, Call, Connection, Environment, Input, Integration, Privacy, Project, Source, Stage,
};

/// Everything that goes to one host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HostFlow {
    /// Scheme, host and port: `https://crm.example.com`. For the stage `demo` the address in the design; the bundled server on
    /// this computer answers instead. Empty for a connection that has no address in the environment.
    pub origin: String,
    /// Whether the bundled demo server answers, and nothing leaves this computer.
    pub is_demo: bool,
    /// How each system at that host is protected.
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
    /// The call's id.
    pub call: String,
    /// `GET`, `POST` …
    pub method: String,
    /// The connection's id.
    pub connection: String,
    /// What it takes along. A value that stands in several places is listed for each.
    pub data: Vec<DataFlow>,
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
    /// A secret in a chip; those of the sign-in stand under [`Protection`].
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

/// What goes to which host in an environment, hosts in the order of their first call. Calls that take nothing along are
/// listed too: that they are made says something by itself.
pub fn data_flow(project: &Project, environment: Option<&Environment>) -> Vec<HostFlow> {
    let mut hosts: Vec<HostFlow> = Vec::new();
    for integration in &project.integrations {
        for call in &integration.calls {
            let Some(connection) = project.connection(&call.connection) else { continue };
            let base = environment.and_then(|environment| connection.base_urls.get(&environment.id));
            let url = base.and_then(|base| Url::parse(base.trim()).ok());
            let is_demo = environment.is_some_and(|environment| environment.stage == Stage::Demo);
            let protection = protection(connection, url.as_ref());
            let host = host(&mut hosts, &url.as_ref().map(origin).unwrap_or_default(), is_demo, protection);
            host.flows.push(Flow {
                integration: integration.id.clone(),
                call: call.id.clone(),
                method: call.method.name().to_owned(),
                connection: connection.id.clone(),
                data: Tracer { project, integration }.data(call, connection),
            });
            if let Authentication::OAuth2ClientCredentials { token_url, .. } = &connection.authentication {
                let token_url = Url::parse(token_url).ok();
                let protection = self::protection(connection, token_url.as_ref());
                self::host(
                    &mut hosts,
                    &token_url.as_ref().map(origin).unwrap_or_default(),
                    is_demo,
                    protection,
                );
            }
        }
    }
    hosts
}

fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

fn host<'a>(
    hosts: &'a mut Vec<HostFlow>,
    origin: &str,
    is_demo: bool,
    protection: Protection,
) -> &'a mut HostFlow {
    let index = hosts.iter().position(|host| host.origin == origin).unwrap_or_else(|| {
        hosts.push(HostFlow { origin: origin.to_owned(), is_demo, systems: Vec::new(), flows: Vec::new() });
        hosts.len() - 1
    });
    let host = &mut hosts[index];
    if !host.systems.contains(&protection) {
        host.systems.push(protection);
    }
    host
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

/// Follows names back to where their values come from.
struct Tracer<'a> {
    project: &'a Project,
    integration: &'a Integration,
}

impl Tracer<'_> {
    fn data(&self, call: &Call, connection: &Connection) -> Vec<DataFlow> {
        let mut data = Vec::new();
        self.add(&mut data, call.path.as_str(), DataPlace::Path, "");
        let parameters = [(&call.query, DataPlace::Query), (&connection.headers, DataPlace::Header)];
        let parameters = parameters.into_iter();
        for (parameters, place) in
            parameters.chain([(&call.headers, DataPlace::Header), (&call.cookies, DataPlace::Cookie)])
        {
            for parameter in parameters {
                self.add(&mut data, parameter.value.as_str(), place, &parameter.name);
            }
        }
        match &call.body {
            Body::None => {}
            Body::Json { value, .. } => self.add_document(&mut data, value, &mut String::new()),
            Body::Form { fields } => {
                for field in fields {
                    self.add(&mut data, field.value.as_str(), DataPlace::Body, &field.name);
                }
            }
            Body::Text { text, .. } => self.add(&mut data, text.as_str(), DataPlace::Body, ""),
        }
        data
    }

    fn add(&self, data: &mut Vec<DataFlow>, text: &str, place: DataPlace, field: &str) {
        for name in names(text) {
            for datum in self.trace(&name) {
                let flow = DataFlow { datum, place, field: field.to_owned() };
                if !data.contains(&flow) {
                    data.push(flow);
                }
            }
        }
    }

    fn add_document(&self, data: &mut Vec<DataFlow>, value: &Value, path: &mut String) {
        let length = path.len();
        match value {
            Value::String(text) => self.add(data, text, DataPlace::Body, path),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    path.push_str(&format!("[{index}]"));
                    self.add_document(data, item, path);
                    path.truncate(length);
                }
            }
            Value::Object(fields) => {
                for (name, field) in fields {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name);
                    self.add_document(data, field, path);
                    path.truncate(length);
                }
            }
            _ => {}
        }
    }

    /// Where the value behind a chip comes from; several for an expression of several.
    fn trace(&self, name: &str) -> Vec<Datum> {
        if let Some(secret) = name.strip_prefix(SECRET_PREFIX) {
            return vec![datum(DataOrigin::Secret, secret, secret, Privacy::Sensitive)];
        }
        // As in a run: an output hides an input of the same name, and both hide a fact.
        let parts = |known: &str| {
            name.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        if let Some(output) = self.integration.outputs().find(|output| parts(&output.name)) {
            let label = if output.label.is_empty() { &output.name } else { &output.label };
            return vec![datum(DataOrigin::Output, name, label, output.privacy)];
        }
        let inputs = &self.integration.inputs;
        match inputs.iter().position(|input| parts(&input.name)) {
            Some(position) => self.trace_input(position),
            None => vec![self.fact(name)],
        }
    }

    fn trace_input(&self, position: usize) -> Vec<Datum> {
        let input = &self.integration.inputs[position];
        let own = |origin, privacy| vec![datum(origin, &input.name, label(input), privacy)];
        match &input.source {
            Source::Context { name } => vec![self.fact(name)],
            Source::Constant { .. } => own(DataOrigin::Constant, Privacy::None),
            Source::MessageText => own(DataOrigin::MessageText, Privacy::Personal),
            Source::UserId => own(DataOrigin::UserId, Privacy::Personal),
            Source::Locale => own(DataOrigin::Locale, Privacy::None),
            Source::Now => own(DataOrigin::Now, Privacy::None),
            Source::Expression { text } => {
                let used = names(text.as_str());
                if used.is_empty() {
                    return own(DataOrigin::Constant, Privacy::None);
                }
                let earlier = &self.integration.inputs[..position];
                let of = |name: &String| match earlier.iter().position(|earlier| earlier.name == *name) {
                    Some(earlier) => self.trace_input(earlier),
                    None => vec![self.fact(name)],
                };
                used.iter().flat_map(of).collect()
            }
        }
    }

    fn fact(&self, name: &str) -> Datum {
        let inside = |known: &str| {
            name.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let variables = self.project.context.iter().filter(|variable| inside(&variable.name));
        match variables.max_by_key(|variable| variable.name.len()) {
            Some(variable) => {
                let label = if variable.label.is_empty() { name } else { &variable.label };
                datum(DataOrigin::Context, name, label, variable.privacy)
            }
            None => datum(DataOrigin::Unknown, name, name, Privacy::None),
        }
    }
}

fn datum(origin: DataOrigin, name: &str, label: &str, privacy: Privacy) -> Datum {
    Datum { origin, name: name.to_owned(), label: label.to_owned(), privacy }
}

fn label(input: &Input) -> &str {
    if input.label.is_empty() { &input.name } else { &input.label }
}
