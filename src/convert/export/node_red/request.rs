//! A request as Node-RED sends it: address, headers and body are finished, keys come from the environment.

use super::super::flow::{BodyStep, CallStep, Flow};
use super::super::jsonata::{self, Encoding, Host, Part, Parts, Spot, Writer, literal, run_header};
use super::NodeRed;
use crate::model::{Authentication, KeyPlace};
use crate::template::{self, Place};

/// The expression that prepares a call: the run with `request`, or with the outcome when nothing can be sent.
pub(super) fn request(flow: &Flow, call: &CallStep, index: usize) -> String {
    let mut writer = Writer::new(flow, &NodeRed);
    let mut parts = jsonata::parts(&mut writer, call, Encoding::Finished);
    let key = proof(&mut writer, call, &mut parts);
    if let Some(name) =
        call.policy.idempotency_header.as_deref().map(str::trim).filter(|name| !name.is_empty())
    {
        let number = if index == 0 { String::new() } else { format!(" & \"-{}\"", index + 1) };
        parts.headers.push(Part { name: name.to_owned(), value: format!("{}{number}", NodeRed.run_id()) });
    }
    let encoded = |name: &str| {
        template::encode(name, Place::Query).map_or_else(|_| name.to_owned(), |name| name.into_owned())
    };
    let mut url = parts.url.clone();
    if !parts.query.is_empty() {
        let query = writer.script.step("query", &jsonata::joined(&parts.query, encoded));
        url = format!("{url} & ({query} != \"\" ? \"?\" & {query} : \"\")");
    }
    if !parts.cookies.is_empty() {
        let pairs = jsonata::joined(&parts.cookies, str::to_owned).replace("\"&\")", "\"; \")");
        let cookies = writer.script.step("cookies", &pairs);
        parts
            .headers
            .push(Part { name: "cookie".to_owned(), value: format!("({cookies} != \"\" ? {cookies})") });
    }
    let header = |part: &Part| format!("{}: {}", literal::text(&part.name), part.value);
    let headers: Vec<String> = parts.headers.iter().map(header).collect();
    let body = body(&mut writer, call, &parts);
    let problem = match key {
        None => parts.problem.clone(),
        Some(key) => format!(
            "{}({key} ? $nothing : {{\"outcome\": \"unauthorized\"}})",
            parts.problem.trim_end_matches("$nothing")
        ),
    };
    let problem = writer.script.step("problem", &problem);
    let result = format!(
        "$exists({problem}) ? $merge([$run, {problem}]) : $merge([$run, {{\"tries\": 0, \"request\": {{\"url\": {url}, \"headers\": {{{}}}{body}}}}}])",
        headers.join(", ")
    );
    writer.script.finish(&run_header("run"), &result)
}

fn body(writer: &mut Writer<'_>, call: &CallStep, parts: &Parts) -> String {
    let code = match (&call.body, &parts.body) {
        (BodyStep::Form(_), _) => {
            let encoded = |name: &str| {
                template::encode(name, Place::Form).map_or_else(|_| name.to_owned(), |name| name.into_owned())
            };
            jsonata::joined(&parts.form, encoded)
        }
        (BodyStep::Json(_), Some(body)) => {
            let step = writer.script.step("json", body);
            // A text alone has its quotes only inside of a list.
            format!(
                "($type({step}) in [\"object\", \"array\"] ? $string({step}) : ($j := $string([{step}]); $substring($j, 1, $length($j) - 2)))"
            )
        }
        (_, Some(body)) => body.clone(),
        (_, None) => return String::new(),
    };
    format!(", \"body\": {code}")
}

/// Adds the proof; the condition that its key is there.
fn proof(writer: &mut Writer<'_>, call: &CallStep, parts: &mut Parts) -> Option<String> {
    let secret = call.authentication.secret()?;
    let code = writer.host.secret(&mut writer.script, secret)?;
    let key = writer.script.step("key", &code);
    let mut there = format!("$exists({key})");
    let mut header = |name: &str, value: String| {
        parts.headers.retain(|part| !part.name.eq_ignore_ascii_case(name));
        parts.headers.push(Part { name: name.to_owned(), value });
    };
    match &call.authentication {
        Authentication::Bearer { .. } => header("authorization", format!("\"Bearer \" & {key}")),
        Authentication::Basic { user, .. } => {
            let user = literal::text(&format!("{user}:"));
            header("authorization", format!("\"Basic \" & $base64encode({user} & {key})"));
            // $base64encode knows one byte for a letter.
            there = format!("($exists({key}) ? $contains({user} & {key}, /^[ -~]+$/) : false)");
        }
        Authentication::ApiKey { place: KeyPlace::Header, name, .. } => header(name, key.clone()),
        Authentication::ApiKey { place: KeyPlace::Query, name, .. } => {
            let value = writer.encoded(&key, Spot::Query);
            parts.query.push(Part { name: name.clone(), value });
        }
        Authentication::ApiKey { place: KeyPlace::Cookie, name, .. } => {
            let value = writer.encoded(&key, Spot::Query);
            parts.cookies.push(Part { name: name.clone(), value });
        }
        // Blocked: nothing goes out without the proof that was designed.
        Authentication::None
        | Authentication::OAuth2ClientCredentials { .. }
        | Authentication::MutualTls { .. }
        | Authentication::Signature { .. } => there = "false".to_owned(),
    }
    Some(there)
}
