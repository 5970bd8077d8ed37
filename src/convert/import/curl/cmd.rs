//! Words as cmd.exe and the C runtime of Windows read them.

use super::super::described::marked::mark;
use super::word::{Cursor, Line, Lines};

/// The commands of a text.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut reader =
        Reader { cursor: Cursor::new(text), lines: Lines::default(), in_quotes: false, is_quoted: false };
    reader.read();
    reader.lines.finish()
}

struct Reader {
    cursor: Cursor,
    lines: Lines,
    /// For cmd.exe: carets and operators are plain characters.
    in_quotes: bool,
    /// For the C runtime: spaces belong to the word.
    is_quoted: bool,
}

impl Reader {
    fn read(&mut self) {
        while let Some(character) = self.cursor.take() {
            match character {
                '^' if !self.in_quotes => self.caret(),
                '\n' => {
                    (self.in_quotes, self.is_quoted) = (false, false);
                    self.lines.end_line();
                }
                '\r' => {}
                '&' | '|' if !self.in_quotes => self.lines.end_line(),
                '<' | '>' if !self.in_quotes => {
                    self.lines.end_word();
                    self.cursor.take_while(|c| matches!(c, '>' | '&' | ' '));
                    self.cursor.take_while(|c| !c.is_whitespace());
                }
                '%' => self.variable(),
                '"' => {
                    self.in_quotes = !self.in_quotes;
                    self.quote();
                }
                other => self.plain(other),
            }
        }
    }

    /// The character after a caret is plain; a line break after it vanishes, and what follows that is plain.
    fn caret(&mut self) {
        let mut escaped = self.cursor.take();
        if escaped == Some('\r') && self.cursor.peek() == Some('\n') {
            escaped = self.cursor.take();
        }
        if escaped == Some('\n') {
            if self.cursor.peek() == Some('\r') && self.cursor.peek_at(1) == Some('\n') {
                self.cursor.take();
            }
            if self.cursor.peek() != Some('\n') {
                return;
            }
            escaped = self.cursor.take();
        }
        match escaped {
            Some('"') => self.quote(),
            Some('%') => self.lines.word(&self.cursor).push('%'),
            Some('\n') => self.lines.word(&self.cursor).push('\n'),
            Some(other) => self.plain(other),
            None => {}
        }
    }

    fn plain(&mut self, character: char) {
        match character {
            ' ' | '\t' if !self.is_quoted => self.lines.end_word(),
            '\\' => self.backslashes(),
            other => self.lines.word(&self.cursor).push(other),
        }
    }

    /// A quote for the C runtime: two in a row inside quotes are one.
    fn quote(&mut self) {
        self.lines.word(&self.cursor);
        if self.is_quoted && self.cursor.peek() == Some('"') {
            self.cursor.take();
            self.in_quotes = !self.in_quotes;
            self.lines.word(&self.cursor).push('"');
            return;
        }
        self.is_quoted = !self.is_quoted;
    }

    /// Backslashes before a quote: two are one, and an odd one makes the quote plain.
    fn backslashes(&mut self) {
        let mut count = 1;
        loop {
            let is_caret =
                !self.in_quotes && self.cursor.peek() == Some('^') && self.cursor.peek_at(1) == Some('\\');
            if is_caret {
                self.cursor.take();
            }
            if self.cursor.peek() != Some('\\') {
                break;
            }
            self.cursor.take();
            count += 1;
        }
        let has_caret =
            !self.in_quotes && self.cursor.peek() == Some('^') && self.cursor.peek_at(1) == Some('"');
        if self.cursor.peek() != Some('"') && !has_caret {
            self.lines.word(&self.cursor).extend(std::iter::repeat_n('\\', count));
            return;
        }
        self.lines.word(&self.cursor).extend(std::iter::repeat_n('\\', count / 2));
        if count % 2 == 1 {
            if has_caret {
                self.cursor.take();
            } else {
                self.in_quotes = !self.in_quotes;
            }
            self.cursor.take();
            self.lines.word(&self.cursor).push('"');
        }
    }

    fn variable(&mut self) {
        let mut ahead = 0;
        while self.cursor.peek_at(ahead).is_some_and(|c| c.is_ascii_alphanumeric() || c == '_') {
            ahead += 1;
        }
        let is_name = self.cursor.peek().is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
        if is_name && self.cursor.peek_at(ahead) == Some('%') {
            let name = self.cursor.take_while(|c| c != '%');
            self.cursor.take();
            let marked = mark(&name, &format!("%{name}%"));
            self.lines.word(&self.cursor).push_str(&marked);
        } else {
            self.lines.word(&self.cursor).push('%');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::described::marked::written;
    use super::*;

    #[test]
    fn words_of_windows() {
        let check = |text: &str, expect: &[&str]| {
            let words: Vec<_> = lines(text).remove(0).words.iter().map(|word| written(&word.text)).collect();
            assert_eq!(words, expect, "{text}");
        };
        check("curl ^\r\n  \"https://h/?a=1&b=2\" ^\n -k", &["curl", "https://h/?a=1&b=2", "-k"]);
        check(
            r#"curl ^"https://h/?a=1^&b=^%^20^" -H ^"a: b^""#,
            &["curl", "https://h/?a=1&b=%20", "-H", "a: b"],
        );
        check(r#"curl -d "{\"a\": \"b c\"}" x"#, &["curl", "-d", r#"{"a": "b c"}"#, "x"]);
        check(r#"curl -d ^"^{^\^"a^\^":1^}^""#, &["curl", "-d", r#"{"a":1}"#]);
        check(r#"curl -d "{""a"": 1}" C:\x\"#, &["curl", "-d", r#"{"a": 1}"#, r"C:\x\"]);
        check("curl -H \"a: %TOKEN%\" %20", &["curl", "-H", "a: %TOKEN%", "%20"]);
        check("curl ^\"a^\n\nb^\"", &["curl", "a\nb"]);
        assert_eq!(lines("curl a\r\ncurl b & curl c").len(), 3);
    }
}
