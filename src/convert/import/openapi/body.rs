//! What a call sends along: a JSON tree with chips, a form, or a text.

use serde_json::{Map, Value};

use super::answers::bare;
use super::designed::{exact_items, only_value};
use super::inputs::{Inputs, Wanted, plain_example};
use super::media::{choose, is_json, plain_type};
use super::parameters::{Described, example_beside};
use super::remarks::Remarks;
use super::schema::{Direction, convert};
use super::shape::{alternatives, effective, first, kind, required};
use super::source::{Node, Source as Description};
use crate::engine::plain;
use crate::model::{Body, Input, Source, Text};
use crate::template::{self, escape, parse};

/// Inputs that one body makes; optional fields beyond that are left out.
pub(super) const MOST_INPUTS: usize = 40;
/// Records within records that are taken apart.
const MOST_LEVELS: usize = 5;

/// Makes the body of a call.
pub(super) struct BodyMaker<'a, 'b> {
    pub source: &'a Description,
    pub inputs: &'b mut Inputs<'a>,
    pub remarks: &'b mut Remarks,
    /// Where the body is described.
    pub pointer: String,
    made: usize,
    pub left_out: Vec<String>,
}

impl<'a, 'b> BodyMaker<'a, 'b> {
    pub fn new(source: &'a Description, inputs: &'b mut Inputs<'a>, remarks: &'b mut Remarks) -> Self {
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
        if let Some(text) = self.inputs.designed(&schema).filter(|_| !is_json(&chosen.media_type)) {
            // Any type stands for none that is announced.
            let content_type = if chosen.media_type == "*/*" { String::new() } else { chosen.written };
            return Body::Text { content_type, text };
        }
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
        let is_multipart = types.iter().any(|it| it == "multipart/form-data")
            && !types.iter().any(|it| it.contains("urlencoded"));
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
        if is_multipart { self.in_parts("multipart/form-data", form) } else { Body::Form { fields: form } }
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
            let schema = self.contract(schema, &value);
            return Body::Json { value, schema };
        }
        if media_type.contains("urlencoded") || media_type.starts_with("multipart/") {
            let fields = self.fields(schema, example, |_| true);
            if media_type.contains("urlencoded") {
                return Body::Form { fields };
            }
            return self.in_parts(media_type, fields);
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
        if let Some(text) = self.inputs.designed(&Value::Object(shape.clone())) {
            return Some(Value::String(text.0));
        }
        if let Some(only) = only_value(&shape).filter(|_| level.required) {
            return Some(literal(only));
        }
        if let Some(items) = exact_items(&shape) {
            let inside = Level { name: level.name, depth: level.depth + 1, required: true };
            let items: Vec<_> =
                items.iter().filter_map(|item| self.tree(root, item, None, &inside)).collect();
            return Some(Value::Array(items));
        }
        let is_empty = |key| shape.get(key).and_then(Value::as_u64) == Some(0);
        if is_empty("maxItems") {
            return Some(Value::Array(Vec::new()));
        }
        if is_empty("maxProperties") {
            return Some(Value::Object(Map::new()));
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

    /// The contract of a body, unless the examples break it: then it would stop every call.
    fn contract(&mut self, schema: &Value, value: &Value) -> Option<Value> {
        let contract = bare(schema)?;
        let example = filled(value, &self.inputs.list);
        let problems = crate::engine::Contract::new(&contract).ok()?.problems(&example);
        let Some(problem) = problems.first() else { return Some(contract) };
        let title =
            format!("The contract of the body was not taken over, as the examples break it: {problem}");
        let remedy = "Correct the examples in the step Needs, and check the body against the description";
        self.remarks.hint("body_contract", title, remedy, &self.pointer);
        None
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

/// The document with the examples of the inputs in it.
fn filled(value: &Value, inputs: &[Input]) -> Value {
    match value {
        Value::String(text) => {
            let Ok(parsed) = parse(text) else { return value.clone() };
            let example = |name: &str| {
                let input = inputs.iter().find(|input| input.name == name)?;
                match &input.source {
                    Source::Constant { value } => Some(value.clone()),
                    _ => Some(input.example.clone().unwrap_or_else(|| plain_example(input.value_type))),
                }
            };
            match parsed.sole_chip() {
                Some(chip) => example(chip.name()).unwrap_or_default(),
                None => Value::String(
                    parsed
                        .parts()
                        .iter()
                        .map(|part| match part {
                            template::Part::Literal { text, .. } => text.clone(),
                            template::Part::Chip { chip, .. } => {
                                example(chip.name()).map_or_else(String::new, |value| plain(&value))
                            }
                        })
                        .collect(),
                ),
            }
        }
        Value::Array(items) => Value::Array(items.iter().map(|item| filled(item, inputs)).collect()),
        Value::Object(fields) => {
            fields.iter().map(|(name, field)| (name.clone(), filled(field, inputs))).collect()
        }
        other => other.clone(),
    }
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
