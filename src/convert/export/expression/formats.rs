//! Formats as expressions, and what becomes of them.

use super::{Dialect, Separators, moments, numbers, plurals};
use crate::convert::export::Verdict;
use crate::convert::export::flow::{Flow, ReplyStep, Shape};
use crate::model::ValueType;
use crate::template::PercentOf;

/// A value in a format; nothing for a format that changes nothing here.
pub(super) fn format(
    dialect: &dyn Dialect,
    value: &str,
    kind: Option<ValueType>,
    shape: &Shape,
) -> Option<String> {
    let as_text = || dialect.plain(value, kind);
    Some(match shape {
        Shape::Default(_) | Shape::Relative | Shape::NoData(_) => return None,
        Shape::Date(date) | Shape::Time(date) | Shape::DateTime(date) => {
            moments::moment(dialect, shape.name(), value, kind, date)
        }
        Shape::Number { decimals, shape } => numbers::number(dialect, value, *decimals, shape),
        Shape::Money { shape, .. } => numbers::amount(dialect, "money", &dialect.number(value), shape),
        Shape::Percent { of, shape } => {
            let number = dialect.number(value);
            let number = if *of == PercentOf::One { dialect.hundredfold(&number) } else { number };
            numbers::amount(dialect, "percent", &number, shape)
        }
        Shape::List(list) => {
            let separators = Separators { pair: &list.pair, middle: &list.middle, last: &list.last };
            dialect.bind("list", value, &|list| dialect.sentence(list, &separators))
        }
        Shape::Plural { cases, rule, number } => plurals::plural(dialect, value, cases, rule, number),
        Shape::Upper => dialect.upper(&as_text()),
        Shape::Lower => dialect.lower(&as_text()),
        Shape::Capitalize => dialect.bind("capitalize", &as_text(), &|text| dialect.capitalize(text)),
        Shape::Trim => dialect.trim(&as_text()),
        Shape::YesNo { yes, no } => {
            dialect.choose(&dialect.is_true(value), &dialect.quote(yes), &dialect.quote(no))
        }
        Shape::Truncate { characters } => {
            dialect.bind("truncate", &as_text(), &|text| dialect.truncate(text, *characters))
        }
    })
}

/// What becomes of a format, by name: every target with an expression language writes the parts of a day and the separators
/// of a number out, so that the words are the same in every region that the platform runs in.
pub(in crate::convert::export) fn fate(flow: &Flow, name: &str) -> Verdict {
    let replies = flow.replies.values().chain([&flow.fallback]);
    let shape = replies.flat_map(ReplyStep::chips).flat_map(|chip| &chip.formats);
    let shapes: Vec<&Shape> = shape.filter(|shape| shape.name() == name).collect();
    if shapes.iter().any(|shape| matches!(shape, Shape::NoData(_) | Shape::Relative)) {
        return Verdict::lost("The value stands there as it came");
    }
    let number = shapes.iter().find_map(|shape| match shape {
        Shape::Number { shape, .. } => Some(shape),
        Shape::Money { shape, .. } | Shape::Percent { shape, .. } => Some(&shape.number),
        Shape::Plural { number, .. } => Some(number),
        _ => None,
    });
    if let Some(number) = number {
        if number.digits[0] != '0' {
            return Verdict::lost("Digits are 0 to 9");
        }
        if (number.last_group, number.other_groups) != (3, 3) && !number.group.is_empty() {
            return Verdict::emulated("Groups have three digits everywhere");
        }
    }
    match name {
        "truncate" => Verdict::emulated("Characters are counted in units of UTF-16"),
        "list" => Verdict::emulated("Written out with the words of the language"),
        "default" => Verdict::kept(),
        "upper" | "lower" | "capitalize" | "trim" | "yesno" => Verdict::kept(),
        _ => Verdict::emulated("Written out with the names and separators of the language"),
    }
}
