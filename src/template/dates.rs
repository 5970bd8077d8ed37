//! Days and times in the customer's language and time zone.

use std::fmt::Display;

use icu::calendar::Gregorian;
use icu::datetime::FixedCalendarDateTimeFormatter;
use icu::datetime::fieldsets::{MD, MDE, MDET, MDT, T, YMD, YMDT};
use icu::datetime::input;
use icu::datetime::options::{TimePrecision, YearStyle};
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::{DateStyle, Language, Setting, Unfit};

macro_rules! written {
    ($formatted:expr) => {{
        let formatted = $formatted;
        Written { text: formatted.to_string(), pattern: formatted.pattern().to_string() }
    }};
}

/// A day, or a day and a time on the clock of the customer's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    Day(civil::Date),
    Clock(civil::DateTime),
}

impl Moment {
    /// Reads an ISO 8601 day or date-time, an RFC 3339 date-time, or Unix seconds or milliseconds.
    ///
    /// What has an offset is a point in time and is shown in `time_zone`; what has none is shown as it is.
    pub(super) fn read(value: &Value, time_zone: &TimeZone) -> Result<Self, Unfit> {
        match value {
            Value::Number(number) => unix_time(&number.to_string(), time_zone),
            Value::String(text) => Self::from_text(text.trim(), time_zone),
            _ => Err(Unfit::NotADate),
        }
    }

    fn from_text(text: &str, time_zone: &TimeZone) -> Result<Self, Unfit> {
        if text.len() > TEXT_MAX_BYTES {
            return Err(Unfit::NotADate);
        }
        if matches!(text.len(), 10 | 13) && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return unix_time(text, time_zone);
        }
        if let Ok(point) = text.parse::<Timestamp>() {
            return Ok(Self::Clock(time_zone.to_datetime(point)));
        }
        if text.contains(['T', 't', ' ']) {
            return text.parse().map(Self::Clock).map_err(|_| Unfit::NotADate);
        }
        text.parse().map(Self::Day).map_err(|_| Unfit::NotADate)
    }

    pub(super) fn day(self) -> civil::Date {
        match self {
            Self::Day(day) => day,
            Self::Clock(clock) => clock.date(),
        }
    }

    fn clock(self) -> Result<civil::DateTime, Unfit> {
        match self {
            Self::Day(_) => Err(Unfit::NoTime),
            Self::Clock(clock) => Ok(clock),
        }
    }
}

/// Longer than any way to write a date.
const TEXT_MAX_BYTES: usize = 64;

/// From here on a number counts milliseconds: as seconds it would be after the year 5000.
const MILLISECONDS_FROM: u64 = 100_000_000_000;

fn unix_time(digits: &str, time_zone: &TimeZone) -> Result<Moment, Unfit> {
    let whole = digits.split_once('.').map_or(digits, |(whole, _)| whole);
    let count: i64 = whole.parse().map_err(|_| Unfit::NotADate)?;
    let point = if count.unsigned_abs() < MILLISECONDS_FROM {
        Timestamp::from_second(count)
    } else {
        Timestamp::from_millisecond(count)
    };
    Ok(Moment::Clock(time_zone.to_datetime(point.map_err(|_| Unfit::OutOfRange)?)))
}

pub(super) fn date(value: &Value, style: DateStyle, setting: &Setting) -> Result<String, Unfit> {
    let day = icu_day(Moment::read(value, &setting.time_zone)?.day())?;
    written_date(style, &setting.language, day).map(|written| written.text)
}

/// The pattern of a day (UTS #35).
pub(super) fn date_pattern(style: DateStyle, language: &Language) -> Option<String> {
    let day = icu_day(civil::date(2026, 3, 30)).ok()?;
    written_date(style, language, day).ok().map(|written| written.pattern)
}

/// A finished text, and the pattern that it follows (UTS #35).
struct Written {
    text: String,
    pattern: String,
}

fn written_date(
    style: DateStyle,
    language: &Language,
    day: input::Date<Gregorian>,
) -> Result<Written, Unfit> {
    // A formatter is made for one set of fields, so its type differs from row to row.
    macro_rules! shown {
        ($fields:expr) => {
            FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(language.locale().into(), $fields)
                .map(|formatter| written!(formatter.format(&day)))
        };
    }
    match style {
        DateStyle::Long => shown!(MD::long()),
        DateStyle::Full => shown!(YMD::long().with_year_style(YearStyle::Full)),
        DateStyle::Short => shown!(YMD::short().with_year_style(YearStyle::Full)),
        DateStyle::Weekday => shown!(MDE::long()),
    }
    .map_err(no_language_data)
}

pub(super) fn datetime(value: &Value, style: DateStyle, setting: &Setting) -> Result<String, Unfit> {
    let clock = icu_clock(Moment::read(value, &setting.time_zone)?.clock()?)?;
    written_datetime(style, &setting.language, clock).map(|written| written.text)
}

/// The pattern of a day with a time (UTS #35).
pub(super) fn datetime_pattern(style: DateStyle, language: &Language) -> Option<String> {
    let clock = icu_clock(civil::date(2026, 3, 30).at(9, 30, 0, 0)).ok()?;
    written_datetime(style, language, clock).ok().map(|written| written.pattern)
}

fn written_datetime(
    style: DateStyle,
    language: &Language,
    clock: input::DateTime<Gregorian>,
) -> Result<Written, Unfit> {
    // As in `written_date`.
    macro_rules! shown {
        ($fields:expr) => {
            FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(language.locale().into(), $fields)
                .map(|formatter| written!(formatter.format(&clock)))
        };
    }
    match style {
        DateStyle::Long => shown!(MDT::long().with_time_precision(MINUTES)),
        DateStyle::Full => shown!(YMDT::long().with_year_style(YearStyle::Full).with_time_precision(MINUTES)),
        DateStyle::Short => {
            shown!(YMDT::short().with_year_style(YearStyle::Full).with_time_precision(MINUTES))
        }
        DateStyle::Weekday => shown!(MDET::long().with_time_precision(MINUTES)),
    }
    .map_err(no_language_data)
}

pub(super) fn time(value: &Value, setting: &Setting) -> Result<String, Unfit> {
    let clock = icu_clock(Moment::read(value, &setting.time_zone)?.clock()?)?;
    written_time(&setting.language, clock).map(|written| written.text)
}

/// The pattern of a time (UTS #35).
pub(super) fn time_pattern(language: &Language) -> Option<String> {
    let clock = icu_clock(civil::date(2026, 3, 30).at(9, 30, 0, 0)).ok()?;
    written_time(language, clock).ok().map(|written| written.pattern)
}

fn written_time(language: &Language, clock: input::DateTime<Gregorian>) -> Result<Written, Unfit> {
    FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(language.locale().into(), T::hm())
        .map(|formatter| written!(formatter.format(&clock.time)))
        .map_err(no_language_data)
}

const MINUTES: TimePrecision = TimePrecision::Minute;

fn no_language_data(_: impl Display) -> Unfit {
    Unfit::NoLanguageData
}

fn icu_day(day: civil::Date) -> Result<input::Date<Gregorian>, Unfit> {
    let (month, day_of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
    input::Date::try_new_gregorian(i32::from(day.year()), month, day_of_month).map_err(|_| Unfit::OutOfRange)
}

fn icu_clock(clock: civil::DateTime) -> Result<input::DateTime<Gregorian>, Unfit> {
    let [hour, minute, second] = [clock.hour(), clock.minute(), clock.second()].map(i8::unsigned_abs);
    let time = input::Time::try_new(hour, minute, second, 0).map_err(|_| Unfit::OutOfRange)?;
    Ok(input::DateTime { date: icu_day(clock.date())?, time })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::template::time_zone;

    #[test]
    fn reads() {
        let berlin = time_zone("Europe/Berlin").unwrap();
        for (value, expected) in [
            (json!("2026-03-30"), "2026-03-30"),
            (json!("2026-03-30T23:30:00Z"), "2026-03-31T01:30:00"),
            (json!("2026-03-30T23:30:00+02:00"), "2026-03-30T23:30:00"),
            (json!("2026-03-30T23:30:00-05:00"), "2026-03-31T06:30:00"),
            (json!("2026-03-30T23:30"), "2026-03-30T23:30:00"),
            (json!("2026-03-30 23:30:00"), "2026-03-30T23:30:00"),
            (json!(1_774_828_800), "2026-03-30T02:00:00"),
            (json!(1_774_828_800_000_i64), "2026-03-30T02:00:00"),
            (json!(1_774_828_800.5), "2026-03-30T02:00:00"),
            (json!("1774828800"), "2026-03-30T02:00:00"),
            (json!(0), "1970-01-01T01:00:00"),
        ] {
            let shown = match Moment::read(&value, &berlin).unwrap() {
                Moment::Day(day) => day.to_string(),
                Moment::Clock(clock) => clock.to_string(),
            };
            assert_eq!(shown, expected, "{value}");
        }
    }

    #[test]
    fn refuses() {
        let values =
            [json!("30.03.2026"), json!("2026-02-30"), json!("soon"), json!(true), json!([1]), json!("12")];
        for value in values.into_iter().chain([json!("2026-03-30T25:00Z"), json!("9".repeat(100_000))]) {
            assert_eq!(Moment::read(&value, &TimeZone::UTC), Err(Unfit::NotADate), "{value}");
        }
        assert_eq!(Moment::read(&json!(i64::MAX), &TimeZone::UTC), Err(Unfit::OutOfRange));
    }
}
