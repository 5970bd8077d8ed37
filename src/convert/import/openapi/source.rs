//! The document with its references: where a `$ref` leads, never out of the file.

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::dialect::Dialect;

/// The longest chain of references to references.
const MOST_STEPS: usize = 32;

/// A description that was read.
#[derive(Debug)]
pub(super) struct Source {
    pub root: Value,
    pub dialect: Dialect,
}

/// A part of the document with its place.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    pub value: &'a Value,
    /// JSON Pointer (RFC 6901).
    pub pointer: String,
}

/// Why a reference leads nowhere; each holds the reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BrokenReference {
    /// Into another file or to an address.
    Outside(String),
    /// To a part that is not there.
    Missing(String),
    /// Back to itself.
    Circle(String),
}

impl Source {
    /// The whole document.
    pub fn top(&self) -> Node<'_> {
        Node { value: &self.root, pointer: String::new() }
    }

    /// The part of the document that a node stands for: itself, or what its `$ref` leads to.
    pub fn follow<'a>(&'a self, node: Node<'a>) -> Result<Node<'a>, BrokenReference> {
        let mut node = node;
        for _ in 0..MOST_STEPS {
            let Some(reference) = node.text("$ref") else { return Ok(node) };
            node = self.target(reference)?;
        }
        Err(BrokenReference::Circle(node.text("$ref").unwrap_or_default().to_owned()))
    }

    /// What one reference leads to.
    pub fn target<'a>(&'a self, reference: &str) -> Result<Node<'a>, BrokenReference> {
        let reference = reference.trim();
        let Some(fragment) = reference.strip_prefix('#') else {
            return Err(BrokenReference::Outside(reference.to_owned()));
        };
        let pointer = percent_decode_str(fragment).decode_utf8_lossy();
        let found = self.root.pointer(&pointer).map(|value| Node { value, pointer: pointer.to_string() });
        found.ok_or_else(|| BrokenReference::Missing(reference.to_owned()))
    }
}

impl<'a> Node<'a> {
    /// A field of a record.
    pub fn get(&self, key: &str) -> Option<Self> {
        let value = self.value.get(key)?;
        Some(Self { value, pointer: self.at(key) })
    }

    /// The text of a field.
    pub fn text(&self, key: &str) -> Option<&'a str> {
        self.value.get(key)?.as_str()
    }

    /// Whether a field is `true`, also where it is written as a text.
    pub fn is_true(&self, key: &str) -> bool {
        match self.value.get(key) {
            Some(Value::Bool(is_true)) => *is_true,
            Some(Value::String(text)) => text == "true",
            _ => false,
        }
    }

    /// The fields of a record with their names; none of anything else.
    pub fn entries(&self) -> impl Iterator<Item = (&'a str, Self)> {
        let fields = self.value.as_object().into_iter().flatten();
        fields.map(|(key, value)| (key.as_str(), Self { value, pointer: self.at(key) }))
    }

    /// The items of a list; none of anything else.
    pub fn items(&self) -> impl Iterator<Item = Self> {
        let items = self.value.as_array().into_iter().flatten().enumerate();
        items.map(|(index, value)| Self { value, pointer: format!("{}/{index}", self.pointer) })
    }

    fn at(&self, key: &str) -> String {
        format!("{}/{}", self.pointer, key.replace('~', "~0").replace('/', "~1"))
    }
}

impl BrokenReference {
    /// What is the case.
    pub fn title(&self) -> String {
        match self {
            Self::Outside(to) => format!("`{to}` leads out of the file and was not followed"),
            Self::Missing(to) => format!("`{to}` leads to nothing in the file"),
            Self::Circle(to) => format!("`{to}` leads back to itself"),
        }
    }

    /// What to do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Outside(_) => "Have the description bundled into one file, and import that",
            Self::Missing(_) | Self::Circle(_) => "Have the description corrected, or add the part by hand",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn references_are_followed_in_the_file_alone() {
        let root = json!({
            "paths": {"/a b/{c}": {"get": 1}},
            "x": {"$ref": "#/y"}, "y": {"$ref": "#/paths/~1a%20b~1%7Bc%7D/get"},
            "loop": {"$ref": "#/loop"}, "out": {"$ref": "other.yaml#/a"}, "web": {"$ref": "https://x.example/a"},
            "gone": {"$ref": "#/nothing"},
        });
        let source = Source { root, dialect: Dialect::OpenApi30 };
        let follow = |key: &str| source.follow(source.top().get(key).unwrap());
        let found = follow("x").unwrap();
        assert_eq!((found.value, found.pointer.as_str()), (&json!(1), "/paths/~1a b~1{c}/get"));
        assert!(matches!(follow("loop"), Err(BrokenReference::Circle(_))));
        assert!(matches!(follow("out"), Err(BrokenReference::Outside(_))));
        assert!(matches!(follow("web"), Err(BrokenReference::Outside(_))));
        assert!(matches!(follow("gone"), Err(BrokenReference::Missing(_))));
    }
}
