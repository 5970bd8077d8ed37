//! Which words go with which number in a language, as a table.

use icu::plurals::PluralRules;

use crate::template::{Language, PluralCase, numbers};

/// The cases of numbers. Whole numbers from 100 on follow their last two digits; the few languages that treat whole millions
/// apart (French, Spanish: `many`) are simplified here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PluralShape {
    /// The case of each whole number from 0 to 99.
    pub small: Vec<PluralCase>,
    /// The case of whole numbers from 100 on, by their last two digits.
    pub large: Vec<PluralCase>,
    /// The case of a number with a fraction such as 1.5.
    pub fraction: PluralCase,
}

impl PluralShape {
    /// The table of a language; nothing when it has no data.
    pub fn of(language: &Language) -> Option<Self> {
        let rules = PluralRules::try_new_cardinal(language.locale().into()).ok()?;
        let case = |number: u32| numbers::case(rules.category_for(number));
        let fraction = icu::decimal::input::Decimal::try_from_str("1.5").ok()?;
        Some(Self {
            small: (0..100).map(case).collect(),
            large: (200..300).map(case).collect(),
            fraction: numbers::case(rules.category_for(&fraction)),
        })
    }

    /// Whether 1 is `one` and every other number `other`, as in English and German.
    pub fn is_one_and_other(&self) -> bool {
        let others = |cases: &[PluralCase]| cases.iter().all(|case| *case == PluralCase::Other);
        self.small.get(1) == Some(&PluralCase::One)
            && self.small.first() == Some(&PluralCase::Other)
            && others(&self.small[2..])
            && others(&self.large)
    }

    /// Whether no number differs, as in Japanese and Chinese.
    pub fn is_always_other(&self) -> bool {
        self.small.iter().chain(&self.large).all(|case| *case == PluralCase::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_follow_the_language() {
        let of = |tag: &str| PluralShape::of(&Language::new(tag)).unwrap();
        assert!(of("en").is_one_and_other() && of("de").is_one_and_other());
        assert!(!of("fr").is_one_and_other() && of("ja").is_always_other());
        assert_eq!(of("pl").small[3], PluralCase::Few);
        assert_eq!(of("pl").large[12], PluralCase::Many);
    }
}
