//! Broken and hostile descriptions, and very large ones.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use hookwright::convert::import::openapi::Document;
use serde_json::{Value, json};

/// Rounds of mutation for each file; more by `HOOKWRIGHT_FUZZ_ROUNDS`.
fn rounds() -> u64 {
    std::env::var("HOOKWRIGHT_FUZZ_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(12)
}

/// Reads and imports a few operations; what comes out is nobody's business here, only that something does.
fn swallow(text: &str) {
    if let Ok(document) = Document::read(text) {
        let chosen: Vec<_> = document.operations().into_iter().map(|it| it.id).take(3).collect();
        let imported = document.import(&chosen);
        assert!(imported.project.integrations.len() <= chosen.len());
    }
}

/// A small generator of numbers; the same every time (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % (below.max(1) as u64)).unwrap()
    }
}

fn texts() -> Vec<String> {
    let own = json!({"openapi": "3.0.0", "paths": {"/a/{b}": {"get": {
        "parameters": [{"$ref": "#/components/parameters/b"}],
        "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/s"}}}}},
    }}}, "components": {
        "parameters": {"b": {"in": "path", "name": "b", "required": true, "schema": {"type": "string", "pattern": "^[a-z]+$"}}},
        "schemas": {"s": {"type": "object", "properties": {"s": {"$ref": "#/components/schemas/s"}}, "required": ["s"]}},
    }});
    let mut texts = vec![own.to_string()];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/openapi");
    let mut files: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().map(|file| file.unwrap().path()).collect();
    files.sort();
    let read = files.iter().map(|file| fs::read_to_string(file).unwrap());
    texts.extend(read.filter(|text| text.len() < 60_000));
    texts
}

#[test]
fn no_prefix_and_no_mutation_panics() {
    let words = [
        "$ref", "allOf", "oneOf", "{", "}", "[", "]", "\"", ":", "null", "-1", "1e999", "true", "#/", "{{",
        "\u{0}", "é",
    ];
    for (index, text) in texts().iter().enumerate() {
        let mut dice = Dice(index as u64);
        for _ in 0..rounds() {
            let mut cut = dice.roll(text.len());
            while !text.is_char_boundary(cut) {
                cut -= 1;
            }
            swallow(&text[..cut]);
            let mut end = cut + dice.roll(12);
            while end < text.len() && !text.is_char_boundary(end) {
                end += 1;
            }
            let word = words[dice.roll(words.len())];
            swallow(&format!("{}{word}{}", &text[..cut], text.get(end..).unwrap_or_default()));
        }
        mutate_values(text, &mut dice);
    }
}

/// Changes of the document itself, which is still JSON afterwards.
fn mutate_values(text: &str, dice: &mut Dice) {
    let Ok(root) = serde_json::from_str::<Value>(text) else { return };
    let mut pointers = Vec::new();
    collect(&root, String::new(), &mut pointers);
    for _ in 0..rounds() {
        let mut root = root.clone();
        for _ in 0..3 {
            let from = pointers[dice.roll(pointers.len())].clone();
            let other = root.pointer(&from).cloned().unwrap_or_default();
            let values = [
                json!(null),
                json!([]),
                json!({}),
                json!(-1),
                json!("x"),
                json!({"$ref": format!("#{from}")}),
                other,
            ];
            let value = values[dice.roll(values.len())].clone();
            if let Some(place) = root.pointer_mut(&pointers[dice.roll(pointers.len())]) {
                *place = value;
            }
        }
        swallow(&root.to_string());
    }
}

fn collect(value: &Value, pointer: String, found: &mut Vec<String>) {
    let at = |key: &str| format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| collect(value, at(key), found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| collect(value, at(&index.to_string()), found));
        }
        _ => {}
    }
    found.push(pointer);
}

#[test]
fn hostile_schemas_end() {
    let reference = |to: String| json!({"$ref": format!("#/components/schemas/{to}")});
    let with = |schemas: Value, root: Value| {
        json!({"openapi": "3.0.0", "paths": {"/a": {"post": {
            "requestBody": {"content": {"application/json": {"schema": root}}},
            "responses": {"200": {"content": {"application/json": {"schema": root}}}},
        }}}, "components": {"schemas": schemas}})
        .to_string()
    };
    let chain = |make: &dyn Fn(usize) -> Value| {
        (0..2_000).map(|index| (format!("S{index}"), make(index))).collect::<serde_json::Map<_, _>>()
    };
    let doubling = chain(
        &|index| json!({"allOf": [reference(format!("S{}", index + 1)), reference(format!("S{}", index + 1))]}),
    );
    let wide = chain(
        &|index| json!({"properties": {"a": reference(format!("S{}", (index * 7 + 1) % 2_000)), "b": reference(format!("S{}", (index * 3 + 2) % 2_000))}}),
    );
    let circle = chain(&|index| json!({"anyOf": [reference(format!("S{}", (index + 1) % 2_000))]}));
    let required =
        json!({"S0": {"type": "object", "required": ["a"], "properties": {"a": reference("S0".to_owned())}}});
    for schemas in [Value::Object(doubling), Value::Object(wide), Value::Object(circle), required] {
        swallow(&with(schemas, reference("S0".to_owned())));
    }
    let mut deep = json!({});
    for _ in 0..50 {
        deep = json!({"type": "object", "required": ["a"], "properties": {"a": deep}});
    }
    swallow(&with(json!({}), deep));
}

/// A description as large as GitHub's: 13 MB, 1,100 operations.
fn large() -> String {
    let schema = |index: usize| {
        let field = |field: usize| {
            let text = "What this field holds, in a sentence or two, as descriptions of this size have it for each of them. ";
            (
                format!("field_{field}"),
                json!({"type": "string", "description": text.repeat(2), "example": "text"}),
            )
        };
        let mut fields: serde_json::Map<_, _> = (0..44).map(field).collect();
        fields.insert(
            "next".to_owned(),
            json!({"$ref": format!("#/components/schemas/s{}", (index * 13 + 7) % 1_100)}),
        );
        json!({"type": "object", "required": ["field_0"], "properties": fields})
    };
    let path = |index: usize| {
        let content =
            json!({"application/json": {"schema": {"$ref": format!("#/components/schemas/s{index}")}}});
        let operation = json!({"operationId": format!("things/get-{index}"), "summary": "Get a thing", "tags": ["things"],
            "responses": {"200": {"description": "ok", "content": content}}});
        (format!("/things{index}/{{id}}"), json!({"get": operation}))
    };
    let schemas: serde_json::Map<_, _> =
        (0..1_100).map(|index| (format!("s{index}"), schema(index))).collect();
    let paths: serde_json::Map<_, _> = (0..1_100).map(path).collect();
    json!({"openapi": "3.0.3", "info": {"title": "Large"}, "servers": [{"url": "https://x.example"}], "paths": paths,
        "components": {"schemas": schemas}})
    .to_string()
}

#[test]
fn a_large_description_is_listed_and_its_contracts_stay_small() {
    let text = large();
    assert!(text.len() > 12_000_000, "{}", text.len());
    let start = Instant::now();
    let document = Document::read(&text).unwrap();
    let operations = document.operations();
    let listed = start.elapsed();
    let imported = document.import(&[operations[5].id.clone()]);
    println!(
        "{} MB: {} operations listed after {listed:?}, one imported after {:?}",
        text.len() / 1_000_000,
        operations.len(),
        start.elapsed()
    );
    assert_eq!(operations.len(), 1_100);
    // Ten times the goal of a release build where nothing is optimised.
    let most = if cfg!(debug_assertions) { Duration::from_secs(30) } else { Duration::from_secs(1) };
    assert!(listed < most, "{listed:?}");
    let contract = imported.project.integrations[0].calls[0].response_schema.as_ref().unwrap().to_string();
    assert!(contract.len() < 200_000, "{}", contract.len());
}
