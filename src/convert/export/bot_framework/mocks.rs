//! Saved answers as mocks, in scripts for the runtime's own test runner.

use serde_json::{Value, json};

use crate::convert::export::flow::Flow;
use crate::convert::export::{Names, Order};
use crate::model::SampleBody;

/// A script for each saved answer of an integration with one call.
pub(super) fn scripts(order: &Order<'_>, flow: &Flow, name: &str) -> Vec<(String, Value)> {
    let integration = order.project.integration(&flow.id);
    let (Some(integration), [call], Some(phrase)) = (integration, &flow.calls[..], flow.phrases.first())
    else {
        return Vec::new();
    };
    let mut free = Names::new();
    let script = |sample: &crate::model::Sample| {
        let content = match &sample.body {
            SampleBody::None => Value::from(""),
            SampleBody::Json(value) if value.is_object() => Value::clone(value),
            SampleBody::Json(value) => Value::from(value.to_string()),
            SampleBody::Text(text) => Value::from(text.clone()),
        };
        let script = json!({
            "$kind": "Microsoft.Test.Script",
            "dialog": name,
            "description": sample.name,
            "httpRequestMocks": [{
                "$kind": "Microsoft.Test.HttpRequestSequenceMock",
                "method": call.method.name(),
                "url": format!("{}*", call.base_url),
                "responses": [{"statusCode": sample.status, "contentType": "String", "content": content}],
            }],
            "script": [{"$kind": "Microsoft.Test.UserSays", "text": phrase}],
        });
        (format!("{name}.{}.test.dialog", free.give(&sample.id)), script)
    };
    integration.samples.iter().map(script).collect()
}
