//! Texts, formats and rules in the expression language of a platform: written once, spelled by a [`Dialect`].

mod dialect;
mod formats;
mod moments;
mod numbers;
mod plurals;
mod rules;
mod texts;

pub(super) use dialect::{Dialect, Groups, Separators, Sign};
pub(super) use formats::fate;
pub(super) use rules::rule;
pub(super) use texts::{chip, missing_any, text};
