//! The session parameters of a flow: a name for every value, the same in every page.

use serde_json::{Value, json};

use crate::convert::export::flow::{Chip, Flow, Origin, Piece, Reference, Shape};
use crate::convert::export::variables::Variables;

/// Names of session parameters.
pub(super) struct Parameters {
    names: Variables,
    /// Where the status of the last answer is kept.
    pub status: String,
    /// Where the answer to the question before a write is kept.
    pub confirmed: String,
}

impl Parameters {
    pub(super) fn new(flow: &Flow) -> Self {
        let mut names = Variables::new(flow);
        let status = names.give(&format!("{}_http_status", flow.id));
        let confirmed = names.give(&format!("{}_confirmed", flow.id));
        Self { names, status, confirmed }
    }

    /// The name of a value.
    pub(super) fn name(&self, origin: &Origin) -> String {
        self.names.name(origin)
    }

    /// A reference as it is written in texts and conditions: `$session.params.status`.
    pub(super) fn reference(&self, reference: &Reference) -> String {
        self.inside(format!("$session.params.{}", self.name(&reference.origin)), reference)
    }

    /// A field of something.
    pub(super) fn inside(&self, start: String, reference: &Reference) -> String {
        reference.path.iter().fold(start, |value, step| {
            let is_plain = step.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            match step.parse::<usize>() {
                Ok(place) => format!("{value}[{place}]"),
                Err(_) if is_plain && !value.starts_with("$sys.func") => format!("{value}.{step}"),
                Err(_) => format!("$sys.func.GET_FIELD({value}, {})", quoted(step)),
            }
        })
    }

    /// A text with parameters in it.
    pub(super) fn text(&self, text: &[Piece], language: &str) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Literal(text) => text.clone(),
            Piece::Chip(chip) => formatted(self.reference(&chip.reference), chip, language),
        };
        text.iter().map(piece).collect()
    }

    /// Sets a parameter when a page is entered.
    pub(super) fn set(name: &str, value: impl Into<Value>) -> Value {
        json!({"parameter": name, "value": value.into()})
    }
}

/// A value with its formats, as far as there are functions for them.
pub(super) fn formatted(value: String, chip: &Chip, language: &str) -> String {
    chip.formats.iter().fold(value, |value, format| match format {
        Shape::Date(shape) | Shape::Time(shape) | Shape::DateTime(shape) => {
            format!("$sys.func.FORMAT_DATE({value}, {}, {})", quoted(&shape.pattern()), quoted(language))
        }
        Shape::Upper => format!("$sys.func.UPPER({value})"),
        Shape::Lower => format!("$sys.func.LOWER({value})"),
        Shape::List(shape) => {
            let (middle, last) = (quoted(&shape.middle), quoted(&shape.last));
            format!("$sys.func.JOIN({middle}, {value}, {last})")
        }
        _ => value,
    })
}

/// A text in a condition or as an argument of a function.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
