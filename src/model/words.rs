//! Names of fields taken apart into their words.

/// The words of `customerEMail`, `customer-email` and `Customer email` in small letters.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let characters: Vec<char> = name.chars().collect();
    for (index, character) in characters.iter().copied().enumerate() {
        if !character.is_alphanumeric() {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            continue;
        }
        let before = index.checked_sub(1).map(|index| characters[index]);
        let after = characters.get(index + 1);
        let begins = character.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase()
                    || before.is_numeric()
                    || before.is_uppercase() && after.is_some_and(|after| after.is_lowercase())
            });
        if begins && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        word.extend(character.to_lowercase());
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let check = |name: &str, expect: &[&str]| assert_eq!(words(name), expect, "{name}");
        check("customerId", &["customer", "id"]);
        check("HTTPServerName", &["http", "server", "name"]);
        check("X-Request-ID", &["x", "request", "id"]);
        check("first name", &["first", "name"]);
        check("address2Line", &["address2", "line"]);
        check("__", &[]);
    }
}
