//! Values in words.

use std::fmt;

use serde_json::Value;

use super::Names;
use super::vocabulary::Kind;
use crate::engine::seconds;
use crate::template::{self, Part};

/// The longest text that a sentence quotes.
const LONGEST: usize = 160;
/// How much of a long text stands before its first difference.
const BEFORE: usize = 40;

/// Two values beside each other: “A” is now “B”, or 5 seconds → 8 seconds.
pub(super) struct Pair(String);

impl fmt::Display for Pair {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Pair {
    pub(super) fn of(names: &Names<'_>, kind: &Kind, old: &Value, new: &Value) -> Self {
        if let (Value::String(old), Value::String(new), Kind::Plain | Kind::Text | Kind::Json) =
            (old, new, kind)
        {
            let (mut left, mut right) = (with_names(old), with_names(new));
            // The names of both are the same: then what is different is how a value is shown.
            if left == right {
                (left, right) = (old.clone(), new.clone());
            }
            let (left, right) = around_difference(&left, &right);
            return Self(format!("“{left}” is now “{right}”"));
        }
        let (mut left, mut right) = (in_words(names, kind, old), in_words(names, kind, new));
        if left == right {
            (left, right) = (old.to_string(), new.to_string());
        }
        let (left, right) = around_difference(&left, &right);
        Self(format!("{left} → {right}"))
    }
}

/// A value in words.
pub(super) fn in_words(names: &Names<'_>, kind: &Kind, value: &Value) -> String {
    let number = || value.as_u64();
    match (kind, value) {
        (Kind::Milliseconds, _) if number().is_some() => {
            let ms = number().unwrap_or_default();
            if ms == 1_000 { "1 second".to_owned() } else { format!("{} seconds", seconds(ms)) }
        }
        (Kind::Bytes, _) if number().is_some() => bytes(number().unwrap_or_default()),
        (Kind::Word, Value::String(word)) => format!("“{}”", word.replace('_', " ")),
        (Kind::Connection, Value::String(id)) => format!("“{}”", names.connection(id)),
        (Kind::Messages | Kind::Reply | Kind::Record(_) | Kind::Localized, _) => {
            let mut texts = Vec::new();
            collect_texts(value, &mut texts);
            let words = texts.join(" / ");
            if words.is_empty() { plain(value) } else { format!("“{}”", cut(&words)) }
        }
        _ => plain(value),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => format!("“{}”", cut(&with_names(text))),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Null => "nothing".to_owned(),
        Value::Array(items) if items.iter().all(|item| !item.is_object() && !item.is_array()) => {
            items.iter().map(plain).collect::<Vec<_>>().join(", ")
        }
        other => cut(&other.to_string()),
    }
}

/// Every text of messages, without the words of the file around them.
fn collect_texts(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) if !text.is_empty() => texts.push(with_names(text)),
        Value::Array(items) => items.iter().for_each(|item| collect_texts(item, texts)),
        Value::Object(fields) => {
            fields
                .iter()
                .filter(|(key, _)| *key != "kind")
                .for_each(|(_, field)| collect_texts(field, texts));
        }
        _ => {}
    }
}

fn bytes(count: u64) -> String {
    match count {
        0..1_000 => format!("{count} bytes"),
        1_000..1_000_000 => format!("{} kB", seconds(count)),
        _ => format!("{} MB", seconds(count / 1_000)),
    }
}

/// `Renews on {{ renews_on | date("long") }}` is read “Renews on [renews_on]”.
fn with_names(text: &str) -> String {
    let Ok(parsed) = template::parse(text) else { return text.to_owned() };
    let mut words = String::new();
    for part in parsed.parts() {
        match part {
            Part::Literal { text, .. } => words.push_str(text),
            Part::Chip { chip, .. } => words.push_str(&format!("[{}]", chip.name())),
        }
    }
    words
}

/// The part of two long texts in which they begin to differ.
fn around_difference(left: &str, right: &str) -> (String, String) {
    let same = left.chars().zip(right.chars()).take_while(|(left, right)| left == right).count();
    let from = if left.chars().count().max(right.chars().count()) > LONGEST {
        same.saturating_sub(BEFORE)
    } else {
        0
    };
    let part = |text: &str| {
        let rest: String = text.chars().skip(from).collect();
        if from > 0 { format!("…{}", cut(&rest)) } else { cut(&rest) }
    };
    (part(left), part(right))
}

fn cut(text: &str) -> String {
    let text = text.replace('\n', " ⏎ ");
    if text.chars().count() <= LONGEST {
        return text;
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
