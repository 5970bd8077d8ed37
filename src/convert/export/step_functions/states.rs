//! The states of an integration.
//!
//! Inputs → Ready ─► [Prepare → May → Ask ─► Understand → Next]* → Outcome ─► Reply… → Said → Done

use serde_json::{Map, Value, json};

use super::super::Names;
use super::super::flow::{BodyStep, CallStep, Flow};
use super::super::jsonata::Host;
use super::super::jsonata::{self, Encoding, Part, Parts, Tries, Writer, literal, run_header};
use super::{StepFunctions, connections};
use crate::model::RetryCause;

/// The longest that an HTTP task may take, in seconds.
pub(super) const LONGEST_TASK: u64 = 60;

/// The state machine of an integration.
pub(super) fn machine(flow: &Flow) -> Value {
    let mut states = Map::new();
    let mut writer = Writer::new(flow, &StepFunctions);
    let result = jsonata::inputs(&mut writer);
    let inputs = writer.script.finish(&["$in := $states.input".to_owned()], &result);
    states.insert("Inputs".to_owned(), keep("run", &inputs, "Ready"));
    let first = if flow.calls.is_empty() { "Outcome" } else { "Prepare_1" };
    states.insert("Ready".to_owned(), ended(first));
    for (index, call) in flow.calls.iter().enumerate() {
        asked(&mut states, flow, call, index);
    }
    replies(&mut states, flow);
    json!({
        "Comment": comment(flow),
        "QueryLanguage": "JSONata",
        "StartAt": "Inputs",
        "States": states,
    })
}

fn comment(flow: &Flow) -> String {
    let hint = if flow.usage_hint.is_empty() { String::new() } else { format!(". {}", flow.usage_hint) };
    format!("{}{hint}", flow.name)
}

/// An expression between the signs by which a state machine knows it, on one line: validators look for both signs on the same.
fn code(expression: &str) -> String {
    format!("{{% {} %}}", expression.replace('\n', " "))
}

fn keep(variable: &str, expression: &str, next: &str) -> Value {
    json!({"Type": "Pass", "Assign": {variable: code(expression)}, "Next": next})
}

/// Goes to the replies when the run has an outcome.
fn ended(otherwise: &str) -> Value {
    json!({
        "Type": "Choice",
        "Choices": [{"Condition": code("$exists($lookup($run, \"outcome\"))"), "Next": "Outcome"}],
        "Default": otherwise,
    })
}

fn asked(states: &mut Map<String, Value>, flow: &Flow, call: &CallStep, index: usize) {
    let name = |what: &str| format!("{what}_{}", index + 1);
    states.insert(name("Prepare"), keep("run", &request(flow, call, index), &name("May")));
    states.insert(name("May"), ended(&name("Ask")));
    states.insert(name("Ask"), task(call, &name("Understand")));
    let mut writer = Writer::new(flow, &StepFunctions);
    let result = jsonata::answer(&mut writer, call, Tries::ByPlatform);
    let header = ANSWER.iter().map(|line| (*line).to_owned()).chain(run_header("$run"));
    let understand = writer.script.finish(&header.collect::<Vec<_>>(), &result);
    states.insert(name("Understand"), keep("run", &understand, &name("Next")));
    let last = index + 1 == flow.calls.len();
    let next = if last { "Outcome".to_owned() } else { format!("Prepare_{}", index + 2) };
    states.insert(name("Next"), ended(&next));
}

/// What an expression binds of an answer: the task's result, or the error that it ended with.
const ANSWER: [&str; 7] = [
    "$answer := $states.input",
    "$error := $lookup($answer, \"error\")",
    "$name := $exists($error) ? $lookup($error, \"Error\") : \"\"",
    "$status := $contains($name, /StatusCode\\.[0-9]+$/) ? $number($substringAfter($name, \"StatusCode.\")) : $lookup($answer, \"status\")",
    "$failure := $name = \"\" or $exists($status) ? $nothing : $name in [\"States.Timeout\", \"States.Http.Socket\"] ? \"timeout\" : \
     $name = \"States.DataLimitExceeded\" ? \"too_large\" : $contains($name, /^States\\.(TaskFailed|Http)/) ? \"unreachable\" : \"unreadable\"",
    "$body := $lookup($answer, \"body\")",
    "$is_blank := $exists($body) ? ($type($body) = \"string\" ? $trim($body) = \"\" : false) : true",
];

fn request(flow: &Flow, call: &CallStep, index: usize) -> String {
    let mut writer = Writer::new(flow, &StepFunctions);
    let mut parts = jsonata::parts(&mut writer, call, Encoding::ByPlatform);
    if let Some(name) = idempotency_header(call) {
        let number = if index == 0 { String::new() } else { format!(" & \"-{}\"", index + 1) };
        parts
            .headers
            .push(Part { name: name.to_owned(), value: format!("{}{number}", StepFunctions.run_id()) });
    }
    if !parts.cookies.is_empty() {
        let pairs = jsonata::joined(&parts.cookies, str::to_owned).replace("\"&\")", "\"; \")");
        let cookies = writer.script.step("cookies", &pairs);
        parts
            .headers
            .push(Part { name: "cookie".to_owned(), value: format!("({cookies} != \"\" ? {cookies})") });
    }
    let Parts { url, query, headers, problem, .. } = &parts;
    let mut fields = vec![format!("\"url\": {url}"), format!("\"headers\": {}", record(headers))];
    if !query.is_empty() {
        fields.push(format!("\"query\": {}", record(query)));
    }
    match &call.body {
        BodyStep::Form(_) => fields.push(format!("\"body\": {}", record(&parts.form))),
        _ => fields.extend(parts.body.as_ref().map(|body| format!("\"body\": {body}"))),
    }
    let problem = writer.script.step("problem", problem);
    let result = format!(
        "$exists({problem}) ? $merge([$run, {problem}]) : $merge([$run, {{\"request\": {{{}}}}}])",
        fields.join(", ")
    );
    writer.script.finish(&run_header("$run"), &result)
}

/// Names with their values; a name that stands several times has a list.
fn record(parts: &[Part]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for part in parts {
        if !names.contains(&part.name.as_str()) {
            names.push(&part.name);
        }
    }
    let field = |name: &&str| {
        let values: Vec<&str> =
            parts.iter().filter(|part| part.name == **name).map(|part| part.value.as_str()).collect();
        match values[..] {
            [one] => format!("{}: {one}", literal::text(name)),
            _ => format!("{}: [{}]", literal::text(name), values.join(", ")),
        }
    };
    format!("{{{}}}", names.iter().map(field).collect::<Vec<_>>().join(", "))
}

fn idempotency_header(call: &CallStep) -> Option<&str> {
    call.policy.idempotency_header.as_deref().map(str::trim).filter(|name| !name.is_empty())
}

fn task(call: &CallStep, next: &str) -> Value {
    let of_request = |field: &str| code(&format!("$lookup($lookup($run, \"request\"), \"{field}\")"));
    let mut arguments = json!({
        "ApiEndpoint": of_request("url"),
        "Method": call.method.name(),
        "InvocationConfig": {"ConnectionArn": connections::arn(&call.connection)},
        "Headers": of_request("headers"),
    });
    if !call.query.is_empty() {
        arguments["QueryParameters"] = Value::from(of_request("query"));
    }
    if call.body != BodyStep::None {
        arguments["RequestBody"] = Value::from(of_request("body"));
    }
    if matches!(call.body, BodyStep::Form(_)) {
        arguments["Transform"] = json!({"RequestBodyEncoding": "URL_ENCODED", "RequestEncodingOptions": {"ArrayFormat": "REPEAT"}});
    }
    let mut task = json!({
        "Type": "Task",
        "Resource": "arn:aws:states:::http:invoke",
        "Comment": format!("Asks {}", call.system),
        "Arguments": arguments,
        "TimeoutSeconds": seconds(call.policy.time_limit_ms).min(LONGEST_TASK),
        "Output": code("{\"status\": $states.result.StatusCode, \"body\": $lookup($states.result, \"ResponseBody\")}"),
        "Catch": [{"ErrorEquals": ["States.ALL"], "Output": {"error": code("$states.errorOutput")}, "Next": next}],
        "Next": next,
    });
    let errors = retried(call);
    if call.repetitions > 0 && !errors.is_empty() {
        task["Retry"] = json!([{
            "ErrorEquals": errors, "IntervalSeconds": seconds(call.policy.retries.backoff_ms).max(1),
            "MaxAttempts": call.repetitions, "BackoffRate": 2.0,
        }]);
    }
    task
}

/// Whole seconds, rounded up.
pub(super) fn seconds(milliseconds: u64) -> u64 {
    milliseconds.div_ceil(1000).max(1)
}

fn retried(call: &CallStep) -> Vec<String> {
    let status = |status: u16| format!("States.Http.StatusCode.{status}");
    call.policy
        .retries
        .on
        .iter()
        .flat_map(|cause| match cause {
            RetryCause::Unreachable => vec!["States.Http.Socket".to_owned()],
            RetryCause::Timeout => vec!["States.Timeout".to_owned(), status(408)],
            RetryCause::RateLimited => vec![status(429)],
            RetryCause::ServerError => [500, 502, 503, 504].map(status).to_vec(),
        })
        .collect()
}

fn replies(states: &mut Map<String, Value>, flow: &Flow) {
    let mut names = Names::at_most(60);
    let mut choices = Vec::new();
    for outcome in jsonata::spoken(flow) {
        let name = format!("Reply_{}", names.give(&outcome));
        let condition = format!("$lookup($run, \"outcome\") = {}", literal::text(&outcome));
        choices.push(json!({"Condition": code(&condition), "Next": name}));
        let mut writer = Writer::new(flow, &StepFunctions);
        let result = jsonata::reply(&mut writer, &outcome);
        let reply = writer.script.finish(&run_header("$run"), &result);
        states.insert(name, json!({"Type": "Pass", "Output": code(&reply), "Next": "Said"}));
    }
    let mut outcome = json!({"Type": "Choice", "Choices": choices, "Default": "Fallback"});
    if choices.is_empty() {
        // A choice needs a row.
        outcome = json!({"Type": "Pass", "Next": "Fallback"});
    } else {
        let unsaid = code("$exists($lookup($states.input, \"unsaid\"))");
        states.insert(
            "Said".to_owned(),
            json!({"Type": "Choice", "Choices": [{"Condition": unsaid, "Next": "Fallback"}], "Default": "Done"}),
        );
    }
    states.insert("Outcome".to_owned(), outcome);
    let mut writer = Writer::new(flow, &StepFunctions);
    let result = jsonata::fallback(&mut writer);
    let fallback = writer.script.finish(&run_header("$run"), &result);
    states.insert("Fallback".to_owned(), json!({"Type": "Pass", "Output": code(&fallback), "Next": "Done"}));
    states.insert("Done".to_owned(), json!({"Type": "Succeed"}));
}
