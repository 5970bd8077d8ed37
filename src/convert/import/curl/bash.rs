//! Words as bash, zsh and sh read them (POSIX Shell Command Language §2, and the extensions people paste).

mod ansi;

use std::collections::HashMap;

use super::super::described::marked::{mark, sole_mark};
use super::word::{Cursor, Input, Line, Lines};

/// How much all variables that are filled in may hold together, in bytes.
const MOST_RECALLED_BYTES: usize = 4_000_000;

/// The commands of a text.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut reader = Reader {
        cursor: Cursor::new(text),
        lines: Lines::default(),
        known: HashMap::new(),
        left_bytes: MOST_RECALLED_BYTES,
        heredocs: Vec::new(),
    };
    reader.read();
    reader.lines.finish()
}

struct Reader {
    cursor: Cursor,
    lines: Lines,
    /// Variables that the text itself sets.
    known: HashMap<String, String>,
    /// What may still be filled in of them: variables of variables can multiply.
    left_bytes: usize,
    /// Ends of here-documents that begin on the next line; whether leading tabs are dropped and places filled in.
    heredocs: Vec<(String, bool, bool)>,
}

impl Reader {
    fn read(&mut self) {
        while let Some(character) = self.cursor.peek() {
            match character {
                '\n' => {
                    self.end_of_line();
                }
                ' ' | '\t' | '\r' => {
                    self.end_word();
                    self.cursor.take();
                }
                '#' if !self.lines.in_word() => {
                    self.cursor.take_while(|c| c != '\n');
                }
                '\'' => self.single(),
                '"' => {
                    self.cursor.take();
                    self.double();
                }
                '$' => self.dollar(),
                '`' => self.substitution('`'),
                '\\' => self.backslash(),
                ';' | '&' | '|' | '(' | ')' => self.operator(character),
                '<' | '>' => self.redirection(character),
                _ => {
                    let word = self.lines.word(&self.cursor);
                    word.push(character);
                    self.cursor.take();
                }
            }
        }
        self.end_word();
    }

    /// A word that sets a variable at the beginning of a command is remembered.
    fn end_word(&mut self) {
        if let Some((name, value)) = self.lines.current().and_then(|word| word.split_once('='))
            && is_variable(name)
        {
            self.known.insert(name.to_owned(), value.to_owned());
        }
        self.lines.end_word();
    }

    fn end_of_line(&mut self) {
        self.end_word();
        self.cursor.take();
        for (end, drops_tabs, fills_in) in std::mem::take(&mut self.heredocs) {
            let text = self.heredoc(&end, drops_tabs, fills_in);
            self.lines.set_input(Input::Text(text));
        }
        self.lines.end_line();
    }

    fn single(&mut self) {
        self.lines.word(&self.cursor);
        self.cursor.take();
        let inside = self.cursor.take_while(|c| c != '\'');
        self.cursor.take();
        self.lines.word(&self.cursor).push_str(&inside);
    }

    /// Inside double quotes, whose first one is taken already.
    fn double(&mut self) {
        self.lines.word(&self.cursor);
        while let Some(character) = self.cursor.peek() {
            match character {
                '"' => {
                    self.cursor.take();
                    return;
                }
                '\\' => {
                    self.cursor.take();
                    match self.cursor.take() {
                        None | Some('\n') => {}
                        Some(escaped @ ('$' | '`' | '"' | '\\')) => {
                            self.lines.word(&self.cursor).push(escaped);
                        }
                        Some(other) => self.lines.word(&self.cursor).extend(['\\', other]),
                    }
                }
                '$' => {
                    let filled = self.place();
                    self.lines.word(&self.cursor).push_str(&filled);
                }
                '`' => self.substitution('`'),
                _ => {
                    self.lines.word(&self.cursor).push(character);
                    self.cursor.take();
                }
            }
        }
    }

    fn dollar(&mut self) {
        self.lines.word(&self.cursor);
        match self.cursor.peek_at(1) {
            Some('\'') => {
                self.cursor.take();
                self.cursor.take();
                self.ansi();
            }
            Some('"') => {
                self.cursor.take();
                self.cursor.take();
                self.double();
            }
            _ => {
                let filled = self.place();
                self.lines.word(&self.cursor).push_str(&filled);
            }
        }
    }

    /// What begins with `$`: a variable that is known, a mark for one that is not, or the sign itself.
    fn place(&mut self) -> String {
        self.cursor.take();
        match self.cursor.peek() {
            Some('{') => {
                self.cursor.take();
                let inside = self.cursor.take_while(|c| c != '}' && c != '\n');
                self.cursor.take();
                let name: String =
                    inside.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                let written = format!("${{{inside}}}");
                if name.is_empty() {
                    return written;
                }
                let default =
                    inside[name.len()..].strip_prefix(":-").or(inside[name.len()..].strip_prefix('-'));
                let known = self.recall(&name).or_else(|| default.map(ToOwned::to_owned));
                known.unwrap_or_else(|| mark(&name, &written))
            }
            Some('(') => {
                let inside = self.parenthesised();
                mark("output", &format!("$({inside})"))
            }
            Some(first) if first.is_ascii_alphabetic() || first == '_' => {
                let name = self.cursor.take_while(|c| c.is_ascii_alphanumeric() || c == '_');
                self.recall(&name).unwrap_or_else(|| mark(&name, &format!("${name}")))
            }
            Some(digit) if digit.is_ascii_digit() => {
                self.cursor.take();
                mark(&format!("argument_{digit}"), &format!("${digit}"))
            }
            _ => "$".to_owned(),
        }
    }

    fn recall(&mut self, name: &str) -> Option<String> {
        let value = self.known.get(name).filter(|value| value.len() <= self.left_bytes)?.clone();
        self.left_bytes -= value.len();
        Some(value)
    }

    fn backslash(&mut self) {
        self.cursor.take();
        match self.cursor.take() {
            Some('\n') => {}
            // A paste from Windows, or from a page that put a space behind the backslash.
            Some('\r') if self.cursor.peek() == Some('\n') => {
                self.cursor.take();
            }
            Some(blank @ (' ' | '\t')) => {
                let mut ahead = 0;
                while matches!(self.cursor.peek_at(ahead), Some(' ' | '\t' | '\r')) {
                    ahead += 1;
                }
                let is_continuation = matches!(self.cursor.peek_at(ahead), None | Some('\n'));
                if is_continuation {
                    self.end_word();
                    for _ in 0..=ahead {
                        self.cursor.take();
                    }
                } else {
                    self.lines.word(&self.cursor).push(blank);
                }
            }
            Some(other) => self.lines.word(&self.cursor).push(other),
            None => {}
        }
    }

    fn substitution(&mut self, end: char) {
        self.lines.word(&self.cursor);
        self.cursor.take();
        let inside = self.cursor.take_while(|c| c != end);
        self.cursor.take();
        let marked = mark("output", &format!("{end}{inside}{end}"));
        self.lines.word(&self.cursor).push_str(&marked);
    }

    /// The text between parentheses that may hold others; quotes in it do not count.
    fn parenthesised(&mut self) -> String {
        self.cursor.take();
        let mut inside = String::new();
        let mut depth = 1_usize;
        while let Some(character) = self.cursor.take() {
            match character {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            inside.push(character);
        }
        inside
    }

    fn operator(&mut self, character: char) {
        // A word such as `a&b` in an address that nobody quoted ends here, as it does in the shell.
        self.end_word();
        self.cursor.take();
        let is_pipe = character == '|' && self.cursor.peek() != Some('|');
        self.cursor.take_while(|c| matches!(c, ';' | '&' | '|'));
        self.lines.end_line();
        if is_pipe {
            self.lines.set_input(Input::Pipe);
        }
    }

    fn redirection(&mut self, character: char) {
        // The number of a file, as in `2>`.
        if self.lines.current().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit())) {
            self.lines.drop_word();
        }
        self.end_word();
        self.cursor.take();
        if self.cursor.peek() == Some('(') {
            let inside = self.parenthesised();
            *self.lines.word(&self.cursor) = printed_variable(&inside);
            self.end_word();
            return;
        }
        let (is_here, is_string) = (self.cursor.take_text("<"), self.cursor.take_text("<"));
        let drops_tabs = is_here && self.cursor.take_text("-");
        self.cursor.take_while(|c| matches!(c, '>' | '&' | '|'));
        self.cursor.take_while(|c| matches!(c, ' ' | '\t'));
        let is_quoted = matches!(self.cursor.peek(), Some('\'' | '"' | '\\'));
        let target = self.target();
        match (character, is_here, is_string) {
            ('<', true, true) => self.lines.set_input(Input::Text(target + "\n")),
            ('<', true, false) => self.heredocs.push((target, drops_tabs, !is_quoted)),
            ('<', ..) => self.lines.set_input(Input::File(target)),
            _ => {}
        }
    }

    /// The word behind a redirection.
    fn target(&mut self) -> String {
        let before = self.lines.in_word();
        while let Some(character) = self.cursor.peek() {
            match character {
                ' ' | '\t' | '\r' | '\n' | ';' | '&' | '|' | '<' | '>' => break,
                '\'' => self.single(),
                '"' => {
                    self.cursor.take();
                    self.double();
                }
                '$' => self.dollar(),
                '`' => self.substitution('`'),
                '\\' => self.backslash(),
                other => {
                    self.lines.word(&self.cursor).push(other);
                    self.cursor.take();
                }
            }
        }
        let word = if before { None } else { self.lines.drop_word() };
        word.map(|word| word.text).unwrap_or_default()
    }

    fn heredoc(&mut self, end: &str, drops_tabs: bool, fills_in: bool) -> String {
        let mut text = String::new();
        while self.cursor.peek().is_some() {
            if drops_tabs {
                self.cursor.take_while(|c| c == '\t');
            }
            let mut line = String::new();
            while let Some(character) = self.cursor.peek().filter(|c| *c != '\n') {
                match character {
                    '$' if fills_in => line.push_str(&self.place()),
                    '\\' if fills_in && matches!(self.cursor.peek_at(1), Some('$' | '`' | '\\')) => {
                        self.cursor.take();
                        line.extend(self.cursor.take());
                    }
                    _ => {
                        line.push(character);
                        self.cursor.take();
                    }
                }
            }
            self.cursor.take();
            if line.trim_end_matches('\r') == end {
                break;
            }
            text.push_str(&line);
            text.push('\n');
        }
        text
    }
}

/// What `<(printf '%s' "$NAME")` gives a command: a file with the value of that variable; any other command is just a file.
fn printed_variable(command: &str) -> String {
    let lines = lines(command);
    let words = lines.first().map_or(&[][..], |line| &line.words);
    let prints = words.first().is_some_and(|first| matches!(first.text.as_str(), "printf" | "echo" | "cat"));
    let variable = words.last().filter(|last| prints && lines.len() == 1 && sole_mark(&last.text).is_some());
    variable.map_or_else(|| "/dev/fd/63".to_owned(), |last| last.text.clone())
}

fn is_variable(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::super::super::described::marked::written;
    use super::*;

    fn words(text: &str) -> Vec<Vec<String>> {
        let words = |line: Line| line.words.iter().map(|word| written(&word.text)).collect();
        lines(text).into_iter().map(words).collect()
    }

    #[test]
    fn quotes() {
        let check = |text: &str, expect: &[&str]| assert_eq!(words(text), [expect], "{text}");
        check(r#"a 'b c' "d\"e\n" f\ g"#, &["a", "b c", r#"d"e\n"#, "f g"]);
        check(r"$'a\'b\n\x41\u00e9\ud83d\ude00\101'", &["a'b\nAé😀A"]);
        check(r#"'it'\''s' "" a"b"'c'"#, &["it's", "", "abc"]);
        check("a \\\n b \\\r\n c \\ \n d", &["a", "b", "c", "d"]);
        check("a # b\n", &["a"]);
        check("a#b $X ${Y} \"$Z\" '$W' \\$V", &["a#b", "$X", "${Y}", "$Z", "$W", "$V"]);
        check("a > out 2>&1 <in b", &["a", "b"]);
        check("$(cat x (y)) `date`", &["$(cat x (y))", "`date`"]);
    }

    #[test]
    fn commands() {
        assert_eq!(words("a; b && c | d\ne & f"), [["a"], ["b"], ["c"], ["d"], ["e"], ["f"]]);
        assert_eq!(words("X=1\nb $X ${Q:-z}"), [vec!["X=1"], vec!["b", "1", "z"]]);
        let read = lines("cat <<'END' -x\na $b\nEND\nnext <<< 'text'");
        assert_eq!(read[0].input, Some(Input::Text("a $b\n".to_owned())));
        assert_eq!(read[1].input, Some(Input::Text("text\n".to_owned())));
    }
}
