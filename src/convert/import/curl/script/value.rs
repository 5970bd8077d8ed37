//! What an expression of a script stands for, as far as it can be read.

use std::collections::HashMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::form_urlencoded::byte_serialize;

use super::super::super::described::marked::{Piece, map_literals, mark, pieces};

/// What `encodeURIComponent` leaves as it is.
const IN_ADDRESS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// Fields of a record up to which a name that stands there twice is looked for.
const MOST_FIELDS: usize = 500;
/// How much all recalled values may hold together, in bytes.
const MOST_RECALLED_BYTES: usize = 4_000_000;

/// A value of a script. Texts may hold marks.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// A text.
    Text(String),
    /// A number, true, false or null, as JSON writes it.
    Word(String),
    /// A record.
    Table(Vec<(String, Value)>),
    /// A list.
    List(Vec<Value>),
    /// A form, encoded already.
    Form(String),
    /// Something that cannot be read, in the words of the script.
    Unknown(String),
}

impl Value {
    /// A place that is filled in later.
    pub fn place(name: &str, written: &str) -> Self {
        let last = name.rsplit(['.', ':']).next().unwrap_or(name);
        Self::Text(mark(last, written))
    }

    /// As a text.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Word(text) | Self::Form(text) => text.clone(),
            Self::Table(_) | Self::List(_) => self.json(),
            Self::Unknown(written) => mark("value", written),
        }
    }

    /// As JSON. A mark that is the whole value stands without quotes, as its kind is not known.
    pub fn json(&self) -> String {
        let quoted = |text: &str| {
            let pieces = pieces(text).into_iter().map(|piece| match piece {
                Piece::Literal(literal) => {
                    let json = serde_json::Value::from(literal).to_string();
                    json[1..json.len() - 1].to_owned()
                }
                Piece::Mark { name, written } => mark(name, written),
            });
            format!("\"{}\"", pieces.collect::<String>())
        };
        match self {
            Self::Text(text) | Self::Form(text) => quoted(text),
            Self::Word(word) => word.clone(),
            Self::Unknown(written) => quoted(&mark("value", written)),
            Self::List(items) => {
                format!("[{}]", items.iter().map(Self::json).collect::<Vec<_>>().join(","))
            }
            Self::Table(fields) => {
                let field = |(name, value): &(String, Self)| format!("{}:{}", quoted(name), value.json());
                format!("{{{}}}", fields.iter().map(field).collect::<Vec<_>>().join(","))
            }
        }
    }

    /// As a form: a record, or a list of pairs.
    pub fn form(&self) -> String {
        let encoded = |text: &str| map_literals(text, |literal| byte_serialize(literal.as_bytes()).collect());
        match self.pairs() {
            Some(pairs) => {
                let pair =
                    |(name, value): (String, String)| format!("{}={}", encoded(&name), encoded(&value));
                pairs.into_iter().map(pair).collect::<Vec<_>>().join("&")
            }
            None => self.text(),
        }
    }

    /// Names and texts: of a record, or a list of pairs.
    pub fn pairs(&self) -> Option<Vec<(String, String)>> {
        match self {
            Self::Table(fields) => {
                Some(fields.iter().map(|(name, value)| (name.clone(), value.text())).collect())
            }
            Self::List(items) => {
                let pair = |item: &Self| match item {
                    Self::List(pair) if pair.len() == 2 => Some((pair[0].text(), pair[1].text())),
                    _ => None,
                };
                items.iter().map(pair).collect()
            }
            _ => None,
        }
    }

    /// A field of a record, by its name in any case.
    pub fn field(&self, name: &str) -> Option<&Self> {
        let Self::Table(fields) = self else { return None };
        fields.iter().rev().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Puts a field into a record; what is no record yet becomes one.
    pub fn set(&mut self, name: &str, value: Self) {
        if !matches!(self, Self::Table(_)) {
            *self = Self::Table(Vec::new());
        }
        if let Self::Table(fields) = self {
            // A record that nobody wrote by hand: the last of a name is found first anyway.
            if fields.len() < MOST_FIELDS {
                fields.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
            }
            fields.push((name.to_owned(), value));
        }
    }

    /// The record or list in a field, which becomes `empty` where it is absent.
    pub fn inside(&mut self, name: &str, empty: Self) -> Option<&mut Self> {
        if self.field(name).is_none() {
            self.set(name, empty);
        }
        let Self::Table(fields) = self else { return None };
        fields.iter_mut().rev().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Adds a text behind this one.
    pub fn append(&mut self, next: &Self) {
        if let Self::Text(text) = self {
            text.push_str(&next.text());
        } else {
            *self = Self::Text(self.text() + &next.text());
        }
    }

    /// How much it holds, in bytes.
    fn size(&self) -> usize {
        match self {
            Self::Text(text) | Self::Word(text) | Self::Form(text) | Self::Unknown(text) => text.len() + 16,
            Self::List(items) => items.iter().map(Self::size).sum::<usize>() + 16,
            Self::Table(fields) => {
                fields.iter().map(|(name, value)| name.len() + value.size()).sum::<usize>() + 16
            }
        }
    }
}

/// Names of a script that stand for values. Values of values can multiply, so what is recalled has a limit.
#[derive(Debug)]
pub(super) struct Names {
    known: HashMap<String, Value>,
    left_bytes: usize,
}

impl Default for Names {
    fn default() -> Self {
        Self { known: HashMap::new(), left_bytes: MOST_RECALLED_BYTES }
    }
}

impl Names {
    /// Remembers a value.
    pub fn keep(&mut self, name: &str, value: Value) {
        self.known.insert(name.to_owned(), value);
    }

    /// The record of a name, made when there is none.
    pub fn record(&mut self, name: &str) -> &mut Value {
        self.known.entry(name.to_owned()).or_insert(Value::Table(Vec::new()))
    }

    /// The value to be changed.
    pub fn change(&mut self, name: &str) -> Option<&mut Value> {
        self.known.get_mut(name)
    }

    /// The value of a name; none where nobody gave it one, or when the limit is reached.
    pub fn recall(&mut self, name: &str) -> Option<Value> {
        let value = self.known.get(name)?;
        let size = value.size();
        if size > self.left_bytes {
            return None;
        }
        self.left_bytes -= size;
        Some(value.clone())
    }
}

/// A text as `encodeURIComponent` writes it.
pub(super) fn in_address(text: &str) -> String {
    map_literals(text, |literal| utf8_percent_encode(literal, IN_ADDRESS).to_string())
}
