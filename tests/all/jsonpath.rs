//! JSONPath: the compliance suite of RFC 9535 where it is at hand, cases of our own, and hostile paths.

use std::path::Path as FilePath;

use hookwright::engine::{Outline, Path};
use hookwright::files;
use serde_json::{Value, json};

/// The suite lies beside the project, as it is not ours to ship.
const SUITE: &str = "../shared/data/jsonpath/cts.json";

#[test]
fn the_compliance_suite_passes_entirely() {
    let file = FilePath::new(env!("CARGO_MANIFEST_DIR")).join(SUITE);
    let Ok(text) = files::read_text(&file) else {
        println!("skipped: {SUITE} is not there");
        return;
    };
    let suite: Value = serde_json::from_str(&text).unwrap();
    let cases = suite["tests"].as_array().unwrap();
    let failed: Vec<_> =
        cases.iter().filter_map(|case| failure(case).map(|why| (&case["name"], why))).collect();
    println!("{} of {} cases", cases.len() - failed.len(), cases.len());
    assert!(cases.len() > 600, "the suite is complete");
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn our_own_cases_pass() {
    let suite: Value = serde_json::from_str(include_str!("../data/jsonpath.json")).unwrap();
    for case in suite["tests"].as_array().unwrap() {
        assert_eq!(failure(case), None, "{}", case["name"]);
    }
}

/// Why a case of the suite's form fails.
fn failure(case: &Value) -> Option<String> {
    let selector = case["selector"].as_str().unwrap();
    let path = match (Path::parse(selector), case["invalid_selector"] == true) {
        (Err(_), true) => return None,
        (Ok(_), true) => return Some("accepted".to_owned()),
        (Err(problem), false) => return Some(problem),
        (Ok(path), false) => path,
    };
    let found: Vec<Value> = path.find(&case["document"]).into_iter().cloned().collect();
    let one = case.get("result").map(std::slice::from_ref);
    let allowed = one.unwrap_or_else(|| case["results"].as_array().map_or(&[], Vec::as_slice));
    let is_allowed = allowed.iter().any(|result| result.as_array() == Some(&found));
    if !is_allowed {
        return Some(format!("found {found:?}"));
    }
    through_the_text(selector, &case["document"], &found)
}

/// Why the same path finds something else in the text of the document.
fn through_the_text(selector: &str, document: &Value, expect: &[Value]) -> Option<String> {
    let text = document.to_string();
    let outline = Outline::read(&text).unwrap();
    let found = match outline.find(&text, selector) {
        Ok(found) => found,
        Err(problem) => return Some(problem),
    };
    let mut found: Vec<&str> = found.into_iter().map(|index| outline.text(&text, index)).collect();
    let mut expect: Vec<String> = expect.iter().map(Value::to_string).collect();
    // A place that is found twice is one place of the text.
    let is_complete = found.len() <= expect.len();
    found.sort_unstable();
    found.dedup();
    expect.sort_unstable();
    expect.dedup();
    (!is_complete || found != expect).then(|| format!("found {found:?} in the text"))
}

#[test]
fn hostile_paths_end_at_once() {
    for path in [
        "(".repeat(100_000),
        format!("${}", "[?@".repeat(600)),
        format!("${}", ".a".repeat(100_000)),
        "$".repeat(3_000),
        format!("$[?{}@.a{}]", "(".repeat(900), ")".repeat(900)),
    ] {
        assert!(Path::parse(&path).is_err(), "{}…", &path[..20]);
    }
    let deep = (0..120)
        .fold(json!(1), |inner, index| if index % 2 == 0 { json!([inner]) } else { json!({"a": inner}) });
    let wide = Value::Array((0..20_000).map(|index| json!({"a": index, "b": ["x"]})).collect());
    for path in [
        "$..*..*..*..*..*..*".to_owned(),
        format!("${}", "[*,*]".repeat(100)),
        format!("${}", "[0,0,0,0]".repeat(60)),
        "$[?$[?$[?@.a]]]".to_owned(),
        "$..[?count($..*) > 1]".to_owned(),
        "$[?search(@.b[0], '((a{100}){100}){100}')]".to_owned(),
    ] {
        let path = Path::parse(&path).unwrap();
        for document in [&deep, &wide] {
            // What is too dear leads nowhere; what is not ends soon, or this test would not.
            let found = path.find(document).len();
            assert!(path.is_affordable(document) || found == 0);
        }
    }
}
