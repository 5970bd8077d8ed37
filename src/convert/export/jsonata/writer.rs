//! Writes values and texts of a flow as JSONata.

use super::library::Function;
use super::{Script, format, literal};
use crate::convert::export::flow::{Chip, Flow, Origin, Piece, Reference, Shape};

/// What an expression finds on its platform.
pub trait Host {
    /// The code that yields a secret by name, nothing where it has no value; nothing at all when the platform adds secrets
    /// where no expression sees them.
    fn secret(&self, script: &mut Script, name: &str) -> Option<String>;

    /// The code that yields the base address of a connection.
    fn base_url(&self, connection: &str, base_url: &str) -> String;

    /// The code for a text that is another one in each run, and the same for every try of a call.
    fn run_id(&self) -> &'static str;
}

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// In a message, or in plain text.
    Message,
    /// In the path of an address.
    Path,
    /// In the query of an address, or in a cookie.
    Query,
    /// In a form.
    Form,
    /// In a header.
    Header,
    /// In XML.
    Xml,
}

/// Writes one expression.
pub struct Writer<'a> {
    /// The integration.
    pub flow: &'a Flow,
    /// The platform.
    pub host: &'a dyn Host,
    /// What is written so far.
    pub script: Script,
}

/// A text as code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Yields a text, or nothing when a value of it is missing.
    pub code: String,
    /// Whether it never yields nothing.
    pub is_certain: bool,
}

impl<'a> Writer<'a> {
    /// An empty expression.
    pub fn new(flow: &'a Flow, host: &'a dyn Host) -> Self {
        Self { flow, host, script: Script::default() }
    }

    /// A value; nothing when it is missing or null.
    pub fn reference(&mut self, reference: &Reference) -> String {
        let inside = |path: &[String]| literal::text(&path.join("."));
        match &reference.origin {
            Origin::Input(_) | Origin::Output(_) => {
                format!("{}({})", self.script.need(Function::Value), literal::text(&reference.name()))
            }
            Origin::Context(_) => {
                format!("{}({})", self.script.need(Function::Fact), literal::text(&reference.name()))
            }
            Origin::Secret(name) => {
                self.host.secret(&mut self.script, name).unwrap_or_else(|| "$nothing".to_owned())
            }
            Origin::Item if reference.path.is_empty() => "($item != null ? $item)".to_owned(),
            Origin::Item => {
                let seek = self.script.need(Function::Seek);
                format!("($v := {seek}($item, {}); $v != null ? $v)", inside(&reference.path))
            }
            Origin::MoreCount => "$more_count".to_owned(),
        }
    }

    /// The value of a chip as a text; the empty record when it is none.
    pub fn chip(&mut self, chip: &Chip) -> String {
        let raw = self.reference(&chip.reference);
        let mut code = raw.clone();
        for shape in &chip.formats {
            code = format::shown(&mut self.script, &code, shape, &self.flow.time_zone);
        }
        let is_text = chip.formats.last().is_some_and(makes_text);
        let text = if is_text { code } else { format!("{}({code})", self.script.need(Function::Str)) };
        match &chip.unformatted {
            None => text,
            Some(value) => {
                let str = self.script.need(Function::Str);
                let value = literal::value(value);
                format!("({raw} = {value} ? {str}({value}) : {text})")
            }
        }
    }

    /// The value of a chip that stands alone: keeps its kind unless a format makes it a text.
    pub fn typed(&mut self, chip: &Chip) -> String {
        if chip.formats.iter().any(makes_text) || chip.unformatted.is_some() {
            return self.chip(chip);
        }
        let mut code = self.reference(&chip.reference);
        for shape in &chip.formats {
            code = format::shown(&mut self.script, &code, shape, &self.flow.time_zone);
        }
        code
    }

    /// A text, every chip encoded for its spot.
    pub fn text(&mut self, pieces: &[Piece], spot: Spot) -> Written {
        if let Some(text) = crate::convert::export::flow::literal(pieces) {
            return Written { code: literal::text(&text), is_certain: true };
        }
        let text = self.script.need(Function::Text);
        let codes: Vec<String> = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Literal(words) => literal::text(words),
                Piece::Chip(chip) => {
                    let code = self.chip(chip);
                    self.encoded(&code, spot)
                }
            })
            .collect();
        Written { code: format!("{text}([{}], {})", codes.join(", "), codes.len()), is_certain: false }
    }

    /// A text encoded for its spot.
    pub fn encoded(&mut self, code: &str, spot: Spot) -> String {
        let function = match spot {
            Spot::Message => return code.to_owned(),
            Spot::Path => Function::Segment,
            Spot::Query => Function::Encoded,
            Spot::Form => Function::Form,
            Spot::Header => Function::Header,
            Spot::Xml => Function::Xml,
        };
        format!("{}({code})", self.script.need(function))
    }

    /// The values without which a text has a hole, in order: of chips without a default.
    pub fn holes(&mut self, pieces: &[Piece]) -> Vec<(String, Reference)> {
        let open = |piece: &Piece| match piece {
            Piece::Chip(chip) if chip.default().is_none() => Some(chip.reference.clone()),
            _ => None,
        };
        let references: Vec<Reference> = pieces.iter().filter_map(open).collect();
        references.into_iter().map(|reference| (self.reference(&reference), reference)).collect()
    }
}

/// Whether the result is a text whatever the value was.
fn makes_text(shape: &Shape) -> bool {
    !matches!(shape, Shape::Default(_) | Shape::Relative | Shape::NoData(_))
}
