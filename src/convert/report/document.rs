//! A document as a list of blocks, from which every form of it is written.

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// The BCP 47 tag of the language it is written in.
    pub language: String,
    /// What follows, in order.
    pub blocks: Vec<Block>,
}

/// A part of a document. Texts are plain: nothing in them is markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading; 2 is the first level below the title.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(String),
    /// A sentence that must not be overlooked.
    Alarm(String),
    /// Points in any order.
    Points(Vec<Cell>),
    /// A table.
    Table {
        /// The headings.
        head: Vec<String>,
        /// The rows, each with as many cells.
        rows: Vec<Vec<Cell>>,
    },
    /// A text of a machine, line by line.
    Code(String),
}

/// A text with its weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The text; a line break stays one.
    pub text: String,
    /// How it is shown.
    pub weight: Weight,
}

/// How a text is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// As any text.
    #[default]
    Plain,
    /// As a name.
    Strong,
    /// As something that is wrong.
    Alarm,
}

impl Cell {
    /// Any text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), weight: Weight::Plain }
    }

    /// A name.
    pub fn strong(text: impl Into<String>) -> Self {
        Self { text: text.into(), weight: Weight::Strong }
    }

    /// Something that is wrong.
    pub fn alarm(text: impl Into<String>) -> Self {
        Self { text: text.into(), weight: Weight::Alarm }
    }
}

impl Document {
    pub(super) fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading(level, text.into()));
    }

    pub(super) fn paragraph(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    pub(super) fn table<const N: usize>(&mut self, head: [&str; N], rows: Vec<[Cell; N]>) {
        let head = head.into_iter().map(str::to_owned).collect();
        self.blocks.push(Block::Table { head, rows: rows.into_iter().map(Vec::from).collect() });
    }
}
