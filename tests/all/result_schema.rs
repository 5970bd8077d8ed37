//! The JSON Schema of a run's result: it is published as it is, and what runs print keeps it.
#![expect(clippy::disallowed_methods, reason = "a test looks whether it is to write its file anew")]

use std::path::Path;
use std::sync::Arc;

use hookwright::engine::{Conversation, MaskedSecrets, Setup, preview, result_schema};
use hookwright::files;
use serde_json::json;

use crate::designs::{now, project, setup};

#[test]
fn the_published_schema_is_that_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/run-result.schema.json");
    let text = serde_json::to_string_pretty(&result_schema()).unwrap() + "\n";
    if std::env::var_os("HOOKWRIGHT_BLESS").is_some() {
        files::write_text(&path, &text).unwrap();
    }
    let published = files::read_text(&path).unwrap_or_default();
    assert!(
        published == text,
        "assets/run-result.schema.json is not up to date; write it with HOOKWRIGHT_BLESS=1 cargo test --test all result_schema"
    );
}

#[test]
fn every_result_keeps_it() {
    let validator = jsonschema::validator_for(&result_schema()).unwrap();
    for name in ["subscription", "order-status", "support-ticket"] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("projects/{name}.hookwright.json"));
        let project = Arc::new(files::load(&file).unwrap());
        for integration in &project.integrations {
            let conversation = Conversation::example(&project, integration, now());
            let setup = Setup::new(
                Arc::clone(&project),
                &integration.id,
                None,
                conversation,
                Arc::new(MaskedSecrets),
            );
            for preview in preview(&setup.unwrap()) {
                let result = serde_json::to_value(&preview.result).unwrap();
                assert!(validator.is_valid(&result), "{:?}\n{result:#}", validator.validate(&result));
            }
        }
    }
}

#[test]
fn a_result_with_everything_keeps_it() {
    let validator = jsonschema::validator_for(&result_schema()).unwrap();
    let says = json!({
        "messages": [
            {"kind": "text", "text": {"en": "Hello"}},
            {"kind": "quick_replies", "choices": [{"label": {"en": "Yes"}}]},
            {"kind": "card", "title": {"en": "Card"}, "image_url": "https://example.com/a.png",
             "buttons": [{"label": {"en": "Open"}, "url": "https://example.com"}]},
            {"kind": "list", "items": "items", "item": {"en": "{{ item }}"}, "at_most": 1, "more": {"en": "and more"}},
        ],
        "remember": [{"name": "a.b", "value": "1"}],
        "handoff": {"queue": "help", "context": ["items"], "note": {"en": "Note"}},
    });
    let design = project(
        "https://crm.example.com",
        json!({
            "calls": [{"id": "ask", "connection": "api", "outputs": [{"name": "items", "path": "$.items", "type": "list"}]}],
            "samples": [{"id": "some", "status": 200, "body": {"json": {"items": [1, 2]}}}],
            "replies": {"success": says},
        }),
    );
    let result = hookwright::engine::play_offline(setup(&design, json!({})), &[]).unwrap();
    let result = serde_json::to_value(&result).unwrap();
    assert!(validator.is_valid(&result), "{:?}\n{result:#}", validator.validate(&result));
    let said = |pointer: &str| result.pointer(pointer).is_some();
    assert!(said("/handoff/context/items") && said("/messages/3/more"), "{result:#}");
    // A field that nobody documented would go unnoticed otherwise.
    let documented = result_schema()["properties"].as_object().unwrap().clone();
    assert!(result.as_object().unwrap().keys().all(|field| documented.contains_key(field)));
}
