//! Parameters in path, query, headers and cookies.

use serde_json::{Value, json};

use super::designed::{as_it_is, in_list};
use super::inputs::{Inputs, Wanted};
use super::remarks::Remarks;
use super::schema::{Direction, convert};
use super::security::is_key;
use super::shape::{effective, kind};
use super::source::{Node, Source};
use crate::convert::handed_on::{NEW_ID, TEXT};
use crate::model::{Call, Parameter, Text};
use crate::template::escape;

/// Parameters of one operation.
const MOST: usize = 200;
/// Headers that the request has anyway (OpenAPI: "shall be ignored").
const OWN_HEADERS: [&str; 6] =
    ["accept", "content-type", "content-length", "host", "user-agent", "accept-encoding"];

/// A parameter of the description, followed to where it is described.
#[derive(Clone, Debug)]
pub(super) struct Described<'a> {
    pub node: Node<'a>,
    pub name: &'a str,
    pub place: &'a str,
}

/// The parameters of the operation; its own ones instead of those of its path with the same name and place.
pub(super) fn described<'a>(
    source: &'a Source,
    item: &Node<'a>,
    operation: &Node<'a>,
    remarks: &mut Remarks,
) -> Vec<Described<'a>> {
    let mut found: Vec<Described<'a>> = Vec::new();
    let lists = [item.get("parameters"), operation.get("parameters")];
    for node in lists.iter().flatten().flat_map(|list| list.items().collect::<Vec<_>>()).take(MOST) {
        let pointer = node.pointer.clone();
        let node = match source.follow(node) {
            Ok(node) => node,
            Err(broken) => {
                remarks.broken(&broken, &pointer);
                continue;
            }
        };
        let (Some(name), Some(place)) = (node.text("name"), node.text("in")) else { continue };
        let new = Described { node, name, place };
        match found.iter_mut().find(|known| known.name == name && known.place == place) {
            Some(known) => *known = new,
            None => found.push(new),
        }
    }
    found
}

/// Puts parameters into a call.
pub(super) struct Placer<'a, 'b> {
    pub source: &'a Source,
    pub inputs: &'b mut Inputs<'a>,
    pub remarks: &'b mut Remarks,
    pub call: &'b mut Call,
    /// The secrets that parameters are, by the name of the parameter, for the connection to list.
    pub keys: Vec<(String, String)>,
    /// The name of the system, for secrets.
    pub owner: &'b str,
    /// Headers, parameters and cookies that the sign-in fills.
    pub signed_in: Vec<String>,
}

impl<'a> Placer<'a, '_> {
    /// The path with its chips, and everything else that is a parameter.
    pub fn place(&mut self, path: &str, parameters: &[Described<'a>]) {
        let mut in_path: Vec<(&str, String)> = Vec::new();
        for parameter in parameters {
            match parameter.place.to_ascii_lowercase().as_str() {
                "path" => {
                    let text = self.in_path(parameter);
                    in_path.push((parameter.name, text));
                }
                "query" => self.elsewhere(parameter, Spot::Query),
                "header" => self.elsewhere(parameter, Spot::Header),
                "cookie" => self.elsewhere(parameter, Spot::Cookie),
                _ => {}
            }
        }
        self.call.path = self.path(path, &in_path);
    }

    fn path(&mut self, path: &str, in_path: &[(&str, String)]) -> Text {
        let (path, fragment) =
            path.split_once('#').map_or((path, None), |(path, fragment)| (path, Some(fragment)));
        let (path, query) = path.split_once('?').map_or((path, ""), |(path, query)| (path, query));
        if fragment.is_some() {
            let title = "What stands behind `#` in the path is never sent and was left out".to_owned();
            self.remarks.hint("path_fragment", title, "Check which operation is called", "/paths");
        }
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if !self.call.query.iter().any(|known| known.name == name) && !value.contains('{') {
                let value = Text(escape(value));
                self.call.query.push(Parameter { name: name.to_owned(), value, optional: false });
            }
        }
        let mut text = String::new();
        let mut rest = path;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(&literal(before));
            let Some((name, behind)) = after.split_once('}') else {
                rest = after;
                continue;
            };
            let known = in_path.iter().find(|(known, _)| *known == name).map(|(_, text)| text.clone());
            text.push_str(&known.unwrap_or_else(|| self.undescribed(name)));
            rest = behind;
        }
        text.push_str(&literal(rest));
        Text(text)
    }

    /// A part of the path that no parameter describes.
    fn undescribed(&mut self, name: &str) -> String {
        let title = format!("The path needs `{name}`, which is not described");
        self.remarks.hint("path_parameter", title, "Check its kind in the step Needs", "/paths");
        let schema = json!({"type": "string"});
        let wanted = Wanted {
            name: name.trim_start_matches('+').trim_end_matches('*'),
            description: None,
            required: true,
            schema: &schema,
            root: &schema,
            example: None,
            is_flat: true,
            pointer: "/paths",
        };
        format!("{{{{ {} }}}}", self.inputs.add(&wanted, self.remarks))
    }

    fn in_path(&mut self, parameter: &Described<'a>) -> String {
        let schema = self.schema(parameter);
        if let Some(text) = self.inputs.designed(&schema) {
            return text.0;
        }
        self.unchecked(parameter, &effective(&schema, &schema));
        let chip = self.input(parameter, parameter.name, &schema, &schema, true);
        match parameter.node.text("style") {
            Some("label") => format!(".{{{{ {chip} }}}}"),
            Some("matrix") => format!(";{}={{{{ {chip} }}}}", literal(parameter.name)),
            _ => format!("{{{{ {chip} }}}}"),
        }
    }

    fn elsewhere(&mut self, parameter: &Described<'a>, spot: Spot) {
        let plain = parameter.name.to_ascii_lowercase();
        if spot == Spot::Header && OWN_HEADERS.contains(&plain.as_str()) || self.signed_in.contains(&plain) {
            return;
        }
        if spot == Spot::Header && plain == "idempotency-key" {
            self.call.policy.idempotency_header = Some(parameter.name.to_owned());
            return;
        }
        if spot != Spot::Query && !is_token(parameter.name) {
            let title = format!("`{}` is no name that a header or cookie can have", parameter.name);
            self.remarks.warning(
                "parameter_name",
                title,
                "Ask the operator what is meant",
                &parameter.node.pointer,
            );
            return;
        }
        let schema = self.schema(parameter);
        let required = parameter.node.is_true("required");
        if self.fixed(parameter, spot, &schema, required) {
            return;
        }
        if is_key(parameter.name) {
            self.key(parameter, spot);
            return;
        }
        let shape = effective(&schema, &schema);
        self.unchecked(parameter, &shape);
        let is_record = kind(&shape) == Some("object") && parameter.node.get("content").is_none();
        let properties = shape.get("properties").and_then(Value::as_object).filter(|_| is_record);
        let Some(properties) = properties.filter(|properties| !properties.is_empty()) else {
            if is_record {
                let title =
                    format!("`{}` is a record of any fields, which an address cannot carry", parameter.name);
                let remedy = "Add the parameters that you need in the step Asks";
                self.remarks.warning("parameter_record", title, remedy, &parameter.node.pointer);
                return;
            }
            if kind(&shape) == Some("array") {
                let title = format!("`{}` could take several values; one is sent", parameter.name);
                self.remarks.hint(
                    "parameter_list",
                    title,
                    "Repeat the parameter in the step Asks for more",
                    &parameter.node.pointer,
                );
            }
            let (item, is_list) = item_of(&schema, &shape);
            let chip = self.input(parameter, parameter.name, &item, &item, required);
            let name = if is_list { wire_name(parameter) } else { parameter.name.to_owned() };
            self.push(spot, name, &chip, !required);
            return;
        };
        self.record(parameter, spot, &schema, properties, &super::shape::required(&shape));
    }

    /// A value that the description itself says, with a text or a constant.
    fn fixed(&mut self, parameter: &Described<'a>, spot: Spot, schema: &Value, required: bool) -> bool {
        if schema.get(NEW_ID) == Some(&Value::Bool(true)) && spot == Spot::Header {
            self.call.policy.idempotency_header = Some(parameter.name.to_owned());
            return true;
        }
        let encoded = if spot == Spot::Query { in_list } else { as_it_is };
        let texts = match self.inputs.fixed_items(schema, schema, encoded) {
            Some(texts) => texts,
            None if required || schema.get(TEXT).is_some() => {
                self.inputs.fixed(schema, schema, encoded).into_iter().collect()
            }
            None => Vec::new(),
        };
        let is_fixed = !texts.is_empty();
        let name = parameter.name.to_owned();
        let fields =
            texts.into_iter().map(|value| Parameter { name: name.clone(), value, optional: !required });
        self.list(spot).extend(fields);
        is_fixed
    }

    /// A key that is written down as a parameter.
    fn key(&mut self, parameter: &Described<'a>, spot: Spot) {
        let required = parameter.node.is_true("required");
        if !self.signed_in.is_empty() && !required {
            let title = format!("`{}` is a key beside the sign-in and was left out", parameter.name);
            self.remarks.hint(
                "key_left_out",
                title,
                "Add it in the step Asks if it is needed",
                &parameter.node.pointer,
            );
            return;
        }
        let is_authorization = parameter.name.eq_ignore_ascii_case("authorization");
        let kind =
            if is_authorization { "token".to_owned() } else { super::words::name(parameter.name, "key") };
        let secret = super::security::secret_name(self.owner, &kind);
        let title = format!("`{}` is a key; it became the secret `{secret}`", parameter.name);
        let remedy = "Enter its value where secrets are kept, never in the project";
        self.remarks.hint("parameter_is_key", title, remedy, &parameter.node.pointer);
        let words = parameter.node.value.to_string().to_ascii_lowercase();
        let scheme = match is_authorization {
            true if words.contains("basic ") && !words.contains("bearer") => "Basic ",
            true => "Bearer ",
            false => "",
        };
        let value = Text(format!("{scheme}{{{{ secret.{secret} }}}}"));
        let entry = Parameter { name: parameter.name.to_owned(), value, optional: false };
        self.list(spot).push(entry);
        self.keys.push((secret, parameter.name.to_owned()));
    }

    fn schema(&mut self, parameter: &Described<'a>) -> Value {
        let node = &parameter.node;
        let content =
            node.get("content").and_then(|content| content.entries().next().map(|(_, media)| media));
        let inner = node.get("schema").or_else(|| content.as_ref().and_then(|media| media.get("schema")));
        if content.is_some() {
            let title = format!("`{}` carries a document in one text", parameter.name);
            self.remarks.hint(
                "parameter_document",
                title,
                "Enter the whole text, for example JSON",
                &node.pointer,
            );
            return json!({"type": "string"});
        }
        convert(self.source, inner.as_ref().unwrap_or(node), Direction::Request, self.remarks)
    }

    pub(super) fn input(
        &mut self,
        parameter: &Described<'a>,
        name: &str,
        schema: &Value,
        root: &Value,
        required: bool,
    ) -> String {
        let node = &parameter.node;
        let example = if name == parameter.name { example_beside(self.source, node) } else { None };
        let wanted = Wanted {
            name,
            description: node.text("description").filter(|_| name == parameter.name),
            required,
            schema,
            root,
            example: example.as_ref(),
            is_flat: true,
            pointer: &node.pointer,
        };
        self.inputs.add(&wanted, self.remarks)
    }

    pub(super) fn push(&mut self, spot: Spot, name: String, chip: &str, optional: bool) {
        let value = Text(format!("{{{{ {chip} }}}}"));
        self.list(spot).push(Parameter { name, value, optional });
    }

    pub(super) fn list(&mut self, spot: Spot) -> &mut Vec<Parameter> {
        match spot {
            Spot::Query => &mut self.call.query,
            Spot::Header => &mut self.call.headers,
            Spot::Cookie => &mut self.call.cookies,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    Query,
    Header,
    Cookie,
}

/// The example that stands beside a schema: `example`, the first of `examples`, `x-example`.
pub(super) fn example_beside(source: &Source, node: &Node<'_>) -> Option<Value> {
    let named =
        node.get("examples").and_then(|examples| examples.entries().next().map(|(_, example)| example));
    let named = named
        .and_then(|example| source.follow(example).ok())
        .and_then(|example| example.get("value").map(|it| it.value));
    let single = node.value.get("example").or_else(|| node.value.get("x-example"));
    single.or(named).filter(|value| !value.is_null()).cloned()
}

/// The schema of one value of a list.
fn item_of(schema: &Value, shape: &serde_json::Map<String, Value>) -> (Value, bool) {
    if kind(shape) != Some("array") {
        return (schema.clone(), false);
    }
    let mut item = shape
        .get("items")
        .filter(|items| items.is_object())
        .cloned()
        .unwrap_or_else(|| json!({"type": "string"}));
    if let (Some(definitions), Some(fields)) = (schema.get("$defs"), item.as_object_mut()) {
        fields.insert("$defs".to_owned(), definitions.clone());
    }
    (item, true)
}

/// Lists in deep objects carry brackets.
fn wire_name(parameter: &Described<'_>) -> String {
    let is_deep = parameter.node.text("style") == Some("deepObject") && !parameter.name.ends_with(']');
    if is_deep { format!("{}[]", parameter.name) } else { parameter.name.to_owned() }
}

/// Literal text of a path, with what has no place in it encoded.
fn literal(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            ' ' => plain.push_str("%20"),
            '\\' => plain.push_str("%5C"),
            c if c.is_whitespace() || c.is_control() => {}
            c => plain.push(c),
        }
    }
    escape(&plain)
}

fn is_token(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
