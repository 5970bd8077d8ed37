//! What comes back: the contract of a good answer, and samples of good and bad ones.

use serde_json::{Map, Value, json};

use super::compact::each_inner;
use super::example::example;
use super::fit::fit;
use super::inputs::holds_key;
use super::media::{is_json, plain_type};
use super::remarks::Remarks;
use super::schema::{Direction, convert};
use super::source::{Node, Source};
use super::words::{beginning, free, name};
use crate::engine::Contract;
use crate::model::{Header, Sample, SampleBody, StatusRange, Success};

/// Samples of good answers beside the first.
const MOST_GOOD: usize = 3;
/// Samples of bad answers.
const MOST_BAD: usize = 6;
/// The largest sample, in characters of JSON.
const LARGEST_SAMPLE: usize = 40_000;

/// What an operation answers.
#[derive(Debug, Default)]
pub(super) struct Answers {
    pub success: Success,
    /// The contract with its titles and examples; [`bare`] takes them out.
    pub contract: Option<Value>,
    /// The body of the first sample, where it is JSON.
    pub first: Option<Value>,
    pub samples: Vec<Sample>,
    /// Whether a redirect is the good answer.
    pub is_redirect: bool,
}

/// One described answer.
struct Described<'a> {
    status: u16,
    description: &'a str,
    /// The schema of its JSON.
    schema: Option<Node<'a>>,
    /// Its examples with their names.
    examples: Vec<(String, Value)>,
    /// The media type that it has if it is no JSON.
    other_type: Option<String>,
    pointer: String,
}

/// Reads the answers of an operation.
pub(super) fn answers(source: &Source, operation: &Node<'_>, remarks: &mut Remarks) -> Answers {
    let all = described(source, operation, remarks);
    let hundreds = |first: u16| all.iter().filter(move |(status, _)| status / 100 == first).map(|(_, it)| it);
    let mut good: Vec<&Described<'_>> = hundreds(2).collect();
    let is_redirect = good.is_empty() && hundreds(3).next().is_some();
    if is_redirect {
        good = hundreds(3).collect();
    }
    if good.is_empty() {
        good = hundreds(0).collect();
    }
    let mut answers = Answers { is_redirect, ..Answers::default() };
    if is_redirect {
        answers.success.statuses = vec![StatusRange { first: 300, last: 399 }];
    }
    let main = good.iter().find(|it| it.schema.is_some() || !it.examples.is_empty()).or(good.first());
    match main {
        Some(main) => {
            good_answer(source, main, &mut answers, remarks);
            let differs = |other: &&&Described<'_>| {
                other
                    .schema
                    .as_ref()
                    .is_some_and(|it| main.schema.as_ref().is_some_and(|known| known.value != it.value))
            };
            if good.iter().any(|other| differs(&other)) && answers.contract.take().is_some() {
                let title =
                    "Good answers have several forms; none of them is taken as the contract".to_owned();
                let remedy = "Add a contract in the step Understands if you need one of them";
                remarks.hint("several_answers", title, remedy, &operation.pointer);
            }
        }
        None => {
            let title = "The description does not say what a good answer holds".to_owned();
            remarks.hint(
                "no_answer",
                title,
                "Send the call once and keep the answer as a sample",
                &operation.pointer,
            );
            answers.samples.push(sample("success", "Good answer", 200, SampleBody::None));
        }
    }
    let bad = all.iter().filter(|(status, _)| *status >= 400).map(|(_, it)| it).take(MOST_BAD);
    for answer in bad {
        answers.samples.push(bad_answer(source, answer, remarks));
    }
    answers
}

/// Every described answer with its status; 0 for `default`.
fn described<'a>(
    source: &'a Source,
    operation: &Node<'a>,
    remarks: &mut Remarks,
) -> Vec<(u16, Described<'a>)> {
    let mut found: Vec<(u16, Described<'a>)> = Vec::new();
    let responses = operation.get("responses");
    for (code, node) in responses.iter().flat_map(Node::entries).filter(|(code, _)| !code.starts_with("x-")) {
        let pointer = node.pointer.clone();
        let node = match source.follow(node) {
            Ok(node) => node,
            Err(broken) => {
                remarks.broken(&broken, &pointer);
                continue;
            }
        };
        let key = match code.to_ascii_lowercase().as_str() {
            "default" => 0,
            code if code.ends_with("xx") => code[..1].parse::<u16>().unwrap_or(0) * 100,
            code => code.parse().ok().filter(|status| (100..600).contains(status)).unwrap_or(0),
        };
        let status = if key == 0 { 200 } else { key };
        found.push((key, describe(source, operation, &node, status)));
    }
    found.sort_by_key(|(key, _)| *key);
    found
}

fn describe<'a>(source: &'a Source, operation: &Node<'a>, node: &Node<'a>, status: u16) -> Described<'a> {
    let mut answer = Described {
        status,
        description: node.text("description").unwrap_or_default(),
        schema: None,
        examples: Vec::new(),
        other_type: None,
        pointer: node.pointer.clone(),
    };
    if let Some(content) = node.get("content") {
        let medias: Vec<_> =
            content.entries().map(|(media_type, media)| (plain_type(media_type), media)).collect();
        let json =
            medias.iter().find(|(it, _)| is_json(it)).or_else(|| medias.iter().find(|(it, _)| it == "*/*"));
        match json {
            Some((_, media)) => {
                answer.schema = media.get("schema");
                answer.examples = examples(source, media);
            }
            None => answer.other_type = medias.first().map(|(media_type, _)| media_type.clone()),
        }
    } else if let Some(schema) = node.get("schema") {
        let produces = operation.get("produces").or_else(|| source.top().get("produces"));
        let types: Vec<String> = produces
            .map(|types| types.items().filter_map(|it| it.value.as_str().map(plain_type)).collect())
            .unwrap_or_default();
        let is_file = schema.text("type") == Some("file");
        if !is_file && (types.is_empty() || types.iter().any(|it| is_json(it) || it == "*/*")) {
            answer.schema = Some(schema);
        } else {
            answer.other_type =
                Some(types.into_iter().next().unwrap_or_else(|| "application/octet-stream".to_owned()));
        }
    }
    if answer.other_type.is_none() {
        // Swagger 2: examples by media type.
        let by_type = node.get("examples").filter(|_| node.get("content").is_none());
        let json =
            by_type.iter().flat_map(Node::entries).find(|(media_type, _)| is_json(&plain_type(media_type)));
        answer.examples.extend(json.map(|(_, example)| (String::new(), example.value.clone())));
    }
    answer
}

fn examples(source: &Source, media: &Node<'_>) -> Vec<(String, Value)> {
    let mut found: Vec<(String, Value)> = Vec::new();
    found.extend(media.get("example").map(|example| (String::new(), example.value.clone())));
    for (key, node) in media.get("examples").iter().flat_map(Node::entries).take(MOST_GOOD + 1) {
        let Ok(node) = source.follow(node) else { continue };
        let title = node.text("summary").map_or_else(|| super::words::label(key), |text| beginning(text, 60));
        found.extend(node.get("value").map(|value| (title, value.value.clone())));
    }
    found.retain(|(_, value)| !value.is_null());
    for (_, value) in &mut found {
        // JSON that is written down as a text.
        let text = value.as_str().filter(|text| text.trim_start().starts_with(['{', '[']));
        if let Some(read) = text.and_then(|text| serde_json::from_str(text).ok()) {
            *value = read;
        }
    }
    found
}

fn good_answer(source: &Source, answer: &Described<'_>, answers: &mut Answers, remarks: &mut Remarks) {
    let title = beginning(answer.description, 60);
    let title = if title.is_empty() { "Good answer".to_owned() } else { title };
    if answer.schema.is_none() && answer.examples.is_empty() {
        let body = match &answer.other_type {
            Some(media_type) => {
                let title = format!("The answer is `{media_type}` and no JSON; nothing is taken from it");
                let remedy =
                    "The bot can say whether it worked; ask the operator for an answer in JSON for more";
                remarks.hint("answer_type", title, remedy, &answer.pointer);
                if media_type.starts_with("text/") {
                    SampleBody::Text("example".to_owned())
                } else {
                    SampleBody::None
                }
            }
            None => SampleBody::None,
        };
        answers.samples.push(sample("success", &title, answer.status, body));
        return;
    }
    let written = match &answer.schema {
        Some(schema) => convert(source, schema, Direction::Response, remarks),
        None => {
            crate::engine::infer(&answer.examples.iter().map(|(_, value)| value.clone()).collect::<Vec<_>>())
        }
    };
    let usable =
        |(_, value): &&(String, Value)| !is_empty(value) && value.to_string().len() <= LARGEST_SAMPLE;
    let example = answer.examples.iter().find(usable).cloned();
    let (contract, value) =
        agreed(&written, example.as_ref().map(|(_, value)| value), &answer.pointer, remarks);
    let title = example.map(|(title, _)| title).filter(|it| !it.is_empty()).unwrap_or(title);
    answers.samples.push(sample("success", &title, answer.status, SampleBody::Json(value.clone())));
    let checked = Contract::new(&contract).ok();
    for (title, other) in answer.examples.iter().filter(usable) {
        let other = without_keys("", other.clone());
        let keeps = checked.as_ref().is_none_or(|checked| checked.problems(&other).is_empty());
        if other != value && keeps && answers.samples.len() <= MOST_GOOD {
            let wished = name(title, "success");
            let id = free(&wished, |id| answers.samples.iter().any(|known| known.id == id));
            answers.samples.push(sample(&id, title, answer.status, SampleBody::Json(other)));
        }
    }
    answers.first = Some(value);
    answers.contract = Some(contract);
}

/// A contract and a sample that keeps it.
fn agreed(
    written: &Value,
    example_given: Option<&Value>,
    pointer: &str,
    remarks: &mut Remarks,
) -> (Value, Value) {
    let invented = || without_keys("", example(written, written, "answer"));
    let given = example_given.map(|value| without_keys("", value.clone()));
    let plain = without_examples(written);
    let other = without_keys("", example(&plain, &plain, "answer"));
    let tries = [given.clone(), Some(invented()), Some(other)];
    for value in tries.into_iter().flatten().filter(|value| !is_empty(value)) {
        let Some(fitted) = fit(value, written.clone()) else { continue };
        if !fitted.relaxed.is_empty() {
            let fields = listed(&fitted.relaxed);
            let title = format!(
                "The example does not keep its own schema at {fields}; the contract is less strict there"
            );
            remarks.hint(
                "contract_relaxed",
                title,
                "Make the contract stricter in the step Understands if it may be",
                pointer,
            );
        }
        if !fitted.replaced.is_empty() && given.is_some() {
            let title = format!(
                "The example has values of the wrong kind at {}; they were replaced",
                listed(&fitted.replaced)
            );
            remarks.hint("example_replaced", title, "Compare the sample with a real answer", pointer);
        }
        return (fitted.contract, fitted.value);
    }
    // A pattern that no validator reads is the usual cause.
    let value = given.unwrap_or_else(invented);
    let title =
        "The schema of the answer cannot be kept by any example; the contract was left out".to_owned();
    remarks.warning(
        "contract_left_out",
        title,
        "Send the call once, and make a contract from the answer",
        pointer,
    );
    (json!({}), value)
}

fn listed(fields: &[String]) -> String {
    let shown: Vec<_> = fields
        .iter()
        .take(4)
        .map(|it| if it.is_empty() { "the top".to_owned() } else { format!("`{it}`") })
        .collect();
    let more = if fields.len() > 4 { " and elsewhere" } else { "" };
    format!("{}{more}", shown.join(", "))
}

fn bad_answer(source: &Source, answer: &Described<'_>, remarks: &mut Remarks) -> Sample {
    let example_given = answer.examples.first().map(|(_, value)| value.clone());
    let body = example_given.or_else(|| {
        let schema = convert(source, answer.schema.as_ref()?, Direction::Response, remarks);
        Some(example(&schema, &schema, "answer"))
    });
    let body = body.filter(|body| body.to_string().len() <= LARGEST_SAMPLE);
    let body = body.map_or(SampleBody::None, |body| SampleBody::Json(without_keys("", body)));
    let title = beginning(answer.description, 60);
    let title = if title.is_empty() { format!("Status {}", answer.status) } else { title };
    sample(&format!("status_{}", answer.status), &title, answer.status, body)
}

fn sample(id: &str, title: &str, status: u16, body: SampleBody) -> Sample {
    let headers = match &body {
        SampleBody::Json(_) => {
            vec![Header { name: "content-type".to_owned(), value: "application/json".to_owned() }]
        }
        _ => Vec::new(),
    };
    Sample { id: id.to_owned(), name: title.to_owned(), status, headers, body, ..Sample::default() }
}

/// An answer that a run takes for an empty one.
fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

/// Examples of descriptions hold keys now and then, and a project never does.
fn without_keys(field: &str, value: Value) -> Value {
    match value {
        Value::String(_) if holds_key(field, &value) => Value::from("removed"),
        Value::Array(items) => {
            Value::Array(items.into_iter().map(|item| without_keys(field, item)).collect())
        }
        Value::Object(fields) => {
            let clean = |(name, value): (String, Value)| {
                let value = without_keys(&name, value);
                (name, value)
            };
            Value::Object(fields.into_iter().map(clean).collect::<Map<_, _>>())
        }
        other => other,
    }
}

fn without_examples(schema: &Value) -> Value {
    without(schema, &["examples", "default"])
}

/// The contract without what only explains it; none when it asks for nothing.
pub(super) fn bare(contract: &Value) -> Option<Value> {
    let bare = without(contract, &["examples", "default", "title", "description", "contentMediaType"]);
    let says_nothing = bare.as_object().is_none_or(|fields| fields.keys().all(|key| key == "$defs"));
    (!says_nothing).then_some(bare)
}

fn without(schema: &Value, keys: &[&str]) -> Value {
    fn strip(schema: &mut Value, keys: &[&str]) {
        if let Some(fields) = schema.as_object_mut() {
            fields.retain(|key, _| !keys.contains(&key.as_str()));
            for definition in fields.get_mut("$defs").and_then(Value::as_object_mut).into_iter().flatten() {
                strip(definition.1, keys);
            }
        }
        each_inner(schema, &mut |part, _| strip(part, keys));
    }
    let mut schema = schema.clone();
    strip(&mut schema, keys);
    schema
}
