//! Settings of one request that differ from Postman's own.

use serde_json::{Map, Value, json};

use super::super::flow::{BodyStep, CallStep};
use crate::model::{Method, Redirects};

/// `protocolProfileBehavior` of an item; nothing where everything is as Postman has it.
pub(super) fn of(call: &CallStep) -> Option<Value> {
    let mut behaviour = Map::new();
    let has_body = !matches!(call.body, BodyStep::None);
    if has_body && matches!(call.method, Method::Get | Method::Head) {
        behaviour.insert("disableBodyPruning".to_owned(), json!(true));
    }
    if has_body && call.content_type.as_deref() == Some("") {
        behaviour.insert("disabledSystemHeaders".to_owned(), json!({"content-type": true}));
    }
    if call.policy.redirects == Redirects::None {
        behaviour.insert("followRedirects".to_owned(), json!(false));
    }
    if !call.tls.unverified_hosts.is_empty() {
        behaviour.insert("strictSSL".to_owned(), json!(false));
    }
    (!behaviour.is_empty()).then_some(Value::Object(behaviour))
}
