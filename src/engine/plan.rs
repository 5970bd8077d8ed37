//! From a call and known values to a request; refuses what cannot be carried.

use serde_json::{Map, Value};

use super::address::{address, host};
use super::authenticate::Draft;
use super::payload::{self, payload};
use super::scope::{SECRET_PREFIX, Scope, setting};
use super::{Encryption, ExtraAuthorities, Limits, Redactor, Request, SecretValue, Setup};
use crate::model::{Call, Connection, Finding, Parameter, Part, Place, Severity, Stage, Text};
use crate::template::{self, RenderError};

/// Why no request can be made. Nothing is sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// The design is incomplete or wrong; no customer could ever be served.
    Design(Vec<Finding>),
    /// This customer's value cannot be carried at its place.
    Value {
        /// What and where.
        finding: Box<Finding>,
        /// The name that has no value, when that is the cause.
        missing: Option<String>,
    },
}

/// A request, and what must be masked wherever it is shown.
pub(super) struct Planned {
    pub request: Request,
    pub redactor: Redactor,
}

/// What planning works with: the design, the values known so far, and the secrets of this call.
pub(super) struct Planner<'a> {
    pub setup: &'a Setup,
    pub call: &'a Call,
    pub values: &'a Map<String, Value>,
    secrets: Map<String, Value>,
    pub redactor: Redactor,
}

/// Makes the request of a call.
pub(super) fn plan(setup: &Setup, call: &Call, values: &Map<String, Value>) -> Result<Planned, Refusal> {
    let mut planner = Planner { setup, call, values, secrets: Map::new(), redactor: Redactor::default() };
    let connection = planner.connection()?;
    planner.read_secrets(connection)?;
    let mut url = address(&planner, connection)?;
    let (content_type, body) = payload(&planner)?;
    let mut headers = vec![
        ("accept".to_owned(), "application/json".to_owned()),
        ("user-agent".to_owned(), concat!("Hookwright/", env!("CARGO_PKG_VERSION")).to_owned()),
    ];
    if let Some(content_type) = content_type {
        headers.push(("content-type".to_owned(), content_type));
    }
    planner.headers(connection, &mut headers)?;
    let mut cookies = planner.cookies()?;
    let (mut sign_in, mut identity) = (None, None);
    let mut draft = Draft {
        url: &mut url,
        headers: &mut headers,
        cookies: &mut cookies,
        body: &body,
        sign_in: &mut sign_in,
        identity: &mut identity,
    };
    planner.authenticate(connection, &mut draft)?;
    if !cookies.is_empty() {
        // A header of that name was written by hand; what stands in it is sent as well.
        let written = headers.iter().find(|(name, _)| name == "cookie").map(|(_, value)| value.clone());
        let all: Vec<String> = written.into_iter().chain(cookies).collect();
        set_header(&mut headers, "cookie", &all.join("; "));
    }
    let request = Request {
        call: call.id.clone(),
        method: call.method,
        url,
        headers,
        body,
        limits: Limits::of(&call.policy),
        after_ms: 0,
        sign_in,
        encryption: encryption(setup, connection, identity),
        body_stays: holds_secret(call),
    };
    Ok(Planned { request, redactor: planner.redactor })
}

impl<'a> Planner<'a> {
    fn connection(&self) -> Result<&'a Connection, Refusal> {
        self.setup.connection(&self.call.connection).ok_or_else(|| {
            self.design(
                "unknown_connection",
                format!("The call asks `{}`, which is no connection of the project", self.call.connection),
                "Choose a connection in the step Asks",
                self.call_place("connection"),
            )
        })
    }

    fn headers(&self, connection: &Connection, headers: &mut Vec<(String, String)>) -> Result<(), Refusal> {
        let of_connection = self.place(Part::Connection(connection.id.clone()), "headers");
        for header in &connection.headers {
            self.header(headers, header, &of_connection)?;
        }
        for header in &self.call.headers {
            self.header(headers, header, &self.call_place("headers"))?;
        }
        self.idempotency(headers)
    }

    fn cookies(&self) -> Result<Vec<String>, Refusal> {
        let place = self.call_place("cookies");
        let mut cookies = Vec::new();
        for cookie in &self.call.cookies {
            if let Some(value) = self.parameter(cookie, template::Place::Cookie, &place)? {
                cookies.push(format!("{}={value}", cookie.name));
            }
        }
        Ok(cookies)
    }

    /// Values of `{{ secret.NAME }}` chips anywhere in the call. Authentication reads its own.
    fn read_secrets(&mut self, connection: &Connection) -> Result<(), Refusal> {
        let host = host(self, connection)?;
        for name in secret_names(self.setup, self.call) {
            self.may_receive(&name, &host)?;
            let value = self.secret(&name)?;
            super::insert(&mut self.secrets, &format!("{SECRET_PREFIX}{name}"), Value::from(value.reveal()));
        }
        Ok(())
    }

    /// The value of a secret on one line; remembered for masking.
    pub(super) fn secret(&mut self, name: &str) -> Result<SecretValue, Refusal> {
        let value = self.known_secret(name)?;
        if value.reveal().chars().any(char::is_control) {
            return Err(self.design(
                "secret_with_control_characters",
                format!("The secret `{name}` holds a line break or another control character"),
                "Save it again without the character, often a line break at the end",
                Place::of_project(Part::Secret(name.to_owned()), ""),
            ));
        }
        Ok(value)
    }

    /// The value of a secret as it is; remembered for masking.
    pub(super) fn known_secret(&mut self, name: &str) -> Result<SecretValue, Refusal> {
        let Some(value) = self.setup.secrets.value(name) else {
            return Err(self.design(
                "missing_secret",
                format!("The secret `{name}` has no value here"),
                &format!("Put it into {}", self.setup.secrets.place(name)),
                Place::of_project(Part::Secret(name.to_owned()), ""),
            ));
        };
        self.redactor.add(&value);
        Ok(value)
    }

    /// Secrets go only to hosts they are meant for. The demo server never leaves this computer.
    pub(super) fn may_receive(&self, secret: &str, host: &str) -> Result<(), Refusal> {
        let known = self.setup.project.secrets.iter().find(|known| known.name == secret);
        let hosts = known.map_or(&[][..], |known| &known.hosts);
        let demo =
            self.setup.environment.as_ref().is_some_and(|environment| environment.stage == Stage::Demo);
        if demo || hosts.is_empty() || hosts.iter().any(|allowed| allowed.eq_ignore_ascii_case(host)) {
            return Ok(());
        }
        Err(self.design(
            "secret_to_other_host",
            format!("The secret `{secret}` may not go to `{host}`"),
            &format!("Call one of {}, or add the host to the secret", hosts.join(", ")),
            Place::of_project(Part::Secret(secret.to_owned()), "hosts"),
        ))
    }

    fn header(
        &self,
        headers: &mut Vec<(String, String)>,
        header: &Parameter,
        place: &Place,
    ) -> Result<(), Refusal> {
        self.check_header_name(&header.name, place)?;
        if let Some(value) = self.parameter(header, template::Place::Header, place)? {
            set_header(headers, &header.name, &value);
        }
        Ok(())
    }

    /// The finished value of a parameter; nothing when it is optional and a chip in it has no value.
    pub(super) fn parameter(
        &self,
        parameter: &Parameter,
        place: template::Place,
        about: &Place,
    ) -> Result<Option<String>, Refusal> {
        match self.text(&parameter.value, place, about) {
            Ok(text) => Ok(Some(text)),
            Err(Refusal::Value { missing: Some(_), .. }) if parameter.optional => Ok(None),
            Err(refusal) => Err(refusal),
        }
    }

    /// A text with chips, encoded for its place.
    pub(super) fn text(&self, text: &Text, place: template::Place, about: &Place) -> Result<String, Refusal> {
        let parsed = template::parse(text.as_str()).map_err(|error| self.syntax(&error, about))?;
        let scope = Scope::new(self.values, &self.setup.conversation, &self.secrets);
        template::render(&parsed, &scope, place, &setting(self.setup))
            .map(|rendered| rendered.text)
            .map_err(|error| self.cannot_render(&error, about))
    }

    /// A text with chips as a JSON value: a text that is one chip alone keeps the chip's type.
    pub(super) fn value(&self, text: &str, about: &Place) -> Result<Value, Refusal> {
        let parsed = template::parse(text).map_err(|error| self.syntax(&error, about))?;
        let scope = Scope::new(self.values, &self.setup.conversation, &self.secrets);
        template::render_value(&parsed, &scope, &setting(self.setup))
            .map_err(|error| self.cannot_render(&error, about))
    }

    pub(super) fn check_header_name(&self, name: &str, place: &Place) -> Result<(), Refusal> {
        if is_token(name) {
            return Ok(());
        }
        Err(self.design(
            "header_name",
            format!("`{name}` is no name of a header"),
            "Use letters, digits and hyphens",
            place.clone(),
        ))
    }

    pub(super) fn place(&self, part: Part, field: &str) -> Place {
        Place::new(&self.setup.integration.id, part, field)
    }

    pub(super) fn call_place(&self, field: &str) -> Place {
        self.place(Part::Call(self.call.id.clone()), field)
    }

    pub(super) fn design(&self, code: &str, title: String, remedy: &str, place: Place) -> Refusal {
        Refusal::Design(vec![Finding {
            code: code.to_owned(),
            severity: Severity::Error,
            title,
            remedy: remedy.to_owned(),
            place,
        }])
    }

    pub(super) fn refuse_value(&self, title: String, about: &Place, missing: Option<String>) -> Refusal {
        let finding = Box::new(Finding {
            code: if missing.is_some() { "missing_value" } else { "value_cannot_be_carried" }.to_owned(),
            severity: Severity::Error,
            title,
            remedy:
                "Nothing was sent. Ask the customer for another value, or put it elsewhere in the request"
                    .to_owned(),
            place: about.clone(),
        });
        Refusal::Value { finding, missing }
    }

    fn syntax(&self, error: &template::SyntaxError, about: &Place) -> Refusal {
        self.design("broken_text", error.to_string(), "Take the chip out and insert it again", about.clone())
    }

    fn cannot_render(&self, error: &RenderError, about: &Place) -> Refusal {
        let missing = match error {
            RenderError::Missing { name } => Some(name.clone()),
            _ => None,
        };
        self.refuse_value(error.to_string(), about, missing)
    }
}

fn encryption(setup: &Setup, connection: &Connection, identity: Option<SecretValue>) -> Encryption {
    let tls = &connection.tls;
    let authorities = match tls.extra_authorities.as_deref().map(str::trim).filter(|file| !file.is_empty()) {
        None => ExtraAuthorities::None,
        Some(file) => setup.authorities.get(file).map_or_else(
            || ExtraAuthorities::Missing(file.to_owned()),
            |pem| ExtraAuthorities::Pem(pem.clone()),
        ),
    };
    Encryption { authorities, identity, unverified_hosts: tls.unverified_hosts.clone() }
}

/// Whether the body of a call holds a secret, which then never follows a redirect to another system.
fn holds_secret(call: &Call) -> bool {
    let mut texts = Vec::new();
    payload::texts(&call.body, &mut texts);
    let parsed = texts.iter().filter_map(|text| template::parse(text).ok());
    parsed.into_iter().any(|text| text.names().iter().any(|name| name.starts_with(SECRET_PREFIX)))
}

/// Sets a header, replacing an earlier one of that name.
pub(super) fn set_header(headers: &mut Vec<(String, String)>, name: &str, value: &str) {
    let name = name.to_ascii_lowercase();
    match headers.iter_mut().find(|(known, _)| *known == name) {
        Some((_, old)) => value.clone_into(old),
        None => headers.push((name, value.to_owned())),
    }
}

/// A token of RFC 9110 §5.6.2.
fn is_token(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// The names of secrets that chips of the call use.
fn secret_names(setup: &Setup, call: &Call) -> Vec<String> {
    let connection = setup.connection(&call.connection);
    let parameters = call.query.iter().chain(&call.headers).chain(&call.cookies);
    let parameters = parameters.chain(connection.iter().flat_map(|connection| &connection.headers));
    let mut texts: Vec<&str> = parameters.map(|parameter| parameter.value.as_str()).collect();
    texts.push(call.path.as_str());
    payload::texts(&call.body, &mut texts);
    let parsed = texts.iter().filter_map(|text| template::parse(text).ok());
    let mut names: Vec<String> = parsed
        .flat_map(|template| template.names().iter().map(ToString::to_string).collect::<Vec<_>>())
        .filter_map(|name| name.strip_prefix(SECRET_PREFIX).map(str::to_owned))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}
