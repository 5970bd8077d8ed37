//! Every value in every place over a real connection: the server decodes exactly that value, or nothing was sent and the
//! run says which field cannot carry it.

use std::sync::{Arc, OnceLock};

use hookwright::engine::RunResult;
use hookwright::model::{Part, Project};
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop_assert_eq, prop_assume, prop_oneof, proptest,
};
use serde_json::{Map, Number, Value, json};

use crate::designs::{project, setup};
use crate::recorder::{Recorded, Recorder};

static SERVER: OnceLock<Recorder> = OnceLock::new();

/// Where the value stands in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spot {
    /// A whole part of the path.
    Path,
    /// Between literal letters in a part of the path.
    PathPart,
    Query,
    Header,
    Cookie,
    /// A leaf of a JSON body that is one chip.
    JsonLeaf,
    /// Between words in a JSON string.
    JsonString,
    Form,
    XmlElement,
    XmlAttribute,
    Text,
    /// The path without any literal, right after the address.
    WholePath,
}

const SPOTS: [Spot; 12] = [
    Spot::Path,
    Spot::PathPart,
    Spot::Query,
    Spot::Header,
    Spot::Cookie,
    Spot::JsonLeaf,
    Spot::JsonString,
    Spot::Form,
    Spot::XmlElement,
    Spot::XmlAttribute,
    Spot::Text,
    Spot::WholePath,
];

impl Spot {
    /// The call with a chip in this place.
    fn call(self) -> Value {
        let parameter = json!([
            {"name": "before", "value": "1"},
            {"name": "v", "value": "{{ value }}"},
            {"name": "after", "value": "2"},
        ]);
        let body = |text: &str| json!({"kind": "text", "content_type": "application/xml", "text": text});
        let more = match self {
            Self::Path => json!({"path": "/records/{{ value }}/details"}),
            Self::PathPart => json!({"path": "/records/a-{{ value }}-b"}),
            Self::WholePath => json!({"path": "{{ value }}"}),
            Self::Query => json!({"query": parameter}),
            Self::Header => json!({"headers": [{"name": "x-v", "value": "{{ value }}"}]}),
            Self::Cookie => json!({"cookies": parameter}),
            Self::JsonLeaf => json!({"body": {"kind": "json", "value": {"v": "{{ value }}", "after": 2}}}),
            Self::JsonString => json!({"body": {"kind": "json", "value": {"v": "<{{ value }}>"}}}),
            Self::Form => json!({"body": {"kind": "form", "fields": parameter}}),
            Self::XmlElement => json!({"body": body("<a><v>{{ value }}</v></a>")}),
            Self::XmlAttribute => json!({"body": body("<a v=\"{{ value }}\"/>")}),
            Self::Text => {
                json!({"body": {"kind": "text", "content_type": "text/plain", "text": "<{{ value }}>"}})
            }
        };
        let mut call = json!({"id": "ask", "connection": "api", "method": "POST"});
        call.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        call
    }

    /// The field of the call that a finding leads to.
    fn field(self) -> &'static str {
        match self {
            Self::Path | Self::PathPart | Self::WholePath => "path",
            Self::Query => "query",
            Self::Header => "headers",
            Self::Cookie => "cookies",
            _ => "body",
        }
    }

    /// What a server that keeps to the standard reads, next to everything else that must have stayed as it is.
    fn decoded(self, got: &Recorded) -> Value {
        let text = |text: String| Value::String(text);
        match self {
            Self::Path => text(segment_decoded(between(&got.path, "/base/records/", "/details"))),
            Self::PathPart => text(segment_decoded(between(&got.path, "/base/records/a-", "-b"))),
            Self::WholePath => text(segment_decoded(between(&got.path, "/base/", ""))),
            Self::Query => text(middle(url::form_urlencoded::parse(got.query.as_bytes()))),
            Self::Form => text(middle(url::form_urlencoded::parse(&got.body))),
            Self::Header => text(String::from_utf8(got.header("x-v").to_vec()).unwrap()),
            Self::Cookie => {
                let cookies = String::from_utf8(got.header("cookie").to_vec()).unwrap();
                let value = between(&cookies, "before=1; v=", "; after=2");
                assert!(!value.contains([';', ',', ' ', '"']), "{cookies}");
                text(percent_decoded(value))
            }
            Self::JsonLeaf => {
                let body: Map<String, Value> = serde_json::from_slice(&got.body).unwrap();
                assert_eq!(body.len(), 2, "{body:?}");
                body["v"].clone()
            }
            Self::JsonString => {
                let body: Map<String, Value> = serde_json::from_slice(&got.body).unwrap();
                assert_eq!(body.len(), 1, "{body:?}");
                text(between(body["v"].as_str().unwrap(), "<", ">").to_owned())
            }
            Self::XmlElement => text(xml_text(between(utf8(&got.body), "<a><v>", "</v></a>"))),
            Self::XmlAttribute => {
                // An attribute's white space is read as spaces unless it is a reference (XML 1.0, section 3.3.3).
                text(xml_text(&between(utf8(&got.body), "<a v=\"", "\"/>").replace(['\t', '\n', '\r'], " ")))
            }
            Self::Text => text(between(utf8(&got.body), "<", ">").to_owned()),
        }
    }
}

fn utf8(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
    rest.unwrap_or_else(|| panic!("{text:?} is not {before:?} … {after:?}"))
}

fn segment_decoded(text: &str) -> String {
    assert!(!text.contains(['/', '?', '#']), "{text}");
    percent_decoded(text)
}

fn percent_decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

fn middle<'a>(pairs: impl Iterator<Item = (std::borrow::Cow<'a, str>, std::borrow::Cow<'a, str>)>) -> String {
    let pairs: Vec<_> = pairs.collect();
    assert_eq!(pairs.len(), 3, "{pairs:?}");
    assert_eq!((&*pairs[0].0, &*pairs[0].1, &*pairs[1].0), ("before", "1", "v"));
    assert_eq!((&*pairs[2].0, &*pairs[2].1), ("after", "2"));
    pairs[1].1.clone().into_owned()
}

/// What a reader of XML 1.0 makes of the text: line ends first (section 2.11), then references.
fn xml_text(text: &str) -> String {
    assert!(!text.contains(['<', '"']), "{text}");
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut parts = text.split('&');
    let mut read = parts.next().unwrap().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(';').unwrap();
        read.push(match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            number => char::from_u32(number.strip_prefix('#').unwrap().parse().unwrap()).unwrap(),
        });
        read.push_str(rest);
    }
    read
}

fn server() -> &'static Recorder {
    Recorder::shared(&SERVER)
}

fn design(spot: Spot) -> Arc<Project> {
    let said = json!({"messages": [{"kind": "text", "text": {"en": "“{{ value }}”"}}]});
    project(
        &format!("{}/base", server().origin()),
        json!({"calls": [spot.call()], "replies": {"success": said}}),
    )
}

/// Runs with the value in that place.
fn run(spot: Spot, value: &Value) -> (Option<Recorded>, RunResult) {
    let setup = setup(&design(spot), json!({"value": value}));
    server().run(setup).unwrap_or_else(|findings| panic!("{spot:?} {value:?}: {findings:?}"))
}

/// The value arrives as it is, or nothing was sent and a finding leads to the field.
fn arrives_or_is_refused(spot: Spot, value: &Value) {
    let (got, result) = run(spot, value);
    match got {
        Some(got) => {
            assert_eq!(&spot.decoded(&got), value, "{spot:?} {got:?}");
            assert_eq!(result.outcome, "success", "{spot:?} {value:?}: {}", result.because);
            if let Value::String(text) = value
                && !result.fell_back
            {
                assert_eq!(result.words(), [format!("“{text}”")]);
            }
        }
        None => is_refused(spot, value, &result),
    }
}

fn is_refused(spot: Spot, value: &Value, result: &RunResult) {
    assert!(result.calls.is_empty(), "{spot:?} {value:?}: nothing was sent");
    assert!(matches!(result.outcome.as_str(), "bad_input" | "missing_input"), "{}", result.outcome);
    let finding = result.findings.first().unwrap_or_else(|| panic!("{spot:?} {value:?}: {}", result.because));
    assert_eq!(finding.place.part, Part::Call("ask".to_owned()), "{finding:?}");
    assert_eq!(finding.place.field, spot.field(), "{finding:?}");
    assert!(!result.is_silent());
}

/// Texts that have broken programs before.
const NASTY: [&str; 32] = [
    "",
    " ",
    ".",
    "..",
    "../..",
    "%2e%2e",
    "%2F",
    "%",
    "%00",
    "a+b c",
    "a&admin=1#frag /../x ü",
    "x\r\nX-Injected: yes",
    "He said \"hi\" \\ and\nnewline",
    "\0",
    "\u{7f}",
    "\u{85}",
    "\u{feff}bom",
    "\u{2028}\u{2029}",
    "👩‍👩‍👧 مرحبا 漢字 e\u{301}",
    "{{ value }}",
    "\\{{",
    "{{",
    "<![CDATA[x]]>&amp;",
    "]]>",
    "@evil.example",
    "//evil.example/",
    "\\\\evil.example",
    "http://evil.example/",
    ":80@evil.example",
    "a; b=c, \"d\"",
    "\u{fffe}\u{ffff}",
    "\t\u{b}\u{c}\r\n \r",
];

/// Any Unicode text, and often one of the nasty ones or a mix of them.
fn texts() -> impl Strategy<Value = String> {
    let nasty = || (0..NASTY.len()).prop_map(|index| NASTY[index].to_owned());
    prop_oneof![
        4 => any::<String>(),
        1 => nasty(),
        2 => (nasty(), any::<String>(), nasty()).prop_map(|(before, text, after)| before + &text + &after),
        1 => "[ -~]{0,20}",
    ]
}

/// Any number as it can be written in JSON (RFC 8259, section 6), of any size.
fn numbers() -> impl Strategy<Value = String> {
    "-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,6})?"
}

fn documents() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        numbers().prop_map(|text| Value::Number(number(&text))),
        texts().prop_map(Value::String),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            proptest::collection::vec((texts(), inner), 0..6).prop_map(|fields| fields.into_iter().collect()),
        ]
    })
}

fn number(text: &str) -> Number {
    serde_json::from_str(text).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_in_any_place_arrives_exactly_or_is_refused(text in texts()) {
        for spot in SPOTS {
            arrives_or_is_refused(spot, &Value::String(text.clone()));
        }
    }

    #[test]
    fn a_json_leaf_keeps_its_type_and_every_digit(value in documents()) {
        // A fact that is null is one that nobody knows; the leaf is left out.
        prop_assume!(!value.is_null());
        let (got, result) = run(Spot::JsonLeaf, &value);
        let got = got.unwrap_or_else(|| panic!("{}", result.because));
        prop_assert_eq!(utf8(&got.body), json!({"v": value, "after": 2}).to_string());
    }

    #[test]
    fn a_number_is_written_digit_by_digit_everywhere(text in numbers()) {
        let value = Value::Number(number(&text));
        for spot in SPOTS {
            let (got, result) = run(spot, &value);
            let got = got.unwrap_or_else(|| panic!("{spot:?}: {}", result.because));
            let expect = if spot == Spot::JsonLeaf { value.clone() } else { Value::String(value.to_string()) };
            prop_assert_eq!(spot.decoded(&got), expect);
        }
    }
}

#[test]
fn every_nasty_text_in_every_place() {
    for text in NASTY {
        for spot in SPOTS {
            arrives_or_is_refused(spot, &Value::String(text.to_owned()));
        }
    }
}

#[test]
fn what_each_place_refuses() {
    let check = |spot: Spot, text: &str, expect: bool| {
        let value = Value::String(text.to_owned());
        assert_eq!(run(spot, &value).0.is_none(), expect, "{spot:?} {text:?}");
    };
    for path in [Spot::Path, Spot::PathPart, Spot::WholePath] {
        check(path, "", true);
        check(path, "..", true);
        check(path, "%2e%2e", false);
        check(path, "a/b", false);
    }
    check(Spot::Header, "a\r\nX-Injected: yes", true);
    check(Spot::Header, "ü", true);
    check(Spot::XmlElement, "\u{8}", true);
    for free in [Spot::Query, Spot::Cookie, Spot::JsonLeaf, Spot::JsonString, Spot::Form, Spot::Text] {
        check(free, "", false);
        check(free, "a\r\nX-Injected: yes\0", false);
    }
}

#[test]
fn numbers_keep_the_form_they_were_written_in() {
    let digits = "9".repeat(400);
    // An exponent is the only thing that is spelled in another way: `1E400` goes out as `1e+400`.
    for text in ["9007199254740993123", "-0", "0.10", "1.0", "1e+400", "1.50e-7", digits.as_str()] {
        let value: Value = serde_json::from_str(text).unwrap();
        let (got, _) = run(Spot::JsonLeaf, &value);
        let body = got.unwrap().body;
        assert_eq!(utf8(&body), format!("{{\"v\":{text},\"after\":2}}"));
    }
}

#[test]
fn the_longest_values_arrive_or_are_refused() {
    let long = Value::String("é".repeat(40_000));
    for spot in SPOTS {
        // Servers have their own limits for heads; what counts is that nothing is cut.
        if matches!(spot, Spot::JsonLeaf | Spot::JsonString | Spot::Form | Spot::XmlElement | Spot::Text) {
            arrives_or_is_refused(spot, &long);
        }
    }
}

#[test]
fn the_host_never_comes_from_a_customer() {
    // A chip in a base address is no chip: the address is taken as it stands.
    let design = project("http://{{value}}.example.invalid/", json!({"calls": [Spot::Path.call()]}));
    let started = hookwright::engine::Run::start(setup(&design, json!({"value": "evil"})));
    if let Ok((run, _)) = started {
        let url = run.shown_pending().unwrap().url;
        assert!(!url.split('/').nth(2).unwrap().contains("evil"), "{url}");
    }
    for text in NASTY {
        for path in ["{{ value }}", "/{{ value }}", "//{{ value }}", "x{{ value }}", "{{ value }}{{ value }}"]
        {
            let call = json!({"id": "ask", "connection": "api", "path": path});
            for base in ["https://crm.example.com", "https://crm.example.com/", "https://crm.example.com/api"]
            {
                let design = project(base, json!({"calls": [call]}));
                let Ok((run, _)) = hookwright::engine::Run::start(setup(&design, json!({"value": text})))
                else {
                    continue;
                };
                let Some(request) = run.shown_pending() else { continue };
                let url: url::Url = request.url.parse().unwrap();
                let origin = url.origin().ascii_serialization();
                assert_eq!(
                    (origin.as_str(), url.username()),
                    ("https://crm.example.com", ""),
                    "{path} {text:?}"
                );
                assert!(url.path().starts_with("/api/") || !base.ends_with("api"), "{path} {text:?} {url}");
            }
        }
    }
}

#[test]
fn a_path_that_leaves_its_base_is_refused() {
    for path in ["/../other", "/../api-evil/x", "/a/../../x", "/%2e%2e/x", "/.%2E/x"] {
        let call = json!({"id": "ask", "connection": "api", "path": path});
        let design = project("https://crm.example.com/api", json!({"calls": [call]}));
        let findings = hookwright::engine::Run::start(setup(&design, json!({}))).map(|_| ()).unwrap_err();
        assert_eq!(
            (findings[0].code.as_str(), findings[0].place.field.as_str()),
            ("address_leaves_base", "path")
        );
    }
}
