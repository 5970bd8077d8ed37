//! Texts with chips: parse, list the names used, encode for a place, render, formats by language.
//!
//! A text is literal text with *chips* in it. A chip names a value and may say how to show it:
//!
//! ```text
//! text    = { literal | chip }
//! chip    = "{{" name { "|" format } "}}"       spaces and line breaks are free around every word
//! name    = word { "." word }                   user.email, order.lines.0.sku, città
//! format  = word [ "(" argument { "," argument } ")" ]
//! argument = "text with \" and \\" | number
//! ```
//!
//! `\{{` stands for the two braces themselves; before braces `\\` stands for one backslash; of more than two
//! braces in a row the last two open the chip. Everything else is literal, `{%` and `}}` included. There is nothing
//! to evaluate, so nothing can loop or grow: every function here takes time linear in what it is given.
//!
//! | limit | value |
//! |---|---|
//! | length of a text | [`TEXT_MAX_BYTES`] |
//! | length of a name | [`NAME_MAX_BYTES`] |
//! | length of a text argument | [`ARGUMENT_MAX_BYTES`] |
//! | formats in a chip | [`FORMATS_MAX`] |
//! | arguments of a format | [`ARGUMENTS_MAX`] |
//! | length of a rendered text | [`OUTPUT_MAX_BYTES`] |
//!
//! ```
//! use hookwright::template::{Language, Place, Setting, Values, parse, render};
//!
//! let text = parse(r#"Your subscription renews on {{ renews_on | date("long") }}."#)?;
//! let values = Values::new().with("renews_on", "2026-03-30");
//! let setting = Setting { language: Language::new("en"), ..Setting::default() };
//! assert_eq!(render(&text, &values, Place::Message, &setting)?.text, "Your subscription renews on March 30.");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod apply;
mod chip;
mod dates;
mod experimental;
mod format;
mod format_call;
mod language;
mod menu;
mod numbers;
mod parse;
mod place;
mod plural;
mod render;
mod render_error;
mod scope;
mod setting;
pub mod shape;
mod source;
mod syntax_error;
mod text;
mod words;

pub use chip::{Chip, is_name};
pub use format::{DateStyle, Format, Joiner, PercentOf};
pub use format_call::Argument;
pub use language::Language;
pub use menu::{Choice, MENU, ValueKind, choices_for};
pub use parse::{format_from_source, parse};
pub use place::{CannotCarry, Place, encode, encode_literal};
pub use plural::{Plural, PluralCase};
pub use render::{Rendered, RenderedChip, render, render_value};
pub use render_error::{RenderError, Unfit};
pub use scope::{Scope, Values};
pub use setting::{Setting, time_zone};
pub use source::{Source, escape};
pub use syntax_error::{SyntaxError, SyntaxProblem};
pub use text::{Part, Template};

/// The longest text that [`parse`] accepts: 64 KiB.
pub const TEXT_MAX_BYTES: usize = 64 * 1024;
/// The longest name of a chip.
pub const NAME_MAX_BYTES: usize = 200;
/// The longest text argument of a format.
pub const ARGUMENT_MAX_BYTES: usize = 2_000;
/// The most formats in one chip.
pub const FORMATS_MAX: usize = 8;
/// The most arguments of one format.
pub const ARGUMENTS_MAX: usize = 8;
/// The longest text that [`render`] returns, and the longest value that a format takes: 64 KiB.
pub const OUTPUT_MAX_BYTES: usize = 64 * 1024;
