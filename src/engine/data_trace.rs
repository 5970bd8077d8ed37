//! Follows the values of a design back to where they come from.

use serde_json::Value;
use url::Url;

use super::SECRET_PREFIX;
use super::data_flow::{DataFlow, DataOrigin, DataPlace, Datum, origin};
use super::uses::names;
use crate::model::{
    Authentication, Body, Call, Connection, CredentialsPlace, Input, Integration, Message, Privacy, Project,
    Source,
};
use crate::template::{self, Part};

/// An address in a reply, to which the customer's own device goes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// The outcome of the reply; `fallback` for the fallback reply.
    pub reply: String,
    /// Scheme, host and port; the address as it stands in the design when a value decides where it leads.
    pub origin: String,
    /// What it takes along.
    pub data: Vec<DataFlow>,
}

/// Follows names back to where their values come from.
pub(super) struct Tracer<'a> {
    pub project: &'a Project,
    pub integration: &'a Integration,
}

impl Tracer<'_> {
    /// What a call takes along.
    pub fn data(&self, call: &Call, connection: &Connection) -> Vec<DataFlow> {
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

    /// What the request for a token takes along.
    pub fn sign_in(&self, authentication: &Authentication) -> Vec<DataFlow> {
        let Authentication::OAuth2ClientCredentials { client_id, secret, scopes, credentials, .. } =
            authentication
        else {
            return Vec::new();
        };
        let (place, id, key) = match credentials {
            CredentialsPlace::Basic => (DataPlace::Header, "authorization", "authorization"),
            CredentialsPlace::Body => (DataPlace::Body, "client_id", "client_secret"),
        };
        let flow = |datum, place, field: &str| DataFlow { datum, place, field: field.to_owned() };
        let client = datum(DataOrigin::Constant, client_id, "Client id", Privacy::None);
        let secret = datum(DataOrigin::Secret, secret, secret, Privacy::Sensitive);
        let mut data = vec![flow(client, place, id), flow(secret, place, key)];
        if !scopes.is_empty() {
            let scopes = datum(DataOrigin::Constant, &scopes.join(" "), "Scopes", Privacy::None);
            data.push(flow(scopes, DataPlace::Body, "scope"));
        }
        data
    }

    /// The addresses that replies hold, each with what it takes along.
    pub fn addresses(&self) -> Vec<Address> {
        let integration = self.integration;
        let replies = integration.replies.iter().map(|(outcome, reply)| (outcome.as_str(), reply));
        let mut addresses = Vec::new();
        for (outcome, reply) in replies.chain([("fallback", &integration.fallback)]) {
            let messages = reply.messages.iter().chain(reply.channels.values().flatten());
            for text in messages.flat_map(addresses_of) {
                addresses.extend(self.address(outcome, text).filter(|address| !addresses.contains(address)));
            }
        }
        addresses
    }

    fn address(&self, reply: &str, text: &str) -> Option<Address> {
        let parsed = template::parse(text.trim()).ok()?;
        let fixed = match parsed.parts().first()? {
            Part::Literal { text, .. } => text.as_str(),
            Part::Chip { .. } => "",
        };
        // Only what stands before the first chip is certain; a chip within the host's name can make any host of it.
        let is_whole = parsed.parts().len() == 1 || has_end_of_host(fixed);
        let url = Url::parse(fixed).ok().filter(|url| is_whole && url.has_host());
        let origin = url.as_ref().map_or_else(|| text.trim().to_owned(), origin);
        let mut data = Vec::new();
        let mut before = String::new();
        for part in parsed.parts() {
            match part {
                Part::Literal { text, .. } => before.push_str(text),
                Part::Chip { chip, .. } => {
                    let (place, field) = stands_behind(&before);
                    self.add_name(&mut data, chip.name(), place, field);
                }
            }
        }
        Some(Address { reply: reply.to_owned(), origin, data })
    }

    fn add_name(&self, data: &mut Vec<DataFlow>, name: &str, place: DataPlace, field: &str) {
        for datum in self.trace(name) {
            let flow = DataFlow { datum, place, field: field.to_owned() };
            if !data.contains(&flow) {
                data.push(flow);
            }
        }
    }

    fn add(&self, data: &mut Vec<DataFlow>, text: &str, place: DataPlace, field: &str) {
        for name in names(text) {
            self.add_name(data, &name, place, field);
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

/// The addresses in a message. An empty one leads nowhere.
fn addresses_of(message: &Message) -> Vec<&str> {
    let Message::Card { image_url, buttons, .. } = message else { return Vec::new() };
    let addresses = buttons.iter().map(|button| button.url.as_str());
    [image_url.as_str()].into_iter().chain(addresses).filter(|text| !text.trim().is_empty()).collect()
}

/// Whether the host's name is over in what stands before a chip.
fn has_end_of_host(fixed: &str) -> bool {
    fixed.split_once("://").is_some_and(|(_, rest)| rest.contains(['/', '?', '#']))
}

/// Where in an address something stands that comes after this.
fn stands_behind(before: &str) -> (DataPlace, &str) {
    let Some((_, query)) = before.split_once('?') else { return (DataPlace::Path, "") };
    let parameter = query.rsplit('&').next().unwrap_or_default();
    (DataPlace::Query, parameter.split_once('=').map_or("", |(name, _)| name))
}

fn datum(origin: DataOrigin, name: &str, label: &str, privacy: Privacy) -> Datum {
    Datum { origin, name: name.to_owned(), label: label.to_owned(), privacy }
}

fn label(input: &Input) -> &str {
    if input.label.is_empty() { &input.name } else { &input.label }
}
