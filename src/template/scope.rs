//! Where the values of chips come from.

use serde_json::{Map, Value};

/// Looks up the values that chips name.
pub trait Scope {
    /// The value with a dotted name such as `user.email`, or `None` when there is none.
    fn value(&self, name: &str) -> Option<&Value>;
}

/// Values by name.
///
/// A name is looked up as it is first; then the longest known beginning of it up to a dot is taken and the rest is
/// followed into that value: words name the fields of an object, digits the items of a list, counted from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values(Map<String, Value>);

impl Values {
    /// No values yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value under a plain or dotted name; replaces the one that had exactly this name.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        self.0.insert(name.into(), value.into());
    }

    /// The same, to write several in a row.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.insert(name, value);
        self
    }

    /// The names and values that were added, in that order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl Scope for Values {
    fn value(&self, name: &str) -> Option<&Value> {
        if let Some(value) = self.0.get(name) {
            return Some(value);
        }
        name.rmatch_indices('.').find_map(|(dot, _)| follow(self.0.get(&name[..dot])?, &name[dot + 1..]))
    }
}

fn follow<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(value, |value, word| match value {
        Value::Object(fields) => fields.get(word),
        Value::Array(items) if word.bytes().all(|byte| byte.is_ascii_digit()) => {
            items.get(word.parse::<usize>().ok()?)
        }
        _ => None,
    })
}

impl From<Map<String, Value>> for Values {
    fn from(values: Map<String, Value>) -> Self {
        Self(values)
    }
}

impl<N: Into<String>, V: Into<Value>> FromIterator<(N, V)> for Values {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(values: I) -> Self {
        Self(values.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn looks_up() {
        let values = Values::new()
            .with("user", json!({"email": "outer", "a.b": 1, "tags": ["x", {"y": 2}]}))
            .with("user.email", "exact")
            .with("user.address", json!({"city": "Rome"}));
        for (name, expected) in [
            ("user.email", Some(json!("exact"))),
            ("user.address.city", Some(json!("Rome"))),
            ("user.tags.0", Some(json!("x"))),
            ("user.tags.1.y", Some(json!(2))),
            ("user.tags.2", None),
            ("user.tags.+1", None),
            ("user.email.x", None),
            ("user.", None),
            ("", None),
        ] {
            assert_eq!(values.value(name), expected.as_ref(), "{name}");
        }
    }
}
