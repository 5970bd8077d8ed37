//! From samples to a contract, and from a contract to what has changed since.

use std::sync::Arc;

use hookwright::engine::{ChangeKind, Contract, drift, infer};
use hookwright::model::Project;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert_eq, prop_oneof, proptest};
use serde_json::{Value, json};

use crate::designs::project;

fn values() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        any::<String>(),
        "[a-z]{0,3}",
        "20[0-9]{2}-[01][0-9]-[0-3][0-9]",
        "20[0-9]{2}-0[1-9]-1[0-9]T[0-2][0-9]:00:00(Z|\\+01:00)",
        "[a-z]{1,5}@[a-z]{1,5}\\.[a-z]{2}",
        "https?://[a-z]{1,5}/[a-z?=&]{0,5}",
    ];
    let number = "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,5})?([eE][+-]?[0-9]{1,4})?";
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        number.prop_map(|text| serde_json::from_str(&text).unwrap()),
        text.prop_map(Value::String),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            proptest::collection::vec(("[a-e$/~]", inner), 0..6)
                .prop_map(|fields| fields.into_iter().collect()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_inferred_contract_accepts_its_samples(samples in proptest::collection::vec(values(), 1..5)) {
        let schema = infer(&samples);
        let contract = Contract::new(&schema).unwrap();
        for sample in &samples {
            prop_assert_eq!(contract.problems(sample), Vec::<String>::new(), "{} {}", schema, sample);
        }
        prop_assert_eq!(infer(&samples), schema);
    }

    #[test]
    fn a_sample_has_not_changed_since(sample in values()) {
        let integration = design().integrations[0].clone();
        let contract = infer(std::slice::from_ref(&sample));
        let changes = drift(&contract, &sample, &integration);
        // The outputs of the design may be missing in any sample.
        prop_assert_eq!(changes.iter().filter(|change| change.kind != ChangeKind::Vanished).count(), 0);
    }
}

#[test]
fn the_samples_of_the_story_become_its_contract() {
    let samples = [
        json!({"status": "active", "renews_on": "2026-03-30", "seats": 3, "tags": []}),
        json!({"status": "expired", "renews_on": null, "seats": 2.5, "tags": ["a"]}),
        json!({"status": "active", "renews_on": "2027-01-01", "seats": 1, "tags": ["b", "a"]}),
        json!({"status": "active", "renews_on": null, "seats": 1, "tags": [], "note": "x"}),
    ];
    let expect = json!({
        "type": "object",
        "required": ["status", "renews_on", "seats", "tags"],
        "properties": {
            "status": {"type": "string", "examples": ["active", "expired"]},
            "renews_on": {"type": ["string", "null"], "format": "date"},
            "seats": {"type": "number"},
            "tags": {"type": "array", "items": {"type": "string"}},
            "note": {"type": "string"},
        },
    });
    assert_eq!(infer(&samples), expect);
}

fn design() -> Arc<Project> {
    let says = |text: &str| json!({"messages": [{"kind": "text", "text": {"en": text}}]});
    let output = |name: &str, path: &str, kind: &str, required: bool| json!({"name": name, "path": path, "type": kind, "required": required});
    project(
        "https://crm.example.com",
        json!({
            "calls": [{
                "id": "ask", "connection": "api",
                "outputs": [
                    output("status", "$.status", "text", true),
                    output("renews_on", "$.renews_on", "date", false),
                    output("items", "$.items", "list", false),
                    output("city", "$..city", "text", false),
                ],
            }],
            "outcomes": [{"id": "expired", "name": "Expired", "when": {"field": "status", "operator": "is", "value": "expired"}}],
            "replies": {
                "success": says("It renews on {{ renews_on }} in {{ city }}."),
                "expired": says("It has expired."),
                "empty": {"messages": [
                    {"kind": "list", "items": "items", "item": {"en": "{{ item.name }}"}, "at_most": 3},
                ]},
                "not_found": {"messages": [], "handoff": {"queue": "help", "context": ["status"]}},
            },
            "fallback": says("Status {{ status | default(\"not known\") }}."),
        }),
    )
}

#[test]
fn what_has_changed_and_who_notices() {
    let contract = json!({
        "type": "object",
        "required": ["status"],
        "properties": {
            "status": {"enum": ["active", "expired"]},
            "renews_on": {"type": ["string", "null"], "format": "date"},
            "items": {"type": "array", "items": {"$ref": "#/$defs/item"}},
            "address": {"type": "object", "properties": {"city": {"type": "string"}, "zip": {"type": "string"}}},
            "free": {"type": "object"},
        },
        "$defs": {"item": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}},
    });
    let check = |live: Value, expect: &[&str]| {
        let changes = drift(&contract, &live, &design().integrations[0]);
        let shown = changes.iter().map(|change| {
            format!(
                "{:?} {}: {} [{}] [{}]",
                change.kind,
                change.path,
                change.sentence,
                change.outputs.join(","),
                change.outcomes.join(",")
            )
        });
        assert_eq!(shown.collect::<Vec<_>>(), expect, "{live}");
    };
    let same = json!({"status": "active", "renews_on": null, "items": [{"name": "a"}], "free": {"x": 1}});
    check(same, &[]);
    check(json!({"status": "active"}), &[]);
    check(
        json!({"renews_on": "2026-03-30"}),
        &["Vanished status: `status` is missing [status] [expired,not_found,fallback]"],
    );
    check(
        json!({"state": "active"}),
        &[
            "Vanished status: `status` is missing [status] [expired,not_found,fallback]",
            "New state: `state` is new [] []",
        ],
    );
    check(
        json!({"status": "paused"}),
        &[
            "Changed status: `status` is “paused”, which is none of active, expired [status] [expired,not_found,fallback]",
        ],
    );
    check(
        json!({"status": "active", "renews_on": 1_774_828_800}),
        &["Changed renews_on: `renews_on` should be a text or empty and is 1774828800 [renews_on] [success]"],
    );
    check(
        json!({"status": "active", "items": [{"title": "a"}, {"title": "b"}, {"name": "c", "price": 1}]}),
        &[
            "Vanished items[].name: `items[0].name` is missing [items] [empty]",
            "New items[].title: `items[].title` is new [] []",
            "New items[].price: `items[].price` is new [] []",
        ],
    );
    check(
        json!({"status": "active", "address": {"city": 7, "street": "x"}}),
        &[
            "Changed address.city: `address.city` should be a text and is 7 [city] [success]",
            "New address.street: `address.street` is new [] []",
        ],
    );
    check(
        json!([]),
        &[
            "Changed the answer: `the answer` should be a record and is a list of 0 [status,renews_on,items,city] [expired,success,empty,not_found,fallback]",
        ],
    );
}

#[test]
fn a_required_output_is_missed_even_without_a_word_in_the_contract() {
    let changes = drift(&json!({}), &json!({"state": "active"}), &design().integrations[0]);
    assert_eq!(changes.len(), 1);
    assert_eq!((changes[0].path.as_str(), changes[0].kind), ("status", ChangeKind::Vanished));
}
