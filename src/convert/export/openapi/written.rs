//! Schemas of what a call sends, each with the text as it was designed.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};

use crate::convert::export::flow::{Field, Flow, JsonNode, Piece, literal};
use crate::convert::export::notes::Notes;
use crate::convert::export::schema;
use crate::convert::handed_on::TEXT;

/// Writes the schemas of one call; the notes grow by what the texts need.
pub(super) struct Written<'a> {
    pub flow: &'a Flow,
    pub notes: Notes,
}

impl Written<'_> {
    /// A text. A literal is a constant, which says everything.
    pub fn text(&mut self, text: &[Piece]) -> Value {
        let mut schema = schema::of_text(self.flow, text);
        if literal(text).is_none() {
            self.designed(&mut schema, text);
        }
        schema
    }

    /// A field of a query or form: whoever calls encodes it, so a literal is a constant as it is before that.
    pub fn encoded(&mut self, field: &Field) -> Value {
        let Some(text) = literal(&field.value) else { return self.text(&field.value) };
        let plain = percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
        let mut schema = json!({"type": "string", "const": plain});
        if plain != text {
            self.designed(&mut schema, &field.value);
        }
        schema
    }

    /// A form, as a record; a field that stands there twice is a list.
    pub fn form(&mut self, fields: &[Field]) -> Value {
        let mut properties = Map::new();
        let mut required: Vec<&str> = Vec::new();
        for field in fields.iter().filter(|field| !field.name.is_empty()) {
            if properties.contains_key(&field.name) {
                continue;
            }
            let same = fields.iter().filter(|other| other.name == field.name);
            let mut schemas: Vec<Value> = same.map(|field| self.encoded(field)).collect();
            let schema = if schemas.len() == 1 { schemas.remove(0) } else { list_of(schemas) };
            properties.insert(field.name.clone(), schema);
            if schema::is_required(self.flow, field) {
                required.push(&field.name);
            }
        }
        record(properties, &required)
    }

    /// A JSON body.
    pub fn node(&mut self, node: &JsonNode) -> Value {
        match node {
            JsonNode::Object(fields) => {
                let stays = |node: &JsonNode| match node {
                    JsonNode::Chip(chip) => {
                        chip.default().is_some() || !self.flow.may_be_missing(&chip.reference)
                    }
                    _ => true,
                };
                let required: Vec<&str> =
                    fields.iter().filter(|(_, node)| stays(node)).map(|(name, _)| name.as_str()).collect();
                let properties = fields.iter().map(|(name, node)| (name.clone(), self.node(node))).collect();
                record(properties, &required)
            }
            JsonNode::Array(items) => list_of(items.iter().map(|item| self.node(item)).collect()),
            JsonNode::Chip(chip) => self.text(&[Piece::Chip(chip.clone())]),
            JsonNode::Text(text) => self.text(text),
            JsonNode::Literal(value) => json!({"const": value}),
        }
    }

    fn designed(&mut self, schema: &mut Value, text: &[Piece]) {
        if let (Some(text), Some(schema)) = (self.notes.text(self.flow, text), schema.as_object_mut()) {
            schema.insert(TEXT.to_owned(), Value::from(text));
        }
    }
}

fn record(properties: Map<String, Value>, required: &[&str]) -> Value {
    let mut record = json!({"type": "object", "properties": properties, "additionalProperties": false});
    if properties_are_none(&record) {
        record["maxProperties"] = json!(0);
    }
    if !required.is_empty() {
        record["required"] = json!(required);
    }
    record
}

fn properties_are_none(record: &Value) -> bool {
    record["properties"].as_object().is_some_and(Map::is_empty)
}

/// A list of exactly these items.
pub(super) fn list_of(items: Vec<Value>) -> Value {
    let count = items.len();
    if items.is_empty() {
        return json!({"type": "array", "items": {}, "maxItems": 0});
    }
    json!({"type": "array", "prefixItems": items, "items": false, "minItems": count, "maxItems": count})
}
