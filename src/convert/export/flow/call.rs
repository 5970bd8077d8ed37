//! One request, and what its answer means.

use serde_json::Value;

use super::piece::chips;
use super::{Chip, Decision, OutputStep, Piece, Reference, Test};
use crate::model::{Authentication, Method, Policy, StatusRange, Tls};

/// One call.
#[derive(Clone, Debug, PartialEq)]
pub struct CallStep {
    /// The call's id.
    pub id: String,
    /// The connection's id.
    pub connection: String,
    /// The connection's name on the screen.
    pub system: String,
    /// The method.
    pub method: Method,
    /// The base address in the environment of the export: scheme, host, port and path without a `/` at the end.
    pub base_url: String,
    /// The base addresses of all environments, by environment id; of the environment's alone when one was chosen.
    pub base_urls: Vec<(String, String)>,
    /// What follows the base address. Begins with `/` unless it is empty. Chips are encoded as path segments (RFC 3986
    /// unreserved characters stay); a value that is empty, `.` or `..` is refused.
    pub path: Vec<Piece>,
    /// Query parameters, in order; chips are encoded with everything but unreserved characters as `%XX`.
    pub query: Vec<Field>,
    /// All headers: `accept`, the connection's, the call's; each name once. Not authentication, and not the content type.
    pub headers: Vec<Field>,
    /// Cookies, in order; chips are percent-encoded.
    pub cookies: Vec<Field>,
    /// The media type of the body, if there is one.
    pub content_type: Option<String>,
    /// The body.
    pub body: BodyStep,
    /// JSON Schema that the finished body must satisfy, else `bad_input`.
    pub body_schema: Option<Value>,
    /// How it proves who it is. Secrets are names. In a demo environment, a bearer token stands in for the elaborate ones.
    pub authentication: Authentication,
    /// Encryption settings.
    pub tls: Tls,
    /// Limits and repetitions, as designed.
    pub policy: Policy,
    /// How often it may be sent again: 0 for a call that must not be repeated, whatever the design says.
    pub repetitions: u32,
    /// Statuses that count as success.
    pub statuses: Vec<StatusRange>,
    /// Whether the answer counts as success; see [`CallStep::refused`].
    pub success: Test,
    /// JSON Schema (draft 2020-12) of a successful answer.
    pub schema: Option<Value>,
    /// The values taken from the answer, also from one that is no success.
    pub outputs: Vec<OutputStep>,
    /// 1. Nothing came back: the first that holds wins.
    pub failures: Vec<Decision>,
    /// 2. Something came back and [`CallStep::success`] does not hold: the first that holds wins; the last always does.
    pub refused: Vec<Decision>,
    /// 3. It counts as success and is not as agreed: the first that holds wins, if any.
    pub flaws: Vec<Decision>,
    /// 4. It is as agreed: the first that holds wins; the last always does. Empty when another call follows.
    pub understood: Vec<Decision>,
}

impl CallStep {
    /// All four steps as one table: the first that holds wins. Ends with a row that always holds, unless another call follows.
    pub fn table(&self) -> Vec<Decision> {
        let refused = self.refused.iter().map(|decision| Decision {
            test: Test::all([Test::Not(Box::new(self.success.clone())), decision.test.clone()]),
            ..decision.clone()
        });
        let steps = self.failures.iter().cloned().chain(refused);
        steps.chain(self.flaws.iter().cloned()).chain(self.understood.iter().cloned()).collect()
    }

    /// Every value that the request is made from.
    pub fn references(&self) -> Vec<&Reference> {
        let fields = self.query.iter().chain(&self.headers).chain(&self.cookies);
        let mut found: Vec<&Chip> = chips(&self.path).collect();
        found.extend(fields.flat_map(|field| chips(&field.value)));
        match &self.body {
            BodyStep::None => {}
            BodyStep::Json(node) => node.chips(&mut found),
            BodyStep::Form(fields) => found.extend(fields.iter().flat_map(|field| chips(&field.value))),
            BodyStep::Text { text, .. } => found.extend(chips(text)),
        }
        found.into_iter().map(|chip| &chip.reference).collect()
    }
}

/// A name with a text: a query parameter, header, cookie or form field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The name as sent, before any encoding.
    pub name: String,
    /// The value.
    pub value: Vec<Piece>,
    /// Left out when a chip in it has no value; otherwise nothing is sent.
    pub optional: bool,
}

/// What is sent along.
#[derive(Clone, Debug, PartialEq)]
pub enum BodyStep {
    /// Nothing.
    None,
    /// A JSON document.
    Json(JsonNode),
    /// `application/x-www-form-urlencoded`.
    Form(Vec<Field>),
    /// A text; its media type is [`CallStep::content_type`].
    Text {
        /// The text.
        text: Vec<Piece>,
        /// Whether chips are escaped as XML; in plain text they stand as they are.
        is_xml: bool,
    },
}

/// A node of a JSON body.
#[derive(Clone, Debug, PartialEq)]
pub enum JsonNode {
    /// A record; a field whose node is a chip without a value is left out.
    Object(Vec<(String, JsonNode)>),
    /// A list; an item that is a chip without a value is left out.
    Array(Vec<JsonNode>),
    /// A text that is one chip alone: keeps the kind of the value unless a format makes it a text.
    Chip(Chip),
    /// A text.
    Text(Vec<Piece>),
    /// Anything else, as it is.
    Literal(Value),
}

impl JsonNode {
    fn chips<'a>(&'a self, found: &mut Vec<&'a Chip>) {
        match self {
            Self::Object(fields) => fields.iter().for_each(|(_, node)| node.chips(found)),
            Self::Array(items) => items.iter().for_each(|node| node.chips(found)),
            Self::Chip(chip) => found.push(chip),
            Self::Text(text) => found.extend(chips(text)),
            Self::Literal(_) => {}
        }
    }
}
