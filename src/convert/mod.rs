//! Other formats: text to model and model to text, with findings about what was not carried over.

pub mod export;
