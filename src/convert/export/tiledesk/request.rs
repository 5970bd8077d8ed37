//! A call as a web request action.

use serde_json::{Map, Value, json};

use super::decide::Kept;
use super::liquid::{Liquid, Spot, literal, string};
use crate::convert::export::flow::{BodyStep, CallStep, Chip, Field, JsonNode, Piece};
use crate::model::{Authentication, KeyPlace, ValueType};

/// Tiledesk takes time limits between these.
pub(super) const LIMITS_MS: (u64, u64) = (2, 299_999);

/// What requests are written with.
pub(super) struct Requests<'a> {
    pub liquid: &'a Liquid<'a>,
}

impl Requests<'_> {
    /// The action; both ways lead to the block that decides.
    pub(super) fn action(&self, call: &CallStep, kept: &Kept, decide: &str) -> Value {
        let mut query: Vec<String> = call.query.iter().map(|field| self.pair(field, Spot::Address)).collect();
        let mut headers = Map::new();
        for field in &call.headers {
            headers.insert(field.name.clone(), self.liquid.text(&field.value, Spot::Plain).into());
        }
        if let Some(content_type) = &call.content_type {
            headers.insert("content-type".to_owned(), literal(content_type).into());
        }
        let mut cookies: Vec<String> =
            call.cookies.iter().map(|field| self.pair(field, Spot::Cookie)).collect();
        self.prove(&call.authentication, &mut headers, &mut query, &mut cookies);
        if !cookies.is_empty() {
            headers.insert("cookie".to_owned(), cookies.join("; ").into());
        }
        let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
        let url =
            format!("{}{}{query}", literal(&call.base_url), self.liquid.text(&call.path, Spot::Address));
        let mut action = json!({
            "_tdActionType": "webrequestv2",
            "method": call.method.name(),
            "url": url,
            "headersString": headers,
            "bodyType": "none",
            "settings": {"timeout": call.policy.time_limit_ms.clamp(LIMITS_MS.0, LIMITS_MS.1)},
            "assignResultTo": kept.answer,
            "assignStatusTo": kept.status,
            "assignErrorTo": kept.error,
            "trueIntent": decide,
            "falseIntent": decide,
        });
        if let Some(body) = self.body(&call.body) {
            action["bodyType"] = "json".into();
            action["jsonBody"] = body.into();
        }
        action
    }

    fn pair(&self, field: &Field, spot: Spot) -> String {
        let name = match spot {
            Spot::Cookie => field.name.clone(),
            _ => encoded(&field.name),
        };
        let piece = |piece: &Piece| match piece {
            Piece::Literal(text) if spot == Spot::Address => encoded(text),
            piece => self.liquid.text(std::slice::from_ref(piece), spot),
        };
        format!("{name}={}", field.value.iter().map(piece).collect::<String>())
    }

    fn body(&self, body: &BodyStep) -> Option<String> {
        match body {
            BodyStep::None => None,
            BodyStep::Json(node) => Some(self.node(node)),
            // Tiledesk's client writes a record as a form when the content type asks for one.
            BodyStep::Form(fields) => {
                let fields =
                    fields.iter().map(|field| (field.name.clone(), JsonNode::Text(field.value.clone())));
                Some(self.node(&JsonNode::Object(fields.collect())))
            }
            BodyStep::Text { text, is_xml } => {
                let spot = if *is_xml { Spot::Xml } else { Spot::Plain };
                Some(self.captured(text, spot))
            }
        }
    }

    /// A text as JSON.
    fn captured(&self, text: &[Piece], spot: Spot) -> String {
        let name = self.liquid.fresh();
        let text = self.liquid.text(text, spot);
        format!("{{% capture {name} %}}{text}{{% endcapture %}}{{{{ {name} | json }}}}")
    }

    fn node(&self, node: &JsonNode) -> String {
        match node {
            JsonNode::Object(fields) => {
                let names = fields
                    .iter()
                    .map(|(name, _)| format!("{}:", literal(&Value::from(name.clone()).to_string())));
                self.joined(fields.iter().map(|(_, node)| node), names, ["{", "}"])
            }
            JsonNode::Array(items) => {
                self.joined(items.iter(), items.iter().map(|_| String::new()), ["[", "]"])
            }
            JsonNode::Chip(chip) => {
                let (before, value) = self.typed(chip);
                format!("{before}{{{{ {value} | json }}}}")
            }
            JsonNode::Text(text) => self.captured(text, Spot::Plain),
            JsonNode::Literal(value) => literal(&value.to_string()),
        }
    }

    /// The parts of a record or a list; a chip without a value is left out, and with it the comma.
    fn joined<'n>(
        &self,
        nodes: impl Iterator<Item = &'n JsonNode>,
        names: impl Iterator<Item = String>,
        around: [&str; 2],
    ) -> String {
        let comma = self.liquid.fresh();
        // A space, so that no brace of ours meets one of Liquid's.
        let mut text = format!("{} {{% assign {comma} = \"\" %}}", around[0]);
        for (node, name) in nodes.zip(names) {
            let part = format!("{{{{ {comma} }}}}{name}{}{{% assign {comma} = \",\" %}}", self.node(node));
            match node {
                JsonNode::Chip(chip) if chip.default().is_none() => {
                    let value = self.liquid.value(&chip.reference);
                    text.push_str(&format!("{{% if {value} != nil %}}{part}{{% endif %}}"));
                }
                _ => text.push_str(&part),
            }
        }
        format!("{text} {}", around[1])
    }

    /// A chip that keeps its kind.
    fn typed(&self, chip: &Chip) -> (String, String) {
        let (before, value) = self.liquid.shown(chip);
        let is_number = matches!(chip.value_type, Some(ValueType::Integer | ValueType::Number));
        if is_number && chip.formats.is_empty() {
            return (before, format!("{value} | times: 1"));
        }
        (before, value)
    }

    fn prove(
        &self,
        authentication: &Authentication,
        headers: &mut Map<String, Value>,
        query: &mut Vec<String>,
        cookies: &mut Vec<String>,
    ) {
        use crate::convert::export::flow::Origin;
        let variable = |secret: &String| self.liquid.variables.name(&Origin::Secret(secret.clone()));
        let encode = "url_encode | replace: \"+\", \"%20\"";
        match authentication {
            Authentication::Bearer { secret } => {
                headers.insert(
                    "authorization".to_owned(),
                    format!("Bearer {{{{ {} }}}}", variable(secret)).into(),
                );
            }
            Authentication::Basic { user, secret } => {
                let start = string(&format!("{user}:"));
                let value = format!("Basic {{{{ {start} | append: {} | base64_encode }}}}", variable(secret));
                headers.insert("authorization".to_owned(), value.into());
            }
            Authentication::ApiKey { secret, place, name } => match place {
                KeyPlace::Header => {
                    headers.insert(name.clone(), format!("{{{{ {} }}}}", variable(secret)).into());
                }
                KeyPlace::Query => {
                    query.push(format!("{}={{{{ {} | {encode} }}}}", encoded(name), variable(secret)));
                }
                KeyPlace::Cookie => cookies.push(format!("{name}={{{{ {} | {encode} }}}}", variable(secret))),
            },
            Authentication::None
            | Authentication::OAuth2ClientCredentials { .. }
            | Authentication::MutualTls { .. }
            | Authentication::Signature { .. } => {}
        }
    }
}

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
