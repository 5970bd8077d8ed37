//! Texts with chips as expressions.

use super::{Dialect, formats};
use crate::convert::export::flow::{Chip, Piece, Reference, Shape};
use crate::engine::plain;

/// A text as one expression. Values that are missing must have been dealt with, see [`missing_any`].
pub(in crate::convert::export) fn text(dialect: &dyn Dialect, pieces: &[Piece]) -> String {
    let parts: Vec<String> = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Literal(text) => dialect.quote(text),
            Piece::Chip(part) => chip(dialect, part),
        })
        .collect();
    dialect.join(&parts)
}

/// A chip as text: its formats, its default, and the default of its output, which is said as it is.
pub(in crate::convert::export) fn chip(dialect: &dyn Dialect, chip: &Chip) -> String {
    let value = dialect.value(&chip.reference);
    let mut shown = value.clone();
    let mut kind = chip.value_type;
    for shape in &chip.formats {
        if let Some(formatted) = formats::format(dialect, &shown, kind, shape) {
            shown = formatted;
            kind = Some(crate::model::ValueType::Text);
        }
    }
    if shown == value {
        shown = dialect.plain(&value, kind);
    }
    if let Some(default) = &chip.unformatted {
        let same = dialect.equals(&value, default, chip.value_type);
        shown = dialect.choose(&same, &dialect.quote(&plain(default)), &shown);
    }
    if let Some(default) = chip.default() {
        shown = dialect.choose(&dialect.is_blank(&value), &dialect.quote(&plain(default)), &shown);
    }
    shown
}

/// Whether one of the values is missing; nothing when there are none. A value that a format needs must not be empty either.
pub(in crate::convert::export) fn missing_any(
    dialect: &dyn Dialect,
    references: &[&Reference],
    chips: &[&Chip],
) -> Option<String> {
    let formatted = |reference: &Reference| {
        let needs_words = |shape: &Shape| {
            !matches!(shape, Shape::Upper | Shape::Lower | Shape::Capitalize | Shape::Trim)
                && !matches!(shape, Shape::Truncate { .. } | Shape::Default(_) | Shape::NoData(_))
        };
        chips.iter().any(|chip| chip.reference == *reference && chip.formats.iter().any(needs_words))
    };
    let missing: Vec<String> = references
        .iter()
        .map(|reference| {
            let value = dialect.value(reference);
            if formatted(reference) { dialect.is_blank(&value) } else { dialect.is_missing(&value) }
        })
        .collect();
    (!missing.is_empty()).then(|| dialect.any(&missing))
}
