//! A JSON body as one text: where a record of Power Fx would lose kinds, nulls or fields that are left out.

use serde_json::Value;

use super::power_fx::{constant, is_text, quote};
use super::topic::Writer;
use crate::convert::export::expression::{Dialect, chip, text};
use crate::convert::export::flow::{Chip, Flow, JsonNode, Piece};
use crate::model::ValueType;

/// A formula that gives the JSON text of a node.
pub(super) fn formula(writer: &Writer<'_>, node: &JsonNode) -> String {
    let mut parts = Parts::default();
    add(writer, node, &mut parts);
    parts.formula()
}

/// Literal text and formulas in turn.
#[derive(Default)]
struct Parts {
    done: Vec<String>,
    literal: String,
}

impl Parts {
    fn push(&mut self, formula: String) {
        self.flush();
        self.done.push(formula);
    }

    fn flush(&mut self) {
        if !self.literal.is_empty() {
            self.done.push(quote(&std::mem::take(&mut self.literal)));
        }
    }

    fn formula(mut self) -> String {
        self.flush();
        if self.done.is_empty() { "\"\"".to_owned() } else { self.done.join(" & ") }
    }
}

fn add(writer: &Writer<'_>, node: &JsonNode, parts: &mut Parts) {
    match node {
        JsonNode::Literal(value) => parts.literal.push_str(&value.to_string()),
        JsonNode::Text(pieces) => add_text(writer, pieces, parts),
        JsonNode::Chip(part) => add_chip(writer, part, parts),
        JsonNode::Object(fields) => {
            let named = |(name, field): &(String, JsonNode)| {
                (format!("{}:", Value::from(name.as_str())), field.clone())
            };
            let members: Vec<(String, JsonNode)> = fields.iter().map(named).collect();
            add_members(writer, ('{', '}'), &members, parts);
        }
        JsonNode::Array(items) => {
            let members: Vec<(String, JsonNode)> =
                items.iter().map(|item| (String::new(), item.clone())).collect();
            add_members(writer, ('[', ']'), &members, parts);
        }
    }
}

/// Members of a record or list. Those that may be left out bring their comma along.
fn add_members(
    writer: &Writer<'_>,
    (open, close): (char, char),
    members: &[(String, JsonNode)],
    parts: &mut Parts,
) {
    parts.literal.push(open);
    let (sure, unsure): (Vec<_>, Vec<_>) =
        members.iter().partition(|(_, node)| optional(writer, node).is_none());
    for (place, (name, node)) in sure.iter().enumerate() {
        if place > 0 {
            parts.literal.push(',');
        }
        parts.literal.push_str(name);
        add(writer, node, parts);
    }
    let mut rest = Vec::new();
    for (name, node) in unsure {
        let Some(missing) = optional(writer, node) else { continue };
        let mut member = Parts { literal: format!(",{name}"), ..Parts::default() };
        add(writer, node, &mut member);
        rest.push(format!("If({missing}, \"\", {})", member.formula()));
    }
    if !rest.is_empty() {
        let rest = rest.join(" & ");
        parts.push(if sure.is_empty() { format!("Mid({rest}, 2)") } else { rest });
    }
    parts.literal.push(close);
}

/// When a member is left out; nothing for one that is always there.
fn optional(writer: &Writer<'_>, node: &JsonNode) -> Option<String> {
    match node {
        JsonNode::Chip(part) if may_be_left_out(writer.flow, part) => {
            Some(writer.dialect.is_missing(&writer.dialect.value(&part.reference)))
        }
        _ => None,
    }
}

fn add_text(writer: &Writer<'_>, pieces: &[Piece], parts: &mut Parts) {
    parts.literal.push('"');
    for piece in pieces {
        match piece {
            Piece::Literal(text) => {
                let json = Value::from(text.as_str()).to_string();
                parts.literal.push_str(&json[1..json.len() - 1]);
            }
            Piece::Chip(part) => parts.push(escaped(&chip(&writer.dialect, part))),
        }
    }
    parts.literal.push('"');
}

fn add_chip(writer: &Writer<'_>, part: &Chip, parts: &mut Parts) {
    let value = writer.dialect.value(&part.reference);
    let keeps_kind = part.formats.iter().all(|shape| shape.name() == "default");
    match part.value_type.filter(|_| keeps_kind) {
        Some(ValueType::Integer | ValueType::Number | ValueType::Boolean) => {
            let shown = writer.dialect.plain(&value, part.value_type);
            parts.push(match part.default() {
                Some(default) => {
                    let default = quote(&default.to_string());
                    writer.dialect.choose(&writer.dialect.is_blank(&value), &default, &shown)
                }
                None => shown,
            });
        }
        Some(kind) if !is_text(kind) => parts.push(format!("JSON({value})")),
        _ => add_text(writer, &[Piece::Chip(part.clone())], parts),
    }
}

/// A text with the escapes of JSON.
fn escaped(text: &str) -> String {
    let signs = [("\\", "\\\\"), ("\"", "\\\""), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")];
    signs.iter().fold(text.to_owned(), |text, (sign, escape)| {
        format!("Substitute({text}, {}, {})", quote(sign), quote(escape))
    })
}

/// Whether a body loses nothing as a record of Power Fx: records of texts that are always there.
pub(super) fn is_record(node: &JsonNode, flow: &Flow) -> bool {
    match node {
        JsonNode::Object(fields) => {
            !fields.is_empty() && fields.iter().all(|(_, field)| is_record(field, flow))
        }
        JsonNode::Text(_) | JsonNode::Literal(Value::String(_)) => true,
        JsonNode::Chip(part) => {
            let is_words = !part.formats.is_empty() || part.value_type.is_some_and(is_text);
            is_words && !may_be_left_out(flow, part)
        }
        JsonNode::Array(_) | JsonNode::Literal(_) => false,
    }
}

fn may_be_left_out(flow: &Flow, part: &Chip) -> bool {
    part.default().is_none() && flow.may_be_missing(&part.reference)
}

/// A body as a record, see [`is_record`].
pub(super) fn record(writer: &Writer<'_>, node: &JsonNode) -> String {
    match node {
        JsonNode::Object(fields) => {
            let field = |(name, node): &(String, JsonNode)| {
                format!("{}: {}", super::names::field(name), record(writer, node))
            };
            let fields: Vec<String> = fields.iter().map(field).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        JsonNode::Text(pieces) => text(&writer.dialect, pieces),
        JsonNode::Chip(part) => chip(&writer.dialect, part),
        JsonNode::Literal(value) => constant(value),
        JsonNode::Array(_) => "Blank()".to_owned(),
    }
}
