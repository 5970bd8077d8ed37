//! The five steps of an integration.

pub mod asks;
mod fields;
pub mod needs;
pub mod says;
pub mod understands;
pub mod when;
