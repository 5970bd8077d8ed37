//! Words that go with a number.

use super::{Dialect, Sign, numbers};
use crate::template::shape::{NumberShape, PluralShape};
use crate::template::{Plural, PluralCase};

/// The text for a number.
pub(super) fn plural(
    dialect: &dyn Dialect,
    value: &str,
    cases: &Plural,
    rule: &PluralShape,
    shape: &NumberShape,
) -> String {
    dialect.bind("plural", &dialect.number(value), &|number| {
        let words = |text: &str| words(dialect, text, number, shape);
        let wanted: Vec<(PluralCase, &str)> = cases.cases().collect();
        let other = wanted.iter().find(|(case, _)| *case == PluralCase::Other).map_or("", |(_, text)| *text);
        let mut shown = words(other);
        let named = wanted.iter().filter(|(case, _)| {
            !matches!(case, PluralCase::Exactly(_) | PluralCase::Other) && occurs(rule, *case)
        });
        let named: Vec<&(PluralCase, &str)> = named.collect();
        if !named.is_empty() {
            shown = by_case(dialect, number, rule, &|letter| {
                named.iter().rev().fold(words(other), |rest, (case, text)| {
                    let same = dialect.equals(letter, &code(*case).to_string().into(), None);
                    dialect.choose(&same, &words(text), &rest)
                })
            });
        }
        wanted.iter().rev().fold(shown, |rest, (case, text)| match case {
            PluralCase::Exactly(exact) => {
                dialect.choose(&dialect.is_number(number, *exact), &words(text), &rest)
            }
            _ => rest,
        })
    })
}

fn occurs(rule: &PluralShape, case: PluralCase) -> bool {
    rule.small.contains(&case) || rule.large.contains(&case) || rule.fraction == case
}

/// The body with the letter of the number's case.
fn by_case(dialect: &dyn Dialect, number: &str, rule: &PluralShape, body: &dyn Fn(&str) -> String) -> String {
    let number = dialect.absolute(number);
    let table = |cases: &[PluralCase]| cases.iter().map(|case| code(*case)).collect::<String>();
    let quoted = |text: &str| dialect.quote(text);
    if rule.is_one_and_other() {
        let one = dialect.is_number(&number, 1);
        let letter = dialect.choose(&one, &quoted("1"), &quoted("o"));
        return dialect.bind("case", &letter, body);
    }
    let rest = dialect.rest(&number, 100);
    let small = dialect.slice(&quoted(&table(&rule.small)), &rest, 1);
    let large = dialect.slice(&quoted(&table(&rule.large)), &rest, 1);
    let whole = dialect.choose(&dialect.is(&number, Sign::Less, 100), &small, &large);
    let shown = dialect.digits(&number, None, super::Groups::None);
    let is_fraction = dialect.contains(&shown, &".".into(), Some(crate::model::ValueType::Text));
    let letter = dialect.choose(&is_fraction, &quoted(&code(rule.fraction).to_string()), &whole);
    dialect.bind("case", &letter, body)
}

fn code(case: PluralCase) -> char {
    match case {
        PluralCase::Zero => '0',
        PluralCase::One => '1',
        PluralCase::Two => '2',
        PluralCase::Few => 'f',
        PluralCase::Many => 'm',
        PluralCase::Other | PluralCase::Exactly(_) => 'o',
    }
}

/// A text in which `#` is the number and `##` the sign itself.
fn words(dialect: &dyn Dialect, text: &str, number: &str, shape: &NumberShape) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (place, piece) in text.split("##").enumerate() {
        if place > 0 {
            parts.push(dialect.quote("#"));
        }
        for (place, words) in piece.split('#').enumerate() {
            if place > 0 {
                parts.push(numbers::number(dialect, number, None, shape));
            }
            if !words.is_empty() {
                parts.push(dialect.quote(words));
            }
        }
    }
    dialect.join(&parts)
}
