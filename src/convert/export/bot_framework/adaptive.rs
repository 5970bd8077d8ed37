//! Adaptive expressions: the language of dialogs (`=…`) and of language generation (`${…}`).
//!
//! Texts are written with the kind of quotes that is not in them. The engine's own escape for a quote cannot be told from a
//! backslash before the end, so it is never used.

use std::cell::RefCell;

use serde_json::Value;

use super::names::Properties;
use crate::convert::export::expression::{Dialect, Groups, Separators, Sign};
use crate::convert::export::flow::Reference;
use crate::model::ValueType;

/// The dialect of one dialog.
pub(super) struct Adaptive<'a> {
    pub properties: &'a Properties,
    /// IANA name.
    pub time_zone: &'a str,
    /// Templates of language generation that were made for values used more than once; nothing where there are none.
    pub helpers: Option<RefCell<Helpers>>,
}

/// Templates with parameters.
#[derive(Default)]
pub(super) struct Helpers {
    /// Name with parameters, and the expression.
    pub made: Vec<(String, String)>,
    /// The parameters that can be seen where the next expression stands.
    pub visible: Vec<String>,
    bound: usize,
}

/// A text as an expression.
pub(super) fn quote(text: &str) -> String {
    if !text.contains('\'') {
        return format!("'{}'", escaped(text));
    }
    if !text.contains('"') {
        return format!("\"{}\"", escaped(text));
    }
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_first = |c: char| (c == '\'') == (first == '\'');
        let end = rest.find(|c| !is_first(c)).unwrap_or(rest.len());
        parts.push(quote(&rest[..end]));
        rest = &rest[end..];
    }
    format!("concat({})", parts.join(", "))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t")
}

/// A constant as an expression.
pub(super) fn constant(value: &Value) -> String {
    match value {
        Value::String(text) => quote(text),
        Value::Number(number) => {
            let text = number.to_string();
            if text.contains(['e', 'E']) { format!("float({})", quote(&text)) } else { text }
        }
        Value::Null | Value::Bool(_) => value.to_string(),
        Value::Array(_) | Value::Object(_) => format!("json({})", quote(&value.to_string())),
    }
}

impl Dialect for Adaptive<'_> {
    fn value(&self, reference: &Reference) -> String {
        let mut value = self.properties.of(reference);
        for step in &reference.path {
            let is_position = step.bytes().all(|byte| byte.is_ascii_digit());
            value = if is_position {
                format!("if(count({value}) > {step}, {value}[{step}], null)")
            } else {
                member(&value, step)
            };
        }
        value
    }

    fn quote(&self, text: &str) -> String {
        quote(text)
    }

    fn join(&self, parts: &[String]) -> String {
        match parts {
            [] => "''".to_owned(),
            [one] => one.clone(),
            parts => format!("concat({})", parts.join(", ")),
        }
    }

    fn all(&self, parts: &[String]) -> String {
        infix(parts, " && ")
    }

    fn any(&self, parts: &[String]) -> String {
        infix(parts, " || ")
    }

    fn not(&self, part: &str) -> String {
        format!("not({part})")
    }

    fn choose(&self, test: &str, yes: &str, no: &str) -> String {
        format!("if({test}, {yes}, {no})")
    }

    fn bind(&self, hint: &str, value: &str, body: &dyn Fn(&str) -> String) -> String {
        let Some(helpers) = &self.helpers else { return body(value) };
        let is_short = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_'));
        if is_short && helpers.borrow().visible.iter().any(|visible| visible == value) {
            return body(value);
        }
        let (name, parameter, outer) = {
            let mut helpers = helpers.borrow_mut();
            helpers.bound += 1;
            let number = helpers.bound;
            let outer = helpers.visible.clone();
            helpers.visible.push(format!("value_{number}"));
            (format!("{hint}_{number}"), format!("value_{number}"), outer)
        };
        let text = body(&parameter);
        let mut helpers = helpers.borrow_mut();
        helpers.visible.pop();
        let given = |last: &str| [outer.clone(), vec![last.to_owned()]].concat().join(", ");
        helpers.made.push((format!("{name}({})", given(&parameter)), text));
        format!("{name}({})", given(value))
    }

    fn is_missing(&self, value: &str) -> String {
        format!("{value} == null")
    }

    fn is_blank(&self, value: &str) -> String {
        format!("({value} == null || {value} == '')")
    }

    fn plain(&self, value: &str, kind: Option<ValueType>) -> String {
        match kind {
            Some(ValueType::Boolean) => format!("if({value}, 'true', 'false')"),
            Some(kind) if kind_is_text(kind) => value.to_owned(),
            _ => format!("concat('', {value})"),
        }
    }

    fn equals(&self, value: &str, wanted: &Value, _: Option<ValueType>) -> String {
        format!("{value} == {}", constant(wanted))
    }

    fn contains(&self, value: &str, wanted: &Value, _: Option<ValueType>) -> String {
        format!("contains({value}, {})", constant(wanted))
    }

    fn starts_with(&self, value: &str, beginning: &str) -> String {
        format!("startsWith({value}, {})", quote(beginning))
    }

    fn compares(&self, value: &str, sign: Sign, wanted: &Value) -> String {
        format!("{value} {} {}", sign.text(), constant(wanted))
    }

    fn number(&self, value: &str) -> String {
        format!("float({value})")
    }

    fn absolute(&self, number: &str) -> String {
        format!("abs({number})")
    }

    fn is(&self, number: &str, sign: Sign, than: i64) -> String {
        format!("{number} {} {than}", sign.text())
    }

    fn is_number(&self, number: &str, constant: u32) -> String {
        format!("{number} == {constant}")
    }

    fn plus(&self, number: &str, constant: i64) -> String {
        if constant < 0 { format!("({number} - {})", -constant) } else { format!("({number} + {constant})") }
    }

    fn hundredfold(&self, number: &str) -> String {
        format!("round({number} * 100, 10)")
    }

    fn rest(&self, number: &str, divisor: u32) -> String {
        format!("mod(int({number}), {divisor})")
    }

    fn digits(&self, number: &str, decimals: Option<u8>, groups: Groups) -> String {
        let text = format!("concat('', {number})");
        match (decimals, groups) {
            (Some(decimals), Groups::Thousands) => format!("formatNumber({number}, {decimals}, 'en-us')"),
            (Some(decimals), Groups::None) => {
                format!("replace(formatNumber({number}, {decimals}, 'en-us'), ',', '')")
            }
            (None, Groups::None) => text,
            (None, Groups::Thousands) => format!(
                "concat(formatNumber(floor({number}), 0, 'en-us'), \
                 if(contains({text}, '.'), concat('.', split({text}, '.')[1]), ''))"
            ),
        }
    }

    fn slice(&self, text: &str, from: &str, length: usize) -> String {
        format!("substring({text}, {from}, {length})")
    }

    fn whole(&self, text: &str) -> String {
        format!("int({text})")
    }

    fn replace(&self, text: &str, from: &str, to: &str) -> String {
        format!("replace({text}, {}, {})", quote(from), quote(to))
    }

    fn nth(&self, texts: &[String], place: &str) -> String {
        let texts: Vec<String> = texts.iter().map(|text| quote(text)).collect();
        format!("createArray({})[{place}]", texts.join(", "))
    }

    fn moment(&self, value: &str, kind: Option<ValueType>) -> String {
        let zone = quote(self.time_zone);
        let local = |utc: &str| format!("convertFromUTC({utc}, {zone}, 'yyyy-MM-ddTHH:mm')");
        match kind {
            Some(ValueType::Integer | ValueType::Number) => {
                // As the engine: what would be after the year 5000 as seconds are milliseconds.
                let seconds = format!("if({value} < 100000000000, {value}, floor({value} / 1000))");
                local(&format!("formatEpoch({seconds})"))
            }
            _ => format!(
                "if(isMatch({value}, {ZONED}), {}, {value})",
                local(&format!("formatDateTime({value})"))
            ),
        }
    }

    fn weekday(&self, moment: &str) -> String {
        format!("mod(dayOfWeek(concat(substring({moment}, 0, 10), 'T00:00:00.000Z')) + 6, 7)")
    }

    fn sentence(&self, list: &str, separators: &Separators<'_>) -> String {
        let Separators { pair, middle, last } = separators;
        let [pair, middle, last] = [pair, middle, last].map(|text| quote(text));
        format!("if(count({list}) == 2, join({list}, {pair}), join({list}, {middle}, {last}))")
    }

    fn upper(&self, text: &str) -> String {
        format!("toUpper({text})")
    }

    fn lower(&self, text: &str) -> String {
        format!("toLower({text})")
    }

    fn capitalize(&self, text: &str) -> String {
        format!("if(length({text}) == 0, '', concat(toUpper(substring({text}, 0, 1)), substring({text}, 1)))")
    }

    fn trim(&self, text: &str) -> String {
        format!("trim({text})")
    }

    fn is_true(&self, value: &str) -> String {
        format!("({value} == true || {value} == 'true')")
    }

    fn truncate(&self, text: &str, characters: u16) -> String {
        let kept = characters.saturating_sub(1);
        format!("if(length({text}) > {characters}, concat(trim(substring({text}, 0, {kept})), '…'), {text})")
    }
}

/// Whether values of a kind are texts.
fn kind_is_text(kind: ValueType) -> bool {
    use ValueType::{Date, DateTime, Email, Text, Time};
    matches!(kind, Text | Email | Date | Time | DateTime)
}

/// A time with an offset.
const ZONED: &str = r"'T.*(Z|[+-][0-9][0-9]:?[0-9][0-9])$'";

/// A field of a record.
pub(super) fn member(value: &str, name: &str) -> String {
    let is_plain = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    // After anything but a path there is no dot in this language.
    let is_path = !value.ends_with(')');
    if is_plain && is_path { format!("{value}.{name}") } else { format!("{value}[{}]", quote(name)) }
}

fn infix(parts: &[String], sign: &str) -> String {
    match parts {
        [one] => one.clone(),
        parts => format!("({})", parts.join(sign)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_without_escaped_quotes() {
        for (text, expected) in [
            ("plain", "'plain'"),
            ("it's", "\"it's\""),
            ("back\\slash\n", "'back\\\\slash\\n'"),
            ("it's \"so\"", "concat('it', \"'\", 's \"so\"')"),
        ] {
            assert_eq!(quote(text), expected, "{text}");
        }
    }
}
