//! Applies one format to one value.

use std::borrow::Cow;

use serde_json::Value;

use super::{Format, Setting, Unfit, dates, experimental, numbers, words};

/// What the format makes of a value, or `None` when the value counts as missing: null, and an empty text for the formats
/// that need a number, a day or the like.
pub(super) fn apply(format: &Format, value: &Value, setting: &Setting) -> Result<Option<String>, Unfit> {
    let language = &setting.language;
    if value.is_null() || (*value == "" && !takes_empty_text(format)) {
        return Ok(None);
    }
    match format {
        // The caller puts the default in; a value that is there stays as it is.
        Format::Default(_) => text(value).map(Cow::into_owned),
        Format::Date(style) => dates::date(value, *style, setting),
        Format::Time => dates::time(value, setting),
        Format::DateTime(style) => dates::datetime(value, *style, setting),
        Format::Relative => {
            let today = setting.today.ok_or(Unfit::TodayUnknown)?;
            experimental::relative(dates::Moment::read(value, &setting.time_zone)?.day(), today, language)
        }
        Format::Number { decimals } => numbers::number(numbers::decimal(value)?, *decimals, language),
        Format::Money { currency } => experimental::money(&numbers::decimal(value)?, *currency, language),
        Format::Percent(of) => experimental::percent(numbers::decimal(value)?, *of, language),
        Format::List(joiner) => words::list(value, *joiner, language),
        Format::Plural(cases) => numbers::plural(numbers::decimal(value)?, cases, language),
        Format::Upper => Ok(words::upper(&text(value)?, language)),
        Format::Lower => Ok(words::lower(&text(value)?, language)),
        Format::Capitalize => Ok(words::capitalize(&text(value)?, language)),
        Format::Trim => Ok(text(value)?.trim().to_owned()),
        Format::YesNo { yes, no } => {
            yes_no(value).map(|is_yes| if is_yes { yes.clone() } else { no.clone() })
        }
        Format::Truncate { characters } => Ok(words::truncate(&text(value)?, *characters)),
    }
    .map(Some)
}

/// A value as it is written: text without quotes, numbers digit by digit, `true` and `false`. Nothing for null, lists and
/// objects.
pub(super) fn text_of(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        Value::Bool(true) => Some(Cow::Borrowed("true")),
        Value::Bool(false) => Some(Cow::Borrowed("false")),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn text(value: &Value) -> Result<Cow<'_, str>, Unfit> {
    text_of(value).ok_or(Unfit::NotText)
}

fn takes_empty_text(format: &Format) -> bool {
    use Format::{Capitalize, Default, Lower, Trim, Truncate, Upper};
    matches!(format, Upper | Lower | Capitalize | Trim | Truncate { .. } | Default(_))
}

fn yes_no(value: &Value) -> Result<bool, Unfit> {
    match value {
        Value::Bool(is_yes) => Ok(*is_yes),
        Value::String(text) if text == "true" => Ok(true),
        Value::String(text) if text == "false" => Ok(false),
        _ => Err(Unfit::NotYesNo),
    }
}
