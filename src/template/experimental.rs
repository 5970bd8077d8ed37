//! Money, percentages and relative days: the formats that stand on the part of `icu` which is not yet stable.

use icu::decimal::input::Decimal;
use icu::experimental::dimension::currency::CurrencyType;
use icu::experimental::dimension::currency::formatter::CurrencyFormatter;
use icu::experimental::dimension::percent::formatter::PercentFormatter;
use icu::experimental::relativetime::options::Numeric;
use icu::experimental::relativetime::{RelativeTimeFormatter, RelativeTimeFormatterOptions};
use jiff::Unit;
use jiff::civil::Date;

use super::{Language, PercentOf, Unfit};

/// An amount with the sign of the currency, rounded to the decimals that the currency has.
pub(super) fn money(amount: &Decimal, currency: [u8; 3], language: &Language) -> Result<String, Unfit> {
    let code = currency.map(|letter| char::from(letter.to_ascii_lowercase())).iter().collect::<String>();
    let currency = CurrencyType::try_from_str(&code).map_err(|_| Unfit::NoLanguageData)?;
    let formatter = CurrencyFormatter::try_new_symbol(language.locale().into(), currency, Default::default());
    Ok(formatter.map_err(|_| Unfit::NoLanguageData)?.format_fixed_decimal(amount).to_string())
}

/// A share with the percent sign where the language puts it.
pub(super) fn percent(mut share: Decimal, of: PercentOf, language: &Language) -> Result<String, Unfit> {
    if of == PercentOf::One {
        share.absolute.multiply_pow10(2);
        share.absolute.trim_start();
    }
    let formatter = PercentFormatter::try_new(language.locale().into(), Default::default());
    Ok(formatter.map_err(|_| Unfit::NoLanguageData)?.format(&share).to_string())
}

/// How far `day` is from `today`: in days for two weeks, in weeks for two months, in months for two years, then in years.
pub(super) fn relative(day: Date, today: Date, language: &Language) -> Result<String, Unfit> {
    let days = distance(day, today, Unit::Day)?;
    let unit = match days.unsigned_abs() {
        0..14 => Unit::Day,
        14..60 => Unit::Week,
        60..730 => Unit::Month,
        _ => Unit::Year,
    };
    let (locale, count) = (language.locale(), distance(day, today, unit)?);
    let words = RelativeTimeFormatterOptions::default().with_numeric(Numeric::Auto);
    let digits = RelativeTimeFormatterOptions::default();
    let formatter = match unit {
        Unit::Day => RelativeTimeFormatter::try_new_long_day(locale.into(), words),
        Unit::Week => RelativeTimeFormatter::try_new_long_week(locale.into(), digits),
        Unit::Month => RelativeTimeFormatter::try_new_long_month(locale.into(), digits),
        _ => RelativeTimeFormatter::try_new_long_year(locale.into(), digits),
    };
    Ok(formatter.map_err(|_| Unfit::NoLanguageData)?.format(Decimal::from(count)).to_string())
}

/// Whole units from `today` to `day`, towards today.
fn distance(day: Date, today: Date, unit: Unit) -> Result<i32, Unfit> {
    let span = today.until((unit, day)).map_err(|_| Unfit::OutOfRange)?;
    Ok(match unit {
        Unit::Day => span.get_days(),
        Unit::Week => span.get_weeks(),
        Unit::Month => span.get_months(),
        _ => i32::from(span.get_years()),
    })
}
