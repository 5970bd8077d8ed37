//! Remedies for what is asked: address, headers, body, what it does to data.

use serde_json::{Map, Value};

use super::{call, call_mut, integration_mut, say};
use crate::model::{
    Body, Call, Finding, Integration, Method, Parameter, Privacy, Project, Redirects, Risk, Source,
    StatusRange, Text,
};
use crate::state::change::question;
use crate::template::parse;

/// Only parameters can move into the body; a path means something to the other system as it is.
pub(super) fn into_body_words(project: &Project, finding: &Finding) -> Option<String> {
    let call = call(project, finding)?;
    let has_room = matches!(&call.body, Body::None | Body::Form { .. })
        || matches!(&call.body, Body::Json { value: Value::Object(_), .. });
    let can_move = finding.place.field == "query" && has_room && call.method != Method::Delete;
    if !can_move {
        return None;
    }
    say(if call.method.has_body() { "Send it in the details" } else { "Send it in the details (POST)" })
}

pub(super) fn into_body(project: &mut Project, finding: &Finding) {
    let Some(integration) = super::integration(project, finding).cloned() else { return };
    let facts = project.clone();
    let Some(call) = call_mut(project, finding) else { return };
    let (personal, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut call.query)
        .into_iter()
        .partition(|parameter| is_personal(&facts, &integration, parameter.value.as_str()));
    call.query = rest;
    if matches!(call.body, Body::None) {
        call.body = Body::Json { value: Value::Object(Map::new()), schema: None };
    }
    match &mut call.body {
        Body::Json { value: Value::Object(fields), .. } => {
            fields.extend(personal.into_iter().map(|each| (each.name, Value::String(each.value.0))));
        }
        Body::Form { fields } => fields.extend(personal),
        Body::None | Body::Json { .. } | Body::Text { .. } => call.query.extend(personal),
    }
    if !call.method.has_body() {
        call.method = Method::Post;
    }
}

fn is_personal(project: &Project, integration: &Integration, source: &str) -> bool {
    let Ok(parsed) = parse(source) else { return false };
    parsed.names().into_iter().any(|name| {
        let first = name.split('.').next().unwrap_or(name);
        let fact = |name: &str| project.variable(name).map_or(Privacy::None, |fact| fact.privacy);
        let input = integration.input(name).or_else(|| integration.input(first));
        let output = integration.output(name).or_else(|| integration.output(first));
        let privacy = match (input.map(|input| &input.source), output) {
            (Some(Source::Context { name }), _) => fact(name),
            (Some(Source::UserId), _) => Privacy::Personal,
            (Some(Source::Expression { text }), _) => {
                return is_personal(project, integration, text.as_str());
            }
            (Some(_), _) => Privacy::None,
            (None, Some(output)) => output.privacy,
            (None, None) => fact(name),
        };
        privacy > Privacy::None
    })
}

/// With one system there is nothing to choose; with several a person has to.
pub(super) fn ask_only_system_words(project: &Project, _finding: &Finding) -> Option<String> {
    let [only] = project.connections.as_slice() else { return None };
    Some(format!("Ask {}", if only.name.is_empty() { &only.id } else { &only.name }))
}

pub(super) fn ask_only_system(project: &mut Project, finding: &Finding) {
    let [only] = project.connections.as_slice() else { return };
    let id = only.id.clone();
    if let Some(call) = call_mut(project, finding) {
        call.connection = id;
    }
}

pub(super) fn add_call(project: &mut Project, finding: &Finding) {
    let connection = match project.connections.as_slice() {
        [only] => only.id.clone(),
        _ => String::new(),
    };
    if let Some(integration) = integration_mut(project, finding) {
        integration.calls.push(Call { id: "ask".to_owned(), connection, ..Call::default() });
    }
}

pub(super) fn split_address_words(project: &Project, finding: &Finding) -> Option<String> {
    let (path, _) = divided(call(project, finding)?.path.as_str())?;
    let is_whole = !path.contains([' ', '#', '\\']) && !path.split('/').any(|piece| piece == "..");
    if is_whole { say("Make parameters of it") } else { None }
}

pub(super) fn split_address(project: &mut Project, finding: &Finding) {
    let Some(call) = call_mut(project, finding) else { return };
    if let Some((path, parameters)) = divided(call.path.as_str()) {
        call.path = Text(path);
        call.query.extend(parameters);
    }
}

/// `/lookup?email={{ email }}` in two. White space is only looked for outside of chips, which is where `?` stands.
fn divided(path: &str) -> Option<(String, Vec<Parameter>)> {
    let (path, query) = path.split_once('?')?;
    let query = query.split_once('#').map_or(query, |(query, _)| query);
    let parameters = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Parameter { name: name.to_owned(), value: value.into(), optional: false }
    });
    Some((path.to_owned(), parameters.collect()))
}

pub(super) fn name_headers_words(project: &Project, finding: &Finding) -> Option<String> {
    let headers = call(project, finding).map(|call| &call.headers);
    let headers = headers.or_else(|| super::connection(project, finding).map(|known| &known.headers))?;
    let bad = headers.iter().find(|header| !is_header_name(&header.name))?;
    match named(&bad.name) {
        Some(name) => Some(format!("Call it {name}")),
        None => say("Remove the header"),
    }
}

pub(super) fn name_headers(project: &mut Project, finding: &Finding) {
    let of_call = matches!(finding.place.part, crate::model::Part::Call(_));
    let headers = if of_call {
        call_mut(project, finding).map(|call| &mut call.headers)
    } else {
        super::connection_mut(project, finding).map(|known| &mut known.headers)
    };
    let Some(headers) = headers else { return };
    headers.retain_mut(|header| {
        if is_header_name(&header.name) {
            return true;
        }
        let name = named(&header.name);
        header.name = name.clone().unwrap_or_default();
        name.is_some()
    });
}

/// `X Tenant:` as `X-Tenant`; nothing when no letter or digit is left.
fn named(name: &str) -> Option<String> {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect();
    let name = plain.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    (!name.is_empty()).then_some(name)
}

fn is_header_name(name: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_sign)
}

pub(super) fn fetch_with_details_words(project: &Project, finding: &Finding) -> Option<String> {
    match call(project, finding)?.method {
        Method::Get | Method::Head => say("Fetch with details (POST)"),
        _ => say("Send nothing along"),
    }
}

pub(super) fn fetch_with_details(project: &mut Project, finding: &Finding) {
    let Some(call) = call_mut(project, finding) else { return };
    match call.method {
        Method::Get | Method::Head => call.method = Method::Post,
        _ => call.body = Body::None,
    }
}

pub(super) fn stay_there(project: &mut Project, finding: &Finding) {
    if let Some(call) = call_mut(project, finding) {
        call.policy.redirects = Redirects::SameOrigin;
    }
}

pub(super) fn say_risk_words(project: &Project, finding: &Finding) -> Option<String> {
    let deletes =
        super::integration(project, finding)?.calls.iter().any(|call| call.method == Method::Delete);
    say(if deletes { "Say that it deletes" } else { "Say that it changes data" })
}

pub(super) fn say_risk(project: &mut Project, finding: &Finding) {
    let Some(integration) = integration_mut(project, finding) else { return };
    let deletes = integration.calls.iter().any(|call| call.method == Method::Delete);
    integration.trigger.risk = if deletes { Risk::Destructive } else { Risk::Write };
}

pub(super) fn ask_first(project: &mut Project, finding: &Finding) {
    let ready = question(project);
    let Some(integration) = integration_mut(project, finding) else { return };
    match &mut integration.confirmation {
        Some(known) => known.ask = ready.ask,
        None => integration.confirmation = Some(ready),
    }
}

pub(super) fn usual_success(project: &mut Project, finding: &Finding) {
    if let Some(call) = call_mut(project, finding) {
        call.success.statuses = vec![StatusRange { first: 200, last: 299 }];
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_of_headers() {
        let check = |name: &str, expect: Option<&str>| assert_eq!(super::named(name).as_deref(), expect);
        check("X Tenant", Some("X-Tenant"));
        check(" X-Tenant: ", Some("X-Tenant"));
        check("", None);
        check("??", None);
    }
}
