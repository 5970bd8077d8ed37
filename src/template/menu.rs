//! The formats as the window offers them: in plain words, with an example, for the kind of value at hand.

use super::{Format, format_from_source};

/// The kind of a value, as far as formats go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValueKind {
    /// Any text.
    Text,
    /// A number.
    Number,
    /// A day: `2026-03-30`.
    Date,
    /// A day and a time: `2026-03-30T10:00:00Z`, or Unix time.
    DateTime,
    /// True or false.
    YesNo,
    /// A list of texts.
    List,
}

/// One way to show a value, ready to be picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The name of the format, such as `date`.
    pub name: &'static str,
    /// Its arguments with their parentheses, such as `("long")`, or nothing. Where the person fills them in, a start.
    pub arguments: &'static str,
    /// What it does, in plain words.
    pub title: &'static str,
    /// A value as JSON.
    pub example_value: &'static str,
    /// What that value looks like in English, on 27 March 2026.
    pub example: &'static str,
    /// The kinds of value that it suits.
    pub kinds: &'static [ValueKind],
}

impl Choice {
    /// The format itself.
    pub fn format(&self) -> Option<Format> {
        format_from_source(&format!("{}{}", self.name, self.arguments)).ok()
    }
}

/// The choices for a kind of value, in the order of the menu.
pub fn choices_for(kind: ValueKind) -> impl Iterator<Item = &'static Choice> {
    MENU.iter().filter(move |choice| choice.kinds.contains(&kind))
}

const ALL: &[ValueKind] = &[
    ValueKind::Text,
    ValueKind::Number,
    ValueKind::Date,
    ValueKind::DateTime,
    ValueKind::YesNo,
    ValueKind::List,
];
const TEXT: &[ValueKind] = &[ValueKind::Text];
const NUMBER: &[ValueKind] = &[ValueKind::Number];
const DATE: &[ValueKind] = &[ValueKind::Date, ValueKind::DateTime];
const CLOCK: &[ValueKind] = &[ValueKind::DateTime];
const YES_NO: &[ValueKind] = &[ValueKind::YesNo];
const LIST: &[ValueKind] = &[ValueKind::List];

const DAY: &str = r#""2026-03-30""#;
const POINT: &str = r#""2026-03-30T16:05:00Z""#;
const LETTERS: &str = r#"["A","B","C"]"#;

/// Every choice.
pub const MENU: &[Choice] = &[
    row("date", r#"("long")"#, "Day and month", DAY, "March 30", DATE),
    row("date", r#"("full")"#, "Day, month and year", DAY, "March 30, 2026", DATE),
    row("date", r#"("weekday")"#, "Day of the week, day and month", DAY, "Monday, March 30", DATE),
    row("date", r#"("short")"#, "Date in digits", DAY, "3/30/2026", DATE),
    row("relative", "", "How far away", DAY, "in 3 days", DATE),
    row("time", r#"("short")"#, "Time", POINT, "4:05\u{202f}PM", CLOCK),
    row("datetime", r#"("long")"#, "Day and time", POINT, "March 30 at 4:05\u{202f}PM", CLOCK),
    row("datetime", r#"("full")"#, "Day, year and time", POINT, "March 30, 2026 at 4:05\u{202f}PM", CLOCK),
    row("datetime", r#"("short")"#, "Date and time in digits", POINT, "3/30/2026, 4:05\u{202f}PM", CLOCK),
    row("number", "", "Number with separators", "1234.5", "1,234.5", NUMBER),
    row("number", "(0)", "Whole number", "1234.5", "1,235", NUMBER),
    row("number", "(2)", "Two decimals", "1234.5", "1,234.50", NUMBER),
    row("money", r#"("EUR")"#, "Amount in euros", "1234.5", "€1,234.50", NUMBER),
    row("money", r#"("USD")"#, "Amount in dollars", "1234.5", "$1,234.50", NUMBER),
    row("percent", "", "Percentage", "12.5", "12.5%", NUMBER),
    row("percent", r#"("fraction")"#, "Percentage of a fraction", "0.125", "12.5%", NUMBER),
    row("plural", r##"("one: # item", "other: # items")"##, "Number with its noun", "3", "3 items", NUMBER),
    row("list", "", "All of them, with “and”", LETTERS, "A, B, and C", LIST),
    row("list", r#"("or")"#, "All of them, with “or”", LETTERS, "A, B, or C", LIST),
    row("yesno", r#"("yes", "no")"#, "Words for yes and no", "true", "yes", YES_NO),
    row("capitalize", "", "Capital first letter", r#""ann""#, "Ann", TEXT),
    row("upper", "", "Capital letters", r#""ab-12""#, "AB-12", TEXT),
    row("lower", "", "Small letters", r#""AB-12""#, "ab-12", TEXT),
    row("trim", "", "Without spaces around it", r#""  Ann ""#, "Ann", TEXT),
    row("truncate", "(40)", "Only the beginning", r#""Short enough""#, "Short enough", TEXT),
    row("default", r#"("not known")"#, "Something else if it is missing", "null", "not known", ALL),
];

const fn row(
    name: &'static str,
    arguments: &'static str,
    title: &'static str,
    example_value: &'static str,
    example: &'static str,
    kinds: &'static [ValueKind],
) -> Choice {
    Choice { name, arguments, title, example_value, example, kinds }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::template::format_call::WRITTEN;
    use crate::template::{Chip, Place, Setting, Source, Values, parse, render};

    #[test]
    fn every_example_is_true() {
        let setting = Setting { today: Some(date(2026, 3, 27)), ..Setting::default() };
        for choice in MENU {
            let chip = Chip::new("x", vec![choice.format().unwrap()]).unwrap();
            let value: serde_json::Value = serde_json::from_str(choice.example_value).unwrap();
            let text = parse(&Source::default().chip(&chip).finish()).unwrap();
            let shown = render(&text, &Values::new().with("x", value), Place::Message, &setting).unwrap();
            assert_eq!(shown.text, choice.example, "{chip}");
            assert_eq!(format!("{}{}", choice.name, choice.arguments), choice.format().unwrap().to_string());
        }
    }

    #[test]
    fn every_format_is_offered() {
        for (name, _) in WRITTEN {
            assert!(MENU.iter().any(|choice| choice.name == name), "{name}");
        }
    }

    #[test]
    fn every_kind_has_choices() {
        for kind in ALL {
            assert!(choices_for(*kind).count() >= 2, "{kind:?}");
        }
    }
}
