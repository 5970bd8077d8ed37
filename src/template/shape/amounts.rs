//! Numbers, amounts and percentages, taken apart.

use icu::decimal::input::Decimal;

use crate::template::{Language, PercentOf, experimental, numbers};

/// How a number is written in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberShape {
    /// The ten digits, 0 first.
    pub digits: [char; 10],
    /// Between whole and fraction: `.`.
    pub decimal: String,
    /// Between groups of digits: `,`; empty when there are none.
    pub group: String,
    /// How many digits the last group before the decimal sign has: 3.
    pub last_group: usize,
    /// How many digits the groups before that have: 3, or 2 in India.
    pub other_groups: usize,
    /// From how many digits on there are groups: 4, or 5 in Spanish and Polish.
    pub grouped_from: usize,
    /// Before a negative number.
    pub minus_before: String,
    /// After a negative number.
    pub minus_after: String,
}

/// How an amount of money or a percentage is written: words or signs around a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmountShape {
    /// The number itself.
    pub number: NumberShape,
    /// Digits after the decimal sign; as in the value when none.
    pub decimals: Option<u8>,
    /// Before the number: `$`.
    pub before: String,
    /// After the number: `\u{a0}€`.
    pub after: String,
    /// Before a negative one.
    pub negative_before: String,
    /// After a negative one.
    pub negative_after: String,
}

impl NumberShape {
    /// The shape in a language; nothing when it has no data.
    pub fn of(language: &Language) -> Option<Self> {
        let written = |text: &str| write(text, language);
        let mut digits = ['0'; 10];
        for (value, digit) in digits.iter_mut().enumerate() {
            *digit = written(&value.to_string())?.chars().next()?;
        }
        let is_digit = |c: char| digits.contains(&c);
        let long = written("1234567890")?;
        let groups: Vec<&str> = long.split(|c| !is_digit(c)).filter(|group| !group.is_empty()).collect();
        let length = |group: Option<&&str>| group.map_or(3, |group| group.chars().count());
        let group = between(&long, &digits);
        let grouped_from =
            (4..10).find(|count| written(&"1".repeat(*count)).is_some_and(|n| n.chars().count() > *count));
        let (minus_before, minus_after) = around(&written("-1")?, &digits)?;
        Some(Self {
            decimal: between(&written("0.5")?, &digits),
            last_group: length(groups.last()),
            other_groups: length(groups.iter().rev().nth(1)),
            grouped_from: grouped_from.unwrap_or(4),
            group,
            minus_before,
            minus_after,
            digits,
        })
    }
}

impl AmountShape {
    /// An amount in a currency (ISO 4217).
    pub fn money(currency: [u8; 3], language: &Language) -> Option<Self> {
        let shown = |text: &str| experimental::money(&decimal(text)?, currency, language).ok();
        let number = NumberShape::of(language)?;
        let one = shown("1")?;
        let decimals = one.rsplit(number.decimal.as_str()).next().filter(|_| one.contains(&number.decimal));
        let decimals = decimals.map_or(0, |rest| rest.chars().filter(|c| number.digits.contains(c)).count());
        Self::new(number, u8::try_from(decimals).ok(), &one, &shown("-1")?)
    }

    /// A percentage. With [`PercentOf::One`], the value is multiplied by 100 first.
    pub fn percent(language: &Language) -> Option<Self> {
        let shown = |text: &str| experimental::percent(decimal(text)?, PercentOf::Hundred, language).ok();
        Self::new(NumberShape::of(language)?, None, &shown("1")?, &shown("-1")?)
    }

    fn new(number: NumberShape, decimals: Option<u8>, one: &str, minus_one: &str) -> Option<Self> {
        let (before, after) = around(one, &number.digits)?;
        let (negative_before, negative_after) = around(minus_one, &number.digits)?;
        Some(Self { number, decimals, before, after, negative_before, negative_after })
    }
}

fn decimal(text: &str) -> Option<Decimal> {
    Decimal::try_from_str(text).ok()
}

fn write(text: &str, language: &Language) -> Option<String> {
    numbers::number(decimal(text)?, None, language).ok()
}

/// What stands between the last two groups of digits.
fn between(text: &str, digits: &[char; 10]) -> String {
    let end = text.trim_end_matches(|c| !digits.contains(&c)).trim_end_matches(|c| digits.contains(&c));
    end.chars().rev().take_while(|c| !digits.contains(c)).collect::<Vec<_>>().into_iter().rev().collect()
}

/// What stands before the first digit and after the last.
fn around(text: &str, digits: &[char; 10]) -> Option<(String, String)> {
    let first = text.find(|c| digits.contains(&c))?;
    let last = text.rfind(|c| digits.contains(&c))?;
    let end = last + text[last..].chars().next()?.len_utf8();
    Some((text[..first].to_owned(), text[end..].to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_apart() {
        for (tag, decimal, group, last, others, from) in [
            ("en", ".", ",", 3, 3, 4),
            ("de", ",", ".", 3, 3, 4),
            ("hi", ".", ",", 3, 2, 4),
            ("es", ",", ".", 3, 3, 5),
            ("fr", ",", "\u{202f}", 3, 3, 4),
        ] {
            let shape = NumberShape::of(&Language::new(tag)).unwrap();
            let found = (shape.decimal.as_str(), shape.group.as_str(), shape.last_group, shape.other_groups);
            assert_eq!(found, (decimal, group, last, others), "{tag}");
            assert_eq!((shape.grouped_from, shape.minus_before.as_str()), (from, "-"), "{tag}");
        }
    }

    #[test]
    fn amounts_are_taken_apart() {
        for (tag, currency, before, after, decimals) in
            [("en", b"EUR", "€", "", 2), ("de", b"EUR", "", "\u{a0}€", 2), ("en", b"JPY", "¥", "", 0)]
        {
            let shape = AmountShape::money(*currency, &Language::new(tag)).unwrap();
            assert_eq!((shape.before.as_str(), shape.after.as_str()), (before, after), "{tag}");
            assert_eq!(shape.decimals, Some(decimals), "{tag}");
        }
        let percent = AmountShape::percent(&Language::new("de")).unwrap();
        assert_eq!((percent.before.as_str(), percent.after.as_str()), ("", "\u{a0}%"));
    }
}
