//! The rules of those who read OpenAPI documents, as their operators document them.

use serde_json::Value;

use super::Version;
use crate::convert::export::flow::{BodyStep, Flow, JsonNode};
use crate::convert::export::{Fate, Ledger, Line};
use crate::model::{Part, Place};

/// IBM watsonx Assistant, extensions: every call ends after this time.
const WATSONX_LIMIT_MS: u64 = 30_000;
/// OpenAI, GPT actions: the round trip ends after this time.
const GPT_LIMIT_MS: u64 = 45_000;
/// OpenAI, GPT actions: the longest description of an operation.
const GPT_DESCRIPTION: usize = 300;

/// Adds a line for every rule that an integration breaks.
pub(super) fn check(flow: &Flow, version: Version, ledger: &mut Ledger) {
    let mut add = |subject: &str, detail: String, part: Part, field: &str| {
        ledger.add(Line {
            fate: Fate::Lost,
            subject: subject.to_owned(),
            detail,
            place: Place::new(&flow.id, part, field),
            code: "vendor_rule".to_owned(),
        });
    };
    if version == Version::V31 {
        let whole = "watsonx reads version 3.0 alone, which the target openapi-3.0 writes";
        add("watsonx", whole.to_owned(), Part::Whole, "");
    }
    for call in &flow.calls {
        let part = Part::Call(call.id.clone());
        let is_object = matches!(&call.body, BodyStep::None | BodyStep::Json(JsonNode::Object(_)));
        if !is_object {
            let detail = "watsonx sends nothing but JSON records".to_owned();
            add("watsonx", detail, part.clone(), "body");
        }
        if call.schema.as_ref().is_some_and(has_alternatives) {
            let detail = "watsonx refuses a contract with alternatives (anyOf, oneOf, allOf)".to_owned();
            add("watsonx", detail, part.clone(), "response_schema");
        }
        for (who, limit_ms) in [("watsonx", WATSONX_LIMIT_MS), ("GPT actions", GPT_LIMIT_MS)] {
            if call.policy.time_limit_ms > limit_ms {
                let detail = format!("Every call ends after {} seconds there", limit_ms / 1000);
                add(who, detail, part.clone(), "policy");
            }
        }
        if call.base_url.starts_with("http:") {
            add("GPT actions", "They call https addresses alone".to_owned(), part, "connection");
        }
    }
    if flow.usage_hint.chars().count() > GPT_DESCRIPTION {
        let detail = format!("They read {GPT_DESCRIPTION} characters of the hint for AI agents");
        add("GPT actions", detail, Part::Trigger, "usage_hint");
    }
}

fn has_alternatives(schema: &Value) -> bool {
    match schema {
        Value::Object(fields) => {
            ["anyOf", "oneOf", "allOf"].iter().any(|key| fields.contains_key(*key))
                || fields.values().any(has_alternatives)
        }
        Value::Array(items) => items.iter().any(has_alternatives),
        _ => false,
    }
}
