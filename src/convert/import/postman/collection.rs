//! The requests of a collection, each with what it inherits.

use serde_json::Value;

use super::super::described::names::{Given, slug};
use super::super::{ImportError, Operation};
use super::{parsed, text};

/// A request with what the folders around it say.
pub(super) struct Request<'a> {
    pub operation: Operation,
    pub item: &'a Value,
    /// Its JSON Pointer.
    pub pointer: String,
    /// The authentication that holds for it.
    pub auth: Option<&'a Value>,
    /// Lists of variables, the nearest first.
    pub variables: Vec<&'a Value>,
    /// Whether a folder or the collection has scripts that Postman would run.
    pub has_outer_scripts: bool,
}

/// Reads a collection of version 2.
pub(super) fn read(source: &str) -> Result<Value, ImportError> {
    let mut document = parsed(source, "Postman collection")?;
    // What Postman's own interface hands out.
    if document["collection"]["info"].is_object() {
        document = document["collection"].take();
    }
    let remedy = "Export it from Postman as collection version 2.1, and import that file";
    if document["collections"].is_array() {
        return Err(ImportError::Version { what: "dump of Postman’s data".to_owned(), remedy });
    }
    let is_v1 =
        document["requests"].is_array() || (document["order"].is_array() && document["info"].is_null());
    if is_v1 {
        return Err(ImportError::Version { what: "Postman collection of version 1".to_owned(), remedy });
    }
    if !document["item"].is_array() {
        let problem = if document["values"].is_array() {
            "it is an environment; choose the collection, and the environment beside it"
        } else {
            "it has no list `item`"
        };
        let problem = problem.to_owned();
        return Err(ImportError::NotOfKind {
            expected: "Postman collection",
            problem,
            line: None,
            column: None,
        });
    }
    Ok(document)
}

/// Every request in the order of the collection.
pub(super) fn requests(collection: &Value) -> Vec<Request<'_>> {
    let mut walk = Walk { found: Vec::new(), groups: Vec::new(), ids: Given::default() };
    let outer = Outer::default().inside(collection);
    walk.items(collection, "", &outer);
    walk.found
}

/// What folders hand down.
#[derive(Clone, Default)]
struct Outer<'a> {
    auth: Option<&'a Value>,
    variables: Vec<&'a Value>,
    has_scripts: bool,
}

impl<'a> Outer<'a> {
    fn inside(&self, holder: &'a Value) -> Self {
        let own = [&holder["variable"], &holder["variables"]].into_iter().filter(|list| list.is_array());
        Self {
            auth: own_auth(holder).or(self.auth),
            variables: own.chain(self.variables.iter().copied()).collect(),
            has_scripts: self.has_scripts || has_scripts(holder),
        }
    }
}

/// The authentication that a request, folder or collection has itself.
fn own_auth(holder: &Value) -> Option<&Value> {
    Some(&holder["auth"]).filter(|auth| auth.is_object() && auth["type"] != "inherit")
}

struct Walk<'a> {
    found: Vec<Request<'a>>,
    groups: Vec<&'a str>,
    ids: Given,
}

impl<'a> Walk<'a> {
    fn items(&mut self, holder: &'a Value, pointer: &str, outer: &Outer<'a>) {
        for (index, item) in holder["item"].as_array().into_iter().flatten().enumerate() {
            let pointer = format!("{pointer}/item/{index}");
            if item["item"].is_array() {
                self.groups.push(text(item, "name"));
                self.items(item, &pointer, &outer.inside(item));
                self.groups.pop();
            } else if !item["request"].is_null() {
                self.request(item, pointer, outer);
            }
        }
    }

    fn request(&mut self, item: &'a Value, pointer: String, outer: &Outer<'a>) {
        let request = &item["request"];
        let url = request
            .as_str()
            .or(request["url"].as_str())
            .or(request["url"]["raw"].as_str())
            .unwrap_or_default();
        let title = text(item, "name").trim();
        let title = if title.is_empty() { url } else { title };
        let base = slug(title, "request");
        let id = self.ids.give(&base);
        let method = request["method"].as_str().unwrap_or("GET").to_ascii_uppercase();
        let inner = outer.inside(item);
        let auth = own_auth(request).or(inner.auth);
        self.found.push(Request {
            operation: Operation {
                id,
                group: self.groups.join(" / "),
                title: title.to_owned(),
                method,
                path: url.to_owned(),
            },
            item,
            pointer,
            auth,
            variables: inner.variables,
            has_outer_scripts: outer.has_scripts,
        });
    }
}

/// Whether something is run before or after a request.
pub(super) fn has_scripts(holder: &Value) -> bool {
    scripts(holder).any(|line| !line.trim().is_empty())
}

/// The lines of everything that is run before or after a request.
pub(super) fn scripts(holder: &Value) -> impl Iterator<Item = &str> {
    let events = holder["event"].as_array().map_or(&[][..], Vec::as_slice);
    events.iter().flat_map(|event| {
        let exec = &event["script"]["exec"];
        let lines = exec.as_array().map_or(std::slice::from_ref(exec), Vec::as_slice);
        lines.iter().filter_map(Value::as_str).flat_map(|text| text.lines())
    })
}
