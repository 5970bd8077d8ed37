//! What a call sends along: a JSON tree with chips, a form, or a text.

use serde_json::{Map, Value};

use super::inputs::{Inputs, Wanted};
use super::media::{choose, is_json, plain_type};
use super::parameters::{Described, example_beside};
use super::remarks::Remarks;
use super::schema::{Direction, convert};
use super::shape::{alternatives, effective, first, kind, required};
use super::source::{Node, Source};
use crate::model::{Body, Parameter, Text};
use crate::template::escape;

/// Inputs that one body makes; optional fields beyond that are left out.
const MOST_INPUTS: usize = 40;
/// Records within records that are taken apart.
const MOST_LEVELS: usize = 5;

/// Makes the body of a call.
pub(super) struct BodyMaker<'a, 'b> {
    pub source: &'a Source,
    pub inputs: &'b mut Inputs<'a>,
    pub remarks: &'b mut Remarks,
    /// Where the body is described.
    pub pointer: String,
    made: usize,
    left_out: Vec<String>,
}

impl<'a, 'b> BodyMaker<'a, 'b> {
    pub fn new(source: &'a Source, inputs: &'b mut Inputs<'a>, remarks: &'b mut Remarks) -> Self {
        Self { source, inputs, remarks, pointer: String::new(), made: 0, left_out: Vec::new() }
    }

    /// The body of an operation of any version.
    pub fn body(&mut self, operation: &Node<'a>, parameters: &[Described<'a>]) -> Body {
        self.pointer.clone_from(&operation.pointer);
        let body = match operation.get("requestBody") {
            Some(body) => self.of_media(body),
            None => self.of_parameters(operation, parameters),
        };
        if !self.left_out.is_empty() {
            let shown =
                self.left_out.iter().take(8).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let title = format!("{} optional fields of the body were left out: {shown}", self.left_out.len());
            self.remarks.hint(
                "body_fields",
                title,
                "Add those that you need in the step Asks",
                &self.pointer,
            );
        }
        body
    }

    fn of_media(&mut self, body: Node<'a>) -> Body {
        let body = match self.source.follow(body) {
            Ok(body) => body,
            Err(broken) => {
                self.remarks.broken(&broken, &self.pointer);
                return Body::None;
            }
        };
        self.pointer.clone_from(&body.pointer);
        let Some(content) = body.get("content") else { return Body::None };
        let Some(chosen) = choose(&content) else { return Body::None };
        let Some(schema) = chosen.media.get("schema") else {
            let example = example_beside(self.source, &chosen.media);
            return self.without_schema(&chosen.media_type, example);
        };
        let schema = convert(self.source, &schema, Direction::Request, self.remarks);
        let example = example_beside(self.source, &chosen.media)
            .or_else(|| first(&effective(&schema, &schema), "examples").cloned());
        self.of_type(&chosen.media_type, &schema, example.as_ref(), body.is_true("required"))
    }

    /// Swagger 2: a parameter `in: body`, or several `in: formData`.
    fn of_parameters(&mut self, operation: &Node<'a>, parameters: &[Described<'a>]) -> Body {
        let consumes = operation.get("consumes").or_else(|| self.source.top().get("consumes"));
        let types: Vec<String> = consumes
            .map(|types| types.items().filter_map(|it| it.value.as_str().map(plain_type)).collect())
            .unwrap_or_default();
        if let Some(parameter) = parameters.iter().find(|parameter| parameter.place == "body") {
            let node = parameter.node.get("schema").unwrap_or_else(|| parameter.node.clone());
            let schema = convert(self.source, &node, Direction::Request, self.remarks);
            let media_type = types.iter().find(|it| is_json(it)).or_else(|| types.first()).cloned();
            let example = example_beside(self.source, &parameter.node);
            let media_type = media_type.unwrap_or_else(|| "application/json".to_owned());
            return self.of_type(&media_type, &schema, example.as_ref(), parameter.node.is_true("required"));
        }
        let fields: Vec<_> =
            parameters.iter().filter(|parameter| parameter.place.eq_ignore_ascii_case("formData")).collect();
        if fields.is_empty() {
            return Body::None;
        }
        if types.iter().any(|it| it == "multipart/form-data")
            && !types.iter().any(|it| it.contains("urlencoded"))
        {
            self.multipart();
        }
        let mut form = Vec::new();
        for parameter in fields {
            let schema = convert(self.source, &parameter.node, Direction::Request, self.remarks);
            if parameter.node.text("type") == Some("file") {
                self.file(parameter.name);
                continue;
            }
            let example = example_beside(self.source, &parameter.node);
            let required = parameter.node.is_true("required");
            let description = parameter.node.text("description");
            form.push(self.field(parameter.name, &schema, &schema, required, example.as_ref(), description));
        }
        Body::Form { fields: form }
    }

    fn of_type(
        &mut self,
        media_type: &str,
        schema: &Value,
        example: Option<&Value>,
        is_required: bool,
    ) -> Body {
        if is_json(media_type) || media_type == "*/*" {
            let example = example.map(as_json);
            let level = Level { name: "body", depth: 0, required: is_required };
            let value = self
                .tree(schema, schema, example.as_ref(), &level)
                .unwrap_or_else(|| Value::Object(Map::new()));
            return Body::Json { value, schema: None };
        }
        if media_type.contains("urlencoded") || media_type.starts_with("multipart/") {
            if !media_type.contains("urlencoded") {
                self.multipart();
            }
            return self.form(schema, example);
        }
        if media_type.contains("xml") {
            return self.xml(media_type, schema, example);
        }
        if media_type.starts_with("text/") {
            let text = example.filter(|example| example.is_string());
            let wanted = Wanted {
                name: "text",
                description: None,
                required: is_required,
                schema,
                root: schema,
                example: text,
                is_flat: true,
                pointer: &self.pointer,
            };
            let chip = self.inputs.add(&wanted, self.remarks);
            return Body::Text {
                content_type: media_type.to_owned(),
                text: Text(format!("{{{{ {chip} }}}}")),
            };
        }
        let title = format!("A body of the type `{media_type}` cannot be carried over");
        self.remarks.error("body_type", title, "Ask the operator whether JSON is accepted", &self.pointer);
        Body::None
    }

    fn without_schema(&mut self, media_type: &str, example: Option<Value>) -> Body {
        let contract = example.clone().map_or_else(
            || serde_json::json!({"type": "object"}),
            |example| crate::engine::infer(&[as_json(&example)]),
        );
        self.of_type(media_type, &contract, example.as_ref(), true)
    }

    fn multipart(&mut self) {
        let title =
            "The form is to be sent in several parts (multipart); it was set up as a plain form".to_owned();
        let remedy = "Ask the operator whether a plain form is accepted";
        self.remarks.error("multipart", title, remedy, &self.pointer);
    }

    fn file(&mut self, name: &str) {
        let title = format!("`{name}` is a file, which a conversation cannot send here; it was left out");
        self.remarks.error("file", title, "Ask the operator for a way without a file", &self.pointer);
    }

    fn form(&mut self, schema: &Value, example: Option<&Value>) -> Body {
        Body::Form { fields: self.fields(schema, example, |_| true) }
    }

    /// The fields right below the root; `keep` decides by whether they are required.
    fn fields(&mut self, schema: &Value, example: Option<&Value>, keep: fn(bool) -> bool) -> Vec<Parameter> {
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

    fn field(
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
    fn xml(&mut self, media_type: &str, schema: &Value, example: Option<&Value>) -> Body {
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

    /// A part of the JSON document; none when it is left out.
    fn tree(
        &mut self,
        root: &Value,
        schema: &Value,
        example: Option<&Value>,
        level: &Level<'_>,
    ) -> Option<Value> {
        let shape = effective(root, schema);
        if alternatives(root, schema) > 1 {
            let title = format!("`{}` can have several forms; the first was taken", level.name);
            self.remarks.hint(
                "first_alternative",
                title,
                "Change the body in the step Asks for another form",
                &self.pointer,
            );
        }
        if let Some(only) = shape.get("const").filter(|_| level.required) {
            return Some(literal(only));
        }
        let properties = shape.get("properties").and_then(Value::as_object).filter(|it| !it.is_empty());
        let is_open = level.depth == 0 || level.required && level.depth < MOST_LEVELS;
        if let (Some("object"), Some(properties), true) = (kind(&shape), properties, is_open) {
            return Some(self.record(root, &shape, properties, example, level.depth));
        }
        if !level.required && self.made >= MOST_INPUTS {
            self.left_out.push(level.name.to_owned());
            return None;
        }
        self.made += 1;
        let description = shape.get("description").and_then(Value::as_str);
        let wanted = Wanted {
            name: level.name,
            description,
            required: level.required,
            schema,
            root,
            example,
            is_flat: false,
            pointer: &self.pointer,
        };
        let chip = self.inputs.add(&wanted, self.remarks);
        Some(Value::String(format!("{{{{ {chip} }}}}")))
    }

    fn record(
        &mut self,
        root: &Value,
        shape: &Map<String, Value>,
        properties: &Map<String, Value>,
        example: Option<&Value>,
        depth: usize,
    ) -> Value {
        let needed = required(shape);
        let mut record = Map::new();
        // What is required comes first, so that the limit never meets it.
        for is_needed in [true, false] {
            for (name, field) in
                properties.iter().filter(|(name, _)| needed.contains(&name.as_str()) == is_needed)
            {
                let level = Level { name, depth: depth + 1, required: is_needed };
                let example = example.and_then(|example| example.get(name));
                if let Some(value) = self.tree(root, field, example, &level) {
                    record.insert(name.clone(), value);
                }
            }
        }
        let order = |name: &String| properties.keys().position(|known| known == name);
        let mut fields: Vec<_> = record.into_iter().collect();
        fields.sort_by_key(|(name, _)| order(name));
        Value::Object(fields.into_iter().collect())
    }
}

struct Level<'n> {
    name: &'n str,
    depth: usize,
    required: bool,
}

/// A value of the description in a document where every text may have chips.
fn literal(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(escape(text)),
        Value::Array(items) => Value::Array(items.iter().map(literal).collect()),
        Value::Object(fields) => fields.iter().map(|(name, field)| (name.clone(), literal(field))).collect(),
        other => other.clone(),
    }
}

/// An example that is JSON in a text.
fn as_json(example: &Value) -> Value {
    let text = example.as_str().filter(|text| text.trim_start().starts_with(['{', '[']));
    text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_else(|| example.clone())
}

/// Whether a field of a form is a file: bytes without a description of what they are.
fn is_file(root: &Value, schema: &Value) -> bool {
    let shape = effective(root, schema);
    shape.contains_key("contentMediaType")
}
