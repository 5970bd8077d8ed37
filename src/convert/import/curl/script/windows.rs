//! PowerShell as far as web requests need it (about_Quoting_Rules, about_Hash_Tables, about_Splatting).

use super::super::super::described::marked::mark;
use super::super::word::{Cursor, Word};
use super::MOST_LEVELS;
use super::parameter::{named, set, takes_value};
use super::setting::Call;
use super::value::{Names, Value};

/// The commands that are read, with their short names.
const COMMANDS: [&str; 4] = ["invoke-webrequest", "invoke-restmethod", "iwr", "irm"];
/// Whether a word is one of the commands.
pub(super) fn is_command(word: &str) -> bool {
    COMMANDS.iter().any(|command| word.eq_ignore_ascii_case(command))
}

/// The calls of the commands in a text.
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
    /// Variables by their names in small letters.
    pub(super) known: Names,
    calls: Vec<Call>,
    level: usize,
}

impl Reader {
    fn statement(&mut self) {
        self.blank();
        match self.cursor.peek() {
            Some('$') => self.variable_statement(),
            Some('\n' | ';' | '{' | '}' | '(' | ')' | '|' | '&' | '=') => drop(self.cursor.take()),
            Some('#') => drop(self.cursor.take_while(|c| c != '\n')),
            Some('"' | '\'' | '@') => drop(self.value()),
            Some(_) => {
                let place = self.place();
                let word = self.word();
                if is_command(&word) {
                    self.command(Word { text: word, ..place });
                } else if word.is_empty() {
                    self.cursor.take();
                }
            }
            None => {}
        }
    }

    /// `$name = value`, `$name.Member = value`, `$name['key'] = value`, `$name.Add("key", "value")`.
    fn variable_statement(&mut self) {
        self.cursor.take();
        let path = self
            .cursor
            .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '.'))
            .to_ascii_lowercase();
        let (name, member) = path.split_once('.').unwrap_or((&path, ""));
        let (name, mut member) = (name.to_owned(), member.to_owned());
        if self.cursor.peek() == Some('[') {
            self.cursor.take();
            member = self.value().text();
            self.close(']');
        }
        if self.cursor.peek() == Some('(') {
            let arguments = self.arguments();
            self.add(&name, &member, arguments);
            return;
        }
        self.blank();
        if self.cursor.peek() != Some('=') {
            return;
        }
        self.cursor.take();
        let value = self.value();
        if member.is_empty() {
            self.known.keep(&name, value);
        } else if !member.contains('.') {
            self.record(&name).set(&member, value);
        }
    }

    fn add(&mut self, name: &str, member: &str, mut arguments: Vec<Value>) {
        let known = self.record(name);
        let Some(last) = arguments.pop() else { return };
        let first = arguments.first().map(Value::text);
        match (member, first) {
            ("add", Some(key)) => known.set(&key, last),
            ("headers.add", Some(key)) => {
                if let Some(headers) = known.inside("Headers", Value::Table(Vec::new())) {
                    headers.set(&key, last);
                }
            }
            ("cookies.add", _) => {
                if let Some(Value::List(cookies)) = known.inside("Cookies", Value::List(Vec::new())) {
                    cookies.push(last);
                }
            }
            _ => {}
        }
    }

    /// The record of a variable, made when there is none.
    fn record(&mut self, name: &str) -> &mut Value {
        self.known.record(name)
    }

    /// The parameters behind a command, up to the end of the line.
    fn command(&mut self, place: Word) {
        let mut call = Call { place, url: String::new(), settings: Value::Table(Vec::new()) };
        loop {
            self.blank();
            match self.cursor.peek() {
                None | Some('\n' | ';' | '|' | '}' | ')') => break,
                Some('@') if self.cursor.peek_at(1).is_some_and(|c| c.is_alphabetic() || c == '_') => {
                    self.cursor.take();
                    let name = self.word().to_ascii_lowercase();
                    if let Some(Value::Table(fields)) = self.known.recall(&name) {
                        fields.into_iter().for_each(|(name, value)| set(&mut call, &name, value));
                    }
                }
                Some('-') => {
                    self.cursor.take();
                    let name = self.cursor.take_while(char::is_alphanumeric);
                    let has_value = takes_value(&name);
                    self.blank();
                    if self.cursor.peek() == Some(':') {
                        self.cursor.take();
                        self.blank();
                    }
                    let at = self.place();
                    let value = if has_value { self.value() } else { Value::Word("true".to_owned()) };
                    if named(&name) == Some("Uri") {
                        call.place = Word { text: call.place.text.clone(), ..at };
                    }
                    set(&mut call, &name, value);
                }
                Some(_) => {
                    let at = self.place();
                    let value = self.value();
                    if call.url.is_empty() {
                        call.place = Word { text: call.place.text.clone(), ..at };
                        set(&mut call, "Uri", value);
                    }
                }
            }
        }
        self.calls.push(call);
    }

    /// A value, with `| ConvertTo-Json` and `+ value` behind it.
    pub(super) fn value(&mut self) -> Value {
        self.level += 1;
        let mut value = if self.level > MOST_LEVELS {
            self.cursor.take();
            Value::Unknown(String::new())
        } else {
            self.single()
        };
        self.level -= 1;
        loop {
            let mut ahead = 0;
            while matches!(self.cursor.peek_at(ahead), Some(' ' | '\t')) {
                ahead += 1;
            }
            match self.cursor.peek_at(ahead) {
                Some('+') if ahead > 0 => {
                    self.blank();
                    self.cursor.take();
                    let next = self.single();
                    value.append(&next);
                }
                Some('|') if self.is_next(ahead + 1, "ConvertTo-Json") => {
                    self.blank();
                    self.cursor.take();
                    self.cursor.take_while(|c| !matches!(c, '\n' | ')' | ';' | '}'));
                    value = Value::Text(value.json());
                }
                _ => return value,
            }
        }
    }

    pub(super) fn single(&mut self) -> Value {
        self.blank();
        match (self.cursor.peek(), self.cursor.peek_at(1)) {
            (Some('"' | '“' | '”'), _) => self.double(),
            (Some('\'' | '‘' | '’'), _) => self.quoted(),
            (Some('@'), Some('{')) => self.table(),
            (Some('@'), Some('(')) => {
                self.cursor.take();
                Value::List(self.arguments())
            }
            (Some('@'), Some(quote @ ('"' | '\''))) => self.here(quote),
            (Some('('), _) => {
                let mut inside = self.arguments();
                let value = if inside.len() == 1 { inside.remove(0) } else { Value::List(inside) };
                self.members(value)
            }
            (Some('['), _) => self.cast(),
            (Some('$'), _) => self.variable(),
            _ => self.bare(),
        }
    }

    /// A word without quotes: a number, `New-Object …`, a text.
    fn bare(&mut self) -> Value {
        let word = self.word();
        if word.eq_ignore_ascii_case("New-Object") {
            return self.object();
        }
        if is_command(&word) {
            let place = self.place();
            self.command(Word { text: word.clone(), ..place });
            return Value::Unknown(word);
        }
        if word.is_empty() {
            self.cursor.take();
            return Value::Unknown(String::new());
        }
        let is_number = serde_json::from_str::<serde_json::Number>(&word).is_ok();
        if is_number { Value::Word(word) } else { Value::Text(word) }
    }

    pub(super) fn arguments(&mut self) -> Vec<Value> {
        self.cursor.take();
        let mut values = Vec::new();
        loop {
            self.cursor.take_while(|c| c.is_whitespace() || c == ',' || c == '`');
            match self.cursor.peek() {
                None => return values,
                Some(')') => {
                    self.cursor.take();
                    return values;
                }
                Some(_) => values.push(self.value()),
            }
        }
    }

    /// `.Member` and `.Method(…)` behind a value.
    fn members(&mut self, value: Value) -> Value {
        let mut value = value;
        while self.cursor.peek() == Some('.') && self.cursor.peek_at(1).is_some_and(char::is_alphabetic) {
            self.cursor.take();
            let name = self.cursor.take_while(char::is_alphanumeric);
            let is_call = self.cursor.peek() == Some('(');
            if is_call {
                drop(self.arguments());
            }
            let member = value.field(&name).cloned();
            let stays = is_call && ["tostring", "trim"].iter().any(|known| name.eq_ignore_ascii_case(known));
            value = match member {
                Some(member) => member,
                None if stays => value,
                None => Value::Text(mark(&name, &format!("{}.{name}", super::super::written(&value.text())))),
            };
        }
        value
    }

    /// `$name`, `$env:NAME`, `${name}`, `$(…)`.
    pub(super) fn variable(&mut self) -> Value {
        self.cursor.take();
        let name = match self.cursor.peek() {
            Some('(') => {
                let mut inside = self.arguments();
                return if inside.len() == 1 {
                    inside.remove(0)
                } else {
                    Value::Unknown("$(…)".to_owned())
                };
            }
            Some('{') => {
                self.cursor.take();
                let name = self.cursor.take_while(|c| c != '}' && c != '\n');
                self.cursor.take();
                name
            }
            _ => self.cursor.take_while(|c| c.is_alphanumeric() || c == '_' || c == ':'),
        };
        let lower = name.to_ascii_lowercase();
        if matches!(lower.as_str(), "true" | "false" | "null") {
            return Value::Word(lower);
        }
        let known = self.known.recall(&lower);
        let value = known.unwrap_or_else(|| Value::place(&name, &format!("${name}")));
        self.members(value)
    }

    fn word(&mut self) -> String {
        self.cursor.take_while(|c| !c.is_whitespace() && !"=;|(){}'\"$,`&[]".contains(c))
    }

    fn place(&self) -> Word {
        Word { text: String::new(), line: self.cursor.line, column: self.cursor.column }
    }

    /// Spaces, and line breaks behind a backtick.
    pub(super) fn blank(&mut self) {
        loop {
            self.cursor.take_while(|c| c != '\n' && c.is_whitespace());
            if self.cursor.peek() != Some('`') {
                return;
            }
            let mut ahead = 1;
            while self.cursor.peek_at(ahead).is_some_and(|c| c != '\n' && c.is_whitespace()) {
                ahead += 1;
            }
            if self.cursor.peek_at(ahead) != Some('\n') {
                return;
            }
            self.cursor.skip(ahead + 1);
        }
    }

    fn is_next(&self, ahead: usize, word: &str) -> bool {
        let mut ahead = ahead;
        while matches!(self.cursor.peek_at(ahead), Some(' ' | '\t' | '\n' | '\r' | '`')) {
            ahead += 1;
        }
        word.chars().enumerate().all(|(index, expected)| {
            self.cursor.peek_at(ahead + index).is_some_and(|found| found.eq_ignore_ascii_case(&expected))
        })
    }

    fn close(&mut self, end: char) {
        self.blank();
        if self.cursor.peek() == Some(end) {
            self.cursor.take();
        }
    }
}
