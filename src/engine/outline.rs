//! The build of a JSON text: where each value stands, so that an answer of fifty megabytes can be shown, searched and opened
//! without being held a second time.

mod find;
mod scan;

use scan::Scanner;
pub(super) use scan::string_end;

/// A JSON text (RFC 8259) as a flat list of places, each value before those inside it. It takes 16 bytes a value, and never
/// more than one and a half times the text: of a denser one it holds the beginning, see [`Outline::is_complete`].
#[derive(Debug, PartialEq, Eq)]
pub struct Outline {
    nodes: Vec<Node>,
    complete: bool,
}

/// One value of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Node {
    /// Where it begins in the text.
    start: u32,
    /// The number of the first value behind all that is inside.
    end: u32,
    /// The number of the value around it.
    parent: u32,
    /// Its position in the value around it.
    position: u32,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A record with so many fields.
    Record(usize),
    /// A list with so many items.
    List(usize),
    /// A text, number, yes or no, or nothing.
    Plain,
}

/// Texts of this size and smaller are held whole, however dense.
const ALWAYS_NODES: usize = 262_144;

impl Outline {
    /// Reads a text; nothing when it is no JSON, nested deeper than 127 levels, or of 4 GB and more.
    pub fn read(text: &str) -> Option<Self> {
        u32::try_from(text.len()).ok()?;
        let most = ALWAYS_NODES.max(text.len() / 32 * 3);
        let (nodes, complete) = Scanner::new(text, most).read()?;
        Some(Self { nodes, complete })
    }

    /// How many values there are, the whole included.
    pub fn len(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// Never: a JSON text has one value at least.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Whether every value of the text is here, and not only those of its beginning.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// How much memory it takes, in bytes.
    pub fn bytes(&self) -> usize {
        self.nodes.len() * size_of::<Node>()
    }

    /// What a value is. `text` is always the text that was read.
    pub fn shape(&self, text: &str, index: u32) -> Shape {
        match text.as_bytes().get(self.node(index).start as usize) {
            Some(b'{') => Shape::Record(self.count(index)),
            Some(b'[') => Shape::List(self.count(index)),
            _ => Shape::Plain,
        }
    }

    /// The name of a field, with its escapes; nothing for an item of a list and for the whole.
    pub fn key<'t>(&self, text: &'t str, index: u32) -> Option<&'t str> {
        let node = self.node(index);
        let parent = self.node(node.parent);
        if index == 0 || text.as_bytes().get(parent.start as usize) != Some(&b'{') {
            return None;
        }
        let before = text.get(..node.start as usize)?.trim_end_matches(is_space).strip_suffix(':')?;
        let inside = before.trim_end_matches(is_space).strip_suffix('"')?;
        let bytes = inside.as_bytes();
        // Inside a name a quote always has a backslash before it; what stands before the opening one never is a backslash.
        let open = (0..bytes.len()).rev().find(|at| bytes[*at] == b'"' && !is_escaped(bytes, *at))?;
        inside.get(open + 1..)
    }

    /// The position of a value in the list or record around it.
    pub fn position(&self, index: u32) -> u32 {
        self.node(index).position
    }

    /// How many values are around this one.
    pub fn depth(&self, index: u32) -> usize {
        self.around(index).count()
    }

    /// The values around this one, the next first.
    pub fn around(&self, index: u32) -> impl Iterator<Item = u32> + '_ {
        let next = |index: &u32| (*index != 0).then(|| self.node(*index).parent);
        std::iter::successors(next(&index), next)
    }

    /// The number of the first value behind all that is inside this one.
    pub fn end(&self, index: u32) -> u32 {
        self.node(index).end
    }

    /// Whether something is inside.
    pub fn has_inside(&self, index: u32) -> bool {
        self.end(index) > index + 1
    }

    /// The text of a value, without the spaces around it.
    pub fn text<'t>(&self, text: &'t str, index: u32) -> &'t str {
        let start = self.node(index).start as usize;
        let rest = text.get(start..).unwrap_or_default();
        rest.get(..length(rest.as_bytes())).unwrap_or_default()
    }

    /// The beginning of a plain value's text, at most this many bytes.
    pub fn beginning<'t>(&self, text: &'t str, index: u32, most: usize) -> &'t str {
        let start = self.node(index).start as usize;
        let rest = text.get(start..).unwrap_or_default();
        let mut end = rest.len().min(most);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let part = &rest[..end];
        part.get(..length(part.as_bytes())).unwrap_or(part)
    }

    /// Where a value stands: a JSONPath (RFC 9535).
    pub fn path(&self, text: &str, index: u32) -> String {
        let mut steps: Vec<String> = Vec::new();
        let mut at = index;
        while at != 0 {
            steps.push(match self.key(text, at) {
                Some(key) => name_step(key),
                None => format!("[{}]", self.position(at)),
            });
            at = self.node(at).parent;
        }
        steps.push("$".to_owned());
        steps.reverse();
        steps.concat()
    }

    /// The value that is written at this place of the text, by its name or itself.
    pub fn at(&self, text: &str, offset: usize) -> u32 {
        let after = self.nodes.partition_point(|node| node.start as usize <= offset);
        let next = after as u32;
        if after < self.nodes.len()
            && let Some(key) = self.key(text, next)
            && key.as_ptr() as usize - text.as_ptr() as usize <= offset
        {
            return next;
        }
        next.saturating_sub(1)
    }

    fn node(&self, index: u32) -> Node {
        let last = self.nodes.len().saturating_sub(1);
        self.nodes[(index as usize).min(last)]
    }

    /// How many values are directly inside: the last one knows its position.
    fn count(&self, index: u32) -> usize {
        let end = self.end(index);
        if end <= index + 1 {
            return 0;
        }
        let mut last = end - 1;
        while self.node(last).parent != index {
            last = self.node(last).parent;
        }
        self.node(last).position as usize + 1
    }
}

/// `.name`, or `['a name']` for what is no plain name.
fn name_step(key: &str) -> String {
    let read = serde_json::from_str::<String>(&format!("\"{key}\"")).unwrap_or_else(|_| key.to_owned());
    let mut letters = read.chars();
    let starts = letters.next().is_some_and(|first| first.is_alphabetic() || first == '_');
    if starts && letters.all(|letter| letter.is_alphanumeric() || letter == '_') {
        return format!(".{read}");
    }
    let mut quoted = String::new();
    for letter in read.chars() {
        match letter {
            '\\' | '\'' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => quoted.push_str(&format!("\\u{:04x}", letter as u32)),
            letter => quoted.push(letter),
        }
    }
    format!("['{quoted}']")
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r')
}

fn is_escaped(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// The length of the value at the beginning of these bytes.
pub(super) fn length(bytes: &[u8]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => match string_end(bytes, at) {
                Some(end) => at = end - 1,
                None => return bytes.len(),
            },
            b'{' | b'[' => depth += 1,
            b'}' | b']' | b',' | b' ' | b'\t' | b'\n' | b'\r' if depth == 0 => return at,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 && matches!(byte, b'"' | b'}' | b']') {
            return at;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::engine::Path;

    fn check(text: &str) {
        let outline = Outline::read(text).unwrap_or_else(|| panic!("no JSON: {text}"));
        let document: Value = serde_json::from_str(text).unwrap();
        for index in 0..outline.len() {
            let path = outline.path(text, index);
            let found = Path::parse(&path).unwrap_or_else(|problem| panic!("{problem}"));
            let found = found.find(&document);
            assert_eq!(found.len(), 1, "{path}");
            let own: Value = serde_json::from_str(outline.text(text, index)).unwrap();
            assert_eq!(*found[0], own, "{path}");
            let count = match outline.shape(text, index) {
                Shape::Record(count) => own.as_object().map(|fields| fields.len() == count),
                Shape::List(count) => own.as_array().map(|items| items.len() == count),
                Shape::Plain => Some(!own.is_array() && !own.is_object()),
            };
            assert_eq!(count, Some(true), "{path}");
            assert_eq!(outline.find(text, &path), Ok(vec![index]), "{path}");
        }
    }

    #[test]
    fn every_value_is_found_where_it_stands() {
        check(r#"{"a": {"b c": [10, {"it's": 20}]}, "d": null}"#);
        check(r#" [ ] "#);
        check(r#"{"a\"b\\":{"":[[],{},"x\\\"",-1.5e3,true,false]} , "z":"ä€" }"#);
        check("\t7\n");
        check(r#"{"\u00e4\n\\":[1,[2,[3]],{"k":"}]"}]}"#);
        check(&format!("{}1{}", "[".repeat(127), "]".repeat(127)));
    }

    #[test]
    fn what_is_no_json_has_no_outline() {
        for text in
            ["", "{", "[1,", "{\"a\" 1}", "{a:1}", "[1]]", "tru", "\"a", "\"\u{1}\"", "{\"a\":1,}", "[1}"]
        {
            assert_eq!(Outline::read(text), None, "{text}");
        }
        assert_eq!(Outline::read(&"[".repeat(100_000)), None);
    }

    #[test]
    fn a_place_of_the_text_leads_to_its_value() {
        let text = r#"{"first":{"name":"Ana"},"list":[5,66]}"#;
        let outline = Outline::read(text).unwrap();
        let check = |words: &str, expect: &str| {
            let index = outline.at(text, text.find(words).unwrap());
            assert_eq!(outline.path(text, index), expect, "{words}");
        };
        check("Ana", "$.first.name");
        check("name", "$.first.name");
        check("list", "$.list");
        check("66", "$.list[1]");
        check("first", "$.first");
    }

    #[test]
    fn filters_and_fields_that_stand_twice() {
        let text = r#"[{"n":1,"k":"a"},{"n":2,"k":"b"}]"#;
        let outline = Outline::read(text).unwrap();
        let paths = |path: &str| -> Vec<String> {
            outline.find(text, path).unwrap().into_iter().map(|index| outline.path(text, index)).collect()
        };
        assert_eq!(paths("$[?@.n > 1].k"), ["$[1].k"]);
        assert_eq!(paths("$..n"), ["$[0].n", "$[1].n"]);
        assert!(outline.find(text, "n").unwrap_err().contains("a path starts with"));
        let twice = r#"{"a":1,"a":2}"#;
        assert!(Outline::read(twice).unwrap().find(twice, "$.a").unwrap_err().contains("twice"));
    }

    #[test]
    fn a_dense_text_is_held_by_its_beginning() {
        let text = format!("[{}1]", "[1,2],".repeat(400_000));
        let outline = Outline::read(&text).unwrap();
        assert!(!outline.is_complete());
        assert!(outline.bytes() <= ALWAYS_NODES.max(text.len() / 32 * 3) * 16);
        assert_eq!(outline.path(&text, outline.len() - 1).matches('[').count(), 2);
    }
}
