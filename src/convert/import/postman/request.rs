//! From an item of a collection to the request that Postman would send.

use serde_json::Value;

use super::super::SourcePlace;
use super::super::described::marked::{has_marks, mark, sole_mark};
use super::super::described::{Described, Designer, Payload, Proof, Verification};
use super::collection::{Request, has_scripts};
use super::variables::{Variables, dynamic};
use super::{auth, body, enabled, notes, response, text};
use crate::convert::handed_on::HandedOn;
use crate::model::{Input, Policy, Privacy, Redirects, Severity, Source, ValueType};

/// The variables that are another word for each request.
const NEW_IDS: [&str; 2] = ["guid", "randomUUID"];
/// The variable that is the moment of the request.
const MOMENT: &str = "isoTimestamp";

/// The request of an item; `scopes` are the variables in each environment, at least one.
pub(super) fn described(found: &Request<'_>, scopes: &[Variables], designer: &mut Designer) -> Described {
    let at = SourcePlace::part(found.pointer.clone());
    let request = &found.item["request"];
    let nothing = Variables::default();
    let variables = scopes.first().unwrap_or(&nothing);
    for (name, value) in variables.secrets() {
        designer.know(name, &value);
    }
    let mut headers = headers(&request["header"], variables);
    let new_id =
        headers.iter().position(|(_, value)| sole_mark(value).is_some_and(|name| NEW_IDS.contains(&name)));
    let idempotency_header = new_id.map(|position| headers.remove(position).0);
    note(found, idempotency_header.is_some(), designer, &at);
    let proof = auth::proof(found.auth, variables, designer, &at);
    let replaced = match &proof {
        Proof::Header(name, _) => name.as_str(),
        Proof::AsWritten | Proof::Query(..) => "",
        _ => "authorization",
    };
    headers.retain(|(name, _)| !name.eq_ignore_ascii_case(replaced));
    let behaviour = &found.item["protocolProfileBehavior"];
    let has_no_body =
        matches!(found.operation.method.as_str(), "GET" | "HEAD") && behaviour["disableBodyPruning"] != true;
    let payload =
        if has_no_body { Payload::None } else { body::payload(&request["body"], variables, designer, &at) };
    let payload = match payload {
        // The header that Postman would add by itself is switched off.
        Payload::Raw { text, .. } if behaviour["disabledSystemHeaders"]["content-type"] == true => {
            Payload::Raw { text, content_type: String::new() }
        }
        other => other,
    };
    let mut urls = scopes.iter().map(|variables| address(request, variables)).collect::<Vec<_>>().into_iter();
    let redirects =
        if behaviour["followRedirects"] == false { Redirects::None } else { Redirects::default() };
    Described {
        title: text(found.item, "name").to_owned(),
        description: [text(request, "description"), text(found.item, "description")]
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default()
            .to_owned(),
        method: found.operation.method.clone(),
        url: urls.next().unwrap_or_default(),
        further_urls: urls.collect(),
        headers,
        payload,
        proof,
        policy: Policy { redirects, idempotency_header, ..Policy::default() },
        encryption: if behaviour["strictSSL"] == false { Verification::Off } else { Verification::Usual },
        samples: response::samples(&found.item["response"]),
        declared: declared(found.item),
        at,
    }
}

/// What the notes of an export say, and the one variable that our inputs have a word for.
fn declared(item: &Value) -> Vec<HandedOn> {
    let mut declared = notes::of_item(item);
    if item["request"].to_string().contains(&format!("{{{{${MOMENT}}}}}")) {
        let input = Input {
            name: "now".to_owned(),
            label: "Now".to_owned(),
            value_type: ValueType::DateTime,
            source: Source::Now,
            ..Input::default()
        };
        let (variable, input) = (MOMENT.to_owned(), Box::new(input));
        declared.push(HandedOn::Input { variable, input, privacy: Privacy::None });
    }
    declared
}

fn note(found: &Request<'_>, has_new_id: bool, designer: &mut Designer, at: &SourcePlace) {
    if found.has_outer_scripts || (has_scripts(found.item) && !notes::is_own(found.item)) {
        let title = format!("The scripts around “{}” are not carried over", found.operation.title);
        let remedy = "See what they compute or test; answers are understood in the step Understands";
        designer.remark("script_not_carried", Severity::Warning, title, remedy, at);
    }
    let mut request = found.item["request"].clone();
    if has_new_id && let Some(headers) = request["header"].as_array_mut() {
        let is_new_id = |header: &Value| {
            NEW_IDS.iter().any(|name| text(header, "value").trim() == format!("{{{{${name}}}}}"))
        };
        let first = headers.iter().position(is_new_id);
        first.map(|position| headers.remove(position));
    }
    for name in dynamic(&request.to_string()).into_iter().filter(|name| *name != MOMENT) {
        let title = format!("Postman makes up `{{{{${name}}}}}` for each request; here it is an input");
        let remedy = "Say in the step Needs where the bot takes it from";
        designer.remark("value_made_up", Severity::Warning, title, remedy, at);
    }
}

fn headers(list: &Value, variables: &Variables) -> Vec<(String, String)> {
    if let Some(lines) = list.as_str() {
        let pairs = lines.lines().filter_map(|line| line.split_once(':'));
        return pairs
            .map(|(name, value)| (variables.fill(name.trim()), variables.fill(value.trim())))
            .collect();
    }
    let all = enabled(list).filter(|entry| !text(entry, "key").trim().is_empty());
    all.map(|entry| (variables.fill(text(entry, "key").trim()), variables.fill(text(entry, "value"))))
        .collect()
}

/// The whole address: that of `raw` up to the query, with the path's variables, then the parameters that are switched on.
fn address(request: &Value, variables: &Variables) -> String {
    let url = request.as_str().map_or(&request["url"], |_| request);
    let raw = url.as_str().or(url["raw"].as_str()).map_or_else(|| of_parts(url), ToOwned::to_owned);
    let raw = raw.split('#').next().unwrap_or_default();
    let (before, query) = raw.split_once('?').unwrap_or((raw, ""));
    let before = with_path_variables(before, &url["variable"], variables);
    let query =
        if url["query"].is_array() { parameters(&url["query"], variables) } else { variables.fill(query) };
    if query.is_empty() { before } else { format!("{before}?{query}") }
}

fn of_parts(url: &Value) -> String {
    let joined = |field: &str, sign: &str| match &url[field] {
        Value::String(text) => text.clone(),
        Value::Array(parts) => {
            let part = |part: &Value| part.as_str().or(part["value"].as_str()).unwrap_or_default().to_owned();
            parts.iter().map(part).collect::<Vec<_>>().join(sign)
        }
        _ => String::new(),
    };
    let scheme = url["protocol"].as_str().map(|scheme| format!("{}://", scheme.trim_end_matches("://")));
    let port = url["port"].as_str().filter(|port| !port.is_empty()).map(|port| format!(":{port}"));
    let (host, path) = (joined("host", "."), joined("path", "/"));
    format!(
        "{}{host}{}/{}",
        scheme.unwrap_or_default(),
        port.unwrap_or_default(),
        path.trim_start_matches('/')
    )
}

/// `/customers/:id`: the value in the list, or an input of that name.
fn with_path_variables(before: &str, list: &Value, variables: &Variables) -> String {
    let part =
        |part: &str| match part.strip_prefix(':').filter(|name| !name.is_empty() && !name.contains('{')) {
            Some(name) => {
                let entry = list
                    .as_array()
                    .into_iter()
                    .flatten()
                    .find(|entry| entry["key"] == name || entry["id"] == name);
                let value = entry.map(|entry| variables.fill(text(entry, "value"))).unwrap_or_default();
                match value.as_str() {
                    "" => mark(name, name),
                    value if has_marks(value) => value.to_owned(),
                    value => mark(name, value),
                }
            }
            None => part.to_owned(),
        };
    variables.fill(&before.split('/').map(part).collect::<Vec<_>>().join("/"))
}

fn parameters(list: &Value, variables: &Variables) -> String {
    let escaped = |text: &str| text.replace('&', "%26").replace('#', "%23");
    let parameter = |entry: &Value| {
        let name = escaped(&variables.fill(text(entry, "key"))).replace('=', "%3D");
        match &entry["value"] {
            Value::Null => name,
            _ => format!("{name}={}", escaped(&variables.fill(text(entry, "value")))),
        }
    };
    enabled(list).filter(|entry| !text(entry, "key").is_empty()).map(parameter).collect::<Vec<_>>().join("&")
}
