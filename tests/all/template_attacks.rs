//! Texts and values that mean harm to the chips: each ends quickly, in a result or an error.

use std::time::{Duration, Instant};

use hookwright::template::{
    FORMATS_MAX, Language, MENU, NAME_MAX_BYTES, OUTPUT_MAX_BYTES, Part, Place, RenderError, Setting,
    TEXT_MAX_BYTES, Values, parse, render, time_zone,
};
use jiff::civil::date;
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
use serde_json::{Value, json};

fn in_language(tag: &str) -> Setting {
    let time_zone = time_zone("Europe/Berlin").unwrap();
    Setting { language: Language::new(tag), time_zone, today: Some(date(2026, 3, 27)) }
}

#[expect(clippy::disallowed_methods, reason = "how long it takes is what is tested")]
fn now() -> Instant {
    Instant::now()
}

#[test]
fn numbers_that_nobody_reads() {
    for number in ["1e400", "1e99999999999", "-1e-400", &"9".repeat(5_000), &format!("0.{}", "1".repeat(300))]
    {
        for format in
            ["number", "number(2)", "money(\"EUR\")", "percent(\"fraction\")", "plural(\"other: #\")"]
        {
            let scope = Values::new().with("x", serde_json::from_str::<Value>(number).unwrap());
            let text = parse(&format!("{{{{ x | {format} }}}}")).unwrap();
            let shown = render(&text, &scope, Place::Message, &Setting::default());
            assert!(matches!(shown, Err(RenderError::CannotFormat { .. })), "{number} {format}: {shown:?}");
        }
    }
}

#[test]
fn hostile_texts_end_quickly() {
    let began = now();
    let fits = TEXT_MAX_BYTES - 20;
    for (text, fine) in [
        ("{".repeat(100_000), false),
        ("{".repeat(fits), false),
        ("{{ ".repeat(fits / 3), false),
        (format!("{{{{ a{} }}}}", "|upper".repeat(100_000)), false),
        (format!("{{{{ a{} }}}}", "|upper".repeat(fits / 6)), false),
        (format!("{{{{ a{} }}}}", "|upper".repeat(FORMATS_MAX)), true),
        (format!("{{{{ {} }}}}", "a".repeat(fits)), false),
        (format!("{{{{ a{} }}}}", ".a".repeat(fits / 2)), false),
        (format!("{{{{ {} }}}}", "a".repeat(NAME_MAX_BYTES)), true),
        (format!("{{{{ a | {} }}}}", "x".repeat(fits)), false),
        (format!("{{{{ a | default({}) }}}}", "1".repeat(fits - 20)), false),
        (format!("{{{{ a | default(\"{}\") }}}}", "x".repeat(fits - 20)), false),
        (format!("{{{{ a | plural({}\"other: x\") }}}}", "\"one: x\",".repeat(5_000)), false),
        (format!("{{{{ a | number{} }}}}", "(".repeat(fits - 20)), false),
        ("\\".repeat(fits), true),
        (r"\{{".repeat(fits / 3), true),
        ("{{a}}".repeat(fits / 5), true),
        ("{%".repeat(fits / 2), true),
    ] {
        assert_eq!(parse(&text).is_ok(), fine, "{text:.60}");
    }
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

#[test]
fn hostile_values_end_quickly() {
    let began = now();
    let scope = Values::new()
        .with("huge", "x".repeat(10_000_000))
        .with("large", "x".repeat(OUTPUT_MAX_BYTES))
        .with("list", Value::Array(vec![json!("xxxxxxxx"); 1_000_000]));
    for chip in [
        "{{ huge }}",
        "{{ huge | truncate(1) }}",
        "{{ huge | date | default(\"\") }}",
        "{{ huge | number }}",
        "{{ list | list | truncate(1) }}",
        "{{ large | upper | lower | upper | lower | upper | lower | truncate(1) }}",
    ] {
        let text = parse(&chip.repeat(500)).unwrap();
        let shown = render(&text, &scope, Place::Message, &Setting::default());
        assert_eq!(shown, Err(RenderError::TooLong), "{chip}");
    }
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

proptest! {
    #[test]
    fn any_text_is_parsed_or_refused(text in any::<String>()) {
        match parse(&text) {
            Ok(parsed) => {
                prop_assert_eq!(parsed.to_source(), &text);
                prop_assert_eq!(parse(parsed.to_source()), Ok(parsed));
            }
            Err(error) => prop_assert!(text.get(error.range).is_some()),
        }
    }

    #[test]
    fn any_chip_like_text_is_parsed_or_refused(text in r#"([\\{}|()," .aé0-]|\{\{ a|\}\}|date|default|"long"){0,20}"#) {
        match parse(&text) {
            Ok(parsed) => {
                let mut end = 0;
                for part in parsed.parts() {
                    let (Part::Literal { span, .. } | Part::Chip { span, .. }) = part;
                    prop_assert_eq!(span.start, end);
                    end = span.end;
                    if let Part::Chip { chip, span } = part {
                        let (as_written, from_chip) = (parse(&text[span.clone()]).unwrap(), parse(&chip.to_string()).unwrap());
                        prop_assert_eq!(as_written.sole_chip(), Some(chip));
                        prop_assert_eq!(from_chip.sole_chip(), Some(chip));
                    }
                }
                prop_assert_eq!(end, text.len());
            }
            Err(error) => prop_assert!(text.get(error.range).is_some()),
        }
    }

    #[test]
    fn no_value_makes_a_format_panic(text in any::<String>(), number in any::<f64>(), language in "[a-z]{2,3}(-[A-Z]{2})?") {
        let setting = in_language(&language);
        for choice in MENU {
            let template = parse(&format!("{{{{ x | {}{} }}}}", choice.name, choice.arguments)).unwrap();
            for value in [Value::from(text.as_str()), Value::from(number), json!([text, number]), json!({})] {
                let _ = render(&template, &Values::new().with("x", value), Place::Message, &setting);
            }
        }
    }

    #[test]
    fn any_day_is_shown(seconds in any::<i64>(), day in "[0-9]{4}-[01][0-9]-[0-3][0-9]") {
        for value in [Value::from(seconds), Value::from(seconds >> 24), Value::from(day)] {
            let setting = in_language("en");
            for format in ["date(\"full\")", "date(\"weekday\")", "relative", "datetime", "time"] {
                let template = parse(&format!("{{{{ x | {format} }}}}")).unwrap();
                let _ = render(&template, &Values::new().with("x", value.clone()), Place::Message, &setting);
            }
        }
    }
}
