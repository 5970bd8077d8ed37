//! Values of PowerShell that are made: casts, objects, records.

use super::value::Value;
use super::windows::Reader;

impl Reader {
    /// `[char]0xe9`, `[System.Text.Encoding]::UTF8.GetBytes("…")`, `[ordered]@{…}`.
    pub(super) fn cast(&mut self) -> Value {
        self.cursor.take();
        let kind = self.cursor.take_while(|c| c != ']' && c != '\n').to_ascii_lowercase();
        self.cursor.take();
        if self.cursor.take_text("::") {
            let method = self.cursor.take_while(|c| c.is_alphanumeric() || c == '.');
            let mut arguments = self.arguments();
            let keeps = ["getbytes", "parse", "escapedatastring", "new"]
                .iter()
                .any(|end| method.to_ascii_lowercase().ends_with(end));
            if keeps && !arguments.is_empty() {
                return arguments.remove(0);
            }
            return Value::Unknown(format!("[{kind}]::{method}"));
        }
        let value = self.single();
        if kind == "char" {
            let text = value.text();
            let digits = text.strip_prefix("0x");
            let code =
                digits.map_or_else(|| text.parse().ok(), |digits| u32::from_str_radix(digits, 16).ok());
            return Value::Text(code.and_then(char::from_u32).map_or_else(String::new, String::from));
        }
        value
    }

    /// `New-Object Type(arguments)`: a cookie is its pair, everything else a record to be filled.
    pub(super) fn object(&mut self) -> Value {
        self.blank();
        if self.cursor.take_text("-TypeName") {
            self.blank();
        }
        let kind = match self.cursor.peek() {
            Some('"') => self.double().text(),
            Some('\'') => self.quoted().text(),
            _ => self.cursor.take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '[' | ']' | ',' | '`')),
        };
        let arguments = if self.cursor.peek() == Some('(') { self.arguments() } else { Vec::new() };
        match arguments.as_slice() {
            [name, value, ..] if kind.to_ascii_lowercase().ends_with("cookie") => {
                Value::Text(format!("{}={}", name.text(), value.text()))
            }
            _ => Value::Table(Vec::new()),
        }
    }

    pub(super) fn table(&mut self) -> Value {
        self.cursor.take();
        self.cursor.take();
        let mut table = Value::Table(Vec::new());
        loop {
            self.cursor.take_while(|c| c.is_whitespace() || c == ';' || c == ',' || c == '`');
            match self.cursor.peek() {
                None => return table,
                Some('}') => {
                    self.cursor.take();
                    return table;
                }
                Some('#') => drop(self.cursor.take_while(|c| c != '\n')),
                Some(_) => {
                    let name = match self.cursor.peek() {
                        Some('"') => self.double().text(),
                        Some('\'') => self.quoted().text(),
                        _ => self.cursor.take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-')),
                    };
                    self.cursor.take_while(char::is_whitespace);
                    if self.cursor.peek() == Some('=') {
                        self.cursor.take();
                        self.cursor.take_while(char::is_whitespace);
                        let value = self.value();
                        table.set(&name, value);
                    } else {
                        self.cursor.take();
                    }
                }
            }
        }
    }
}
