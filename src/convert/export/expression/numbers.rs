//! Numbers and amounts with the separators and signs of a language.

use super::{Dialect, Groups, Sign};
use crate::template::shape::{AmountShape, NumberShape};

/// A number.
pub(super) fn number(
    dialect: &dyn Dialect,
    value: &str,
    decimals: Option<u8>,
    shape: &NumberShape,
) -> String {
    let amount = AmountShape {
        number: shape.clone(),
        decimals,
        before: String::new(),
        after: String::new(),
        negative_before: shape.minus_before.clone(),
        negative_after: shape.minus_after.clone(),
    };
    self::amount(dialect, "number", &dialect.number(value), &amount)
}

/// A number with signs around it.
pub(super) fn amount(dialect: &dyn Dialect, hint: &str, number: &str, shape: &AmountShape) -> String {
    dialect.bind(hint, number, &|number| {
        let digits = digits(dialect, &dialect.absolute(number), shape);
        let around = |before: &str, after: &str| {
            let parts = [dialect.quote(before), digits.clone(), dialect.quote(after)];
            let empty = dialect.quote("");
            let parts: Vec<String> = parts.into_iter().filter(|part| *part != empty).collect();
            dialect.join(&parts)
        };
        let positive = around(&shape.before, &shape.after);
        let negative = around(&shape.negative_before, &shape.negative_after);
        dialect.choose(&dialect.is(number, Sign::Less, 0), &negative, &positive)
    })
}

fn digits(dialect: &dyn Dialect, number: &str, shape: &AmountShape) -> String {
    let language = &shape.number;
    let plain = || dialect.digits(number, shape.decimals, Groups::None);
    if language.group.is_empty() {
        return with_separators(dialect, plain(), language);
    }
    let grouped = dialect.digits(number, shape.decimals, Groups::Thousands);
    let grouped = with_separators(dialect, grouped, language);
    if language.grouped_from <= 4 {
        return grouped;
    }
    let few = 10_i64.saturating_pow(u32::try_from(language.grouped_from - 1).unwrap_or(4));
    let plain = with_separators(dialect, plain(), language);
    dialect.choose(&dialect.is(number, Sign::Less, few), &plain, &grouped)
}

fn with_separators(dialect: &dyn Dialect, digits: String, language: &NumberShape) -> String {
    if (language.group.as_str(), language.decimal.as_str()) == (",", ".") {
        return digits;
    }
    // A sign that no number has keeps the two apart while they change places.
    let marked = dialect.replace(&digits, ",", "|");
    let decimal = dialect.replace(&marked, ".", &language.decimal);
    dialect.replace(&decimal, "|", &language.group)
}
