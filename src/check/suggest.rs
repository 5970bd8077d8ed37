//! “Did you mean”: the name that a misspelled one was probably meant to be.

/// The most that a name is compared with; in a project with more, nobody waits for a suggestion.
const MOST_NAMES: usize = 500;

/// The most similar of the names: one that ends in the wanted word after a dot (`email` for `user.email`), or one that
/// differs by at most two letters and less than half of it.
pub(super) fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let last = |name: &str| name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let wanted_word = last(wanted);
    let letters: Vec<char> = wanted.to_lowercase().chars().take(80).collect();
    let scored = names.take(MOST_NAMES).filter_map(|name| {
        let steps = distance(&letters, &name.to_lowercase());
        if steps <= 2 && steps * 2 < letters.len() {
            return Some((steps, name));
        }
        (last(name) == wanted_word).then_some((3, name))
    });
    scored.min_by_key(|(score, _)| *score).map(|(_, name)| name)
}

/// The end of a remedy: what was probably meant, or what to do otherwise.
pub(super) fn did_you_mean(suggestion: Option<&str>, otherwise: &str) -> String {
    suggestion.map_or_else(|| otherwise.to_owned(), |name| format!("Did you mean `{name}`?"))
}

/// How many letters have to be added, taken away or changed (Levenshtein).
fn distance(from: &[char], to: &str) -> usize {
    let mut row: Vec<usize> = (0..=from.len()).collect();
    for (index, wanted) in to.chars().take(80).enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, have) in from.iter().enumerate() {
            let changed = diagonal + usize::from(*have != wanted);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[from.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        let names = ["status", "renews_on", "user.email", "plan"];
        for (wanted, expected) in [
            ("statsu", Some("status")),
            ("Status", Some("status")),
            ("renewson", Some("renews_on")),
            ("email", Some("user.email")),
            ("customer.email", Some("user.email")),
            ("price", None),
            ("", None),
        ] {
            assert_eq!(nearest(wanted, names.into_iter()), expected, "{wanted}");
        }
    }
}
