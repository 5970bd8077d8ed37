//! Days and times, taken apart: the order of their parts, and the names of months and weekdays.

use serde_json::Value;

use crate::template::{DateStyle, Language, Setting, Unfit, dates};

use super::NumberShape;

/// How a day or a time is written in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateShape {
    /// The parts in order.
    pub pieces: Vec<DatePiece>,
    /// The names of the months as they stand in it, January first; empty when months are numbers.
    pub months: Vec<String>,
    /// The names of the days of the week as they stand in it, Monday first; empty when there are none.
    pub weekdays: Vec<String>,
    /// The words for before and after noon; empty when hours count to 24.
    pub halves: Vec<String>,
    /// The ten digits, 0 first.
    pub digits: [char; 10],
}

/// One part of a day or a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatePiece {
    /// Text between the parts.
    Literal(String),
    /// All digits of the year.
    Year,
    /// The month as a number, without or with a zero in front.
    Month,
    /// The same with two digits.
    MonthPadded,
    /// The month by name: [`DateShape::months`].
    MonthName,
    /// The day of the month.
    Day,
    /// The same with two digits.
    DayPadded,
    /// The day of the week by name: [`DateShape::weekdays`].
    Weekday,
    /// The hour from 0 to 23.
    Hour24,
    /// The same with two digits.
    Hour24Padded,
    /// The hour from 1 to 12.
    Hour12,
    /// The same with two digits.
    Hour12Padded,
    /// The minute with two digits.
    Minute,
    /// Before or after noon: [`DateShape::halves`].
    Half,
}

impl DateShape {
    /// The format `date`; nothing when the language has no data or writes days in a way that has no parts.
    pub fn date(style: DateStyle, language: &Language) -> Option<Self> {
        Self::of(&dates::date_pattern(style, language)?, language, |value, setting| {
            dates::date(value, style, setting)
        })
    }

    /// The format `time`.
    pub fn time(language: &Language) -> Option<Self> {
        Self::of(&dates::time_pattern(language)?, language, dates::time)
    }

    /// The format `datetime`.
    pub fn datetime(style: DateStyle, language: &Language) -> Option<Self> {
        Self::of(&dates::datetime_pattern(style, language)?, language, |value, setting| {
            dates::datetime(value, style, setting)
        })
    }

    /// The pattern in the letters of Unicode (UTS #35), which .NET, Java and many others share: `MMMM d`, `EEEE`, `HH:mm`.
    pub fn pattern(&self) -> String {
        self.pieces.iter().map(DatePiece::letters).collect()
    }

    fn of(
        pattern: &str,
        language: &Language,
        show: impl Fn(&Value, &Setting) -> Result<String, Unfit>,
    ) -> Option<Self> {
        let digits = NumberShape::of(language)?.digits;
        let mut shape =
            Self { pieces: read(pattern)?, months: vec![], weekdays: vec![], halves: vec![], digits };
        let setting = Setting { language: language.clone(), ..Setting::default() };
        let shown = |text: String| show(&Value::from(text), &setting).ok();
        if shape.pieces.contains(&DatePiece::Half) {
            let noon = |hour: u8| shape.half(&shown(format!("2026-06-15T{hour:02}:30:00"))?);
            shape.halves = [noon(9)?, noon(21)?].to_vec();
        }
        // Both names are unknown at first: what the months differ in is the month.
        if shape.pieces.contains(&DatePiece::MonthName) {
            let month = |month: u8| shape.name(&shown(day(month, same_weekday(month)))?, month);
            shape.months = (1..=12).map(month).collect::<Option<_>>()?;
        }
        if shape.pieces.contains(&DatePiece::Weekday) {
            let weekday = |place: u8| shape.weekday(&shown(day(6, 15 + place))?, 15 + place);
            shape.weekdays = (0..7).map(weekday).collect::<Option<_>>()?;
        }
        Some(shape)
    }

    /// The word for the half of the day in a written time of 9:30 or 21:30.
    fn half(&self, written: &str) -> Option<String> {
        let place = self.pieces.iter().position(|piece| *piece == DatePiece::Half)?;
        let (before, after) = (&self.pieces[..place], &self.pieces[place + 1..]);
        // A date in front is as long as it is; the half stands at an end of the time.
        let text = match (before.last(), after.first()) {
            (Some(DatePiece::Literal(left)), None) => written.rsplit(left.as_str()).next()?,
            (_, Some(DatePiece::Literal(right))) => {
                let head = written.rsplit_once(right.as_str())?.0;
                head.rsplit(|c: char| c.is_whitespace()).next()?
            }
            _ => written.trim_matches(|c: char| self.digits.contains(&c) || matches!(c, ':' | '.')),
        };
        Some(text.to_owned())
    }

    /// The name of the month in a written day.
    fn name(&self, written: &str, month: u8) -> Option<String> {
        self.cut(written, &DatePiece::MonthName, same_weekday(month))
    }

    fn weekday(&self, written: &str, day: u8) -> Option<String> {
        self.cut(written, &DatePiece::Weekday, day)
    }

    /// The text of a piece of unknown length, between what stands before it and after it.
    fn cut(&self, written: &str, wanted: &DatePiece, day: u8) -> Option<String> {
        let place = self.pieces.iter().position(|piece| piece == wanted)?;
        let mut head = written;
        // From the left up to the piece, then from the right.
        for (index, piece) in self.pieces[..place].iter().enumerate() {
            head = match self.text(piece, day) {
                Some(text) => head.strip_prefix(text.as_str())?,
                None => self.skip(head, &self.pieces[index + 1..], day)?,
            };
        }
        let next = self.pieces.get(place + 1);
        let end = match next {
            None => head.len(),
            Some(piece) => head.find(self.text(piece, day)?.as_str())?,
        };
        Some(head[..end].to_owned())
    }

    /// The rest after a piece of unknown length: where the next known piece begins.
    fn skip<'a>(&self, text: &'a str, next: &[DatePiece], day: u8) -> Option<&'a str> {
        let known = self.text(next.first()?, day)?;
        text.find(known.as_str()).map(|place| &text[place..])
    }

    /// The text of a piece whose value is known.
    fn text(&self, piece: &DatePiece, day: u8) -> Option<String> {
        let number = |number: u32, width: usize| {
            let digits = format!("{number:0width$}");
            digits.bytes().map(|digit| self.digits[usize::from(digit - b'0')]).collect::<String>()
        };
        Some(match piece {
            DatePiece::Literal(text) => text.clone(),
            DatePiece::Year => number(2026, 4),
            DatePiece::Day => number(day.into(), 1),
            DatePiece::DayPadded => number(day.into(), 2),
            _ => return None,
        })
    }
}

fn day(month: u8, day: u8) -> String {
    format!("2026-{month:02}-{day:02}T09:30:00")
}

/// A Monday of 2026 with two digits in each month, so that only the name of the month differs from probe to probe.
fn same_weekday(month: u8) -> u8 {
    [12, 16, 16, 13, 11, 15, 13, 10, 14, 12, 16, 14][usize::from(month - 1)]
}

impl DatePiece {
    fn letters(&self) -> String {
        match self {
            Self::Literal(text) => quoted(text),
            Self::Year => "yyyy".to_owned(),
            Self::Month => "M".to_owned(),
            Self::MonthPadded => "MM".to_owned(),
            Self::MonthName => "MMMM".to_owned(),
            Self::Day => "d".to_owned(),
            Self::DayPadded => "dd".to_owned(),
            Self::Weekday => "EEEE".to_owned(),
            Self::Hour24 => "H".to_owned(),
            Self::Hour24Padded => "HH".to_owned(),
            Self::Hour12 => "h".to_owned(),
            Self::Hour12Padded => "hh".to_owned(),
            Self::Minute => "mm".to_owned(),
            Self::Half => "a".to_owned(),
        }
    }

    fn of(letter: char, count: usize) -> Option<Self> {
        Some(match (letter, count) {
            ('y', 1 | 4) => Self::Year,
            ('M' | 'L', 1) => Self::Month,
            ('M' | 'L', 2) => Self::MonthPadded,
            ('M' | 'L', 3 | 4) => Self::MonthName,
            ('d', 1) => Self::Day,
            ('d', 2) => Self::DayPadded,
            ('E' | 'c', _) => Self::Weekday,
            ('H', 1) => Self::Hour24,
            ('H', 2) => Self::Hour24Padded,
            ('h', 1) => Self::Hour12,
            ('h', 2) => Self::Hour12Padded,
            ('m', _) => Self::Minute,
            ('a', _) => Self::Half,
            _ => return None,
        })
    }
}

/// Letters in a literal have to be quoted (UTS #35).
fn quoted(text: &str) -> String {
    if text.contains(|c: char| c.is_ascii_alphabetic() || c == '\'') {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        text.to_owned()
    }
}

/// Reads a pattern of Unicode (UTS #35); nothing when a part has no piece here.
fn read(pattern: &str) -> Option<Vec<DatePiece>> {
    let (mut pieces, mut literal) = (Vec::new(), String::new());
    let mut rest = pattern.chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            '\'' if rest.peek() == Some(&'\'') => {
                literal.extend(rest.next());
            }
            '\'' => literal.extend(rest.by_ref().take_while(|c| *c != '\'')),
            letter if letter.is_ascii_alphabetic() => {
                let mut count = 1;
                while rest.next_if_eq(&letter).is_some() {
                    count += 1;
                }
                if !literal.is_empty() {
                    pieces.push(DatePiece::Literal(std::mem::take(&mut literal)));
                }
                pieces.push(DatePiece::of(letter, count)?);
            }
            other => literal.push(other),
        }
    }
    if !literal.is_empty() {
        pieces.push(DatePiece::Literal(literal));
    }
    Some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_taken_apart() {
        for (tag, style, pattern, march) in [
            ("en", DateStyle::Long, "MMMM d", "March"),
            ("en", DateStyle::Full, "MMMM d, yyyy", "March"),
            ("en", DateStyle::Short, "M/d/yyyy", ""),
            ("en", DateStyle::Weekday, "EEEE, MMMM d", "March"),
            ("de", DateStyle::Long, "d. MMMM", "März"),
            ("de", DateStyle::Weekday, "EEEE, d. MMMM", "März"),
            ("pl", DateStyle::Long, "d MMMM", "marca"),
            ("es", DateStyle::Long, "d' de 'MMMM", "marzo"),
            ("ja", DateStyle::Full, "yyyy年M月d日", ""),
        ] {
            let shape = DateShape::date(style, &Language::new(tag)).unwrap();
            assert_eq!(shape.pattern(), pattern, "{tag}");
            assert_eq!(shape.months.get(2).map_or("", String::as_str), march, "{tag}");
        }
        let german = DateShape::date(DateStyle::Weekday, &Language::new("de")).unwrap();
        assert_eq!(german.weekdays[..2], ["Montag", "Dienstag"]);
    }

    #[test]
    fn times_are_taken_apart() {
        let english = DateShape::time(&Language::new("en")).unwrap();
        assert_eq!(english.pattern(), "h:mm\u{202f}a");
        assert_eq!(english.halves, ["AM", "PM"]);
        assert_eq!(DateShape::time(&Language::new("de")).unwrap().pattern(), "HH:mm");
        let both = DateShape::datetime(DateStyle::Long, &Language::new("en")).unwrap();
        assert_eq!((both.pattern().as_str(), both.halves[1].as_str()), ("MMMM d' at 'h:mm\u{202f}a", "PM"));
    }
}
