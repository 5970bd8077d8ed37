//! Postman collections 2.0 and 2.1, with environments, to integrations.
//!
//! Variables that have a value are filled in, environment before folder before collection; those that hold a key, or a
//! customer's value, stay a place of their own: a secret, or an input with the value as its example. Each environment file
//! becomes an environment of the project. Authentication comes from the request, else from the folders around it, else from
//! the collection. Saved responses become samples, and the contract is inferred from those that went well. Scripts and tests
//! are not carried over, which a remark says; those of our own exports say which variables are inputs.
//!
//! | limit | value |
//! |---|---|
//! | length of a collection or environment | [`MOST_BYTES`] |
//! | depth of its JSON | 127 levels |

mod auth;
mod body;
mod collection;
mod environment;
mod notes;
mod request;
mod response;
mod variables;

use serde_json::Value;

use super::described::Designer;
use super::{ImportError, Imported, Operation};
use collection::requests;
use environment::Environment;
use variables::Variables;

/// The longest file that is read.
pub const MOST_BYTES: usize = 64_000_000;

/// Reads a collection; `environments` are the texts of environment files, of which the first gives the examples, and
/// `chosen` are the ids of operations, all when there is none.
///
/// # Errors
/// When a text is too long, no JSON, no collection of version 2, or has no operation that was chosen.
pub fn import(
    collection: &str,
    environments: &[&str],
    chosen: Option<&[String]>,
) -> Result<Imported, ImportError> {
    let collection = collection::read(collection)?;
    let environments: Vec<_> =
        environments.iter().map(|text| environment::read(text)).collect::<Result<_, _>>()?;
    let found = requests(&collection);
    let known = |id: &String| found.iter().any(|request| request.operation.id == *id);
    if let Some(unknown) = chosen.and_then(|chosen| chosen.iter().find(|id| !known(id))) {
        return Err(ImportError::NoOperation(unknown.clone()));
    }
    let mut designer = Designer::default();
    designer.set_environments(environments.iter().map(|environment| environment.name.as_str()));
    let is_chosen = |id: &String| chosen.is_none_or(|chosen| chosen.contains(id));
    for request in found.iter().filter(|request| is_chosen(&request.operation.id)) {
        let since = designer.remarks();
        let described = request::described(request, &scopes(&environments, request), &mut designer);
        designer.add(described, since);
    }
    Ok(designer.finish())
}

/// What a collection holds, in its order.
///
/// # Errors
/// As [`import`].
pub fn operations(collection: &str) -> Result<Vec<Operation>, ImportError> {
    let collection = collection::read(collection)?;
    Ok(requests(&collection).into_iter().map(|request| request.operation).collect())
}

/// The variables of a request in each environment; one without any where there is no environment.
fn scopes(environments: &[Environment], request: &collection::Request<'_>) -> Vec<Variables> {
    let of = |environment: Option<&Environment>| {
        let mut variables = Variables::new(environment, &request.variables);
        notes::of_item(request.item).iter().for_each(|note| variables.keep(note.variable()));
        variables
    };
    if environments.is_empty() {
        vec![of(None)]
    } else {
        environments.iter().map(|each| of(Some(each))).collect()
    }
}

/// Parses a text within the limits.
fn parsed(text: &str, expected: &'static str) -> Result<Value, ImportError> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    if text.len() > MOST_BYTES {
        return Err(ImportError::TooLarge { most_bytes: MOST_BYTES });
    }
    serde_json::from_str(&super::described::marked::clean(text)).map_err(|error| {
        let whole = error.to_string();
        let problem =
            whole.rsplit_once(" at line ").map_or(whole.as_str(), |(problem, _)| problem).to_owned();
        let (line, column) = (Some(error.line()), Some(error.column()));
        ImportError::NotOfKind {
            expected,
            problem: format!("it cannot be read as JSON, {problem}"),
            line,
            column,
        }
    })
}

/// A text field, or the `content` of a described one; empty when it is absent.
fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    let field = &value[field];
    field.as_str().or(field["content"].as_str()).unwrap_or_default()
}

/// The entries of a list that are not switched off.
fn enabled(list: &Value) -> impl Iterator<Item = &Value> {
    let all = list.as_array().map_or(&[][..], Vec::as_slice);
    all.iter().filter(|entry| entry["disabled"] != true && entry["enabled"] != false)
}

#[cfg(test)]
mod tests;
