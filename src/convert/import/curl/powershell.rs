//! Words as PowerShell reads them (about_Parsing, about_Quoting_Rules).

use super::super::described::marked::mark;
use super::word::{Cursor, Input, Line, Lines};

/// The commands of a text.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut reader = Reader { cursor: Cursor::new(text), lines: Lines::default() };
    reader.read();
    let mut lines = reader.lines.finish();
    for word in lines.iter_mut().flat_map(|line| &mut line.words) {
        // On the way to a program, Windows takes the backslashes before quotes away.
        word.text = word.text.replace("\\\"", "\"");
    }
    lines
}

struct Reader {
    cursor: Cursor,
    lines: Lines,
}

impl Reader {
    fn read(&mut self) {
        while let Some(character) = self.cursor.peek() {
            match character {
                '\n' | ';' | '|' | '&' => {
                    self.cursor.take();
                    self.lines.end_line();
                    if character == '|' {
                        self.lines.set_input(Input::Pipe);
                    }
                }
                c if c.is_whitespace() => {
                    self.cursor.take();
                    self.lines.end_word();
                }
                '#' if !self.lines.in_word() => {
                    self.cursor.take_while(|c| c != '\n');
                }
                '@' if matches!(self.cursor.peek_at(1), Some('\'' | '"')) && !self.lines.in_word() => {
                    self.here();
                }
                '\'' | '‘' | '’' => self.single(),
                '"' | '“' | '”' => self.double(),
                '`' => self.backtick(),
                '$' => self.variable(),
                other => {
                    self.lines.word(&self.cursor).push(other);
                    self.cursor.take();
                }
            }
        }
    }

    fn single(&mut self) {
        self.lines.word(&self.cursor);
        self.cursor.take();
        while let Some(character) = self.cursor.take() {
            if matches!(character, '\'' | '‘' | '’') {
                if !matches!(self.cursor.peek(), Some('\'' | '‘' | '’')) {
                    return;
                }
                self.cursor.take();
            }
            self.lines.word(&self.cursor).push(character);
        }
    }

    fn double(&mut self) {
        self.lines.word(&self.cursor);
        self.cursor.take();
        while let Some(character) = self.cursor.peek() {
            match character {
                '"' | '“' | '”' => {
                    self.cursor.take();
                    if !matches!(self.cursor.peek(), Some('"' | '“' | '”')) {
                        return;
                    }
                    self.cursor.take();
                    self.lines.word(&self.cursor).push('"');
                }
                '\\' if self.cursor.peek_at(1) == Some('`') && self.cursor.peek_at(2) == Some('"') => {
                    // `\`"` is how people write a quote for a program.
                    self.cursor.take();
                    self.backtick();
                }
                '`' => self.backtick(),
                '$' => self.variable(),
                other => {
                    self.lines.word(&self.cursor).push(other);
                    self.cursor.take();
                }
            }
        }
    }

    fn backtick(&mut self) {
        self.cursor.take();
        let Some(escaped) = self.cursor.take() else { return };
        let plain = match escaped {
            '\n' => return,
            '\r' if self.cursor.peek() == Some('\n') => {
                self.cursor.take();
                return;
            }
            ' ' | '\t' if !self.lines.in_word() => {
                self.cursor.take_while(|c| matches!(c, ' ' | '\t' | '\r'));
                if self.cursor.peek() == Some('\n') {
                    self.cursor.take();
                    return;
                }
                escaped
            }
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '0' => '\0',
            other => other,
        };
        self.lines.word(&self.cursor).push(plain);
    }

    /// `$name`, `$env:NAME`, `${name}`, `$(…)`.
    fn variable(&mut self) {
        self.cursor.take();
        let name = match self.cursor.peek() {
            Some('{') => {
                self.cursor.take();
                let name = self.cursor.take_while(|c| c != '}' && c != '\n');
                self.cursor.take();
                name
            }
            Some('(') => {
                let inside = self.cursor.take_while(|c| c != ')' && c != '\n');
                self.cursor.take();
                self.lines.word(&self.cursor).push_str(&mark("output", &format!("${inside})")));
                return;
            }
            _ => self.cursor.take_while(|c| c.is_alphanumeric() || c == '_' || c == ':'),
        };
        let plain = name.rsplit(':').find(|part| !part.is_empty()).unwrap_or_default();
        let text = match plain {
            "" => format!("${name}"),
            "true" | "false" | "null" => format!("${plain}"),
            _ => mark(plain, &format!("${name}")),
        };
        self.lines.word(&self.cursor).push_str(&text);
    }

    /// `@' … '@`: the lines between.
    fn here(&mut self) {
        self.cursor.take();
        let quote = self.cursor.take().unwrap_or('\'');
        self.cursor.take_while(|c| c != '\n');
        self.cursor.take();
        self.lines.word(&self.cursor);
        let end = format!("\n{quote}@");
        let mut text = String::new();
        while self.cursor.peek().is_some() && !self.cursor.take_text(&end) {
            text.extend(self.cursor.take().filter(|c| *c != '\r'));
        }
        self.lines.word(&self.cursor).push_str(&text);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::described::marked::written;
    use super::*;

    #[test]
    fn words_of_powershell() {
        let check = |text: &str, expect: &[&str]| {
            let words: Vec<_> = lines(text).remove(0).words.iter().map(|word| written(&word.text)).collect();
            assert_eq!(words, expect, "{text}");
        };
        check("curl.exe `\n  'https://h/x' ` \n -k", &["curl.exe", "https://h/x", "-k"]);
        check(
            "curl.exe -H \"a: $env:TOKEN\" -d '{\"a\": \"it''s\"}'",
            &["curl.exe", "-H", "a: $env:TOKEN", "-d", "{\"a\": \"it's\"}"],
        );
        check("curl.exe -d \"{`\"a`\": 1}\"", &["curl.exe", "-d", "{\"a\": 1}"]);
        check(r#"curl.exe -d '{\"a\": 1}'"#, &["curl.exe", "-d", "{\"a\": 1}"]);
        check("curl.exe -d @'\n{\"a\":\n1}\n'@", &["curl.exe", "-d", "{\"a\":\n1}"]);
    }
}
