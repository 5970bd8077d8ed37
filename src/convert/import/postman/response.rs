//! Saved responses as samples.

use serde_json::Value;

use super::super::described::is_key;
use super::super::described::names::{Given, slug};
use super::text;
use crate::model::{Header, Sample, SampleBody};

/// The longest body that is kept.
const MOST_BYTES: usize = 500_000;

/// The saved responses of an item, without keys.
pub(super) fn samples(responses: &Value) -> Vec<Sample> {
    let (mut samples, mut ids): (Vec<Sample>, Given) = (Vec::new(), Given::default());
    for response in responses.as_array().into_iter().flatten() {
        let code = response["code"].as_u64().and_then(|code| u16::try_from(code).ok());
        let Some(status) = code.filter(|code| (100..600).contains(code)) else { continue };
        let name = text(response, "name").trim();
        let name = if name.is_empty() { format!("Status {status}") } else { name.to_owned() };
        let id = ids.give(&slug(&name, "sample"));
        let body = response["body"].as_str().unwrap_or_default();
        samples.push(Sample {
            id,
            name,
            status,
            headers: headers(&response["header"]),
            body: of_text(body),
            ..Sample::default()
        });
    }
    samples
}

fn headers(list: &Value) -> Vec<Header> {
    let is_kind = |header: &&Value| {
        header["key"].as_str().is_some_and(|name| name.eq_ignore_ascii_case("content-type"))
    };
    let found = list.as_array().into_iter().flatten().find(is_kind);
    let header =
        |found: &Value| Header { name: "content-type".to_owned(), value: text(found, "value").to_owned() };
    found.map(header).into_iter().collect()
}

fn of_text(body: &str) -> SampleBody {
    match serde_json::from_str::<Value>(body) {
        _ if body.is_empty() || body.len() > MOST_BYTES => SampleBody::None,
        Ok(mut value) => {
            clean("", &mut value);
            SampleBody::Json(value.into())
        }
        Err(_) => SampleBody::Text(body.to_owned()),
    }
}

/// Keys have no place in a project, not even those of an example.
fn clean(name: &str, value: &mut Value) {
    match value {
        Value::String(text) if is_key(name, text) => "removed".clone_into(text),
        Value::Array(items) => items.iter_mut().for_each(|item| clean(name, item)),
        Value::Object(fields) => fields.iter_mut().for_each(|(name, field)| clean(name, field)),
        _ => {}
    }
}
