//! How the end of a scenario differs from what was expected, in words, with the differing words marked.

use std::fmt;
use std::ops::Range;

/// One way in which a scenario ended otherwise than expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The bot said other words.
    Words {
        /// What it should have said.
        expected: String,
        /// What it said.
        said: String,
    },
    /// Anything else, as a sentence.
    Other(String),
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words { expected, said } => {
                write!(formatter, "The bot should say “{expected}” and said “{said}”")
            }
            Self::Other(sentence) => formatter.write_str(sentence),
        }
    }
}

/// More words than this on one side are marked as a whole: comparing them one by one takes the square of their number.
const MOST_WORDS: usize = 1_000;

/// The byte ranges of the words that stand on one side only: first in `expected`, then in `said`. Words are what white space
/// parts; neighbouring ones are marked as one.
pub fn differing_words(expected: &str, said: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (left, right) = (words(expected), words(said));
    if left.len() > MOST_WORDS || right.len() > MOST_WORDS {
        return (whole(expected), whole(said));
    }
    let same = |i: usize, j: usize| expected[left[i].clone()] == said[right[j].clone()];
    // longest[i][j]: how many words `left[i..]` and `right[j..]` have in common, in order.
    let mut longest = vec![vec![0_u32; right.len() + 1]; left.len() + 1];
    for i in (0..left.len()).rev() {
        for j in (0..right.len()).rev() {
            longest[i][j] = match same(i, j) {
                true => longest[i + 1][j + 1] + 1,
                false => longest[i + 1][j].max(longest[i][j + 1]),
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let (mut only_left, mut only_right) = (Vec::new(), Vec::new());
    while i < left.len() && j < right.len() {
        if same(i, j) {
            (i, j) = (i + 1, j + 1);
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            only_left.push(i);
            i += 1;
        } else {
            only_right.push(j);
            j += 1;
        }
    }
    only_left.extend(i..left.len());
    only_right.extend(j..right.len());
    (joined(&left, &only_left), joined(&right, &only_right))
}

fn words(text: &str) -> Vec<Range<usize>> {
    let start = text.as_ptr() as usize;
    let range = |word: &str| {
        let from = word.as_ptr() as usize - start;
        from..from + word.len()
    };
    text.split_whitespace().map(range).collect()
}

fn whole(text: &str) -> Vec<Range<usize>> {
    (!text.is_empty()).then_some(0..text.len()).into_iter().collect()
}

/// The chosen words as ranges; neighbours become one range with the space between them.
fn joined(words: &[Range<usize>], chosen: &[usize]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for &index in chosen {
        let word = words[index].clone();
        match ranges.last_mut().filter(|_| index > 0 && last == Some(index - 1)) {
            Some(range) => range.end = word.end,
            None => ranges.push(word),
        }
        last = Some(index);
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_that_differ_are_marked() {
        let check = |expected: &str, said: &str, left: &[&str], right: &[&str]| {
            let (in_expected, in_said) = differing_words(expected, said);
            let shown = |text: &str, ranges: &[Range<usize>]| -> Vec<String> {
                ranges.iter().map(|range| text[range.clone()].to_owned()).collect()
            };
            assert_eq!(shown(expected, &in_expected), left, "{expected} / {said}");
            assert_eq!(shown(said, &in_said), right, "{expected} / {said}");
        };
        check("Yes, it is active.", "Yes, it is active.", &[], &[]);
        check("Yes, it is active.", "Yes, it was active.", &["is"], &["was"]);
        check("It renews on March 30.", "It renews on April 1.", &["March 30."], &["April 1."]);
        check("", "Something else", &[], &["Something else"]);
        check("Größe  3 über", "Größe 4 über", &["3"], &["4"]);
    }
}
