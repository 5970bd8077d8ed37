//! From a designed call to a step: addresses, headers, body and authentication, as the engine would send them.

use serde_json::Value;
use url::Url;

use super::{BodyStep, CallStep, Field, JsonNode, OutputStep, Piece, Reader};
use crate::convert::export::ExportError;
use crate::engine::{MOST_RETRIES, may_repeat};
use crate::model::{Authentication, Body, Call, Connection, Parameter, Part, Place, Text};
use crate::template;

impl Reader<'_> {
    pub(super) fn calls(&self) -> Result<Vec<CallStep>, ExportError> {
        let last = self.integration.calls.len().saturating_sub(1);
        let numbered = self.integration.calls.iter().enumerate();
        numbered.map(|(number, call)| self.call(call, number == last)).collect()
    }

    fn call(&self, call: &Call, is_last: bool) -> Result<CallStep, ExportError> {
        let about = |field: &str| Place::new(&self.integration.id, Part::Call(call.id.clone()), field);
        let connection = self.project.connection(&call.connection).ok_or_else(|| {
            let what = format!("The call asks `{}`, which is no connection of the project", call.connection);
            ExportError::unfinished("unknown_connection", &what, &about("connection"))
        })?;
        let fields = |parameters: &[Parameter], field: &str| {
            let one = |parameter: &Parameter| self.field(parameter, &about(field));
            parameters.iter().map(one).collect::<Result<Vec<_>, _>>()
        };
        let (content_type, body) = self.body(&call.body, &about("body"))?;
        let repeats = may_repeat(call, self.integration.trigger.risk);
        let tables = self.tables(call, is_last);
        Ok(CallStep {
            id: call.id.clone(),
            connection: connection.id.clone(),
            system: super::reader::non_empty(&connection.name, &connection.id),
            method: call.method,
            base_url: self.base_url(connection)?,
            base_urls: self.base_urls(connection),
            path: self.path(call, &about("path"))?,
            query: in_list(fields(&call.query, "query")?, template::Place::Query),
            headers: self.headers(connection, call)?,
            cookies: fields(&call.cookies, "cookies")?,
            content_type,
            body,
            body_schema: match &call.body {
                Body::Json { schema, .. } => schema.clone(),
                _ => None,
            },
            authentication: self.authentication(connection),
            tls: connection.tls.clone(),
            policy: call.policy.clone(),
            repetitions: if repeats { call.policy.retries.count.min(MOST_RETRIES) } else { 0 },
            statuses: call.success.statuses.clone(),
            success: tables.success,
            schema: call.response_schema.clone(),
            outputs: call.outputs.iter().map(OutputStep::new).collect(),
            failures: tables.failures,
            refused: tables.refused,
            flaws: tables.flaws,
            understood: tables.understood,
        })
    }

    /// The bundled demo server knows bearer tokens and nothing more elaborate, as in the engine.
    fn authentication(&self, connection: &Connection) -> Authentication {
        match &connection.authentication {
            Authentication::OAuth2ClientCredentials { secret, .. }
            | Authentication::MutualTls { secret }
            | Authentication::Signature { secret, .. }
                if self.is_demo() =>
            {
                Authentication::Bearer { secret: secret.clone() }
            }
            other => other.clone(),
        }
    }

    fn base_url(&self, connection: &Connection) -> Result<String, ExportError> {
        let about = Place::new(&self.integration.id, Part::Connection(connection.id.clone()), "base_urls");
        let environment = self.environment_id();
        let written = connection.base_urls.get(environment).map(|url| url.trim()).unwrap_or_default();
        if written.is_empty() {
            let what = format!("{} has no address in the environment `{environment}`", connection.name);
            return Err(ExportError::unfinished("no_address", &what, &about));
        }
        plain_address(written).ok_or_else(|| {
            let what = format!("`{written}` is no address of a system");
            ExportError::unfinished("base_address", &what, &about)
        })
    }

    fn base_urls(&self, connection: &Connection) -> Vec<(String, String)> {
        let environments = self.project.environments.iter().map(|environment| &environment.id);
        let chosen = environments.filter(|id| !self.one_environment || *id == self.environment_id());
        let address = |id: &String| Some((id.clone(), plain_address(connection.base_urls.get(id)?.trim())?));
        chosen.filter_map(address).collect()
    }

    fn path(&self, call: &Call, about: &Place) -> Result<Vec<Piece>, ExportError> {
        let mut path = self.plain(&call.path, about)?;
        let slash = match path.first() {
            None => false,
            Some(Piece::Literal(text)) => !text.starts_with('/'),
            Some(Piece::Chip(_)) => true,
        };
        if slash {
            path.insert(0, Piece::Literal("/".to_owned()));
        }
        Ok(path)
    }

    fn headers(&self, connection: &Connection, call: &Call) -> Result<Vec<Field>, ExportError> {
        let accept = Piece::Literal("application/json".to_owned());
        let mut headers = vec![Field { name: "accept".to_owned(), value: vec![accept], optional: false }];
        let of_connection =
            Place::new(&self.integration.id, Part::Connection(connection.id.clone()), "headers");
        let of_call = Place::new(&self.integration.id, Part::Call(call.id.clone()), "headers");
        let both = connection.headers.iter().map(|header| (header, &of_connection));
        for (header, about) in both.chain(call.headers.iter().map(|header| (header, &of_call))) {
            let field = self.field(header, about)?;
            match headers.iter_mut().find(|known| known.name.eq_ignore_ascii_case(&field.name)) {
                Some(known) => *known = field,
                None => headers.push(field),
            }
        }
        Ok(headers)
    }

    fn field(&self, parameter: &Parameter, about: &Place) -> Result<Field, ExportError> {
        let value = self.plain(&parameter.value, about)?;
        Ok(Field { name: parameter.name.clone(), value, optional: parameter.optional })
    }

    fn body(&self, body: &Body, about: &Place) -> Result<(Option<String>, BodyStep), ExportError> {
        Ok(match body {
            Body::None => (None, BodyStep::None),
            Body::Json { value, .. } => {
                (Some("application/json".to_owned()), BodyStep::Json(self.node(value, about)?))
            }
            Body::Form { fields } => {
                let fields = fields.iter().map(|field| self.field(field, about)).collect::<Result<_, _>>()?;
                let fields = in_list(fields, template::Place::Form);
                (Some("application/x-www-form-urlencoded".to_owned()), BodyStep::Form(fields))
            }
            Body::Text { content_type, text } => {
                let is_xml = content_type.contains("xml");
                (Some(content_type.clone()), BodyStep::Text { text: self.plain(text, about)?, is_xml })
            }
        })
    }

    fn node(&self, value: &Value, about: &Place) -> Result<JsonNode, ExportError> {
        Ok(match value {
            Value::String(text) => {
                let mut pieces = self.plain(&Text(text.clone()), about)?;
                match (pieces.pop(), pieces.is_empty()) {
                    (Some(Piece::Chip(chip)), true) => JsonNode::Chip(chip),
                    (last, _) => JsonNode::Text(pieces.into_iter().chain(last).collect()),
                }
            }
            Value::Array(items) => {
                JsonNode::Array(items.iter().map(|item| self.node(item, about)).collect::<Result<_, _>>()?)
            }
            Value::Object(fields) => {
                let field = |(name, node): (&String, &Value)| Ok((name.clone(), self.node(node, about)?));
                JsonNode::Object(fields.iter().map(field).collect::<Result<_, ExportError>>()?)
            }
            other => JsonNode::Literal(other.clone()),
        })
    }
}

/// Scheme, host, port and path, without a `/` at the end.
fn plain_address(written: &str) -> Option<String> {
    let mut url = Url::parse(written).ok()?;
    let usable = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none();
    url.set_query(None);
    url.set_fragment(None);
    usable.then(|| url.as_str().trim_end_matches('/').to_owned())
}

/// The fields of a query or a form, with their literal parts as they are sent.
fn in_list(mut fields: Vec<Field>, place: template::Place) -> Vec<Field> {
    for piece in fields.iter_mut().flat_map(|field| &mut field.value) {
        if let Piece::Literal(text) = piece {
            *text = template::encode_literal(text, place).into_owned();
        }
    }
    fields
}
