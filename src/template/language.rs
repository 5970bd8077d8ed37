//! A language whose names, numbers and plurals we know.

use std::fmt;

use icu::calendar::Gregorian;
use icu::datetime::FixedCalendarDateTimeFormatter;
use icu::datetime::fieldsets::MD;
use icu::datetime::input::Date;
use icu::locale::{Locale, LocaleCanonicalizer, locale};

/// A language with its region, always one that CLDR has data for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language(Locale);

impl Language {
    /// The language of a tag such as `en`, `de-AT`, `pt_BR` or `zh-Hant` (BCP 47).
    ///
    /// A tag that is not known falls back to its first word, and that to English; so every tag gives a language.
    pub fn new(tag: &str) -> Self {
        let first_word = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        known(tag).or_else(|| known(first_word)).map_or_else(Self::default, Self)
    }

    /// The tag of the language that is really used, such as `de-AT`.
    pub fn tag(&self) -> String {
        self.0.to_string()
    }

    pub(super) fn locale(&self) -> &Locale {
        &self.0
    }
}

impl Default for Language {
    fn default() -> Self {
        Self(locale!("en"))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Longer tags are refused, to keep the time for reading them small.
const TAG_MAX_BYTES: usize = 100;

fn known(tag: &str) -> Option<Locale> {
    if tag.len() > TAG_MAX_BYTES {
        return None;
    }
    // Systems write `de_AT.UTF-8`.
    let tag = tag.split(['.', '@']).next().unwrap_or_default().replace('_', "-");
    let mut locale = Locale::try_from_str(&tag).ok()?;
    // Old tags still travel: `iw` is `he` today.
    LocaleCanonicalizer::new_common().canonicalize(&mut locale);
    // A language without data gets the names of the root language, and those are `M01` to `M12`.
    let formatter =
        FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new((&locale).into(), MD::long()).ok()?;
    let day = Date::try_new_gregorian(2026, 3, 30).ok()?;
    (!formatter.format(&day).to_string().contains("M03")).then_some(locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn falls_back() {
        for (tag, expected) in [
            ("en", "en"),
            ("de-AT", "de-AT"),
            ("de_AT", "de-AT"),
            ("de_DE.UTF-8", "de-DE"),
            ("pt-br", "pt-BR"),
            ("zh-Hant", "zh-Hant"),
            ("iw", "he"),
            ("no", "no"),
            ("de-XX", "de-XX"),
            ("xx", "en"),
            ("xx-DE", "en"),
            ("german", "en"),
            ("und", "en"),
            ("", "en"),
            ("-", "en"),
            ("fr-\u{0}", "fr"),
        ] {
            assert_eq!(Language::new(tag).tag(), expected, "{tag}");
        }
        assert_eq!(Language::new(&"a-".repeat(100_000)).tag(), "en");
    }
}
