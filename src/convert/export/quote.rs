//! Texts as literals of languages that no serializer of ours writes: shells, Python, JavaScript, YAML.
//!
//! JSON is written with `serde_json`; places in a request (path, query, header …) are written by [`crate::template::encode`].

use std::fmt::Write as _;

use serde_json::Value;

/// A text as a JSON string with its quotes.
pub fn json(text: &str) -> String {
    Value::from(text).to_string()
}

/// A text as one word of a POSIX shell. A NUL, which no argument can hold, is left out.
pub fn shell(text: &str) -> String {
    format!("'{}'", text.replace('\0', "").replace('\'', r"'\''"))
}

/// A text as a JavaScript string with its quotes; also safe inside a `<script>` element.
pub fn javascript(text: &str) -> String {
    let escaped = json(text).replace('\u{2028}', r"\u2028").replace('\u{2029}', r"\u2029");
    escaped.replace("</", r"<\/").replace("<!--", r"<\!--")
}

/// A text as a Python 3 string with its quotes.
pub fn python(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            letter if must_be_escaped(letter) => push_code(&mut quoted, letter),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// A text as a double-quoted scalar of YAML 1.2 on one line, whatever is in it.
pub fn yaml(text: &str) -> String {
    // The escapes of Python are escapes of YAML too.
    python(text)
}

/// Controls, and characters that some readers take for line breaks or leave out.
fn must_be_escaped(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn push_code(text: &mut String, letter: char) {
    let code = u32::from(letter);
    // Writing to a String cannot fail.
    let _ = if code < 0x100 { write!(text, "\\x{code:02x}") } else { write!(text, "\\u{code:04x}") };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_for_their_language() {
        assert_eq!(shell("it's $HOME `x` \"\\\n!"), "'it'\\''s $HOME `x` \"\\\n!'");
        assert_eq!(javascript("</script>\u{2028}\""), r#""<\/script>\u2028\"""#);
        assert_eq!(python("a\"b\\c\nd\u{7f}\u{85}é😀"), r#""a\"b\\c\nd\x7f\x85é😀""#);
        assert_eq!(yaml("- a: {b}\u{feff}"), r#""- a: {b}\ufeff""#);
        assert_eq!(json("\u{1}"), r#""\u0001""#);
    }
}
