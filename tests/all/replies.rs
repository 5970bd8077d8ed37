//! What the bot says: formats by language, lists, channels, handoff, waiting, and what happens to a missing value.

use std::sync::Arc;

use hookwright::engine::{RunResult, Setup, play_offline};
use hookwright::model::{Channel, Project};
use serde_json::{Value, json};

use crate::designs::{project_with, setup};

/// A design whose only outcome is that reply; the values are facts.
fn design(reply: Value, whole: Value) -> Arc<Project> {
    project_with("https://api.example.com", json!({"replies": {"success": reply}}), whole)
}

fn says(text: &str) -> Value {
    json!({"messages": [{"kind": "text", "text": {"en": text}}]})
}

fn said_by(setup: Setup) -> RunResult {
    play_offline(setup, &[]).unwrap()
}

/// The words for one text in a language, with spaces that do not break shown as `_`.
fn said(text: &str, language: &str, zone: &str, value: &Value) -> String {
    let says = json!({"messages": [{"kind": "text", "text": {language: text}}]});
    let design = design(says, json!({"time_zone": zone}));
    let mut setup = setup(&design, json!({"v": value}));
    setup.conversation.language = language.to_owned();
    said_by(setup)
        .words()
        .join("|")
        .replace(['\u{a0}', '\u{202f}'], "_")
        .replace(['\u{200e}', '\u{200f}', '\u{61c}'], "")
}

#[test]
fn words_that_stand_in_for_a_translation_keep_their_own_dates() {
    let check = |language: &str, expect: &str| {
        let design = design(says("On {{ v | date(\"long\") }}"), json!({"languages": ["en", "de"]}));
        let mut setup = setup(&design, json!({"v": "2026-03-30"}));
        setup.conversation.language = language.to_owned();
        assert_eq!(said_by(setup).words(), [expect], "{language}");
    };
    check("de", "On March 30");
    check("en-GB", "On 30 March");
}

#[test]
fn formats_follow_the_language() {
    let languages = ["en", "de", "fr", "ja", "pl", "ar"];
    let check = |text: &str, value: Value, expect: [&str; 6]| {
        let found = languages.map(|language| said(text, language, "UTC", &value));
        assert_eq!(found, expect, "{text}");
    };
    let day = json!("2026-03-30");
    check(
        "{{ v | date(\"long\") }}",
        day.clone(),
        ["March 30", "30. März", "30 mars", "3月30日", "30 marca", "30 مارس"],
    );
    check(
        "{{ v | date(\"full\") }}",
        day.clone(),
        ["March 30, 2026", "30. März 2026", "30 mars 2026", "2026年3月30日", "30 marca 2026", "30 مارس 2026"],
    );
    check(
        "{{ v | relative }}",
        day,
        ["in 3 days", "in 3 Tagen", "dans 3 jours", "3 日後", "za 3 dni", "خلال 3 أيام"],
    );
    check(
        "{{ v | number }}",
        json!(1_234.5),
        ["1,234.5", "1.234,5", "1_234,5", "1,234.5", "1234,5", "1,234.5"],
    );
    check(
        "{{ v | money(\"EUR\") }}",
        json!("1234.5"),
        ["€1,234.50", "1.234,50_€", "1_234,50_€", "€1,234.50", "1234,50_€", "1,234.50_€"],
    );
    check("{{ v | percent }}", json!(12.5), ["12.5%", "12,5_%", "12,5_%", "12.5%", "12,5%", "12.5%"]);
    check(
        "{{ v | list }}",
        json!(["A", "B", "C"]),
        ["A, B, and C", "A, B und C", "A, B et C", "A、B、C", "A, B i C", "A وB وC"],
    );
}

#[test]
fn plurals_follow_the_language() {
    let check = |language: &str, cases: &str, expect: [&str; 6]| {
        let text = format!("{{{{ v | plural({cases}) }}}}");
        let found = [0, 1, 2, 5, 11, 22].map(|count| said(&text, language, "UTC", &json!(count)));
        assert_eq!(found, expect, "{language}");
    };
    let two = "\"one: # one\", \"other: # other\"";
    check("en", two, ["0 other", "1 one", "2 other", "5 other", "11 other", "22 other"]);
    check("de", two, ["0 other", "1 one", "2 other", "5 other", "11 other", "22 other"]);
    check("fr", two, ["0 one", "1 one", "2 other", "5 other", "11 other", "22 other"]);
    check("ja", two, ["0 other", "1 other", "2 other", "5 other", "11 other", "22 other"]);
    let polish = "\"one: # one\", \"few: # few\", \"many: # many\", \"other: # other\"";
    check("pl", polish, ["0 many", "1 one", "2 few", "5 many", "11 many", "22 few"]);
    let arabic = "\"zero: # zero\", \"one: # one\", \"two: # two\", \"few: # few\", \"many: # many\", \"other: # other\"";
    check("ar", arabic, ["0 zero", "1 one", "2 two", "5 few", "11 many", "22 many"]);
}

#[test]
fn times_are_those_of_the_zone() {
    let moment = json!("2026-03-30T22:30:00Z");
    let check = |zone: &str, language: &str, expect: &str| {
        assert_eq!(said("{{ v | datetime(\"long\") }}", language, zone, &moment), expect);
    };
    check("UTC", "en", "March 30 at 10:30_PM");
    check("Europe/Berlin", "de", "31. März um 00:30");
    check("Asia/Tokyo", "ja", "3月31日 7:30");
    check("America/New_York", "fr", "30 mars à 18:30");
}

#[test]
fn a_missing_value_is_never_a_blank() {
    let check = |text: &str, value: Value, expect: &str| {
        let result = said_by(setup(&design(says(text), json!({})), json!({"v": value})));
        assert_eq!(result.words(), [expect], "{text}");
        assert_eq!(result.fell_back, expect == "Something went wrong.");
        assert_eq!(result.findings.is_empty(), !result.fell_back, "{text}");
    };
    check("Hello {{ v }}.", json!("Ana"), "Hello Ana.");
    for nothing in [Value::Null, json!({}), json!([]), json!({"x": 1})] {
        check("Hello {{ v }}.", nothing, "Something went wrong.");
    }
    check("Hello {{ gone }}.", json!("Ana"), "Something went wrong.");
    check("Hello {{ v.gone }}.", json!({"name": "Ana"}), "Something went wrong.");
    check("Hello {{ v | default(\"you\") }}.", Value::Null, "Hello you.");
    check("Hello {{ v | default(\"you\") }}.", json!(""), "Hello you.");
    check("On {{ v | date(\"long\") }}.", json!("soon"), "Something went wrong.");
    check("On {{ v | date(\"long\") }}.", json!(""), "Something went wrong.");
    check("On {{ v | date(\"long\") | default(\"a day to come\") }}.", json!(""), "On a day to come.");
    check("It costs {{ v | money(\"EUR\") }}.", json!("a lot"), "Something went wrong.");
    check("{{ v }}", json!(true), "true");
    check("{{ v }}", serde_json::from_str("2.0").unwrap(), "2.0");
    // A broken text is no reason to say it.
    check("Hello {{ v", json!("Ana"), "Something went wrong.");
}

#[test]
fn lists() {
    let list = json!({"messages": [{
        "kind": "list", "items": "items", "at_most": 2,
        "item": {"en": "{{ item.name }}: {{ item.price | money(\"EUR\") }}"},
        "more": {"en": "and {{ more_count | plural(\"one: # more\", \"other: # more\") }}"},
        "empty": {"en": "There is nothing."},
    }]});
    let parts = |items: Value| {
        json!({
            "calls": [{"id": "ask", "connection": "api", "outputs": [{"name": "items", "path": "$.items", "type": "list"}]}],
            "samples": [{"id": "s", "status": 200, "body": {"json": {"items": items}}}],
            "replies": {"success": list},
        })
    };
    let check = |items: Value, expect: &str| {
        let design = project_with("https://api.example.com", parts(items), json!({}));
        assert_eq!(said_by(setup(&design, json!({}))).words(), [expect]);
    };
    let item = |name: &str| json!({"name": name, "price": 1});
    check(json!([item("a")]), "• a: €1.00");
    check(json!([item("a"), item("b")]), "• a: €1.00\n• b: €1.00");
    check(json!([item("a"), item("b"), item("c")]), "• a: €1.00\n• b: €1.00\nand 1 more");
    check(Value::Array(vec![item("a"); 1_002]), "• a: €1.00\n• a: €1.00\nand 1,000 more");
    check(json!([]), "There is nothing.");
    check(Value::Null, "There is nothing.");
    // An item without what the line needs.
    check(json!([item("a"), {"name": "b"}]), "Something went wrong.");
}

#[test]
fn languages_and_channels() {
    let text = |words: Value| json!({"kind": "text", "text": words});
    let reply = json!({
        "messages": [text(json!({"en": "Hello", "de": "Guten Tag", "pt-BR": "Oi"}))],
        "channels": {"sms": [text(json!({"en": "Hi"}))]},
    });
    let design = design(reply, json!({"languages": ["en", "de"]}));
    let check = |language: &str, channel: Channel, expect: &str| {
        let mut setup = setup(&design, json!({}));
        setup.conversation.language = language.to_owned();
        setup.conversation.channel = channel;
        assert_eq!(said_by(setup).words(), [expect], "{language} {channel:?}");
    };
    check("en", Channel::Web, "Hello");
    check("de", Channel::Web, "Guten Tag");
    check("de-AT", Channel::Web, "Guten Tag");
    check("pt-BR", Channel::Web, "Oi");
    check("fr", Channel::Web, "Hello");
    check("en", Channel::Sms, "Hi");
    check("de", Channel::Sms, "Hi");
}

#[test]
fn buttons_cards_updates_and_a_handoff() {
    let reply = json!({
        "messages": [
            {"kind": "quick_replies", "choices": [{"label": {"en": "Renew {{ v }}"}}, {"label": {"en": "No"}, "send": "stop"}]},
            {"kind": "card", "title": {"en": "{{ v }}"}, "subtitle": {"en": "S"},
             "buttons": [{"label": {"en": "Open"}, "url": "https://example.com/?q={{ v }}"}]},
        ],
        "remember": [{"name": "order.id", "value": "{{ n }}"}, {"name": "order.note", "value": "No {{ n }}"}],
        "handoff": {"queue": "help", "context": ["v", "gone", "n"], "note": {"en": "About {{ v }}"}},
    });
    let result =
        said_by(setup(&design(reply, json!({})), json!({"v": "A", "n": 9_007_199_254_740_993_123_u64})));
    assert_eq!(result.words(), ["[Renew A] [No]", "A\nS\n[Open] https://example.com/?q=A"]);
    assert_eq!(
        Value::Object(result.remember),
        json!({"order": {"id": 9_007_199_254_740_993_123_u64, "note": "No 9007199254740993123"}})
    );
    let handoff = result.handoff.unwrap();
    assert_eq!((handoff.queue.as_str(), handoff.note.as_str()), ("help", "About A"));
    assert_eq!(Value::Object(handoff.context), json!({"v": "A", "n": 9_007_199_254_740_993_123_u64}));
}

#[test]
fn a_value_in_a_button_cannot_change_where_it_leads() {
    let card = |url: &str| json!({"messages": [{"kind": "card", "title": {"en": "T"}, "buttons": [{"label": {"en": "Open"}, "url": url}]}]});
    let check = |url: &str, value: &str, expect: &str| {
        let result = said_by(setup(&design(card(url), json!({})), json!({"v": value})));
        assert_eq!(result.words(), [format!("T\n[Open] {expect}")]);
    };
    check("https://example.com/?q={{ v }}&x=1", "a", "https://example.com/?q=a&x=1");
    check("{{ v }}", "https://example.com/a?b=c", "https://example.com/a?b=c");
}

#[test]
fn the_waiting_message_is_said_when_it_took_that_long() {
    let parts = json!({
        "calls": [{"id": "ask", "connection": "api", "policy": {"time_limit_ms": 4_000}}],
        "waiting": {"after_ms": 1_500, "text": {"en": "One moment, {{ v }}."}},
    });
    let design = project_with("https://api.example.com", parts, json!({}));
    let play = |answer, context| {
        play_offline(setup(&design, context), &[hookwright::model::Answer::Fault(answer)]).unwrap()
    };
    let slow = play(hookwright::model::Fault::Slow, json!({"v": "Ana"})).waiting.unwrap();
    assert_eq!((slow.after_ms, slow.text.as_str()), (1_500, "One moment, Ana."));
    assert_eq!(play(hookwright::model::Fault::Down, json!({"v": "Ana"})).waiting, None);
    assert_eq!(
        play(hookwright::model::Fault::Slow, json!({})).waiting,
        None,
        "nothing is said rather than half of it"
    );
}
