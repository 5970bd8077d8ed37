//! Bodies that are forms, plain or in parts, or XML; and files, which no conversation sends.

use serde_json::{Map, Value};

use super::body::{BodyMaker, MOST_INPUTS};
use super::designed::in_list;
use super::inputs::Wanted;
use super::shape::{effective, kind, required};
use crate::convert::import::described::{PartText, boundary, multipart_text};
use crate::model::{Body, Parameter, Text};
use crate::template::{Chip, parse};

impl BodyMaker<'_, '_> {
    /// `multipart/form-data` (RFC 7578). The body is one text, sent whole or not at all: an optional part that is not known is
    /// sent empty.
    pub(super) fn in_parts(&mut self, media_type: &str, fields: Vec<Parameter>) -> Body {
        let title =
            "The form is sent in parts (multipart/form-data), and stands in the body as text".to_owned();
        let remedy = "Take out the parts that the bot never fills, in the step Asks";
        self.remarks.hint("multipart_as_text", title, remedy, &self.pointer);
        let parts = fields.into_iter().map(|field| {
            let text = if field.optional { or_empty(&field.value) } else { field.value.0 };
            PartText { name: field.name, text, ..PartText::default() }
        });
        let parts: Vec<PartText> = parts.collect();
        let boundary = boundary(&parts);
        Body::Text {
            content_type: format!("{media_type}; boundary={boundary}"),
            text: Text(multipart_text(&boundary, &parts)),
        }
    }

    pub(super) fn file(&mut self, name: &str) {
        let title = format!("`{name}` is a file, which a conversation cannot send here; it was left out");
        self.remarks.error("file", title, "Ask the operator for a way without a file", &self.pointer);
    }

    /// The fields right below the root; `keep` decides by whether they are required.
    pub(super) fn fields(
        &mut self,
        schema: &Value,
        example: Option<&Value>,
        keep: fn(bool) -> bool,
    ) -> Vec<Parameter> {
        let shape = effective(schema, schema);
        let needed: Vec<String> = required(&shape).into_iter().map(str::to_owned).collect();
        let nothing = Map::new();
        let properties = shape.get("properties").and_then(Value::as_object).unwrap_or(&nothing);
        let mut fields = Vec::new();
        for (name, field) in properties {
            let is_needed = needed.contains(name);
            if !keep(is_needed) || !is_needed && fields.len() >= MOST_INPUTS {
                self.left_out.push(name.clone());
                continue;
            }
            if is_file(schema, field) {
                self.file(name);
                continue;
            }
            if let Some(texts) = self.inputs.fixed_items(schema, field, in_list) {
                let same = |value| Parameter { name: name.clone(), value, optional: !is_needed };
                fields.extend(texts.into_iter().map(same));
                continue;
            }
            if is_needed && let Some(value) = self.inputs.fixed(schema, field, in_list) {
                fields.push(Parameter { name: name.clone(), value, optional: false });
                continue;
            }
            fields.push(self.field(
                name,
                field,
                schema,
                is_needed,
                example.and_then(|it| it.get(name)),
                None,
            ));
        }
        fields
    }

    pub(super) fn field(
        &mut self,
        name: &str,
        schema: &Value,
        root: &Value,
        required: bool,
        example: Option<&Value>,
        description: Option<&str>,
    ) -> Parameter {
        let shape = effective(root, schema);
        let item = (kind(&shape) == Some("array")).then(|| shape.get("items").cloned()).flatten();
        if item.is_some() {
            let title = format!("`{name}` could take several values; one is sent");
            self.remarks.hint(
                "parameter_list",
                title,
                "Repeat the field in the step Asks for more",
                &self.pointer,
            );
        }
        let described = shape.get("description").and_then(Value::as_str);
        let wanted = Wanted {
            name,
            description: description.or(described),
            required,
            schema: item.as_ref().unwrap_or(schema),
            root,
            example,
            is_flat: true,
            pointer: &self.pointer,
        };
        let chip = self.inputs.add(&wanted, self.remarks);
        Parameter { name: name.to_owned(), value: Text(format!("{{{{ {chip} }}}}")), optional: !required }
    }

    /// The elements right below the root; XML is too free to be taken over whole.
    pub(super) fn xml(&mut self, media_type: &str, schema: &Value, example: Option<&Value>) -> Body {
        let shape = effective(schema, schema);
        let root = shape
            .get("title")
            .and_then(Value::as_str)
            .map_or_else(|| "request".to_owned(), |it| super::words::name(it, "request"));
        let title = format!("The body is XML; its elements were put under `{root}`");
        self.remarks.warning("xml_body", title, "Check the form of the XML in the step Asks", &self.pointer);
        let mut text = format!("<{root}>");
        // A text is sent whole or not at all, so optional elements cannot be left out when they are not known.
        for parameter in self.fields(schema, example, |is_needed| is_needed) {
            let name: String = parameter.name.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect();
            text.push_str(&format!("<{name}>{}</{name}>", parameter.value.as_str()));
        }
        Body::Text { content_type: media_type.to_owned(), text: Text(format!("{text}</{root}>")) }
    }
}

/// A text that is one chip, with nothing where the chip has no value.
fn or_empty(text: &Text) -> String {
    let chip = parse(text.as_str()).ok().and_then(|text| text.sole_chip().cloned());
    let with_default = chip.and_then(|chip| {
        parse(&format!("{{{{ {} | default(\"\") }}}}", chip.name())).ok()?.sole_chip().map(Chip::to_string)
    });
    with_default.unwrap_or_else(|| text.0.clone())
}

/// Whether a field of a form is a file: bytes without a description of what they are.
fn is_file(root: &Value, schema: &Value) -> bool {
    let shape = effective(root, schema);
    shape.contains_key("contentMediaType")
}
