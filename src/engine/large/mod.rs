//! Answers that are too large to be held as a document.
//!
//! A document takes about fifteen times its text. An answer of [`LARGE_BYTES`] and more therefore stays a text: paths are followed
//! through the text ([`Steps`]), and a contract is held against it item by item ([`problem`]). Only what an output asks for, and one
//! item of a list at a time, becomes a document. What comes out is the same as with the whole document; a test compares both ways.
//!
//! Two things still take the whole: a path whose filter looks back at the beginning (`$` inside a filter) or everywhere (`$..[?…]`),
//! and a large list of which the contract says something that no single item shows (`uniqueItems`, `anyOf` …).

mod contract;
mod size;
mod steps;
mod text;

pub(super) use contract::problem;
pub(super) use size::Size;
pub(super) use steps::{Harvest, Steps, Values};
pub(super) use text::{LargeText, Part};

/// Smaller answers are held as a document, which is faster.
pub(super) const LARGE_BYTES: usize = 1_000_000;
