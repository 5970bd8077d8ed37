//! The rows of a JSON document that show. What is closed costs nothing, so that a document of ten megabytes opens at once.

use std::collections::HashSet;
use std::fmt::{self, Write};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use serde_json::Value;

/// A document with what is open of it.
#[derive(Clone, Debug)]
pub struct Tree {
    document: Arc<Value>,
    /// What is otherwise than it begins, by its number.
    turned: HashSet<u64>,
    rows: Vec<Row>,
}

/// One value that shows.
#[derive(Clone, Debug)]
pub struct Row {
    /// Tells it from every other value of the document, whatever is open.
    pub number: u64,
    /// Where it stands in the value around it.
    key: Key,
    /// The value in short.
    pub value: Shown,
    /// How far in it stands.
    pub depth: u16,
    /// Whether something is inside, and shows.
    pub inside: Inside,
    /// The row of the value around it.
    parent: u32,
}

#[derive(Clone, Debug, Hash)]
enum Key {
    Whole,
    Name(String),
    Place(usize),
}

/// A value in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A record with so many fields.
    Record(usize),
    /// A list with so many items.
    List(usize),
    /// A plain value as JSON, its beginning at least.
    Plain(String),
}

/// Whether something is inside a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inside {
    /// It is, and shows.
    Open,
    /// It is, and does not show.
    Closed,
    /// Nothing.
    Nothing,
}

/// Longer texts are shown by their beginning.
const LONGEST: usize = 120;
/// Values right under the whole that hold no more values than this, themselves included, begin open.
const SMALL: usize = 8;

impl Tree {
    /// A document as it begins: the whole and small values of its first level are open.
    pub fn new(document: &Arc<Value>) -> Self {
        Self::turned(document, HashSet::new())
    }

    /// Another document, or another version of it, with the same values open.
    #[must_use]
    pub fn of(self, document: &Arc<Value>) -> Self {
        Self::turned(document, self.turned)
    }

    fn turned(document: &Arc<Value>, turned: HashSet<u64>) -> Self {
        let mut tree = Self { document: Arc::clone(document), turned, rows: Vec::new() };
        tree.make();
        tree
    }

    /// Whether this is the very document that it was made of.
    pub fn is_of(&self, document: &Arc<Value>) -> bool {
        Arc::ptr_eq(&self.document, document)
    }

    /// What shows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Opens or closes a value.
    pub fn turn(&mut self, number: u64) {
        if !self.turned.remove(&number) {
            self.turned.insert(number);
        }
        self.make();
    }

    fn make(&mut self) {
        self.rows.clear();
        let document = Arc::clone(&self.document);
        self.add(&document, Key::Whole, None);
    }

    fn add(&mut self, value: &Value, key: Key, parent: Option<u32>) {
        let own = self.rows.len() as u32;
        let around = parent.map(|parent| &self.rows[parent as usize]);
        let mut hasher = DefaultHasher::new();
        (around.map(|around| around.number), &key).hash(&mut hasher);
        let (number, depth) = (hasher.finish(), around.map_or(0, |around| around.depth + 1));
        let (shown, count) = match value {
            Value::Object(fields) => (Shown::Record(fields.len()), fields.len()),
            Value::Array(items) => (Shown::List(items.len()), items.len()),
            plain => (Shown::Plain(beginning(plain)), 0),
        };
        let begins_open = depth == 0 || (depth == 1 && fits(value, &mut SMALL.clone()));
        let inside = match (count, begins_open != self.turned.contains(&number)) {
            (0, _) => Inside::Nothing,
            (_, true) => Inside::Open,
            (_, false) => Inside::Closed,
        };
        self.rows.push(Row { number, key, value: shown, depth, inside, parent: parent.unwrap_or(0) });
        match value {
            _ if inside != Inside::Open => {}
            Value::Object(fields) => {
                for (name, value) in fields {
                    self.add(value, Key::Name(name.clone()), Some(own));
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    self.add(value, Key::Place(index), Some(own));
                }
            }
            _ => {}
        }
    }

    /// Where a row stands: JSONPath (RFC 9535).
    pub fn path(&self, row: usize) -> String {
        let mut parts = Vec::new();
        let mut at = row;
        while at != 0 {
            let row = &self.rows[at];
            parts.push(step(&row.key));
            at = row.parent as usize;
        }
        parts.push("$".to_owned());
        parts.reverse();
        parts.concat()
    }
}

impl Row {
    /// The name of the field or the place in the list; empty for the whole.
    pub fn key(&self) -> String {
        match &self.key {
            Key::Whole => String::new(),
            Key::Name(name) => name.clone(),
            Key::Place(index) => index.to_string(),
        }
    }
}

/// `.name`, `[0]`, or `['a name']` for what is no plain name.
fn step(key: &Key) -> String {
    let name = match key {
        Key::Whole => return String::new(),
        Key::Place(index) => return format!("[{index}]"),
        Key::Name(name) => name,
    };
    let mut letters = name.chars();
    let starts = letters.next().is_some_and(|first| first.is_alphabetic() || first == '_');
    if starts && letters.all(|letter| letter.is_alphanumeric() || letter == '_') {
        return format!(".{name}");
    }
    format!("['{}']", name.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// Whether a value holds no more values than are left; stops counting where it does.
fn fits(value: &Value, left: &mut usize) -> bool {
    let Some(rest) = left.checked_sub(1) else { return false };
    *left = rest;
    match value {
        Value::Array(items) => items.iter().all(|item| fits(item, left)),
        Value::Object(fields) => fields.values().all(|field| fits(field, left)),
        _ => true,
    }
}

/// A plain value as JSON, its beginning when it is long.
fn beginning(plain: &Value) -> String {
    let mut short = Short(String::new());
    if write!(short, "{plain}").is_ok() {
        return short.0;
    }
    short.0.pop();
    short.0 + "…"
}

/// Takes in [`LONGEST`] letters and refuses more.
struct Short(String);

impl Write for Short {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let room = LONGEST.saturating_sub(self.0.chars().count());
        self.0.extend(text.chars().take(room));
        if text.chars().nth(room).is_some() { Err(fmt::Error) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_row_has_the_path_that_finds_it() {
        let document = Arc::new(json!({"a": {"b c": [10, {"it's": 20}]}, "d": null, "l": [[[[1]]]]}));
        let mut tree = Tree::new(&document);
        while let Some(closed) = tree.rows().iter().find(|row| row.inside == Inside::Closed) {
            tree.turn(closed.number);
        }
        assert_eq!(tree.rows().len(), 12);
        for (index, row) in tree.rows().iter().enumerate() {
            let path = tree.path(index);
            let found = crate::engine::Path::parse(&path).unwrap();
            let found = found.find(&document);
            assert_eq!(found.len(), 1, "{path}");
            if let Shown::Plain(text) = &row.value {
                assert_eq!(found[0].to_string(), *text, "{path}");
            }
        }
    }

    #[test]
    fn what_is_closed_is_left_out_and_stays_closed() {
        let document = |last: i32| Arc::new(json!({"a": {"b": 1}, "c": [1, 2, 3, 4, 5, 6, 7, 8, last]}));
        let keys = |tree: &Tree| tree.rows().iter().map(Row::key).collect::<Vec<_>>();
        let mut tree = Tree::new(&document(9));
        assert_eq!(keys(&tree), ["", "a", "b", "c"]);
        tree.turn(tree.rows()[1].number);
        assert_eq!(keys(&tree), ["", "a", "c"]);
        let edited = document(10);
        let mut tree = tree.of(&edited);
        assert!(tree.is_of(&edited) && !tree.is_of(&document(10)));
        assert_eq!(keys(&tree), ["", "a", "c"]);
        tree.turn(tree.rows()[0].number);
        assert_eq!(keys(&tree), [""]);
    }

    #[test]
    fn long_texts_are_shown_by_their_beginning() {
        let shown = |length: usize| beginning(&Value::from("ä".repeat(length)));
        assert_eq!(shown(LONGEST - 2).chars().count(), LONGEST);
        assert!(shown(LONGEST - 2).ends_with('"'));
        assert_eq!(shown(LONGEST - 1).chars().count(), LONGEST);
        assert!(shown(10_000).ends_with('…'));
    }
}
