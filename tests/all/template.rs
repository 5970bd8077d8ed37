//! Texts with chips: the grammar, what customers read in their language, and what systems get.

use hookwright::template::{
    CannotCarry, Format, Language, Part, Place, RenderError, Setting, SyntaxProblem, Unfit, Values, parse,
    render, render_value, time_zone,
};
use jiff::civil::date;
use serde_json::{Value, json};

fn setting(language: &str) -> Setting {
    Setting {
        language: Language::new(language),
        time_zone: time_zone("Europe/Berlin").unwrap(),
        today: Some(date(2026, 3, 27)),
    }
}

fn values() -> Values {
    Values::new()
        .with(
            "user",
            json!({"name": "Ann", "email": "ann@example.com", "note": null, "tags": ["a", "b", "c"]}),
        )
        .with("renews_on", "2026-03-30")
        .with("at", "2026-03-30T16:05:00Z")
        .with("price", serde_json::from_str::<Value>("1234.50").unwrap())
        .with("id", serde_json::from_str::<Value>("12345678901234567890123").unwrap())
        .with("active", true)
        .with("empty", "")
        .with("blank", "  ")
        .with("lines", json!([{"sku": "X1"}, {"sku": "X2"}]))
}

/// What a message says in a language; narrow and no-break spaces are shown as `_` to be seen.
fn said(text: &str, language: &str) -> Result<String, RenderError> {
    let rendered = render(&parse(text).unwrap(), &values(), Place::Message, &setting(language))?;
    Ok(rendered.text.replace(['\u{a0}', '\u{202f}'], "_"))
}

/// Literals as they are, chips in angle brackets.
fn parts(text: &str) -> String {
    let show = |part: &Part| match part {
        Part::Literal { text, span } => format!("[{text}]{span:?}"),
        Part::Chip { chip, span } => format!("<{chip}>{span:?}"),
    };
    parse(text).unwrap().parts().iter().map(show).collect::<Vec<_>>().join(" ")
}

#[test]
fn grammar() {
    for (text, expected) in [
        ("", ""),
        ("Hi", "[Hi]0..2"),
        ("{{a}}", "<{{ a }}>0..5"),
        ("Hi {{ user.name }}!", "[Hi ]0..3 <{{ user.name }}>3..18 [!]18..19"),
        ("{{\n a\t|upper  | default ( \"x\" ) }}", "<{{ a | upper | default(\"x\") }}>0..34"),
        (r"\{{ a }}", "[{{ a }}]0..8"),
        (r"\\{{a}}", r"[\]0..2 <{{ a }}>2..7"),
        (r"\\\{{a}}", r"[\{{a}}]0..8"),
        ("{{{a}}}", "[{]0..1 <{{ a }}>1..6 [}]6..7"),
        ("{% if x %}{# no #} } }} {", "[{% if x %}{# no #} } }} {]0..25"),
        (r#"{{ a | default("}} \" \\ {{") }}"#, r#"<{{ a | default("}} \" \\ {{") }}>0..32"#),
        ("{{ a | default(-1.50) }}", "<{{ a | default(-1.50) }}>0..24"),
        ("{{ città.名前 }}", "<{{ città.名前 }}>0..19"),
        (
            "{{ a | date | time | datetime }}",
            "<{{ a | date(\"long\") | time(\"short\") | datetime(\"long\") }}>0..32",
        ),
    ] {
        assert_eq!(parts(text), expected, "{text}");
    }
}

#[test]
fn mistakes() {
    use SyntaxProblem::{Empty, MissingFormat, Unclosed};
    let bad_name = |name: &str| SyntaxProblem::BadName { name: name.to_owned() };
    let unexpected = |found| SyntaxProblem::Unexpected { found };
    let unknown = |name: &str, suggestion| SyntaxProblem::UnknownFormat { name: name.to_owned(), suggestion };
    let unreadable = |format: &str| SyntaxProblem::UnreadableArgument { format: format.to_owned() };
    let wrong = |format, expected| SyntaxProblem::WrongArgument { format, expected };
    for (text, problem, place) in [
        ("{{", Unclosed, "{{"),
        ("Hi {{ name\nbye", Unclosed, "{{ name"),
        ("Hi {{ name, how is {{ thing }}?", Unclosed, "{{ name, how is {{ thing }}?"),
        ("{{ a | nope", Unclosed, "{{ a | nope"),
        ("é {{ }}", Empty, "{{ }}"),
        ("{{ | upper }}", Empty, "{{ | upper }}"),
        ("{{ 1a }}", bad_name("1a"), "1a"),
        ("{{ a..b }}", bad_name("a..b"), "a..b"),
        ("{{- a -}}", bad_name("-"), "-"),
        ("{{ \"x\" }}", bad_name("\"x\""), "\"x\""),
        ("{{ first name }}", unexpected('n'), "n"),
        ("{{ a + b }}", unexpected('+'), "+"),
        ("{{ a }x }}", unexpected('}'), "}"),
        ("{{ a | }}", MissingFormat, "}"),
        ("{{ a | dat }}", unknown("dat", Some("date")), "dat"),
        ("{{ a | tojson(1) }}", unknown("tojson", None), "tojson"),
        ("{{ a | date('long') }}", unreadable("date"), "'"),
        ("{{ a | date(long) }}", unreadable("date"), "l"),
        (r#"{{ a | default("\n") }}"#, unreadable("default"), "\""),
        ("{{ a | truncate(40 }}", unreadable("truncate"), "}"),
        ("{{ a | truncate(0) }}", wrong("truncate", "truncate(40)"), "truncate(0)"),
        ("{{ a | number(1.5) }}", wrong("number", "number(2)"), "number(1.5)"),
        ("{{ a | date(\"lang\") }}", wrong("date", "date(\"long\")"), "date(\"lang\")"),
        ("{{ a | money }}", wrong("money", "money(\"EUR\")"), "money"),
        ("{{ a | money(\"eur\") }}", wrong("money", "money(\"EUR\")"), "money(\"eur\")"),
        (
            "{{ a | plural(\"one: #\") }}",
            wrong("plural", "plural(\"one: # item\", \"other: # items\")"),
            "plural(\"one: #\")",
        ),
    ] {
        let error = parse(text).unwrap_err();
        assert_eq!((&error.problem, &text[error.range.clone()]), (&problem, place), "{text}");
        assert!(error.hint().ends_with(['.', '?']), "{text}");
    }
}

#[test]
fn names_and_the_sole_chip() {
    let text = parse("{{ b }} {{ a.c }} {{ b | upper }}").unwrap();
    assert_eq!(text.names(), ["b", "a.c"]);
    assert!(text.sole_chip().is_none());
    assert!(parse("{{ b }} ").unwrap().sole_chip().is_none());
    assert_eq!(parse("{{ b | trim }}").unwrap().sole_chip().unwrap().formats(), [Format::Trim]);
}

#[test]
fn says_it_in_the_language() {
    for (text, language, expected) in [
        ("Renews on {{ renews_on | date(\"long\") }}.", "en", "Renews on March 30."),
        ("{{ renews_on | date(\"long\") }}", "de", "30. März"),
        ("{{ renews_on | date(\"long\") }}", "fr", "30 mars"),
        ("{{ renews_on | date(\"long\") }}", "ja", "3月30日"),
        ("{{ renews_on | date(\"long\") }}", "es", "30 de marzo"),
        ("{{ renews_on | date(\"long\") }}", "xx", "March 30"),
        ("{{ renews_on | date(\"full\") }}", "de", "30. März 2026"),
        ("{{ renews_on | date(\"short\") }}", "de", "30.03.2026"),
        ("{{ renews_on | date(\"weekday\") }}", "de", "Montag, 30. März"),
        ("{{ renews_on | date(\"full\") }}", "th", "30 มีนาคม ค.ศ. 2026"),
        ("{{ renews_on | date(\"full\") }}", "fa", "۳۰ مارس ۲۰۲۶"),
        ("{{ at | time }}", "de", "18:05"),
        ("{{ at | time }}", "en", "6:05_PM"),
        ("{{ at | datetime }}", "de", "30. März um 18:05"),
        ("{{ renews_on | relative }}", "en", "in 3 days"),
        ("{{ renews_on | relative }}", "ja", "3 日後"),
        ("{{ price }}", "de", "1234.50"),
        ("{{ price | number }}", "de", "1.234,50"),
        ("{{ price | number(1) }}", "de", "1.234,5"),
        ("{{ price | money(\"EUR\") }}", "de", "1.234,50_€"),
        ("{{ price | money(\"EUR\") }}", "fr", "1_234,50_€"),
        ("{{ price | money(\"JPY\") }}", "en", "¥1,235"),
        ("{{ price | percent }}", "de", "1.234,50_%"),
        ("{{ id | number }}", "en", "12,345,678,901,234,567,890,123"),
        ("{{ user.tags | list }}", "en", "a, b, and c"),
        ("{{ user.tags | list(\"or\") }}", "de", "a, b oder c"),
        ("{{ user.name | upper }} {{ user.name | lower }}", "en", "ANN ann"),
        ("{{ active }} {{ active | yesno(\"ja\", \"nein\") }}", "de", "true ja"),
        ("{{ lines.1.sku }}", "en", "X2"),
    ] {
        assert_eq!(said(text, language).as_deref(), Ok(expected), "{text} in {language}");
    }
}

#[test]
fn relative_days() {
    for (day, expected) in [
        ("2026-03-27", "today"),
        ("2026-03-28", "tomorrow"),
        ("2026-03-26", "yesterday"),
        ("2026-04-09", "in 13 days"),
        ("2026-04-10", "in 2 weeks"),
        ("2026-06-26", "in 2 months"),
        ("2025-09-01", "6 months ago"),
        ("2028-03-27", "in 2 years"),
        ("1026-03-27", "1,000 years ago"),
        ("9999-12-31", "in 7,973 years"),
    ] {
        let text = parse("{{ x | relative }}").unwrap();
        let shown = render(&text, &Values::new().with("x", day), Place::Message, &setting("en"));
        assert_eq!(shown.map(|shown| shown.text).as_deref(), Ok(expected), "{day}");
    }
}

#[test]
fn plurals() {
    let english = r###"{{ n | plural("0: nothing", "one: # item (##)", "other: # items") }}"###;
    let polish = r#"{{ n | plural("one: # plik", "few: # pliki", "many: # plików", "other: # pliku") }}"#;
    for (text, language, number, expected) in [
        (english, "en", "0", "nothing"),
        (english, "en", "0.0", "nothing"),
        (english, "en", "1", "1 item (#)"),
        (english, "en", "1.0", "1.0 items"),
        (english, "en", "-1", "-1 item (#)"),
        (english, "en", "5000", "5,000 items"),
        (english, "ja", "1", "1 items"),
        (english, "en", "\"3\"", "3 items"),
        (polish, "pl", "1", "1 plik"),
        (polish, "pl", "2", "2 pliki"),
        (polish, "pl", "5", "5 plików"),
        (polish, "pl", "1.5", "1,5 pliku"),
    ] {
        let scope = Values::new().with("n", serde_json::from_str::<Value>(number).unwrap());
        let shown = render(&parse(text).unwrap(), &scope, Place::Message, &setting(language)).unwrap();
        assert_eq!(shown.text, expected, "{number} in {language}");
    }
}

#[test]
fn texts() {
    for (text, value, expected) in [
        ("{{ x | capitalize }}", "ann MARIE", "Ann MARIE"),
        ("{{ x | upper }}", "straße", "STRASSE"),
        ("{{ x | trim }}", " \n a b ", "a b"),
        ("{{ x | truncate(5) }}", "12345", "12345"),
        ("{{ x | truncate(5) }}", "123456", "1234…"),
        ("{{ x | truncate(5) }}", "abc def", "abc…"),
        ("{{ x | truncate(1) }}", "ab", "…"),
        ("{{ x | truncate(2) }}", "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", "👩‍👩‍👧…"),
        ("{{ x | truncate(2) }}", "👩‍👩‍👧👩‍👩‍👧", "👩‍👩‍👧👩‍👩‍👧"),
        ("{{ x | truncate(3) }}", "", ""),
        ("{{ x | number(2) }}", " 0.005 ", "0.01"),
        ("{{ x | number(0) }}", "-0.5", "-1"),
        ("{{ x | number(20) }}", "1e2", "100.00000000000000000000"),
        ("{{ x | number }}", "007.10", "7.10"),
    ] {
        let shown =
            render(&parse(text).unwrap(), &Values::new().with("x", value), Place::Message, &setting("en"));
        assert_eq!(shown.map(|shown| shown.text).as_deref(), Ok(expected), "{text} of {value:?}");
    }
    assert_eq!(said("{{ user.name | lower | capitalize | default(\"x\") }}", "tr").as_deref(), Ok("Ann"));
}

#[test]
fn what_is_missing() {
    for (text, expected) in [
        ("{{ nobody | default(\"there\") }}", Ok("there")),
        ("{{ user.note | default(\"-\") }}", Ok("-")),
        ("{{ empty | default(\"none\") }}", Ok("none")),
        ("{{ empty }}", Ok("")),
        ("{{ blank | default(\"none\") }}", Ok("  ")),
        ("{{ blank | trim | default(\"none\") }}", Ok("none")),
        ("{{ nobody | date | default(\"soon\") }}", Ok("soon")),
        ("{{ empty | date | default(\"soon\") }}", Ok("soon")),
        ("{{ nobody | default(12.50) | money(\"EUR\") }}", Ok("€12.50")),
        ("{{ nobody | default(\"\") }}", Ok("")),
        ("{{ nobody }}", Err("nobody")),
        ("{{ user.note }}", Err("user.note")),
        ("{{ nobody | upper }}", Err("nobody")),
        ("{{ empty | money(\"EUR\") }}", Err("empty")),
    ] {
        let expected =
            expected.map(str::to_owned).map_err(|name| RenderError::Missing { name: name.to_owned() });
        assert_eq!(said(text, "en"), expected, "{text}");
    }
}

#[test]
fn what_does_not_suit() {
    for (text, reason) in [
        ("{{ user.name | date }}", Unfit::NotADate),
        ("{{ active | date }}", Unfit::NotADate),
        ("{{ renews_on | time }}", Unfit::NoTime),
        ("{{ renews_on | datetime }}", Unfit::NoTime),
        ("{{ user.name | number }}", Unfit::NotANumber),
        ("{{ renews_on | money(\"EUR\") }}", Unfit::NotANumber),
        ("{{ user.tags | number }}", Unfit::NotANumber),
        ("{{ price | date(\"long\") | date(\"long\") }}", Unfit::NotADate),
        ("{{ id | date }}", Unfit::NotADate),
        ("{{ user.name | list }}", Unfit::NotAList),
        ("{{ lines | list }}", Unfit::NotAListOfTexts),
        ("{{ user.name | yesno(\"a\", \"b\") }}", Unfit::NotYesNo),
    ] {
        match said(text, "en").unwrap_err() {
            RenderError::CannotFormat { reason: found, .. } => assert_eq!(found, reason, "{text}"),
            other => panic!("{text}: {other:?}"),
        }
    }
    for text in ["{{ user }}", "{{ user.tags }}", "{{ user.tags | upper }}", "{{ lines.0 | truncate(3) }}"] {
        assert!(matches!(said(text, "en"), Err(RenderError::NotText { .. })), "{text}");
    }
    let no_day = Setting::default();
    let relative = render(&parse("{{ renews_on | relative }}").unwrap(), &values(), Place::Message, &no_day);
    assert_eq!(
        relative.unwrap_err().to_string(),
        "`renews_on` cannot be shown with the format `relative`: the day of the conversation is not known"
    );
}

#[test]
fn encodes_for_the_place() {
    let scope = Values::new().with("x", "a/b ü&\"").with("dots", "..").with("line", "a\nb");
    let show = |text: &str, place| render(&parse(text).unwrap(), &scope, place, &setting("en"));
    for (text, place, expected) in [
        ("/v1/{{ x }}/y?", Place::PathSegment, "/v1/a%2Fb%20%C3%BC%26%22/y?"),
        ("x={{ x }}&", Place::Query, "x=a%2Fb%20%C3%BC%26%22%26"),
        ("x={{ x }}", Place::Form, "x=a%2Fb+%C3%BC%26%22"),
        ("{\"x\":\"{{ x }}{{ line }}\"}", Place::JsonString, "{\"x\":\"a/b ü&\\\"a\\nb\"}"),
        ("<x>{{ x }}</x>", Place::Xml, "<x>a/b ü&amp;&quot;</x>"),
    ] {
        assert_eq!(show(text, place).unwrap().text, expected);
    }
    for (text, place, name, source) in [
        ("/{{ dots }}", Place::PathSegment, "dots", CannotCarry::Dots),
        ("Bearer {{ line }}", Place::Header, "line", CannotCarry::ControlCharacter),
        ("{{ x }}", Place::Header, "x", CannotCarry::NotAscii),
    ] {
        let name = name.to_owned();
        assert_eq!(show(text, place), Err(RenderError::CannotCarry { name, source }));
    }
    let source = CannotCarry::ControlCharacter;
    assert_eq!(show("a\r\nb: c", Place::Header), Err(RenderError::LiteralCannotBeCarried { source }));
}

#[test]
fn tells_what_came_from_chips() {
    let text = parse("Hi {{ user.name }}, {{ user.email }}").unwrap();
    let rendered = render(&text, &values(), Place::Query, &setting("en")).unwrap();
    let found: Vec<_> =
        rendered.chips.iter().map(|c| (c.name.as_str(), &rendered.text[c.range.clone()])).collect();
    assert_eq!(found, [("user.name", "Ann"), ("user.email", "ann%40example.com")]);
}

#[test]
fn a_leaf_keeps_its_type() {
    let leaf =
        |text: &str| render_value(&parse(text).unwrap(), &values(), &setting("en")).map(|v| v.to_string());
    for (text, expected) in [
        ("{{ id }}", "12345678901234567890123"),
        ("{{ price }}", "1234.50"),
        ("{{ active }}", "true"),
        ("{{ user.tags }}", r#"["a","b","c"]"#),
        ("{{ user.note }}", "null"),
        ("{{ user.note | default(0) }}", "0"),
        ("{{ nobody | default(\"x\") }}", "\"x\""),
        ("{{ id }} ", "\"12345678901234567890123 \""),
        ("{{ price | number(1) }}", "\"1,234.5\""),
        ("fixed", "\"fixed\""),
        ("", "\"\""),
    ] {
        assert_eq!(leaf(text).as_deref(), Ok(expected), "{text}");
    }
    assert_eq!(leaf("{{ nobody }}"), Err(RenderError::Missing { name: "nobody".to_owned() }));
}
