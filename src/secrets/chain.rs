//! Several places of secrets, asked in order.

use std::sync::Arc;

use crate::engine::{SecretValue, Secrets};

/// Asks one place after the other. A person is told of all of them when a value is missing.
#[derive(Clone, Default)]
pub struct SecretChain {
    links: Vec<(&'static str, Arc<dyn Secrets>)>,
}

impl SecretChain {
    /// Asks here too, after all others. `title` names the place for people: "environment variable".
    #[must_use]
    pub fn then(mut self, title: &'static str, secrets: Arc<dyn Secrets>) -> Self {
        self.links.push((title, secrets));
        self
    }

    /// The place that a value comes from; nothing when no place has one.
    pub fn found_in(&self, name: &str) -> Option<&'static str> {
        self.links.iter().find(|(_, secrets)| secrets.value(name).is_some()).map(|(title, _)| *title)
    }
}

impl Secrets for SecretChain {
    fn value(&self, name: &str) -> Option<SecretValue> {
        self.links.iter().find_map(|(_, secrets)| secrets.value(name))
    }

    /// All places that a person can put the value into; a place without words is none.
    fn place(&self, name: &str) -> String {
        let places = self.links.iter().map(|(_, secrets)| secrets.place(name));
        let places: Vec<_> = places.filter(|place| !place.is_empty()).collect();
        match places.as_slice() {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => format!("{} or {last}", first.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::{EnvironmentSecrets, FileSecrets, MemorySecrets};

    #[test]
    fn a_person_is_told_of_every_place() {
        let chain = SecretChain::default().then("a", Arc::new(EnvironmentSecrets));
        assert_eq!(chain.place("k"), "the environment variable `HOOKWRIGHT_SECRET_K`");
        let chain = chain.then("b", Arc::new(FileSecrets::new(|| None)));
        let chain = chain.then("c", Arc::new(MemorySecrets::default()));
        let expect = "the environment variable `HOOKWRIGHT_SECRET_K` or the field that asks for it";
        assert_eq!(chain.place("k"), expect);
    }

    #[test]
    fn the_first_place_that_knows_a_value_wins() {
        let (first, second) = (MemorySecrets::default(), MemorySecrets::default());
        first.set("both", SecretValue::new("first"));
        second.set("both", SecretValue::new("second"));
        second.set("one", SecretValue::new("other"));
        let chain = SecretChain::default().then("a", Arc::new(first)).then("b", Arc::new(second));
        let check = |name: &str, value: Option<&str>, place: Option<&str>| {
            let found = chain.value(name);
            assert_eq!(found.as_ref().map(SecretValue::reveal), value, "{name}");
            assert_eq!(chain.found_in(name), place, "{name}");
        };
        check("both", Some("first"), Some("a"));
        check("one", Some("other"), Some("b"));
        check("none", None, None);
    }
}
