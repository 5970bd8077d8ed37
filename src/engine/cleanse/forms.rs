//! What looks personal by its form, wherever it stands.

use std::sync::OnceLock;

use regex::Regex;

/// An invented card number with a right check digit.
pub(super) const CARD: &str = "4242424242424242";
/// An invented e-mail address.
pub(super) const EMAIL: &str = "ana@example.com";

/// The text with e-mail addresses, bank accounts, card numbers, telephone numbers and tokens replaced.
pub(super) fn without_forms(text: &str) -> String {
    static FORMS: OnceLock<Vec<(Regex, &'static str)>> = OnceLock::new();
    let forms = FORMS.get_or_init(|| {
        let form = |pattern: &str, example| Regex::new(pattern).ok().map(|form| (form, example));
        [
            form(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+", EMAIL),
            form(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b", "DE02120300000000202051"),
            form(r"\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*", "example"),
            form(r"\+\d[\d ()/.-]{6,}\d", "+1 202 555 0100"),
        ]
        .into_iter()
        .flatten()
        .collect()
    });
    let mut cleaned = text.to_owned();
    for (form, example) in forms {
        if form.is_match(&cleaned) {
            cleaned = form.replace_all(&cleaned, *example).into_owned();
        }
    }
    if digits(&cleaned).is_some_and(|digits| is_card(&digits)) { CARD.to_owned() } else { cleaned }
}

/// The digits of a text that has nothing else but spaces and hyphens.
pub(super) fn digits(text: &str) -> Option<Vec<u8>> {
    let plain = text.bytes().filter(|byte| !matches!(byte, b' ' | b'-'));
    plain.map(|byte| byte.is_ascii_digit().then(|| byte - b'0')).collect()
}

/// The check digit of card numbers (ISO/IEC 7812-1), in their usual lengths and with a first digit that cards have.
pub(super) fn is_card(digits: &[u8]) -> bool {
    let sum: u32 = (digits.iter().rev().enumerate())
        .map(|(index, digit)| {
            let doubled = u32::from(*digit) * if index % 2 == 1 { 2 } else { 1 };
            doubled / 10 + doubled % 10
        })
        .sum();
    (13..=19).contains(&digits.len()) && matches!(digits[0], 2..=6) && sum.is_multiple_of(10)
}
