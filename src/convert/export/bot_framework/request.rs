//! A call as an HTTP request: address, headers and body in expressions.

use serde_json::{Map, Value, json};

use super::adaptive::{constant, member, quote};
use super::dialog::{Writer, ends, set, when};
use super::names;
use crate::convert::export::expression::{Dialect, chip, text};
use crate::convert::export::flow::{BodyStep, CallStep, Chip, Field, JsonNode, Piece};
use crate::model::{Authentication, KeyPlace, Method, StandardOutcome};

/// The request, with what has to be done before.
pub(super) fn actions(writer: &Writer<'_>, call: &CallStep) -> Vec<Value> {
    let mut actions = Vec::new();
    let bad: Vec<String> = path_chips(&call.path).map(|part| unusable(writer, part)).collect();
    if !bad.is_empty() {
        actions.push(ends(&writer.dialect.any(&bad), StandardOutcome::BadInput.id()));
    }
    let mut request = json!({
        "$kind": "Microsoft.HttpRequest",
        "url": format!("={}", address(writer, call)),
        "method": call.method.name(),
        "headers": headers(writer, call),
        "responseType": "json",
        "resultProperty": writer.dialect.properties.answer(&call.id),
    });
    if let Some(content_type) = &call.content_type {
        request["contentType"] = Value::from(content_type.clone());
    }
    if carries_body(call.method)
        && let Some(body) = body(writer, call, &mut actions)
    {
        request["body"] = body;
    }
    actions.push(if bad.is_empty() { request } else { when(super::dialog::RUNNING, vec![request]) });
    actions
}

/// Whether the runtime sends a body along.
pub(super) fn carries_body(method: Method) -> bool {
    matches!(method, Method::Post | Method::Put | Method::Patch)
}

fn path_chips(path: &[Piece]) -> impl Iterator<Item = &Chip> {
    path.iter().filter_map(|piece| match piece {
        Piece::Chip(part) => Some(part),
        Piece::Literal(_) => None,
    })
}

/// Values that would lead to another address.
fn unusable(writer: &Writer<'_>, part: &Chip) -> String {
    let shown = chip(&writer.dialect, part);
    writer.dialect.any(&["", ".", ".."].map(|text| format!("{shown} == {}", quote(text))))
}

fn encoded(writer: &Writer<'_>, pieces: &[Piece], literal: impl Fn(&str) -> String) -> Vec<String> {
    let part = |piece: &Piece| match piece {
        Piece::Literal(text) => literal(text),
        Piece::Chip(part) => format!("uriComponent({})", chip(&writer.dialect, part)),
    };
    pieces.iter().map(part).collect()
}

fn address(writer: &Writer<'_>, call: &CallStep) -> String {
    let mut parts = vec![quote(&call.base_url)];
    parts.extend(encoded(writer, &call.path, quote));
    let mut pairs = pairs(writer, &call.query);
    if let Authentication::ApiKey { secret, place: KeyPlace::Query, name } = &call.authentication {
        let name = quote(&format!("{}=", percent(name)));
        pairs.push((name, vec![format!("uriComponent({})", names::secret(secret))], None));
    }
    if !pairs.is_empty() {
        parts.push("'?'".to_owned());
        parts.extend(joined(writer, pairs));
    }
    writer.dialect.join(&parts)
}

/// Name with `=`, value, and when it is left out.
type Pair = (String, Vec<String>, Option<String>);

fn pairs(writer: &Writer<'_>, fields: &[Field]) -> Vec<Pair> {
    let pair = |field: &Field| {
        let name = quote(&format!("{}=", percent(&field.name)));
        let value = encoded(writer, &field.value, |text| quote(&percent(text)));
        (name, value, left_out(writer, field))
    };
    fields.iter().map(pair).collect()
}

/// `a=1&b=2`. What is left out leaves an empty pair, which servers skip.
fn joined(writer: &Writer<'_>, pairs: Vec<Pair>) -> Vec<String> {
    let mut parts = Vec::new();
    for (place, (name, value, left_out)) in pairs.into_iter().enumerate() {
        if place > 0 {
            parts.push("'&'".to_owned());
        }
        let pair = [vec![name], value].concat();
        match left_out {
            None => parts.extend(pair),
            Some(test) => {
                parts.push(writer.dialect.choose(&test, "''", &writer.dialect.join(&pair)));
            }
        }
    }
    parts
}

/// When an optional field is left out.
fn left_out(writer: &Writer<'_>, field: &Field) -> Option<String> {
    let chips: Vec<&Chip> = path_chips(&field.value).filter(|part| part.default().is_none()).collect();
    let missing: Vec<String> =
        chips.iter().map(|part| writer.dialect.is_missing(&writer.dialect.value(&part.reference))).collect();
    (field.optional && !missing.is_empty()).then(|| writer.dialect.any(&missing))
}

/// Everything but unreserved characters as `%XX` (RFC 3986).
fn percent(text: &str) -> String {
    use crate::template::{Place, encode};
    encode(text, Place::Query).map_or_else(|_| String::new(), std::borrow::Cow::into_owned)
}

fn headers(writer: &Writer<'_>, call: &CallStep) -> Value {
    let mut headers = Map::new();
    for field in &call.headers {
        let mut value = text(&writer.dialect, &field.value);
        if let Some(test) = left_out(writer, field) {
            value = writer.dialect.choose(&test, "''", &value);
        }
        headers.insert(field.name.clone(), Value::from(format!("={value}")));
    }
    let mut cookies = pairs(writer, &call.cookies);
    match &call.authentication {
        Authentication::Bearer { secret } => {
            let value = format!("=concat('Bearer ', {})", names::secret(secret));
            headers.insert("Authorization".to_owned(), Value::from(value));
        }
        Authentication::Basic { user, secret } => {
            let user = quote(&format!("{user}:"));
            let value = format!("=concat('Basic ', base64(concat({user}, {})))", names::secret(secret));
            headers.insert("Authorization".to_owned(), Value::from(value));
        }
        Authentication::ApiKey { secret, place: KeyPlace::Header, name } => {
            headers.insert(name.clone(), Value::from(format!("={}", names::secret(secret))));
        }
        Authentication::ApiKey { secret, place: KeyPlace::Cookie, name } => {
            cookies.push((quote(&format!("{name}=")), vec![names::secret(secret)], None));
        }
        _ => {}
    }
    if !cookies.is_empty() {
        let mut parts = Vec::new();
        for (place, (name, value, _)) in cookies.into_iter().enumerate() {
            if place > 0 {
                parts.push("'; '".to_owned());
            }
            parts.extend([vec![name], value].concat());
        }
        headers.insert("Cookie".to_owned(), Value::from(format!("={}", writer.dialect.join(&parts))));
    }
    Value::Object(headers)
}

fn body(writer: &Writer<'_>, call: &CallStep, before: &mut Vec<Value>) -> Option<Value> {
    Some(match &call.body {
        BodyStep::None => return None,
        BodyStep::Form(fields) => {
            let pairs = joined(writer, pairs(writer, fields));
            Value::from(format!("={}", writer.dialect.join(&pairs)))
        }
        BodyStep::Text { text: pieces, is_xml } => {
            let parts: Vec<String> = pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Literal(text) => quote(text),
                    Piece::Chip(part) if *is_xml => xml(&chip(&writer.dialect, part)),
                    Piece::Chip(part) => chip(&writer.dialect, part),
                })
                .collect();
            Value::from(format!("={}", writer.dialect.join(&parts)))
        }
        BodyStep::Json(root) => {
            let property = writer.dialect.properties.body(&call.id);
            let mut optional = Vec::new();
            let value = node(writer, root, &property, &mut optional);
            if optional.is_empty() && matches!(root, JsonNode::Object(_)) {
                return Some(value);
            }
            let set_all =
                json!({"$kind": "Microsoft.SetProperty", "property": property.clone(), "value": value});
            before.push(set_all);
            for (field, chip) in optional {
                let value = writer.dialect.value(&chip.reference);
                let shown = leaf(writer, chip);
                before.push(when(&format!("exists({value})"), vec![set(&field, &shown)]));
            }
            // As text: the runtime turns a list into a record.
            Value::from(format!("=jsonStringify({property})"))
        }
    })
}

/// A node as the template of a value. Fields that may be left out are set later, where they are known.
fn node<'n>(
    writer: &Writer<'_>,
    part: &'n JsonNode,
    property: &str,
    optional: &mut Vec<(String, &'n Chip)>,
) -> Value {
    match part {
        JsonNode::Object(fields) => {
            let mut record = Map::new();
            for (name, field) in fields {
                let inside = member(property, name);
                if let JsonNode::Chip(part) = field
                    && part.default().is_none()
                    && writer.flow.may_be_missing(&part.reference)
                    && inside.ends_with(&format!(".{name}"))
                {
                    optional.push((inside, part));
                } else {
                    record.insert(name.clone(), node(writer, field, &inside, optional));
                }
            }
            Value::Object(record)
        }
        JsonNode::Array(items) => {
            // Places inside a list cannot be set later.
            let item = |item: &'n JsonNode| node(writer, item, "]", optional);
            Value::Array(items.iter().map(item).collect())
        }
        JsonNode::Chip(part) => Value::from(format!("={}", leaf(writer, part))),
        JsonNode::Text(pieces) => Value::from(format!("={}", text(&writer.dialect, pieces))),
        JsonNode::Literal(Value::Null) => Value::from("=null"),
        JsonNode::Literal(value @ (Value::Array(_) | Value::Object(_))) => {
            Value::from(format!("={}", constant(value)))
        }
        JsonNode::Literal(value) => value.clone(),
    }
}

/// A chip alone keeps the kind of its value unless a format makes it a text.
fn leaf(writer: &Writer<'_>, part: &Chip) -> String {
    let value = writer.dialect.value(&part.reference);
    match (part.formats.len(), part.default()) {
        (0, _) => value,
        (1, Some(default)) => {
            writer.dialect.choose(&writer.dialect.is_blank(&value), &constant(default), &value)
        }
        _ => chip(&writer.dialect, part),
    }
}

fn xml(text: &str) -> String {
    let escapes = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&apos;")];
    escapes.iter().fold(text.to_owned(), |text, (sign, escape)| {
        format!("replace({text}, {}, {})", quote(sign), quote(escape))
    })
}
