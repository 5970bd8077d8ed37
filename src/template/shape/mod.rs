//! What a format does in a language, taken apart: patterns, separators and names instead of finished words.
//!
//! A platform that a project is exported to formats values itself; it needs to be told the pattern of a day (`MMMM d`) or the
//! separators of a number. They are found by formatting probes, so they can never differ from what [`render`](super::render) says.

mod amounts;
mod lists;
mod moments;
mod plurals;

pub use amounts::{AmountShape, NumberShape};
pub use lists::ListShape;
pub use moments::{DatePiece, DateShape};
pub use plurals::PluralShape;
