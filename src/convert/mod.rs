//! Other formats: text to model and model to text, with what was not carried over.

pub mod export;
pub mod import;
pub mod report;
pub mod results;
