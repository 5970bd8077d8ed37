//! Other formats: text to model and model to text, with what was not carried over.

pub mod export;
mod handed_on;
pub mod import;
pub mod report;
pub mod results;
