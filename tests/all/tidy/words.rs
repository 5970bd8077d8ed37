//! The rule of the words: a file opens with its purpose, nothing is postponed, no lint is silenced without a reason.

use super::{Offence, source::Source};

/// What may not stand in code, and what to do instead.
const FORBIDDEN: [(&[&str], &str); 4] = [
    (&["todo", "!"], "finish this, or leave it out"),
    (&["unimplemented", "!"], "finish this, or leave it out"),
    (
        &["#", "[", "allow", "("],
        "write `#[expect(…, reason = \"…\")]`, which speaks up when it is needed no longer",
    ),
    (
        &["#", "!", "[", "allow", "("],
        "write `#![expect(…, reason = \"…\")]`, which speaks up when it is needed no longer",
    ),
];

/// The first line, if it does not say what the file is for.
pub(super) fn opening(source: &Source) -> Vec<Offence> {
    let first = source.text.lines().next().unwrap_or_default();
    if first.strip_prefix("//! ").is_some_and(|purpose| !purpose.trim().is_empty()) {
        return Vec::new();
    }
    vec![source.offence(1, "begin the file with a line `//! …` that says what it is for")]
}

/// Every forbidden word.
pub(super) fn offences(source: &Source) -> Vec<Offence> {
    let mut offences = Vec::new();
    for (place, token) in source.tokens.iter().enumerate() {
        if let Some((words, instead)) = FORBIDDEN.iter().find(|(words, _)| source.stands(place, words)) {
            offences.push(source.offence(token.line, format!("`{}`: {instead}", words.concat())));
        }
    }
    offences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_opens_with_its_purpose() {
        for (text, expected) in [
            ("//! What it is for.\n", 0),
            ("\n//! Too late.\n", 1),
            ("//!\n", 1),
            ("use std::io;\n", 1),
            ("// A comment.\n", 1),
            ("", 1),
        ] {
            assert_eq!(opening(&Source::new("src/ui/mod.rs", text)).len(), expected, "{text:?}");
        }
    }

    #[test]
    fn forbidden_words_are_found_in_code_only() {
        for (text, expected) in [
            ("fn f() {\n    todo!()\n}", vec![2]),
            ("fn f() { unimplemented!(\"later\") }", vec![1]),
            ("#![allow(dead_code)]\n#[allow(\n    dead_code\n)]\nfn f() {}", vec![1, 2]),
            ("#[expect(dead_code, reason = \"r\")]\nfn f() { allow(1); let todo = 1; }", vec![]),
            ("// todo!\nconst A: &str = \"#[allow(dead_code)]\";", vec![]),
        ] {
            let found = offences(&Source::new("src/ui/mod.rs", text));
            assert_eq!(found.iter().map(|offence| offence.line).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
