//! Exports that run a whole integration, `node-red` and `step-functions`: nothing leads nowhere, and nothing protective is dropped in
//! silence. That they say what previews say is proven in the programs themselves, see `tests/platforms`.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use hookwright::convert::export::{Exported, Fate, Order, Target, export};
use hookwright::model::{Authentication, KeyPlace, Parameter, Project, SignatureScheme, Text};
use serde_json::Value;

fn projects() -> Vec<Project> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let designs = ["subscription", "order-status", "support-ticket"].map(|name| format!("projects/{name}"));
    let hard = ["nasty", "two-calls"].map(|name| format!("tests/data/{name}"));
    let load = |name: String| hookwright::files::load(&root.join(name + ".hookwright.json")).unwrap();
    designs.into_iter().chain(hard).map(load).collect()
}

fn made(project: &Project, target: Target, language: &str) -> Exported {
    let order = Order { language: Some(language), ..Order::new(project) };
    let made = export(&order, target).unwrap();
    assert_eq!(made, export(&order, target).unwrap(), "the same order gives the same bytes");
    made
}

fn document(exported: &Exported, ending: &str) -> Vec<Value> {
    let files = exported.files.iter().filter(|file| file.name.ends_with(ending));
    files.map(|file| serde_json::from_str(&file.text).unwrap()).collect()
}

#[test]
fn every_wire_of_a_flow_leads_to_a_node_of_its_tab() {
    for project in projects() {
        for language in &project.languages {
            for flow in document(&made(&project, Target::NodeRed, language), ".flow.json") {
                check_flow(flow.as_array().unwrap());
            }
        }
    }
}

fn check_flow(nodes: &[Value]) {
    let ids: BTreeSet<&str> = nodes.iter().map(|node| node["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), nodes.len(), "ids are unique");
    let places: BTreeSet<String> = nodes
        .iter()
        .filter(|node| node["x"].is_u64())
        .map(|node| format!("{} {} {}", node["z"], node["x"], node["y"]))
        .collect();
    let tabs = nodes.iter().filter(|node| node["type"] == "tab").count();
    assert_eq!(places.len(), nodes.len() - tabs, "no node covers another");
    let known = ["tab", "http in", "http response", "http request", "change", "switch", "catch", "delay"];
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    for node in nodes {
        let kind = node["type"].as_str().unwrap();
        assert!(known.contains(&kind), "{kind} is not one of the nodes that a person can read");
        let outputs = node["wires"].as_array().into_iter().flatten();
        for target in outputs.flat_map(|output| output.as_array().unwrap()) {
            let target = nodes.iter().find(|known| known["id"] == *target).expect("a wire leads nowhere");
            assert_eq!(target["z"], node["z"], "a wire leads to another tab");
            reached.insert(target["id"].as_str().unwrap());
        }
        match kind {
            "switch" => {
                assert_eq!(node["rules"].as_array().unwrap().len(), node["wires"].as_array().unwrap().len());
            }
            "http request" => {
                assert_eq!((&node["senderr"], &node["url"]), (&Value::Bool(true), &Value::from("")));
            }
            _ => {}
        }
    }
    for node in
        nodes.iter().filter(|node| !["tab", "http in", "catch"].contains(&node["type"].as_str().unwrap()))
    {
        assert!(reached.contains(node["id"].as_str().unwrap()), "nothing leads to {}", node["name"]);
    }
}

#[test]
fn every_state_is_reached_and_goes_on() {
    for project in projects() {
        for language in &project.languages {
            for machine in document(&made(&project, Target::StepFunctions, language), ".asl.json") {
                let states = machine["States"].as_object().unwrap();
                let mut reached = BTreeSet::from([machine["StartAt"].as_str().unwrap()]);
                for state in states.values() {
                    next_of(state, &mut reached);
                    expressions(state);
                }
                let known: BTreeSet<&str> = states.keys().map(String::as_str).collect();
                assert_eq!(reached, known);
            }
        }
    }
}

fn next_of<'a>(value: &'a Value, reached: &mut BTreeSet<&'a str>) {
    let Value::Object(fields) = value else { return };
    for (name, field) in fields {
        match field {
            Value::String(next) if name == "Next" || name == "Default" => {
                reached.insert(next);
            }
            Value::Array(rows) => rows.iter().for_each(|row| next_of(row, reached)),
            _ => {}
        }
    }
}

/// Expressions stand on one line, and their end is at the end.
fn expressions(value: &Value) {
    match value {
        Value::String(text) if text.starts_with("{%") => {
            assert_eq!(text.find("%}"), Some(text.len() - 2), "{text}");
            assert!(!text.contains('\n'));
        }
        Value::Array(items) => items.iter().for_each(expressions),
        Value::Object(fields) => fields.values().for_each(expressions),
        _ => {}
    }
}

#[test]
fn what_protects_is_kept_or_blocked() {
    let signature = Authentication::Signature {
        secret: "crm_token".to_owned(),
        scheme: SignatureScheme::StandardWebhooks,
    };
    let certificate = Authentication::MutualTls { secret: "crm_token".to_owned() };
    let in_query =
        |place| Authentication::ApiKey { secret: "crm_token".to_owned(), place, name: "key".to_owned() };
    for (authentication, node_red, step_functions) in [
        (Authentication::Bearer { secret: "crm_token".to_owned() }, Fate::Kept, Fate::Kept),
        (in_query(KeyPlace::Header), Fate::Kept, Fate::Kept),
        (in_query(KeyPlace::Query), Fate::Kept, Fate::Blocked),
        (in_query(KeyPlace::Cookie), Fate::Kept, Fate::Blocked),
        (signature, Fate::Blocked, Fate::Blocked),
        (certificate, Fate::Blocked, Fate::Blocked),
    ] {
        let mut project = projects().remove(0);
        project.connections[0].authentication = authentication.clone();
        let order = Order { environment: Some("production"), ..Order::new(&project) };
        for (target, expected) in [(Target::NodeRed, node_red), (Target::StepFunctions, step_functions)] {
            let exported = export(&order, target).unwrap();
            let line = exported.report.iter().find(|line| line.subject == "Proof for CRM").unwrap();
            assert_eq!(line.fate, expected, "{authentication:?} in {}", target.id());
        }
    }
}

#[test]
fn a_key_in_a_text_never_gets_into_a_state_machine() {
    let mut project = projects().remove(0);
    let key = Parameter {
        name: "X-Key".to_owned(),
        value: Text("{{ secret.crm_token }}".to_owned()),
        ..Parameter::default()
    };
    Arc::make_mut(&mut project.integrations[0]).calls[0].headers.push(key);
    let fate = |target| {
        let exported = export(&Order::new(&project), target).unwrap();
        exported.report.iter().find(|line| line.subject == "Key crm_token").unwrap().fate
    };
    assert_eq!((fate(Target::NodeRed), fate(Target::StepFunctions)), (Fate::Kept, Fate::Blocked));
}
