//! A call as an HTTP request: address, headers and body in formulas.

use serde_json::{Map, Value, json};

use super::power_fx::quote;
use super::topic::Writer;
use super::{json_text, names, types};
use crate::convert::export::expression::{Dialect, chip, text};
use crate::convert::export::flow::{BodyStep, CallStep, Chip, Field, Piece};
use crate::model::{Authentication, KeyPlace, Method, StandardOutcome};

/// The request, with what has to be done before.
pub(super) fn actions(writer: &Writer<'_>, call: &CallStep, is_first: bool) -> Vec<Value> {
    let mut actions = Vec::new();
    let bad: Vec<String> = chips(&call.path).map(|part| unusable(writer, part)).collect();
    let variable = |what: &str| writer.dialect.variables.answer(&call.id, what);
    let mut request = json!({
        "kind": "HttpRequestAction",
        "id": writer.id("httpRequest"),
        "displayName": call.system,
        "method": method(call.method),
        "url": format!("={}", address(writer, call)),
        "headers": headers(writer, call),
    });
    if let Some(body) = body(writer, call) {
        request["body"] = body;
    }
    request["errorHandling"] = json!({
        "kind": "ContinueOnErrorBehavior",
        "statusCode": variable("_Status"),
        "errorResponseBody": variable("_Error"),
    });
    request["requestTimeoutInMilliseconds"] = Value::from(call.policy.time_limit_ms);
    if let Some(waiting) = writer.flow.waiting.as_ref().filter(|_| is_first) {
        request["latencyMessageSettings"] = json!({
            "allowLatencyMessage": true,
            "latencyMessage": writer.words(&waiting.text, &mut actions),
            "latencyMessageDelayInMilliseconds": waiting.after_ms,
        });
    }
    request["response"] = Value::from(variable(""));
    if let Some(schema) = types::answer(writer.flow, call) {
        request["responseSchema"] = schema;
    }
    request["responseHeaders"] = Value::from(variable("_Headers"));
    let status = variable("_Status");
    // The status is known of failures alone; headers tell an answer from none.
    let code = format!("If(IsBlank({status}), If(IsBlank({}), 0, 200), {status})", variable("_Headers"));
    let steps = [request, writer.set(&variable("_Code"), &code)];
    if bad.is_empty() {
        actions.extend(steps);
    } else {
        actions.push(writer.ends(&writer.dialect.any(&bad), StandardOutcome::BadInput.id()));
        actions.push(writer.when(super::topic::RUNNING, steps.to_vec()));
    }
    actions
}

fn method(method: Method) -> &'static str {
    match method {
        // HEAD is not there; the answer of GET has the same headers.
        Method::Get | Method::Head => "Get",
        Method::Post => "Post",
        Method::Put => "Put",
        Method::Patch => "Patch",
        Method::Delete => "Delete",
    }
}

fn chips(pieces: &[Piece]) -> impl Iterator<Item = &Chip> {
    pieces.iter().filter_map(|piece| match piece {
        Piece::Chip(part) => Some(part),
        Piece::Literal(_) => None,
    })
}

/// Values that would lead to another address.
fn unusable(writer: &Writer<'_>, part: &Chip) -> String {
    writer.dialect.bind("part", &chip(&writer.dialect, part), &|shown| {
        format!("Or(IsBlank({shown}), {shown} = \".\", {shown} = \"..\")")
    })
}

fn encoded(writer: &Writer<'_>, pieces: &[Piece], literal: impl Fn(&str) -> String) -> Vec<String> {
    let part = |piece: &Piece| match piece {
        Piece::Literal(text) => literal(text),
        Piece::Chip(part) => format!("EncodeUrl({})", chip(&writer.dialect, part)),
    };
    pieces.iter().map(part).collect()
}

fn address(writer: &Writer<'_>, call: &CallStep) -> String {
    let mut parts = vec![quote(&call.base_url)];
    parts.extend(encoded(writer, &call.path, quote));
    let mut pairs = pairs(writer, &call.query);
    if let Authentication::ApiKey { secret, place: KeyPlace::Query, name } = &call.authentication {
        let name = quote(&format!("{}=", percent(name)));
        pairs.push((name, vec![format!("EncodeUrl({})", names::secret(secret))], None));
    }
    if !pairs.is_empty() {
        parts.push("\"?\"".to_owned());
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
            parts.push("\"&\"".to_owned());
        }
        let pair = [vec![name], value].concat();
        match left_out {
            None => parts.extend(pair),
            Some(test) => {
                parts.push(writer.dialect.choose(&test, "\"\"", &writer.dialect.join(&pair)));
            }
        }
    }
    parts
}

/// When an optional field is left out.
fn left_out(writer: &Writer<'_>, field: &Field) -> Option<String> {
    let chips = chips(&field.value).filter(|part| part.default().is_none());
    let missing: Vec<String> =
        chips.map(|part| writer.dialect.is_missing(&writer.dialect.value(&part.reference))).collect();
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
        let value = match left_out(writer, field) {
            Some(test) => {
                format!("={}", writer.dialect.choose(&test, "\"\"", &text(&writer.dialect, &field.value)))
            }
            None => writer.formula(&field.value),
        };
        headers.insert(field.name.clone(), Value::from(value));
    }
    let mut cookies = pairs(writer, &call.cookies);
    match &call.authentication {
        Authentication::Bearer { secret } => {
            let value = format!("=\"Bearer \" & {}", names::secret(secret));
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
                parts.push("\"; \"".to_owned());
            }
            parts.extend([vec![name], value].concat());
        }
        headers.insert("Cookie".to_owned(), Value::from(format!("={}", writer.dialect.join(&parts))));
    }
    Value::Object(headers)
}

fn body(writer: &Writer<'_>, call: &CallStep) -> Option<Value> {
    let raw = |formula: String| {
        let content_type = call.content_type.clone().unwrap_or_default();
        json!({"kind": "RawRequestContent", "contentType": content_type, "content": format!("={formula}")})
    };
    Some(match &call.body {
        BodyStep::None => return None,
        BodyStep::Json(root) if json_text::is_record(root, writer.flow) => {
            let record = json_text::record(writer, root);
            json!({"kind": "JsonRequestContent", "content": format!("={record}")})
        }
        BodyStep::Json(root) => raw(json_text::formula(writer, root)),
        BodyStep::Form(fields) => raw(writer.dialect.join(&joined(writer, pairs(writer, fields)))),
        BodyStep::Text { text: pieces, is_xml } => {
            let part = |piece: &Piece| match piece {
                Piece::Literal(text) => quote(text),
                Piece::Chip(part) if *is_xml => xml(&chip(&writer.dialect, part)),
                Piece::Chip(part) => chip(&writer.dialect, part),
            };
            raw(writer.dialect.join(&pieces.iter().map(part).collect::<Vec<_>>()))
        }
    })
}

fn xml(text: &str) -> String {
    let escapes = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&apos;")];
    escapes.iter().fold(text.to_owned(), |text, (sign, escape)| {
        format!("Substitute({text}, {}, {})", quote(sign), quote(escape))
    })
}
