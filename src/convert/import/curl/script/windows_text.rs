//! Texts of PowerShell: quoted, and with values in them.

use super::value::Value;
use super::windows::Reader;

impl Reader {
    pub(super) fn quoted(&mut self) -> Value {
        let is_quote = |c: char| matches!(c, '\'' | '‘' | '’');
        self.cursor.take();
        let mut text = String::new();
        while let Some(character) = self.cursor.take() {
            if is_quote(character) {
                if !self.cursor.peek().is_some_and(is_quote) {
                    break;
                }
                self.cursor.take();
            }
            text.push(character);
        }
        Value::Text(text)
    }

    pub(super) fn double(&mut self) -> Value {
        let is_quote = |c: char| matches!(c, '"' | '“' | '”');
        self.cursor.take();
        let mut text = String::new();
        while let Some(character) = self.cursor.peek() {
            match character {
                c if is_quote(c) => {
                    self.cursor.take();
                    if !self.cursor.peek().is_some_and(is_quote) {
                        break;
                    }
                    self.cursor.take();
                    text.push('"');
                }
                '`' => self.backtick(&mut text),
                '$' => text.push_str(&self.inside_text()),
                other => {
                    self.cursor.take();
                    text.push(other);
                }
            }
        }
        Value::Text(text)
    }

    /// A variable inside a text, where a member is no part of it.
    fn inside_text(&mut self) -> String {
        match self.cursor.peek_at(1) {
            Some('(' | '{') => self.variable().text(),
            Some(c) if c.is_alphabetic() || c == '_' => {
                self.cursor.take();
                let name = self.cursor.take_while(|c| c.is_alphanumeric() || c == '_' || c == ':');
                let known = self.known.recall(&name.to_ascii_lowercase());
                known.unwrap_or_else(|| Value::place(&name, &format!("${name}"))).text()
            }
            _ => {
                self.cursor.take();
                "$".to_owned()
            }
        }
    }

    fn backtick(&mut self, text: &mut String) {
        self.cursor.take();
        match self.cursor.take() {
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('t') => text.push('\t'),
            Some('0') => text.push('\0'),
            Some('\n') | None => {}
            Some('u') if self.cursor.peek() == Some('{') => {
                self.cursor.take();
                let digits = self.cursor.take_while(|c| c.is_ascii_hexdigit());
                self.cursor.take();
                text.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
            }
            Some(other) => text.push(other),
        }
    }

    /// `@" … "@`: the lines between.
    pub(super) fn here(&mut self, quote: char) -> Value {
        self.cursor.take();
        self.cursor.take();
        self.cursor.take_while(|c| c != '\n');
        self.cursor.take();
        let end = format!("\n{quote}@");
        let mut text = String::new();
        while let Some(character) = self.cursor.peek() {
            if self.cursor.take_text(&end) || (text.is_empty() && self.cursor.take_text(&end[1..])) {
                break;
            }
            match character {
                '`' if quote == '"' => self.backtick(&mut text),
                '$' if quote == '"' => text.push_str(&self.inside_text()),
                '\r' => drop(self.cursor.take()),
                other => {
                    self.cursor.take();
                    text.push(other);
                }
            }
        }
        Value::Text(text)
    }
}
