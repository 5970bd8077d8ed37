//! Texts and values in Liquid, as Tiledesk's LiquidJS reads it.

use std::cell::Cell;

use serde_json::Value;

use crate::convert::export::flow::{Chip, Origin, Piece, Reference};
use crate::convert::export::variables::Variables;
use crate::engine;

/// What Liquid is written with.
pub(super) struct Liquid<'a> {
    pub variables: &'a Variables,
    /// The time zone of times said to customers (IANA name).
    pub time_zone: &'a str,
    /// How many variables of templates have been given out.
    pub count: Cell<usize>,
}

/// Where a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// A message, a header, plain text.
    Plain,
    /// A part of the path or the query of an address.
    Address,
    /// A cookie.
    Cookie,
    /// XML.
    Xml,
}

impl Liquid<'_> {
    /// A variable of the template that nobody else uses.
    pub(super) fn fresh(&self) -> String {
        self.count.set(self.count.get() + 1);
        format!("hw{}", self.count.get())
    }

    /// A value.
    pub(super) fn value(&self, reference: &Reference) -> String {
        let start = match reference.origin {
            Origin::Item => "item".to_owned(),
            Origin::MoreCount => "more_count".to_owned(),
            _ => self.variables.name(&reference.origin),
        };
        path(&start, &reference.path)
    }

    /// A text. Every chip in it has a value or a default.
    pub(super) fn text(&self, text: &[Piece], spot: Spot) -> String {
        text.iter().map(|piece| self.piece(piece, spot)).collect()
    }

    fn piece(&self, piece: &Piece, spot: Spot) -> String {
        match piece {
            Piece::Literal(text) => literal(text),
            Piece::Chip(chip) => {
                let (before, value) = self.shown(chip);
                let encode = match spot {
                    Spot::Plain => "",
                    Spot::Address | Spot::Cookie => " | url_encode | replace: \"+\", \"%20\"",
                    Spot::Xml => " | escape",
                };
                format!("{before}{{{{ {value}{encode} }}}}")
            }
        }
    }

    /// What has to stand before a chip, and its value as it is said.
    pub(super) fn shown(&self, chip: &Chip) -> (String, String) {
        let value = self.value(&chip.reference);
        let mut before = String::new();
        let mut shown = value.clone();
        for format in &chip.formats {
            shown = self.format(format, &shown, &mut before);
        }
        let default = chip.unformatted.as_ref().or_else(|| chip.default());
        let Some(default) = default else { return (before, shown) };
        let name = self.fresh();
        let default = string(&engine::plain(default));
        let formatted = format!("{before}{{% assign {name} = {shown} %}}");
        let chosen = format!(
            "{{% if {value} == nil or {value} == \"\" %}}{{% assign {name} = {default} %}}{{% else %}}{formatted}{{% endif %}}"
        );
        (chosen, name)
    }
}

/// Fields of something.
pub(super) fn path(start: &str, steps: &[String]) -> String {
    steps.iter().fold(start.to_owned(), |value, step| match step.parse::<usize>() {
        Ok(place) => format!("{value}[{place}]"),
        Err(_) => format!("{value}[{}]", string(step)),
    })
}

/// A text as a string of Liquid. What would end a tag, or be replaced by Tiledesk before Liquid reads it, is written as a code.
pub(super) fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            '{' | '}' | '%' | '$' | '\r' | '\t' => quoted.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// A constant.
pub(super) fn constant(value: &Value) -> String {
    match value {
        Value::String(text) => string(text),
        Value::Null => "nil".to_owned(),
        other => other.to_string(),
    }
}

/// Words outside of tags: `{{`, `{%` and `${` mean what they say.
pub(super) fn literal(text: &str) -> String {
    let mut written = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            ('{', Some('{' | '%')) | ('$', Some('{')) => {
                written.push_str(&format!("{{{{ {} }}}}", string(&letter.to_string())));
            }
            // A brace at the end could meet one of what follows.
            ('{' | '$', None) => written.push_str(&format!("{{{{ {} }}}}", string(&letter.to_string()))),
            _ => written.push(letter),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_what_they_say() {
        for (text, expected) in [
            ("plain } %", "plain } %"),
            ("{{ x }}", "{{ \"\\u007b\" }}{ x }}"),
            ("{{{", "{{ \"\\u007b\" }}{{ \"\\u007b\" }}{{ \"\\u007b\" }}"),
            ("${x} $5", "{{ \"\\u0024\" }}{x} $5"),
        ] {
            assert_eq!(literal(text), expected, "{text}");
        }
        assert_eq!(string("a\"b\\{%"), "\"a\\\"b\\\\\\u007b\\u0025\"");
    }
}
