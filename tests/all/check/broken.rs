//! Designs that are broken in one way each, and designs that only look broken.

use std::sync::Arc;

use hookwright::model::{
    Answer, Authentication, Body, Call, Channel, Choice, Condition, Connection, ContextUpdate,
    ContextVariable, Header, Integration, Localized, Message, Method, Operator, OwnOutcome, Parameter,
    Privacy, Project, Redirects, Reply, Risk, Rule, Sample, SampleBody, Scenario, Secret,
    Severity::{self, Error, Hint, Warning},
    Source, ValueType, Waiting,
};
use serde_json::{Value, json};

/// A change to one of the projects, and the finding that it must lead to.
pub(super) struct Row {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    pub(super) project: &'static str,
    pub(super) place: &'static str,
    pub(super) change: fn(&mut Project),
}

/// A change that must not lead to the finding: what it is, project, code.
pub(super) type Sound = (&'static str, &'static str, &'static str, fn(&mut Project));

pub(super) fn integration(project: &mut Project) -> &mut Integration {
    Arc::make_mut(&mut project.integrations[0])
}

pub(super) fn call(project: &mut Project) -> &mut Call {
    &mut integration(project).calls[0]
}

fn reply<'a>(project: &'a mut Project, outcome: &str) -> &'a mut Reply {
    integration(project).replies.get_mut(outcome).unwrap()
}

fn says(text: &str) -> Vec<Message> {
    vec![Message::Text { text: both(text) }]
}

fn both(text: &str) -> Localized {
    let mut both = Localized::new("en", text);
    *both.edit("de") = text.to_owned();
    both
}

fn buttons(labels: &[&str]) -> Message {
    Message::QuickReplies {
        choices: labels.iter().map(|label| Choice { label: both(label), send: None }).collect(),
    }
}

fn parameter(name: &str, value: &str) -> Parameter {
    Parameter { name: name.to_owned(), value: value.into(), optional: false }
}

fn own(id: &str, when: Rule) -> OwnOutcome {
    OwnOutcome { id: id.to_owned(), name: String::new(), when }
}

fn is(field: &str, value: impl Into<Value>) -> Rule {
    Rule::condition(field, Operator::Is, value)
}

/// In pieces, so that no scanner stops at this file.
fn key() -> String {
    ["gh", "p_16C7e42F292c6912E7710c838347Ae178B4a"].concat()
}

fn production(project: &mut Project) -> &mut String {
    project.connections[0].base_urls.get_mut("production").unwrap()
}

fn row(
    code: &'static str,
    severity: Severity,
    project: &'static str,
    place: &'static str,
    change: fn(&mut Project),
) -> Row {
    Row { code, severity, project, place, change }
}

pub(super) fn rows() -> Vec<Row> {
    [structure(), requests(), time(), answers(), replies(), channels()].into_iter().flatten().collect()
}

const SUB: &str = "subscription";
const ORDER: &str = "order-status";
const TICKET: &str = "support-ticket";

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
        row("no_waiting_message", Warning, SUB, "check_subscription waiting text", |p| {
            integration(p).waiting = None;
        }),
        row("waiting_after_limit", Warning, SUB, "check_subscription waiting after_ms", |p| {
            integration(p).waiting = Some(Waiting { after_ms: 5_000, text: both("Wait") });
        }),
    ]
}

fn answers() -> Vec<Row> {
    vec![
        row("broken_path", Error, SUB, "check_subscription output:status path", |p| {
            call(p).outputs[0].path = "status".into();
        }),
        row("broken_pattern", Error, ORDER, "order_status input:order_number pattern", |p| {
            integration(p).inputs[0].pattern = "A-([0-9]".into();
        }),
        row("no_success_status", Error, SUB, "check_subscription call:lookup success", |p| {
            call(p).success.statuses.clear();
        }),
        row("unused_input", Hint, TICKET, "open_ticket input:priority name", |p| {
            call(p).body = Body::Json {
                value: json!({"email": "{{ email }}", "problem": "{{ problem }}"}),
                schema: None,
            };
        }),
        row("unused_output", Hint, SUB, "check_subscription output:plan name", |p| {
            reply(p, "success").handoff = None;
        }),
        row("no_question", Warning, SUB, "check_subscription input:email ask", |p| {
            integration(p).inputs[0].ask = Localized::default();
        }),
        row("rule_unknown_field", Error, SUB, "check_subscription outcome:expired when", |p| {
            integration(p).outcomes[2].when = is("state", "expired");
        }),
        row("rule_unknown_field", Error, SUB, "check_subscription outcome:expired when", |p| {
            integration(p).outcomes[2].when = is("user.email", "ana@example.com");
        }),
        row("rule_unknown_field", Error, SUB, "check_subscription call:lookup success", |p| {
            call(p).success.rule = Some(is("okay", true));
        }),
        row("rule_value_unknown", Warning, SUB, "check_subscription outcome:expired when", |p| {
            integration(p).outcomes[2].when = is("status", "ended");
        }),
        row("empty_rule", Error, SUB, "check_subscription outcome:expired when", |p| {
            integration(p).outcomes[2].when = Rule::All { all: vec![] };
        }),
        row("empty_rule", Error, SUB, "check_subscription outcome:expired when", |p| {
            integration(p).outcomes[2].when = is("", "");
        }),
        row("unreachable_rule", Warning, SUB, "check_subscription outcome:active when", |p| {
            integration(p).outcomes.swap(0, 1);
        }),
        row("unreachable_rule", Warning, SUB, "check_subscription outcome:expired when", |p| {
            integration(p).outcomes[1].when =
                Rule::condition("status", Operator::OneOf, json!(["expired", "paused"]));
        }),
        row("unreachable_rule", Warning, SUB, "check_subscription outcome:expired when", |p| {
            let all = vec![is("status", "expired"), is("status", "paused")];
            integration(p).outcomes[2].when = Rule::All { all };
        }),
        row("no_sample", Hint, SUB, "check_subscription call:lookup samples", |p| {
            integration(p).samples.clear();
        }),
        row("sample_breaks_contract", Warning, SUB, "check_subscription sample:active body", |p| {
            integration(p).samples[0].body = SampleBody::Json(json!({"status": "ended"}));
        }),
        row("sample_breaks_contract", Warning, SUB, "check_subscription sample:active body", |p| {
            call(p).response_schema = None;
            integration(p).samples[0].body = SampleBody::Json(json!({"renews_on": "2026-03-30"}));
        }),
        row("sample_breaks_contract", Warning, SUB, "check_subscription sample:cut_off body", |p| {
            integration(p).scenarios.clear();
        }),
        row("sample_without_call", Warning, SUB, "check_subscription sample:active call", |p| {
            integration(p).samples[0].call = Some("look_up".into());
        }),
        row("no_scenario", Hint, SUB, "check_subscription whole scenarios", |p| {
            integration(p).scenarios.clear();
        }),
        row(
            "scenario_fails",
            Warning,
            SUB,
            "check_subscription scenario:An active subscription expect",
            |p| {
                reply(p, "active").messages = says("Yes.");
            },
        ),
        row("scenario_unknown_sample", Warning, SUB, "check_subscription scenario:Another answers", |p| {
            integration(p).scenarios.push(Scenario {
                name: "Another".into(),
                answers: vec![Answer::Sample("actvie".into())],
                ..Scenario::default()
            });
        }),
    ]
}

fn replies() -> Vec<Row> {
    vec![
        row("silence", Error, SUB, "check_subscription reply:timeout messages", |p| {
            reply(p, "timeout").messages = says(" ");
        }),
        row("silence", Error, SUB, "check_subscription reply:timeout messages", |p| {
            reply(p, "timeout").channels.insert(Channel::Web, vec![]);
        }),
        row("silence", Error, SUB, "check_subscription reply:fallback messages", |p| {
            integration(p).fallback.messages = says("");
        }),
        row("no_fallback", Error, SUB, "check_subscription reply:fallback messages", |p| {
            integration(p).fallback = Reply::default();
        }),
        row("fallback_needs_value", Error, SUB, "check_subscription reply:fallback messages", |p| {
            integration(p).fallback.messages = says("I can’t check {{ user.email }}.");
        }),
        row("fallback_needs_value", Error, SUB, "check_subscription reply:fallback handoff", |p| {
            integration(p).fallback.handoff.as_mut().unwrap().note = both("{{ email }}");
        }),
        row("no_success_reply", Warning, SUB, "check_subscription reply:success messages", |p| {
            let keep =
                |id: &String| !["active", "active_open_ended", "expired", "success"].contains(&id.as_str());
            integration(p).replies.retain(|id, _| keep(id));
        }),
        row("outcome_without_reply", Warning, SUB, "check_subscription reply:expired messages", |p| {
            integration(p).replies.remove("expired");
        }),
        row("reply_without_outcome", Warning, SUB, "check_subscription reply:notfound messages", |p| {
            let reply = reply(p, "not_found").clone();
            integration(p).replies.insert("notfound".into(), reply);
        }),
        row("optional_value_in_reply", Warning, SUB, "check_subscription reply:expired messages", |p| {
            reply(p, "expired").messages = says("Expired on {{ renews_on }}.");
        }),
        row("optional_value_in_reply", Warning, SUB, "check_subscription reply:not_found messages", |p| {
            reply(p, "not_found").messages = says("Status: {{ status }}.");
        }),
        row("optional_value_in_reply", Warning, SUB, "check_subscription reply:bad_input messages", |p| {
            reply(p, "bad_input").messages = says("{{ email }} is no e-mail address.");
        }),
        row("optional_value_in_reply", Warning, TICKET, "open_ticket reply:opened messages", |p| {
            reply(p, "opened").messages = says("Priority {{ priority }}.");
        }),
        row("unknown_name", Error, SUB, "check_subscription reply:active messages", |p| {
            reply(p, "active").messages = says("Renews on {{ renewson }}.");
        }),
        row("unknown_name", Error, SUB, "check_subscription call:lookup path", |p| {
            call(p).path = "/{{ status }}".into();
        }),
        row("unknown_name", Error, SUB, "check_subscription input:email source", |p| {
            integration(p).inputs[0].source = Source::Context { name: "user.mail".into() };
        }),
        row("unknown_name", Error, SUB, "check_subscription input:email ask", |p| {
            integration(p).inputs[0].ask = both("Which address, {{ email }}?");
        }),
        row("unknown_name", Error, SUB, "check_subscription waiting text", |p| {
            integration(p).waiting.as_mut().unwrap().text = both("{{ plan }}");
        }),
        row("unknown_name", Error, TICKET, "open_ticket confirmation ask", |p| {
            integration(p).confirmation.as_mut().unwrap().ask = both("{{ ticket_id }}?");
        }),
        row("unknown_name", Error, SUB, "check_subscription reply:active remember", |p| {
            reply(p, "active").remember[0].value = "{{ state }}".into();
        }),
        row("unknown_name", Error, SUB, "check_subscription reply:active messages", |p| {
            reply(p, "active").messages = says("{{ item.name }}");
        }),
        row("unknown_name", Warning, SUB, "check_subscription reply:timeout handoff", |p| {
            reply(p, "timeout").handoff.as_mut().unwrap().context.push("user.name".into());
        }),
        row("unknown_name", Error, SUB, "connection:crm headers", |p| {
            p.connections[0].headers.push(parameter("X-Plan", "{{ plan }}"));
        }),
        row("unknown_name", Error, ORDER, "order_status reply:open messages", |p| {
            reply(p, "open").messages.push(list("itmes"));
        }),
        row("broken_text", Error, SUB, "check_subscription reply:active messages", |p| {
            reply(p, "active").messages = says("Renews on {{ renews_on | dat }}.");
        }),
        row("broken_text", Error, SUB, "check_subscription output:renews_on format", |p| {
            call(p).outputs[1].format = "date(long)".into();
        }),
        row("broken_text", Error, SUB, "connection:crm headers", |p| {
            p.connections[0].headers.push(parameter("X-Plan", "{{ plan"));
        }),
        row("format_does_not_fit", Warning, SUB, "check_subscription reply:expired messages", |p| {
            reply(p, "expired").messages = says("{{ status | date }}");
        }),
        row("format_does_not_fit", Warning, SUB, "check_subscription output:plan format", |p| {
            call(p).outputs[2].format = "number(2)".into();
        }),
        row("format_does_not_fit", Warning, ORDER, "order_status reply:open messages", |p| {
            reply(p, "open").messages = says("{{ items }}");
        }),
        row("list_of_no_list", Error, ORDER, "order_status reply:open messages", |p| {
            reply(p, "open").messages.push(list("status"));
        }),
        row("missing_language", Warning, SUB, "check_subscription waiting text", |p| {
            integration(p).waiting.as_mut().unwrap().text.0.remove("de");
        }),
        row("missing_language", Warning, SUB, "check_subscription reply:active messages", |p| {
            p.languages.push("fr".into());
        }),
        row("no_trigger_phrase", Warning, SUB, "check_subscription trigger phrases", |p| {
            integration(p).trigger = hookwright::model::Trigger::default();
        }),
        row("no_sample_phrase", Hint, SUB, "check_subscription trigger phrases", |p| {
            integration(p).trigger.phrases.clear();
        }),
        row("handoff_to_nobody", Error, SUB, "check_subscription reply:timeout handoff", |p| {
            reply(p, "timeout").handoff.as_mut().unwrap().queue.clear();
        }),
        row("undeclared_fact", Hint, SUB, "check_subscription reply:expired remember", |p| {
            let update = ContextUpdate { name: "subscription.state".into(), value: "{{ status }}".into() };
            reply(p, "expired").remember.push(update);
        }),
    ]
}

fn list(items: &str) -> Message {
    Message::List {
        items: items.to_owned(),
        item: both("{{ item.name }}"),
        at_most: 3,
        more: both("{{ more_count }}"),
        empty: both("Nothing"),
    }
}

fn channels() -> Vec<Row> {
    vec![
        row("too_many_buttons", Warning, SUB, "check_subscription reply:expired messages", |p| {
            reply(p, "expired").messages.push(buttons(&["A", "B", "C", "D"]));
        }),
        row("button_too_long", Warning, SUB, "check_subscription reply:expired messages", |p| {
            reply(p, "expired").messages.push(buttons(&["Yes, renew it for a year"]));
        }),
        row("button_without_words", Error, SUB, "check_subscription reply:expired messages", |p| {
            reply(p, "expired").messages.push(buttons(&["Yes", " "]));
        }),
        row("button_without_address", Error, ORDER, "order_status reply:shipped messages", |p| {
            let Message::Card { buttons, .. } = &mut reply(p, "shipped").messages[2] else { return };
            buttons[0].url = "".into();
        }),
        row("buttons_without_text", Warning, SUB, "check_subscription reply:expired messages", |p| {
            reply(p, "expired").messages.remove(0);
        }),
        row("buttons_not_shown", Hint, SUB, "check_subscription reply:expired messages", |p| {
            p.channels.push(Channel::Sms);
        }),
        row("text_too_long", Warning, SUB, "check_subscription reply:expired messages", |p| {
            reply(p, "expired").messages[0] = Message::Text { text: both(&"a".repeat(1_025)) };
        }),
        row("text_too_long", Warning, SUB, "check_subscription reply:timeout channels", |p| {
            reply(p, "timeout").channels.insert(Channel::WhatsApp, says(&"a".repeat(4_097)));
        }),
    ]
}

pub(super) fn sound() -> Vec<Sound> {
    vec![
        ("an address of this computer", SUB, "http_not_https", |p| {
            for address in ["http://localhost:8080", "http://127.0.0.2", "http://[::1]:80/x"] {
                *production(p) = address.into();
            }
        }),
        ("a key in a header of the call", SUB, "no_authentication", |p| {
            p.connections[0].authentication = Authentication::None;
            call(p).headers.push(parameter("X-Api-Key", "{{ secret.crm_token }}"));
        }),
        ("a key in a header of the connection", SUB, "no_authentication", |p| {
            p.connections[0].authentication = Authentication::None;
            p.connections[0].headers.push(parameter("X-Api-Key", "{{ secret.crm_token }}"));
        }),
        ("ids, hashes and a token of an example answer", SUB, "secret_literal", |p| {
            let body = json!({"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "token": null, "etag": "d41d8cd98f00b204e9800998ecf8427e"});
            let headers = vec![Header { name: "authorization".into(), value: "none".into() }];
            let sample = Sample {
                id: "x".into(),
                status: 404,
                headers,
                body: SampleBody::Json(body),
                ..Sample::default()
            };
            integration(p).samples.push(sample);
            call(p).headers.push(parameter("Authorization", "Bearer {{ secret.crm_token }}"));
        }),
        ("an output that a later call uses", SUB, "unused_output", |p| {
            reply(p, "success").handoff = None;
            let mut second = call(p).clone();
            second.id = "second".into();
            second.path = "/{{ plan }}".into();
            second.outputs.clear();
            integration(p).calls.push(second);
        }),
        ("an output of an earlier call", SUB, "unknown_name", |p| {
            let mut second = call(p).clone();
            second.id = "second".into();
            second.path = "/{{ plan }}".into();
            second.outputs.clear();
            integration(p).calls.push(second);
        }),
        ("a field of a record", SUB, "unknown_name", |p| {
            call(p).outputs[2].value_type = ValueType::Object;
            reply(p, "expired").messages = says("{{ plan.name }}");
        }),
        ("a fact without an input", SUB, "unknown_name", |p| {
            reply(p, "expired").messages = says("{{ user.email }}");
            p.connections[0].headers.push(parameter("X-User", "{{ user.email }}"));
        }),
        ("a value with words for when it is missing", SUB, "optional_value_in_reply", |p| {
            reply(p, "expired").messages = says("{{ renews_on | date | default(\"some day\") }}");
        }),
        ("a value with words for when it is missing", SUB, "fallback_needs_value", |p| {
            integration(p).fallback.messages = says("{{ email | default(\"you\") }}");
        }),
        ("any of two comparisons of the same field", SUB, "optional_value_in_reply", |p| {
            let condition = |value| {
                Rule::Condition(Condition { field: "renews_on".into(), operator: Operator::Is, value })
            };
            let any = vec![condition(json!("2026-03-30")), condition(json!("2026-03-31"))];
            integration(p).outcomes[2].when = Rule::Any { any };
            reply(p, "expired").messages = says("{{ renews_on }}");
        }),
        ("a narrower rule before a wider one", SUB, "unreachable_rule", |p| {
            integration(p)
                .outcomes
                .push(own("any", Rule::condition("status", Operator::IsPresent, Value::Null)));
        }),
        ("a rule that is missing or not there", SUB, "unreachable_rule", |p| {
            integration(p)
                .outcomes
                .push(own("none", Rule::condition("status", Operator::IsMissing, Value::Null)));
        }),
        (
            "a write that is tried again with a header against repetition",
            TICKET,
            "retries_on_write_without_idempotency",
            |p| {
                call(p).policy.retries.count = 2;
                call(p).policy.idempotency_header = Some("Idempotency-Key".into());
            },
        ),
        ("a look-up by POST that is tried again", SUB, "retries_on_write_without_idempotency", |p| {
            call(p).policy.retries.count = 2;
        }),
        ("quick calls without a waiting message", SUB, "no_waiting_message", |p| {
            integration(p).waiting = None;
            call(p).policy.time_limit_ms = 3_000;
        }),
        ("words for every channel and none for all", SUB, "silence", |p| {
            let words = says("Slow.");
            let timeout = reply(p, "timeout");
            timeout.messages.clear();
            timeout.channels.insert(Channel::Web, words.clone());
            timeout.channels.insert(Channel::WhatsApp, words);
        }),
        ("a regional language with the words of its base language", SUB, "missing_language", |p| {
            p.languages = vec!["en".into(), "de-AT".into()];
        }),
        ("many buttons on a channel that shows them", SUB, "too_many_buttons", |p| {
            p.channels = vec![Channel::Web, Channel::Slack];
            reply(p, "expired").messages.push(buttons(&["A", "B", "C", "D"]));
        }),
        ("a note for the editor", SUB, "unknown_field", |p| {
            p.unknown.0.insert("$schema".into(), json!("hookwright.schema.json"));
        }),
        ("a reply for something missing instead of questions", SUB, "no_question", |p| {
            integration(p).inputs[0].ask = Localized::default();
            integration(p).replies.insert(
                "missing_input".into(),
                Reply { messages: says("What is missing?"), ..Reply::default() },
            );
        }),
        ("an answer that reports an error inside a 200", SUB, "sample_breaks_contract", |p| {
            call(p).success.rule = Some(Rule::condition("status", Operator::IsPresent, Value::Null));
            let body = SampleBody::Json(json!({"error": "no such customer"}));
            integration(p).samples.push(Sample { id: "x".into(), status: 200, body, ..Sample::default() });
        }),
        ("a fact that is a record", SUB, "unknown_name", |p| {
            let customer = ContextVariable {
                name: "customer".into(),
                value_type: ValueType::Object,
                ..ContextVariable::default()
            };
            p.context.push(customer);
            reply(p, "expired").messages = says("{{ customer.first_name }}");
        }),
    ]
}
