//! The five steps of an integration.

pub mod asks;
pub mod fields;
pub mod needs;
pub mod says;
pub mod understands;
pub mod when;
