//! JavaScript as far as calls of `fetch` need it: literals, names of them, and the functions that people put around them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::super::super::described::marked::{has_marks, mark};
use super::super::word::{Cursor, Word};
use super::MOST_LEVELS;
use super::setting::Call;
use super::value::{Names, Value, in_address};

/// The calls of `fetch` in a text.
pub(super) fn calls(text: &str) -> Vec<Call> {
    let mut reader =
        Reader { cursor: Cursor::new(text), known: Names::default(), calls: Vec::new(), level: 0 };
    while reader.cursor.peek().is_some() {
        reader.statement();
    }
    reader.calls
}

pub(super) struct Reader {
    pub(super) cursor: Cursor,
    /// Names that stand for a value.
    known: Names,
    calls: Vec<Call>,
    level: usize,
}

impl Reader {
    /// One step: a value that gets a name, a call, or anything else, which is passed over.
    fn statement(&mut self) {
        self.blank();
        match self.cursor.peek() {
            Some('"' | '\'' | '`') => drop(self.value()),
            Some(c) if is_of_name(c) => {
                let name = self.name();
                if matches!(name.as_str(), "const" | "let" | "var") {
                    self.declaration();
                } else {
                    drop(self.named(&name));
                }
            }
            _ => drop(self.cursor.take()),
        }
    }

    /// `name = value`, behind `const`.
    fn declaration(&mut self) {
        self.blank();
        let name = self.name();
        self.blank();
        if !name.is_empty() && self.cursor.peek() == Some('=') && self.cursor.peek_at(1) != Some('=') {
            self.cursor.take();
            let value = self.value();
            self.known.keep(&name, value);
        }
    }

    /// A value with what follows it: `+ value`, `.member`, `(arguments)`.
    pub(super) fn value(&mut self) -> Value {
        self.level += 1;
        let value = if self.level > MOST_LEVELS { self.pass_over() } else { self.sum() };
        self.level -= 1;
        value
    }

    fn sum(&mut self) -> Value {
        let mut value = self.single();
        loop {
            self.blank();
            match self.cursor.peek() {
                Some('+') if !matches!(self.cursor.peek_at(1), Some('+' | '=')) => {
                    self.cursor.take();
                    let next = self.single();
                    value.append(&next);
                }
                None | Some(',' | ')' | ']' | '}' | ';' | ':') => return value,
                // What is done with a value makes another one of it, and nobody knows which.
                Some(_) if self.is_new_statement() => return value,
                Some(_) => return self.pass_over(),
            }
        }
    }

    /// Whether what comes next begins a statement of its own, as it may after a line break.
    fn is_new_statement(&self) -> bool {
        self.cursor.peek().is_some_and(|c| is_of_name(c) || c == '/')
    }

    fn single(&mut self) -> Value {
        self.blank();
        match self.cursor.peek() {
            Some(quote @ ('"' | '\'')) => self.text(quote),
            Some('`') => self.template(),
            Some('{') => self.record(),
            Some('[') => self.list(),
            Some('(') => {
                self.cursor.take();
                let value = self.value();
                self.close(')');
                self.members(value)
            }
            Some(c) if c.is_ascii_digit() || c == '-' => {
                let word = self.cursor.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'));
                let is_number = serde_json::from_str::<serde_json::Number>(&word).is_ok();
                if is_number { Value::Word(word) } else { Value::Unknown(word) }
            }
            Some(c) if is_of_name(c) => {
                let name = self.name();
                self.named(&name)
            }
            _ => self.pass_over(),
        }
    }

    /// What a name stands for, with the calls behind it.
    fn named(&mut self, name: &str) -> Value {
        match name {
            "await" | "return" | "async" | "typeof" => return self.single(),
            "true" | "false" | "null" => return Value::Word(name.to_owned()),
            "undefined" => return Value::Word("null".to_owned()),
            "new" => {
                self.blank();
                let name = self.name();
                let arguments = self.arguments();
                let made = made(&name, arguments);
                return self.members(made);
            }
            _ => {}
        }
        self.blank();
        if self.cursor.peek() != Some('(') {
            let value = self.known.recall(name);
            return value.unwrap_or_else(|| Value::place(name, &format!("${{{name}}}")));
        }
        let place = Word { text: name.to_owned(), line: self.cursor.line, column: self.cursor.column };
        let arguments = self.arguments();
        let last = name.rsplit('.').next().unwrap_or(name);
        if last == "fetch" {
            self.call(place, arguments);
            return self.members(Value::Unknown(name.to_owned()));
        }
        let value = self.result(name, arguments);
        self.members(value)
    }

    /// What a function gives back.
    fn result(&mut self, name: &str, mut arguments: Vec<Value>) -> Value {
        let first = if arguments.is_empty() { None } else { Some(arguments.remove(0)) };
        let (object, method) = name.rsplit_once('.').unwrap_or(("", name));
        match (name, first) {
            ("JSON.stringify", Some(value)) => Value::Text(value.json()),
            ("encodeURIComponent" | "encodeURI", Some(value)) => Value::Text(in_address(&value.text())),
            ("btoa", Some(value)) if !has_marks(&value.text()) => Value::Text(STANDARD.encode(value.text())),
            ("btoa", Some(value)) => Value::Text(mark("credentials", &super::super::written(&value.text()))),
            ("String", Some(value)) => Value::Text(value.text()),
            (_, Some(field)) if matches!(method, "append" | "set") => {
                // A form or headers that are filled one by one.
                if let Some(known) = self.known.change(object) {
                    known.set(&field.text(), arguments.pop().unwrap_or(Value::Text(String::new())));
                }
                Value::Unknown(name.to_owned())
            }
            (_, None) if method == "toString" => match self.known.recall(object) {
                Some(value) => Value::Text(value.form()),
                None => Value::place(object, &format!("${{{name}}}")),
            },
            _ => Value::Unknown(format!("{name}()")),
        }
    }

    fn call(&mut self, place: Word, arguments: Vec<Value>) {
        let mut arguments = arguments.into_iter();
        let first = arguments.next();
        let second = arguments.next();
        // A `Request` holds address and settings.
        let (url, own) = match first {
            Some(request @ Value::Table(_)) => {
                (request.field("url").map(Value::text).unwrap_or_default(), Some(request))
            }
            other => (other.map(|url| url.text()).unwrap_or_default(), None),
        };
        let settings = second.or(own).unwrap_or(Value::Table(Vec::new()));
        self.calls.push(Call { place, url, settings });
    }

    /// `.then(…)`, `.toString()`: passed over, but for what stays the same.
    fn members(&mut self, value: Value) -> Value {
        let mut value = value;
        loop {
            self.blank();
            if self.cursor.peek() != Some('.') || self.cursor.peek_at(1) == Some('.') {
                return value;
            }
            self.cursor.take();
            let name = self.name();
            self.blank();
            if self.cursor.peek() == Some('(') {
                drop(self.arguments());
            }
            if !matches!(name.as_str(), "toString" | "trim") {
                value = Value::Unknown(name);
            }
        }
    }

    fn arguments(&mut self) -> Vec<Value> {
        self.blank();
        if self.cursor.peek() != Some('(') {
            return Vec::new();
        }
        self.cursor.take();
        self.values(')')
    }

    fn list(&mut self) -> Value {
        self.cursor.take();
        Value::List(self.values(']'))
    }

    fn values(&mut self, end: char) -> Vec<Value> {
        let mut values = Vec::new();
        loop {
            self.blank();
            match self.cursor.peek() {
                None => return values,
                Some(c) if c == end => {
                    self.cursor.take();
                    return values;
                }
                Some(',') => drop(self.cursor.take()),
                Some(')' | ']' | '}' | ';' | ':') => drop(self.cursor.take()),
                Some(_) => values.push(self.value()),
            }
        }
    }

    fn record(&mut self) -> Value {
        self.cursor.take();
        let mut record = Value::Table(Vec::new());
        loop {
            self.blank();
            match self.cursor.peek() {
                None => return record,
                Some('}') => {
                    self.cursor.take();
                    return record;
                }
                Some(',' | ')' | ']' | ';' | ':') => drop(self.cursor.take()),
                Some('.') if self.cursor.take_text("...") => {
                    if let Value::Table(fields) = self.value() {
                        fields.into_iter().for_each(|(name, value)| record.set(&name, value));
                    }
                }
                Some(_) => self.field(&mut record),
            }
        }
    }

    fn field(&mut self, record: &mut Value) {
        let (name, is_name) = match self.cursor.peek() {
            Some(quote @ ('"' | '\'')) => (self.text(quote).text(), false),
            Some('[') => (self.list().pairs().map_or_else(String::new, |_| String::new()), false),
            Some(c) if is_of_name(c) || c.is_ascii_digit() => (self.name(), true),
            _ => {
                self.cursor.take();
                return;
            }
        };
        self.blank();
        match self.cursor.peek() {
            Some(':') => {
                self.cursor.take();
                let value = self.value();
                record.set(&name, value);
            }
            Some(',' | '}') if is_name => {
                let value = self.known.recall(&name);
                record.set(&name, value.unwrap_or_else(|| Value::place(&name, &format!("${{{name}}}"))));
            }
            _ => drop(self.pass_over()),
        }
    }

    /// The name at this place, with its members: `process.env.TOKEN`.
    fn name(&mut self) -> String {
        self.cursor
            .take_while(|c| is_of_name(c) || c.is_ascii_digit() || c == '.' || c == '?')
            .replace('?', "")
    }

    /// White space and comments.
    fn blank(&mut self) {
        loop {
            self.cursor.take_while(char::is_whitespace);
            if self.cursor.peek() != Some('/') {
                return;
            }
            match self.cursor.peek_at(1) {
                Some('/') => drop(self.cursor.take_while(|c| c != '\n')),
                Some('*') => {
                    while self.cursor.peek().is_some() && !self.cursor.take_text("*/") {
                        self.cursor.take();
                    }
                }
                _ => return,
            }
        }
    }

    pub(super) fn close(&mut self, end: char) {
        self.blank();
        if self.cursor.peek() != Some(end) {
            drop(self.pass_over());
        }
        if self.cursor.peek() == Some(end) {
            self.cursor.take();
        }
    }

    /// Everything up to the end of this value, with brackets and quotes in pairs.
    fn pass_over(&mut self) -> Value {
        let (mut depth, mut written) = (0_usize, String::new());
        while let Some(character) = self.cursor.peek() {
            match character {
                ',' | ';' if depth == 0 => break,
                ')' | ']' | '}' if depth == 0 => break,
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                quote @ ('"' | '\'') => {
                    written.push_str(&self.text(quote).text());
                    continue;
                }
                _ => {}
            }
            written.push(character);
            self.cursor.take();
        }
        let written: String = super::super::written(written.trim()).chars().take(60).collect();
        Value::Unknown(written)
    }
}

/// What `new` makes.
fn made(name: &str, arguments: Vec<Value>) -> Value {
    let mut arguments = arguments.into_iter();
    let first = arguments.next();
    match name {
        "Headers" => first.unwrap_or(Value::Table(Vec::new())),
        "URLSearchParams" => match first {
            Some(value) if value.pairs().is_some() => Value::Form(value.form()),
            Some(value) => Value::Form(value.text()),
            None => Value::Table(vec![]),
        },
        "URL" => first.unwrap_or(Value::Unknown(name.to_owned())),
        "Request" => {
            let mut request = arguments.next().unwrap_or(Value::Table(Vec::new()));
            request.set("url", first.unwrap_or(Value::Text(String::new())));
            request
        }
        _ => Value::Unknown(format!("new {name}")),
    }
}

fn is_of_name(character: char) -> bool {
    character.is_alphabetic() || character == '_' || character == '$'
}
