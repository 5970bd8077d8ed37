//! The limits of every platform: a design beyond each of them has its finding, one that just fits has none, and an export for that
//! platform says the same in its report.

use std::collections::BTreeSet;
use std::sync::Arc;

use hookwright::check::{BodyKind, CATALOGUE, Limit, Proof, check, platform_limits};
use hookwright::convert::export::{Fate, Line, Order, Target, export};
use hookwright::model::{
    Authentication, Body, Choice, Finding, Integration, KeyPlace, Localized, Message, Method, Platform,
    Project, SampleBody, SignatureScheme, StandardOutcome, Waiting,
};
use serde_json::{Value, json};

use super::broken::{both, call, integration, parameter, production, reply, says};
use super::{now, project, show};

fn found(design: &Project, limit: Limit) -> Vec<Finding> {
    let findings = check(design, now()).into_iter();
    findings.filter(|finding| finding.code == limit.entry().code).collect()
}

/// The subscription story for that platform, with nothing in it that a limit could be about.
fn modest(platform: Platform) -> Project {
    let mut design = project("subscription");
    design.platform = Some(platform);
    integration(&mut design).waiting = None;
    // They are played again by every check, and no limit is about them.
    integration(&mut design).scenarios.clear();
    for reply in integration(&mut design).replies.values_mut() {
        reply.messages.retain(|message| matches!(message, Message::Text { .. }));
    }
    let call = call(&mut design);
    call.policy.retries.count = 0;
    call.policy.largest_response_bytes = 1_000;
    call.policy.time_limit_ms = platform.time_limit_ms();
    design
}

#[test]
fn what_goes_beyond_a_limit_is_found_and_what_fits_is_not() {
    for platform in Platform::ALL {
        for limit in platform_limits(platform) {
            let mut design = modest(platform);
            beyond(*limit, &mut design);
            let findings = found(&design, *limit);
            assert!(!findings.is_empty(), "{platform:?} {limit:?}:\n{}", show(&check(&design, now())));
            for finding in &findings {
                super::assert_well_worded(finding);
                assert!(finding.title.contains(platform.title()), "{}", finding.title);
            }
            design.platform = None;
            assert!(found(&design, *limit).is_empty(), "{limit:?} without a platform");

            let mut design = modest(platform);
            if fitting(*limit, &mut design) {
                let findings = found(&design, *limit);
                assert!(findings.is_empty(), "{platform:?} {limit:?} fits:\n{}", show(&findings));
            }
        }
    }
}

/// Every code of the catalogue that is about platforms belongs to a limit that some platform has.
#[test]
fn every_finding_about_platforms_has_a_platform() {
    let known = codes();
    for entry in CATALOGUE.iter().filter(|entry| entry.code.starts_with("platform_")) {
        let is_known = known.contains(&entry.code) || entry.code == "platform_time_budget";
        assert!(is_known, "no platform leads to {}", entry.code);
    }
}

/// The codes of all limits that a platform has.
pub(super) fn codes() -> BTreeSet<&'static str> {
    let limits = Platform::ALL.iter().flat_map(|platform| platform_limits(*platform));
    limits.map(|limit| limit.entry().code).collect()
}

/// A platform is chosen, and the three projects say what it cannot do of them, each thing once.
#[test]
fn no_finding_is_said_twice() {
    for name in super::PROJECTS {
        for platform in Platform::ALL {
            let mut design = project(name);
            design.platform = Some(platform);
            integration(&mut design).scenarios.clear();
            let findings = check(&design, now());
            for (index, finding) in findings.iter().enumerate() {
                assert!(!findings[..index].contains(finding), "{platform:?}: {}", finding.title);
            }
        }
    }
}

/// What is found before the export is what its report says after it: nothing that goes beyond a limit is kept.
#[test]
fn the_report_of_an_export_agrees() {
    for platform in Platform::ALL {
        let Some(target) = Target::of(platform) else { continue };
        for limit in platform_limits(platform) {
            let codes = lines_about(*limit);
            if codes.is_empty() || matches!(target, Target::OpenApi | Target::OpenApi30) {
                continue;
            }
            let mut design = modest(platform);
            beyond(*limit, &mut design);
            let order = Order { environment: Some("production"), ..Order::new(&design) };
            let made = export(&order, target).unwrap();
            let is_about = |line: &&Line| {
                codes.contains(&line.code.as_str()) && matches!(line.fate, Fate::Lost | Fate::Blocked)
                    || line.fate == Fate::Blocked && codes.contains(&"blocked")
            };
            assert!(
                made.report.iter().any(|line| is_about(&line)),
                "{platform:?} {limit:?}: {:#?}",
                made.report
            );
        }
    }
}

/// The codes of the lines that a limit leads to; empty where the export works around it or the report has a line of another kind.
fn lines_about(limit: Limit) -> &'static [&'static str] {
    match limit {
        Limit::HttpsOnly | Limit::Proofs(_) | Limit::ReadableKeys | Limit::NoSecretInText => &["blocked"],
        Limit::CertificatesUnchecked | Limit::NoValueInAddress | Limit::KeyFollowsRedirects => &["blocked"],
        Limit::NotThisComputer => &["local_address"],
        Limit::OwnAuthorities => &["further_authorities"],
        Limit::Bodies(_) => &["blocked", "form_body", "text_body", "json_body"],
        Limit::NoRetries => &["retries"],
        Limit::NoTimeLimit => &["time_limit"],
        Limit::NoSearch | Limit::NoDeepSearch => &["search_path"],
        Limit::NoPatterns => &["input_pattern"],
        Limit::Untold(_) => &["standard_outcome"],
        Limit::NoWaiting => &["waiting"],
        Limit::ListLines(_) => &["list"],
        Limit::ButtonsSayThemselves => &["quick_replies", "vendor_rule"],
        Limit::Formats(_) => &["format"],
        // Named in the report, and not as a loss: another method, a limit of the platform's own, a shorter text.
        Limit::Methods(_) | Limit::Answer(_) | Limit::Hint(_) | Limit::Name(_) => &[],
        // Platforms without an export of their own.
        Limit::PublicAddresses
        | Limit::NoHeaders
        | Limit::FixedTimeLimit
        | Limit::NoAlternatives
        | Limit::TextOnly
        | Limit::TextLength(_)
        | Limit::OwnWords
        | Limit::Integrations(_) => &[],
    }
}

/// Takes the design just beyond the limit.
fn beyond(limit: Limit, design: &mut Project) {
    match limit {
        Limit::HttpsOnly => "http://crm.example.com".clone_into(production(design)),
        Limit::NotThisComputer => "https://localhost:8443/".clone_into(production(design)),
        Limit::PublicAddresses => "https://10.0.0.7/".clone_into(production(design)),
        Limit::Methods(known) => {
            let all = [Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete];
            call(design).method = all.into_iter().find(|method| !known.contains(method)).unwrap();
        }
        Limit::NoHeaders => call(design).headers.push(parameter("X-Tenant", "a")),
        Limit::Proofs(known) => {
            design.connections[0].authentication =
                proofs().into_iter().find(|(proof, _)| !known.contains(proof)).unwrap().1;
        }
        Limit::ReadableKeys | Limit::CertificatesUnchecked | Limit::NoTimeLimit | Limit::OwnWords => {}
        Limit::NoSecretInText => call(design).headers.push(parameter("X-Key", "{{ secret.crm_token }}")),
        Limit::OwnAuthorities => design.connections[0].tls.extra_authorities = Some("ca.pem".to_owned()),
        Limit::KeyFollowsRedirects => {
            let (secret, name) = ("crm_token".to_owned(), "X-Key".to_owned());
            design.connections[0].authentication =
                Authentication::ApiKey { secret, place: KeyPlace::Header, name };
        }
        Limit::Bodies(known) => {
            call(design).body = bodies().into_iter().find(|(kind, _)| !known.contains(kind)).unwrap().1;
        }
        Limit::NoValueInAddress => call(design).path = "/customers/{{ email }}".into(),
        Limit::Answer(most) => answer(design, usize::try_from(most).unwrap() + 1),
        Limit::NoRetries => {
            call(design).policy.retries.count = 1;
            call(design).policy.retries.on = vec![hookwright::model::RetryCause::ServerError];
        }
        Limit::FixedTimeLimit => call(design).policy.time_limit_ms -= 1,
        Limit::NoSearch => call(design).outputs[2].path = "$.plans[*].name".to_owned(),
        Limit::NoDeepSearch => call(design).outputs[2].path = "$..plan".to_owned(),
        Limit::NoAlternatives => call(design).response_schema = Some(json!({"anyOf": [true]})),
        Limit::NoPatterns => integration(design).inputs[0].pattern = ".+@.+".to_owned(),
        Limit::Untold(outcomes) => {
            for outcome in outcomes {
                integration(design).replies.insert(outcome.id().to_owned(), Default::default());
                reply(design, outcome.id()).messages = says("So it is.");
            }
        }
        Limit::NoWaiting => {
            integration(design).waiting = Some(Waiting { after_ms: 1_000, text: both("One moment") });
        }
        Limit::ListLines(most) => list(design, most + 1),
        Limit::TextOnly => buttons(design, None),
        Limit::TextLength(most) => reply(design, "active").messages = says(&"x".repeat(most + 1)),
        Limit::ButtonsSayThemselves => buttons(design, Some("other words")),
        Limit::Formats(known) => {
            let formats = ["relative", "number"];
            let format = formats.into_iter().find(|format| !known.contains(format)).unwrap();
            reply(design, "active").messages = says(&format!("{{{{ renews_on | {format} }}}}"));
        }
        Limit::Name(most) => integration(design).id = "x".repeat(most + 1),
        Limit::Hint(most) => integration(design).trigger.usage_hint = "x".repeat(most + 1),
        Limit::Integrations(most) => integrations(design, most + 1),
    }
}

/// Takes the design up to the limit and no further; false where there is nothing between none and too much.
fn fitting(limit: Limit, design: &mut Project) -> bool {
    match limit {
        Limit::HttpsOnly => "https://crm.example.com".clone_into(production(design)),
        // The demo is on this computer on every platform.
        Limit::NotThisComputer => {}
        Limit::PublicAddresses => "https://93.184.216.34/".clone_into(production(design)),
        Limit::Methods(known) => call(design).method = *known.last().unwrap(),
        Limit::NoHeaders => call(design).headers.push(parameter("Accept", "application/json")),
        Limit::Proofs(known) => {
            let mut fits = proofs().into_iter().filter(|(proof, _)| known.contains(proof));
            design.connections[0].authentication = fits.next_back().unwrap().1;
        }
        Limit::ReadableKeys => design.connections[0].authentication = Authentication::None,
        Limit::NoSecretInText => call(design).headers.push(parameter("X-Key", "{{ email }}")),
        Limit::OwnAuthorities | Limit::KeyFollowsRedirects => {}
        Limit::Bodies(known) => {
            let mut fits = bodies().into_iter().filter(|(kind, _)| known.contains(kind));
            call(design).body = fits.next_back().unwrap().1;
        }
        Limit::NoValueInAddress => call(design).path = "/customers".into(),
        Limit::Answer(most) => {
            call(design).policy.largest_response_bytes = most;
            answer(design, usize::try_from(most).unwrap());
        }
        Limit::NoRetries | Limit::FixedTimeLimit | Limit::NoWaiting => {}
        Limit::NoSearch => call(design).outputs[2].path = "$.plans[-1]['the name']".to_owned(),
        Limit::NoDeepSearch => call(design).outputs[2].path = "$.plans[?@.name]['the name']".to_owned(),
        Limit::NoAlternatives => {
            call(design).response_schema = Some(json!({"properties": {"anyOf": {"type": "string"}}}));
        }
        Limit::NoPatterns => integration(design).inputs[0].allowed = vec![json!("ana@example.com")],
        Limit::Untold(outcomes) => {
            for outcome in StandardOutcome::ALL.iter().filter(|outcome| outcomes.contains(outcome)) {
                integration(design).replies.remove(outcome.id());
            }
        }
        Limit::ListLines(0) | Limit::CertificatesUnchecked | Limit::NoTimeLimit | Limit::OwnWords => {
            return false;
        }
        Limit::ListLines(most) => list(design, most),
        Limit::TextOnly => reply(design, "active").messages = says("Yes."),
        Limit::TextLength(most) => reply(design, "active").messages = says(&"x".repeat(most)),
        Limit::ButtonsSayThemselves => buttons(design, None),
        Limit::Formats(known) => {
            let texts = known.iter().filter(|format| **format == "date" || **format == "upper");
            let texts = texts.map(|format| format!("{{{{ renews_on | {format}{} }}}}", argument(format)));
            reply(design, "active").messages = says(&texts.collect::<String>());
        }
        Limit::Name(most) => integration(design).id = "x".repeat(most),
        Limit::Hint(most) => integration(design).trigger.usage_hint = "x".repeat(most),
        Limit::Integrations(most) => integrations(design, most),
    }
    true
}

fn argument(format: &str) -> &'static str {
    if format == "date" { "(\"long\")" } else { "" }
}

fn proofs() -> Vec<(Proof, Authentication)> {
    let secret = || "crm_token".to_owned();
    let key = |place| Authentication::ApiKey { secret: secret(), place, name: "key".to_owned() };
    vec![
        (Proof::Certificate, Authentication::MutualTls { secret: secret() }),
        (
            Proof::Signature,
            Authentication::Signature { secret: secret(), scheme: SignatureScheme::StandardWebhooks },
        ),
        (
            Proof::SignIn,
            Authentication::OAuth2ClientCredentials {
                token_url: "https://crm.example.com/token".to_owned(),
                client_id: "bot".to_owned(),
                secret: secret(),
                scopes: Vec::new(),
                credentials: Default::default(),
            },
        ),
        (Proof::KeyInCookie, key(KeyPlace::Cookie)),
        (Proof::KeyInAddress, key(KeyPlace::Query)),
        (Proof::KeyInHeader, key(KeyPlace::Header)),
        (Proof::Basic, Authentication::Basic { user: "bot".to_owned(), secret: secret() }),
        (Proof::Bearer, Authentication::Bearer { secret: secret() }),
    ]
}

fn bodies() -> Vec<(BodyKind, Body)> {
    let json = |value: Value| Body::Json { value, schema: None };
    let text = Body::Text { content_type: "application/xml".to_owned(), text: "<a>{{ email }}</a>".into() };
    let form = Body::Form { fields: vec![parameter("email", "{{ email }}")] };
    vec![
        (BodyKind::Text, text),
        (BodyKind::Form, form),
        (BodyKind::Json, json(json!(["{{ email }}"]))),
        (BodyKind::Record, json(json!({"customer": {"email": "{{ email }}"}}))),
        (BodyKind::FlatRecord, json(json!({"email": "{{ email }}"}))),
    ]
}

/// A saved answer of that many bytes.
fn answer(design: &mut Project, bytes: usize) {
    let body = |text: &str| json!({"status": "active", "renews_on": null, "plan": text});
    let empty = body("").to_string().len();
    let long = body(&"x".repeat(bytes - empty));
    assert_eq!(long.to_string().len(), bytes);
    integration(design).samples[0].body = SampleBody::Json(Arc::new(long));
}

fn list(design: &mut Project, at_most: u32) {
    let mut items = call(design).outputs[2].clone();
    items.name = "items".to_owned();
    items.path = "$.items".to_owned();
    items.value_type = hookwright::model::ValueType::List;
    call(design).outputs.push(items);
    reply(design, "active").messages = vec![Message::List {
        items: "items".to_owned(),
        item: both("{{ item }}"),
        at_most,
        more: Localized::default(),
        empty: Localized::default(),
    }];
}

fn buttons(design: &mut Project, send: Option<&str>) {
    let choices = vec![Choice { label: both("Renew"), send: send.map(str::to_owned) }];
    reply(design, "active").messages.push(Message::QuickReplies { choices });
}

fn integrations(design: &mut Project, count: usize) {
    let one = Integration::clone(&design.integrations[0]);
    design.integrations =
        (0..count).map(|number| Arc::new(Integration { id: format!("i{number}"), ..one.clone() })).collect();
}
