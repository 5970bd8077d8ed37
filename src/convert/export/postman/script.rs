//! The scripts around a request.

use super::super::flow::CallStep;
use super::super::quote;
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

/// Whether the status counts as success.
pub(super) fn tests(call: &CallStep) -> Vec<String> {
    let range = |range: &StatusRange| {
        format!("pm.response.code >= {} && pm.response.code <= {}", range.first, range.last)
    };
    let ranges: Vec<String> = call.statuses.iter().map(range).collect();
    let name = quote::javascript("The status counts as success");
    vec![format!("pm.test({name}, () => pm.expect({}).to.be.true);", ranges.join(" || "))]
}
