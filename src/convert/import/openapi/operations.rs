//! The operations of a description, for choosing.

use std::collections::BTreeMap;

use super::super::Operation;
use super::source::{Node, Source};

/// The methods that a path can have (OpenAPI 3.2), as they are written.
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "patch", "head", "options", "trace", "query"];
/// Operations that are listed; the largest descriptions in use have about 10,000.
const MOST: usize = 50_000;

/// An operation with what is needed to find it again.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub operation: Operation,
    /// The path item, where its parameters and servers stand.
    pub item: String,
    /// The operation itself.
    pub pointer: String,
}

/// Every operation in the order of the file.
pub(super) fn entries(source: &Source) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    let paths = source.top().get("paths");
    for (path, item) in paths.iter().flat_map(Node::entries).filter(|(path, _)| !path.starts_with("x-")) {
        let target = source.follow(item.clone()).ok();
        for method in METHODS {
            let beside = item.get(method).map(|operation| (item.pointer.clone(), operation));
            let found = beside.or_else(|| {
                let target = target.as_ref()?;
                Some((target.pointer.clone(), target.get(method)?))
            });
            let Some((item, operation)) = found.filter(|(_, operation)| operation.value.is_object()) else {
                continue;
            };
            if let Some(id) = operation.text("operationId") {
                *times.entry(id).or_default() += 1;
            }
            entries.push((path, method, item, operation));
            if entries.len() >= MOST {
                break;
            }
        }
    }
    let entry = |(path, method, item, node): (&str, &str, String, Node<'_>)| {
        let method = method.to_ascii_uppercase();
        let named = node.text("operationId").filter(|id| times.get(id) == Some(&1) && !id.trim().is_empty());
        let operation = Operation {
            id: named.map_or_else(|| format!("{method} {path}"), str::to_owned),
            group: group(&node, path),
            title: title(&node, &method, path),
            method,
            path: path.to_owned(),
        };
        Entry { operation, item, pointer: node.pointer }
    };
    entries.into_iter().map(entry).collect()
}

fn group(node: &Node<'_>, path: &str) -> String {
    let tag = node.get("tags").and_then(|tags| tags.items().next().and_then(|tag| tag.value.as_str()));
    match tag.filter(|tag| !tag.trim().is_empty()) {
        Some(tag) => tag.to_owned(),
        None => path
            .split('/')
            .find(|part| !part.is_empty() && !part.contains('{'))
            .unwrap_or_default()
            .to_owned(),
    }
}

/// The summary, else the id in words, else the beginning of the description, else method and path.
fn title(node: &Node<'_>, method: &str, path: &str) -> String {
    let summary = node.text("summary").map(|text| super::words::beginning(text, 80));
    let id = || node.text("operationId").map(super::words::label);
    let description = || node.text("description").map(|text| super::words::beginning(text, 60));
    let named = summary.filter(|text| !text.is_empty()).or_else(|| id().filter(|text| !text.is_empty()));
    named
        .or_else(|| description().filter(|text| !text.is_empty()))
        .unwrap_or_else(|| format!("{method} {path}"))
}
