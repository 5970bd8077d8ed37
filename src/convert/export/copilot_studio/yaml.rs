//! YAML 1.2 for people: blocks, as few quotes as are safe, and texts of several lines as they are read.

use serde_json::Value;

use crate::convert::export::quote;

/// A value as a document. Every reader gets the same value back.
pub(super) fn document(value: &Value) -> String {
    let mut text = String::new();
    block(&mut text, value, 0);
    text
}

fn block(text: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            for (name, field) in fields {
                indent(text, depth);
                text.push_str(&scalar(name, depth));
                text.push(':');
                inside(text, field, depth);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                indent(text, depth);
                text.push('-');
                // The first field of a record stands on the line of the dash.
                let mut part = String::new();
                match item {
                    Value::Object(fields) if !fields.is_empty() => {
                        block(&mut part, item, depth + 1);
                        text.push(' ');
                        text.push_str(part.trim_start());
                    }
                    item => inside(text, item, depth),
                }
            }
        }
        other => {
            indent(text, depth);
            text.push_str(&flat(other, depth));
            text.push('\n');
        }
    }
}

/// What follows a name or a dash.
fn inside(text: &mut String, value: &Value, depth: usize) {
    let has_parts = matches!(value, Value::Object(fields) if !fields.is_empty())
        || matches!(value, Value::Array(items) if !items.is_empty());
    if has_parts {
        text.push('\n');
        block(text, value, depth + 1);
    } else {
        text.push(' ');
        text.push_str(&flat(value, depth + 1));
        text.push('\n');
    }
}

fn indent(text: &mut String, depth: usize) {
    text.push_str(&"  ".repeat(depth));
}

fn flat(value: &Value, depth: usize) -> String {
    match value {
        Value::String(text) => scalar(text, depth),
        other => other.to_string(),
    }
}

/// A text in the plainest style that means it.
fn scalar(text: &str, depth: usize) -> String {
    let printable = |c: char| {
        !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    };
    if is_plain(text) {
        return text.to_owned();
    }
    if !text.is_empty() && text.chars().all(printable) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    // A block keeps line breaks, and nothing else that cannot be seen.
    let lines: Vec<&str> = text.split('\n').collect();
    let is_block = lines.len() > 1
        && text.chars().all(|c| c == '\n' || printable(c))
        && lines.iter().all(|line| !line.is_empty() && !line.starts_with(' ') && !line.ends_with(' '));
    if is_block && depth > 0 {
        let margin = "  ".repeat(depth);
        let lines: Vec<String> = lines.iter().map(|line| format!("{margin}{line}")).collect();
        return format!("|-\n{}", lines.join("\n"));
    }
    quote::yaml(text)
}

/// Whether a text without quotes means itself and nothing else, also in YAML 1.1.
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 13] =
        ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "none", "nan", "inf", "~"];
    let begins = |c: char| c.is_ascii_alphabetic() || c == '=';
    let harmless = |c: char| !c.is_control() && c.is_ascii() || c.is_alphanumeric();
    text.starts_with(begins)
        && text != "="
        && text.chars().all(harmless)
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_have_the_plainest_style() {
        for (text, expected) in [
            ("Order status", "Order status"),
            ("=If(a = \"b\", 1, 2)", "=If(a = \"b\", 1, 2)"),
            ("no", "'no'"),
            ("=With({a: 1}, a)", "'=With({a: 1}, a)'"),
            ("it's: so", "'it''s: so'"),
            ("- a", "'- a'"),
            ("a\nb", "|-\n  a\n  b"),
            ("a\n\nb", "\"a\\n\\nb\""),
            ("\u{feff}", "\"\\ufeff\""),
            ("", "\"\""),
        ] {
            assert_eq!(scalar(text, 1), expected, "{text}");
        }
    }

    #[test]
    fn parts_stand_in_blocks() {
        let value = json!({"kind": "A", "list": [{"id": "b", "of": [1, "x"]}, []], "empty": {}});
        assert_eq!(
            document(&value),
            "kind: A\nlist:\n  - id: b\n    of:\n      - 1\n      - x\n  - []\nempty: {}\n"
        );
    }
}
