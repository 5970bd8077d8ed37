//! The file format: its schema, and what survives being loaded and saved.

use std::path::Path;

use hookwright::files::{self, DocumentError};
use hookwright::model::{Project, schema};
use serde_json::{Value, json};

/// Every form that a number can have and a program can spoil: more digits than a float holds, more than 64 and 128 bits,
/// zeros at the end, exponents, a minus before zero.
const NUMBERS: &str = "[9007199254740993123, 18446744073709551615, 123456789012345678901234567890, \
                       1234567890123456789012345678901234567890123, -170141183460469231731687303715884105729, 1.00, \
                       0.10, 1e5, 1E5, 1e+5, 2.50e-3, -0, -0.0, 1e400, 3.141592653589793238462643]";

/// The records that keep fields they do not know.
const KEEPERS: [&str; 15] = [
    "",
    "/environments/0",
    "/context/0",
    "/secrets/0",
    "/connections/0",
    "/connections/0/tls",
    "/integrations/0",
    "/integrations/0/trigger",
    "/integrations/0/inputs/0",
    "/integrations/0/calls/0",
    "/integrations/0/calls/0/policy",
    "/integrations/0/calls/0/outputs/0",
    "/integrations/0/replies/active",
    "/integrations/0/samples/0",
    "/integrations/0/scenarios/0",
];

/// The small records that refuse them.
const REFUSERS: [&str; 20] = [
    "/connections/0/authentication",
    "/connections/0/headers/0",
    "/integrations/0/inputs/0/source",
    "/integrations/0/confirmation",
    "/integrations/0/waiting",
    "/integrations/0/calls/0/query/0",
    "/integrations/0/calls/0/headers/0",
    "/integrations/0/calls/0/body",
    "/integrations/0/calls/0/success",
    "/integrations/0/calls/0/policy/retries",
    "/integrations/0/outcomes/0",
    "/integrations/0/outcomes/0/when",
    "/integrations/0/outcomes/1/when",
    "/integrations/0/replies/active/messages/0",
    "/integrations/0/replies/active/messages/1/choices/0",
    "/integrations/0/replies/active/remember/0",
    "/integrations/0/replies/timeout/handoff",
    "/integrations/0/samples/0/body",
    "/integrations/0/samples/6/headers/0",
    "/integrations/0/scenarios/0/expect",
];

#[test]
fn the_published_schema_is_that_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/hookwright.schema.json");
    let text = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    if blessed() {
        files::write_text(&path, &text).unwrap();
    }
    let published = files::read_text(&path).unwrap_or_default();
    assert!(
        published == text,
        "assets/hookwright.schema.json is not up to date; write it with HOOKWRIGHT_BLESS=1 cargo test --test all format"
    );
}

#[test]
fn the_schema_says_what_the_types_accept() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    assert!(validator.is_valid(&whole()), "{:?}", validator.validate(&whole()));
    for pointer in KEEPERS {
        let document = with(pointer, "from_the_future", json!(1));
        assert!(validator.is_valid(&document), "{pointer}");
    }
    for pointer in REFUSERS {
        let document = with(pointer, "from_the_future", json!(1));
        assert!(!validator.is_valid(&document), "{pointer}");
    }
}

#[test]
fn unknown_fields_survive() {
    for pointer in KEEPERS {
        let future: Value =
            serde_json::from_str(&format!(r#"{{"z": {NUMBERS}, "a": [null, true, "ä"]}}"#)).unwrap();
        let document = with(pointer, "from_the_future", future.clone());
        let saved = saved(&document);
        let kept = saved.pointer(pointer).and_then(|record| record.get("from_the_future"));
        assert_eq!(kept.map(Value::to_string), Some(future.to_string()), "{pointer}");
    }
}

#[test]
fn unknown_fields_of_small_records_are_refused_with_their_place() {
    for pointer in REFUSERS {
        let document = with(pointer, "from_the_future", json!(1));
        match files::read(&document.to_string()) {
            Err(DocumentError::Field { path, .. }) => {
                let place = pointer[1..]
                    .replace("/0", "[0]")
                    .replace("/1", "[1]")
                    .replace("/6", "[6]")
                    .replace('/', ".");
                // Inside a tagged value the reader only knows where the value begins.
                let near = place.starts_with(&path) || path == format!("{place}.from_the_future");
                assert!(near && path.len() > "integrations[0]".len(), "{place}: {path}");
            }
            other => panic!("{pointer}: {other:?}"),
        }
    }
}

#[test]
fn numbers_keep_the_form_they_were_written_in() {
    let numbers: Value = serde_json::from_str(NUMBERS).unwrap();
    for pointer in [
        "/context/0/example",
        "/integrations/0/inputs/0/example",
        "/integrations/0/inputs/0/source/value",
        "/integrations/0/inputs/0/allowed",
        "/integrations/0/calls/0/body/value/email",
        "/integrations/0/calls/0/response_schema/properties",
        "/integrations/0/calls/0/outputs/0/default",
        "/integrations/0/outcomes/1/when/value",
        "/integrations/0/samples/0/body/json/status",
        "/integrations/0/scenarios/0/context/user",
        "/integrations/0/scenarios/0/expect/request_body",
    ] {
        let mut document = whole();
        document["integrations"][0]["inputs"][0]["source"] = json!({"from": "constant", "value": 1});
        put(&mut document, pointer, numbers.clone());
        let saved = saved(&document);
        assert_eq!(saved.pointer(pointer).map(Value::to_string), Some(numbers.to_string()), "{pointer}");
    }
}

#[test]
fn a_project_saved_twice_is_the_same_bytes() {
    let once = files::write(&files::read(&whole().to_string()).unwrap());
    let twice = files::write(&files::read(&once).unwrap());
    assert_eq!(once, twice);
    assert!(once.ends_with("}\n") && !once.contains('\r'));
    let empty = files::write(&Project::default());
    assert_eq!(files::write(&files::read(&empty).unwrap()), empty);
}

#[test]
fn a_newer_format_is_refused_and_the_file_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("newer.hookwright.json");
    let text = r#"{"format": "hookwright/2", "integrations": "in another way"}"#;
    files::write_text(&file, text).unwrap();
    let error = files::load(&file).unwrap_err();
    assert!(error.to_string().contains("newer Hookwright (format 2, this program reads up to 1)"), "{error}");
    assert_eq!(files::read_text(&file).unwrap(), text);
}

#[test]
fn a_saved_file_replaces_the_old_one_and_leaves_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("new/folder/a.hookwright.json");
    for name in ["First", "Second"] {
        files::save(&file, &Project { name: name.to_owned(), ..Project::default() }).unwrap();
        assert_eq!(files::load(&file).unwrap().name, name);
    }
    let beside = file.parent().unwrap();
    assert_eq!(names(beside), ["a.hookwright.json"]);
    // A folder stands where the file should be: what was there stays.
    assert!(files::save(beside, &Project::default()).is_err());
    assert_eq!(names(beside.parent().unwrap()), ["folder"]);
}

#[test]
fn a_field_given_twice_is_refused() {
    // JSON readers silently take one of the two; the other would be lost with the next save.
    for text in [
        r#"{"format": "hookwright/1", "name": "A", "name": "B"}"#,
        r#"{"format": "hookwright/1", "x": {"y": [{"z": 1, "z": 1}]}}"#,
    ] {
        let error = files::read(text).unwrap_err();
        assert!(error.to_string().contains("twice"), "{error}");
    }
}

/// The story with everything in it that the tables above point at.
fn whole() -> Value {
    let mut document: Value = serde_json::from_str(files::STORY).unwrap();
    document["connections"][0]["tls"] = json!({"unverified_hosts": ["crm.example.com"]});
    document["connections"][0]["headers"] = json!([{"name": "X-Bot", "value": "1"}]);
    let integration = &mut document["integrations"][0];
    integration["confirmation"] = json!({"ask": {"en": "?"}, "yes": {"en": "Yes"}, "no": {"en": "No"}});
    let call = &mut integration["calls"][0];
    call["query"] = json!([{"name": "a", "value": "{{ email }}", "optional": true}]);
    call["headers"] = json!([{"name": "X-Call", "value": "1"}]);
    call["success"] = json!({"statuses": ["200-299", "404"]});
    call["policy"]["retries"] = json!({"count": 1, "backoff_ms": 100, "on": ["timeout"]});
    document
}

fn with(pointer: &str, field: &str, value: Value) -> Value {
    let mut document = whole();
    let record = document.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is not there"));
    record.as_object_mut().unwrap().insert(field.to_owned(), value);
    document
}

fn put(document: &mut Value, pointer: &str, value: Value) {
    let (record, field) = pointer.rsplit_once('/').unwrap();
    let record = document.pointer_mut(record).unwrap_or_else(|| panic!("{pointer} is not there"));
    record.as_object_mut().unwrap().insert(field.to_owned(), value);
}

fn saved(document: &Value) -> Value {
    let project = files::read(&document.to_string()).unwrap_or_else(|error| panic!("{error}"));
    serde_json::from_str(&files::write(&project)).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "tests look at what was left on the disk")]
fn names(folder: &Path) -> Vec<String> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[expect(clippy::disallowed_methods, reason = "a person asks for it in the process environment")]
fn blessed() -> bool {
    std::env::var_os("HOOKWRIGHT_BLESS").is_some_and(|value| value == "1")
}
