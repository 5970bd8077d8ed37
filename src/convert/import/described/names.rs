//! Names for what is imported: ids, chips, words on the screen.

use std::collections::{HashMap, HashSet};

/// `Get customer's order` is `get_customer_s_order`; `fallback` when nothing is left. Begins with a letter, at most 60 long.
pub(in crate::convert::import) fn slug(text: &str, fallback: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for character in text.chars().take(200) {
        if character.is_uppercase() && before.is_lowercase() {
            spaced.push(' ');
        }
        if character.is_alphanumeric() && character.is_ascii() {
            spaced.push(character.to_ascii_lowercase());
        } else {
            spaced.push(' ');
        }
        before = character;
    }
    let mut slug = spaced.split_whitespace().collect::<Vec<_>>().join("_");
    slug.truncate(60);
    let slug = slug.trim_end_matches('_');
    match slug.chars().next() {
        None => fallback.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("{fallback}_{slug}"),
        Some(_) => slug.to_owned(),
    }
}

/// Names that are given once each, as [`free_name`](crate::engine::free_name) gives them; many of one kind take no longer.
#[derive(Clone, Debug, Default)]
pub(in crate::convert::import) struct Given {
    taken: HashSet<String>,
    last: HashMap<String, usize>,
}

impl Given {
    /// `name`, or `name_2` …, whichever is not given yet.
    pub fn give(&mut self, name: &str) -> String {
        let mut free = name.to_owned();
        let mut number = self.last.get(name).copied().unwrap_or(1);
        while self.taken.contains(&free) {
            number += 1;
            free = format!("{name}_{number}");
        }
        self.last.insert(name.to_owned(), number);
        self.taken.insert(free.clone());
        free
    }
}

/// `order_number` is “Order number”.
pub(in crate::convert::import) fn words(slug: &str) -> String {
    let spaced = slug.replace(['_', '.', '-'], " ");
    let mut characters = spaced.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// What a name means without its spelling: `X-Api-Key` and `x_api_key` are `xapikey`.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The short name of a system: `crm` of `crm.example.com`, `openai` of `api.openai.com`.
pub(super) fn of_host(host: &str) -> String {
    const GENERAL: [&str; 14] = [
        "api", "apis", "www", "rest", "gateway", "app", "dev", "test", "staging", "stage", "sandbox", "prod",
        "eu", "us",
    ];
    if host.is_empty() || host.starts_with('[') || host.split('.').all(|part| part.parse::<u8>().is_ok()) {
        return "system".to_owned();
    }
    let labels: Vec<_> = host.split('.').collect();
    let named = if labels.len() > 1 { &labels[..labels.len() - 1] } else { &labels[..] };
    let telling = named.iter().find(|label| !GENERAL.contains(&label.to_ascii_lowercase().as_str()));
    slug(telling.or(named.last()).copied().unwrap_or_default(), "system")
}

/// `customers` is `customer`, `addresses` is `address`; words that end so in the singular stay.
pub(super) fn singular(noun: &str) -> Option<String> {
    let lower = noun.to_ascii_lowercase();
    if lower.len() < 4 || lower.ends_with("ss") || lower.ends_with("us") || lower.ends_with("is") {
        return None;
    }
    if let Some(stem) = lower.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    if let Some(stem) = lower.strip_suffix("es").filter(|stem| stem.ends_with("ss") || stem.ends_with("ch")) {
        return Some(stem.to_owned());
    }
    if lower == "people" {
        return Some("person".to_owned());
    }
    lower.strip_suffix('s').map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_and_words() {
        let check = |text: &str, expect: &str| assert_eq!(slug(text, "x"), expect);
        check("Get customer’s order", "get_customer_s_order");
        check("customerId", "customer_id");
        check("X-Api-Key", "x_api_key");
        check("2 things", "x_2_things");
        check("用户", "x");
        check("", "x");
        assert_eq!(words("order_number"), "Order number");
    }

    #[test]
    fn given_names() {
        let mut given = Given::default();
        let names = ["a", "a", "a_2", "a", "b"].map(|name| given.give(name));
        assert_eq!(names, ["a", "a_2", "a_2_2", "a_3", "b"]);
    }

    #[test]
    fn systems_and_nouns() {
        let check = |host: &str, expect: &str| assert_eq!(of_host(host), expect);
        check("crm.example.com", "crm");
        check("api.openai.com", "openai");
        check("localhost", "localhost");
        check("127.0.0.1", "system");
        check("api.com", "api");
        let check =
            |noun: &str, expect: Option<&str>| assert_eq!(singular(noun).as_deref(), expect, "{noun}");
        check("customers", Some("customer"));
        check("companies", Some("company"));
        check("addresses", Some("address"));
        check("status", None);
        check("order", None);
    }
}
