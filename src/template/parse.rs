//! Reads the source of a text in one pass, without recursion.

use std::ops::Range;

use super::chip::continues_name;
use super::format_call::{Argument, CallProblem};
use super::syntax_error::shortened;
use super::{
    ARGUMENT_MAX_BYTES, ARGUMENTS_MAX, Chip, FORMATS_MAX, Format, Part, SyntaxError, SyntaxProblem,
    TEXT_MAX_BYTES, Template, is_name,
};

/// Understands a text with chips; the grammar is in the [room's description](super).
///
/// # Errors
///
/// The first thing that is wrong, with its place and a hint.
pub fn parse(text: &str) -> Result<Template, SyntaxError> {
    if text.len() > TEXT_MAX_BYTES {
        return Err(SyntaxError { problem: SyntaxProblem::TooLong, range: 0..text.len() });
    }
    let mut reader = Reader { text, position: 0 };
    let mut parts = Vec::new();
    let mut literal = Literal { text: String::new(), start: 0 };
    while reader.read_literal(&mut literal.text) {
        literal.finish(reader.position, &mut parts);
        let start = reader.position;
        let chip = reader.read_chip()?;
        parts.push(Part::Chip { chip, span: start..reader.position });
        literal.start = reader.position;
    }
    literal.finish(text.len(), &mut parts);
    Ok(Template::new(text.to_owned(), parts))
}

/// Understands one format as it stands in a chip, such as `date("long")`.
///
/// # Errors
///
/// As [`parse`]; the range is one in `source`.
pub fn format_from_source(source: &str) -> Result<Format, SyntaxError> {
    let mut reader = Reader { text: source, position: 0 };
    if source.len() > TEXT_MAX_BYTES {
        return Err(reader.error(SyntaxProblem::TooLong, 0..source.len()));
    }
    reader.skip_spaces();
    let format = reader.read_format()?;
    reader.skip_spaces();
    match reader.rest().chars().next() {
        None => Ok(format),
        Some(found) => Err(reader.unexpected(found)),
    }
}

struct Literal {
    text: String,
    start: usize,
}

impl Literal {
    fn finish(&mut self, end: usize, parts: &mut Vec<Part>) {
        if !self.text.is_empty() {
            parts.push(Part::Literal { text: std::mem::take(&mut self.text), span: self.start..end });
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    position: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.position..]
    }

    /// Moves to the next chip and says whether there is one.
    fn read_literal(&mut self, literal: &mut String) -> bool {
        while let Some(offset) = self.rest().find("{{") {
            let before = &self.rest()[..offset];
            let plain = before.trim_end_matches('\\');
            let slashes = before.len() - plain.len();
            literal.push_str(plain);
            literal.push_str(&before[..slashes / 2].replace(|_: char| true, "\\"));
            self.position += offset;
            if slashes % 2 == 1 {
                literal.push_str("{{");
                self.position += 2;
                continue;
            }
            let braces = self.rest().len() - self.rest().trim_start_matches('{').len();
            literal.push_str(&self.rest()[..braces - 2]);
            self.position += braces - 2;
            return true;
        }
        literal.push_str(self.rest());
        self.position = self.text.len();
        false
    }

    fn read_chip(&mut self) -> Result<Chip, SyntaxError> {
        let start = self.position;
        self.position += 2;
        let inside = self.rest();
        self.read_inside().map_err(|error| {
            // Whatever else is wrong: without `}}`, or with another `{{` before it, the chip was never closed.
            match inside.find("}}").filter(|end| !inside[..*end].contains("{{")) {
                None => {
                    let length = inside.find(['\n', '\r']).unwrap_or(inside.len());
                    SyntaxError { problem: SyntaxProblem::Unclosed, range: start..start + 2 + length }
                }
                Some(end) if error.problem == SyntaxProblem::Empty => {
                    SyntaxError { problem: SyntaxProblem::Empty, range: start..start + 2 + end + 2 }
                }
                Some(_) => error,
            }
        })
    }

    /// From behind `{{` to behind `}}`.
    fn read_inside(&mut self) -> Result<Chip, SyntaxError> {
        self.skip_spaces();
        let name = self.read_name()?;
        let mut formats = Vec::new();
        loop {
            self.skip_spaces();
            let bar = self.position;
            if self.take("}}") {
                break;
            }
            if !self.take("|") {
                let found = self.rest().chars().next();
                return Err(found.map_or_else(|| self.unclosed(), |found| self.unexpected(found)));
            }
            if formats.len() == FORMATS_MAX {
                return Err(self.error(SyntaxProblem::TooManyFormats, bar..self.position));
            }
            self.skip_spaces();
            formats.push(self.read_format()?);
        }
        Chip::new(name, formats).map_err(|problem| self.error(problem, self.position..self.position))
    }

    fn read_name(&mut self) -> Result<&'a str, SyntaxError> {
        let start = self.position;
        if self.rest().is_empty() {
            return Err(self.unclosed());
        }
        if self.rest().starts_with("}}") || self.rest().starts_with('|') {
            return Err(self.error(SyntaxProblem::Empty, start..start));
        }
        let name = self.take_word(|c| !c.is_whitespace() && c != '|' && c != '}');
        if is_name(name) {
            return Ok(name);
        }
        match self.rest().chars().next() {
            Some(found) if name.is_empty() => Err(self.unexpected(found)),
            _ => Err(self.error(SyntaxProblem::bad_name(name), start..self.position)),
        }
    }

    fn read_format(&mut self) -> Result<Format, SyntaxError> {
        let start = self.position;
        let name = self.take_word(continues_name);
        if name.is_empty() {
            let end = start + self.rest().chars().next().map_or(0, char::len_utf8);
            return Err(self.error(SyntaxProblem::MissingFormat, start..end));
        }
        let name_end = self.position;
        self.skip_spaces();
        let arguments = if self.take("(") { self.read_arguments(name)? } else { Vec::new() };
        let end = start + self.text[start..self.position].trim_end().len();
        Format::from_call(name, &arguments).map_err(|problem| match problem {
            CallProblem::Unknown { suggestion } => self
                .error(SyntaxProblem::UnknownFormat { name: shortened(name), suggestion }, start..name_end),
            CallProblem::Wrong { format, expected } => {
                self.error(SyntaxProblem::WrongArgument { format, expected }, start..end)
            }
        })
    }

    /// From behind `(` to behind `)`.
    fn read_arguments(&mut self, format: &str) -> Result<Vec<Argument>, SyntaxError> {
        let mut arguments = Vec::new();
        self.skip_spaces();
        if self.take(")") {
            return Ok(arguments);
        }
        loop {
            self.skip_spaces();
            let start = self.position;
            let argument = self.read_argument();
            let argument = argument.filter(|_| arguments.len() < ARGUMENTS_MAX);
            arguments.push(argument.ok_or_else(|| self.unreadable(format, start))?);
            self.skip_spaces();
            if self.take(")") {
                return Ok(arguments);
            }
            if !self.take(",") {
                return Err(self.unreadable(format, self.position));
            }
        }
    }

    fn read_argument(&mut self) -> Option<Argument> {
        if self.take("\"") {
            return self.read_quoted().map(Argument::Text);
        }
        let number = self.take_word(|c| matches!(c, '0'..='9' | '.' | '-' | '+' | 'e' | 'E'));
        let number = Some(number).filter(|number| number.len() <= 40)?;
        number.parse().ok().map(Argument::Number)
    }

    /// From behind the opening quote to behind the closing one.
    fn read_quoted(&mut self) -> Option<String> {
        let mut text = String::new();
        let mut characters = self.rest().char_indices();
        while let Some((offset, character)) = characters.next() {
            match character {
                '"' => {
                    self.position += offset + 1;
                    return Some(text);
                }
                '\\' => text.push(characters.next().map(|(_, c)| c).filter(|c| matches!(c, '"' | '\\'))?),
                _ => text.push(character),
            }
            if text.len() > ARGUMENT_MAX_BYTES {
                return None;
            }
        }
        None
    }

    fn take(&mut self, expected: &str) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.position += expected.len();
        }
        found
    }

    fn take_word(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let word = &rest[..rest.find(|c| !belongs(c)).unwrap_or(rest.len())];
        self.position += word.len();
        word
    }

    fn skip_spaces(&mut self) {
        self.take_word(char::is_whitespace);
    }

    fn error(&self, problem: SyntaxProblem, range: Range<usize>) -> SyntaxError {
        SyntaxError { problem, range }
    }

    fn unclosed(&self) -> SyntaxError {
        self.error(SyntaxProblem::Unclosed, self.position..self.position)
    }

    fn unexpected(&self, found: char) -> SyntaxError {
        self.error(SyntaxProblem::Unexpected { found }, self.position..self.position + found.len_utf8())
    }

    fn unreadable(&self, format: &str, start: usize) -> SyntaxError {
        let end = start + self.text[start..].chars().next().map_or(0, char::len_utf8);
        self.error(SyntaxProblem::UnreadableArgument { format: shortened(format) }, start..end)
    }
}
