//! The scripts around a request.

use serde_json::Value;

use super::super::flow::CallStep;
use super::super::{judging, quote};
use super::item::Spot;
use crate::convert::handed_on::HandedOn;
use crate::model::StatusRange;

/// Writes every value for its place. Local variables win over those of the collection and end with the request.
pub(super) fn script(notes: &[HandedOn], prepared: &[(String, String, Spot)]) -> Vec<String> {
    let mut lines: Vec<String> = notes.iter().map(HandedOn::line).collect();
    let mut read: Vec<&str> = Vec::new();
    for (_, name, _) in prepared {
        if !read.contains(&name.as_str()) {
            read.push(name);
            lines.push(format!(
                "const {name}_value = String(pm.variables.get({}) ?? \"\");",
                quote::javascript(name)
            ));
        }
    }
    for (made, name, spot) in prepared {
        let value = format!("{name}_value");
        let written = match spot {
            Spot::Path | Spot::Query => format!(
                "encodeURIComponent({value}).replace(/[!'()*]/g, (c) => \"%\" + c.charCodeAt(0).toString(16).toUpperCase())"
            ),
            Spot::Text | Spot::JsonValue => value,
            Spot::JsonText => format!("JSON.stringify({value}).slice(1, -1)"),
            Spot::Xml => format!("{value}.replace(/[&<>\"']/g, (c) => \"&#\" + c.charCodeAt(0) + \";\")"),
        };
        lines.push(format!("pm.variables.set({}, {written});", quote::javascript(made)));
    }
    lines
}

/// What an answer means, in JavaScript.
const JUDGE: &str = include_str!("judge.js");

/// Whether the status counts as success, and which outcome the answer leads to; one that is understood passes.
pub(super) fn tests(call: &CallStep, place: Place) -> Vec<String> {
    let range = |range: &StatusRange| {
        format!("pm.response.code >= {} && pm.response.code <= {}", range.first, range.last)
    };
    let ranges: Vec<String> = call.statuses.iter().map(range).collect();
    let name = quote::javascript("The status counts as success");
    let mut plan = judging::of(call);
    plan["otherwise"] = Value::from(match place {
        Place::Last => "success",
        Place::BeforeAnother => "next call",
    });
    let code = JUDGE.lines().map(str::trim).filter(|line| !line.starts_with("//"));
    // JSON is JavaScript, but for two signs that end a line there.
    let plan = plan.to_string().replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    vec![
        format!("pm.test({name}, () => pm.expect({}).to.be.true);", ranges.join(" || ")),
        code.collect::<Vec<_>>().join(" "),
        format!("const plan = {plan};"),
        "const known = (name) => pm.variables.get(name.replace(/[.-]/g, \"_\"));".to_owned(),
        "const [outcome, isUnderstood] = judge(plan, pm.response, known);".to_owned(),
        "pm.test(\"The answer means: \" + outcome, () => pm.expect(isUnderstood).to.be.true);".to_owned(),
    ]
}

/// Where a call stands among those of its integration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// No call comes after it.
    Last,
    /// Another call comes after it.
    BeforeAnother,
}
