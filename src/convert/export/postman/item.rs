//! One call as an item: address, headers, script and examples.

use serde_json::{Map, Value, json};

use super::super::Order;
use super::super::flow::{CallStep, Chip, Field, Flow, Origin, Piece};
use super::super::notes::Notes;
use super::script::{Place, script, tests};
use super::{behaviour, variable};
use crate::engine::plain;
use crate::model::{Authentication, KeyPlace, Privacy, SampleBody, Secret, Source};

/// The variable that holds two braces, which would begin a variable where they stand.
const BRACES: &str = "hookwright_braces";

/// Where a value stands, and so how the script writes it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    Path,
    Query,
    Text,
    JsonText,
    JsonValue,
    Xml,
}

impl Spot {
    fn ending(self) -> &'static str {
        match self {
            Self::JsonText => "",
            Self::JsonValue => "_as_json",
            Self::Path => "_in_path",
            Self::Query => "_in_query",
            Self::Xml => "_in_xml",
            Self::Text => "_as_text",
        }
    }
}

/// Writes one request; `prepared` are the variables that its script makes.
pub(super) struct Writer<'a> {
    pub flow: &'a Flow,
    pub notes: Notes,
    pub prepared: Vec<(String, String, Spot)>,
    pub variables: &'a mut Vec<(String, Value)>,
}

impl Writer<'_> {
    pub(super) fn item(&mut self, order: &Order<'_>, call: &CallStep) -> Value {
        let path = self.text(&call.path, Spot::Path);
        let query: Vec<Value> = call.query.iter().map(|field| self.parameter(field)).collect();
        let mut raw = format!("{}{path}", call.base_url);
        let pair = |pair: &Value| match &pair["value"] {
            Value::Null => plain(&pair["key"]),
            value => format!("{}={}", plain(&pair["key"]), plain(value)),
        };
        if !query.is_empty() {
            raw = format!("{raw}?{}", query.iter().map(pair).collect::<Vec<_>>().join("&"));
        }
        let mut request = json!({
            "method": call.method.name(),
            "header": self.headers(call),
            "url": address(&raw, &query),
            "auth": self.proof(&call.authentication),
        });
        if let Some(body) = self.body(call) {
            request["body"] = body;
        }
        let is_last = self.flow.calls.last().is_some_and(|last| last.id == call.id);
        let place = if is_last { Place::Last } else { Place::BeforeAnother };
        let (before, examples) =
            (script(&self.notes.list, &self.prepared), self.examples(order, call, &request));
        let mut item = json!({
            "name": if self.flow.calls.len() == 1 { &self.flow.name } else { &call.id },
            "event": [
                {"listen": "prerequest", "script": {"type": "text/javascript", "exec": before}},
                {"listen": "test", "script": {"type": "text/javascript", "exec": tests(call, place)}},
            ],
            "response": examples,
            "request": request,
        });
        if let Some(behaviour) = behaviour::of(call) {
            item["protocolProfileBehavior"] = behaviour;
        }
        item
    }

    /// A pair of the query; a word without a name is a key without a value.
    fn parameter(&mut self, field: &Field) -> Value {
        let value = self.text(&field.value, Spot::Query);
        if field.name.is_empty() {
            return json!({"key": value, "value": null});
        }
        let key = crate::template::encode(&field.name, crate::template::Place::Query);
        let key = key.map_or_else(|_| field.name.clone(), std::borrow::Cow::into_owned);
        json!({"key": key, "value": value})
    }

    fn headers(&mut self, call: &CallStep) -> Vec<Value> {
        let mut headers: Vec<Value> = call.headers.iter().map(|field| self.pair(field, Spot::Text)).collect();
        let says_type = call.headers.iter().any(|field| field.name.eq_ignore_ascii_case("content-type"));
        if let Some(content_type) = call.content_type.as_deref().filter(|it| !it.is_empty() && !says_type) {
            headers.push(json!({"key": "content-type", "value": content_type}));
        }
        let cookie = |(name, value): (&str, String)| format!("{name}={value}");
        let mut cookies: Vec<String> = Vec::new();
        for field in &call.cookies {
            cookies.push(cookie((&field.name, self.text(&field.value, Spot::Query))));
        }
        if let Authentication::ApiKey { place: KeyPlace::Cookie, name, secret } = &call.authentication {
            cookies.push(cookie((name, self.key(secret))));
        }
        if !cookies.is_empty() {
            headers.push(json!({"key": "cookie", "value": cookies.join("; ")}));
        }
        if let Some(name) = call.policy.idempotency_header.as_deref().filter(|name| !name.trim().is_empty()) {
            headers.push(json!({"key": name.trim(), "value": "{{$guid}}"}));
        }
        headers
    }

    /// `{{HOOKWRIGHT_SECRET_…}}`, with an empty variable of the collection.
    pub(super) fn key(&mut self, secret: &str) -> String {
        let variable = Secret::variable_of(secret);
        if !self.variables.iter().any(|(known, _)| *known == variable) {
            self.variables.push((variable.clone(), Value::from("")));
        }
        format!("{{{{{variable}}}}}")
    }

    pub(super) fn pair(&mut self, field: &Field, spot: Spot) -> Value {
        json!({"key": field.name, "value": self.text(&field.value, spot)})
    }

    pub(super) fn text(&mut self, text: &[Piece], spot: Spot) -> String {
        text.iter()
            .map(|piece| match piece {
                Piece::Literal(text) => self.literal(text, spot),
                Piece::Chip(chip) => self.chip(chip, spot),
            })
            .collect()
    }

    /// `{{name}}` for a value; the script gives that variable the value as it is written at that spot.
    pub(super) fn chip(&mut self, chip: &Chip, spot: Spot) -> String {
        let name = match &chip.reference.origin {
            Origin::Secret(secret) => Secret::variable_of(secret),
            _ => variable(&chip.reference.name()),
        };
        self.notes.fact(self.flow, chip, &name);
        if !self.variables.iter().any(|(known, _)| *known == name) {
            self.variables.push((name.clone(), self.example(chip)));
        }
        let ending = spot.ending();
        let made = format!("{name}{ending}");
        if !self.prepared.iter().any(|(known, _, _)| *known == made) {
            self.prepared.push((made.clone(), name, spot));
        }
        format!("{{{{{made}}}}}")
    }

    /// An invented value; nothing for a secret and for what personal data has no example.
    fn example(&self, chip: &Chip) -> Value {
        let example = match &chip.reference.origin {
            Origin::Input(name) => self.flow.input(name).and_then(|input| {
                let constant = match &input.source {
                    Source::Constant { value } => Some(value.clone()),
                    _ => None,
                };
                constant.or_else(|| input.example.clone())
            }),
            Origin::Output(name) => self
                .flow
                .output(name)
                .filter(|output| output.privacy != Privacy::Sensitive)
                .and_then(|output| output.default.clone()),
            _ => None,
        };
        Value::from(example.as_ref().map_or_else(String::new, plain))
    }

    /// What somebody wrote; braces in pairs would be read as a variable.
    fn literal(&mut self, text: &str, spot: Spot) -> String {
        match spot {
            Spot::JsonText => {
                let quoted = super::super::quote::json(text);
                let inside = quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
                super::body::open(inside.unwrap_or(&quoted))
            }
            // A colon at the beginning of a part of the path is a variable there.
            Spot::Path => text.replace('{', "%7B").replace('}', "%7D").replace("/:", "/%3A"),
            Spot::Query => text.replace('{', "%7B").replace('}', "%7D"),
            _ if text.contains("{{") => {
                if !self.variables.iter().any(|(known, _)| known == BRACES) {
                    self.variables.push((BRACES.to_owned(), Value::from("{{")));
                }
                text.replace("{{", &format!("{{{{{BRACES}}}}}"))
            }
            _ => text.to_owned(),
        }
    }

    fn examples(&self, order: &Order<'_>, call: &CallStep, request: &Value) -> Vec<Value> {
        let integration = order.project.integration(&self.flow.id);
        let samples = integration.map_or(&[][..], |integration| &integration.samples);
        let is_first = self.flow.calls.first().is_some_and(|first| first.id == call.id);
        let own = samples.iter().filter(|sample| sample.call.as_deref().map_or(is_first, |id| id == call.id));
        own.map(|sample| {
            let headers: Vec<Value> =
                sample.headers.iter().map(|header| json!({"key": header.name, "value": header.value})).collect();
            let body = match &sample.body {
                SampleBody::None => String::new(),
                SampleBody::Json(value) => value.to_string(),
                SampleBody::Text(text) => text.clone(),
            };
            json!({"name": sample.name, "originalRequest": request, "code": sample.status, "header": headers, "body": body})
        })
        .collect()
    }
}

fn address(raw: &str, query: &[Value]) -> Value {
    let Some((protocol, rest)) = raw.split_once("://") else { return json!({"raw": raw}) };
    let rest = rest.split('?').next().unwrap_or(rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (host, port) = host
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
        .unwrap_or((host, ""));
    let mut url = Map::from_iter([
        ("raw".to_owned(), Value::from(raw)),
        ("protocol".to_owned(), Value::from(protocol)),
        ("host".to_owned(), host.split('.').collect()),
        ("path".to_owned(), path.split('/').filter(|_| !path.is_empty()).collect()),
    ]);
    if !port.is_empty() {
        url.insert("port".to_owned(), Value::from(port));
    }
    if !query.is_empty() {
        url.insert("query".to_owned(), Value::from(query.to_vec()));
    }
    Value::Object(url)
}
