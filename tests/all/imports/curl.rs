//! Real cURL commands: what the engine plans is what curl sent.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use hookwright::convert::import::curl;
use hookwright::engine::Request;
use serde_json::Value;

use super::planned::planned;

/// The share of commands that must be planned as curl sent them.
const LEAST_PERCENT: usize = 98;

#[test]
fn real_commands_are_planned_as_curl_sends_them() {
    let Some(cases) = commands() else {
        println!("skipped: ../shared/data/curl is not there");
        return;
    };
    let (mut passed, mut failed) = (0, Vec::new());
    for case in &cases {
        let expected = case["expected"].as_array().unwrap();
        if expected.len() != 1 || has_flag(case, "many-requests") {
            continue;
        }
        match difference(case, &expected[0]) {
            None => passed += 1,
            Some(problem) => failed.push(format!("{}: {problem}", case["id"])),
        }
    }
    let all = passed + failed.len();
    println!("cURL: {passed} of {all} commands are planned as curl sent them");
    failed.iter().for_each(|line| println!("  {line}"));
    assert!(passed * 100 >= all * LEAST_PERCENT, "{failed:#?}");
}

#[test]
fn several_commands_make_several_requests() {
    let Some(cases) = commands() else {
        println!("skipped: ../shared/data/curl is not there");
        return;
    };
    for case in cases.iter().filter(|case| has_flag(case, "many-requests")) {
        let imported = curl::import(case["command"].as_str().unwrap()).unwrap();
        let calls = case["argv"].as_array().unwrap().len();
        assert_eq!(imported.project.integrations.len(), calls, "{}", case["id"]);
    }
}

pub fn commands() -> Option<Vec<Value>> {
    let file: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/curl/commands.json");
    #[expect(clippy::disallowed_methods, reason = "test data is read from disk")]
    let text = std::fs::read_to_string(file).ok()?;
    Some(serde_json::from_str(&text).unwrap())
}

fn has_flag(case: &Value, flag: &str) -> bool {
    case["flags"].as_array().unwrap().iter().any(|known| known == flag)
}

fn difference(case: &Value, expected: &Value) -> Option<String> {
    let imported = match curl::import(case["command"].as_str().unwrap()) {
        Ok(imported) => imported,
        Err(error) => return Some(error.to_string()),
    };
    let files: BTreeMap<String, String> =
        case.get("files").map(|files| serde_json::from_value(files.clone()).unwrap()).unwrap_or_default();
    let request = match planned(&imported, 0, &files) {
        Ok(request) => request,
        Err(problem) => {
            let remarks: Vec<_> = imported.remarks.iter().map(|remark| remark.title.as_str()).collect();
            return Some(format!("{problem} ({})", remarks.join("; ")));
        }
    };
    of_method(&request, expected)
        .or_else(|| of_url(&request, expected))
        .or_else(|| of_headers(&request, expected))
        .or_else(|| of_body(&request, expected))
}

fn of_method(request: &Request, expected: &Value) -> Option<String> {
    let name = request.method.name();
    (expected["method"] != name).then(|| format!("the method is {name}"))
}

/// The path byte for byte once both are decoded, and the query as pairs in any order: only a key may change its place.
fn of_url(request: &Request, expected: &Value) -> Option<String> {
    let wanted = url::Url::parse(expected["url"].as_str().unwrap()).unwrap();
    let decoded =
        |url: &url::Url| percent_encoding::percent_decode_str(url.path()).decode_utf8_lossy().into_owned();
    let pairs = |url: &url::Url| {
        let mut pairs: Vec<_> = url.query_pairs().into_owned().collect();
        pairs.sort();
        pairs
    };
    let same = request.url.origin() == wanted.origin()
        && decoded(&request.url) == decoded(&wanted)
        && pairs(&request.url) == pairs(&wanted);
    (!same).then(|| format!("the address is {}", request.url))
}

/// Every header that the command asks for, and no others but those that every request has. The scheme of an authorization is
/// the same in any case (RFC 9110 §11.1).
fn of_headers(request: &Request, expected: &Value) -> Option<String> {
    let wanted: Vec<(String, String)> = serde_json::from_value(expected["headers"].clone()).unwrap();
    let is_multipart = expected.get("multipart").is_some();
    for (name, value) in &wanted {
        let name = name.to_lowercase();
        let sent = request.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
        let same = match name.as_str() {
            "content-type" if is_multipart => {
                sent.is_some_and(|sent| sent.starts_with("multipart/form-data; boundary="))
            }
            "authorization" => sent.is_some_and(|sent| with_scheme(sent) == with_scheme(value)),
            _ => sent == Some(value),
        };
        if !same {
            return Some(format!("the header {name} is {sent:?}"));
        }
    }
    let own = ["accept", "user-agent"];
    let extra = request.headers.iter().find(|(name, _)| {
        !own.contains(&name.as_str()) && !wanted.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
    });
    extra.map(|(name, _)| format!("there is a header {name}"))
}

fn with_scheme(value: &str) -> (String, &str) {
    value.split_once(' ').map_or((String::new(), value), |(scheme, rest)| (scheme.to_lowercase(), rest))
}

/// JSON by its values in their order, forms by their fields, everything else byte for byte.
fn of_body(request: &Request, expected: &Value) -> Option<String> {
    let sent = String::from_utf8_lossy(&request.body).into_owned();
    if let Some(parts) = expected.get("multipart") {
        let wanted: Vec<Value> = serde_json::from_value(parts.clone()).unwrap();
        let found = parts_of(request, &sent);
        return (found != wanted).then(|| format!("the parts are {found:?}"));
    }
    let wanted = expected.get("body").and_then(Value::as_str).unwrap_or_default();
    let as_json = |text: &str| serde_json::from_str::<Value>(text).ok().map(|value| value.to_string());
    let as_form = |text: &str| url::form_urlencoded::parse(text.as_bytes()).into_owned().collect::<Vec<_>>();
    let is_form =
        request.headers.iter().any(|(name, value)| name == "content-type" && value.contains("urlencoded"));
    let same = sent == wanted
        || as_json(wanted).is_some_and(|wanted| as_json(&sent) == Some(wanted))
        || (is_form && wanted.contains('=') && as_form(&sent) == as_form(wanted));
    (!same).then(|| format!("the body is {}", sent.chars().take(300).collect::<String>()))
}

fn parts_of(request: &Request, sent: &str) -> Vec<Value> {
    let content_type = request.headers.iter().find(|(name, _)| name == "content-type").unwrap();
    let boundary = content_type.1.split_once("boundary=").unwrap().1;
    let mut parts = Vec::new();
    for part in sent.split(&format!("--{boundary}")).skip(1) {
        let Some((head, value)) = part.strip_suffix("\r\n").and_then(|part| part.split_once("\r\n\r\n"))
        else {
            continue;
        };
        let field = |name: &str| {
            head.split_once(&format!("{name}=\"")).map(|(_, rest)| rest.split('"').next().unwrap())
        };
        let mut found = serde_json::json!({ "name": field("; name").unwrap(), "value": value });
        if let Some(file) = field("filename") {
            found["filename"] = Value::from(file);
        }
        if let Some((_, kind)) = head.split_once("Content-Type: ") {
            found["content_type"] = Value::from(kind);
        }
        parts.push(found);
    }
    parts
}
