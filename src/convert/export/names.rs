//! Names for files, tools, variables and the like: harmless letters only, each given out once.

use std::collections::HashSet;

/// Gives out names.
#[derive(Debug, Default)]
pub struct Names {
    longest: Option<usize>,
    taken: HashSet<String>,
}

impl Names {
    /// Names of any length.
    pub fn new() -> Self {
        Self::default()
    }

    /// Names of at most so many letters.
    pub fn at_most(longest: usize) -> Self {
        Self { longest: Some(longest), taken: HashSet::new() }
    }

    /// A name of `A`-`Z`, `a`-`z`, `0`-`9`, `_` and `-` that is like `wanted` and was not given out before. Names that differ
    /// in nothing but capital letters count as the same, as they do in the file systems of many desktops.
    pub fn give(&mut self, wanted: &str) -> String {
        let plain: String = wanted
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '_' | '-') { c } else { '_' })
            .collect();
        let plain =
            if plain.chars().any(|c| c.is_ascii_alphanumeric()) { plain } else { "unnamed".to_owned() };
        let longest = self.longest.unwrap_or(usize::MAX);
        let mut name: String = plain.chars().take(longest).collect();
        let mut number = 1;
        while !self.taken.insert(name.to_ascii_lowercase()) {
            number += 1;
            let end = format!("_{number}");
            name = plain.chars().take(longest.saturating_sub(end.len())).collect::<String>() + &end;
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_harmless_and_given_out_once() {
        let mut names = Names::at_most(8);
        for (wanted, expected) in [
            ("status", "status"),
            ("Status", "Status_2"),
            ("städte/1", "st_dte_1"),
            ("状態", "unnamed"),
            ("abcdefghij", "abcdefgh"),
            ("abcdefghik", "abcdef_2"),
            ("../x", "___x"),
        ] {
            assert_eq!(names.give(wanted), expected, "{wanted}");
        }
    }
}
