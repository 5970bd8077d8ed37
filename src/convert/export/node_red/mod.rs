//! A Node-RED flow: a tab for each integration, which answers the bot's HTTP request.
//!
//! There is no function node: values are set by change nodes, decisions are switch nodes, and both hold JSONata.

mod account;
mod request;
mod tab;

use serde_json::{Value, json};

use super::flow::{CallStep, Flow};
use super::jsonata::{self, Host, Script, Tries, Writer, literal, run_header};
use super::{ExportError, Exported, Names, Order};
use crate::model::{Method, Secret};
use tab::Tab;

/// One file with all tabs.
pub(super) fn export(order: &Order<'_>) -> Result<Exported, ExportError> {
    let flows = order.flows()?;
    let (mut nodes, mut names) = (Vec::new(), Names::new());
    let mut exported = Exported::default();
    for flow in &flows {
        let path = format!("/hookwright/{}", names.give(&flow.id));
        nodes.extend(integration(&order.project.name, flow, &path));
        exported.report.extend(account::lines(order, flow, &path)?);
    }
    let text = serde_json::to_string_pretty(&Value::from(nodes)).unwrap_or_default() + "\n";
    let name = Names::new().give(&order.project.name);
    exported.add(format!("{name}.flow.json"), text, "Flow, to be imported from the editor’s menu");
    Ok(exported)
}

/// What expressions find in Node-RED.
struct NodeRed;

impl Host for NodeRed {
    fn secret(&self, script: &mut Script, name: &str) -> Option<String> {
        let function = script.own("secret", "function($n) {($s := $env($n); $s != \"\" ? $s)}".to_owned());
        Some(format!("{function}({})", literal::text(&Secret::variable_of(name))))
    }

    fn base_url(&self, connection: &str, base_url: &str) -> String {
        let (name, address) = (literal::text(&base_url_variable(connection)), literal::text(base_url));
        format!("($u := $env({name}); $u != \"\" ? $replace($u, /\\/+$/, \"\") : {address})")
    }

    fn run_id(&self) -> &'static str {
        "_msgid"
    }
}

/// The environment variable that replaces the address of a connection.
fn base_url_variable(connection: &str) -> String {
    Secret::variable_of(connection).replacen("SECRET", "BASE_URL", 1)
}

fn integration(project: &str, flow: &Flow, path: &str) -> Vec<Value> {
    let mut tab = Tab::new(&format!("{project}/{}", flow.id), flow, path);
    let mut arrival = Writer::new(flow, &NodeRed);
    let result = jsonata::inputs(&mut arrival);
    let inputs = arrival.script.finish(&["$in := payload".to_owned()], &result);
    tab.row(0);
    tab.node(
        "in",
        "http in",
        "The bot asks",
        json!({"url": path, "method": "post", "upload": false, "swaggerDoc": ""}),
        &[&["inputs"]],
    );
    tab.change("inputs", "Look up what is needed", vec![set("run", &inputs)], &["ready"]);
    let first = if flow.calls.is_empty() { "outcome".to_owned() } else { "prepare_1".to_owned() };
    tab.switch(
        "ready",
        "Everything known?",
        "run.outcome",
        &[("null", ""), ("else", "")],
        &[&first, "outcome"],
    );
    for (index, call) in flow.calls.iter().enumerate() {
        asked(&mut tab, flow, call, index);
    }
    replies(&mut tab, flow);
    tab.finish()
}

fn asked(tab: &mut Tab, flow: &Flow, call: &CallStep, index: usize) {
    let number = index + 1;
    let key = |what: &str| format!("{what}_{number}");
    let (prepare, may, ask, http, heard, next) =
        (key("prepare"), key("may"), key("ask"), key("http"), key("heard"), key("next"));
    let system = &call.system;
    tab.row(number);
    tab.change(
        &prepare,
        &format!("Prepare the question to {system}"),
        vec![set("run", &request::request(flow, call, index))],
        &[&may],
    );
    tab.switch(&may, "Can it be asked?", "run.outcome", &[("null", ""), ("else", "")], &[&ask, "outcome"]);
    tab.change(&ask, &format!("Ask {system}"), what_is_sent(call), &[&http]);
    let in_body = if call.method == Method::Get { "body" } else { "ignore" };
    tab.node(
        &http,
        "http request",
        system,
        json!({
            "method": call.method.name(), "ret": "obj", "paytoqs": in_body, "url": "", "tls": "", "persist": false,
            "proxy": "", "insecureHTTPParser": false, "authType": "", "senderr": true, "headers": [],
        }),
        &[&[&heard]],
    );
    let understand = understood(flow, call);
    tab.change(
        &heard,
        &format!("Understand {system}"),
        vec![set("run", &understand), copy("delay", "run.pause_ms")],
        &[&next],
    );
    let follows =
        if index + 1 < flow.calls.len() { format!("prepare_{}", number + 1) } else { "outcome".to_owned() };
    let (mut rules, mut targets) = (vec![("eq", "done")], vec!["outcome"]);
    let pause = key("pause");
    if call.repetitions > 0 && !call.policy.retries.on.is_empty() {
        rules.push(("eq", "again"));
        targets.push(&pause);
    }
    rules.push(("else", ""));
    targets.push(&follows);
    let word = "run.again = true ? \"again\" : $exists(run.outcome) ? \"done\" : \"on\"";
    tab.choose(&next, "What now?", word, &rules, &targets);
    tab.below();
    tab.catch(&key("catch"), &format!("{system} does not answer"), &[&http], &heard);
    if targets.contains(&pause.as_str()) {
        tab.pause(&pause, "Wait before the next try", &ask);
    }
}

/// The rules that make the prepared request the message.
fn what_is_sent(call: &CallStep) -> Vec<Value> {
    vec![
        copy("url", "run.request.url"),
        copy("headers", "run.request.headers"),
        copy("payload", "run.request.body"),
        json!({"t": "set", "p": "requestTimeout", "pt": "msg", "to": call.policy.time_limit_ms.to_string(), "tot": "num"}),
        json!({"t": "set", "p": "followRedirects", "pt": "msg", "to": "false", "tot": "bool"}),
        json!({"t": "delete", "p": "error", "pt": "msg"}),
        json!({"t": "delete", "p": "statusCode", "pt": "msg"}),
    ]
}

/// The expression that reads an answer.
fn understood(flow: &Flow, call: &CallStep) -> String {
    let mut writer = Writer::new(flow, &NodeRed);
    let result = jsonata::answer(&mut writer, call, Tries::Counted);
    let header: Vec<String> =
        run_header("run").into_iter().chain(ANSWER.iter().map(|line| (*line).to_owned())).collect();
    writer.script.finish(&header, &result)
}

/// What an expression binds of an answer. A time limit is reported without a code, every other failure with one.
const ANSWER: [&str; 4] = [
    "$failure := $exists(error) ? ($exists(error.code) ? ($contains(error.code, /^HPE_/) ? \"unreadable\" : \"unreachable\") : \"timeout\")",
    "$status := $exists(error) ? $nothing : statusCode",
    "$body := $exists(error) ? $nothing : payload",
    "$is_blank := $exists($body) ? ($status = 204 ? true : $type($body) = \"string\" ? $trim($body) = \"\" : false) : true",
];

fn replies(tab: &mut Tab, flow: &Flow) {
    let spoken = jsonata::spoken(flow);
    let keys: Vec<String> = (1..=spoken.len()).map(|number| format!("reply_{number}")).collect();
    tab.row(flow.calls.len() + 1);
    let rules: Vec<(&str, &str)> =
        spoken.iter().map(|outcome| ("eq", outcome.as_str())).chain([("else", "")]).collect();
    let targets: Vec<&str> = keys.iter().map(String::as_str).chain(["fallback"]).collect();
    tab.switch("outcome", "Which reply?", "run.outcome", &rules, &targets);
    tab.column();
    for (outcome, key) in spoken.iter().zip(&keys) {
        let name = flow.outcomes.iter().find(|(id, _)| id == outcome).map_or(outcome, |(_, name)| name);
        let mut writer = Writer::new(flow, &NodeRed);
        let result = jsonata::reply(&mut writer, outcome);
        let reply = writer.script.finish(&run_header("run"), &result);
        tab.stacked(key, &format!("Say “{name}”"), vec![set("payload", &reply)], &["said"]);
    }
    let mut writer = Writer::new(flow, &NodeRed);
    let result = jsonata::fallback(&mut writer);
    let fallback = writer.script.finish(&run_header("run"), &result);
    tab.stacked("fallback", "Say the fallback reply", vec![set("payload", &fallback)], &["answer"]);
    tab.column_end();
    tab.switch(
        "said",
        "Can it be said?",
        "payload.unsaid",
        &[("true", ""), ("else", "")],
        &["fallback", "answer"],
    );
    let rules = vec![
        json!({"t": "set", "p": "headers", "pt": "msg", "to": "{\"content-type\":\"application/json; charset=utf-8\"}", "tot": "json"}),
        json!({"t": "set", "p": "statusCode", "pt": "msg", "to": "200", "tot": "num"}),
    ];
    tab.change("answer", "Answer as JSON", rules, &["out"]);
    tab.node("out", "http response", "The bot gets the reply", json!({"statusCode": "", "headers": {}}), &[]);
    tab.below();
    let own: Vec<String> = tab.keys_of(&["change", "switch"]);
    let own: Vec<&str> =
        own.iter().map(String::as_str).filter(|key| !matches!(*key, "fallback" | "answer")).collect();
    tab.catch("broken", "Anything else goes wrong", &own, "fallback");
}

/// A rule that sets a property of the message to what an expression yields.
fn set(property: &str, code: &str) -> Value {
    json!({"t": "set", "p": property, "pt": "msg", "to": code, "tot": "jsonata"})
}

/// A rule that copies a property of the message; what is not there is taken away.
fn copy(property: &str, from: &str) -> Value {
    json!({"t": "set", "p": property, "pt": "msg", "to": from, "tot": "msg"})
}
