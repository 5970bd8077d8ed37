//! Designs that are broken in one way each, and designs that only look broken.

use std::sync::Arc;

use hookwright::model::{
    Authentication, Body, Call, Choice, Connection, CredentialsPlace, Integration, KeyPlace, Localized,
    Message, Method, Operator, OwnOutcome, Parameter, Platform, Privacy, Project, Redirects, Reply, Risk,
    Rule, SampleBody, Secret,
    Severity::{self, Error, Hint, Warning},
    Waiting,
};
use serde_json::{Value, json};

use super::broken_answers;

/// A change to one of the projects, and the finding that it must lead to.
pub(super) struct Row {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    pub(super) project: &'static str,
    pub(super) place: &'static str,
    pub(super) change: fn(&mut Project),
}

pub(super) fn integration(project: &mut Project) -> &mut Integration {
    Arc::make_mut(&mut project.integrations[0])
}

pub(super) fn call(project: &mut Project) -> &mut Call {
    &mut integration(project).calls[0]
}

pub(super) fn reply<'a>(project: &'a mut Project, outcome: &str) -> &'a mut Reply {
    integration(project).replies.get_mut(outcome).unwrap()
}

pub(super) fn says(text: &str) -> Vec<Message> {
    vec![Message::Text { text: both(text) }]
}

pub(super) fn both(text: &str) -> Localized {
    let mut both = Localized::new("en", text);
    *both.edit("de") = text.to_owned();
    both
}

pub(super) fn buttons(labels: &[&str]) -> Message {
    Message::QuickReplies {
        choices: labels.iter().map(|label| Choice { label: both(label), send: None }).collect(),
    }
}

pub(super) fn parameter(name: &str, value: &str) -> Parameter {
    Parameter { name: name.to_owned(), value: value.into(), optional: false }
}

pub(super) fn own(id: &str, when: Rule) -> OwnOutcome {
    OwnOutcome { id: id.to_owned(), name: String::new(), when }
}

pub(super) fn is(field: &str, value: impl Into<Value>) -> Rule {
    Rule::condition(field, Operator::Is, value)
}

/// In pieces, so that no scanner stops at this file.
fn key() -> String {
    ["gh", "p_16C7e42F292c6912E7710c838347Ae178B4a"].concat()
}

pub(super) fn production(project: &mut Project) -> &mut String {
    project.connections[0].base_urls.get_mut("production").unwrap()
}

pub(super) fn row(
    code: &'static str,
    severity: Severity,
    project: &'static str,
    place: &'static str,
    change: fn(&mut Project),
) -> Row {
    Row { code, severity, project, place, change }
}

pub(super) fn rows() -> Vec<Row> {
    [structure(), requests(), time(), platforms(), broken_answers::rows()].into_iter().flatten().collect()
}

pub(super) const SUB: &str = "subscription";
pub(super) const ORDER: &str = "order-status";
pub(super) const TICKET: &str = "support-ticket";

fn structure() -> Vec<Row> {
    vec![
        row("no_integration", Warning, SUB, "whole integrations", |p| p.integrations.clear()),
        row("no_environment", Error, SUB, "whole environments", |p| p.environments.clear()),
        row("no_id", Error, SUB, "environment id", |p| p.environments[0].id.clear()),
        row("duplicate_id", Error, SUB, "check_subscription whole id", |p| {
            p.integrations.push(p.integrations[0].clone());
        }),
        row("duplicate_id", Error, SUB, "environment:demo id", |p| p.environments[1].id = "demo".into()),
        row("duplicate_id", Error, SUB, "check_subscription output:status name", |p| {
            call(p).outputs[1].name = "status".into();
        }),
        row("duplicate_id", Error, SUB, "check_subscription output:email name", |p| {
            call(p).outputs[2].name = "email".into();
        }),
        row("duplicate_id", Error, SUB, "check_subscription outcome:success id", |p| {
            integration(p).outcomes[0].id = "success".into();
        }),
        row("duplicate_id", Error, SUB, "connection:crm id", |p| {
            p.connections.push(p.connections[0].clone());
        }),
        row("duplicate_id", Error, SUB, "check_subscription sample:active id", |p| {
            integration(p).samples[1].id = "active".into();
        }),
        row("broken_name", Error, SUB, "check_subscription output:renewal date name", |p| {
            call(p).outputs[1].name = "renewal date".into();
        }),
        row("unknown_time_zone", Warning, SUB, "whole time_zone", |p| p.time_zone = Some("Berlin".into())),
        row("unknown_field", Hint, SUB, "check_subscription call:lookup time_limit", |p| {
            call(p).policy.unknown.0.insert("time_limit".into(), json!(3));
        }),
        row("unused_connection", Hint, SUB, "connection:billing id", |p| {
            p.connections.push(Connection { id: "billing".into(), ..Connection::default() });
        }),
        row("unused_secret", Hint, SUB, "secret:old_token name", |p| {
            p.secrets.push(Secret { name: "old_token".into(), ..Secret::default() });
        }),
        row("example_does_not_fit", Warning, SUB, "context:user.email example", |p| {
            p.context[0].example = Some(json!("ana"));
        }),
        row("example_does_not_fit", Warning, TICKET, "open_ticket input:priority example", |p| {
            integration(p).inputs[2].example = Some(json!("urgent"));
        }),
        row("secret_literal", Error, SUB, "check_subscription call:lookup headers", |p| {
            call(p).headers.push(parameter("X-Api-Key", "abcd1234"));
        }),
        row("secret_literal", Error, SUB, "check_subscription call:lookup body", |p| {
            call(p).body =
                Body::Json { value: json!({"a": [{"client_secret": "s3cr3t-of-mine"}]}), schema: None };
        }),
        row("secret_literal", Error, SUB, "check_subscription sample:active body", |p| {
            integration(p).samples[0].body = SampleBody::Text(key());
        }),
        row(
            "secret_literal",
            Error,
            SUB,
            "check_subscription scenario:An active subscription context",
            |p| {
                integration(p).scenarios[0].context.insert("token".into(), json!(key()));
            },
        ),
        row("secret_literal", Error, SUB, "context:user.email example", |p| {
            p.context[0].example = Some(json!(key()));
        }),
        row("secret_not_declared", Warning, SUB, "connection:crm authentication", |p| p.secrets.clear()),
        row("secret_not_declared", Warning, SUB, "check_subscription call:lookup headers", |p| {
            call(p).headers.push(parameter("X-Tenant", "{{ secret.tenant }}"));
        }),
        row("secret_not_chosen", Error, SUB, "connection:crm authentication", |p| {
            p.connections[0].authentication = Authentication::Bearer { secret: String::new() };
        }),
        row("secret_in_message", Error, SUB, "check_subscription reply:fallback messages", |p| {
            integration(p).fallback.messages = says("{{ secret.crm_token }}");
        }),
    ]
}

fn sign_in(project: &mut Project, token_url: &str, client_id: &str) {
    project.connections[0].authentication = Authentication::OAuth2ClientCredentials {
        token_url: token_url.to_owned(),
        client_id: client_id.to_owned(),
        secret: "crm_token".to_owned(),
        scopes: Vec::new(),
        credentials: CredentialsPlace::Basic,
    };
}

fn requests() -> Vec<Row> {
    vec![
        row("http_not_https", Error, SUB, "connection:crm base_urls", |p| {
            *production(p) = "http://crm.example.com/api".into();
        }),
        row("http_not_https", Warning, SUB, "connection:crm base_urls", |p| {
            let address = "http://crm.staging.example.com/api".to_owned();
            p.connections[0].base_urls.insert("staging".into(), address);
        }),
        row("no_authentication", Error, SUB, "connection:crm authentication", |p| {
            p.connections[0].authentication = Authentication::None;
        }),
        row("no_authentication", Warning, SUB, "connection:crm authentication", |p| {
            p.connections[0].authentication = Authentication::None;
            p.context[0].privacy = Privacy::None;
        }),
        row("personal_data_in_url", Hint, ORDER, "order_status call:fetch path", |_| {}),
        row("personal_data_in_url", Error, ORDER, "order_status call:fetch path", |p| {
            p.context[0].privacy = Privacy::Sensitive;
        }),
        row("personal_data_in_url", Warning, SUB, "check_subscription call:lookup query", |p| {
            call(p).query.push(parameter("email", "{{ email }}"));
        }),
        row("key_in_url", Warning, SUB, "check_subscription call:lookup query", |p| {
            call(p).query.push(parameter("key", "{{ secret.crm_token }}"));
        }),
        row("key_in_url", Warning, SUB, "connection:crm authentication", |p| {
            let (secret, name) = ("crm_token".to_owned(), "key".to_owned());
            p.connections[0].authentication = Authentication::ApiKey { secret, place: KeyPlace::Query, name };
        }),
        row("incomplete_sign_in", Warning, SUB, "connection:crm authentication", |p| {
            let (user, secret) = (" ".to_owned(), "crm_token".to_owned());
            p.connections[0].authentication = Authentication::Basic { user, secret };
        }),
        row("incomplete_sign_in", Error, SUB, "connection:crm authentication", |p| {
            let (secret, name) = ("crm_token".to_owned(), String::new());
            p.connections[0].authentication =
                Authentication::ApiKey { secret, place: KeyPlace::Header, name };
        }),
        row("incomplete_sign_in", Error, SUB, "connection:crm authentication", |p| {
            sign_in(p, "https://crm.example.com/token", "");
        }),
        row("incomplete_sign_in", Error, SUB, "connection:crm authentication", |p| {
            sign_in(p, "crm.example.com/token", "bot");
        }),
        row("http_not_https", Error, SUB, "connection:crm authentication", |p| {
            sign_in(p, "http://crm.example.com/token", "bot");
        }),
        row("redirects_anywhere", Warning, SUB, "check_subscription call:lookup redirects", |p| {
            call(p).policy.redirects = Redirects::Any;
        }),
        row("unverified_tls_host", Error, SUB, "connection:crm tls", |p| {
            p.connections[0].tls.unverified_hosts.push("CRM.example.com".into());
        }),
        row("unverified_tls_host", Warning, SUB, "connection:crm tls", |p| {
            p.connections[0].tls.unverified_hosts.push("crm.staging.example.com".into());
        }),
        row("secret_hosts_do_not_match", Error, SUB, "secret:crm_token hosts", |p| {
            *production(p) = "https://crm.example.org/api".into();
        }),
        row("missing_connection", Error, SUB, "check_subscription call:lookup connection", |p| {
            call(p).connection = "crn".into();
        }),
        row("missing_connection", Error, SUB, "check_subscription call:lookup connection", |p| {
            call(p).connection.clear();
        }),
        row("missing_base_url", Error, SUB, "connection:crm base_urls", |p| production(p).clear()),
        row("missing_base_url", Warning, SUB, "connection:crm base_urls", |p| {
            p.connections[0].base_urls.remove("staging");
        }),
        row("bad_base_url", Error, SUB, "connection:crm base_urls", |p| {
            *production(p) = "crm.example.com".into();
        }),
        row("bad_base_url", Error, SUB, "connection:crm base_urls", |p| {
            *production(p) = "https://ana:x@crm.example.com".into();
        }),
        row("no_calls", Error, SUB, "check_subscription whole calls", |p| integration(p).calls.clear()),
        row("broken_address", Error, SUB, "check_subscription call:lookup path", |p| {
            call(p).path = "/lookup?email={{ email }}".into();
        }),
        row("broken_address", Error, SUB, "check_subscription call:lookup path", |p| {
            call(p).path = "/../admin".into();
        }),
        row("broken_header_name", Error, SUB, "check_subscription call:lookup headers", |p| {
            call(p).headers.push(parameter("X Tenant", "1"));
        }),
        row("broken_header_name", Error, SUB, "connection:crm headers", |p| {
            p.connections[0].headers.push(parameter("", "1"));
        }),
        row("body_not_expected", Warning, SUB, "check_subscription call:lookup body", |p| {
            call(p).method = Method::Get;
        }),
        row("broken_schema", Error, SUB, "check_subscription call:lookup response_schema", |p| {
            call(p).response_schema = Some(json!({"type": "text"}));
        }),
        row("broken_schema", Error, SUB, "check_subscription call:lookup body", |p| {
            call(p).body = Body::Json { value: json!("{{ email }}"), schema: Some(json!({"type": 3})) };
        }),
        row("risk_against_method", Warning, SUB, "check_subscription trigger risk", |p| {
            call(p).method = Method::Patch;
        }),
        row("write_without_confirmation", Warning, TICKET, "open_ticket confirmation ask", |p| {
            integration(p).confirmation = None;
        }),
        row("write_without_confirmation", Error, TICKET, "open_ticket confirmation ask", |p| {
            integration(p).confirmation.as_mut().unwrap().ask = Localized::default();
            integration(p).trigger.risk = Risk::Destructive;
        }),
        row(
            "retries_on_write_without_idempotency",
            Warning,
            TICKET,
            "open_ticket call:create retries",
            |p| {
                call(p).policy.retries.count = 2;
            },
        ),
    ]
}

/// What one click can repair of a platform's limits; all of them are in `platforms.rs`.
fn platforms() -> Vec<Row> {
    vec![
        row("platform_needs_https", Error, SUB, "connection:crm base_urls", |p| {
            p.platform = Some(Platform::DialogflowCx);
            "http://crm.example.com/api".clone_into(production(p));
        }),
        row("platform_retries", Hint, SUB, "check_subscription call:lookup retries", |p| {
            p.platform = Some(Platform::CopilotStudio);
            call(p).policy.retries.count = 1;
        }),
        row(
            "platform_answer_size",
            Hint,
            SUB,
            "check_subscription call:lookup largest_response_bytes",
            |p| {
                p.platform = Some(Platform::DialogflowCx);
            },
        ),
        row("platform_list", Warning, ORDER, "order_status reply:shipped messages", |p| {
            p.platform = Some(Platform::TwilioStudio);
            let messages = &mut reply(p, "shipped").messages;
            let lists = messages.iter_mut().filter_map(|message| match message {
                Message::List { at_most, .. } => Some(at_most),
                _ => None,
            });
            lists.for_each(|at_most| *at_most = 16);
        }),
        row("platform_button_answer", Warning, SUB, "check_subscription reply:active messages", |p| {
            p.platform = Some(Platform::Tiledesk);
            let choices = vec![Choice { label: both("Renew"), send: Some("renew it".into()) }];
            reply(p, "active").messages.push(Message::QuickReplies { choices });
        }),
    ]
}

fn time() -> Vec<Row> {
    vec![
        row("time_limit_too_long", Error, SUB, "check_subscription call:lookup time_limit_ms", |p| {
            call(p).policy.time_limit_ms = 0;
        }),
        row("time_limit_too_long", Warning, SUB, "check_subscription call:lookup time_limit_ms", |p| {
            call(p).policy.time_limit_ms = 15_001;
        }),
        row("time_limit_too_long", Error, SUB, "check_subscription call:lookup time_limit_ms", |p| {
            call(p).policy.time_limit_ms = 120_001;
        }),
        row("retries_time_budget", Warning, SUB, "check_subscription call:lookup retries", |p| {
            call(p).policy.retries.count = 6;
        }),
        row("retries_time_budget", Warning, SUB, "check_subscription call:lookup retries", |p| {
            call(p).policy.retries.count = u32::MAX;
            call(p).policy.retries.backoff_ms = u64::MAX;
        }),
        row("platform_time_budget", Error, SUB, "check_subscription call:lookup time_limit_ms", |p| {
            p.platform = Some(Platform::TwilioStudio);
            call(p).policy.time_limit_ms = 10_001;
            call(p).policy.retries.count = 0;
        }),
        row("no_waiting_message", Warning, SUB, "check_subscription waiting text", |p| {
            integration(p).waiting = None;
        }),
        row("waiting_after_limit", Warning, SUB, "check_subscription waiting after_ms", |p| {
            integration(p).waiting = Some(Waiting { after_ms: 5_000, text: both("Wait") });
        }),
    ]
}
