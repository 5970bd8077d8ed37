//! The parts of a request, every value encoded for its place.

use super::literal;
use super::writer::{Spot, Writer};
use crate::convert::export::flow::{BodyStep, CallStep, Field, JsonNode, Origin, Piece, Reference};

/// The parts of a request as code. Each yields nothing when a value in it does not suit its place.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// The address without its query.
    pub url: String,
    /// Query parameters.
    pub query: Vec<Part>,
    /// Headers, the content type among them, without authentication and cookies.
    pub headers: Vec<Part>,
    /// Cookies, their values encoded.
    pub cookies: Vec<Part>,
    /// The body, as a value for JSON and a text for plain text and XML; nothing when there is none.
    pub body: Option<String>,
    /// The fields of a form.
    pub form: Vec<Part>,
    /// The first problem: a record with the outcome, or nothing.
    pub problem: String,
}

/// A named part.
#[derive(Clone, Debug)]
pub struct Part {
    /// The name as it is, not encoded.
    pub name: String,
    /// The code of its value; yields nothing when it is left out.
    pub value: String,
}

/// How far the parts are encoded already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Values of query and form are ready to be joined.
    Finished,
    /// The platform encodes values of query and form.
    ByPlatform,
}

/// Writes the steps of a request.
pub fn parts(writer: &mut Writer<'_>, call: &CallStep, encoding: Encoding) -> Parts {
    let mut draft = Draft { writer, problems: Vec::new() };
    let (query, form) = match encoding {
        Encoding::Finished => (Spot::Query, Spot::Form),
        Encoding::ByPlatform => (Spot::Message, Spot::Message),
    };
    let base = draft.writer.host.base_url(&call.connection, &call.base_url);
    let path = draft.required(&call.path, Spot::Path);
    let mut parts = Parts { url: format!("{base} & {path}"), ..Parts::default() };
    parts.query = draft.fields(&call.query, query);
    parts.headers = draft.fields(&call.headers, Spot::Header);
    if let Some(content_type) = &call.content_type {
        parts.headers.push(Part { name: "content-type".to_owned(), value: literal::text(content_type) });
    }
    parts.cookies = draft.fields(&call.cookies, Spot::Query);
    match &call.body {
        BodyStep::None => {}
        BodyStep::Json(node) => parts.body = Some(draft.node(node)),
        BodyStep::Form(fields) => parts.form = draft.fields(fields, form),
        BodyStep::Text { text, is_xml } => {
            parts.body = Some(draft.required(text, if *is_xml { Spot::Xml } else { Spot::Message }));
        }
    }
    if let (Some(body), Some(schema)) = (&mut parts.body, &call.body_schema) {
        let step = draft.writer.script.step("body", body);
        let contract = super::contract::condition(&mut draft.writer.script, schema, &step);
        draft.problems.push(format!("({} ? false : true) ? {{\"outcome\": \"bad_input\"}}", contract.code));
        *body = step;
    }
    parts.problem = draft.problem();
    parts
}

struct Draft<'w, 'a> {
    writer: &'w mut Writer<'a>,
    /// Conditions with what they lead to.
    problems: Vec<String>,
}

impl Draft<'_, '_> {
    fn problem(&self) -> String {
        let rows: Vec<String> = self.problems.iter().map(|row| format!("{row} : ")).collect();
        format!("{}$nothing", rows.concat())
    }

    fn absent(&mut self, code: &str, outcome: &str) {
        self.problems.push(format!("($exists({code}) ? false : true) ? {outcome}"));
    }

    /// A text that has to be there.
    fn required(&mut self, pieces: &[Piece], spot: Spot) -> String {
        for (code, reference) in self.writer.holes(pieces) {
            self.absent(&code, &hole(&reference));
        }
        self.suitable(pieces, spot)
    }

    /// A text without holes: what is missing now does not suit its place.
    fn suitable(&mut self, pieces: &[Piece], spot: Spot) -> String {
        let text = self.writer.text(pieces, spot);
        if text.is_certain {
            return text.code;
        }
        let step = self.writer.script.step("part", &text.code);
        self.absent(&step, "{\"outcome\": \"bad_input\"}");
        step
    }

    fn fields(&mut self, fields: &[Field], spot: Spot) -> Vec<Part> {
        fields.iter().map(|field| Part { name: field.name.clone(), value: self.field(field, spot) }).collect()
    }

    fn field(&mut self, field: &Field, spot: Spot) -> String {
        let holes = self.writer.holes(&field.value);
        if !field.optional || holes.is_empty() {
            return self.required(&field.value, spot);
        }
        let there: Vec<String> = holes.iter().map(|(code, _)| format!("$exists({code})")).collect();
        let there = self.writer.script.step("known", &format!("({})", there.join(" and ")));
        let text = self.writer.text(&field.value, spot);
        let step = self.writer.script.step("part", &format!("({there} ? {})", text.code));
        self.problems.push(format!(
            "({there} ? ($exists({step}) ? false : true) : false) ? {{\"outcome\": \"bad_input\"}}"
        ));
        step
    }

    fn node(&mut self, node: &JsonNode) -> String {
        match node {
            JsonNode::Object(fields) => {
                let field = |(name, node): &(String, JsonNode)| {
                    format!("{}: {}", literal::text(name), self.node(node))
                };
                format!("{{{}}}", fields.iter().map(field).collect::<Vec<_>>().join(", "))
            }
            JsonNode::Array(items) => {
                let items: Vec<String> = items.iter().map(|item| self.item(item)).collect();
                format!("[{}]", items.join(", "))
            }
            JsonNode::Chip(chip) => {
                let code = self.writer.typed(chip);
                let step = self.writer.script.step("part", &code);
                if chip.formats.iter().any(|format| format.name() != "default") {
                    let unfit = format!("($exists({step}) ? $type({step}) != \"string\" : false)");
                    self.problems.push(format!("{unfit} ? {{\"outcome\": \"bad_input\"}}"));
                }
                step
            }
            JsonNode::Text(text) => self.required(text, Spot::Message),
            JsonNode::Literal(value) => literal::value(value),
        }
    }

    /// An item of a list. A list in a list has to stand between brackets of its own, or it would dissolve in the outer one.
    fn item(&mut self, node: &JsonNode) -> String {
        let code = self.node(node);
        let is_list =
            matches!(node, JsonNode::Chip(chip) if chip.value_type == Some(crate::model::ValueType::List));
        if is_list { format!("[{code}]") } else { code }
    }
}

/// Where a request with a hole leads to: asking, when the customer can fill it.
fn hole(reference: &Reference) -> String {
    match &reference.origin {
        Origin::Input(name) if reference.path.is_empty() => {
            format!("{{\"outcome\": \"missing_input\", \"asked\": {}}}", literal::text(name))
        }
        _ => "{\"outcome\": \"bad_input\"}".to_owned(),
    }
}

/// Query or form, finished: `a=1&b=2`.
pub fn joined(parts: &[Part], name: impl Fn(&str) -> String) -> String {
    let pair = |part: &Part| {
        let name = literal::text(&format!("{}=", name(&part.name)));
        format!("$exists({0}) ? {name} & {0}", part.value)
    };
    format!(
        "$join([{}], \"&\")",
        parts.iter().map(|part| format!("({})", pair(part))).collect::<Vec<_>>().join(", ")
    )
}
