//! Designs that only look broken.

use hookwright::model::{
    Authentication, Channel, Condition, ContextVariable, Header, Localized, Operator, Project, Reply, Rule,
    Sample, SampleBody, ValueType,
};
use serde_json::{Value, json};

use super::broken::{SUB, TICKET, buttons, call, integration, own, parameter, production, reply, says};

/// A change that must not lead to the finding: what it is, project, code.
pub(super) type Sound = (&'static str, &'static str, &'static str, fn(&mut Project));

pub(super) fn designs() -> Vec<Sound> {
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
                body: SampleBody::Json(body.into()),
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
            let body = SampleBody::Json(json!({"error": "no such customer"}).into());
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
