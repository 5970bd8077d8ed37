//! A JSON document as a flat list of nodes, so that a tree of a million bytes is scrolled without being walked.

use std::collections::HashSet;

use serde_json::Value;

/// A document, each node before its children.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
}

/// One value of the document.
#[derive(Debug)]
pub struct Node {
    /// The name of the field or the place in the list; empty for the whole.
    pub key: String,
    /// The value in short.
    pub value: Shown,
    /// How far in it stands.
    pub depth: u16,
    /// The value around it.
    parent: u32,
    /// The first node behind all that is inside.
    end: u32,
    in_list: bool,
}

/// A value in short.
#[derive(Debug, PartialEq, Eq)]
pub enum Shown {
    /// A record with so many fields.
    Record(usize),
    /// A list with so many items.
    List(usize),
    /// A plain value as JSON, its beginning at least.
    Plain(String),
}

/// Longer texts are shown by their beginning.
const LONGEST: usize = 120;

impl Tree {
    /// Reads a document.
    pub fn new(document: &Value) -> Self {
        let mut tree = Self { nodes: Vec::new() };
        tree.add(document, String::new(), 0, 0, false);
        tree
    }

    fn add(&mut self, value: &Value, key: String, parent: u32, depth: u16, in_list: bool) {
        let own = self.nodes.len() as u32;
        let shown = match value {
            Value::Object(fields) => Shown::Record(fields.len()),
            Value::Array(items) => Shown::List(items.len()),
            plain => Shown::Plain(shorten(plain.to_string())),
        };
        self.nodes.push(Node { key, value: shown, depth, parent, end: own + 1, in_list });
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    self.add(value, name.clone(), own, depth + 1, false);
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    self.add(value, index.to_string(), own, depth + 1, true);
                }
            }
            _ => {}
        }
        self.nodes[own as usize].end = self.nodes.len() as u32;
    }

    /// The nodes.
    pub fn node(&self, index: u32) -> &Node {
        &self.nodes[index as usize]
    }

    /// Whether something is inside.
    pub fn has_inside(&self, index: u32) -> bool {
        self.node(index).end > index + 1
    }

    /// The rows to show when these nodes are turned from how they begin: the whole and its first level are open.
    pub fn rows(&self, turned: &HashSet<u32>) -> Vec<u32> {
        let mut rows = Vec::new();
        let mut at = 0;
        while (at as usize) < self.nodes.len() {
            rows.push(at);
            at = if self.is_open(at, turned) { at + 1 } else { self.node(at).end };
        }
        rows
    }

    /// Whether what is inside shows. Small records below the first level begin open too, long lists closed.
    pub fn is_open(&self, index: u32, turned: &HashSet<u32>) -> bool {
        let node = self.node(index);
        let begins_open = node.depth == 0 || (node.depth == 1 && node.end - index <= 8);
        begins_open != turned.contains(&index)
    }

    /// Where a node stands: JSONPath (RFC 9535).
    pub fn path(&self, index: u32) -> String {
        let mut parts = Vec::new();
        let mut at = index;
        while at != 0 {
            let node = self.node(at);
            parts.push(step(node));
            at = node.parent;
        }
        parts.push("$".to_owned());
        parts.reverse();
        parts.concat()
    }
}

/// `.name`, `[0]`, or `['a name']` for what is no plain name.
fn step(node: &Node) -> String {
    if node.in_list {
        return format!("[{}]", node.key);
    }
    let mut letters = node.key.chars();
    let starts = letters.next().is_some_and(|first| first.is_alphabetic() || first == '_');
    if starts && letters.all(|letter| letter.is_alphanumeric() || letter == '_') {
        return format!(".{}", node.key);
    }
    format!("['{}']", node.key.replace('\\', "\\\\").replace('\'', "\\'"))
}

fn shorten(text: String) -> String {
    if text.chars().count() <= LONGEST {
        text
    } else {
        text.chars().take(LONGEST - 1).chain(['…']).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_node_has_the_path_that_finds_it() {
        let document = json!({"a": {"b c": [10, {"it's": 20}]}, "d": null});
        let tree = Tree::new(&document);
        for index in 0..tree.nodes.len() as u32 {
            let path = tree.path(index);
            let found = crate::engine::Path::parse(&path).unwrap();
            let found = found.find(&document);
            assert_eq!(found.len(), 1, "{path}");
            if let Shown::Plain(text) = &tree.node(index).value {
                assert_eq!(found[0].to_string(), *text, "{path}");
            }
        }
    }

    #[test]
    fn what_is_closed_is_left_out() {
        let tree = Tree::new(&json!({"a": {"b": 1}, "c": [1, 2, 3, 4, 5, 6, 7, 8, 9]}));
        let keys = |turned: &HashSet<u32>| -> Vec<String> {
            tree.rows(turned).into_iter().map(|index| tree.node(index).key.clone()).collect()
        };
        assert_eq!(keys(&HashSet::new()), ["", "a", "b", "c"]);
        assert_eq!(keys(&HashSet::from([1])), ["", "a", "c"]);
        assert_eq!(keys(&HashSet::from([0])), [""]);
    }
}
