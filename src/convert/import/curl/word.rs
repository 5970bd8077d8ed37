//! What a shell makes of a line: commands of words, each with its place.

use super::super::SourcePlace;

/// A word as the shell hands it over, quotes resolved; places that the shell would fill in are marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    pub text: String,
    pub line: usize,
    pub column: usize,
}

impl Word {
    /// Where it stands; `part` says which part of the command it is.
    pub fn at(&self, part: &str) -> SourcePlace {
        SourcePlace { line: Some(self.line), column: Some(self.column), part: part.to_owned() }
    }
}

/// One command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub words: Vec<Word>,
    /// What it reads from its standard input.
    pub input: Option<Input>,
}

/// What a command reads from its standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// A file.
    File(String),
    /// A text that stands in the source.
    Text(String),
    /// The output of another command.
    Pipe,
}

/// Goes through a text character by character and knows where it is.
pub(super) struct Cursor {
    characters: Vec<char>,
    next: usize,
    pub line: usize,
    pub column: usize,
}

impl Cursor {
    pub fn new(text: &str) -> Self {
        Self { characters: text.chars().collect(), next: 0, line: 1, column: 1 }
    }

    pub fn peek(&self) -> Option<char> {
        self.peek_at(0)
    }

    pub fn peek_at(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.next + ahead).copied()
    }

    pub fn take(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.next += 1;
        if character == '\n' {
            self.line += 1;
            self.column = 1;
        } else {
            self.column += 1;
        }
        Some(character)
    }

    /// Passes over that many characters.
    pub fn skip(&mut self, count: usize) {
        for _ in 0..count {
            self.take();
        }
    }

    /// Takes `text` when it comes next.
    pub fn take_text(&mut self, text: &str) -> bool {
        let fits = text.chars().enumerate().all(|(ahead, character)| self.peek_at(ahead) == Some(character));
        if fits {
            for _ in text.chars() {
                self.take();
            }
        }
        fits
    }

    /// Takes as long as `fits` holds.
    pub fn take_while(&mut self, fits: impl Fn(char) -> bool) -> String {
        let mut taken = String::new();
        while let Some(character) = self.peek().filter(|c| fits(*c)) {
            taken.push(character);
            self.take();
        }
        taken
    }
}

/// Collects words into commands.
#[derive(Default)]
pub(super) struct Lines {
    done: Vec<Line>,
    line: Line,
    word: Option<Word>,
}

impl Lines {
    /// The word that is being read; begun here when there is none.
    pub fn word(&mut self, cursor: &Cursor) -> &mut String {
        let begin = || Word { text: String::new(), line: cursor.line, column: cursor.column };
        &mut self.word.get_or_insert_with(begin).text
    }

    /// Whether a word is being read.
    pub fn in_word(&self) -> bool {
        self.word.is_some()
    }

    /// Drops the word that is being read and gives it back: the number before a redirection.
    pub fn drop_word(&mut self) -> Option<Word> {
        self.word.take()
    }

    pub fn current(&self) -> Option<&str> {
        self.word.as_ref().map(|word| word.text.as_str())
    }

    pub fn end_word(&mut self) {
        self.line.words.extend(self.word.take());
    }

    pub fn set_input(&mut self, input: Input) {
        self.line.input = Some(input);
    }

    pub fn end_line(&mut self) {
        self.end_word();
        let line = std::mem::take(&mut self.line);
        if !line.words.is_empty() {
            self.done.push(line);
        }
    }

    pub fn finish(mut self) -> Vec<Line> {
        self.end_line();
        self.done
    }
}
