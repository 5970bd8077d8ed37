//! What is wrong with the source of a text, where, and what to do about it.

use std::ops::Range;

use super::{ARGUMENT_MAX_BYTES, ARGUMENTS_MAX, FORMATS_MAX, TEXT_MAX_BYTES};

/// A text that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct SyntaxError {
    /// What is wrong.
    pub problem: SyntaxProblem,
    /// The bytes of the source that it is about; always on character boundaries.
    pub range: Range<usize>,
}

impl SyntaxError {
    /// What to do about it, as a sentence.
    pub fn hint(&self) -> String {
        self.problem.hint()
    }
}

/// The ways in which a text can be wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SyntaxProblem {
    /// The text is longer than [`TEXT_MAX_BYTES`].
    #[error("The text is too long")]
    TooLong,
    /// `{{` without its `}}`.
    #[error("A chip is opened and never closed")]
    Unclosed,
    /// `{{ }}`.
    #[error("A chip has no name")]
    Empty,
    /// Something that is not a dotted name.
    #[error("`{name}` is not a name that a chip can have")]
    BadName {
        /// The beginning of what stands there.
        name: String,
    },
    /// Something other than `|` or `}}` after a name or a format.
    #[error("`{found}` cannot stand in a chip here")]
    Unexpected {
        /// The character that stands there.
        found: char,
    },
    /// `|` with nothing behind it.
    #[error("A format is missing after `|`")]
    MissingFormat,
    /// A format that does not exist.
    #[error("There is no format `{name}`")]
    UnknownFormat {
        /// The beginning of what stands there.
        name: String,
        /// The format whose name is most like it.
        suggestion: Option<&'static str>,
    },
    /// More than [`FORMATS_MAX`] formats.
    #[error("The chip has too many formats")]
    TooManyFormats,
    /// An argument that is neither a number nor a text in double quotes, or that is too long.
    #[error("An argument of `{format}` cannot be read")]
    UnreadableArgument {
        /// The format as it was written.
        format: String,
    },
    /// An argument of the wrong kind, too few or too many.
    #[error("`{format}` cannot be used with these arguments")]
    WrongArgument {
        /// The name of the format.
        format: &'static str,
        /// What it takes, such as `money("EUR")`.
        expected: &'static str,
    },
}

impl SyntaxProblem {
    /// A bad name, of which at most 40 characters are repeated.
    pub(super) fn bad_name(name: &str) -> Self {
        Self::BadName { name: shortened(name) }
    }

    /// What to do about it, as a sentence.
    pub fn hint(&self) -> String {
        match self {
            Self::TooLong => format!("Shorten the text to {} KiB.", TEXT_MAX_BYTES / 1024),
            Self::Unclosed => {
                r"Add `}}` behind the name, or write `\{{` for the braces themselves.".to_owned()
            }
            Self::Empty => r"Pick a value for the chip, or write `\{{` for the braces themselves.".to_owned(),
            Self::BadName { .. } => {
                "A name has letters, digits, `_` and `-`, and dots between its words: `user.email`."
                    .to_owned()
            }
            Self::Unexpected { .. } => {
                "After a name comes `|` and a format, or `}}`; a chip does not calculate.".to_owned()
            }
            Self::MissingFormat => "Choose a format, or take the `|` away.".to_owned(),
            Self::UnknownFormat { suggestion: Some(suggestion), .. } => {
                format!("Did you mean `{suggestion}`?")
            }
            Self::UnknownFormat { suggestion: None, .. } => {
                "Choose one of the formats in the list.".to_owned()
            }
            Self::TooManyFormats => format!("Keep at most {FORMATS_MAX} formats in one chip."),
            Self::UnreadableArgument { .. } => format!(
                "An argument is a number or a text in double quotes of at most {ARGUMENT_MAX_BYTES} bytes, and there \
                 are at most {ARGUMENTS_MAX}."
            ),
            Self::WrongArgument { expected, .. } => format!("Write it like `{expected}`."),
        }
    }
}

/// The first 40 characters, so that a message stays a message whatever was typed.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
