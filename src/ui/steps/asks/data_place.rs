//! The very field in which a value stands that goes to another system.

use egui::{Id, Ui};
use serde_json::Value;

use crate::engine::{Carrier, DataFlow, DataPlace, Flow};
use crate::model::{Body, Call, Parameter, Part, Place, Project};
use crate::template;

/// The place of the value, for [`Action::GoTo`](crate::state::Action::GoTo). The field itself gets the focus as soon as it is drawn.
pub fn place_of(ui: &Ui, project: &Project, flow: &Flow, data: &DataFlow) -> Place {
    let (part, name) = match &flow.by {
        Carrier::Call => (Part::Call(flow.call.clone()), row_of(data.place)),
        Carrier::SignIn => (Part::Connection(flow.connection.clone()), "authentication"),
        Carrier::Reply(outcome) => (Part::Reply(outcome.clone()), "messages"),
    };
    if let Some(field) = field(project, flow, data) {
        ui.memory_mut(|memory| memory.request_focus(field));
    }
    Place::new(&flow.integration, part, name)
}

/// The row of the step, by its field in the file.
fn row_of(place: DataPlace) -> &'static str {
    match place {
        DataPlace::Path => "path",
        DataPlace::Query => "query",
        DataPlace::Header => "headers",
        DataPlace::Cookie => "cookies",
        DataPlace::Body => "body",
    }
}

/// The id of the field on the screen.
fn field(project: &Project, flow: &Flow, data: &DataFlow) -> Option<Id> {
    let of_step = |part: &str| Id::unique("field").with(&flow.integration).with(part);
    match &flow.by {
        Carrier::Reply(_) => return None,
        Carrier::SignIn => {
            let proof = of_step("proof").with(&flow.connection);
            return match data.datum.origin {
                crate::engine::DataOrigin::Secret => Some(of_step("secret").with(&flow.connection)),
                _ if data.field == "scope" => Some(proof.with("scopes")),
                _ => Some(proof.with("client")),
            };
        }
        Carrier::Call => {}
    }
    let integration = project.integration(&flow.integration)?;
    let call = integration.calls.iter().find(|call| call.id == flow.call)?;
    let id = |part: &str| of_step(part).with(&flow.call);
    let value = |part: &str, parameters: &[Parameter]| {
        let found = parameters.iter().position(|known| known.name == data.field && uses(known, data))?;
        Some(id(part).with(found).with("value"))
    };
    match data.place {
        DataPlace::Path => Some(id("path")),
        DataPlace::Query => value("parameter", &call.query),
        DataPlace::Cookie => value("cookie", &call.cookies),
        DataPlace::Header => value("header", &call.headers).or_else(|| {
            let connection = project.connection(&flow.connection)?;
            value("header of the system", &connection.headers)
        }),
        DataPlace::Body => in_body(call, data).map(|found| match found {
            InBody::Text => id("text body"),
            InBody::Form(index) => id("field").with(index).with("value"),
            InBody::Json(at) => id("json").with(at.as_slice()),
        }),
    }
}

/// Whether two parameters of one name are told apart by the value that they hold.
fn uses(parameter: &Parameter, data: &DataFlow) -> bool {
    let known = template::parse(parameter.value.as_str());
    known.is_ok_and(|known| !known.names().is_empty()) || data.datum.name.is_empty()
}

/// Where in a body a value stands.
#[derive(Debug, PartialEq, Eq)]
enum InBody {
    Text,
    Form(usize),
    Json(Vec<usize>),
}

fn in_body(call: &Call, data: &DataFlow) -> Option<InBody> {
    match &call.body {
        Body::None => None,
        Body::Text { .. } => Some(InBody::Text),
        Body::Form { fields } => {
            fields.iter().position(|field| field.name == data.field && uses(field, data)).map(InBody::Form)
        }
        Body::Json { value, .. } => find(value, "", &data.field).map(InBody::Json),
    }
}

/// The way to a field by positions, as the tree of the body numbers them: `customer.address[0]` → 1, 0, 0.
fn find(value: &Value, path: &str, wanted: &str) -> Option<Vec<usize>> {
    let inside: Vec<(String, &Value)> = match value {
        Value::Object(fields) => {
            let join = |name: &String| if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            fields.iter().map(|(name, field)| (join(name), field)).collect()
        }
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| (format!("{path}[{index}]"), item)).collect()
        }
        _ => return (path == wanted).then(Vec::new),
    };
    inside.iter().enumerate().find_map(|(index, (path, value))| {
        let mut rest = find(value, path, wanted)?;
        rest.insert(0, index);
        Some(rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_field_of_a_body_is_found_by_its_path() {
        let body = json!({"a": 1, "customer": {"name": "x", "address": [{"city": "y"}, "z"]}, "a.b": "w"});
        let check = |path: &str, expect: Option<&[usize]>| {
            assert_eq!(find(&body, "", path).as_deref(), expect, "{path}");
        };
        check("a", Some(&[0]));
        check("customer.name", Some(&[1, 0]));
        check("customer.address[0].city", Some(&[1, 1, 0, 0]));
        check("customer.address[1]", Some(&[1, 1, 1]));
        check("a.b", Some(&[2]));
        check("nowhere", None);
        assert_eq!(find(&json!("whole"), "", ""), Some(Vec::new()));
    }
}
