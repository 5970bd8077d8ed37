//! Literals of JSONata: texts, values and regular expressions.

use serde_json::Value;

/// A text with its quotes, on one line.
///
/// Two sequences would be read by the program around the expression and are written with an escape: Node-RED takes an
/// expression that mentions the word `msg` for one in an older style, and in a state machine `%}` ends the expression.
pub fn text(text: &str) -> String {
    let json = Value::from(text).to_string();
    json.replace("msg", "ms\\u0067").replace("%}", "%\\u007d").replace('\u{7f}', "\\u007f")
}

/// Any value. Numbers that no `double` holds become texts, as an expression with them would be refused as a whole.
pub fn value(of: &Value) -> String {
    match of {
        Value::String(string) => text(string),
        Value::Number(number) => {
            let digits = number.to_string();
            if digits.parse::<f64>().is_ok_and(f64::is_finite) { digits } else { text(&digits) }
        }
        Value::Array(items) => format!("[{}]", items.iter().map(value).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => {
            let field = |(name, field): (&String, &Value)| format!("{}: {}", text(name), value(field));
            format!("{{{}}}", fields.iter().map(field).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// A pattern between slashes; nothing when the engines would read it differently, or not at all.
///
/// JSONata looks for the closing slash by counting brackets, also those inside of `[…]`.
pub fn regex(pattern: &str) -> Option<String> {
    regex::Regex::new(pattern).ok()?;
    let only_here = ["(?", "\\p", "\\P", "\\A", "\\z", "\\x", "\\u", "\\Q", "[[:", "&&", "--", "~~", "\\h"];
    let starts_group = pattern.replace("(?:", "(");
    if pattern.is_empty()
        || only_here.iter().any(|sign| starts_group.contains(sign))
        || pattern.contains(|c: char| c.is_control() || !c.is_ascii())
    {
        return None;
    }
    let (mut written, mut depth, mut letters) = (String::new(), 0_i32, pattern.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => written.extend([letter, letters.next()?]),
            '/' => written.push_str("\\/"),
            _ => {
                depth += match letter {
                    '(' | '[' | '{' => 1,
                    ')' | ']' | '}' => -1,
                    _ => 0,
                };
                written.push(letter);
            }
        }
        if depth < 0 {
            return None;
        }
    }
    (depth == 0 && !written.contains("msg") && !written.contains("%}")).then(|| format!("/{written}/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn texts_stay_themselves() {
        assert_eq!(text("a\"b\\c\nd"), r#""a\"b\\c\nd""#);
        assert_eq!(text("the msg {%1%}"), r#""the ms\u0067 {%1%\u007d""#);
        assert_eq!(text("{{x}} ${y} 日本 😀"), "\"{{x}} ${y} 日本 😀\"");
    }

    proptest::proptest! {
        #[test]
        fn any_text_arrives(inside in proptest::prelude::any::<String>(), sign in "msg|%}|\\{%|\"|") {
            let all = format!("{inside}{sign}{inside}");
            let written = text(&all);
            proptest::prop_assert_eq!(&serde_json::from_str::<String>(&written).unwrap(), &all);
            let ends_early = ["msg", "%}"].iter().any(|sign| written.contains(sign));
            proptest::prop_assert!(!ends_early);
            proptest::prop_assert!(!written.contains(['\n', '\r']));
        }
    }

    #[test]
    fn values_stay_themselves() {
        let document: Value = serde_json::from_str(r#"{"a":[1.5,null,true,"x"],"b":-2}"#).unwrap();
        assert_eq!(value(&document), r#"{"a": [1.5, null, true, "x"], "b": -2}"#);
        assert_eq!(value(&serde_json::from_str("1e999").unwrap()), "\"1e+999\"");
        assert_eq!(value(&json!("it's")), "\"it's\"");
    }

    #[test]
    fn patterns_are_written_or_refused() {
        assert_eq!(regex("A-[0-9]{4}").unwrap(), "/A-[0-9]{4}/");
        assert_eq!(regex("a/b\\/c").unwrap(), "/a\\/b\\/c/");
        for pattern in ["[(]", "(?i)a", "\\p{L}", "[", "", "ä", "[[:alpha:]]", "[a&&b]", "a\nb"] {
            assert_eq!(regex(pattern), None, "{pattern}");
        }
    }
}
