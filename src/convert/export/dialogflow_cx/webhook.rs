//! A call as a flexible webhook.

use serde_json::{Map, Value, json};

use super::parameters::Parameters;
use crate::convert::export::flow::{BodyStep, CallStep, Field, Flow, JsonNode, PathStep, Piece};
use crate::model::{Authentication, KeyPlace, Method};

/// Dialogflow CX ends every webhook after this time.
pub(super) const LONGEST_MS: u64 = 30_000;

/// The webhook of a call.
pub(super) fn value(name: &str, flow: &Flow, call: &CallStep, parameters: &Parameters) -> Value {
    let method = match call.method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Put => "PUT",
        Method::Patch => "PATCH",
        Method::Delete => "DELETE",
        Method::Head => "HEAD",
    };
    let mut service = json!({
        "uri": uri(call, parameters),
        "webhookType": "FLEXIBLE",
        "httpMethod": method,
        "requestHeaders": headers(flow, call, parameters),
        "parameterMapping": mapping(call, parameters),
    });
    if let Some(body) = body(flow, call, parameters) {
        service["requestBody"] = Value::from(body);
    }
    prove(&mut service, &call.authentication);
    let timeout = crate::engine::seconds(call.policy.time_limit_ms.min(LONGEST_MS));
    json!({"displayName": name, "timeout": format!("{timeout}s"), "genericWebService": service})
}

/// Whether a text of a customer stands in quotation marks of JSON, where nothing escapes it.
pub(super) fn has_text_in_json(flow: &Flow, node: &JsonNode) -> bool {
    use crate::convert::export::flow::{Chip, Origin};
    use crate::model::ValueType;
    let is_free = |chip: &Chip| {
        let is_text = !matches!(
            chip.value_type,
            Some(
                ValueType::Integer
                    | ValueType::Number
                    | ValueType::Boolean
                    | ValueType::List
                    | ValueType::Object
            )
        );
        let is_chosen = match &chip.reference.origin {
            Origin::Input(name) => flow.input(name).is_some_and(|input| !input.allowed.is_empty()),
            _ => false,
        };
        is_text && !is_chosen
    };
    match node {
        JsonNode::Object(fields) => fields.iter().any(|(_, field)| has_text_in_json(flow, field)),
        JsonNode::Array(items) => items.iter().any(|item| has_text_in_json(flow, item)),
        JsonNode::Chip(chip) => is_free(chip),
        JsonNode::Text(text) => text.iter().any(|piece| matches!(piece, Piece::Chip(chip) if is_free(chip))),
        JsonNode::Literal(_) => false,
    }
}

/// The name of the parameter that holds a value as it is written in an address.
pub(super) fn encoded_name(name: &str) -> String {
    format!("{name}_in_url")
}

fn uri(call: &CallStep, parameters: &Parameters) -> String {
    let written = |text: &[Piece]| -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Literal(text) => text.clone(),
            Piece::Chip(chip) => {
                format!("$session.params.{}", encoded_name(&parameters.name(&chip.reference.origin)))
            }
        };
        text.iter().map(piece).collect()
    };
    let encoded = |text: &str| {
        percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    let pair = |field: &Field| {
        let value: String = field
            .value
            .iter()
            .map(|piece| match piece {
                Piece::Literal(text) => encoded(text),
                chip @ Piece::Chip(_) => written(std::slice::from_ref(chip)),
            })
            .collect();
        format!("{}={value}", encoded(&field.name))
    };
    let query: Vec<String> = call.query.iter().map(pair).collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    format!("{}{}{query}", call.base_url, written(&call.path))
}

fn headers(flow: &Flow, call: &CallStep, parameters: &Parameters) -> Value {
    let mut headers = Map::new();
    for field in &call.headers {
        headers.insert(field.name.clone(), parameters.text(&field.value, &flow.language).into());
    }
    if let Some(content_type) = &call.content_type {
        headers.insert("content-type".to_owned(), content_type.clone().into());
    }
    if !call.cookies.is_empty() {
        let cookie =
            |field: &Field| format!("{}={}", field.name, parameters.text(&field.value, &flow.language));
        let cookies: Vec<String> = call.cookies.iter().map(cookie).collect();
        headers.insert("cookie".to_owned(), cookies.join("; ").into());
    }
    Value::Object(headers)
}

fn mapping(call: &CallStep, parameters: &Parameters) -> Value {
    let mut mapping = Map::new();
    for output in &call.outputs {
        let Some(steps) = &output.steps else { continue };
        let path = steps.iter().fold("$".to_owned(), |path, step| match step {
            PathStep::Name(name) if name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') => {
                format!("{path}.{name}")
            }
            PathStep::Name(name) => {
                format!("{path}['{}']", name.replace('\\', "\\\\").replace('\'', "\\'"))
            }
            PathStep::Index(index) => format!("{path}[{index}]"),
        });
        let origin = crate::convert::export::flow::Origin::Output(output.name.clone());
        mapping.insert(parameters.name(&origin), path.into());
    }
    Value::Object(mapping)
}

fn body(flow: &Flow, call: &CallStep, parameters: &Parameters) -> Option<String> {
    match &call.body {
        BodyStep::None => None,
        BodyStep::Json(node) => Some(json_text(flow, node, parameters)),
        BodyStep::Text { text, .. } => Some(parameters.text(text, &flow.language)),
        BodyStep::Form(fields) => {
            let pair =
                |field: &Field| format!("{}={}", field.name, parameters.text(&field.value, &flow.language));
            Some(fields.iter().map(pair).collect::<Vec<_>>().join("&"))
        }
    }
}

fn json_text(flow: &Flow, node: &JsonNode, parameters: &Parameters) -> String {
    use crate::model::ValueType;
    let inside = |text: &str| {
        let quoted = crate::convert::export::quote::json(text);
        quoted[1..quoted.len() - 1].to_owned()
    };
    match node {
        JsonNode::Object(fields) => {
            let field = |(name, node): &(String, JsonNode)| {
                format!("\"{}\": {}", inside(name), json_text(flow, node, parameters))
            };
            format!("{{{}}}", fields.iter().map(field).collect::<Vec<_>>().join(", "))
        }
        JsonNode::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| json_text(flow, item, parameters)).collect();
            format!("[{}]", items.join(", "))
        }
        JsonNode::Chip(chip) => {
            let value = parameters.text(&[Piece::Chip(chip.clone())], &flow.language);
            let is_bare = matches!(
                chip.value_type,
                Some(
                    ValueType::Integer
                        | ValueType::Number
                        | ValueType::Boolean
                        | ValueType::List
                        | ValueType::Object
                )
            ) && chip.formats.iter().all(|format| format.name() == "default");
            if is_bare { value } else { format!("\"{value}\"") }
        }
        JsonNode::Text(text) => {
            let piece = |piece: &Piece| match piece {
                Piece::Literal(text) => inside(text),
                chip @ Piece::Chip(_) => parameters.text(std::slice::from_ref(chip), &flow.language),
            };
            format!("\"{}\"", text.iter().map(piece).collect::<String>())
        }
        JsonNode::Literal(value) => value.to_string(),
    }
}

/// The resource name of a secret; whoever loads the files puts in the project.
pub(super) fn secret_version(secret: &str) -> String {
    let name: String =
        secret.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect();
    format!("projects/PROJECT/secrets/{name}/versions/latest")
}

fn prove(service: &mut Value, authentication: &Authentication) {
    let mut header = |name: &str, secret: &str| {
        service["secretVersionsForRequestHeaders"] = json!({name: {"secretVersion": secret_version(secret)}});
    };
    match authentication {
        Authentication::Bearer { secret } => header("authorization", secret),
        Authentication::ApiKey { secret, place: KeyPlace::Header, name } => header(name, secret),
        Authentication::ApiKey { secret, place: KeyPlace::Cookie, .. } => header("cookie", secret),
        Authentication::Basic { secret, .. } => {
            service["secretVersionForUsernamePassword"] = secret_version(secret).into();
        }
        Authentication::OAuth2ClientCredentials { token_url, client_id, secret, scopes, .. } => {
            service["oauthConfig"] = json!({
                "clientId": client_id,
                "tokenEndpoint": token_url,
                "secretVersionForClientSecret": secret_version(secret),
                "scopes": scopes,
            });
        }
        Authentication::None
        | Authentication::ApiKey { .. }
        | Authentication::MutualTls { .. }
        | Authentication::Signature { .. } => {}
    }
}
