//! What a topic has to know about an answer beforehand: its fields and their kinds.

use serde_json::{Map, Value, json};

use super::search;
use crate::convert::export::flow::{
    CallStep, Flow, MessageStep, Origin, OutputStep, PathStep, Reference, ReplyStep,
};
use crate::model::ValueType;

/// The type of a call's answer; nothing when no value is taken from it.
pub(super) fn answer(flow: &Flow, call: &CallStep) -> Option<Value> {
    let mut root = Value::Null;
    for output in &call.outputs {
        let Some(steps) = &output.steps else {
            let Some(lookup) = search::lookup(output) else { continue };
            for (path, leaf) in search::columns(&lookup, &column(output.value_type)) {
                put(&mut root, &path, leaf);
            }
            continue;
        };
        let leaf = leaf(flow, call, output, steps);
        put(&mut root, steps, leaf);
    }
    (!root.is_null()).then_some(root)
}

/// Puts a type where the steps lead.
fn put(place: &mut Value, steps: &[PathStep], leaf: Value) {
    let Some((first, rest)) = steps.split_first() else {
        if place.is_null() {
            *place = leaf;
        }
        return;
    };
    let kind = match first {
        PathStep::Name(_) => "Record",
        PathStep::Index(_) => "Table",
    };
    if place.get("kind").is_none() {
        *place = json!({"kind": kind, "properties": {}});
    }
    match (first, rest) {
        (PathStep::Name(name), rest) => put(&mut place["properties"][name.as_str()], rest, leaf),
        // The fields of a table are those of its rows.
        (PathStep::Index(_), [PathStep::Name(name), rest @ ..]) => {
            put(&mut place["properties"][name.as_str()], rest, leaf);
        }
        (PathStep::Index(_), _) => place["properties"]["Value"] = leaf,
    }
}

/// The kind of a column that a search takes its values from; the items of a list are texts, as everywhere here.
fn column(value_type: ValueType) -> Value {
    Value::from(match value_type {
        ValueType::Integer | ValueType::Number => "Number",
        ValueType::Boolean => "Boolean",
        _ => "String",
    })
}

fn leaf(flow: &Flow, call: &CallStep, output: &OutputStep, steps: &[PathStep]) -> Value {
    match output.value_type {
        ValueType::Integer | ValueType::Number => Value::from("Number"),
        ValueType::Boolean => Value::from("Boolean"),
        ValueType::List => {
            let items = schema_at(call, steps).and_then(|schema| schema.get("items"));
            json!({"kind": "Table", "properties": fields(flow, &output.name, items)})
        }
        ValueType::Object => {
            let record = schema_at(call, steps);
            json!({"kind": "Record", "properties": fields(flow, &output.name, record)})
        }
        _ => Value::from("String"),
    }
}

/// The fields of an output that replies use, with their kinds from the contract.
fn fields(flow: &Flow, output: &str, schema: Option<&Value>) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut add = |reference: &Reference| {
        let Some(name) = reference.path.iter().find(|step| step.parse::<u64>().is_err()) else { return };
        let kind = schema.and_then(|schema| schema.pointer(&format!("/properties/{name}/type")));
        let kind = match kind.and_then(|kind| kind.as_str().or_else(|| kind.get(0)?.as_str())) {
            Some("integer" | "number") => "Number",
            Some("boolean") => "Boolean",
            _ => "String",
        };
        fields.insert(name.clone(), Value::from(kind));
    };
    for reply in flow.replies.values().chain([&flow.fallback]) {
        let of_output = Origin::Output(output.to_owned());
        let is_listed = |message: &MessageStep| matches!(message, MessageStep::List { items, .. } if items.origin == of_output);
        let lists = reply.messages.iter().any(is_listed);
        for reference in ReplyStep::references(reply) {
            if reference.origin == of_output || (lists && reference.origin == Origin::Item) {
                add(reference);
            }
        }
    }
    if fields.is_empty() {
        fields.insert("Value".to_owned(), Value::from("String"));
    }
    fields
}

/// The part of the contract that the steps lead to.
fn schema_at<'c>(call: &'c CallStep, steps: &[PathStep]) -> Option<&'c Value> {
    steps.iter().try_fold(call.schema.as_ref()?, |schema, step| match step {
        PathStep::Name(name) => schema.get("properties")?.get(name),
        PathStep::Index(_) => schema.get("items"),
    })
}
