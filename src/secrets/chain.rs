//! Several places of secrets, asked in order.

use std::sync::Arc;

use crate::engine::{SecretValue, Secrets};

/// Asks one place after the other. The first is where a person is told to put a missing value.
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

    fn place(&self, name: &str) -> String {
        self.links.first().map(|(_, secrets)| secrets.place(name)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::MemorySecrets;

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
