//! Names and sentences out of what a description calls things.

use crate::model::words;

/// The longest name of an integration, input or output.
const LONGEST_NAME: usize = 48;
/// Names that texts use for something else.
const TAKEN: [&str; 4] = ["item", "more_count", "secret", "http"];

/// `petId` as a name that a text can use: `pet_id`.
pub(super) fn name(text: &str, otherwise: &str) -> String {
    let mut name = String::new();
    for word in words(text) {
        if name.len() + word.len() >= LONGEST_NAME && !name.is_empty() {
            break;
        }
        if !name.is_empty() {
            name.push('_');
        }
        name.extend(word.chars().take(LONGEST_NAME));
    }
    if name.is_empty() {
        otherwise.clone_into(&mut name);
    }
    if !name.starts_with(char::is_alphabetic) {
        name.insert_str(0, "value_");
    }
    if !crate::template::is_name(&name) {
        name = name.chars().filter(char::is_ascii_alphanumeric).collect();
        name.insert_str(0, "value_");
    }
    if TAKEN.contains(&name.as_str()) {
        name.push_str("_value");
    }
    name
}

/// `petId` as words on a screen: `Pet ID`.
pub(super) fn label(text: &str) -> String {
    let mut label = String::new();
    for word in words(text) {
        let word = match word.as_str() {
            "id" | "url" | "uri" | "iban" | "vat" | "api" | "ip" => word.to_uppercase(),
            _ => word,
        };
        if !label.is_empty() {
            label.push(' ');
        }
        label.push_str(&word);
    }
    first_upper(&label)
}

pub(super) fn first_upper(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

pub(super) fn first_lower(text: &str) -> String {
    let second_is_small = text.chars().nth(1).is_some_and(|c| !c.is_uppercase());
    let mut characters = text.chars();
    match characters.next() {
        Some(first) if second_is_small => first.to_lowercase().chain(characters).collect(),
        _ => text.to_owned(),
    }
}

/// Markdown and HTML as plain words on one line.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len().min(4_096));
    let mut characters = text.chars().take(8_192).peekable();
    let mut link = false;
    while let Some(character) = characters.next() {
        match character {
            '<' if characters.peek().is_some_and(|next| next.is_alphabetic() || *next == '/') => {
                characters.by_ref().find(|c| *c == '>');
                plain.push(' ');
            }
            '`' | '*' | '#' => {}
            '[' => link = true,
            ']' if link => {
                link = false;
                if characters.peek() == Some(&'(') {
                    characters.by_ref().find(|c| *c == ')');
                }
            }
            character if character.is_control() || character.is_whitespace() => plain.push(' '),
            character => plain.push(character),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a text: whole sentences up to so many characters, or as much of the first as fits.
pub(super) fn beginning(text: &str, most: usize) -> String {
    let text = plain(text);
    if text.chars().count() <= most {
        return text;
    }
    let cut: String = text.chars().take(most).collect();
    match cut.rfind(". ") {
        Some(end) if end > 20 => cut[..=end].to_owned(),
        _ => {
            let end = cut.rfind(' ').unwrap_or(cut.len());
            format!("{}…", cut[..end].trim_end_matches([',', '.', ':', ';']))
        }
    }
}

/// The one of many: `categories` are several of `category`.
pub(super) fn singular(word: &str) -> String {
    for (many, one) in [("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")] {
        if let Some(stem) = word.strip_suffix(many).filter(|stem| stem.len() > 1) {
            return format!("{stem}{one}");
        }
    }
    let is_plural = word.ends_with('s') && word.len() > 3;
    let stays = ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    if is_plural && !stays { word[..word.len() - 1].to_owned() } else { word.to_owned() }
}

/// `name`, or `name_2` …, whichever is not taken.
pub(super) fn free(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut free = name.to_owned();
    let mut number = 1;
    while taken(&free) {
        number += 1;
        free = format!("{name}_{number}");
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_labels() {
        let check = |text: &str, expect: &str| assert_eq!(name(text, "value"), expect);
        check("petId", "pet_id");
        check("filter[status]", "filter_status");
        check("3dModel", "value_3d_model");
        check("$", "value");
        check("item", "item_value");
        check("größe", "größe");
        assert_eq!(label("petId"), "Pet ID");
        assert_eq!(label("first_name"), "First name");
    }

    #[test]
    fn markup_is_taken_out() {
        assert_eq!(
            plain("See [the *docs*](https://x.example).\n\n# Note\n<b>Bold</b> `code`"),
            "See the docs. Note Bold code"
        );
        assert_eq!(plain("a < b"), "a < b");
        assert_eq!(beginning("One sentence that is here. Another one", 30), "One sentence that is here.");
        assert_eq!(beginning("One two three four", 10), "One two…");
    }

    #[test]
    fn one_of_many() {
        let check = |word: &str, expect: &str| assert_eq!(singular(word), expect);
        check("categories", "category");
        check("pets", "pet");
        check("addresses", "address");
        check("status", "status");
        check("boxes", "box");
        check("gas", "gas");
    }
}
