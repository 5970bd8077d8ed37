//! What is seen: state in, pixels and actions out.

pub mod theme;
pub mod widgets;
