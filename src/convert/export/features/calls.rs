//! What the calls of an integration use.

use super::Found;
use crate::convert::export::FeatureKind as Kind;
use crate::convert::export::flow::{BodyStep, CallStep, JsonNode, Origin, OutputStep, Piece};
use crate::engine::seconds;
use crate::model::{Authentication, KeyPlace, Part, Place, Redirects, StatusRange, ValueType};

pub(super) fn add(found: &mut Found<'_>) {
    let flow = found.flow;
    if flow.calls.len() > 1 {
        let place = found.place(Part::Whole, "calls");
        let detail =
            format!("{} calls in order, a later one uses values of the earlier ones", flow.calls.len());
        found.add(Kind::SeveralCalls, "", "Several calls", detail, place);
    }
    for call in &flow.calls {
        let mut step = Step { found, call };
        step.request();
        step.protection();
        step.limits();
        step.answer();
    }
}

struct Step<'a, 'f> {
    found: &'a mut Found<'f>,
    call: &'a CallStep,
}

impl Step<'_, '_> {
    fn add(&mut self, kind: Kind, subject: &str, detail: impl Into<String>, field: &str) {
        let place = self.found.place(Part::Call(self.call.id.clone()), field);
        self.found.add(kind, &self.call.id, subject, detail, place);
    }

    fn of_connection(&mut self, kind: Kind, name: &str, subject: &str, detail: String, field: &str) {
        let place = self.found.place(Part::Connection(self.call.connection.clone()), field);
        self.found.add(kind, name, subject, detail, place);
    }

    fn request(&mut self) {
        let call = self.call;
        let detail = format!("{} {}", call.method.name(), call.base_url);
        self.add(Kind::Request, &format!("Question to {}", call.system), detail, "path");
        let has_chip = |text: &[Piece]| text.iter().any(|piece| matches!(piece, Piece::Chip(_)));
        if has_chip(&call.path) {
            self.add(Kind::ValueInPath, "Values in the address", "Encoded as parts of the path", "path");
        }
        for (kind, subject, fields, field) in [
            (Kind::Query, "Parameters", &call.query, "query"),
            (Kind::Headers, "Headers", &call.headers, "headers"),
            (Kind::Cookies, "Cookies", &call.cookies, "cookies"),
        ] {
            // `accept` is always there and nobody's design.
            let names = fields.iter().map(|field| field.name.as_str()).filter(|name| *name != "accept");
            let names: Vec<&str> = names.collect();
            if !names.is_empty() {
                self.add(kind, subject, names.join(", "), field);
            }
        }
        match &call.body {
            BodyStep::None => {}
            BodyStep::Json(_) => self.add(Kind::JsonBody, "Details", "JSON", "body"),
            BodyStep::Form(_) => self.add(Kind::FormBody, "Details", "A form", "body"),
            BodyStep::Text { .. } => {
                let detail = call.content_type.clone().unwrap_or_default();
                self.add(Kind::TextBody, "Details", detail, "body");
            }
        }
        if call.body_schema.is_some() {
            self.add(
                Kind::BodyContract,
                "Contract of the details",
                "Checked before anything is sent",
                "body",
            );
        }
        let optional = self.optional();
        if !optional.is_empty() {
            let detail = format!("{}: left out when not known", optional.join(", "));
            self.add(Kind::OptionalParameter, "Optional values", detail, "query");
        }
    }

    /// Names of parameters and body fields that may be left out.
    fn optional(&self) -> Vec<String> {
        let call = self.call;
        let fields = call.query.iter().chain(&call.headers).chain(&call.cookies);
        let form = match &call.body {
            BodyStep::Form(fields) => &fields[..],
            _ => &[],
        };
        let named = fields.chain(form).filter(|field| field.optional).map(|field| field.name.clone());
        let mut names: Vec<String> = named.collect();
        if let BodyStep::Json(node) = &call.body {
            self.optional_nodes(node, &mut names);
        }
        names
    }

    fn optional_nodes(&self, node: &JsonNode, names: &mut Vec<String>) {
        match node {
            JsonNode::Object(fields) => {
                fields.iter().for_each(|(_, field)| self.optional_nodes(field, names));
            }
            JsonNode::Array(items) => items.iter().for_each(|item| self.optional_nodes(item, names)),
            JsonNode::Chip(chip)
                if chip.default().is_none() && self.found.flow.may_be_missing(&chip.reference) =>
            {
                names.push(chip.reference.name());
            }
            _ => {}
        }
    }

    fn protection(&mut self) {
        let call = self.call;
        if let Some(detail) = proof(&call.authentication) {
            let secret = call.authentication.secret().unwrap_or_default();
            let subject = format!("Proof for {}", call.system);
            self.of_connection(Kind::Authentication, secret, &subject, detail, "authentication");
        }
        let mut secrets: Vec<String> = Vec::new();
        for reference in call.references() {
            if let Origin::Secret(name) = &reference.origin
                && !secrets.contains(name)
            {
                secrets.push(name.clone());
            }
        }
        for name in secrets {
            let place = Place::of_project(Part::Secret(name.clone()), "");
            let place = Place { integration: Some(self.found.integration.id.clone()), ..place };
            let subject = format!("Key {name}");
            self.found.add(Kind::SecretInText, &name, &subject, "Stands in a text of the request", place);
        }
        if let Some(file) = &call.tls.extra_authorities {
            let subject = "Further certificate authorities";
            self.of_connection(Kind::FurtherAuthorities, "", subject, file.clone(), "tls");
        }
        if !call.tls.unverified_hosts.is_empty() {
            let detail = format!("{}: not checked", call.tls.unverified_hosts.join(", "));
            self.of_connection(Kind::UncheckedCertificate, "", "Certificate", detail, "tls");
        }
        if is_local(&call.base_url) {
            let detail = format!("{} is on this computer", call.base_url);
            self.of_connection(Kind::LocalAddress, "", "Address", detail, "base_urls");
        } else if call.base_url.starts_with("http:") {
            let detail = format!("{} is not encrypted", call.base_url);
            self.of_connection(Kind::PlainHttp, "", "Address", detail, "base_urls");
        }
    }

    fn limits(&mut self) {
        let policy = &self.call.policy;
        let detail = format!("{} seconds", seconds(policy.time_limit_ms));
        self.add(Kind::TimeLimit, "Time limit", detail, "policy");
        if policy.connect_limit_ms.is_some() || policy.idle_limit_ms.is_some() {
            self.add(Kind::FineLimits, "Limits for connecting and silence", "", "policy");
        }
        if self.call.repetitions > 0 && !policy.retries.on.is_empty() {
            let times = self.call.repetitions;
            let detail = if times == 1 { "Once more".to_owned() } else { format!("{times} times more") };
            self.add(Kind::Retries, "Second try", detail, "policy");
        }
        let detail = format!("{} bytes", policy.largest_response_bytes);
        self.add(Kind::LargestAnswer, "Largest answer", detail, "policy");
        let redirects = match policy.redirects {
            Redirects::None => "Never followed",
            Redirects::SameOrigin => "Followed within the same system",
            Redirects::Any => "Followed anywhere, without the key",
        };
        self.add(Kind::Redirects, "Redirects", redirects, "policy");
        if let Some(header) = policy.idempotency_header.clone().filter(|name| !name.trim().is_empty()) {
            self.add(Kind::IdempotencyHeader, "Header against doubles", header, "policy");
        }
    }

    fn answer(&mut self) {
        let call = self.call;
        let ranges: Vec<String> =
            call.statuses.iter().map(|range: &StatusRange| String::from(*range)).collect();
        self.add(Kind::SuccessStatuses, "Success", format!("Status {}", ranges.join(", ")), "success");
        let has_rule = self.found.integration.calls.iter().find(|known| known.id == call.id);
        if has_rule.is_some_and(|known| known.success.rule.is_some()) {
            self.add(Kind::SuccessRule, "Success", "And a rule over the answer", "success");
        }
        if call.schema.is_some() {
            self.add(
                Kind::Contract,
                "Contract of the answer",
                "Every answer is held against it",
                "response_schema",
            );
        }
        for output in &call.outputs {
            self.output(output);
        }
    }

    fn output(&mut self, output: &OutputStep) {
        let place =
            |field: &str| Place::new(&self.found.integration.id, Part::Output(output.name.clone()), field);
        let kind = if output.steps.is_some() { Kind::Output } else { Kind::SearchPath };
        let mut lines = vec![(kind, format!("Value {}", output.label), output.path.clone(), place("path"))];
        if output.value_type != ValueType::Text {
            let detail = format!("{}, anything else is malformed", output.value_type.title());
            lines.push((Kind::OutputKind, format!("Kind of {}", output.label), detail, place("type")));
        }
        if output.required {
            let detail = "An answer without it is malformed".to_owned();
            lines.push((
                Kind::RequiredOutput,
                format!("{} required", output.label),
                detail,
                place("required"),
            ));
        }
        if let Some(default) = &output.default {
            let subject = format!("{} missing", output.label);
            lines.push((Kind::DefaultValue, subject, super::shown(default), place("default")));
        }
        for (kind, subject, detail, place) in lines {
            self.found.add(kind, &output.name, &subject, detail, place);
        }
    }
}

fn proof(authentication: &Authentication) -> Option<String> {
    Some(match authentication {
        Authentication::None => return None,
        Authentication::ApiKey { secret, place, name } => {
            let place = match place {
                KeyPlace::Header => "header",
                KeyPlace::Query => "parameter",
                KeyPlace::Cookie => "cookie",
            };
            format!("{secret} in the {place} {name}")
        }
        Authentication::Basic { user, secret } => format!("User {user} with {secret}"),
        Authentication::Bearer { secret } => format!("Bearer token {secret}"),
        Authentication::OAuth2ClientCredentials { client_id, secret, .. } => {
            format!("Sign-in as {client_id} with {secret} (OAuth 2.0)")
        }
        Authentication::MutualTls { secret } => format!("Client certificate {secret}"),
        Authentication::Signature { secret, .. } => format!("Signature with {secret}"),
    })
}

/// Whether the address never leaves the computer.
fn is_local(address: &str) -> bool {
    let Ok(url) = url::Url::parse(address) else { return false };
    match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}
