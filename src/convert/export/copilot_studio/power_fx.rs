//! Power Fx: the language of formulas.
//!
//! Numbers are always written for `en-US` first, and separators of the customer's language put in afterwards, so that the words
//! do not depend on the region that a conversation runs in. Comparisons of texts keep capitals apart: `=`, `exactin`, `Left`.

use std::cell::Cell;

use serde_json::Value;

use super::names::{Variables, field};
use crate::convert::export::expression::{Dialect, Groups, Separators, Sign};
use crate::convert::export::flow::{Origin, Reference};
use crate::engine::plain;
use crate::model::ValueType;

/// The dialect of one topic.
pub(super) struct PowerFx<'a> {
    pub variables: &'a Variables,
    /// How many values were given a short name.
    pub bound: Cell<usize>,
}

/// A text as a formula. A string of this language has no escape but `""`.
pub(super) fn quote(text: &str) -> String {
    let mut parts = Vec::new();
    let mut run = String::new();
    for letter in text.chars() {
        if letter.is_control() {
            if !run.is_empty() {
                parts.push(format!("\"{}\"", std::mem::take(&mut run)));
            }
            parts.push(format!("UniChar({})", u32::from(letter)).replace("UniChar(10)", "Char(10)"));
        } else {
            run.push(letter);
            if letter == '"' {
                run.push('"');
            }
        }
    }
    if !run.is_empty() || parts.is_empty() {
        parts.push(format!("\"{run}\""));
    }
    parts.join(" & ")
}

/// A constant as a formula.
pub(super) fn constant(value: &Value) -> String {
    match value {
        Value::String(text) => quote(text),
        Value::Number(number) => number.to_string(),
        Value::Bool(is_true) => is_true.to_string(),
        Value::Null => "Blank()".to_owned(),
        Value::Array(_) | Value::Object(_) => format!("ParseJSON({})", quote(&value.to_string())),
    }
}

/// Whether values of a kind are texts.
pub(super) fn is_text(kind: ValueType) -> bool {
    use ValueType::{Date, DateTime, Email, Text, Time};
    matches!(kind, Text | Email | Date | Time | DateTime)
}

impl Dialect for PowerFx<'_> {
    fn value(&self, reference: &Reference) -> String {
        if *reference == Reference::whole(Origin::Item) {
            // A list of single values is a table with one column.
            return "ThisRecord.Value".to_owned();
        }
        let mut value = self.variables.of(reference);
        for (place, step) in reference.path.iter().enumerate() {
            let next_is_name = reference.path.get(place + 1).is_some_and(|next| next.parse::<u64>().is_err());
            value = match step.parse::<u64>() {
                Ok(index) => {
                    let column = if next_is_name { "" } else { ".Value" };
                    format!("IfError(Index({value}, {}){column}, Blank())", index.saturating_add(1))
                }
                Err(_) => format!("{value}.{}", field(step)),
            };
        }
        value
    }

    fn quote(&self, text: &str) -> String {
        quote(text)
    }

    fn join(&self, parts: &[String]) -> String {
        if parts.is_empty() { "\"\"".to_owned() } else { parts.join(" & ") }
    }

    fn all(&self, parts: &[String]) -> String {
        listed("And", parts)
    }

    fn any(&self, parts: &[String]) -> String {
        listed("Or", parts)
    }

    fn not(&self, part: &str) -> String {
        format!("Not({part})")
    }

    fn choose(&self, test: &str, yes: &str, no: &str) -> String {
        format!("If({test}, {yes}, {no})")
    }

    fn bind(&self, hint: &str, value: &str, body: &dyn Fn(&str) -> String) -> String {
        let is_short = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_'));
        if is_short {
            return body(value);
        }
        self.bound.set(self.bound.get() + 1);
        let name = format!("{hint}_{}", self.bound.get());
        format!("With({{{name}: {value}}}, {})", body(&name))
    }

    fn is_missing(&self, value: &str) -> String {
        format!("IsBlank({value})")
    }

    fn is_blank(&self, value: &str) -> String {
        format!("IsBlank({value})")
    }

    fn plain(&self, value: &str, kind: Option<ValueType>) -> String {
        match kind {
            Some(kind) if is_text(kind) => value.to_owned(),
            Some(ValueType::Boolean) => format!("If({value}, \"true\", \"false\")"),
            Some(ValueType::Integer | ValueType::Number) => self.digits(value, None, Groups::None),
            _ => format!("Text({value})"),
        }
    }

    fn equals(&self, value: &str, wanted: &Value, kind: Option<ValueType>) -> String {
        match (kind, wanted) {
            (_, Value::Null) => format!("IsBlank({value})"),
            (Some(kind), Value::String(text)) if is_text(kind) => format!("{value} = {}", quote(text)),
            (Some(ValueType::Integer | ValueType::Number), Value::Number(number)) => {
                format!("{value} = {number}")
            }
            (Some(ValueType::Boolean), Value::Bool(true)) => format!("And(Not(IsBlank({value})), {value})"),
            (Some(ValueType::Boolean), Value::Bool(false)) => {
                format!("And(Not(IsBlank({value})), Not({value}))")
            }
            (None, wanted) if !wanted.is_array() && !wanted.is_object() => {
                format!("Text({value}) = {}", quote(&plain(wanted)))
            }
            // Of another kind than the value can be.
            _ => "false".to_owned(),
        }
    }

    fn contains(&self, value: &str, wanted: &Value, kind: Option<ValueType>) -> String {
        match (kind, wanted) {
            (Some(kind), Value::String(text)) if is_text(kind) => {
                format!("({}) exactin {value}", quote(text))
            }
            (Some(ValueType::List), wanted) => format!("{} in {value}", constant(wanted)),
            (None, wanted) => format!("({}) exactin Text({value})", quote(&plain(wanted))),
            _ => "false".to_owned(),
        }
    }

    fn starts_with(&self, value: &str, beginning: &str) -> String {
        format!("Left({value}, {}) = {}", beginning.encode_utf16().count(), quote(beginning))
    }

    fn compares(&self, value: &str, sign: Sign, wanted: &Value) -> String {
        match wanted {
            Value::String(text) => {
                format!("DateTimeValue({value}) {} DateTimeValue({})", sign.text(), quote(text))
            }
            wanted => format!("Value({value}) {} {}", sign.text(), constant(wanted)),
        }
    }

    fn number(&self, value: &str) -> String {
        format!("Value({value})")
    }

    fn absolute(&self, number: &str) -> String {
        format!("Abs({number})")
    }

    fn is(&self, number: &str, sign: Sign, than: i64) -> String {
        format!("{number} {} {than}", sign.text())
    }

    fn is_number(&self, number: &str, constant: u32) -> String {
        format!("{number} = {constant}")
    }

    fn plus(&self, number: &str, constant: i64) -> String {
        if constant < 0 { format!("({number} - {})", -constant) } else { format!("({number} + {constant})") }
    }

    fn hundredfold(&self, number: &str) -> String {
        format!("Round({number} * 100, 10)")
    }

    fn rest(&self, number: &str, divisor: u32) -> String {
        format!("Mod({number}, {divisor})")
    }

    fn digits(&self, number: &str, decimals: Option<u8>, groups: Groups) -> String {
        let whole = if groups == Groups::Thousands { "#,##0" } else { "0" };
        let fraction = match decimals {
            None => ".##########".to_owned(),
            Some(0) => String::new(),
            Some(decimals) => format!(".{}", "0".repeat(decimals.into())),
        };
        format!("Text({number}, \"{whole}{fraction}\", \"en-US\")")
    }

    fn slice(&self, text: &str, from: &str, length: usize) -> String {
        let first = from.parse::<u64>().map_or_else(|_| format!("{from} + 1"), |from| (from + 1).to_string());
        format!("Mid({text}, {first}, {length})")
    }

    fn whole(&self, text: &str) -> String {
        format!("Value({text})")
    }

    fn replace(&self, text: &str, from: &str, to: &str) -> String {
        format!("Substitute({text}, {}, {})", quote(from), quote(to))
    }

    fn nth(&self, texts: &[String], place: &str) -> String {
        let texts: Vec<String> = texts.iter().map(|text| quote(text)).collect();
        format!("Index([{}], {place} + 1).Value", texts.join(", "))
    }

    fn moment(&self, value: &str, kind: Option<ValueType>) -> String {
        // Time zones have no names here: what has an offset stands there as the system sent it.
        self.plain(value, kind)
    }

    fn weekday(&self, moment: &str) -> String {
        format!("(Weekday(DateValue(Left({moment}, 10)), StartOfWeek.Monday) - 1)")
    }

    fn sentence(&self, list: &str, separators: &Separators<'_>) -> String {
        let [pair, middle, last] = [separators.pair, separators.middle, separators.last].map(quote);
        let head = format!("Concat(FirstN({list}, CountRows({list}) - 1), Value, {middle})");
        format!(
            "If(CountRows({list}) < 2, Concat({list}, Value), \
             {head} & If(CountRows({list}) = 2, {pair}, {last}) & Last({list}).Value)"
        )
    }

    fn upper(&self, text: &str) -> String {
        format!("Upper({text})")
    }

    fn lower(&self, text: &str) -> String {
        format!("Lower({text})")
    }

    fn capitalize(&self, text: &str) -> String {
        format!("Upper(Left({text}, 1)) & Mid({text}, 2)")
    }

    fn trim(&self, text: &str) -> String {
        format!("TrimEnds({text})")
    }

    fn is_true(&self, value: &str) -> String {
        format!("Text({value}) = \"true\"")
    }

    fn truncate(&self, text: &str, characters: u16) -> String {
        let kept = characters.saturating_sub(1);
        format!("If(Len({text}) > {characters}, TrimEnds(Left({text}, {kept})) & \"…\", {text})")
    }
}

fn listed(function: &str, parts: &[String]) -> String {
    match parts {
        [one] => one.clone(),
        parts => format!("{function}({})", parts.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted() {
        for (text, expected) in [
            ("", "\"\""),
            ("a \"b\" {c} \\", "\"a \"\"b\"\" {c} \\\""),
            ("a\nb", "\"a\" & Char(10) & \"b\""),
            ("\t", "UniChar(9)"),
        ] {
            assert_eq!(quote(text), expected, "{text}");
        }
    }
}
