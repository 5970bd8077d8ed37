//! The difference of two versions of a project: every change has a sentence, and nothing else has one.

use hookwright::check::diff::{ChangedKind, diff};
use hookwright::files;
use hookwright::model::Project;
use proptest::prelude::*;
use serde_json::{Value, json};

fn story() -> Value {
    serde_json::from_str(files::STORY).unwrap()
}

fn read(document: &Value) -> Option<Project> {
    serde_json::from_value(document.clone()).ok()
}

/// The sentences about the story after a change of its document.
fn sentences(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let (old, mut document) = (story(), story());
    change(&mut document);
    let changed = diff(&read(&old).unwrap(), &read(&document).unwrap());
    changed.into_iter().map(|changed| changed.sentence).collect()
}

fn integration(document: &mut Value) -> &mut Value {
    &mut document["integrations"][0]
}

#[test]
fn changes_are_said_in_words() {
    let check = |change: &dyn Fn(&mut Value), expect: &[&str]| assert_eq!(sentences(change), expect);
    check(&|_| {}, &[]);
    check(
        &|document| integration(document)["calls"][0]["policy"]["time_limit_ms"] = json!(8000),
        &["Time limit of the call to CRM: 5 seconds → 8 seconds"],
    );
    check(
        &|document| {
            integration(document)["replies"]["timeout"]["messages"][0]["text"] =
                json!({"en": "Please wait", "de": "Warten"});
        },
        &[
            "Reply for Slow, in “de”: “Das dauert länger als sonst. Ein Kollege meldet sich bei Ihnen.” is now “Warten”",
            "Reply for Slow, in “en”: “This takes longer than usual. A colleague will get back to you.” is now “Please wait”",
        ],
    );
    check(
        &|document| integration(document)["waiting"]["after_ms"] = json!(1000),
        &["Moment of the waiting message of the integration: 1.5 seconds → 1 second"],
    );
    check(
        &|document| integration(document)["name"] = json!("Is it active"),
        &["The integration “Check subscription” is now called “Is it active”"],
    );
    check(
        &|document| document["context"][0]["privacy"] = json!("sensitive"),
        &["Privacy class of the customer fact “Customer’s e-mail”: “personal” → “sensitive”"],
    );
    check(
        &|document| {
            document["connections"].as_array_mut().unwrap().push(json!({"id": "erp", "name": "ERP"}));
        },
        &["The connection “ERP” is new"],
    );
    check(
        &|document| {
            let samples = integration(document)["samples"].as_array_mut().unwrap();
            let first = samples.remove(0);
            samples.push(first);
        },
        &["The sample “Active subscription” now stands after “Web page instead of an answer”"],
    );
    check(
        &|document| {
            integration(document)["samples"][0]["id"] = json!("running");
        },
        &["The sample “active” is now called “running”"],
    );
    check(
        &|document| {
            integration(document)["outcomes"].as_array_mut().unwrap().remove(2);
        },
        &["The meaning “Expired” is gone"],
    );
}

#[test]
fn every_change_has_its_place() {
    let (old, mut document) = (story(), story());
    integration(&mut document)["replies"].as_object_mut().unwrap().remove("timeout");
    let changed = diff(&read(&old).unwrap(), &read(&document).unwrap());
    assert_eq!((changed.len(), changed[0].kind), (1, ChangedKind::Gone));
    assert_eq!(
        serde_json::to_value(&changed[0].place).unwrap(),
        json!({"integration": "check_subscription", "part": "reply", "id": "timeout"})
    );
}

/// The JSON pointers of every value in a document.
fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| pointers(item, &format!("{at}/{index}"), all));
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                pointers(field, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), all);
            }
        }
        _ => {}
    }
}

/// Changes the value at a place in one of several ways.
fn mutate(document: &mut Value, pointer: &str, way: u8, seed: u16) {
    let Some(value) = document.pointer_mut(pointer) else { return };
    match (value, way % 5) {
        (Value::Array(items), 0) if !items.is_empty() => {
            items.remove(usize::from(seed) % items.len());
        }
        (Value::Array(items), 1) if !items.is_empty() => {
            let copy = items[usize::from(seed) % items.len()].clone();
            items.push(copy);
        }
        (Value::Array(items), 2) if items.len() > 1 => {
            let last = items.len() - 1;
            items.swap(usize::from(seed) % last, last);
        }
        (Value::Object(fields), 0) if !fields.is_empty() => {
            let key = fields.keys().nth(usize::from(seed) % fields.len()).unwrap().clone();
            fields.remove(&key);
        }
        (Value::Object(fields), 1) => {
            fields.insert(format!("extra_{seed}"), json!(seed));
        }
        (Value::String(text), 0..=2) => text.push_str(&format!(" {seed}")),
        (Value::String(text), _) => text.clear(),
        (Value::Bool(flag), _) => *flag = !*flag,
        (value @ Value::Number(_), _) => *value = json!(seed),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_change_has_a_sentence_and_no_change_has_none(
        file in 0_usize..3,
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), any::<u16>()), 1..4),
    ) {
        let names = ["subscription", "order-status", "support-ticket"];
        let path = format!("projects/{}.hookwright.json", names[file]);
        let before: Value = serde_json::from_str(&files::read_text(path.as_ref()).unwrap()).unwrap();
        let mut after = before.clone();
        for (place, way, seed) in edits {
            let mut all = Vec::new();
            pointers(&after, "", &mut all);
            mutate(&mut after, &all[place.index(all.len())], way, seed);
        }
        // A document that is no project any more has nothing to be compared with.
        if let (Some(old), Some(new)) = (read(&before), read(&after)) {
            let same = files::write(&old) == files::write(&new);
            let there = diff(&old, &new);
            let back = diff(&new, &old);
            prop_assert_eq!(there.is_empty(), same, "{:?}", there);
            prop_assert_eq!(back.is_empty(), same, "{:?}", back);
            prop_assert!(there.iter().all(|changed| !changed.sentence.trim().is_empty()));
        }
    }
}
