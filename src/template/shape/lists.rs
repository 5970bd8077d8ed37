//! A list in a sentence, taken apart.

use serde_json::json;

use crate::template::{Joiner, Language, words};

/// What stands between the items of a list. Languages that change a word with the item after it (Spanish `y`, `e`) have the
/// usual one here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListShape {
    /// Between the two items of a list of two: ` and `.
    pub pair: String,
    /// Between the first two items of a longer list: `, `.
    pub first: String,
    /// Between items in the middle: `, `.
    pub middle: String,
    /// Before the last item of a longer list: `, and `.
    pub last: String,
}

impl ListShape {
    /// The shape in a language; nothing when it has no data.
    pub fn of(joiner: Joiner, language: &Language) -> Option<Self> {
        // Letters of nobody's language, so that they are found again.
        let [a, b, c, d] = ["\u{e000}", "\u{e001}", "\u{e002}", "\u{e003}"];
        let pair = words::list(&json!([a, b]), joiner, language).ok()?;
        let long = words::list(&json!([a, b, c, d]), joiner, language).ok()?;
        let between = |text: &str, left: &str, right: &str| {
            let rest = text.split_once(left)?.1;
            Some(rest.split_once(right)?.0.to_owned())
        };
        Some(Self {
            pair: between(&pair, a, b)?,
            first: between(&long, a, b)?,
            middle: between(&long, b, c)?,
            last: between(&long, c, d)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_taken_apart() {
        let english = ListShape::of(Joiner::And, &Language::new("en")).unwrap();
        let found = [english.pair, english.first, english.middle, english.last];
        assert_eq!(found, [" and ", ", ", ", ", ", and "]);
        assert_eq!(ListShape::of(Joiner::Or, &Language::new("de")).unwrap().last, " oder ");
        assert_eq!(ListShape::of(Joiner::And, &Language::new("ja")).unwrap().pair, "、");
    }
}
