//! Commands for a terminal: one script for each integration, with the example values of the design.

use std::fmt::Write as _;
use std::sync::Arc;

use jiff::Timestamp;

use super::flow::{CallStep, Flow};
use super::{ExportError, Exported, FeatureKind as Kind, Ledger, Line, Names, Order, Verdict, quote};
use crate::engine::{self, Conversation, Next, Request, Run, SecretValue, Secrets, Setup};
use crate::model::{Authentication, CredentialsPlace, KeyPlace, Method, Place, Secret};

/// A script for each integration.
pub(super) fn export(order: &Order<'_>) -> Result<Exported, ExportError> {
    let mut names = Names::new();
    let mut exported = Exported::default();
    for flow in order.flows()? {
        let requests = requests(order, &flow.id)?;
        let mut text = format!("#!/usr/bin/env bash\n# {}\n", one_line(&flow.name));
        text.push_str(
            "# Made by Hookwright, with the example values of the design. Needs curl 7.87 or newer.\n",
        );
        let secrets = flow.secrets();
        for secret in &secrets {
            // Writing to a String cannot fail.
            let _ =
                writeln!(text, "# Needs the key {} in ${}.", one_line(secret), Secret::variable_of(secret));
        }
        text.push_str("set -euo pipefail\n");
        for (call, request) in flow.calls.iter().zip(&requests) {
            let _ = write!(text, "\n# {}\n{}\n", one_line(&call.id), command(call, request));
        }
        exported.add(format!("{}.sh", names.give(&flow.id)), text, "The calls, for a terminal");
        exported.report.extend(account(order, &flow)?);
    }
    Ok(exported)
}

/// Where the value of a secret will stand; letters and digits alone, so that no place encodes them.
fn mark(secret: &str) -> String {
    let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    format!("HOOKWRIGHTSECRET{hex}END")
}

struct Marks;

impl Secrets for Marks {
    fn value(&self, name: &str) -> Option<SecretValue> {
        Some(SecretValue::new(mark(name)))
    }

    fn place(&self, name: &str) -> String {
        format!("${}", Secret::variable_of(name))
    }
}

/// The requests of the examples, each call answered by its first sample.
fn requests(order: &Order<'_>, id: &str) -> Result<Vec<Request>, ExportError> {
    let mut project = order.project.clone();
    // The commands prove who they are by themselves.
    for connection in &mut project.connections {
        connection.authentication = Authentication::None;
    }
    let project = Arc::new(project);
    let integration = project.integration(id).ok_or_else(|| ExportError::Integration(id.to_owned()))?;
    let mut conversation = Conversation::example(&project, integration, Timestamp::UNIX_EPOCH);
    order.language().clone_into(&mut conversation.language);
    let setup = Setup::new(Arc::clone(&project), id, order.environment, conversation, Arc::new(Marks));
    let setup =
        setup.map_err(|error| ExportError::unfinished("setup", &error.to_string(), &Place::default()))?;
    let unfinished = |findings: Vec<crate::model::Finding>| match findings.into_iter().next() {
        Some(finding) => ExportError::Unfinished(Box::new(finding)),
        None => ExportError::Integration(id.to_owned()),
    };
    let (mut run, mut next) = Run::start(setup).map_err(unfinished)?;
    let mut requests: Vec<Request> = Vec::new();
    while let Next::Send(request) = next {
        let sample = integration
            .samples
            .iter()
            .find(|sample| sample.call.as_deref().map_or(requests.is_empty(), |call| call == request.call));
        let exchange = sample
            .map_or_else(|| engine::from_fault(crate::model::Fault::NotFound, &request), engine::from_sample);
        if requests.last().is_none_or(|last| last.call != request.call) {
            requests.push(*request);
        }
        next = run.answer(&exchange);
    }
    Ok(requests)
}

fn command(call: &CallStep, request: &Request) -> String {
    let mut words = vec!["curl --silent --show-error --fail-with-body".to_owned()];
    match request.method {
        Method::Get if request.body.is_empty() => {}
        Method::Head if request.body.is_empty() => words.push("--head".to_owned()),
        method => words.push(format!("--request {}", method.name())),
    }
    words.push(format!("--max-time {}", engine::seconds(call.policy.time_limit_ms)));
    if let Some(limit_ms) = call.policy.connect_limit_ms {
        words.push(format!("--connect-timeout {}", engine::seconds(limit_ms)));
    }
    if call.repetitions > 0 {
        words.push(format!("--retry {}", call.repetitions));
    }
    words.push(format!("--max-filesize {}", call.policy.largest_response_bytes));
    words.push(format!("--url {}", word(request.url.as_str())));
    let mut cookie = None;
    for (name, value) in request.headers.iter().filter(|(name, _)| name != "user-agent") {
        match name.as_str() {
            "cookie" => cookie = Some(value.clone()),
            // A header without a value is written with a semicolon.
            _ if value.is_empty() => words.push(format!("--header {}", word(&format!("{name};")))),
            _ => words.push(format!("--header {}", word(&format!("{name}: {value}")))),
        }
    }
    let before = proof(&call.authentication, &mut words, &mut cookie);
    if let Some(cookie) = cookie {
        words.push(format!("--header {}", word(&format!("cookie: {cookie}"))));
    }
    if !request.body.is_empty() {
        if !request.headers.iter().any(|(name, _)| name == "content-type") {
            // Without a word, curl announces a form.
            words.push("--header 'content-type:'".to_owned());
        }
        words.push(format!("--data-raw {}", word(&String::from_utf8_lossy(&request.body))));
    }
    format!("{before}{}", words.join(" \\\n  "))
}

/// The options that prove who we are, and the command before that fetches a token.
fn proof(authentication: &Authentication, words: &mut Vec<String>, cookie: &mut Option<String>) -> String {
    match authentication {
        Authentication::None | Authentication::Signature { .. } => {}
        Authentication::Bearer { secret } => {
            words.push(format!("--header {}", word(&format!("authorization: Bearer {}", mark(secret)))));
        }
        Authentication::Basic { user, secret } => {
            words.push(format!("--user {}", word(&format!("{user}:{}", mark(secret)))));
        }
        Authentication::ApiKey { secret, place: KeyPlace::Header, name } => {
            words.push(format!("--header {}", word(&format!("{name}: {}", mark(secret)))));
        }
        Authentication::ApiKey { secret, place: KeyPlace::Query, name } => {
            words.push(format!("--url-query {}", word(&format!("{name}={}", mark(secret)))));
        }
        Authentication::ApiKey { secret, place: KeyPlace::Cookie, name } => {
            let earlier = cookie.take().map(|cookie| cookie + "; ").unwrap_or_default();
            *cookie = Some(format!("{earlier}{name}={}", mark(secret)));
        }
        Authentication::MutualTls { secret } => {
            let pem = format!("<(printf '%s\\n' {})", word(&mark(secret)));
            words.push(format!("--cert {pem}"));
            words.push(format!("--key {pem}"));
        }
        Authentication::OAuth2ClientCredentials { token_url, client_id, secret, scopes, credentials } => {
            words.push("--header \"authorization: Bearer $token\"".to_owned());
            let scope = if scopes.is_empty() {
                String::new()
            } else {
                format!(" --data-urlencode {}", word(&format!("scope={}", scopes.join(" "))))
            };
            let proof = match credentials {
                CredentialsPlace::Basic => {
                    format!("--user {}", word(&format!("{client_id}:{}", mark(secret))))
                }
                CredentialsPlace::Body => format!(
                    "--data-urlencode {} --data-urlencode {}",
                    word(&format!("client_id={client_id}")),
                    word(&format!("client_secret={}", mark(secret)))
                ),
            };
            return format!(
                "token=$(curl --silent --show-error --fail-with-body {proof} --data grant_type=client_credentials\
                 {scope} --url {} |\n  sed -n 's/.*\"access_token\" *: *\"\\([^\"]*\\)\".*/\\1/p')\n",
                word(token_url)
            );
        }
    }
    String::new()
}

/// A text as one word of the shell, with `$HOOKWRIGHT_SECRET_…` where secrets stand.
fn word(text: &str) -> String {
    let (start, end) = ("HOOKWRIGHTSECRET", "END");
    let mut words = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(start) {
        let known = after.split_once(end).and_then(|(hex, after)| Some((name_of(hex)?, after)));
        let Some((name, after)) = known else { break };
        if !before.is_empty() {
            words.push_str(&quote::shell(before));
        }
        // Writing to a String cannot fail.
        let _ = write!(words, "\"${}\"", Secret::variable_of(&name));
        rest = after;
    }
    if !rest.is_empty() || words.is_empty() {
        words.push_str(&quote::shell(rest));
    }
    words
}

fn name_of(hex: &str) -> Option<String> {
    let byte = |place: usize| u8::from_str_radix(hex.get(place..place + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..hex.len()).step_by(2).map(byte).collect();
    String::from_utf8(bytes?).ok()
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn account(order: &Order<'_>, flow: &Flow) -> Result<Vec<Line>, ExportError> {
    let mut ledger = Ledger::new(order, flow)?;
    ledger.kept(&[
        Kind::Request,
        Kind::ValueInPath,
        Kind::Query,
        Kind::OptionalParameter,
        Kind::Headers,
        Kind::Cookies,
        Kind::JsonBody,
        Kind::FormBody,
        Kind::TextBody,
        Kind::TimeLimit,
        Kind::LargestAnswer,
        Kind::LocalAddress,
    ]);
    ledger.set(&[Kind::Input], &Verdict::emulated("The example value stands in the command"));
    ledger.set(&[Kind::Retries], &Verdict::emulated("curl tries again after 408, 429, 5xx and a time-out"));
    ledger.set(&[Kind::SuccessStatuses], &Verdict::emulated("The exit code is 22 from status 400 on"));
    ledger.set(&[Kind::SeveralCalls], &Verdict::emulated("With the values of the saved answers"));
    ledger
        .set(&[Kind::SecretInText], &Verdict::kept_as("An environment variable; not encoded for its place"));
    let none = "A command shows the answer and has no conversation";
    ledger.set(&[Kind::OwnOutcome, Kind::StandardOutcome, Kind::Fallback], &Verdict::lost(none));
    let signs = flow.calls.iter().filter_map(|call| match &call.authentication {
        Authentication::Signature { secret, .. } => Some(secret.as_str()),
        _ => None,
    });
    let signs: Vec<&str> = signs.collect();
    ledger.decide(|feature| {
        let is_kept = feature.kind == Kind::Authentication && !signs.contains(&feature.name.as_str());
        is_kept.then(|| Verdict::kept_as(format!("${}", Secret::variable_of(&feature.name))))
    });
    Ok(ledger.close())
}
