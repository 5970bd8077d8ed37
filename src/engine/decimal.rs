//! Compares numbers by value, whatever their size and form.

use std::cmp::Ordering;

/// Compares two JSON numbers exactly: `1.0` equals `1`, and ids of twenty digits differ in the last one. Works on the written
/// form, so no size of exponent costs time or memory.
pub fn compare(left: &str, right: &str) -> Ordering {
    let (left, right) = (Decimal::parse(left), Decimal::parse(right));
    match (left.negative, right.negative) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (false, false) => left.compare_size(&right),
        (true, true) => right.compare_size(&left),
    }
}

/// `0.digits × 10^magnitude`, without leading or trailing zeros in `digits`; zero has none and no sign.
#[derive(Debug)]
struct Decimal {
    negative: bool,
    digits: String,
    magnitude: i64,
}

impl Decimal {
    fn parse(text: &str) -> Self {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        // An exponent beyond 64 bits has the same order as the largest that fits.
        let huge = if exponent.starts_with('-') { i64::MIN / 4 } else { i64::MAX / 4 };
        let exponent =
            exponent.trim_start_matches('+').parse::<i64>().unwrap_or(huge).clamp(i64::MIN / 4, i64::MAX / 4);
        let all = format!("{whole}{fraction}");
        let leading = all.len() - all.trim_start_matches('0').len();
        let digits = all.trim_matches('0').to_owned();
        let length = |count: usize| i64::try_from(count).unwrap_or(i64::MAX / 4);
        let magnitude = exponent + length(whole.len()) - length(leading);
        if digits.is_empty() {
            return Self { negative: false, digits, magnitude: i64::MIN };
        }
        Self { negative, digits, magnitude }
    }

    fn compare_size(&self, other: &Self) -> Ordering {
        self.magnitude.cmp(&other.magnitude).then_with(|| self.digits.cmp(&other.digits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_compare_by_value() {
        let check = |left: &str, expect, right: &str| {
            assert_eq!(compare(left, right), expect, "{left} {right}");
            assert_eq!(compare(right, left), expect.reverse(), "{right} {left}");
        };
        check("1", Ordering::Equal, "1.0");
        check("100", Ordering::Equal, "1e2");
        check("0.1", Ordering::Equal, "1E-1");
        check("-0", Ordering::Equal, "0.00");
        check("9007199254740993123", Ordering::Less, "9007199254740993124");
        check("-5", Ordering::Less, "3");
        check("-5", Ordering::Less, "-4.99");
        check("10", Ordering::Greater, "9");
        check("0.09", Ordering::Less, "0.1");
        check("1e99999999999999999999", Ordering::Greater, "1e400");
        check("1e-99999999999999999999", Ordering::Less, "0.001");
    }
}
