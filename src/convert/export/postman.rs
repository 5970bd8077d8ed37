//! A Postman collection (2.1): a folder for each integration, keys and values as variables, saved answers as examples.
//!
//! Postman puts variables into a request as they are. A script before each request therefore writes every value for the place
//! where it stands, into a variable of its own: `{{email}}` inside JSON, `{{number_in_path}}`, `{{since_in_query}}`.

use serde_json::{Map, Value, json};

use super::flow::{BodyStep, CallStep, Chip, Field, Flow, JsonNode, Piece};
use super::{ExportError, Exported, FeatureKind as Kind, Ledger, Line, Names, Order, Verdict, quote};
use crate::engine::plain;
use crate::model::{Authentication, KeyPlace, Privacy, SampleBody, Secret, StatusRange};

/// One collection for the whole project.
pub(super) fn export(order: &Order<'_>) -> Result<Exported, ExportError> {
    let flows = order.flows()?;
    let mut variables: Vec<(String, Value)> = Vec::new();
    let folders: Vec<Value> = flows.iter().map(|flow| folder(order, flow, &mut variables)).collect();
    let variable = |(key, value): &(String, Value)| json!({"key": key, "value": value, "type": "string"});
    let collection = json!({
        "info": {
            "name": order.project.name,
            "description": order.project.description,
            "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
        },
        "item": folders,
        "variable": variables.iter().map(variable).collect::<Vec<_>>(),
    });
    let mut exported = Exported::default();
    let name = Names::new().give(&order.project.name);
    let text = serde_json::to_string_pretty(&collection).unwrap_or_default() + "\n";
    exported.add(format!("{name}.postman_collection.json"), text, "Collection 2.1, ready to import");
    for flow in &flows {
        exported.report.extend(account(order, flow)?);
    }
    Ok(exported)
}

fn folder(order: &Order<'_>, flow: &Flow, variables: &mut Vec<(String, Value)>) -> Value {
    let calls = flow.calls.iter().map(|call| {
        let mut writer = Writer { flow, prepared: Vec::new(), variables };
        writer.item(order, call)
    });
    json!({"name": flow.name, "description": flow.usage_hint, "item": calls.collect::<Vec<_>>()})
}

/// Where a value stands, and so how the script writes it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spot {
    Path,
    Query,
    Text,
    JsonText,
    JsonValue,
    Xml,
}

/// Writes one request; `prepared` are the variables that its script makes.
struct Writer<'a> {
    flow: &'a Flow,
    prepared: Vec<(String, String, Spot)>,
    variables: &'a mut Vec<(String, Value)>,
}

impl Writer<'_> {
    fn item(&mut self, order: &Order<'_>, call: &CallStep) -> Value {
        let path = self.text(&call.path, Spot::Path);
        let query: Vec<Value> = call
            .query
            .iter()
            .map(|field| {
                let key = crate::template::encode(&field.name, crate::template::Place::Query);
                let key = key.map_or_else(|_| field.name.clone(), std::borrow::Cow::into_owned);
                json!({"key": key, "value": self.text(&field.value, Spot::Query)})
            })
            .collect();
        let mut raw = format!("{}{path}", call.base_url);
        let pairs: Vec<String> =
            query.iter().map(|pair| format!("{}={}", plain(&pair["key"]), plain(&pair["value"]))).collect();
        if !pairs.is_empty() {
            raw = format!("{raw}?{}", pairs.join("&"));
        }
        let mut headers: Vec<Value> = call.headers.iter().map(|field| self.pair(field, Spot::Text)).collect();
        if let Some(content_type) = &call.content_type {
            headers.push(json!({"key": "content-type", "value": content_type}));
        }
        let cookies: Vec<String> = call
            .cookies
            .iter()
            .map(|field| format!("{}={}", field.name, self.text(&field.value, Spot::Query)))
            .collect();
        if !cookies.is_empty() {
            headers.push(json!({"key": "cookie", "value": cookies.join("; ")}));
        }
        if let Some(name) = call.policy.idempotency_header.as_deref().filter(|name| !name.trim().is_empty()) {
            headers.push(json!({"key": name.trim(), "value": "{{$guid}}"}));
        }
        let mut request = json!({
            "method": call.method.name(),
            "header": headers,
            "url": address(&raw, &query),
            "auth": self.proof(&call.authentication),
        });
        if let Some(body) = self.body(call) {
            request["body"] = body;
        }
        let tests = tests(call);
        json!({
            "name": if self.flow.calls.len() == 1 { &self.flow.name } else { &call.id },
            "event": [
                {"listen": "prerequest", "script": {"type": "text/javascript", "exec": self.script()}},
                {"listen": "test", "script": {"type": "text/javascript", "exec": tests}},
            ],
            "response": self.examples(order, call, &request),
            "request": request,
        })
    }

    fn pair(&mut self, field: &Field, spot: Spot) -> Value {
        json!({"key": field.name, "value": self.text(&field.value, spot)})
    }

    fn text(&mut self, text: &[Piece], spot: Spot) -> String {
        text.iter()
            .map(|piece| match piece {
                Piece::Literal(text) => literal(text, spot),
                Piece::Chip(chip) => self.chip(chip, spot),
            })
            .collect()
    }

    /// `{{name}}` for a value; the script gives that variable the value as it is written at that spot.
    fn chip(&mut self, chip: &Chip, spot: Spot) -> String {
        let name = match &chip.reference.origin {
            super::flow::Origin::Secret(secret) => Secret::variable_of(secret),
            _ => chip.reference.name().replace(['.', '-'], "_"),
        };
        if !self.variables.iter().any(|(known, _)| *known == name) {
            self.variables.push((name.clone(), self.example(chip)));
        }
        let ending = match spot {
            Spot::JsonText => "",
            Spot::JsonValue => "_as_json",
            Spot::Path => "_in_path",
            Spot::Query => "_in_query",
            Spot::Xml => "_in_xml",
            Spot::Text => "_as_text",
        };
        let made = format!("{name}{ending}");
        if !self.prepared.iter().any(|(known, _, _)| *known == made) {
            self.prepared.push((made.clone(), name, spot));
        }
        format!("{{{{{made}}}}}")
    }

    /// An invented value; nothing for a secret and for what personal data has no example.
    fn example(&self, chip: &Chip) -> Value {
        let example = match &chip.reference.origin {
            super::flow::Origin::Input(name) => self.flow.input(name).and_then(|input| {
                let constant = match &input.source {
                    crate::model::Source::Constant { value } => Some(value.clone()),
                    _ => None,
                };
                constant.or_else(|| input.example.clone())
            }),
            super::flow::Origin::Output(name) => self
                .flow
                .output(name)
                .filter(|output| output.privacy != Privacy::Sensitive)
                .and_then(|output| output.default.clone()),
            _ => None,
        };
        Value::from(example.as_ref().map_or_else(String::new, plain))
    }

    fn body(&mut self, call: &CallStep) -> Option<Value> {
        Some(match &call.body {
            BodyStep::None => return None,
            BodyStep::Json(node) => {
                let raw = self.node(node);
                json!({"mode": "raw", "raw": raw, "options": {"raw": {"language": "json"}}})
            }
            BodyStep::Form(fields) => {
                // Postman encodes a form by itself.
                let fields: Vec<Value> = fields.iter().map(|field| self.pair(field, Spot::Text)).collect();
                json!({"mode": "urlencoded", "urlencoded": fields})
            }
            BodyStep::Text { text, is_xml } => {
                let raw = self.text(text, if *is_xml { Spot::Xml } else { Spot::Text });
                json!({"mode": "raw", "raw": raw})
            }
        })
    }

    fn node(&mut self, node: &JsonNode) -> String {
        match node {
            JsonNode::Object(fields) => {
                let fields: Vec<String> = fields
                    .iter()
                    .map(|(name, node)| format!("{}:{}", open(&quote::json(name)), self.node(node)))
                    .collect();
                format!("{{{}}}", fields.join(","))
            }
            JsonNode::Array(items) => {
                let items: Vec<String> = items.iter().map(|item| self.node(item)).collect();
                format!("[{}]", items.join(","))
            }
            JsonNode::Chip(chip) => {
                use crate::model::ValueType::{Boolean, Integer, List, Number, Object};
                let is_text = !matches!(chip.value_type, Some(Integer | Number | Boolean | List | Object));
                if is_text {
                    format!("\"{}\"", self.chip(chip, Spot::JsonText))
                } else {
                    self.chip(chip, Spot::JsonValue)
                }
            }
            JsonNode::Text(text) => format!("\"{}\"", self.text(text, Spot::JsonText)),
            JsonNode::Literal(value) => value.to_string(),
        }
    }

    fn proof(&mut self, authentication: &Authentication) -> Value {
        let Some(secret) = authentication.secret() else { return json!({"type": "noauth"}) };
        let variable = Secret::variable_of(secret);
        if !self.variables.iter().any(|(known, _)| *known == variable) {
            self.variables.push((variable.clone(), Value::from("")));
        }
        let value = format!("{{{{{variable}}}}}");
        let set = |key: &str, value: &str| json!({"key": key, "value": value, "type": "string"});
        match authentication {
            Authentication::Bearer { .. } => json!({"type": "bearer", "bearer": [set("token", &value)]}),
            Authentication::Basic { user, .. } => {
                json!({"type": "basic", "basic": [set("username", user), set("password", &value)]})
            }
            Authentication::ApiKey { place: KeyPlace::Cookie, .. } | Authentication::None => {
                json!({"type": "noauth"})
            }
            Authentication::ApiKey { place, name, .. } => {
                let place = if *place == KeyPlace::Query { "query" } else { "header" };
                json!({"type": "apikey", "apikey": [set("key", name), set("value", &value), set("in", place)]})
            }
            Authentication::OAuth2ClientCredentials { token_url, client_id, scopes, .. } => json!({
                "type": "oauth2",
                "oauth2": [
                    set("grant_type", "client_credentials"), set("accessTokenUrl", token_url),
                    set("clientId", client_id), set("clientSecret", &value), set("scope", &scopes.join(" ")),
                    set("addTokenTo", "header"), set("client_authentication", "header"),
                ],
            }),
            Authentication::MutualTls { .. } | Authentication::Signature { .. } => json!({"type": "noauth"}),
        }
    }

    /// Writes every value for its place. Local variables win over those of the collection and end with the request.
    fn script(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let mut read: Vec<&str> = Vec::new();
        for (_, name, _) in &self.prepared {
            if !read.contains(&name.as_str()) {
                read.push(name);
                lines.push(format!(
                    "const {name}_value = String(pm.variables.get({}) ?? \"\");",
                    quote::javascript(name)
                ));
            }
        }
        for (made, name, spot) in &self.prepared {
            let value = format!("{name}_value");
            let written = match spot {
                Spot::Path | Spot::Query => format!(
                    "encodeURIComponent({value}).replace(/[!'()*]/g, (c) => \"%\" + c.charCodeAt(0).toString(16).toUpperCase())"
                ),
                Spot::Text | Spot::JsonValue => value,
                Spot::JsonText => format!("JSON.stringify({value}).slice(1, -1)"),
                Spot::Xml => format!("{value}.replace(/[&<>\"']/g, (c) => \"&#\" + c.charCodeAt(0) + \";\")"),
            };
            lines.push(format!("pm.variables.set({}, {written});", quote::javascript(made)));
        }
        lines
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

/// What somebody wrote; braces in pairs would be read as a variable.
fn literal(text: &str, spot: Spot) -> String {
    match spot {
        Spot::JsonText => {
            let quoted = quote::json(text);
            open(quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(&quoted))
        }
        Spot::Path | Spot::Query => text.replace('{', "%7B").replace('}', "%7D"),
        _ => text.to_owned(),
    }
}

/// JSON in which no two braces stand together inside a text.
fn open(json: &str) -> String {
    json.replace("{{", "{\\u007b")
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

fn tests(call: &CallStep) -> Vec<String> {
    let range = |range: &StatusRange| {
        format!("pm.response.code >= {} && pm.response.code <= {}", range.first, range.last)
    };
    let ranges: Vec<String> = call.statuses.iter().map(range).collect();
    let name = quote::javascript("The status counts as success");
    vec![format!("pm.test({name}, () => pm.expect({}).to.be.true);", ranges.join(" || "))]
}

fn account(order: &Order<'_>, flow: &Flow) -> Result<Vec<Line>, ExportError> {
    let mut ledger = Ledger::new(order, flow)?;
    ledger.kept(&[
        Kind::UsageHint,
        Kind::Request,
        Kind::Query,
        Kind::Headers,
        Kind::Cookies,
        Kind::FormBody,
        Kind::TextBody,
        Kind::JsonBody,
        Kind::IdempotencyHeader,
        Kind::LocalAddress,
    ]);
    ledger.set(&[Kind::Input], &Verdict::kept_as("A variable of the collection, with the example value"));
    ledger
        .set(&[Kind::ValueInPath], &Verdict::emulated("A script before the request writes it for its place"));
    ledger.set(&[Kind::OptionalParameter], &Verdict::emulated("Sent empty where it is not known"));
    ledger.set(&[Kind::SuccessStatuses], &Verdict::emulated("A test of the request"));
    ledger.set(
        &[Kind::SeveralCalls],
        &Verdict::emulated("A folder in this order; values of earlier answers are variables to be filled"),
    );
    ledger
        .set(&[Kind::Tests], &Verdict::emulated("Saved answers are examples; scenarios stay in the project"));
    ledger.set(
        &[Kind::SecretInText],
        &Verdict::kept_as("A variable, to be filled where it stays on your computer"),
    );
    ledger.set(
        &[Kind::TimeLimit, Kind::Redirects, Kind::LargestAnswer],
        &Verdict::lost("A setting of Postman, not of a collection"),
    );
    ledger.set(
        &[Kind::OwnOutcome, Kind::StandardOutcome, Kind::Fallback],
        &Verdict::lost("A collection has no conversation"),
    );
    ledger.decide(|feature| {
        let call = flow.calls.iter().find(|call| call.authentication.secret() == Some(&feature.name))?;
        let fits = !matches!(
            call.authentication,
            Authentication::Signature { .. }
                | Authentication::MutualTls { .. }
                | Authentication::ApiKey { place: KeyPlace::Cookie, .. }
        );
        let variable = Secret::variable_of(&feature.name);
        (feature.kind == Kind::Authentication && fits)
            .then(|| Verdict::kept_as(format!("The variable {variable}, empty in the file")))
    });
    Ok(ledger.close())
}
