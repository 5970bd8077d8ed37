//! Results on stdout, everything else on stderr.

use std::io::{self, ErrorKind, Write as _};

use serde::Serialize;

use super::CliError;

/// The two streams of the terminal. Colour is never used, so there is none to switch off.
pub(super) struct Terminal {
    /// Whoever read our results has gone, as `head` does: the rest is dropped, and the exit code still tells the truth.
    closed: bool,
}

impl Terminal {
    pub(super) fn new() -> Self {
        Self { closed: false }
    }

    /// One line, or several, of the result.
    pub(super) fn line(&mut self, text: &str) -> Result<(), CliError> {
        self.write(&format!("{}\n", harmless(text)))
    }

    /// The whole result for programs.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result<(), CliError> {
        let text = serde_json::to_string_pretty(value).map_err(|error| CliError::Output(error.into()))?;
        self.write(&(text + "\n"))
    }

    fn write(&mut self, text: &str) -> Result<(), CliError> {
        if self.closed {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            written => written.map_err(CliError::Output),
        }
    }

    /// Something that is not the result.
    pub(super) fn note(&self, text: &str) {
        // A stderr that is gone has nobody to tell.
        drop(writeln!(io::stderr().lock(), "{}", harmless(text)));
    }

    /// What went wrong, and what to do about it.
    pub(super) fn error(&self, error: &CliError) {
        self.note(&format!("error: {error}\nhint: {}", error.hint()));
    }
}

/// Texts come from other systems too: a control character among them could move the cursor, change the window's title or
/// worse, and is shown as �.
fn harmless(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() && c != '\n' && c != '\t' { char::REPLACEMENT_CHARACTER } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        let check = |text: &str, expect: &str| assert_eq!(super::harmless(text), expect);
        check("a\u{1b}[2Jb", "a�[2Jb");
        check("a\u{9b}2J\rb\u{7}", "a�2J�b�");
        check("ä\n\t“b” 🙁", "ä\n\t“b” 🙁");
    }
}
