//! Texts of JavaScript: quoted, and templates with values in them.

use super::javascript::Reader;
use super::value::Value;

impl Reader {
    pub(super) fn text(&mut self, quote: char) -> Value {
        self.cursor.take();
        let mut text = String::new();
        while let Some(character) = self.cursor.take() {
            match character {
                c if c == quote => break,
                '\\' => self.escape(&mut text),
                other => text.push(other),
            }
        }
        Value::Text(text)
    }

    /// `` `a ${name} b` ``
    pub(super) fn template(&mut self) -> Value {
        self.cursor.take();
        let mut text = String::new();
        while let Some(character) = self.cursor.take() {
            match character {
                '`' => break,
                '\\' => self.escape(&mut text),
                '$' if self.cursor.peek() == Some('{') => {
                    self.cursor.take();
                    let value = self.value();
                    text.push_str(&value.text());
                    self.close('}');
                }
                other => text.push(other),
            }
        }
        Value::Text(text)
    }

    fn escape(&mut self, text: &mut String) {
        let Some(escaped) = self.cursor.take() else { return };
        let plain = match escaped {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'v' => '\u{b}',
            '0' => '\0',
            '\n' => return,
            'x' => return text.extend(self.code(2)),
            'u' => return self.unicode(text),
            other => other,
        };
        text.push(plain);
    }

    /// `\u00e9`, `\u{1f600}`, and two of the first that are one sign together.
    fn unicode(&mut self, text: &mut String) {
        if self.cursor.peek() == Some('{') {
            self.cursor.take();
            let digits = self.cursor.take_while(|c| c.is_ascii_hexdigit());
            self.cursor.take();
            text.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
            return;
        }
        let Some(first) = self.number(4) else { return };
        if (0xd800..0xdc00).contains(&first) && self.cursor.take_text("\\u") {
            let second = self.number(4).unwrap_or_default();
            let both = 0x10000 + ((first - 0xd800) << 10) + second.wrapping_sub(0xdc00);
            text.push(char::from_u32(both).unwrap_or(char::REPLACEMENT_CHARACTER));
            return;
        }
        text.push(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
    }

    fn code(&mut self, digits: usize) -> Option<char> {
        self.number(digits).and_then(char::from_u32)
    }

    fn number(&mut self, digits: usize) -> Option<u32> {
        let text: String = (0..digits).filter_map(|ahead| self.cursor.peek_at(ahead)).collect();
        let number = u32::from_str_radix(&text, 16).ok().filter(|_| text.len() == digits)?;
        self.cursor.skip(digits);
        Some(number)
    }
}
