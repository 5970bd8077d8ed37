//! How well words fit what was typed: letters in order, better at the beginning of words and side by side.

/// Higher is better; nothing when a letter of `query` is missing. Case does not count, spaces in `query` neither.
pub fn rank(query: &str, words: &str) -> Option<u32> {
    let mut score = 0;
    let mut letters = words.chars().flat_map(char::to_lowercase).peekable();
    let mut before = ' ';
    let mut run = 0;
    for wanted in query.chars().flat_map(char::to_lowercase).filter(|letter| !letter.is_whitespace()) {
        loop {
            let letter = letters.next()?;
            let begins = !before.is_alphanumeric();
            before = letter;
            if letter == wanted {
                run += 1;
                score += if begins { 8 } else { 1 } + if run > 1 { 5 } else { 0 };
                break;
            }
            run = 0;
        }
    }
    // Among equals the shorter words are the better fit.
    let length = u32::try_from(words.chars().count()).unwrap_or(u32::MAX);
    Some(score * 64 + 63_u32.saturating_sub(length))
}

#[cfg(test)]
mod tests {
    use super::rank;

    fn check(query: &str, better: &str, worse: &str) {
        assert!(rank(query, better) > rank(query, worse), "{query}: {better} before {worse}");
    }

    #[test]
    fn what_fits_better_comes_first() {
        check("save", "Save", "Save elsewhere");
        check("se", "Save elsewhere", "Customer facts");
        check("fd", "Failure drill", "Find anything");
        check("order", "Where is my order", "Or due later");
        check("", "Undo", "Undo everything");
    }

    #[test]
    fn every_letter_must_be_there() {
        assert_eq!(rank("xyz", "Save"), None);
        assert_eq!(rank("saves", "Save"), None);
        assert!(rank("ÄNDERN", "Adresse ändern").is_some());
        assert!(rank("w d g", "Where data goes").is_some());
    }
}
