//! Reads a JSON text once, from its beginning to its end, and notes where each value stands.

use super::Node;

/// Deeper texts are refused, as by the reader of answers.
const DEEPEST: usize = 127;

/// The reader of one text.
pub(super) struct Scanner<'t> {
    bytes: &'t [u8],
    at: usize,
    nodes: Vec<Node>,
    open: Vec<Open>,
    most: usize,
}

/// The number of a value beyond the most that are held.
const LEFT_OUT: u32 = u32::MAX;

/// A list or record that is not closed yet.
struct Open {
    index: u32,
    brackets: Brackets,
    count: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Brackets {
    List,
    Record,
}

impl<'t> Scanner<'t> {
    /// A reader that holds at most so many values.
    pub(super) fn new(text: &'t str, most: usize) -> Self {
        Self { bytes: text.as_bytes(), at: 0, nodes: Vec::new(), open: Vec::new(), most }
    }

    /// Reads the whole text: its values, and whether every one found room.
    pub(super) fn read(mut self) -> Option<(Vec<Node>, bool)> {
        let complete = self.document()?;
        self.nodes.shrink_to_fit();
        Some((self.nodes, complete))
    }

    fn document(&mut self) -> Option<bool> {
        let mut complete = true;
        loop {
            complete &= self.begin()? != LEFT_OUT;
            if self.after_value()? {
                self.spaces();
                return (self.at == self.bytes.len()).then_some(complete);
            }
        }
    }

    /// Reads a plain value, or goes into a list or record.
    fn begin(&mut self) -> Option<u32> {
        self.spaces();
        let index = self.add();
        match *self.bytes.get(self.at)? {
            b'"' => self.at = string_end(self.bytes, self.at)?,
            b't' => self.word(b"true")?,
            b'f' => self.word(b"false")?,
            b'n' => self.word(b"null")?,
            b'-' | b'0'..=b'9' => {
                let number =
                    |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E');
                self.at += self.bytes[self.at..].iter().take_while(|byte| number(byte)).count();
            }
            bracket @ (b'{' | b'[') if self.open.len() < DEEPEST => {
                self.at += 1;
                let brackets = if bracket == b'[' { Brackets::List } else { Brackets::Record };
                self.open.push(Open { index, brackets, count: 0 });
                self.spaces();
                if !matches!(
                    (self.bytes.get(self.at), brackets),
                    (Some(b']'), Brackets::List) | (Some(b'}'), Brackets::Record)
                ) {
                    self.name()?;
                    return self.begin();
                }
            }
            _ => return None,
        }
        Some(index)
    }

    /// Goes on behind a value: closes what ends there; true when nothing is open any more.
    fn after_value(&mut self) -> Option<bool> {
        loop {
            let Some(open) = self.open.last() else { return Some(true) };
            let (brackets, index) = (open.brackets, open.index);
            self.spaces();
            match (self.bytes.get(self.at)?, brackets) {
                (b',', _) => {
                    self.at += 1;
                    self.name()?;
                    return Some(false);
                }
                (b']', Brackets::List) | (b'}', Brackets::Record) => {
                    self.at += 1;
                    self.open.pop();
                    let end = self.nodes.len() as u32;
                    if let Some(node) = self.nodes.get_mut(index as usize) {
                        node.end = end;
                    }
                }
                _ => return None,
            }
        }
    }

    /// The name of the next field, in a record.
    fn name(&mut self) -> Option<()> {
        if self.open.last()?.brackets == Brackets::List {
            return Some(());
        }
        self.spaces();
        if self.bytes.get(self.at) != Some(&b'"') {
            return None;
        }
        self.at = string_end(self.bytes, self.at)?;
        self.spaces();
        let colon = self.bytes.get(self.at) == Some(&b':');
        self.at += 1;
        colon.then_some(())
    }

    fn add(&mut self) -> u32 {
        let own = self.nodes.len() as u32;
        let around = self.open.last_mut().map(|open| {
            open.count += 1;
            (open.index, open.count - 1)
        });
        let (parent, position) = around.unwrap_or_default();
        // Inside a value that found no room there is none either.
        if self.nodes.len() >= self.most || parent == LEFT_OUT {
            return LEFT_OUT;
        }
        self.nodes.push(Node { start: self.at as u32, end: own + 1, parent, position });
        own
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        let found = self.bytes[self.at..].starts_with(word);
        self.at += word.len();
        found.then_some(())
    }

    fn spaces(&mut self) {
        let spaces = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        self.at += self.bytes.get(self.at..).unwrap_or_default().iter().take_while(spaces).count();
    }
}

/// The place behind the string that begins at `at`; nothing when it does not end.
pub(in crate::engine) fn string_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut at = at + 1;
    loop {
        match *bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            0..0x20 => return None,
            _ => at += 1,
        }
    }
}
