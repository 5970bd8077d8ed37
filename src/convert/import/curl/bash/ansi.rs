//! Texts in `$'…'`, with the escapes of C (Bash Reference Manual, ANSI-C Quoting).

use super::Reader;

impl Reader {
    /// `$'…'` with the escapes of C.
    pub(super) fn ansi(&mut self) {
        let mut inside = String::new();
        while let Some(character) = self.cursor.take() {
            match character {
                '\'' => break,
                '\\' => self.escape(&mut inside),
                other => inside.push(other),
            }
        }
        self.lines.word(&self.cursor).push_str(&inside);
    }

    fn escape(&mut self, inside: &mut String) {
        let Some(character) = self.cursor.take() else { return };
        let simple = match character {
            'a' => '\u{7}',
            'b' => '\u{8}',
            'e' | 'E' => '\u{1b}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\u{b}',
            '\\' | '\'' | '"' | '?' => character,
            'x' => return self.bytes(inside),
            'u' => return self.number(4, 16, inside),
            'U' => return self.number(8, 16, inside),
            '0'..='7' => {
                let mut digits = character.to_string();
                while digits.len() < 3 {
                    let Some(digit) = self.cursor.peek().filter(|c| ('0'..='7').contains(c)) else { break };
                    digits.push(digit);
                    self.cursor.take();
                }
                let code = u32::from_str_radix(&digits, 8).unwrap_or_default() & 0xff;
                inside.extend(char::from_u32(code));
                return;
            }
            other => {
                inside.extend(['\\', other]);
                return;
            }
        };
        inside.push(simple);
    }

    /// `\xHH`, several of which may be one character in UTF-8.
    fn bytes(&mut self, inside: &mut String) {
        let mut bytes = Vec::new();
        loop {
            let mut digits = String::new();
            while digits.len() < 2 {
                let Some(digit) = self.cursor.peek().filter(char::is_ascii_hexdigit) else { break };
                digits.push(digit);
                self.cursor.take();
            }
            bytes.extend(u8::from_str_radix(&digits, 16).ok());
            if digits.is_empty() || !self.cursor.take_text("\\x") {
                break;
            }
        }
        inside.push_str(&String::from_utf8_lossy(&bytes));
    }

    fn number(&mut self, most: usize, radix: u32, inside: &mut String) {
        let code = self.digits(most, radix);
        // Two halves of a pair above U+FFFF, as browsers write them.
        if (0xd800..0xdc00).contains(&code) && self.cursor.take_text("\\u") {
            let low = self.digits(4, 16);
            let pair = 0x1_0000 + ((code - 0xd800) << 10) + (low.wrapping_sub(0xdc00) & 0x3ff);
            inside.push(char::from_u32(pair).unwrap_or(char::REPLACEMENT_CHARACTER));
            return;
        }
        inside.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
    }

    fn digits(&mut self, most: usize, radix: u32) -> u32 {
        let mut digits = String::new();
        while digits.len() < most {
            let Some(digit) = self.cursor.peek().filter(|c| c.is_digit(radix)) else { break };
            digits.push(digit);
            self.cursor.take();
        }
        u32::from_str_radix(&digits, radix).unwrap_or(u32::from(char::REPLACEMENT_CHARACTER))
    }
}
