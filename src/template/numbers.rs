//! Numbers in the customer's language. They are read from their digits and never become floating-point numbers.

use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use icu::plurals::{PluralCategory, PluralRules};
use serde_json::Value;

use super::{Language, Plural, PluralCase, Unfit};

/// More digits than this before or after the decimal point are no number that somebody reads.
const DIGITS_MAX: i16 = 60;

/// The number that a value is, or that a text spells in the way of JSON.
pub(super) fn decimal(value: &Value) -> Result<Decimal, Unfit> {
    match value {
        Value::Number(number) => decimal_of(&number.to_string()),
        Value::String(text) => decimal_of(text.trim()),
        _ => Err(Unfit::NotANumber),
    }
}

fn decimal_of(text: &str) -> Result<Decimal, Unfit> {
    if !text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) || text.ends_with('.') {
        return Err(Unfit::NotANumber);
    }
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    if digits.len() > 4 * usize::from(DIGITS_MAX.unsigned_abs()) {
        return Err(Unfit::NotANumber);
    }
    let mut number = Decimal::try_from_str(digits).map_err(|_| Unfit::NotANumber)?;
    let exponent: i16 = exponent.parse().map_err(|_| Unfit::OutOfRange)?;
    if exponent.unsigned_abs() > DIGITS_MAX.unsigned_abs() {
        return Err(Unfit::OutOfRange);
    }
    number.absolute.multiply_pow10(exponent);
    number.absolute.trim_start();
    let range = number.absolute.magnitude_range();
    if *range.start() < -DIGITS_MAX || *range.end() > DIGITS_MAX {
        return Err(Unfit::OutOfRange);
    }
    Ok(number)
}

/// With the separators of the language and, when told, exactly so many decimals.
pub(super) fn number(
    mut number: Decimal,
    decimals: Option<u8>,
    language: &Language,
) -> Result<String, Unfit> {
    if let Some(decimals) = decimals {
        let position = -i16::from(decimals);
        if number.absolute.digit_at(position - 1) >= 5 {
            number.absolute.expand(position);
        } else {
            number.absolute.trunc(position);
        }
        number.absolute.trim_end();
        number.absolute.pad_end(position);
    }
    let formatter = DecimalFormatter::try_new(language.locale().into(), Default::default());
    Ok(formatter.map_err(|_| Unfit::NoLanguageData)?.format_to_string(&number))
}

/// The text that goes with a number, with the number in it.
pub(super) fn plural(value: Decimal, plural: &Plural, language: &Language) -> Result<String, Unfit> {
    let rules = PluralRules::try_new_cardinal(language.locale().into()).map_err(|_| Unfit::NoLanguageData)?;
    let case = case(rules.category_for(&value));
    let text =
        exact_text(&value, plural).or_else(|| plural.text(case)).or_else(|| plural.text(PluralCase::Other));
    let text = text.unwrap_or_default();
    let shown = number(value, None, language)?;
    Ok(text.split("##").map(|part| part.replace('#', &shown)).collect::<Vec<_>>().join("#"))
}

/// The name of a case in the chip language.
pub(super) fn case(category: PluralCategory) -> PluralCase {
    match category {
        PluralCategory::Zero => PluralCase::Zero,
        PluralCategory::One => PluralCase::One,
        PluralCategory::Two => PluralCase::Two,
        PluralCategory::Few => PluralCase::Few,
        PluralCategory::Many => PluralCase::Many,
        PluralCategory::Other => PluralCase::Other,
    }
}

fn exact_text<'a>(value: &Decimal, plural: &'a Plural) -> Option<&'a str> {
    let mut value = value.clone();
    value.absolute.trim_end();
    plural.cases().find_map(|(case, text)| match case {
        PluralCase::Exactly(exact) => (value == Decimal::from(exact)).then_some(text),
        _ => None,
    })
}
