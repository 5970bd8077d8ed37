//! The body of a request.

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use super::super::flow::{BodyStep, CallStep, Field, JsonNode, Piece};
use super::super::quote;
use super::item::{Spot, Writer};
use crate::model::ValueType;

impl Writer<'_> {
    pub(super) fn body(&mut self, call: &CallStep) -> Option<Value> {
        Some(match &call.body {
            BodyStep::None => return None,
            BodyStep::Json(node) => {
                let raw = self.node(node);
                json!({"mode": "raw", "raw": raw, "options": {"raw": {"language": "json"}}})
            }
            BodyStep::Form(fields) => {
                let fields: Vec<Value> =
                    fields.iter().map(|field| self.pair(&plain(field), Spot::Text)).collect();
                json!({"mode": "urlencoded", "urlencoded": fields})
            }
            BodyStep::Text { text, is_xml } => {
                let raw = self.text(text, if *is_xml { Spot::Xml } else { Spot::Text });
                json!({"mode": "raw", "raw": raw})
            }
        })
    }

    fn node(&mut self, node: &JsonNode) -> String {
        match node {
            JsonNode::Object(fields) => {
                let fields: Vec<String> = fields
                    .iter()
                    .map(|(name, node)| format!("{}:{}", open(&quote::json(name)), self.node(node)))
                    .collect();
                format!("{{{}}}", fields.join(","))
            }
            JsonNode::Array(items) => {
                let items: Vec<String> = items.iter().map(|item| self.node(item)).collect();
                format!("[{}]", items.join(","))
            }
            JsonNode::Chip(chip) => {
                use ValueType::{Boolean, Integer, List, Number, Object};
                let is_text = !matches!(chip.value_type, Some(Integer | Number | Boolean | List | Object));
                if is_text {
                    format!("\"{}\"", self.chip(chip, Spot::JsonText))
                } else {
                    self.chip(chip, Spot::JsonValue)
                }
            }
            JsonNode::Text(text) => format!("\"{}\"", self.text(text, Spot::JsonText)),
            JsonNode::Literal(value) => value.to_string(),
        }
    }
}

/// A field as it is before it is encoded, which Postman does by itself.
fn plain(field: &Field) -> Field {
    let piece = |piece: &Piece| match piece {
        Piece::Literal(text) => {
            Piece::Literal(percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned())
        }
        chip @ Piece::Chip(_) => chip.clone(),
    };
    Field { value: field.value.iter().map(piece).collect(), ..field.clone() }
}

/// JSON in which no two braces stand together inside a text.
pub(super) fn open(json: &str) -> String {
    json.replace("{{", "{\\u007b")
}
