//! Patterns of a description (ECMA-262) as patterns of ours, and texts that match them.

use regex::Regex;
use regex_syntax::hir::{Class, Hir, HirKind};

/// The longest text that is made.
const LONGEST: usize = 300;

/// The pattern for a whole text; a description's pattern may match anywhere in it. None when it cannot be carried over.
pub(super) fn for_whole_text(pattern: &str) -> Option<String> {
    let inside = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix('$'));
    let whole = match inside {
        Some(inside) if !inside.contains('|') && !inside.ends_with('\\') => inside.to_owned(),
        _ => format!("(?s:.*)(?:{pattern})(?s:.*)"),
    };
    Regex::new(&format!("^(?:{whole})$")).ok().map(|_| whole)
}

/// A text that matches, with so many characters if possible.
pub(super) fn matching(pattern: &str, least: usize, most: usize) -> Option<String> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let regex = Regex::new(pattern).ok()?;
    let fits = |text: &String| {
        let length = text.chars().count();
        regex.is_match(text) && !text.trim().is_empty() && length >= least && length <= most
    };
    [1, 3, 6, 10, 16, 24, 36, 64, 120].into_iter().find_map(|repeats| {
        let mut text = String::new();
        write(&hir, repeats, &mut text);
        Some(text).filter(fits)
    })
}

fn write(hir: &Hir, repeats: u32, text: &mut String) {
    if text.len() > LONGEST {
        return;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => text.extend(member(class)),
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(u32::MAX);
            for _ in 0..repeats.clamp(repetition.min, most.max(repetition.min)) {
                write(&repetition.sub, repeats, text);
                if text.len() > LONGEST {
                    return;
                }
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, repeats, text),
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(part, repeats, text)),
        HirKind::Alternation(parts) => {
            if let Some(first) = parts.first() {
                write(first, repeats, text);
            }
        }
    }
}

/// A plain character of a class where it has one.
fn member(class: &Class) -> Option<char> {
    let holds = |wanted: char| match class {
        Class::Unicode(class) => class.iter().any(|range| range.start() <= wanted && wanted <= range.end()),
        Class::Bytes(class) => {
            let wanted = u32::from(wanted);
            class.iter().any(|range| u32::from(range.start()) <= wanted && wanted <= u32::from(range.end()))
        }
    };
    let plain =
        ['a', '1', 'A'].into_iter().chain('b'..='z').chain('0'..='9').chain('B'..='Z').chain('!'..='~');
    plain.into_iter().find(|c| holds(*c)).or_else(|| match class {
        Class::Unicode(class) => class.iter().next().map(|range| range.start()),
        Class::Bytes(class) => class.iter().next().map(|range| char::from(range.start())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_for_the_whole_text() {
        let matches = |pattern: &str, text: &str| {
            Regex::new(&format!("^(?:{})$", for_whole_text(pattern).unwrap())).unwrap().is_match(text)
        };
        assert!(matches("^a+$", "aaa") && !matches("^a+$", "baa"));
        assert!(matches("b", "abc") && !matches("b", "ac"));
        assert!(matches("^a|b$", "ax") && matches("^a|b$", "xb") && !matches("^a|b$", "xbx"));
        assert_eq!(for_whole_text("^(?!x).*$"), None);
        assert_eq!(for_whole_text("("), None);
    }

    #[test]
    fn texts_match() {
        for (pattern, least, most) in [
            ("^[A-Z]{2}[0-9]{6}$", 0, 100),
            (r"^\+?[1-9]\d{1,14}$", 0, 100),
            ("^[a-z0-9-]+$", 12, 20),
            (r"\w+@\w+\.com", 0, 100),
            ("^.*$", 0, 10),
            ("^(red|green)$", 0, 10),
            ("^AC[0-9a-fA-F]{32}$", 34, 34),
        ] {
            let text = matching(pattern, least, most).unwrap();
            assert!(Regex::new(pattern).unwrap().is_match(&text), "{pattern}: {text}");
        }
        assert_eq!(matching("(?=x)", 0, 10), None);
        assert!(matching("((((a{50}){50}){50}){50})", 0, 10).is_none());
    }
}
