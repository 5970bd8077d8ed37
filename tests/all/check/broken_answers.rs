//! Designs that are broken in one way each: answers, rules, samples, replies, channels.

use hookwright::model::{
    Answer, Body, Channel, ContextUpdate, Localized, Message, Operator, Reply, Rule, SampleBody, Scenario,
    Severity::{Error, Hint, Warning},
    Source,
};
use serde_json::json;

use super::broken::{
    ORDER, Row, SUB, TICKET, both, buttons, call, integration, is, parameter, reply, row, says,
};

pub(super) fn rows() -> Vec<Row> {
    [answers(), replies(), channels()].into_iter().flatten().collect()
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
            integration(p).samples[0].body = SampleBody::Json(json!({"status": "ended"}).into());
        }),
        row("sample_breaks_contract", Warning, SUB, "check_subscription sample:active body", |p| {
            call(p).response_schema = None;
            integration(p).samples[0].body = SampleBody::Json(json!({"renews_on": "2026-03-30"}).into());
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
        row("card_without_title", Warning, ORDER, "order_status reply:shipped messages", |p| {
            let Message::Card { title, .. } = &mut reply(p, "shipped").messages[2] else { return };
            *title = Localized::default();
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
